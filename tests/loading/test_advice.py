"""What a value that is no date, or none of a year with four digits, is told."""

from pathlib import Path

import pytest
from small_site import july, site, told


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("7月５日", "日期要写成 2023-07-31 的样子（四位年、两位月、两位日，中间用英文短横），现在是“7月５日”"),
        ("0005-01-01", "date：年份不对，日期要写成 2023-07-31 的样子（现在是“0005-01-01”）"),
    ],
)
def test_dates(tmp_path: Path, written: str, message: str) -> None:
    root = site(tmp_path, {"content/2023/07/01.md": july(f"date: {written}\n")})
    assert told(root) == [f"content/2023/07/01.md:7: {message}"]
