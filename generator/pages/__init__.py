"""Archive and tables in, pages out: HTML between the theme's header and footer; writes nothing."""

from generator.pages.page import Page
from generator.pages.sections import NAVIGATION, Pages

__all__ = ["NAVIGATION", "Page", "Pages"]
