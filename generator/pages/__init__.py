"""Archive and tables in, pages out: Markdown with HTML from the templates; writes nothing."""

from generator.pages.page import Page
from generator.pages.site import NAVIGATION, render_pages

__all__ = ["NAVIGATION", "Page", "render_pages"]
