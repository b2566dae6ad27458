"""Text files as editors save them: encodings, front matter, and the line a value stands on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.problems import Loc, Problem

_BOM = b"\xef\xbb\xbf"
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Source:
    """A file split into its YAML part and its body; ``yaml_line`` is the line the YAML begins on."""

    path: str
    yaml_text: str
    yaml_line: int = 1
    body: str = ""


def read_text(root: Path, path: str, problems: list[Problem], *, allow_bom: bool = False) -> str | None:
    """The text of a UTF-8 file with LF line ends; a file that is not UTF-8 is a problem and gives ``None``."""
    data = (root / path).read_bytes()
    if data.startswith(_BOM):
        if not allow_bom:
            message = "文件开头有 BOM 标记。请在编辑器里“另存为”，编码选 UTF-8（不要选“带 BOM 的 UTF-8”）"
            problems.append(Problem(path, 1, "", "bom", message))
            return None
        data = data[len(_BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        kind = "CSV UTF-8" if path.endswith(".csv") else "UTF-8"
        message = f"文件不是 UTF-8 编码（第 {line} 行起读不出来，可能存成了 GBK）。请“另存为”，编码选 {kind}"
        problems.append(Problem(path, line, "", "not-utf8", message))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_front_matter(path: str, text: str, problems: list[Problem]) -> Source | None:
    """Split a Markdown file into front matter and body."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        message = "文件第一行要是三个短横 ---，其下写 title、unit 等项目，再以一行 --- 结束"
        problems.append(Problem(path, 1, "", "no-front-matter", message))
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return Source(path, "\n".join(lines[1:number]) + "\n", 2, "\n".join(lines[number + 1 :]).strip())
    message = "开头的 --- 没有对应的结束行。请在各项目之后另起一行写 ---"
    problems.append(Problem(path, 1, "", "no-front-matter", message))
    return None


def line_in(root: Path, path: str, loc: Loc = ()) -> int:
    """The line on which the value at ``loc`` (keys and list places) stands in a YAML or Markdown file.

    A place that is not in the file gives the line of its nearest parent. Reads the file again, so call it for
    problems only.
    """
    text = read_text(root, path, [])
    if text is None:
        return 1
    source = split_front_matter(path, text, []) if path.endswith(".md") else Source(path, text)
    return line_of(source, loc) if source else 1


def line_of(source: Source, loc: Loc) -> int:
    """As :func:`line_in`, for a file that is at hand."""
    node = yaml.compose(source.yaml_text, Loader=yaml.CSafeLoader)
    line: int = 0
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
        else:
            break
    return source.yaml_line + line
