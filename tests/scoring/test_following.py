"""What follows from a correction of an issued figure: by the rules of the month, in differences only."""

import dataclasses
import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from building.small_archive import Files, article, issuable_archive, issue, notice, write
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_once import MadeOnce

from generator.cli import main
from generator.model.archive import Archive
from generator.model.frozen import Cell, Correction, FrozenNotice
from generator.pipeline import Extent, check_archive, freeze_notice, plan_correction, read_archive, score_archive
from generator.scoring import Change, ScoreLine, correct, following, issued_figures, score
from generator.scoring.tables import competition_ranks

MONTH, NEXT = "2022-03", "2022-04"
LEDGER = "单位,上报篇数,报市,报省厅\n甲局,3,1,0\n乙局,2,0,0\n丙局,1,0,1\n丁科,3,2,0\n"


def archive() -> Files:
    """Two months of a year can be frozen; one point is taken for each piece short of two."""
    files = issuable_archive()
    rules = (
        files["rules.yml"]
        .decode()
        .replace("      - {event: 迟报", "      - {quota: 2, points: 1}\n      - {event: 迟报")
    )
    return files | {
        "rules.yml": rules.encode(),
        "content/ledger/2022-03.csv": LEDGER.encode(),
        "content/ledger/2022-04.csv": LEDGER.encode(),
        "content/2022/02/index.md": issue("2022-02", NEXT),
        "content/2022/02/01.md": article("2022-02", "丙局四月", "丙局"),
        "content/notices/2022-04.md": notice(NEXT),
    }


@pytest.fixture
def root(tmp_path: Path, made_once: MadeOnce) -> Path:
    def make(folder: Path) -> None:
        write(folder, archive())
        for month in (MONTH, NEXT):
            freeze_notice(folder, month, "2022-05-10")

    template = made_once("following", make)
    shutil.copytree(template, tmp_path / "archive")
    return tmp_path / "archive"


def frozen_in(root: Path, month: str = MONTH) -> FrozenNotice:
    found = read_archive(root)[0]
    assert found
    return found.frozen_by_month[month]


def run(root: Path, *arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(main, ["notice", *arguments, "--root", str(root)], input=said)


def asked(unit: str, column: str, new: str, *more: str) -> tuple[str, ...]:
    return ("correct", MONTH, "--unit", unit, "--column", column, f"--new={new}", "--reason", "漏计", *more)


def both(points: int) -> dict[str, float]:
    return {"month_points": points, "total_points": points}


@pytest.mark.parametrize(
    ("unit", "column", "new", "kind", "expected", "left"),
    [
        ("甲局", "articles", 2, "", {"adopted": 2, "adopted_points": 2, **both(2)}, ""),
        ("甲局", "adopted", 0, "", {"articles": 0, "adopted_points": -2, **both(-2)}, "按信息计"),
        ("乙局", "adopted", 2, "信息", {"articles": 1, "adopted_points": 2, **both(2)}, ""),
        ("丙局", "adopted", 2, "", {}, "看不出增减的是信息还是简讯"),
        ("乙局", "forwarded", 1, "", {"base_points": 5, **both(5)}, "看不出增减的是哪一项"),
        ("乙局", "to_city", 1, "", {"forwarded": 1, "base_points": 5, **both(5)}, ""),
        ("丁科", "to_city", 0, "", {"forwarded": 0, "base_points": -5, **both(-5)}, ""),
        ("丙局", "submitted", 2, "", {"other_points": 1, **both(1)}, ""),
        ("甲局", "submitted", 9, "", {}, ""),
        ("甲局", "commissioned", 2, "", {"commissioned_points": 5, **both(5)}, ""),
        ("甲局", "adopted_above", 1, "", {}, "采用每篇几分不止一种"),
        ("甲局", "base_points", 0, "", {**both(-5)}, ""),
        ("甲局", "total_points", 99, "", {}, ""),
        ("甲局", "articles", 20, "", {"adopted": 20, "adopted_points": 28, **both(28)}, ""),
    ],
)  # fmt: skip
def test_points_follow_by_the_rules_of_the_month(
    root: Path, unit: str, column: str, new: int, kind: str, expected: dict[str, float], left: str
) -> None:
    issued = frozen_in(root)
    found = plan_correction(root, MONTH, unit, column, Fraction(new), "2022-06-01", Extent(kind=kind))
    own = {one.column: one for one in found.changes if one.unit == unit and one.column != "rank"}
    changed = {
        name: float((one.new or 0) - (one.old or 0)) if "_points" in name else int(one.new or 0)
        for name, one in own.items()
        if name != column
    }
    assert changed == expected
    assert left in "".join(found.left)
    assert (left == "") == (found.left == ())
    assert [one.old for one in found.changes] == [issued.cell(one.unit, one.column) for one in found.changes]


def test_ranks_of_the_group_and_the_text_follow_and_later_months_are_named(root: Path) -> None:
    done = run(root, *asked("乙局", "约稿篇数", "4"))
    assert done.exit_code == 0, done.output
    assert "已更正：乙局“约稿篇数”1 → 4（漏计）\n" in done.stdout
    assert "已更正：乙局“总排名”2 → 1（漏计）\n已更正：甲局“总排名”1 → 2（漏计）\n" in done.stdout
    assert "2022年4月的通报也已存档，乙局累计分数还是 24，应为 39。" in done.stderr
    command = next(line for line in done.stderr.splitlines() if line.startswith("  bulletin notice "))
    assert run(root, *command.split()[2:]).exit_code == 0
    assert frozen_in(root, NEXT).cell("乙局", "total_points") == 39
    scores, _ = score_archive(root)
    figures = issued_figures(scores.archive.units, scores.tables[MONTH], frozen_in(root))
    assert figures["县局前三"] == "乙局、甲局、丙局"
    assert run(root, *asked("乙局", "上报篇数", "12")).exit_code == 0
    figures = issued_figures(scores.archive.units, scores.tables[MONTH], frozen_in(root))
    assert (figures["上报总数"], figures["县局上报"], figures["科室上报"]) == ("19", "16", "3")
    assert run(root, *asked("乙局", "约稿篇数", "1")).stderr.count("应为 24") == 1
    assert not any(one.severity == "error" for one in check_archive(root)[1])


def test_later_months_are_corrected_when_asked_and_only_one_figure_when_asked(root: Path) -> None:
    assert run(root, *asked("乙局", "约稿篇数", "4", "--later")).stderr == ""
    assert frozen_in(root, NEXT).cell("乙局", "total_points") == 39
    before = frozen_in(root).corrections
    assert run(root, *asked("乙局", "市局简报采用篇数", "9", "--only")).output.count("已更正") == 1
    assert len(frozen_in(root).corrections) == len(before) + 1
    assert run(root, *asked("乙局", "市局简报采用篇数", "8", "--only", "--later")).exit_code == 2


def test_a_dry_run_shows_everything_and_writes_nothing(root: Path) -> None:
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    shown = run(root, *asked("乙局", "约稿篇数", "4", "--dry-run"))
    assert "没有写入任何文件" in shown.stdout
    assert "总排名" in shown.stdout
    assert before == {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}


def test_on_a_terminal_nothing_is_written_unless_one_agrees(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.correction_commands._on_a_terminal", lambda: True)
    assert run(root, *asked("乙局", "约稿篇数", "4"), said="n\n").exit_code == 1
    assert frozen_in(root).corrections == ()
    assert "已更正" in run(root, *asked("乙局", "约稿篇数", "4"), said="y\n").stdout
    assert "照这样" not in run(root, *asked("乙局", "约稿篇数", "5", "--yes")).stdout


def test_a_mistaken_correction_is_taken_back_with_a_record(root: Path) -> None:
    issued = frozen_in(root)
    run(root, *asked("乙局", "约稿篇数", "4", "--later"))
    run(root, *asked("甲局", "上报篇数", "9"))
    assert run(root, "revert", MONTH, "--reason", " ").exit_code == 2
    back = run(root, "revert", MONTH, "--reason", "看错了", "--last", "2")
    assert "已撤回：甲局“上报篇数”9 → 3（看错了）" in back.stdout
    assert "已撤回：乙局“约稿篇数”4 → 1（看错了）" in back.stdout
    assert f"bulletin notice revert {NEXT}" in back.stderr
    now = frozen_in(root)
    assert all(now.cell(unit, column) == cell for unit, row in issued.rows.items() for column, cell in row.items())
    assert len(now.chain.digests) == len(now.corrections) + 1
    none = run(root, "revert", MONTH, "--reason", "看错了")
    assert (none.exit_code, "没有还有效的更正" in none.output) == (1, True)
    assert run(root, "revert", NEXT, "--reason", "看错了").exit_code == 0
    assert run(root, "revert", "2023-06", "--reason", "看错了").exit_code == 1
    assert "撤回 2" in run(root, "digest", MONTH).stdout
    assert (root / "content/issued.csv").read_text("utf-8").count(",撤回,") == len(now.corrections) // 2 + 1
    assert not any(one.severity == "error" for one in check_archive(root)[1])


COUNTS = ("submitted", "to_city", "to_province", "articles", "briefs", "commissioned")
SUMS = {
    "adopted": ("articles", "briefs"),
    "forwarded": ("to_city", "to_province"),
    "month_points": ("adopted_points", "commissioned_points", "base_points", "other_points"),
}


def gaps(notice: FrozenNotice) -> Iterator[Fraction]:
    """How far the sums of the table are from adding up."""
    for unit in notice.rows:
        for whole, parts in SUMS.items():
            yield (notice.cell(unit, whole) or Fraction(0)) - sum(notice.cell(unit, part) or 0 for part in parts)


def ranks(notice: FrozenNotice) -> dict[str, Cell]:
    return {unit: notice.cell(unit, "rank") for unit in notice.rows}


@pytest.fixture
def scored(root: Path) -> tuple[Archive, list[ScoreLine], FrozenNotice]:
    found = read_archive(root)[0]
    assert found
    notice = found.frozen_by_month[MONTH]
    # issued otherwise than the rules give it, as printed notices are
    rows = {unit: dict(row) for unit, row in notice.rows.items()}
    rows["丙局"]["month_points"] += 1
    rows["丁科"]["adopted_points"] += 3
    return found, score(found).lines, dataclasses.replace(notice, rows=rows)


_EDITS = st.lists(
    st.tuples(st.sampled_from(["甲局", "乙局", "丙局", "丁科"]), st.sampled_from(COUNTS), st.integers(0, 6)),
    min_size=1,
    max_size=4,
)


@given(edits=_EDITS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_stays_as_consistent_as_it_was(
    scored: tuple[Archive, list[ScoreLine], FrozenNotice], edits: list[tuple[str, str, int]]
) -> None:
    archive, lines, notice = scored
    before = list(gaps(notice))
    for unit, column, new in edits:
        if notice.cell(unit, column) != new:
            wish = Change(MONTH, unit, column, notice.cell(unit, column), Fraction(new))
            found = following(archive, lines, notice, wish)
            corrections = [
                Correction(one.unit, one.column, one.old, one.new, "试", "2022-06-01", place > 0)
                for place, one in enumerate(found.changes)
            ]
            notice = correct(notice, *corrections)
    assert list(gaps(notice)) == before
    for units in notice.groups.values():
        totals = {unit: notice.cell(unit, "total_points") or Fraction(0) for unit in units}
        assert {unit: ranks(notice)[unit] for unit in units} == competition_ranks(totals)
    untouched = notice.rows.keys() - {unit for unit, _, _ in edits}
    for unit in untouched:
        assert all(notice.cell(unit, name) == cell for name, cell in notice.rows[unit].items() if name != "rank")
