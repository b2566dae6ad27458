"""What a draft rule would have given, beside what the rule in force gave."""

import subprocess
from pathlib import Path

from archives import REPO
from processes import bulletin


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
