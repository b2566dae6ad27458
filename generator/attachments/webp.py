"""WebP pictures without Exif, XMP and unknown parts; one that moves still does."""

from __future__ import annotations

from collections.abc import Iterator

from generator.attachments.pictures import check_size, damaged, orientation, upright

_MOST_CHUNKS = 20_000
_KEPT = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_OF_FRAMES = (b"VP8 ", b"VP8L", b"ALPH")
_NOTES = 0x08 | 0x04
"""Flags of VP8X for Exif and XMP."""


def for_site(data: bytes) -> bytes:
    """The picture, upright, with its colours and nothing else."""
    size = int.from_bytes(data[4:8], "little")
    if data[8:12] != b"WEBP" or size + 8 > len(data):
        raise damaged()
    kept, turn, names = [], 1, set()
    for name, body in _chunks(data[12 : size + 8]):
        if name == b"EXIF":
            turn = orientation(body.removeprefix(b"Exif\0\0"))
        if name in _KEPT:
            kept.append(_chunk(name, _kept(name, body)))
            names.add(name)
    if not names & {b"VP8 ", b"VP8L", b"ANMF"}:
        raise damaged()
    inner = b"WEBP" + b"".join(kept)
    plain = b"RIFF" + len(inner).to_bytes(4, "little") + inner
    return plain if turn == 1 or b"ANMF" in names else upright(plain, "WEBP", turn)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = chunks = 0
    while at < len(data):
        chunks += 1
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if len(data) < at + 8 or len(body) != length or chunks > _MOST_CHUNKS:
            raise damaged()
        yield data[at : at + 4], body
        at += 8 + length + length % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _kept(name: bytes, body: bytes) -> bytes:
    """What is kept of a chunk, once its size is known to be right."""
    if name == b"VP8X" and len(body) == 10:
        check_size(int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1)
        return bytes([body[0] & ~_NOTES]) + body[1:]
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a" and len(body) >= 10:
        check_size(*(int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8)))
        return body
    if name == b"VP8L" and body[:1] == b"\x2f" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        check_size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        return body
    if name == b"ANMF" and len(body) > 16:
        inner = [(one, part) for one, part in _chunks(body[16:]) if one in _OF_FRAMES]
        return body[:16] + b"".join(_chunk(one, _kept(one, part)) for one, part in inner)
    if name in (b"ALPH", b"ANIM", b"ICCP"):
        return body
    raise damaged()
