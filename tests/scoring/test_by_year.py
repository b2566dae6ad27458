"""A year scored for itself, or kept from an earlier run, is the year as the whole archive gives it."""

import dataclasses
import tempfile
from pathlib import Path

from effort import part_of
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_archives import archives

from generator.cache import Cache
from generator.files import digest
from generator.model.archive import Archive
from generator.scoring import ScoreLine, Scores, score, score_lines
from generator.scoring.tables import month_tables

many = settings(max_examples=part_of(60))


def by_unit_and_month(lines: list[ScoreLine]) -> dict[tuple[str, str], list[ScoreLine]]:
    found: dict[tuple[str, str], list[ScoreLine]] = {}
    for line in lines:
        found.setdefault((line.unit, line.month), []).append(line)
    return found


def with_digests(archive: Archive) -> Archive:
    """As if it had been read from files that differ where the records do."""
    files = {record.path: digest(repr(record)) for record in archive.dated}
    settings = {"units.yml": digest(repr(archive.units)), "rules.yml": digest(repr(archive.rules))}
    return dataclasses.replace(archive, digests=files | settings)


def same(one: Scores, other: Scores) -> bool:
    return (one.lines, one.tables, list(one.tables)) == (other.lines, other.tables, list(other.tables))


@given(archives())
@many
def test_year_by_year_is_all_at_once(archive: Archive) -> None:
    scores, lines = score(archive), score_lines(archive)
    assert by_unit_and_month(scores.lines) == by_unit_and_month(lines)
    assert [line.month for line in scores.lines] == [line.month for line in lines]
    tables = month_tables(archive, lines)
    assert scores.tables == tables
    assert list(scores.tables) == list(tables)


@given(st.lists(archives(), min_size=2, max_size=3), st.booleans())
@many
def test_kept_years_are_those_computed(states: list[Archive], restarts: bool) -> None:
    """The archive in different states, one after the other and back, with one cache for all."""
    turns = [*enumerate(states), (0, states[0]), (0, states[0])]
    computed = [score(state) for state in states]
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder), "1")
        for number, state in turns:
            if restarts:
                cache = Cache(Path(folder), "1")
            assert same(score(with_digests(state), cache), computed[number])


@given(archives(), st.data())
@many
def test_an_edit_of_one_record_keeps_no_year_it_counts_in(archive: Archive, data: st.DataObject) -> None:
    cache = Cache()
    score(with_digests(archive), cache)
    kept = [one for one in archive.articles if data.draw(st.booleans())]
    fewer = dataclasses.replace(archive, articles=tuple(kept))
    assert same(score(with_digests(fewer), cache), score(fewer))


@given(archives())
@many
def test_a_year_is_computed_once(archive: Archive) -> None:
    cache = Cache()
    first, second = (score(with_digests(archive), cache) for _ in range(2))
    assert all(one is other for one, other in zip(first.lines, second.lines, strict=True))
