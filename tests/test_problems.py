"""All problems at once, in one order, the same in both forms."""

import random
from pathlib import Path

import pytest
from made_up_sites import check, expected, put_in, rows, valid_site

from generator.problems import ArchiveError, Problem, as_json, as_text, errors, ordered

TEN_FAULTS = (
    "balance-bad-points",
    "unclosed-bracket",
    "unknown-unit",
    "impossible-date",
    "misplaced-file",
    "commissioned-without-month",
    "ledger-negative-count",
    "unknown-placeholder",
    "rules-unknown-group",
    "duplicate-unit-id",
)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    root = valid_site(tmp_path)
    put_in(root, *TEN_FAULTS)
    return root


def test_one_run_lists_ten_different_faults(faulty: Path) -> None:
    *lines, last = check(faulty).stdout.splitlines()
    alone = [expected(fault, "expected.txt").splitlines()[0] for fault in TEN_FAULTS]
    assert sorted(lines) == sorted(alone)
    assert last == "共 10 处错误。改正后再提交；现有网站保持不变。"


def test_errors_exit_with_1_in_both_forms(faulty: Path) -> None:
    assert check(faulty).exit_code == 1
    assert check(faulty, "json").exit_code == 1


def test_they_are_sorted_by_path_and_line(faulty: Path) -> None:
    places = [(row["path"], row["line"]) for row in rows(faulty)]
    assert len(places) == len(TEN_FAULTS)
    assert places == sorted(places)


def test_both_forms_say_the_same(faulty: Path) -> None:
    lines = check(faulty).stdout.splitlines()[:-1]
    words = {"error": "错误", "warning": "提醒"}
    for line, row in zip(lines, rows(faulty), strict=True):
        field = f" [{row['field']}]" if row["field"] else ""
        said = f"{words[str(row['severity'])]}{field} {row['message']}（{row['code']}）"
        assert line == f"{row['path']}:{row['line']}: {said}"


def test_two_runs_say_the_same(faulty: Path) -> None:
    assert check(faulty).output == check(faulty).output


def problems() -> list[Problem]:
    return [
        Problem("b.md", 1, "", "x", "甲"),
        Problem("a.md", 10, "", "x", "甲"),
        Problem("a.md", 9, "unit", "y", "甲"),
        Problem("a.md", 9, "title", "y", "甲"),
        Problem("a.md", 9, "title", "x", "乙"),
        Problem("a.md", 9, "title", "x", "甲", "warning"),
        Problem("a.md", 9, "title", "x", "甲"),
    ]


def test_the_order_is_total_and_lines_are_numbers() -> None:
    once = ordered(problems())
    assert [problem.line for problem in once] == [9, 9, 9, 9, 9, 10, 1]
    for seed in range(20):
        shuffled = problems()
        random.Random(seed).shuffle(shuffled)
        assert ordered(shuffled) == once
        assert as_text(shuffled) == as_text(once)
        assert as_json(shuffled) == as_json(once)


def test_repetitions_are_dropped() -> None:
    assert ordered(problems() + problems()) == ordered(problems())


def test_only_errors_forbid_publication() -> None:
    assert len(errors(problems())) == 6


def test_the_last_line_counts() -> None:
    error, warning = Problem("a.md", 1, "", "x", "甲"), Problem("a.md", 2, "", "x", "甲", "warning")
    assert as_text([]) == ""
    assert as_text([warning]).splitlines()[-1] == "没有错误，1 处提醒。"
    assert as_text([error]).splitlines()[-1] == "共 1 处错误。改正后再提交；现有网站保持不变。"
    assert as_text([error, warning]).splitlines()[-1].startswith("共 1 处错误，1 处提醒。")


def test_a_problem_stays_on_its_line() -> None:
    assert as_text([Problem("a.md", 1, "", "x", "甲\n乙")]).splitlines()[0] == "a.md:1: 错误 甲 乙（x）"


def test_one_problem_in_many_files_of_a_folder_is_one_line() -> None:
    same = [Problem(f"2024/05/{number:02}.md", 3, "issue", "x", "甲") for number in range(1, 31)]
    other = [Problem("2024/06/01.md", 3, "issue", "x", "甲"), Problem("2024/05/02.md", 4, "type", "y", "乙")]
    first, second, third, last = as_text(same + other).splitlines()
    assert first.startswith("2024/05/01.md:3: 错误 [issue] 甲（同样的问题还有 29 处：02.md:3、03.md:3、")
    assert first.endswith("、21.md:3等）（x）")
    assert (second, third) == ("2024/05/02.md:4: 错误 [type] 乙（y）", "2024/06/01.md:3: 错误 [issue] 甲（x）")
    assert last.startswith("共 32 处错误。")


def test_the_exception_carries_and_prints_all_problems() -> None:
    error = ArchiveError(problems())
    assert error.problems == ordered(problems())
    assert str(error) == as_text(problems())
