"""Every shape of rule, as a small archive with figures derived by hand (the comments in its ``expected.yml``)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.clauses import clauses
from generator.model.points import to_points
from generator.pipeline import read_archive
from generator.problems import as_text
from generator.scoring import Scores, covering_figures, score

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("shapes/*/expected.yml"))


def scored(folder: Path) -> Scores:
    archive, problems = read_archive(folder)
    assert as_text([one for one in problems if one.severity != "warning"]) == ""
    assert archive is not None
    return score(archive)


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_the_figures_are_those_derived_by_hand(folder: Path) -> None:
    expected = yaml.safe_load((folder / "expected.yml").read_text(encoding="utf-8"))
    scores = scored(folder)

    tables = expected["tables"]
    computed = {month: rows_like(scores, month, groups) for month, groups in tables.items()}
    assert computed == {month: exactly(groups) for month, groups in tables.items()}
    for month, units in expected.get("lines", {}).items():
        for unit, lines in units.items():
            ours = [
                [one.category, one.points, one.reason] for one in scores.lines if (one.unit, one.month) == (unit, month)
            ]
            assert ours == [[category, to_points(points), reason] for category, points, reason in lines]
    for month, figures in expected.get("figures", {}).items():
        ours = covering_figures(scores.archive.units, scores.tables[month])
        assert {name: ours[name] for name in figures} == figures
    for month, count in expected.get("pieces", {}).items():
        assert sum(piece.month == month for piece in scores.archive.articles) == count


def rows_like(scores: Scores, month: str, groups: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The computed tables, with the columns that are given for each row."""
    return {
        table.group.id: [
            {column: getattr(row, column) for column in wanted}
            for row, wanted in zip(table.rows, groups[table.group.id], strict=True)
        ]
        for table in scores.tables[month].groups
    }


def exactly(groups: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The expected tables with exact points."""
    return {
        group: [
            {key: to_points(value) if key.endswith("points") else value for key, value in row.items()} for row in rows
        ]
        for group, rows in groups.items()
    }


def test_every_line_names_a_clause_of_the_rules_or_none(folder: Path) -> None:
    scores = scored(folder)
    known = {""} | {
        f"{rules.id}/{clause.id}" for rules in scores.archive.rules.rule_sets for clause in clauses(rules, {})
    }
    assert {line.rule for line in scores.lines} <= known


def test_every_row_is_the_sum_of_its_lines_and_of_its_explanation(folder: Path) -> None:
    scores = scored(folder)
    for month, table in scores.tables.items():
        for row in (row for group in table.groups for row in group.rows):
            explanation = scores.index.explain(row.unit, month)
            own = [line for line in scores.lines if line.unit == row.unit and line.month[:4] == month[:4]]
            assert (
                row.total_points == sum(line.points for line in own if line.month <= month) == explanation.total_points
            )
            assert row.month_points == sum(line.points for line in explanation.lines) == explanation.month_points
            assert row.month_points == sum(term.points for term in explanation.terms)
            assert row.total_points == sum(term.points for term in explanation.total_terms)
