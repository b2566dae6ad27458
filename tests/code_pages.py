"""The pages about the codes of problems in ``docs/editors/codes``: ``make editors`` writes them.

Each says what ``bulletin codes`` prints, and what `check` says in the made-up archives where the code comes up.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from made_up_sites import FAULTS, SITES, VALID, expected

from generator.problem_codes import allowing, explained

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "editors" / "codes"
_NOTE = "由程序里的代码表生成（`make editors`），不手工改。"
_SHOWN = 3
"""How many messages a page shows, at most."""


def pages() -> dict[str, str]:
    """Name of the file → its text."""
    said: dict[str, list[str]] = {}
    for code, text in _messages():
        if text not in said.setdefault(code, []):
            said[code].append(text)
    found = {f"{code}.md": _page(code, said.get(code, [])) for code in explained()}
    return found | {"README.md": _index()}


def _page(code: str, said: list[str]) -> str:
    one = explained()[code]
    parts = [f"# {code}：{one.title}", f"{one.graveness}。{one.means}", f"**怎样改**：{one.cure}"]
    if one.before:
        parts += [f"改正以前：\n\n```text\n{one.before}\n```", f"改正以后：\n\n```text\n{one.after}\n```"]
    parts += [_with_code(sentence) for sentence in allowing(code)]
    shown = "\n\n".join(said[:_SHOWN])
    examples = f"\n检查时这样说，例如：\n\n{shown}\n" if said else ""
    head = "\n\n".join(parts)
    return f"{head}\n{examples}\n[全部代码](README.md) · {_NOTE}\n"


def _with_code(sentence: str) -> str:
    """What is to be written into a file, set as code."""
    return re.sub(r"(?:- |checks: )\{.+?\}(?!\})", lambda found: f"`{found[0]}`", sentence)


def _index() -> str:
    rows = "".join(
        f"| [`{code}`]({code}.md) | {one.title} | {one.graveness}{'，可以设置' if allowing(code) else ''} |\n"
        for code, one in explained().items()
    )
    about = "`bulletin check` 的每条消息末尾，括号里是它的代码；每个代码一页：什么意思，怎样改。"
    about += "在终端里也可以看：`bulletin codes unknown-unit`。标着“可以设置”的，一处可以允许，轻重可以改，见各页。"
    return f"# 检查消息的代码\n\n{about}{_NOTE}\n\n| 代码 | 意思 | 轻重 |\n|---|---|---|\n{rows}"


def _messages() -> Iterator[tuple[str, str]]:
    for fault in FAULTS:
        for row in json.loads(expected(fault, "expected.json")):
            place = f"`{row['path']}` 第 {row['line']} 行"
            line = _line(fault, row["path"], row["line"])
            quoted = f"（`` {line} ``）" if line else ""
            yield row["code"], f"- {place}{quoted}：\n\n  ```\n  {row['message']}\n  ```"


def _line(fault: str, path: str, number: int) -> str:
    """The line that a problem names, where it can be shown as it is."""
    file = next((one for one in (SITES / fault / path, VALID / path) if one.is_file()), None)
    try:
        lines = file.read_text("utf-8").splitlines() if file else []
    except UnicodeDecodeError:
        return ""
    line = lines[number - 1].strip() if number <= len(lines) else ""
    return line if line.isprintable() and "`" not in line and line != "---" and len(line) <= 80 else ""


def write() -> None:
    """Write all pages, and remove those of codes that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.md"):
        if old.name not in pages():
            old.unlink()
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
