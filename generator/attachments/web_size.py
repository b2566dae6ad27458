"""A photograph as large as a page can show it: fewer pixels, packed again, without what the camera wrote into it."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import Any

from generator.attachments.pictures import check_size, damaged
from generator.attachments.unfit import Unfit

HEAVY = 2 * 1024 * 1024
"""A picture of more bytes takes long to load."""
_LONGEST = 2000
"""Pixels of the longer side; twice what the column of a page has."""
_QUALITIES = (85, 75, 60)
_FORMS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


def can_be_lighter(path: str) -> bool:
    """Whether :func:`web_size` knows this kind of picture."""
    return PurePosixPath(path).suffix.lower() in _FORMS


def web_size(path: str, data: bytes) -> bytes | None:
    """The picture for the site, in the same format; ``None`` where it would not be smaller.

    The way up is the one the camera noted. :class:`Unfit` for a picture that no program shows, or is too large.
    """
    from PIL import Image, ImageOps  # which few runs need

    form = _FORMS[PurePosixPath(path).suffix.lower()]
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as opened:
            check_size(opened.width, opened.height)
            if getattr(opened, "n_frames", 1) > 1:
                return None
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
            profile = opened.info.get("icc_profile")
            ways = (_pack(picture, form, quality, profile) for quality in _QUALITIES)
            packed = next((one for one in ways if len(one) <= HEAVY), None) or _pack(
                picture, form, _QUALITIES[-1], profile
            )
    except Unfit:
        raise
    except Exception:  # Pillow has many kinds of errors for damaged pictures
        raise damaged() from None
    return packed if len(packed) < len(data) else None


def _pack(picture: Any, form: str, quality: int, profile: bytes | None) -> bytes:
    packed = io.BytesIO()
    if form == "PNG":
        colours = {85: 0, 75: 256, 60: 64}[quality]
        made = picture.convert("RGBA").quantize(colours, method=2) if colours else picture
        made.save(packed, form, optimize=True, icc_profile=profile)
    else:
        made = picture.convert("RGB") if form == "JPEG" and picture.mode not in ("RGB", "L", "CMYK") else picture
        made.save(packed, form, quality=quality, optimize=True, icc_profile=profile, exif=b"")
    return packed.getvalue()
