"""Made-up documents, and their index in memory."""

from dataclasses import replace
from functools import partial
from typing import Any

from hypothesis import strategies as st
from search.reader import Index

from generator.cache import Cache
from generator.files import digest
from generator.search import Document, DocumentPlan, build_index

TEXT = st.text(alphabet="哈哈甲乙丙aAＡ１1，。 （\u3000㎡𣲘é\0…ⅷ", max_size=12)


@st.composite
def document_lists(draw: st.DrawFn) -> list[Document]:
    count = draw(st.integers(0, 8))
    return [
        Document(
            path=f"{draw(st.sampled_from(['2023/09', '2024/01', 'units']))}/{number:02d}",
            title=draw(TEXT),
            type=draw(st.sampled_from(["信息", "简讯", "页面"])),
            subtitle=draw(TEXT),
            units=tuple(draw(st.lists(st.sampled_from(["甲局", "乙局"]), unique=True))),
            names=tuple(draw(st.lists(TEXT, max_size=2))),
            authors=tuple(draw(st.lists(TEXT, max_size=2))),
            month=draw(st.sampled_from(["", "2023-06", "2024-01"])),
            paragraphs=tuple(draw(st.lists(TEXT, max_size=4))),
        )
        for number in range(count)
    ]


def documents_of_years(*texts: str) -> list[Document]:
    """One document for each text, the first of 2001, the next of 2002 …"""
    return [
        Document(f"{year}/01/01", text, "信息", month=f"{year}-01", paragraphs=(text,))
        for year, text in enumerate(texts, start=2001)
    ]


class Files(dict[str, bytes]):
    """The files of an index by path."""

    def keep(self, path: str, key: str) -> bool:
        return False

    def write(self, path: str, data: bytes, key: str) -> None:
        assert path not in self
        self[path] = data


def plans(documents: list[Document]) -> list[DocumentPlan]:
    return [
        DocumentPlan(one.path, one.month, sum(map(len, one.sections)), digest(repr(one)), partial(replace, one))
        for one in documents
    ]


def written(documents: list[Document], cache: Cache | None = None, **options: Any) -> Index:
    files = Files()
    build_index(plans(documents), files, cache, **options)
    return Index(files)
