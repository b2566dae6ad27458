"""What the checks across files say of an issue's order, of ledgers, of days to come and of typed figures."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from made_up_sites import valid_site

from generator.pipeline import check_archive

TODAY = date(2023, 7, 31)


def told(root: Path, today: date = TODAY) -> list[str]:
    return [problem.code for problem in check_archive(root, None, today)[1]]


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        file = root / "content" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return act


def rename(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: (root / "content" / old).rename(root / "content" / new) and None


@pytest.mark.parametrize(
    ("act", "codes"),
    [
        (lambda root: None, []),
        (rename("2023/09/02.md", "2023/09/03.md"), ["number-gap"]),
        (change("2023/09/index.md", "2023-06-30", "2023-08-30"), ["future-date"]),
        (change("notices/2023-06.md", "\n---\n", "\n---\n\n本月共收到信息9条。\n"), ["typed-figure"]),
    ],
)
def test_one_thing_is_told(tmp_path: Path, act: Callable[[Path], None], codes: list[str]) -> None:
    root = valid_site(tmp_path)
    act(root)
    assert told(root) == codes


def test_a_gap_that_a_published_address_explains_is_none(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    rename("2023/09/02.md", "2023/09/03.md")(root)
    (root / "content/addresses.txt").write_text("/2023/09/02/\n", encoding="utf-8")
    assert "number-gap" not in told(root)


def test_months_are_to_come_before_their_time_only(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    assert "future-month" in told(root, date(2023, 5, 1))
    assert "future-month" not in [problem.code for problem in check_archive(root)[1]]
