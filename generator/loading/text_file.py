"""Text files as editors save them: encodings, front matter, and the line a value stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

import yaml

from generator.files import digest
from generator.limits import Limit
from generator.loading.conflicts import conflicts
from generator.loading.encodings import Decoded, decoded
from generator.loading.field_names import IDENTIFIERS, identifier
from generator.plain_files import HARD_LINK, SYMBOLIC_LINK, Below, read_below
from generator.problems import Loc, Problem, dotted

_BOM = b"\xef\xbb\xbf"
_FENCE = "---"
_DASHES = re.compile(r"\s*[-—–－─―]{1,8}\s*")
_NEAR = 100
"""No front matter goes on for more lines than this after a line of dashes."""
_LOOSE_FENCE = re.compile(r"\s*[-—–－─―−]{2,8}\s*")
_PAIR_LIKE = re.compile(r"\s*([A-Za-z_Ａ-Ｚａ-ｚ]+|[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{0,12}?)[ \t\u3000]*[:：]")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the archive: its path relative to the root, its bytes, and their digest."""

    path: str
    data: bytes
    digest: str

    @property
    def stem(self) -> str:
        """Its name without the ending: ``2023-06`` of ``content/ledger/2023-06.csv``."""
        return PurePosixPath(self.path).stem


def read_file(below: Below, path: str, limit: Limit) -> File:
    """Read a file whole; :class:`OSError` when that cannot be done, :class:`TooLarge` when it should not be."""
    data = below.read(path, limit.most)
    return File(path, data, digest(data))


@dataclass(frozen=True, slots=True)
class SplitFile:
    """A file split into its YAML part and its body; ``yaml_line`` is the line the YAML begins on."""

    path: str
    yaml_text: str
    yaml_line: int = 1
    body: str = ""
    untidy: tuple[tuple[str, int], ...] = ()
    """What is untidy about the lines around the front matter, and where."""

    @property
    def closing_line(self) -> int:
        """The line of the ``---`` between front matter and body."""
        return self.yaml_line + self.yaml_text.count("\n")


def unreadable(path: str) -> Problem:
    """The problem of a file that the system does not open."""
    message = "打不开这个文件，可能正被别的程序（如 WPS）占用。请关闭那个程序后再试"
    return Problem(path, 1, "", "unreadable", message)


def not_plain(path: str, what: str) -> Problem:
    """The problem of what stands there instead of a file or folder; nobody has opened it."""
    if what == HARD_LINK:
        message = (
            "这个文件在资料库外面还有一个名称（硬链接），不知道是谁的文件，不会读取。请复制一份，删去原来的，再改回原名"
        )
    elif what == SYMBOLIC_LINK:
        message = "这是符号链接，指向别处，不会跟过去读取，也不会发布。请删去它，把要用的文件或文件夹本身复制到这里"
    else:
        message = f"这是{what}，不是文件，不会读取。请删去它"
    return Problem(path, 1, "", "not-a-file", message)


def decode(file: File, problems: list[Problem], *, allow_bom: bool = False) -> str | None:
    """The text of a UTF-8 file with LF line ends; one that is not UTF-8 or has conflicts is a problem: ``None``."""
    path, data = file.path, file.data
    if data.startswith(_BOM):
        data = data[len(_BOM) :]
        if not allow_bom:
            message = "文件存成了“带有 BOM 的 UTF-8”。请“另存为”，编码选 UTF-8（不带 BOM）"
            problems.append(Problem(path, 1, "", "bom", message))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(path, data, error, "多半是存成了 GBK，又叫 ANSI"))
        return None
    return _without_conflicts(path, text, problems)


def decode_loosely(file: File, problems: list[Problem]) -> Decoded | None:
    """As :func:`decode`, of a file in any encoding that is beyond doubt."""
    found = decoded(file.data)
    if found is None:
        try:
            file.data.decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(_not_utf8(file.path, file.data, error, "几种编码混在一起，或者文件坏了"))
        return None
    text = _without_conflicts(file.path, found.text, problems)
    return None if text is None else Decoded(text, found.saved_as)


def _without_conflicts(path: str, text: str, problems: list[Problem]) -> str | None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    left = list(conflicts(path, text))
    problems += left
    return None if left else text


def as_it_is(root: Path, path: str) -> str:
    """The text of a file that has been read before, with its own line ends."""
    found = decoded(read_below(root, path))
    return found.text if found else ""


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError, why: str) -> Problem:
    line = data[: error.start].count(b"\n") + 1
    return Problem(path, line, "", "not-utf8", _how_to_save(path, line, why))


def _how_to_save(path: str, line: int, why: str) -> str:
    if path.endswith(".csv"):
        advice = "请在 WPS 或 Excel 里“另存为”，类型选“CSV UTF-8（逗号分隔）”"
    else:
        advice = "请用记事本打开，“另存为”，编码选 UTF-8"
    return f"文件不是 UTF-8 编码，从第 {line} 行起读不出来（{why}）。{advice}"


def split_front_matter(path: str, text: str, problems: list[Problem]) -> SplitFile | None:
    """Split a Markdown file into front matter and body."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        problems.append(_without_front_matter(path, text))
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return _split(path, lines, 1, number)
    problems.append(_unclosed_front_matter(path, lines))
    return None


def split_loosely(path: str, text: str, problems: list[Problem]) -> SplitFile | None:
    """As :func:`split_front_matter`, with lines of other dashes, empty lines above, or no first line of dashes.

    Where the front matter has no end, that is a problem, and it is what stands above the first empty line.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    is_fence = bool(_LOOSE_FENCE.fullmatch(lines[first]))
    begin = first + 1 if is_fence else first
    end = next((number for number in range(begin, len(lines)) if _closes(lines, number)), None)
    if not is_fence and (end is None or not all(map(_is_pair_like, lines[begin:end])) or not _has_key(lines[begin])):
        problems.append(_without_front_matter(path, text))
        return None
    untidy = [("开头的空行", 1)] if first and is_fence else []
    untidy += [] if is_fence else [("缺少开头的横线", first + 1)]
    fences = [first] if is_fence else []
    if end is None:
        problems.append(_unclosed_front_matter(path, lines))
        end = next((number for number in range(begin, len(lines)) if not lines[number].strip()), len(lines))
    else:
        fences.append(end)
    untidy += [("横线", number + 1) for number in fences if lines[number].rstrip() != _FENCE]
    return _split(path, lines, begin, end, tuple(untidy))


def _split(path: str, lines: list[str], begin: int, end: int, untidy: tuple[tuple[str, int], ...] = ()) -> SplitFile:
    body = "\n".join(lines[end + 1 :]).strip()
    return SplitFile(path, "\n".join([*lines[begin:end], ""]), begin + 1, body, untidy)


def _closes(lines: list[str], number: int) -> bool:
    """Whether the line ends the front matter; dashes with further pairs down to a proper end are decoration."""
    if lines[number].rstrip() == _FENCE:
        return True
    if not _LOOSE_FENCE.fullmatch(lines[number]):
        return False
    below = lines[number + 1 : number + 1 + _NEAR]
    end = next((place for place, line in enumerate(below) if line.rstrip() == _FENCE), 0)
    return not (any(map(_has_key, below[:end])) and all(map(_is_pair_like, below[:end])))


def _is_pair_like(line: str) -> bool:
    return not line.strip() or line.strip()[0] in "#-－–—" or bool(_PAIR_LIKE.match(line)) or line[0] in " \t\u3000"


def _has_key(line: str) -> bool:
    found = _PAIR_LIKE.match(line)
    return bool(found and identifier(found[1], IDENTIFIERS))


def _without_front_matter(path: str, text: str) -> Problem:
    empty = "" if text.strip() else "文件是空的。"
    message = f"{empty}文件第一行要是三个英文短横 ---，下面写 title、unit 等项目，再另起一行写 --- 结束"
    return Problem(path, 1, "", "no-front-matter", message)


def _unclosed_front_matter(path: str, lines: list[str]) -> Problem:
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() and _DASHES.fullmatch(line):
            message = "这一行要正好是三个英文短横 ---，前后不要有别的字符"
            return Problem(path, number, "", "unclosed-front-matter", message)
    message = "第一行的 --- 没有对应的结束行。请在各项目之后、正文之前另起一行写 ---"
    return Problem(path, 1, "", "unclosed-front-matter", message)


def problem_at(split: SplitFile, loc: Loc, code: str, message: str) -> Problem:
    """A problem at a place (keys and list places) of a file that is at hand.

    A place that is not in the file gives the line of its nearest parent.
    """
    line, field = place_of(split, loc)
    return Problem(split.path, line, field, code, message)


@lru_cache(maxsize=1)
def composed(yaml_text: str) -> yaml.Node | None:
    """The values of a YAML text with their lines; a file with many problems is asked for each."""
    node: yaml.Node | None = yaml.compose(yaml_text, Loader=yaml.CSafeLoader)
    return node


def place_of(split: SplitFile, loc: Loc) -> tuple[int, str]:
    """The line on which a place stands, and the ``field`` of a problem there.

    What is written as one value where a list may stand has no place in a list: ``unit``, not ``unit.1``.
    """
    node = composed(split.yaml_text)
    line, steps = 0, []
    for step in loc:
        start, node = _inside(node, step)
        if start is not None:
            line = start.line
        if start is not None or isinstance(step, str):
            steps.append(step)
    return split.yaml_line + line, dotted(steps)


def _inside(node: yaml.Node | None, step: str | int) -> tuple[yaml.Mark | None, yaml.Node | None]:
    """Where one step into a value begins, and what is there; nothing where there is no such step."""
    if isinstance(node, yaml.MappingNode):
        pairs = (pair for pair in node.value if pair[0].value == step)
        key, value = next(pairs, (None, None))
        return key and key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None, None
