"""Files spoilt at random, each time the same for a seed: bytes, words, lines, values, and what files are called."""

import random
import re
from collections.abc import Callable
from functools import cache

from generator.loading.field_names import keys_of
from generator.loading.kinds import KINDS

Files = dict[str, bytes]

TOKENS = (
    *(
        "---",
        "\n---\n",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\t",
        "\r",
        "\r\n",
        "\n\n",
        "    ",
        "'",
        '"',
        "#",
        "|",
        ">",
        "%",
    ),
    *(
        "&a ",
        "*a",
        "!!int ",
        "!x ",
        "!!timestamp ",
        "<<: ",
        "? ",
        "~",
        "null",
        "true",
        "yes",
        "=",
        "@",
        "`",
        "``",
        "\\",
    ),
    *(
        "0",
        "-1",
        "1e999",
        "1.0e+999",
        ".inf",
        ".nan",
        "9" * 40,
        "0x" + "f" * 50,
        "1:59:59",
        "1_000",
        "１２",
        "½",
        "1/0",
        "2/3",
    ),
    *(
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "2023-02-30",
        "2023-06",
        "2023-13",
        "2023-06-30 25:61:61",
        "1999-12",
        "2101-01",
    ),
    *(
        "\ufeff",
        "\u200b",
        "\u2028",
        "\x85",
        "\x00",
        "\x01",
        "\x1b",
        "\x7f",
        "\ue000",
        "\U0001f600",
        "e\u0301",
        "\u202e",
    ),
    *(
        "<<<<<<< a\n",
        "=======\n",
        ">>>>>>> b\n",
        "||||||| c\n",
        "{{",
        "}}",
        "{{月份}}",
        "{{没有}}",
        "{: #a .b }",
        "[^a]",
        "[^a]: b\n",
    ),
    *(
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<script>",
        "<div markdown=1>",
        "![",
        "](",
        "](x)",
        "<a href=x>",
        "http://a.b/",
        "../",
        "/",
    ),
    *(
        "**",
        "_",
        "***",
        "- - - ",
        "> > ",
        "1. ",
        "!!! note\n",
        "\n===\n",
        "|a|b|\n|-|-|\n|c|d|\n",
        "&amp;",
        "&#0;",
        "&",
    ),
    *(
        ",",
        "，",
        "；",
        "：",
        "、",
        "（",
        "）",
        "甲局",
        "没有局",
        "甲局、乙局",
        "合计",
        "信息",
        "约稿",
        "title",
        "unit",
        "date",
    ),
)
NAMES = (
    *("01.md", "02.md", "index.md", "a.md", "2023-06.csv", "2023-06.yml", "2023-06.md", "2023-06.frozen.json", "x.pdf"),
    *(
        "０１.md",
        "1.md",
        "01.MD",
        "01.md.txt",
        "01.html",
        "con.md",
        "a b.md",
        "a\nb.md",
        "甲.md",
        "é.md",
        "e\u0301.md",
        "..md",
    ),
    *(
        "a" * 200 + ".md",
        "-.md",
        "--.md",
        "%2e.md",
        "a?b.md",
        'a"b.md',
        "a<b>.md",
        "~$01.docx",
        ".01.md",
        "01.md~",
        "\u202e.md",
    ),
)
FOLDERS = (
    *("content/2023/02", "content/2022/01", "content/2024/01", "content/2023/99", "content/0000/01", "content/9999/12"),
    *("content/pages", "content/pages/2023/02", "content/ledger", "content/notices", "content/adjustments", "content"),
    *("content/commissioned/2023-06", "content/commissions", "content/balances", "content/units", "content/search"),
)


def spoilt(number: random.Random, files: Files) -> Files:
    """A copy of the files with one to four things changed."""
    changed = dict(files)
    for _ in range(number.choice([1, 1, 1, 2, 2, 3, 4])):
        number.choice(_CHANGES)(number, changed)
    return changed


def spoilt_bytes(number: random.Random, data: bytes) -> bytes:
    """Bytes lost, doubled, changed, or put in."""
    place, size = number.randint(0, len(data)), number.choice([1, 1, 2, 5, 40, 400])
    piece = data[place : place + size]
    change = number.randrange(5)
    if change == 0:
        return data[:place] + data[place + size :]
    if change == 1:
        return data[:place] + piece * number.choice([2, 3, 50]) + data[place + size :]
    if change == 2:
        return data[:place] + number.randbytes(size) + data[place + size :]
    if change == 3:
        return data[:place] + number.randbytes(number.choice([1, 3])) + data[place:]
    return data[:place]


def spoilt_text(number: random.Random, text: str) -> str:
    """A text with words put in, or with lines lost, doubled, moved, shifted or joined."""
    if number.random() < 0.5:
        place = number.choice([0, len(text), number.randint(0, len(text)), number.randint(0, len(text))])
        return text[:place] + number.choice(TOKENS) * number.choice([1, 1, 1, 2, 30]) + text[place:]
    lines = text.split("\n")
    one, other = number.randrange(len(lines)), number.randrange(len(lines))
    change = number.randrange(6)
    if change == 0:
        del lines[one]
    elif change == 1:
        lines.insert(other, lines[one])
    elif change == 2:
        lines[one], lines[other] = lines[other], lines[one]
    elif change == 3:
        lines[one] = " " * number.randint(1, 9) + lines[one]
    elif change == 4:
        lines[one] = lines[one].lstrip()
    else:
        lines[one] += lines.pop(other) if len(lines) > 1 and one < len(lines) - 1 and other > one else " "
    return "\n".join(lines)


def _chosen(number: random.Random, files: Files, ends: tuple[str, ...] = ("",)) -> str:
    wanted = [path for path in sorted(files) if path.endswith(ends) and not path.startswith("overrides/")]
    return number.choice(wanted or sorted(files))


def _bytes(number: random.Random, files: Files) -> None:
    path = _chosen(number, files)
    files[path] = spoilt_bytes(number, files[path])


def _text(number: random.Random, files: Files) -> None:
    path = _chosen(number, files, (".md", ".yml", ".csv", ".json", ".txt"))
    text = files[path].decode("utf-8", "replace")
    files[path] = spoilt_text(number, text).encode("utf-8", "replace")


def _value(number: random.Random, files: Files) -> None:
    """The value of a line of YAML becomes another."""
    path = _chosen(number, files, (".md", ".yml"))
    lines = files[path].decode("utf-8", "replace").split("\n")
    keys = [place for place, line in enumerate(lines) if re.match(r"\s*(- )?\w+:", line)]
    if keys:
        place = number.choice(keys)
        lines[place] = f"{lines[place].partition(':')[0]}: {value(number)}"
        files[path] = "\n".join(lines).encode("utf-8", "replace")


def _key(number: random.Random, files: Files) -> None:
    """A key that some kind of file knows, with any value."""
    path = _chosen(number, files, (".md", ".yml"))
    lines = files[path].decode("utf-8", "replace").split("\n")
    place = number.randint(0, min(8, len(lines)))
    indent = number.choice(["", "", "", "  ", "    ", "- "])
    lines.insert(place, f"{indent}{number.choice(known_keys())}: {value(number)}")
    files[path] = "\n".join(lines).encode("utf-8", "replace")


def _cell(number: random.Random, files: Files) -> None:
    path = _chosen(number, files, (".csv",))
    cells = files[path].decode("utf-8", "replace").split(",")
    cells[number.randrange(len(cells))] = number.choice(TOKENS)
    files[path] = ",".join(cells).encode("utf-8", "replace")


def _name(number: random.Random, files: Files) -> None:
    """A file moves, is copied, or goes."""
    path = _chosen(number, files)
    folder = number.choice([path.rpartition("/")[0], number.choice(FOLDERS)])
    target = f"{folder}/{number.choice([path.rpartition('/')[2], number.choice(NAMES)])}".lstrip("/")
    data = files[path] if number.random() < 0.3 else files.pop(path)
    taken = any(one.startswith(f"{target}/") or target.startswith(f"{one}/") for one in files)
    if number.random() < 0.8 and not taken:
        files[target] = data


def _foreign(number: random.Random, files: Files) -> None:
    """A file has what another one had."""
    files[_chosen(number, files)] = files[_chosen(number, files)]


def value(number: random.Random, depth: int = 0) -> str:
    """Any value, as YAML that mostly can be read."""
    choice = number.random()
    if depth < 3 and choice < 0.15:
        return f"[{', '.join(value(number, depth + 1) for _ in range(number.randint(0, 3)))}]"
    if depth < 3 and choice < 0.3:
        pairs = (f"{number.choice(known_keys())}: {value(number, depth + 1)}" for _ in range(number.randint(0, 3)))
        return f"{{{', '.join(pairs)}}}"
    if choice < 0.4:
        return f"'{number.choice(TOKENS)}'".replace("\n", " ")
    return number.choice(TOKENS).replace("\n", " ")


@cache
def known_keys() -> tuple[str, ...]:
    from pydantic import TypeAdapter

    return tuple(sorted({key for kind in KINDS if kind.schema for key in keys_of(TypeAdapter(kind.schema[1]))}))


_CHANGES: tuple[Callable[[random.Random, Files], None], ...] = (
    *(_bytes, _text, _text, _value, _value, _key, _key, _cell, _name, _foreign),
)
