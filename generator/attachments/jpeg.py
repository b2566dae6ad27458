"""JPEG pictures without what a camera or program wrote beside them; the picture itself stays bit for bit."""

from __future__ import annotations

import re

from generator.attachments.pictures import check_size, damaged, orientation, upright

_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""A marker that ends the packed picture data."""
_FILL = re.compile(rb"\xff+[^\xff]", re.DOTALL)
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_KEPT = {*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD}
_MOST_SCANS, _MOST_PARTS = 200, 10_000


def for_site(data: bytes) -> bytes:
    """The picture, upright, with its colours and nothing else."""
    kept, turn = _walk(data)
    return upright(kept, "JPEG", turn) if turn != 1 else kept


def _walk(data: bytes) -> tuple[bytes, int]:
    """What is kept, and which way up it is."""
    kept, turn, at, scans, framed = [b"\xff\xd8"], 1, 2, 0, False
    while True:
        fill = _FILL.match(data, at)
        if fill is None or len(kept) > _MOST_PARTS:
            raise damaged()
        at = fill.end() - 2
        marker = data[at + 1]
        if marker == 0xD9 and scans:
            return b"".join([*kept, b"\xff\xd9"]), turn
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        part = data[at : at + 2 + length]
        if length < 2 or len(part) != 2 + length:
            raise damaged()
        at += len(part)
        if marker in _FRAMES:
            check_size(int.from_bytes(part[7:9], "big"), int.from_bytes(part[5:7], "big"))
            framed = True
        if marker == 0xE1 and part[4:10] == b"Exif\0\0":
            turn = orientation(part[10:])
        kept.append(_kept(marker, part))
        if marker == 0xDA:
            found = _NEXT.search(data, at)
            scans += 1
            if found is None or not framed or scans > _MOST_SCANS:
                raise damaged()
            kept.append(part + data[at : found.start()])
            at = found.start()


def _kept(marker: int, part: bytes) -> bytes:
    """What is kept of a segment: what the picture needs, and its colours."""
    if marker in _KEPT or (marker == 0xE2 and part[4:].startswith(b"ICC_PROFILE\0")):
        return part
    if marker == 0xE0 and part[4:].startswith(b"JFIF\0") and len(part) >= 18:
        return b"\xff\xe0\0\x10" + part[4:16] + b"\0\0"  # without the small picture in it
    if marker == 0xEE and part[4:].startswith(b"Adobe") and len(part) >= 16:
        return b"\xff\xee\0\x0e" + part[4:16]
    return b""
