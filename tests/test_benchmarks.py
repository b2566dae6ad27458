"""The synthetic archive, the phrases that are searched for in it, and the report."""

import hashlib
from pathlib import Path

import pytest

from benchmarks.corpus import YEARS, Plan, write_corpus
from benchmarks.prose import MARK
from benchmarks.report import exponent, report
from benchmarks.results import CLEAN, HUGO, MATERIAL, OURS, Cost, Results, Sample, SearchFigures, load_results
from benchmarks.truth import Texts, texts_of_archive, texts_of_plain_pages
from generator.pipeline import check_archive


def tree_hash(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_archive_is_valid_marked_and_repeatable(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_corpus(tmp_path / name, 60, seed)
    archive, problems = check_archive(tmp_path / "one")
    assert problems == []
    assert archive is not None
    assert len(archive.articles) == 60
    assert {int(month[:4]) for month in archive.months} == set(YEARS)
    texts = [*(tmp_path / "one" / "content").rglob("*.md"), *(tmp_path / "one").glob("*.*")]
    assert [path for path in texts if MARK not in path.read_text(encoding="utf-8")] == []
    one, same, other = (tree_hash(tmp_path / name) for name in ("one", "same", "other"))
    assert one == same != other


def test_the_archive_can_hold_the_last_years_alone(tmp_path: Path) -> None:
    write_corpus(tmp_path / "archive", 60, years=3)
    archive, problems = check_archive(tmp_path / "archive")
    assert problems == []
    assert archive is not None
    assert len(archive.articles) == 60
    assert {int(month[:4]) for month in archive.months} == set(YEARS[-3:])


@pytest.mark.parametrize("size", [1, 60, 1_000, 10_000, 100_000])
def test_issues_are_numbered_within_two_digits(size: int) -> None:
    issues = Plan(size).issues
    assert len(dict(issues)) == len(issues) <= size
    assert all(int(number[5:]) <= 99 and month <= "2024-12" for number, month in issues)


def test_ten_thousand_pieces_fill_two_issues_a_month() -> None:
    assert len(Plan(10_000).issues) == 480


def test_phrases_occur_or_do_not(tmp_path: Path) -> None:
    write_corpus(tmp_path / "archive", 60, 1)
    texts = texts_of_archive(tmp_path / "archive")
    phrases = texts.phrases(30, 10, seed=1)
    assert (len(phrases.present), len(phrases.absent)) == (30, 10)
    assert all(2 <= len(phrase) <= 12 and not any(map(str.isspace, phrase)) for phrase in phrases.present)
    assert all(texts.count(phrase) for phrase in phrases.present)
    assert not any(texts.count(phrase) for phrase in phrases.absent)
    assert texts.phrases(30, 10, seed=1) == phrases
    plain = texts_of_plain_pages(tmp_path / "archive")
    assert all(plain.count(phrase) for phrase in phrases.fewer(0.5).present)


def test_counting_ignores_width_case_and_punctuation_but_keeps_texts_apart() -> None:
    texts = Texts([["甲ＧＩＳ，乙", "丙"], ["gis", "甲"]])
    assert [texts.count(phrase) for phrase in ("gis", "甲gis乙", "乙丙", "Gis甲")] == [2, 1, 0, 0]


def made_up_results(seconds: float) -> Results:
    results = Results("2024-12-31", 1, "2 核", "Python 3")
    for articles in (1_000, 10_000):
        for name, cost in ((OURS, seconds), (HUGO, 40.0), (MATERIAL, 80.0)):
            results.samples.append(Sample(articles, name, CLEAN, Cost(cost * articles / 10_000, 500_000_000)))
    results.search[OURS] = SearchFigures(0.3, 200_000, 0.1, 50_000, 20, 300, 100, {"东阿": (4, 5)})
    return results


def test_the_report_says_what_is_met(tmp_path: Path) -> None:
    results = made_up_results(50.0)
    results.save(tmp_path / "results.json")
    assert load_results(tmp_path / "results.json") == results
    text = report(results)
    assert f"| {CLEAN} ÷ {HUGO} | ≤ 1.00 | 1.25 | **未达到**（1.25 倍） |" in text
    assert f"| {CLEAN} ÷ {MATERIAL} | ≤ 0.50 | 0.62 | **未达到**（1.25 倍） |" in text
    assert "| 全新生成时间的增长指数 | ≤ 1.10 | 1.00 | 达到 |" in text
    assert "| bulletin check | ≤ 2.00 秒 | 没有测 | — |" in text
    assert "| 搜索：打开结果页到第一条 | ≤ 600 毫秒 | 300 毫秒 | 达到 |" in text
    assert "“东阿” 4（应为 5）" in text
    assert f"| {CLEAN} ÷ {HUGO} | ≤ 1.00 | 0.75 | 达到 |" in report(made_up_results(30.0))


def test_the_exponent_is_that_of_a_power() -> None:
    assert exponent(2.0, 200.0, [100, 1_000]) == pytest.approx(2.0)
    assert exponent(None, 1.0, [100, 1_000]) is None
    assert exponent(1.0, 1.0, [100, 100]) is None
