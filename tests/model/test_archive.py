"""Which old addresses there are, and in which order."""

from pathlib import Path

from generator.model.archive import Archive
from generator.model.articles import Article, Issue
from generator.model.rules import RuleBook
from generator.model.units import UnitRegistry


def archive(aliases: tuple[str, ...], pieces: dict[str, tuple[str, ...]]) -> Archive:
    """The issue 2024-08 with these aliases, and its pieces with theirs."""
    issue = Issue("content/2024/08/index.md", "2024-08", "2024-04", aliases=aliases)
    articles = tuple(
        Article(f"content/2024/08/{name}.md", "信息", "2024-04", (), (), issue="2024-08", aliases=own)
        for name, own in pieces.items()
    )
    return Archive(Path(), UnitRegistry((), ()), RuleBook(()), (issue,), articles)


def old(made: Archive) -> list[tuple[str, str, bool]]:
    return [(one.address, one.record.path[8:-3], one.written) for one in made.old_addresses]


def test_an_alias_of_an_issue_covers_its_pieces() -> None:
    made = archive(("old/", "2024/06/", "2024/07/"), {"01": (), "02": ()})
    assert old(made) == [
        ("old/", "2024/08/index", True),
        ("2024/06/", "2024/08/index", True),
        ("2024/07/", "2024/08/index", True),
        ("2024/06/01/", "2024/08/01", False),
        ("2024/07/01/", "2024/08/01", False),
        ("2024/06/02/", "2024/08/02", False),
        ("2024/07/02/", "2024/08/02", False),
    ]
    assert {one.path for one in made.old_addresses} == {"content/2024/08/index.md"}
    assert [one.place for one in made.old_addresses] == [0, 1, 2, 1, 2, 1, 2]
    assert made.first_addresses == {
        "content/2024/08/index.md": "old/",
        "content/2024/08/01.md": "2024/06/01/",
        "content/2024/08/02.md": "2024/06/02/",
    }


def test_what_a_file_says_itself_comes_first() -> None:
    made = archive(("2024/07/",), {"01": ("2024/07/01/",), "02": (), "03": ("2024/07/02/",)})
    assert old(made)[1:] == [
        ("2024/07/01/", "2024/08/01", True),
        ("2024/07/02/", "2024/08/03", True),
        ("2024/07/03/", "2024/08/03", False),
    ]


def test_an_address_that_is_a_page_leads_nowhere_else() -> None:
    made = archive(("2024/08/",), {"01": ()})
    assert old(made) == [("2024/08/", "2024/08/index", True)]


def test_a_piece_that_moved_before_its_issue_did() -> None:
    made = archive(("2024/07/",), {"03": ("2024/07/05/",)})
    assert [address for address, *_ in old(made)[1:]] == ["2024/07/05/", "2024/07/03/"]


def test_a_piece_that_moved_after_its_issue_did() -> None:
    made = archive(("2024/07/",), {"05": ("2024/08/03/",)})
    assert [address for address, *_ in old(made)[1:]] == ["2024/07/03/", "2024/08/03/", "2024/07/05/"]
    assert made.first_addresses["content/2024/08/05.md"] == "2024/07/03/"
