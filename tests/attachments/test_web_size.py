"""Photographs for pages: smaller, the right way up, without what the camera wrote."""

import io

import pytest
from PIL import Image

from generator.attachments import Unfit, web_size


def picture(form: str, size: tuple[int, int] = (2400, 1200), **options: object) -> bytes:
    made = Image.effect_noise(size, 40).convert("RGB")
    packed = io.BytesIO()
    made.save(packed, form, **options)
    return packed.getvalue()


@pytest.mark.parametrize(("name", "form"), [("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.webp", "WEBP")])
def test_a_photograph_gets_smaller_upright_and_nameless(name: str, form: str) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "somebody"
    data = picture(form, quality=95, exif=exif)
    made = web_size(f"content/{name}", data)
    assert made is not None
    assert len(made) < len(data)
    with Image.open(io.BytesIO(made)) as opened:
        assert opened.format == form
        assert opened.size == (1000, 2000)
        assert not opened.getexif()


def test_a_small_one_stays() -> None:
    assert web_size("a.jpg", picture("JPEG", (60, 30), quality=30, optimize=True)) is None


def test_a_damaged_one_is_named() -> None:
    with pytest.raises(Unfit, match="损坏"):
        web_size("a.jpg", b"\xff\xd8\xff\xe0 no picture")
