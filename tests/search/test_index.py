"""What the index finds is what a scan of all texts finds."""

from hypothesis import given
from hypothesis import strategies as st
from search.reader import Index

from generator.search import Document, build_index, normal_form

TEXT = st.text(alphabet="哈哈甲乙丙aAＡ１1，。 （\u3000㎡𣲘é\0…ⅷ", max_size=12)


@st.composite
def made_up_documents(draw: st.DrawFn) -> list[Document]:
    count = draw(st.integers(0, 8))
    return [
        Document(
            path=f"{draw(st.sampled_from(['2023/09', '2024/01', 'units']))}/{number:02d}",
            title=draw(TEXT),
            url="",
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


def written(documents: list[Document], **options: object) -> Index:
    files: dict[str, bytes] = {}

    def write(path: str, data: bytes) -> None:
        assert path not in files
        files[path] = data

    build_index(documents, write, **options)
    return Index(files)


def scanned(documents: list[Document], query: str) -> set[str]:
    phrases = [form for form in map(normal_form, query.split()) if form]
    return {
        document.path
        for document in documents
        if phrases and all(any(phrase in normal_form(one) for one in document.sections) for phrase in phrases)
    }


@given(made_up_documents(), st.lists(TEXT, min_size=1, max_size=3), st.sampled_from([1, 30, 10_000]), st.data())
def test_finds_what_a_scan_finds(
    documents: list[Document], queries: list[str], large: int, data: st.DataObject
) -> None:
    index = written(documents, large=large)
    texts = [text for document in documents for text in document.sections if text]
    if texts:
        text = data.draw(st.sampled_from(texts))
        start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
        queries = [*queries, text[start:end]]
    for query in [*queries, " ".join(queries)]:
        assert index.hits(query) == scanned(documents, query)
