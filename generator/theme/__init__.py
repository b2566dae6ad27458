"""The look of every site: templates, styles, scripts and the search, over those of Material for MkDocs.

An archive's own ``overrides/`` lies on top: a file there takes the place of the one with the same path here.
"""

from pathlib import Path

THEME = Path(__file__).parent
"""The folder with the theme's files."""

OVERRIDES = "overrides"
"""The folder of an archive with what is its own, and may be absent."""

STYLES = tuple(f"assets/stylesheets/{name}.css" for name in ("bulletin", "search", "pieces"))
"""The styles of every page, in the order in which they count."""
