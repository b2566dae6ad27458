"""The text of a PDF, as far as it says by itself which sign stands for which character."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

_STREAM = re.compile(rb"stream\r?\n")
_LARGEST = 8 * 1024 * 1024
_MOST = 48 * 1024 * 1024
_MOST_MAPS = 24
_ENCRYPTED = re.compile(rb"/Encrypt\b")
_AUTHOR = re.compile(rb"/Author\s*(\((?:\\.|[^\\()])+\)|<[0-9A-Fa-f\s]{4,}>)")
_SINGLE = re.compile(rb"<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{4,32})>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{4,8})>")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_TOKEN = re.compile(
    rb"\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>|([-+\d.]+)\s+([-+\d.]+)\s+(T[dDm])\b|(T\*|BT\b|['\"]\s)", re.DOTALL
)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Map = Mapping[bytes, str]


def pdf_author(data: bytes) -> bool:
    """Whether the file says who wrote it."""
    return _AUTHOR.search(data) is not None


def pdf_texts(data: bytes) -> list[str]:
    """The text as each table of signs in the file reads it; nothing where there is none that can be read."""
    if _ENCRYPTED.search(data):
        return []
    maps: list[Map] = []
    pages: list[bytes] = []
    for stream in _streams(data):
        if b"beginbf" in stream:
            found = _map_of(stream)
            if found and found not in maps and len(maps) < _MOST_MAPS:
                maps.append(found)
        elif b"Tj" in stream or b"TJ" in stream:
            pages.append(stream)
    lines = [line for page in pages for line in _lines(page)]
    readings = ["\n".join(_read(line, one) for line in lines) for one in (None, *maps)]
    return [reading for reading in dict.fromkeys(readings) if reading.strip()]


def _streams(data: bytes) -> Iterator[bytes]:
    left, done = _MOST, 0
    for found in _STREAM.finditer(data):
        if found.start() < done or left <= 0:
            continue
        machine = zlib.decompressobj()
        try:
            inner = machine.decompress(memoryview(data)[found.end() : found.end() + _LARGEST], min(left, _LARGEST))
        except zlib.error:
            end = data.find(b"endstream", found.end(), found.end() + _LARGEST)
            inner = data[found.end() : end] if end > 0 else b""
        left -= len(inner) + 1
        done = found.end()
        yield inner


def _map_of(stream: bytes) -> Map:
    """Sign → characters."""
    table: dict[bytes, str] = {}
    for kind, section in _SECTION.findall(stream):
        if kind == b"char":
            for sign, text in _SINGLE.findall(section):
                table[_bytes(sign)] = _bytes(text).decode("utf-16-be", "replace")
        else:
            for first, last, text in _RANGE.findall(section):
                start, count = int(text, 16), int(last, 16) - int(first, 16) + 1
                for step in range(min(max(count, 0), 65536)):
                    if start + step < 0x110000 and not 0xD800 <= start + step < 0xE000:
                        table[(int(first, 16) + step).to_bytes(len(first) // 2, "big")] = chr(start + step)
    return table


def _lines(page: bytes) -> Iterator[list[bytes]]:
    """The strings of a page, line by line as far as their places tell."""
    line: list[bytes] = []
    height = b""
    for string, digits, _, y, move, end in _TOKEN.findall(page):
        moved = bool(end) or (move in (b"Td", b"TD") and float_of(y) != 0) or (move == b"Tm" and y != height)
        height = y if move == b"Tm" else height
        if moved and line:
            yield line
            line = []
        if string:
            line.append(re.sub(rb"\\([0-7]{1,3}|.)", _unescaped, string, flags=re.DOTALL))
        elif digits:
            line.append(_bytes(digits))
    if line:
        yield line


def float_of(number: bytes) -> float:
    """The number, or 1 where it is none."""
    try:
        return float(number)
    except ValueError:
        return 1.0


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) & 255]) if sign.isdigit() else _ESCAPES.get(sign, sign)


def _bytes(digits: bytes) -> bytes:
    plain = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _read(line: list[bytes], table: Map | None) -> str:
    """A line by one table of signs; what it has no character for is left out."""
    data = b"".join(line)
    if table is None:
        return data.decode("ascii", "ignore").replace("\0", "").replace("\n", " ")
    width = len(next(iter(table)))
    return "".join(table.get(data[at : at + width], "") for at in range(0, len(data), width)).replace("\n", " ")
