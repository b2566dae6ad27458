"""Small files that would hang or fill a computer. Run as a script: each in turn, in a process with limits.

    python tests/safety/bombs.py [beginning of a name …]

The process is killed by the system where a bomb takes more than 3 seconds of CPU or 300 MB; its last line is then the
name of that bomb. What each bomb was answered is printed as a line of JSON.
"""

import gc
import hashlib
import io
import json
import os
import resource
import shutil
import signal
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from workbooks import workbook

SECONDS = 3
MEGABYTES = 300
SITE = Path(__file__).resolve().parents[1] / "sites_invalid/_valid"
TEXT, INDEX = "content/2023/09/01.md", "content/2023/09/index.md"
LEDGER, FROZEN = "content/ledger/2023-06.csv", "content/notices/2023-06.frozen.json"
HEAD = "title: 标题\nunit: 东山局\nissue: 2023-09\ntype: 信息\n"
COLUMNS = "单位,上报篇数,报市,报省厅\n"

Files = dict[str, bytes]
Make = Callable[[], Files]


M, K = 1_000_000, 1_000

HEAVY = {
    "brackets": "[" * 990,
    "brackets before a paragraph": "[a " * 39 + "字词" * 20 * K,
    "references": "[x][" * 300,
    "footnotes": "[^a]" * 950 + "\n\n[^a]: b",
    "footnotes of footnotes": "\n\n".join(f"[^{i}]: [^{i + 1}]" for i in range(490)),
    "links": "\n".join(f"- [{i}](https://example.com/{i})" for i in range(990)),
    "tags": "<a " * 990 + "字词" * 20 * K,
    "tags with attributes": '<a b="' * 990,
    "tags closed": "</div>" * 990,
    "character data": "<![CDATA[" * 300,
    "addresses": "<http:" * 990,
    "markdown in html": '<div markdown="1">\n' * 50 + "a\n" * 100,
    "rules": "***\n" * 1600,
    "headings": "# a {: .note }\n" * 990,
    "attributes": "# a " + "{: " * 990 + "字词" * 20 * K,
    "underlined": "a\n===\n" * 990,
    "cells": "|" + "a|" * 50 + "\n|" + "-|" * 50 + "\n" + "|\n" * 1990,
    "rows": "|a|b|\n|-|-|\n" + "|b|c|\n" * 1990,
    "lists": "\n".join("- " * 20 + "a" for _ in range(1100)),
    "quotes": "\n".join("> " * 20 + "a" for _ in range(1100)),
    "lists nested": "\n".join("    " * (i % 50) + "- a" for i in range(450)),
    "emphasis": "*_" * 1200 + "字词" * 20 * K + "_*" * 1200,
    "stars": "*a **b " * 1600,
    "code": "`a``b" * 300 + "字词" * 20 * K,
    "code in a table": "|a|b|\n|-|-|\n|" + "`|" * 50 + "\n",
    "paragraphs": "a\n\n" * 990,
    "spaces": ("# a" + " " * 990 + "x\n") * 49,
    "backslashes": "\\*" * 4900,
    "entities": "&#1" * 16 * K,
}
"""What stays within all limits: read and shown in no more time."""


def text(body: str) -> Make:
    return lambda: {TEXT: f"---\n{HEAD}---\n\n{body}\n".encode()}


def front(yaml: str, path: str = TEXT) -> Make:
    key = yaml.partition(":")[0]
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    return lambda: {path: f"---\n{head}{yaml}\n---\n\n正文。\n".encode()}


def whole(path: str, content: str | bytes) -> Make:
    return lambda: {path: content.encode() if isinstance(content, str) else content}


def units(entries: str) -> Make:
    valid = (SITE / "units.yml").read_text("utf-8")
    return whole("units.yml", valid.rstrip("\n") + f"\n{entries}\n")


def rising(sign: str, count: int) -> str:
    return " ".join(sign * size for size in range(1, count))


def steps(count: int, line: str) -> str:
    return "\n".join("    " * depth + line for depth in range(count))


def frozen(**changes: object) -> Make:
    data: dict[str, object] = {
        "schema_version": 1,
        "month": "2023-06",
        "date": "2023-07-31",
        "figures": {"月份": "6"},
        "groups": {},
        "rows": {},
        "corrections": [],
        "lines": [],
    }
    canonical = json.dumps(data | changes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sealed = data | changes | {"seal": hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()}
    return whole(FROZEN, json.dumps(sealed))


TEXTS = {
    "brackets": "[" * 10 * K,
    "brackets closed": "[" * 10 * K + "]" * 10 * K,
    "images": "![" * 10 * K,
    "links open": "[x](" * 10 * K,
    "links in links": "[" * 900 + "字词" * 20 * K + "](b)" * 900,
    "brackets before much": "[a " * 900 + "字词" * 20 * K,
    "links before much": "[a](b " * 900 + "字词" * 20 * K,
    "links with angle": "[a](<" * 10 * K,
    "references open": "[x][" * 10 * K,
    "references hidden in code": "[`]`" * 490 + "字词" * 20 * K,
    "references escaped": "[\\]" * 990 + "字词" * 20 * K,
    "footnotes": "[^a]" * 10 * K + "\n\n[^a]: b",
    "footnotes of footnotes": "\n\n".join(f"[^{i}]: [^{i + 1}]" for i in range(5 * K)),
    "footnotes of themselves": "[^a]\n\n[^a]: " + "[^a]" * 5 * K,
    "definitions": "\n".join(f"[a{i}]: /b" for i in range(9 * K)),
    "stars": "*a **b " * 20 * K,
    "emphasis nested": "*_" * 20 * K + "a" + "_*" * 20 * K,
    "stars of three": "***a" * 20 * K,
    "underscores": "__a" * 20 * K,
    "backticks": rising("`", 500),
    "backticks in pairs": "`a``b" * 20 * K,
    "backslashes": "\\`" * 20 * K,
    "quotes in a line": "> " * 2 * K + "a",
    "quotes without spaces": ">" * 50 * K,
    "quotes rising": "\n".join("> " * depth + "a" for depth in range(300)),
    "lists in a line": "- " * 1500 + "a",
    "numbers in a line": "1. " * 1500 + "a",
    "lists and quotes": "> - " * 900 + "a",
    "lists nested": steps(200, "- a"),
    "notes nested": steps(200, "!!! note"),
    "notes": "!!! note\n" * 9 * K,
    "headings": "# a\n" * 9 * K,
    "headings with attributes": "# a {: .b }\n" * 9 * K,
    "attributes open": "# a " + "{: " * 20 * K,
    "attributes": "*a*{: .b}" * 20 * K,
    "underlined": "a\n===\n" * 9 * K,
    "rules": "***\n" * 9 * K,
    "lines": "a\n" * 90 * K,
    "paragraphs": "a\n\n" * 50 * K,
    "line breaks": "a  \n" * 20 * K,
    "spaces": "# a" + " " * 100 * K + "x",
    "spaces at the start": "a\n\n" + " " * 999 + "x",
    "tabs": "a\n\n" + "\t" * 300 + "x",
    "tags": "<a " * 20 * K,
    "tags open": "<div>" * 20 * K,
    "tags closed": "</div>" * 20 * K,
    "attributes of tags": '<a b="' * 20 * K,
    "less than": "<" * 50 * K,
    "addresses": "<x@" * 20 * K,
    "addresses with scheme": "<http:" * 20 * K,
    "comments": "<!--" * 20 * K,
    "instructions": "<? a\n" * 9 * K,
    "character data": "<![CDATA[" * 9 * K,
    "declarations": "<!a\n" * 9 * K,
    "markdown in html": '<div markdown="1">\n' * 4 * K,
    "scripts": "<script>a\n" * 9 * K,
    "columns": "|a" * 10 * K + "\n" + "|-" * 10 * K + "\n" + "|b" * 10 * K,
    "rows": "|a|b|\n|-|-|\n" + "|b|c|\n" * 20 * K,
    "cells": "|" + "a|" * 900 + "\n|" + "-|" * 900 + "\n" + "|\n" * 990,
    "code in a table": "|a|b|\n|-|-|\n|" + "`|" * 20 * K,
    "a long line": "xy" * 100 * K,
    "a long word": "中文" * 40 * K,
    "a large text": "中文，\n\n" * 60 * K,
}

VALUES = {
    "anchor": "note: &a b",
    "alias": "note: *a",
    "billion laughs": "a: &a [x]\n"
    + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)),
    "anchor in itself": "a: &a [*a]",
    "merge": "a: &a {b: c}\nd: {<<: *a}",
    "brackets": "a: " + "[" * 100 * K,
    "braces": "a: " + "{" * 50 * K,
    "pairs in brackets": "a: " + "{a: " * 30 * K,
    "brackets in lines": "a: " + "[\n" * 60 * K,
    "brackets hidden in quotes": "a: " + '["]", ' * 30 * K,
    "few brackets": "a: " + "[" * 900 + "]" * 900,
    "dashes": "a:\n  " + "- " * 50 * K + "b",
    "question marks": "a:\n  " + "? " * 50 * K + "b",
    "indented": "\n".join(" " * depth + "a:" for depth in range(600)),
    "values": "a: [" + "x, " * 80 * K + "x]",
    "keys": "\n".join(f"a{i}: b" for i in range(20 * K)),
    "a long value": "subtitle: " + "x" * 200 * K,
    "a long folded value": "subtitle: >\n" + "  xx\n" * 40 * K,
    "digits": "whole: " + "9" * 5 * K,
    "digits of a float": "whole: 1." + "9" * 5 * K,
    "hexadecimal digits": "whole: 0x" + "f" * 200 * K,
    "binary digits": "whole: 0b" + "1" * 200 * K,
    "sixties": "whole: 1" + ":59" * 50 * K,
    "exponent": "adoptions: [{publication: a, level: b, date: 2023-06-30, points: 1.0e+9999999}]",
    "exponent in quotes": "adoptions: [{publication: a, level: b, date: 2023-06-30, points: '1e9999999'}]",
    "infinite": "adoptions: [{publication: a, level: b, date: 2023-06-30, points: .inf}]",
    "not a number": "adoptions: [{publication: a, level: b, date: 2023-06-30, points: .nan}]",
    "share with exponent": "shares: {东山局: 1e9999999}",
    "share by nothing": 'shares: {东山局: "1/0"}',
    "timestamp": "date: !!timestamp x",
    "int": 'whole: !!int ""',
    "float": "whole: !!float x",
    "binary": "whole: !!binary x",
    "set": "whole: !!set [a]",
    "omap": "whole: !!omap [a]",
    "pairs": "whole: !!pairs [a]",
    "merge tag": "!!merge x: a",
    "null": "whole: !!null x",
    "bool": "whole: !!bool x",
    "map": "whole: !!map [a]",
    "seq": "whole: !!seq {a: b}",
    "python": "whole: !!python/object/apply:os.system [true]",
    "foreign": "whole: !foreign x",
    "no tag": "whole: ! x",
    "year 0": "date: 0000-01-01",
    "year 1": "date: 0001-01-01",
    "year 9999": "date: 9999-12-31",
    "day 99": "date: 2023-99-99",
    "hour 99": "date: 2023-06-30 99:99:99 +99:99",
    "key of a list": "? [a]\n: b",
    "key of nothing": "? \n: b",
    "key of a number": "1: b",
    "key of a date": "2023-06-30: b",
    "authors": "authors: [" + ", ".join(f"甲{i}" for i in range(2 * K)) + "]",
    "credited units": "unit: [" + ", ".join(f"甲{i}" for i in range(2 * K)) + "]",
    "addresses": "aliases: [" + ", ".join(f"/a{i}/" for i in range(2 * K)) + "]",
    "address of many parts": "aliases: /" + "a/" * 2 * K,
    "corrections": "corrections:\n" + "- {date: 2023-06-30, reason: a}\n" * 5 * K,
    "wrong corrections": "corrections:\n" + "- {date: x, reason: []}\n" * 900,
    "comments": "# " + "x" * 300 * K,
    "tabs": "a:\t" + "\t" * 100 * K,
    "escapes": 'subtitle: "' + "\\u0041" * 20 * K + '"',
}
"""YAML that is added to the front matter of a piece."""

TABLES = {
    "rows": COLUMNS + "东山局,1,1,1\n" * 15 * K,
    "unknown units": COLUMNS + "".join(f"第{i}个没有的单位,1,1,1\n" for i in range(900)),
    "columns": COLUMNS + "东山局" + "," * 200 * K,
    "heading": "单位," * 200 * K,
    "open quote": COLUMNS + '"' + "东山局,1,1,1\n" * 12 * K,
    "quotes": COLUMNS + '""' * 100 * K,
    "digits": COLUMNS + "东山局," + "9" * 100 * K + ",1,1\n",
    "a long name": COLUMNS + "局" * 80 * K + ",1,1,1\n",
    "exponent": COLUMNS + "东山局,1e9999999,1,1\n",
    "bytes": (COLUMNS + "东山局,1,1,1\n" * 500 * K),
    "zeros": "\0" * 200 * K,
    "brackets": "(" * 200 * K,
    "separators": ",\t;，；" * 60 * K,
    "lines": "\n" * 200 * K,
}

JSONS: dict[str, Make] = {
    "brackets": whole(FROZEN, "[" * 100 * K),
    "braces": whole(FROZEN, '{"a":' * 100 * K),
    "objects": whole(FROZEN, "[" + "{}," * 600 * K + "{}]"),
    "digits": whole(FROZEN, '{"a": ' + "9" * 100 * K + "}"),
    "exponent": whole(FROZEN, '{"a": 1e999}'),
    "not a number": whole(FROZEN, '{"a": NaN}'),
    "bytes": whole(FROZEN, " " * 9 * M),
    "half a character": whole(FROZEN, '{"a": "\\ud800"}'),
    "sealed exponent": frozen(rows={"东山局": {"submitted": "1e9999999"}}),
    "sealed digits": frozen(rows={"东山局": {"submitted": "9" * 100 * K}}),
    "sealed by nothing": frozen(rows={"东山局": {"submitted": "1/0"}}),
    "sealed rows of numbers": frozen(rows={"东山局": 1}),
    "sealed figures of lists": frozen(figures={"月份": ["6"]}),
    "sealed groups of objects": frozen(groups={"county": [{}]}),
    "sealed lines of nothing": frozen(lines=[None]),
    "sealed month of a list": frozen(month=[]),
    "sealed correction of nothing": frozen(corrections=[{}]),
    "sealed half a character": frozen(figures={"月份": "\ud800"}),
}

SETTINGS: dict[str, Make] = {
    "units": units("".join(f"  - {{id: u{i}, name: 局{i}, group: county}}\n" for i in range(1200))),
    "aliases": units("  - id: many\n    name: 多名局\n    aliases: [" + ", ".join(f"局{i}" for i in range(500)) + "]"),
    "brackets in units": whole("units.yml", "units: " + "[" * 100 * K),
    "bytes of units": whole("units.yml", "# a\n" * 300 * K),
    "brackets in rules": whole("rules.yml", "rule_sets: " + "{" * 100 * K),
    "digits in rules": whole(
        "rules.yml", "rule_sets: [{id: a, from: 2023-01, points: {本刊: {信息: " + "9" * 5 * K + "}}}]"
    ),
    "tag in rules": whole("rules.yml", 'rule_sets: !!int ""'),
    "brackets in settings": whole("mkdocs.yml", "site_name: " + "[" * 100 * K),
    "bytes of settings": whole("mkdocs.yml", "site_name: a\n" + "# a\n" * 300 * K),
    "tag in settings": whole("mkdocs.yml", "site_name: !!timestamp x"),
    "alias in settings": whole("mkdocs.yml", "site_name: &a b\ncopyright: *a"),
    "addresses": whole("content/addresses.txt", "/a/\n" * 500 * K),
    "bytes of addresses": whole("content/addresses.txt", "# a\n" * 3 * M),
    "wrong addresses": whole("content/addresses.txt", "a b\n" * 20 * K),
    "folders": lambda: {f"content/pages/{'a/' * 200}a.md": b"---\ntitle: a\n---\n"},
    "folders of an issue": lambda: {f"content/2023/09/{'a/' * 60}01.md": b"x"},
    "a year of the folder": lambda: {
        "content/9999/01/index.md": b"---\nissue: 9999-01\nmonth: 9999-12\n---\n",
        "content/1000/01/index.md": b"---\nissue: 1000-01\nmonth: 1000-01\n---\n",
    },
    "a year of the ledger": lambda: {"content/ledger/9999-12.csv": (SITE / LEDGER).read_bytes()},
    "a year of adjustments": whole(
        "content/adjustments/1000-01.yml",
        "adjustments: [{unit: 东山局, points: 1, reason: a, decided_by: b, date: 1000-01-01}]",
    ),
    "entries": whole(
        "content/adjustments/2023-06.yml", "events:\n" + "- {unit: 东山局, event: a, date: 2023-06-01}\n" * 5 * K
    ),
    "points of adjustments": whole(
        "content/adjustments/2023-06.yml",
        "adjustments: [{unit: 东山局, points: 1e9999999, reason: a, decided_by: b, date: 2023-06-01}]",
    ),
    "commissions": whole("content/commissions/2023-06.yml", "commissions:\n" + "- {title: a}\n" * 5 * K),
}


ADOPTED = "标题,刊物,级别,日期\n"
SENT = "日期,单位,标题,结果\n"
REGISTERS = {
    "unknown titles": ("adoptions", ADOPTED + "".join(f"没有的一篇{i},某报,市级,6月5日\n" for i in range(4900))),
    "a long title": ("adoptions", ADOPTED + "题" * 100 * K + ",某报,市级,6月5日\n"),
    "a long date": ("adoptions", ADOPTED + "题,某报,市级," + " 1:" * 100 * K + "\n"),
    "a long outcome": ("submissions", SENT + "6月5日,东山局,题,(" + "采" * 100 * K + "\n"),
    "a long place": ("submissions", SENT + "6月5日,东山局,题,合并到" + "2023/06/" * 15 * K + "\n"),
    "many submissions": ("submissions", SENT + "6月5日,东山局,题,采访\n" * 4900),
}


def many_sheets() -> bytes:
    sheet = b"<w>" + b"<c/>" * 290_000 + b"</w>"
    sheets = {f"xl/worksheets/sheet{number}.xml": sheet for number in range(1, 60)}
    return workbook(*([["x"]] for _ in range(60)), more=sheets)


def word(document: bytes = b"<a/>", *, stored: bool = False, **more: bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)
        for name, data in more.items():
            package.writestr(name.replace("__", "/"), data)
    return result.getvalue()


def body(xml: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {space}><w:body>{xml}</w:body></w:document>".encode()


def swollen(name: str, megabytes: int, times: int = 1) -> bytes:
    """A package with so many megabytes of blanks in a member, or in several."""
    result = io.BytesIO(b"" if name == "word/document.xml" else word())
    with zipfile.ZipFile(result, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(times):
            with package.open(f"{name}{number or ''}", "w") as member:
                for _ in range(megabytes):
                    member.write(b" " * M)
    return result.getvalue()


def lying() -> bytes:
    """A package whose directory says that the text is small."""
    return swollen("word/document.xml", 250).replace(struct.pack("<I", 250 * M), struct.pack("<I", 100))


def overlapping() -> bytes:
    """A package with one member under thousands of names."""
    data = word(b"<a/>", **{"word__media__a.png": b"\0" * K})
    end = data.rindex(b"PK\5\6")
    begin = struct.unpack("<I", data[end + 16 : end + 20])[0]
    directory = data[begin:end] * 3000
    tail = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 9000, 9000, len(directory), begin, 0)
    return data[:begin] + directory + tail


def many_members() -> bytes:
    return word(**{f"word__a{number}": b"" for number in range(6 * K)})


IMPORTS: dict[str, Callable[[], bytes]] = {
    "spaces": lambda: swollen("word/document.xml", 150),
    "large picture": lambda: swollen("word/media/a.png", 250),
    "many large parts": lambda: swollen("word/a", 40, times=10),
    "a directory that lies": lying,
    "members over each other": overlapping,
    "many members": many_members,
    "entities": lambda: word(b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "' + b"&b;" * 9 * K + b'">]><a>&c;</a>'),
    "foreign entity": lambda: word(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "a foreign type": lambda: word(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'),
    "depth": lambda: word(b"<a>" * 100 * K),
    "elements": lambda: word(b"<a>" + b"<b/>" * 2 * M + b"</a>", stored=True),
    "attributes": lambda: word(
        b"<a " + b" ".join(b'b%d="c"' % number for number in range(300 * K)) + b"/>", stored=True
    ),
    "half of a package": lambda: word()[:60],
    "nothing": lambda: b"PK\5\6" + b"\0" * 18,
    "torn text": lambda: word(b"<a"),
    "no text": lambda: word(body("")),
    "wide cells": lambda: word(
        body("<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr></w:tc>' * 500 + "</w:tr></w:tbl>")
    ),
    "zeros as text": lambda: b"\0" * 9 * M,
    "one line": lambda: b"a" * 61 * M,
    "a large file": lambda: b"ab" * 32 * M,
    "binary": lambda: bytes(range(256)) * 9 * K,
    "conflict": lambda: "▲会议。\n<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> b\n".encode(),
    "compressed in another way": lambda: word().replace(b"\x08\0", b"\x63\0"),
    "deflate without end": lambda: zlib.compress(b"\0" * M),
}
"""Files to import; the answer is a message or a preview with doubts."""


def bombs() -> Iterator[tuple[str, Make]]:
    """All that lie in an archive."""
    for name, body in TEXTS.items():
        yield f"text: {name}", text(body)
    for name, body in HEAVY.items():
        yield f"heavy: {name}", text(body)
    for name, yaml in VALUES.items():
        yield f"yaml: {name}", front(yaml)
    for name, table in TABLES.items():
        yield f"csv: {name}", whole(LEDGER, table)
    for name, (folder, table) in REGISTERS.items():
        yield f"csv: {name}", whole(f"content/{folder}/2023-06.csv", table)
    yield "csv: workbook of many sheets", lambda: {"content/ledger/2023-07.xlsx": many_sheets()}
    yield from ((f"json: {name}", make) for name, make in JSONS.items())
    yield from ((f"settings: {name}", make) for name, make in SETTINGS.items())


def main(wanted: tuple[str, ...]) -> None:
    from click.testing import CliRunner

    import generator.building
    import generator.importing.jobs
    import generator.loading
    import generator.pipeline
    from generator.cli import main as program

    assert generator.building and generator.importing.jobs and generator.pipeline

    def said(name: str, root: Path, *arguments: str) -> None:
        print(name, flush=True)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        done = CliRunner().invoke(program, [*arguments, "--root", str(root)])
        left = signal.setitimer(signal.ITIMER_PROF, 0)[0]
        used = SECONDS - left
        print(json.dumps([name, done.exit_code, done.output[:400], round(used, 2)]), flush=True)
        del done
        gc.collect()

    def show(body: str) -> None:
        from generator.markup import convert

        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        convert(body, lambda target: target)
        print(f"shown with {signal.setitimer(signal.ITIMER_PROF, 0)[0]:.2f} seconds left", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        _limit_memory()
        for number, (name, make) in enumerate(bombs()):
            if not name.startswith(wanted):
                continue
            root = Path(folder) / str(number)
            shutil.copytree(SITE, root, ignore=shutil.ignore_patterns(".cache"))
            for path, data in make().items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(data)
            said(name, root, "check")
            if name.startswith("heavy: "):
                show(HEAVY[name.removeprefix("heavy: ")])
            shutil.rmtree(root)
        for name, bomb in IMPORTS.items():
            if not f"import: {name}".startswith(wanted):
                continue
            file = Path(folder) / "a.docx"
            file.write_bytes(bomb())
            if not file.read_bytes().startswith(b"PK"):
                file = file.rename(file.with_suffix(".txt"))
            said(f"import: {name}", SITE, "import", "issue", str(file), "--issue", "2024-07", "--month", "2024-04")


def _limit_memory() -> None:
    pages, resident = Path("/proc/self/statm").read_text().split()[:2]
    size = os.sysconf("SC_PAGE_SIZE")
    left = MEGABYTES * M - int(resident) * size
    resource.setrlimit(resource.RLIMIT_AS, (int(pages) * size + left,) * 2)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or ("",))
