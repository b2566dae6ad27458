"""A month that cannot be right is told of the issue that has it, and nobody is advised to delete a balance."""

from pathlib import Path

import pytest
from scaffolding.made_up_office import begun, write

from generator.pipeline import check_archive

LEDGER = "单位,上报篇数,报市,报省厅\n甲县局,1,1,0\n乙县局,1,1,0\n丙科,1,1,0\n"


def issue(root: Path, number: str, month: str) -> None:
    folder = f"content/{number.replace('-', '/')}"
    write(root, f"{folder}/index.md", f"---\nissue: {number}\nmonth: {month}\n---\n")
    piece = f"---\ntitle: 第{number}期的一篇\nunit: 甲县局\nissue: {number}\ntype: 信息\n---\n\n近日，开展调研。\n"
    write(root, f"{folder}/01.md", piece)


def told(root: Path) -> list[tuple[str, str]]:
    return [(problem.path.removeprefix("content/"), problem.code) for problem in check_archive(root)[1]]


@pytest.mark.parametrize(
    ("issues", "ledgers", "expected"),
    [
        ({"2024-01": "2024-05", "2024-02": "2024-06"}, ("2024-05", "2024-06"), []),
        ({"2024-01": "2024-05", "2024-02": "2024-05"}, ("2024-05",), []),
        ({"2024-01": "2024-05", "2024-40": "2025-01"}, ("2024-05",), []),
        # before the balance of May, of which only the issue speaks
        ({"2024-01": "2024-01", "2024-02": "2024-05"}, ("2024-05",), [("2024/01/index.md", "month-before-start")]),
        ({"2024-01": "2024-03"}, (), [("2024/01/index.md", "month-before-start")]),
        # a month of another year, which no rules cover either
        ({"2024-01": "2014-05", "2024-02": "2024-05"}, ("2024-05",), [("2024/01/index.md", "month-of-other-year")]),
        ({"2024-01": "2024-05", "2024-02": "2042-06"}, ("2024-05",), [("2024/02/index.md", "month-of-other-year")]),
        # out of order, and far from the rest
        (
            {"2024-01": "2024-05", "2024-02": "2024-12", "2024-03": "2024-06"},
            ("2024-05", "2024-06"),
            [("2024/02/index.md", "month-out-of-order")],
        ),
        ({"2024-01": "2024-05", "2024-02": "2024-11"}, ("2024-05",), [("2024/02/index.md", "month-out-of-order")]),
        # beside the month that has the ledger
        ({"2024-01": "2024-06"}, ("2024-05",), [("2024/01/index.md", "month-out-of-order")]),
    ],
)
def test_the_issue_is_named_and_nothing_else(
    issues: dict[str, str], ledgers: tuple[str, ...], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    root = begun(tmp_path)
    for number, month in issues.items():
        issue(root, number, month)
    for month in ledgers:
        write(root, f"content/ledger/{month}.csv", LEDGER)
    assert told(root) == expected


def test_a_balance_over_months_that_are_kept_is_still_told(tmp_path: Path) -> None:
    root = begun(tmp_path)
    issue(root, "2024-01", "2024-04")
    for month in ("2024-04", "2024-05"):
        write(root, f"content/ledger/{month}.csv", LEDGER)
    assert ("balances/2024-05.csv", "balance-overlap") in told(root)


def test_a_commissioned_piece_of_such_a_month_is_named(tmp_path: Path) -> None:
    root = begun(tmp_path)
    issue(root, "2024-01", "2024-05")
    piece = "---\ntitle: 情况\nunit: 甲县局\ntype: 约稿\nmonth: 2024-01\ncommissioner: 市政府\nmissing: [text]\n---\n"
    write(root, "content/commissioned/2024-01/01.md", piece)
    assert told(root) == [("commissioned/2024-01/01.md", "month-before-start")]
