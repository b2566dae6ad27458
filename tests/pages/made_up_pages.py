"""The pages of a made-up archive, by path."""

import re
from pathlib import Path

from building.small_archive import Files, small_archive, write

from generator.pages import Page
from generator.pipeline import plan_site, score_archive


def pages_of(root: Path, files: Files | None = None) -> dict[str, Page]:
    """The pages of the small archive with these files added or in the place of its own."""
    write(root, small_archive() | {"mkdocs.yml": "site_name: 某刊\n".encode()} | (files or {}))
    site = plan_site(score_archive(root)[0])
    return {plan.path: plan.make() for plan in site.pages}


def words(page: Page) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.html).split())
