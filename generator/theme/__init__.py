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

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'self'; manifest-src 'self'"
)
"""The Content-Security-Policy in the head of every page: it runs and loads what the site itself has, and nothing else.

A page cannot say who may show it in a frame; a server should send that with its other headers (docs/headers.md).
"""
