"""``bulletin next``: the errors of the month first, then what it lacks, in order."""

import json
from pathlib import Path
from typing import Any

import pytest
from archives import copy_of_real_archive
from scaffolding.made_up_office import begun, bulletin, write


def plan(root: Path, *month: str) -> dict[str, Any]:
    run = bulletin("next", *month, "--format", "json", root=root)
    assert run.exit_code == 0, run.output
    said: dict[str, Any] = json.loads(run.output)
    return said


def steps(root: Path, *month: str) -> list[str]:
    return [step["code"] for step in plan(root, *month)["steps"]]


def test_each_step_goes_when_it_is_done(tmp_path: Path) -> None:
    root = begun(tmp_path)
    assert steps(root) == ["issue", "ledger", "notice", "freeze"]
    bulletin("new", "issue", root=root)
    assert steps(root) == ["pieces", "issue-date", "ledger", "notice", "freeze"]
    bulletin("new", "article", "--type", "信息", "--unit", "甲局", root=root)
    bulletin("new", "ledger", "2024-05", root=root)
    bulletin("new", "notice", "2024-05", root=root)
    said = plan(root)
    found = {step["code"]: step for step in said["steps"]}
    assert list(found) == ["unwritten", "issue-date", "ledger-rows", "notice-head", "freeze"]
    assert found["unwritten"]["text"] == "2024年第1期有没写完的：01.md 缺标题、正文"
    assert "3 个单位没有填" in found["ledger-rows"]["text"]
    assert "印发日期" in found["notice-head"]["text"]
    assert (said["errors"], said["other_errors"]) == ([], 0)


def test_requests_that_nobody_has_answered_are_named(tmp_path: Path) -> None:
    root = begun(tmp_path)
    asked = ("--commissioner", "市政府", "--month", "2024-05", "--due", "2024-05-20", "--unit", "甲局,丙科")
    bulletin("new", "commission", "--title", "投资 情况", *asked, root=root)
    (step,) = [one for one in plan(root, "2024-05")["steps"] if one["code"] == "commission"]
    assert "已经逾期" in step["text"]
    assert step["command"] == (
        'bulletin new commissioned --month 2024-05 --title "投资 情况" --commissioner 市政府 --unit 甲县局,丙科'
    )


def test_errors_come_first_as_far_as_they_touch_the_month(tmp_path: Path) -> None:
    root = begun(tmp_path)
    for number in ("01", "02"):
        month = f"2024-{int(number) + 4:02d}"
        bulletin("new", "issue", "--month", month, "--issue", f"2024-{number}", root=root)
        piece = f"---\ntitle: 一篇\nunit: 没有局\nissue: 2024-{number}\ntype: 信息\n---\n\n近日。\n"
        write(root, f"content/2024/{number}/01.md", piece)
    said = plan(root, "2024-06")
    assert [one["path"] for one in said["errors"]] == ["content/2024/02/01.md"]
    assert said["other_errors"] == 1
    text = bulletin("next", "2024-06", root=root).output
    assert text.startswith("先改正这些错误：\ncontent/2024/02/01.md:3: 错误 [unit]")
    assert "别处还有 1 处错误" in text


def test_an_archive_without_its_units_says_why(tmp_path: Path) -> None:
    root = begun(tmp_path)
    write(root, "units.yml", "units: [")
    run = bulletin("next", root=root)
    assert run.exit_code == 1 and "units.yml" in run.output


@pytest.mark.parametrize("month", ["2024-13", "五月"])
def test_a_month_is_a_month(month: str, tmp_path: Path) -> None:
    assert bulletin("next", month, root=begun(tmp_path)).exit_code == 2


def test_the_real_archive(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    assert plan(root)["month"] == "2024-04"
    assert steps(root, "2023-06") == []
    found = {step["code"]: step["text"] for step in plan(root, "2024-04")["steps"]}
    assert "content/balances/2024-04.csv" in found["earlier-months"]
