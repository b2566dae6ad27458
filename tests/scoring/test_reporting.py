import dataclasses
import re
from pathlib import Path

from archives import copy_of_real_archive, real_scores

from generator.pipeline import score_archive
from generator.scoring import reporting


def test_what_was_sent_and_adopted_by_section() -> None:
    scores = real_scores()
    told = [
        (one.title, one.units, one.submitted, one.adopted, one.rate)
        for one in reporting(scores.archive.units, scores.tables, "2023-06")
    ]
    assert told == [
        ("县（市、区）局", 12, 196, 51, "26.0%"),
        ("机关各科室", 23, 119, 34, "28.6%"),
        ("局属事业单位", 8, 81, 33, "40.7%"),
    ]


def test_a_month_without_ledger_has_no_rate_and_names_nobody_silent() -> None:
    scores = real_scores()
    for one in reporting(scores.archive.units, scores.tables, "2024-04"):
        assert (one.submitted, one.rate, one.silent) == (None, "—", ())
        assert (one.submitted_before, one.adopted_before) == (None, None)


def test_units_that_sent_nothing_are_named(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    ledger = root / "content/ledger/2023-06.csv"
    ledger.write_text(ledger.read_text("utf-8").replace("测绘管理科,1,0,0", "测绘管理科,0,0,0"), encoding="utf-8")
    scores = score_archive(root)[0]

    silent = [one.silent for one in reporting(scores.archive.units, scores.tables, "2023-06")]
    assert silent == [(), ("测绘管理科",), ()]


def test_the_same_month_of_the_year_before_stands_beside() -> None:
    scores = real_scores()
    tables = scores.tables | {"2024-06": dataclasses.replace(scores.tables["2023-06"], month="2024-06")}
    first = reporting(scores.archive.units, tables, "2024-06")[0]
    assert (first.submitted_before, first.adopted_before) == (196, 51)


def test_the_notice_shows_it(built_site: Path) -> None:
    page = (built_site / "notices/2023-06/index.html").read_text("utf-8")
    row = re.search(r'<th scope="row">局属事业单位</th>.*?</tr>', page, re.S)
    assert row
    assert "<td>81</td><td>33</td><td>40.7%</td><td>无数据</td><td>无数据</td><td>无</td>" in row[0]
