"""What a draft rule would have given, beside what the rule in force gave."""

import subprocess
from pathlib import Path

import pytest
import small_site
from archives import REPO
from click.testing import CliRunner, Result
from processes import bulletin

from generator.cli import main

REWARDED = small_site.RULES + "    instructions:\n      - {level: 市级, points: 5}\n"
"""The rules of the small archive, with a bonus for instructions from July on."""


def simulate(draft: Path, year: str = "2023") -> subprocess.CompletedProcess[str]:
    return bulletin("simulate", "--rules", draft, "--year", year)


def test_the_rule_in_force_changes_nothing() -> None:
    run = simulate(REPO / "rules.yml")
    assert run.returncode == 0
    assert run.stdout.startswith("截至2023年6月：现行规则与草案\n")
    assert "升" not in run.stdout and "降" not in run.stdout


def test_a_draft_moves_totals_and_ranks(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yml"
    text = (REPO / "rules.yml").read_text("utf-8")
    assert "约稿: 5" in text
    draft.write_text(text.replace("约稿: 5", "约稿: 0"), encoding="utf-8")

    rows = {line.split()[0]: line.split()[1:] for line in simulate(draft).stdout.splitlines() if len(line.split()) == 7}

    assert rows["阳谷局"] == ["148.5", "1", "128.5", "1", "-20", "—"]
    assert rows["高新区分局"] == ["113.5", "4", "93.5", "7", "-20", "降3"]


def test_an_unreadable_draft_is_told_with_its_own_name(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yml"
    draft.write_text("rule_sets: 一\n", encoding="utf-8")
    run = simulate(draft)
    assert run.returncode == 1
    assert "draft.yml:1: 错误" in run.stderr


def test_a_year_without_content_is_told() -> None:
    assert "资料库里没有2020年的内容" in simulate(REPO / "rules.yml", "2020").stderr


def simulate_small(root: Path, rules: str, draft: str, files: dict[str, str], year: str = "2023") -> Result:
    small_site.site(root, {"rules.yml": rules, "draft.yml": draft} | files)
    command = ["simulate", "--rules", str(root / "draft.yml"), "--year", year, "--root", str(root)]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def instructed(day: str) -> dict[str, str]:
    return {"content/2023/07/01.md": small_site.july(f"instructions:\n  - {{level: 市级, date: {day}}}\n")}


@pytest.mark.parametrize(
    ("rules", "draft", "row"),
    [
        (REWARDED, small_site.RULES, ["甲局", "8", "1", "3", "1", "-5", "—"]),
        (small_site.RULES, REWARDED, ["甲局", "3", "1", "8", "1", "5", "—"]),
        (small_site.RULES, small_site.RULES, ["甲局", "3", "1", "3", "1", "0", "—"]),
    ],
)
def test_a_last_month_may_hold_an_instruction_that_one_side_does_not_reward(
    tmp_path: Path, rules: str, draft: str, row: list[str]
) -> None:
    run = simulate_small(tmp_path, rules, draft, instructed("2023-10-05"))
    assert row in [line.split() for line in run.output.splitlines()]
    assert run.output.startswith(f"截至2023年{'7' if rules == draft else '10'}月：")


@pytest.mark.parametrize(("rules", "draft"), [(REWARDED, small_site.RULES), (small_site.RULES, REWARDED)])
def test_a_year_may_hold_nothing_but_such_an_instruction(tmp_path: Path, rules: str, draft: str) -> None:
    run = simulate_small(tmp_path, rules, draft, instructed("2024-10-05"), "2024")
    assert "甲局" in run.output
    assert run.exit_code == 0


LAST_MONTHS = {
    "adjustments": ("content/adjustments/2023-10.yml", "adjustments:\n  - {unit: 甲局, points: -2, reason: 迟报, "
                    "decided_by: 办公室, date: 2023-10-30}\n"),
    "ledger": ("content/ledger/2023-10.csv", "单位,上报篇数,报市,报省厅\n甲局,1,0,0\n乙局,1,0,0\n丙局,1,0,0\n"),
    "commissions": ("content/commissions/2023-10.yml", "commissions:\n  - {title: 约, commissioner: 市政府, "
                    "due: 2023-11-20, units: [甲局]}\n"),
    "notice": ("content/notices/2023-10.md", "---\nmonth: 2023-10\ntitle: 10月通报\ndate: 2023-11-30\n---\n\n正文。\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LAST_MONTHS)
def test_a_last_month_may_hold_one_thing_alone(tmp_path: Path, kind: str) -> None:
    run = simulate_small(tmp_path, small_site.RULES, REWARDED, dict([LAST_MONTHS[kind]]))
    assert run.exit_code == 0
    assert run.output.startswith(f"截至2023年{'7' if kind == 'commissions' else '10'}月：")


@pytest.mark.parametrize("year", ["２０２３", "0", "-1", "23", "2023-06", "一"])
def test_a_year_is_four_digits(year: str) -> None:
    run = CliRunner().invoke(
        main, ["simulate", "--rules", str(REPO / "rules.yml"), f"--year={year}", "--root", str(REPO)]
    )
    assert run.exit_code == 2
    assert f"--year：年份要写成 2023 的样子（现在是“{year}”）" in run.output


def test_an_archive_without_a_month_says_so(tmp_path: Path) -> None:
    root = small_site.site(tmp_path, {"content/pages/about.md": "---\ntitle: 说明\n---\n\n正文。\n"})
    for path in sorted((root / "content/2023").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    for command in (["scores", "2023-06"], ["explain", "甲局", "2023-06"]):
        run = CliRunner().invoke(main, [*command, "--root", str(root)])
        assert run.exit_code == 2
        assert "资料库里没有2023年6月的内容。有内容的月份：无" in run.output
