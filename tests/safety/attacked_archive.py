"""An archive with the vectors in every place that takes text; what is refused there gives way to a harmless text."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safety.script_vectors import FILE_NAMES, POLYGLOT, VECTORS

from generator.loading.text_file import File
from generator.loading.text_html import links_of
from generator.pipeline import check_archive, read_archive
from generator.problems import Problem, errors

HARMLESS = "近日，开展调研。"
MONTHS = ("2023-01", "2023-02")
PER_PAGE = 12
"""So many texts share an ordinary page."""
TITLE_LINE = 2

Look = Callable[[Path], tuple[Any, list[Problem]]]
Place = tuple[str, int]
"""A file and the line on which a text begins in it."""


@dataclass
class Draft:
    """A file, line by line; some lines are fields with a vector, and the last part may be a body."""

    path: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    """What stands before the value, the vector or nothing, and what stands there if that is refused."""
    ends_with_body: bool = False

    def line(self, *texts: str) -> "Draft":
        self.lines += [(text, "", "") for text in texts]
        return self

    def field(self, before: str, vector: str, harmless: str = "无害") -> "Draft":
        self.lines.append((before, vector, harmless))
        return self

    def items(self, name: str, vectors: Sequence[str], before: str = "") -> "Draft":
        self.line(f"{before}{name}:")
        for number, vector in enumerate(vectors, start=1):
            self.field(f"{before}  - ", vector, f"无害{number}")
        return self

    def body(self, vector: str, harmless: str = HARMLESS) -> "Draft":
        self.line("---", "")
        self.ends_with_body = True
        return self.field("", vector, harmless)

    @property
    def texts(self) -> dict[int, str]:
        """The vectors, by their lines."""
        return {number: vector for number, (_, vector, _) in enumerate(self.lines, start=1) if vector}

    def written(self, refused: set[Place]) -> str:
        rows = []
        for number, (before, vector, harmless) in enumerate(self.lines, start=1):
            value = harmless if (self.path, number) in refused else vector
            is_body = self.ends_with_body and number == len(self.lines)
            rows.append(before + (value if is_body or not vector else json.dumps(value)))
        return "\n".join(rows) + "\n"

    def place_of(self, line: int) -> Place:
        """The text that a problem on this line is about: the one there, or the next one, or the body."""
        return self.path, min((number for number in self.texts if number >= line), default=max(self.texts))


def said_of(body: str) -> list[Problem]:
    """What is wrong with the markup of a body."""
    problems: list[Problem] = []
    links_of(File("content/2023/01/01.md", body.encode(), ""), body, problems)
    return problems


SAFE = tuple(vector for vector in VECTORS if not said_of(vector))
"""Those that a body may hold."""


def drafts() -> Iterator[Draft]:
    pieces = [*_pieces()]
    for number, month in enumerate(MONTHS, start=1):
        vectors = VECTORS[number - 1 :: len(MONTHS)]
        folder = f"content/2023/{number:02}"
        issue = Draft(f"{folder}/index.md").line("---", f"issue: {month}", f"month: {month}")
        for name, vector in zip(("note", "recipients", "email", "phone"), vectors, strict=False):
            issue.field(f"{name}: ", vector)
        yield issue.items("editors", vectors[:90]).body("\n\n".join(SAFE[number::10]))
        for place, (head, body) in enumerate(pieces[number - 1 :: len(MONTHS)], start=1):
            draft = _piece(f"{folder}/v{place}.md", [f"{head[0]} {place}", *head[1:]])
            yield draft.line(f"issue: {month}", "type: 信息").body(body)
        for name in ("x", "y"):  # where the links of the vectors lead
            yield _piece(f"{folder}/{name}.md", [name]).line(f"issue: {month}", "type: 信息").body(HARMLESS)
        yield _notice(month, vectors)
        yield _adjustments(month, vectors)
        yield _commissions(month, vectors)
    for place, vector in enumerate(VECTORS[::40], start=1):
        asked = _piece(f"content/commissioned/2023-01/v{place}.md", [f"{vector} {place}"])
        asked.line("month: 2023-01", "type: 约稿").field("commissioner: ", vector, "市政府")
        yield asked.body(SAFE[place])
    for number, together in enumerate(_parts(SAFE, PER_PAGE), start=1):
        title = Draft(f"content/pages/v{number}.md").line("---").field("title: ", together[0])
        yield title.body("\n\n".join(together))
    yield from (_units(), _rules(), _site())
    yield _attachments()


def _pieces() -> Iterator[tuple[Sequence[str], str]]:
    """Vectors for the front matter of a piece, and the one in its body."""
    for vector in SAFE:
        yield (vector,), vector
    for vectors in _parts(VECTORS, 6):
        yield vectors, HARMLESS


def _parts(vectors: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (vectors[start : start + size] for start in range(0, len(vectors), size))


def _piece(path: str, vectors: Sequence[str]) -> Draft:
    title, *others = vectors
    draft = Draft(path).line("---").field("title: ", title, path).line("unit: 甲局")
    if others:
        draft.field("subtitle: ", others[0]).items("authors", others[:2])
        draft.line("adoptions:", "  - date: 2023-06-02", "    level: 省级")
        draft.field("    publication: ", others[-1]).field("    kind: ", others[-2:][0])
        draft.line("corrections:")
    for vector in others:
        draft.line("  - date: 2023-12-01").field("    reason: ", vector)
    return draft


def _notice(month: str, vectors: Sequence[str]) -> Draft:
    draft = Draft(f"content/notices/{month}.md").line("---", f"month: {month}", f"date: {month}-28")
    names = ("title", "signatory", "addressees", "attachment", "recipients", "email", "phone")
    for name, vector in zip(names, vectors[20:], strict=False):
        draft.field(f"{name}: ", vector)
    return draft.items("notes", vectors).items("editors", vectors[:30]).body("\n\n".join(vectors[30:40]))


def _adjustments(month: str, vectors: Sequence[str]) -> Draft:
    draft = Draft(f"content/adjustments/{month}.yml").line("adjustments:")
    for vector in vectors[::8]:
        draft.line("  - unit: 乙局", "    points: 1", f"    date: {month}-03").field("    reason: ", vector)
        draft.field("    decided_by: ", vector)
    draft.line("events:")
    for vector in vectors[1::16]:
        draft.line("  - unit: 乙局", "    event: 迟报", f"    date: {month}-04").field("    reason: ", vector)
    return draft


def _commissions(month: str, vectors: Sequence[str]) -> Draft:
    draft = Draft(f"content/commissions/{month}.yml").line("commissions:")
    for vector in vectors[::8]:
        draft.line("  - units: [甲局]", f"    due: {month}-20").field("    title: ", vector)
        draft.field("    commissioner: ", vector)
    return draft


def _units() -> Draft:
    draft = Draft("units.yml").line("sections:", "  - id: all")
    for name, vector in zip(("title", "list_title", "label"), VECTORS[5:], strict=False):
        draft.field(f"    {name}: ", vector)
    draft.line("groups:", "  - id: county", "    section: all").field("    title: ", POLYGLOT)
    draft.field("    class: ", VECTORS[60])
    draft.line("units:", "  - {name: 甲局, id: jia, group: county}", "  - {name: 乙局, id: yi, group: county}")
    for number, (name, full, alias) in enumerate(_parts(VECTORS[:240], 3)):
        draft.line(f"  - id: u{number}").field("    name: ", name, f"单位{number}")
        draft.field("    full_name: ", full, f"全称{number}").items("aliases", [alias], "    ")
        draft.lines[-1] = (*draft.lines[-1][:2], f"别名{number}")
        draft.line(*(["    group: county"] if number % 2 else []))
    return draft


def _rules() -> Draft:
    draft = Draft("rules.yml").line("rule_sets:", "  - id: one", "    from: 2022-01").field("    document: ", POLYGLOT)
    draft.line("    points:", "      本刊: {信息: 2}", "      约稿: 5", "      省级: 10")
    draft.line("    deductions:", "      - {event: 迟报, points: 1}")
    for vector in VECTORS[100:140]:
        draft.field("      - event: ", vector).line("        points: 1")
    return draft.items("remarks", VECTORS[140:240], "    ")


def _site() -> Draft:
    draft = Draft("mkdocs.yml").field("site_name: ", POLYGLOT).field("site_description: ", POLYGLOT)
    return draft.field("copyright: ", POLYGLOT)


def _attachments() -> Draft:
    draft = Draft("content/pages/attachments.md").line("---", "title: 附件")
    links = (f"[{name}](../files/{name})\n\n[{name}](<../files/{name}>)\n\n" for name in FILE_NAMES)
    return draft.body("".join(links))


@dataclass(frozen=True)
class Written:
    """What became of the texts."""

    shown: dict[Place, str]
    refused: dict[Place, Problem]

    def titles_of(self, issue: int) -> list[str]:
        """The titles that are shown of the pieces in an issue."""
        pieces = f"content/2023/{issue:02}/v"
        return [text for (path, line), text in self.shown.items() if path.startswith(pieces) and line == TITLE_LINE]


def write_attacked(root: Path) -> Written:
    """Write the archive below ``root``, with everything that is not refused."""
    files = {draft.path: draft for draft in drafts()}
    told: dict[Place, Problem] = {}
    for look in (read_archive, check_archive):  # the second plans the pages too, and is slow
        while wrong := _wrong(root, files, told, look):
            assert wrong.keys() - told.keys(), f"neither shown nor given up: {wrong}"
            told |= wrong
    texts = {(path, line): text for path, draft in files.items() for line, text in draft.texts.items()}
    return Written({place: text for place, text in texts.items() if place not in told}, told)


def _wrong(
    root: Path,
    files: Mapping[str, Draft],
    told: Mapping[Place, Problem],
    look: Callable[[Path], tuple[Any, list[Problem]]],
) -> dict[Place, Problem]:
    """Write what has not been refused so far; what is refused of that, each with the first thing said of it."""
    for draft in files.values():
        (root / draft.path).parent.mkdir(parents=True, exist_ok=True)
        (root / draft.path).write_text(draft.written(set(told)), encoding="utf-8", newline="")
    return {files[one.path].place_of(one.line): one for one in reversed(errors(look(root)[1]))}
