"""GIF pictures without comments, texts and notes of programs; one that moves still does, as often as before."""

from __future__ import annotations

from generator.attachments.pictures import check_size, damaged

_MOST_BLOCKS = 200_000
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def for_site(data: bytes) -> bytes:
    """The frames with their times, and nothing else."""
    if len(data) < 13:
        raise damaged()
    check_size(int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little"))
    at = 13 + _colours(data[10])
    kept, frames, blocks = [data[:at]], 0, 0
    while at < len(data) and data[at] != 0x3B:
        end = _end(data, at)
        blocks += 1
        if blocks > _MOST_BLOCKS:
            raise damaged()
        if data[at] == 0x2C:
            frames += 1
            check_size(*(int.from_bytes(data[at + place : at + place + 2], "little") for place in (5, 7)))
            kept.append(data[at:end])
        elif data[at + 1] == 0xF9 and data[at + 2] == 4:
            kept.append(data[at : at + 7] + b"\0")
        elif data[at + 1] == 0xFF and data[at + 3 : at + 14] in _LOOPS and data[at + 14] == 3:
            kept.append(data[at : at + 18] + b"\0")
        at = end
    if not frames:
        raise damaged()
    return b"".join([*kept, b"\x3b"])


def _colours(flags: int) -> int:
    """Bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end(data: bytes, at: int) -> int:
    """Where the block ends that begins at ``at``."""
    try:
        if data[at] == 0x2C:
            place = at + 11 + _colours(data[at + 9])
        elif data[at] == 0x21:
            place = at + 2
        else:
            raise damaged()
        while data[place]:
            place += 1 + data[place]
    except IndexError:
        raise damaged() from None
    return place + 1
