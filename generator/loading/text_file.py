"""Text files as editors save them: encodings, front matter, and the line a value stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

import yaml

from generator.files import digest
from generator.limits import Limit, size_limit
from generator.loading.conflicts import conflicts
from generator.plain_files import HARD_LINK, SYMBOLIC_LINK, Below, read_below
from generator.problems import Loc, Problem, Severity, dotted

_BOM = b"\xef\xbb\xbf"
_FENCE = "---"
_DASHES = re.compile(r"\s*[-—–－─―]{1,8}\s*")


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
        line = data[: error.start].count(b"\n") + 1
        problems.append(Problem(path, line, "", "not-utf8", _not_utf8(path, line)))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    left = list(conflicts(path, text))
    problems += left
    return None if left else text


def as_it_is(root: Path, path: str) -> str:
    """The text of a file that has been read before, with its own line ends."""
    return read_below(root, path).decode("utf-8")


def _not_utf8(path: str, line: int) -> str:
    if path.endswith(".csv"):
        advice = "请在 WPS 或 Excel 里“另存为”，类型选“CSV UTF-8（逗号分隔）”"
    else:
        advice = "请用记事本打开，“另存为”，编码选 UTF-8"
    return f"文件不是 UTF-8 编码，从第 {line} 行起读不出来（多半是存成了 GBK，又叫 ANSI）。{advice}"


def split_front_matter(path: str, text: str, problems: list[Problem]) -> SplitFile | None:
    """Split a Markdown file into front matter and body."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        empty = "" if text.strip() else "文件是空的。"
        message = f"{empty}文件第一行要是三个英文短横 ---，下面写 title、unit 等项目，再另起一行写 --- 结束"
        problems.append(Problem(path, 1, "", "no-front-matter", message))
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return SplitFile(path, "\n".join([*lines[1:number], ""]), 2, "\n".join(lines[number + 1 :]).strip())
    problems.append(_unclosed_front_matter(path, lines))
    return None


def _unclosed_front_matter(path: str, lines: list[str]) -> Problem:
    for number, line in enumerate(lines[1:], start=2):
        if _DASHES.fullmatch(line):
            message = "这一行要正好是三个英文短横 ---，前后不要有别的字符"
            return Problem(path, number, "", "unclosed-front-matter", message)
    message = "第一行的 --- 没有对应的结束行。请在各项目之后、正文之前另起一行写 ---"
    return Problem(path, 1, "", "unclosed-front-matter", message)


def problem_in(root: Path, path: str, loc: Loc, code: str, message: str, severity: Severity = "error") -> Problem:
    """A problem at a place (keys and list places) of a YAML or Markdown file.

    A place that is not in the file gives the line of its nearest parent. Reads the file again.
    """
    line, field = place_in(root, path, loc)
    return Problem(path, line, field, code, message, severity)


def problem_at(split: SplitFile, loc: Loc, code: str, message: str) -> Problem:
    """As :func:`problem_in`, for a file that is at hand."""
    line, field = place_of(split, loc)
    return Problem(split.path, line, field, code, message)


def line_in(root: Path, path: str, loc: Loc) -> int:
    """The line of a place, as :func:`problem_in` tells it."""
    return place_in(root, path, loc)[0]


def place_in(root: Path, path: str, loc: Loc) -> tuple[int, str]:
    """As :func:`place_of`; reads the file again, so call it for problems only."""
    text = _text_again(root, path)
    split = split_front_matter(path, text, []) if path.endswith(".md") else SplitFile(path, text)
    return place_of(split or SplitFile(path, ""), loc)


def body_line(root: Path, path: str) -> int:
    """The line on which the body of a Markdown file begins, empty lines left out."""
    return _body_line(path, _text_again(root, path))


def body_line_of(file: File) -> int:
    """As :func:`body_line`, for a file that is at hand."""
    return _body_line(file.path, decode(file, [], allow_bom=True) or "")


def _body_line(path: str, text: str) -> int:
    split = split_front_matter(path, text, [])
    if split is None:
        return 1
    after = text.split("\n")[split.closing_line :]
    return split.closing_line + 1 + next((place for place, line in enumerate(after) if line.strip()), 0)


def _text_again(root: Path, path: str) -> str:
    try:
        return decode(read_file(Below(root), path, size_limit(path)), [], allow_bom=True) or ""
    except OSError:
        return ""


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
