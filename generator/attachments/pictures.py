"""What all kinds of pictures have in common: sizes, damage, and the way up that the camera noted."""

from __future__ import annotations

import io
import struct
from typing import Any

from generator.attachments.unfit import Unfit

MOST_PIXELS = 40_000_000
"""Four times the screen of a large television; unpacked, so many take 160 MB."""


_MOST_TURNED = 25_000_000
"""Fewer where a picture must be unpacked to turn it, as there are then two."""


def damaged() -> Unfit:
    """What is said of a picture that no program shows."""
    return Unfit("图片已损坏或不完整，打不开。请用看图程序打开原图，另存一份，再放进来")


def check_size(width: int, height: int) -> None:
    """Refuse what would fill the reader's memory, before anything is unpacked."""
    if not width or not height:
        raise damaged()
    if width * height > MOST_PIXELS:
        most = MOST_PIXELS // 10_000
        raise Unfit(f"图片有 {width}×{height} 像素，超过 {most} 万。请用看图程序缩小，再放进来")


def orientation(exif: bytes) -> int:
    """Which way up a picture is, 1 (as it is) to 8, from its Exif data (TIFF); 1 where they do not say."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    try:
        if order is None:
            return 1
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for place in range(start + 2, start + 2 + 12 * min(count, 500), 12):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, place)
            if tag == 0x0112 and kind == 3:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def upright(data: bytes, form: str, turn: int) -> bytes:
    """A picture (without notes) turned the way up it should be, and packed again as well as it was."""
    from PIL import Image  # which few pictures need

    turns = Image.Transpose
    ways = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }
    packed = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > _MOST_TURNED:
                raise Unfit(
                    f"图片有 {picture.width}×{picture.height} 像素，又是横着存的。请用看图程序转正、缩小，再放进来"
                )
            options = _options(picture, form, data)
            picture.transpose(ways[turn]).save(packed, form, **options)
    except Unfit:
        raise
    except Exception:  # Pillow has many kinds of errors for damaged pictures
        raise damaged() from None
    return packed.getvalue()


def _options(picture: Any, form: str, data: bytes) -> dict[str, Any]:
    """How to pack it so that it is as good as before."""
    options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile"), "exif": b""}
    if form == "JPEG":
        from PIL.JpegImagePlugin import get_sampling

        options |= {"qtables": picture.quantization, "optimize": True}
        if get_sampling(picture) >= 0:
            options["subsampling"] = get_sampling(picture)
    if form == "WEBP":
        options |= {"lossless": b"VP8L" in data[:64], "quality": 92}
    return options
