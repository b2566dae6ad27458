"""Heavy pictures get the size of a page; what the camera made is kept where nothing is published."""

from __future__ import annotations

from collections.abc import Collection

from generator.attachments import HEAVY, Unfit, can_be_lighter, web_size
from generator.fixing.fixer import Fixed
from generator.loading import File
from generator.model.inputs import CONTENT, ORIGINALS


def fix_picture(file: File, unit_names: Collection[str]) -> Fixed | None:
    """A picture of more than 2 MB in the size for the web, under its own name, so that no link changes."""
    if len(file.data) <= HEAVY or not can_be_lighter(file.path) or file.path.startswith(ORIGINALS):
        return None
    try:
        data = web_size(file.path, file.data)
    except Unfit:  # told by the check
        return None
    if data is None:
        return None
    original = ORIGINALS + file.path.removeprefix(f"{CONTENT}/")
    sizes = f"{len(file.data) / 1024**2:.1f} MB 缩小到 {len(data) / 1024**2:.1f} MB"
    return Fixed(data, (f"图片从 {sizes}，去掉拍摄信息，原图移到 {original}",), original)
