"""Two rule sets in one year: every month is scored by the set of its time."""

from fractions import Fraction
from pathlib import Path

import pytest
from archives import copy_of_real_archive, real_scores

from generator.pipeline import score_archive
from generator.problems import ArchiveError
from generator.scoring import MonthTable, Scores

NEW_RULES = """
  - id: "2023b"
    document: 《考核办法（修订）》
    from: {since}
    points:
      本刊: {{信息: 2, 简讯: 1}}
      约稿: 8
    base:
      - {{points: 3, when: {{submitted: 20}}}}
"""
JOINT = "---\ntitle: 七月信息\nunit: [阳谷局, 临清局]\nissue: 2023-10\ntype: 信息\nmissing: [text]\n---\n"
BRIEF = "---\ntitle: 七月简讯\nunit: 阳谷局\nissue: 2023-10\ntype: 简讯\nmissing: [text]\n---\n"
JULY = {
    "content/2023/10/index.md": "---\nissue: 2023-10\nmonth: 2023-07\n---\n",
    "content/2023/10/01.md": JOINT,
    "content/2023/10/02.md": BRIEF,
}
MONTHS = ("2023-06", "2023-07")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The real archive with an issue in July, for which the ledger of June is used again."""
    root = copy_of_real_archive(tmp_path)
    for path, text in JULY.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    ledger = root / "content/ledger/2023-06.csv"
    ledger.with_name("2023-07.csv").write_bytes(ledger.read_bytes())
    return root


def change_rules(root: Path, last: str, since: str) -> Scores:
    """Let the rules of 2023 end with the month ``last`` and a new set begin."""
    rules = root / "rules.yml"
    text = rules.read_text(encoding="utf-8").replace("    from: 2023-01\n", f"    from: 2023-01\n    until: {last}\n")
    rules.write_text(text + NEW_RULES.format(since=since), encoding="utf-8")
    return score_archive(root)[0]


def figures(table: MonthTable, unit: str) -> tuple[Fraction, ...]:
    row = table.row(unit)
    assert row is not None
    return (row.adopted_points, row.commissioned_points, row.base_points, row.month_points, row.total_points)


def rules_used(scores: Scores, month: str) -> set[str]:
    return {line.rule.split("/")[0] for line in scores.lines if line.month == month}


def test_the_old_rules_hold_until_they_are_changed(root: Path) -> None:
    scores, _ = score_archive(root)

    # 阳谷局 in July: 信息 1 + 简讯 0.5, base 5 for four forwarded pieces; 148.5 + 6.5.
    half = Fraction(1, 2)
    assert figures(scores.tables["2023-07"], "阳谷局") == (1 + half, 0, 5, 6 + half, 155)


def test_a_change_in_july_leaves_june_as_published(root: Path) -> None:
    scores = change_rules(root, last="2023-06", since="2023-07")

    assert scores.tables["2023-06"] == real_scores().tables["2023-06"]
    # 阳谷局: 信息 2 + 简讯 1, no base for 17 pieces; 148.5 + 3. 临清局 sent 34: 信息 2 + base 3.
    before = figures(scores.tables["2023-06"], "临清局")[-1]
    assert figures(scores.tables["2023-07"], "阳谷局") == (3, 0, 0, 3, Fraction("151.5"))
    assert figures(scores.tables["2023-07"], "临清局") == (2, 0, 3, 5, before + 5)
    assert [rules_used(scores, month) - {""} for month in MONTHS] == [{"2023"}, {"2023b"}]


def test_a_change_in_june_changes_june(root: Path) -> None:
    scores = change_rules(root, last="2023-05", since="2023-06")

    # 阳谷局 in June: 3 信息 ×2 + 2 简讯 ×1 = 8, 4 约稿 ×8 = 32, no base for 17 pieces; 119.5 brought forward + 40.
    assert figures(scores.tables["2023-06"], "阳谷局") == (8, 32, 0, 40, Fraction("159.5"))
    assert figures(scores.tables["2023-07"], "阳谷局") == (3, 0, 0, 3, Fraction("162.5"))
    assert [rules_used(scores, month) - {""} for month in MONTHS] == [{"2023b"}, {"2023b"}]


def test_a_change_in_june_is_told_against_the_issued_notice(root: Path) -> None:
    change_rules(root, last="2023-05", since="2023-06")
    _, warnings = score_archive(root)

    told = [one.message for one in warnings if one.code == "frozen-difference" and "阳谷局“累计分数”" in one.message]
    assert len(told) == 1
    assert told[0].startswith("阳谷局“累计分数”印发为 148.5，现在算出 159.5")
    assert "由1分变为" in told[0]


def test_a_month_between_two_sets_is_an_error(root: Path) -> None:
    with pytest.raises(ArchiveError, match="规则“2023”到2023年6月止，规则“2023b”从2023年8月起，中间有月份没有规则"):
        change_rules(root, last="2023-06", since="2023-08")
