"""The handbook for editors: its commands exist, its links and pictures are there, and its examples are valid."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from archives import REPO

from generator.cli import main
from generator.problem_codes import explained

FOLDER = REPO / "docs" / "editors"
PAGES = sorted(FOLDER.glob("*.md"))
MOST_BYTES = 120_000


def quoted(text: str) -> Iterator[str]:
    """Every command line of ours: lines of blocks, and what stands between backquotes."""
    for block in re.findall(r"^```\w*\n(.*?)^```", text, flags=re.M | re.S):
        yield from (line for line in block.splitlines() if line.startswith("bulletin "))
    yield from re.findall(r"`(bulletin [^`]+)`", text)


def all_quoted() -> list[tuple[str, str]]:
    return sorted(
        {(page.name, line) for page in [*PAGES, REPO / "README.md"] for line in quoted(page.read_text("utf-8"))}
    )


def command_at(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words name, and the words that are left; a usage error where there is none."""
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        context = command.make_context("bulletin", list(words), resilient_parsing=True)
        _, inner, words = command.resolve_command(context, [*context._protected_args, *context.args])
        assert inner is not None
        command = inner
    return command, words


@pytest.mark.parametrize(("page", "line"), all_quoted())
def test_a_command_exists_with_its_options(page: str, line: str) -> None:
    words = shlex.split(line.removeprefix("bulletin").replace("…", ""))
    command, left = command_at(words)
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--help", "-h"}
    assert {word for word in left if word.startswith("--")} <= known
    if isinstance(command, click.Group) and not left:
        return
    if "--help" not in left and not line.endswith("…"):
        command.make_context(line, list(left), resilient_parsing=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_are_there(page: Path) -> None:
    for target in re.findall(r"(?<!`)!?\[[^\]]*\]\(([^)]+)\)(?!`)", page.read_text("utf-8")):
        assert target.startswith("http") or (page.parent / target.partition("#")[0]).exists(), target


def test_every_picture_is_shown_and_small() -> None:
    shown = {name for page in PAGES for name in re.findall(r"\(images/([^)]+)\)", page.read_text("utf-8"))}
    pictures = {path.name: path for path in (FOLDER / "images").iterdir()}
    assert shown == set(pictures)
    assert [name for name, path in pictures.items() if path.stat().st_size > MOST_BYTES] == []


def test_the_readme_names_the_windows_route_and_the_index_every_page() -> None:
    assert "(docs/editors/README.md)" in (REPO / "README.md").read_text("utf-8")
    index = (FOLDER / "README.md").read_text("utf-8")
    assert all(f"({page.name})" in index for page in PAGES if page.name != "README.md")
    assert all(f"({code}.md)" in (FOLDER / "codes/README.md").read_text("utf-8") for code in explained())
