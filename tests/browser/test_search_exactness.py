"""Browser and Python agree: on the normal form of every character, and on the number of documents with a phrase."""

import random
import sys
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.pipeline import score_archive
from generator.search import documents, normal_form

NORMAL_FORMS = """async (texts) => {
    const {normaliser} = await import("/assets/javascripts/search/normal-form.js");
    const {indexFile} = await import("/assets/javascripts/search/shards.js");
    const normal = normaliser((await indexFile()).ignored);
    return texts.map((text) => normal.characters(text).join(""));
}"""
COUNTS = """async (queries) => {
    const {search} = await import("/assets/javascripts/search/engine.js");
    const counts = [];
    for (const query of queries) counts.push((await search(query)).documents.length);
    return counts;
}"""
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=40)


def test_every_character_has_the_same_normal_form(archive_page: Page) -> None:
    archive_page.goto("/search/")
    codes = [code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    texts = ["".join(map(chr, codes[at : at + 100])) for at in range(0, len(codes), 100)]
    found = archive_page.evaluate(NORMAL_FORMS, texts)
    different = {
        text: (normal_form(text), got) for text, got in zip(texts, found, strict=True) if normal_form(text) != got
    }
    assert different == {}


def test_texts_have_the_same_normal_form(archive_page: Page) -> None:
    archive_page.goto("/search/")

    @settings(max_examples=30)
    @given(st.lists(TEXTS, min_size=1, max_size=30))
    def compare(texts: list[str]) -> None:
        assert archive_page.evaluate(NORMAL_FORMS, texts) == [normal_form(text) for text in texts]

    compare()


def test_counts_are_those_of_a_scan(archive_page: Page, archive_root: Path) -> None:
    archive_page.goto("/search/")
    scores, _ = score_archive(archive_root)
    texts = [[normal_form(section) for section in one.sections] for one in documents(scores)]
    assert len(texts) > 300

    def scanned(query: str) -> int:
        phrases = [form for form in map(normal_form, query.split()) if form]
        if not phrases:
            return 0
        return sum(all(any(phrase in section for section in one) for phrase in phrases) for one in texts)

    chance = random.Random(5)
    sections = [section for one in documents(scores) for section in one.sections if section]
    queries = [piece(chance, sections) for _ in range(300)]
    queries += [f"{piece(chance, sections)} {piece(chance, sections)}" for _ in range(100)]
    queries += ["".join(chance.sample(piece(chance, sections), k=2)) + piece(chance, sections) for _ in range(100)]
    found = archive_page.evaluate(COUNTS, queries)
    assert {query: got for query, got in zip(queries, found, strict=True) if got != scanned(query)} == {}
    assert found.count(0) > 50  # phrases that do not occur were among them


def piece(chance: random.Random, sections: list[str]) -> str:
    """One to twelve characters out of some text, at least two when there are."""
    text = chance.choice([one for one in sections if len(one) >= 2])
    start = chance.randrange(len(text) - 1)
    return text[start : start + chance.randint(2, 12)] if chance.random() < 0.95 else text[start] * 2
