"""What a camera or a program wrote into a picture: where it was taken, and whose it is."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from generator.disclosure.findings import Finding

_BEGINS = (b"Exif\0\0", b"eXIf", b"EXIF")
_OWNER_TAGS = frozenset({0x013B, 0x9C9D, 0xA430, 0xA431})
_GPS, _EXIF = 0x8825, 0x8769
_MOST_ENTRIES = 500
_XMP_POSITION = re.compile(rb"exif:GPS(?:Latitude|Longitude|Position)")
_XMP_OWNER = re.compile(
    rb"<dc:creator>\s*<rdf:(?:Seq|Bag)>\s*<rdf:li[^>]*>[^<\s]|photoshop:AuthorsPosition|aux:OwnerName"
)


def picture_findings(data: bytes) -> Iterator[Finding]:
    """Position and owner, by Exif and XMP."""
    tags = frozenset(_tags(data))
    if _GPS in tags or _XMP_POSITION.search(data):
        yield Finding(1, "picture-position", "")
    if tags & _OWNER_TAGS or _XMP_OWNER.search(data):
        yield Finding(1, "picture-owner", "")


def _tags(data: bytes) -> Iterator[int]:
    """The tags that say something, of the first directory and of Exif's own."""
    for begin in _BEGINS:
        place = data.find(begin)
        if place < 0:
            continue
        order = re.compile(rb"II\*\0|MM\0\*").search(data, place, place + 40)
        if order is None:
            continue
        notes = data[order.start() :]
        sign = "<" if order[0][:1] == b"I" else ">"
        try:
            yield from _directory(notes, sign, struct.unpack_from(f"{sign}I", notes, 4)[0], inner=True)
        except struct.error:
            continue


def _directory(notes: bytes, sign: str, start: int, *, inner: bool) -> Iterator[int]:
    (count,) = struct.unpack_from(f"{sign}H", notes, start)
    for at in range(start + 2, start + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        tag, _, number, value = struct.unpack_from(f"{sign}HHII", notes, at)
        if tag == _EXIF and inner:
            yield from _directory(notes, sign, value, inner=False)
        elif tag == _GPS:
            if struct.unpack_from(f"{sign}H", notes, value)[0] > 1:  # a version alone says nothing
                yield tag
        elif tag in _OWNER_TAGS and _says_something(notes, at, number, value):
            yield tag


def _says_something(notes: bytes, at: int, number: int, value: int) -> bool:
    text = notes[at + 8 : at + 8 + number] if number <= 4 else notes[value : value + min(number, 200)]
    return bool(text.strip(b"\0 "))
