"""PNG pictures without texts, times and other notes; the picture itself stays bit for bit."""

from __future__ import annotations

import zlib

from generator.attachments.pictures import check_size, damaged, orientation, upright

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_CHUNKS = 50_000
_KEPT = frozenset(b"IHDR PLTE tRNS IDAT IEND gAMA cHRM sRGB iCCP sBIT pHYs bKGD cICP mDCV cLLI acTL fcTL fdAT".split())


def for_site(data: bytes) -> bytes:
    """The picture, upright, with its colours and nothing else; one that moves still does."""
    kept, turn, at = [_SIGNATURE], 1, len(_SIGNATURE)
    chunks, seen = 0, set[bytes]()
    while b"IEND" not in seen:
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk, chunks = data[at : at + 12 + length], chunks + 1
        if (
            len(chunk) != 12 + length
            or chunks > _MOST_CHUNKS
            or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big")
        ):
            raise damaged()
        if (name == b"IHDR") == bool(seen) or (name == b"IHDR" and length != 13):  # the first, and no other
            raise damaged()
        if name == b"IHDR" or (name == b"fcTL" and length == 26):
            place = 8 if name == b"IHDR" else 12
            check_size(
                int.from_bytes(chunk[place : place + 4], "big"), int.from_bytes(chunk[place + 4 : place + 8], "big")
            )
        if name == b"eXIf":
            turn = orientation(chunk[8:-4])
        if name in _KEPT:
            kept.append(chunk)
        seen.add(name)
        at += len(chunk)
    if b"IDAT" not in seen:
        raise damaged()
    plain = b"".join(kept)
    return plain if turn == 1 or b"acTL" in seen else upright(plain, "PNG", turn)
