"""Archive and tables in, pages out: HTML between the theme's header and footer; writes nothing."""

from generator.pages.page import Page, url_of
from generator.pages.page_links import site_path
from generator.pages.sections import NAVIGATION, Pages

__all__ = ["NAVIGATION", "Page", "Pages", "site_path", "url_of"]
