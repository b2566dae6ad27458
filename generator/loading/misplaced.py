"""Files that cannot be read because of their name or folder, and the name they should have."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.problems import Problem

KindOf = Callable[[str], str | None]

_READ = (".md", ".csv", ".markdown")
_TABLES = ("content/ledger/", "content/balances/")
_LONE_DIGIT = re.compile(r"(?<=[/-])(\d)(?=[/.])")
_DATED_FILE = "文件名要写成四位年、短横、两位月"
_IN_ISSUE = re.compile(r"content/\d{4}/(0[1-9]|[1-9]\d)/[^/]+")
_PLACES = {
    "content/commissioned/": "约稿要放在当月的文件夹里，名为两位数字，如 content/commissioned/2023-06/01.md",
    "content/notices/": f"通报的{_DATED_FILE}，如 content/notices/2023-06.md",
    "content/ledger/": f"台账的{_DATED_FILE}，如 content/ledger/2023-06.csv",
    "content/balances/": f"结转分数的{_DATED_FILE}，如 content/balances/2023-06.csv",
    "content/pages/": "文件名只能用小写英文字母、数字和短横，如 content/pages/about.md",
}
_ANYWHERE = (
    "这里不放这种文件，或者文件名不对。期刊放在 content/四位年/两位期号/ 里，名为两位数字，如 content/2023/09/01.md；"
    "约稿放在 content/commissioned/，通报放在 content/notices/，台账放在 content/ledger/，其他页面放在 content/pages/"
)


def is_meant_as_content(path: str, kind_of: KindOf) -> bool:
    """Whether a file that is of no kind was probably meant to be read (a picture was not)."""
    return path.lower().endswith(_READ) or path.startswith(_TABLES) or kind_of(_repaired(path)) is not None


def misplaced(path: str, kind_of: KindOf) -> Problem:
    """What is wrong with its name or place."""
    return Problem(path, 1, "", "misplaced-file", _advice(path, kind_of))


def _advice(path: str, kind_of: KindOf) -> str:
    better = _repaired(path)
    if kind_of(better):
        return f"文件名或文件夹名不合规定，请改成 {better}"
    if path.startswith(_TABLES) and not path.lower().endswith(".csv"):
        return "这里只放 CSV 表。请在 WPS 或 Excel 里“另存为”，类型选“CSV UTF-8（逗号分隔）”，如 2023-06.csv"
    if path.startswith("content/commissioned/") and path.endswith("/index.md"):
        return "约稿的文件夹里不放 index.md。如果这是一篇约稿，请改名为两位数字，如 01.md；否则请删去"
    if _IN_ISSUE.fullmatch(path):
        return "稿件的文件名要用两位数字，如 01.md、02.md，请改名；不要的副本请删去"
    return next((advice for folder, advice in _PLACES.items() if path.startswith(folder)), _ANYWHERE)


def _repaired(path: str) -> str:
    """The path with usual slips undone: capitals, spaces, ``.md.txt``, one digit instead of two."""
    small = re.sub(r"\s+", "", path.lower())
    small = re.sub(r"(?<=\.md|csv)\.txt$", "", small)
    small = re.sub(r"\.(txt|markdown)$", ".md", small)
    return _LONE_DIGIT.sub(r"0\1", small)
