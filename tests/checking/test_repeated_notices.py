"""A notice that repeats an earlier one is told; the house text is not."""

from pathlib import Path

import pytest
from scaffolding.made_up_office import begun, bulletin, write

from generator.pipeline import check_archive

COUNTS = "{{月份}}月份共收到信息{{上报总数}}条。"
JUDGED = "总体来看，{{月份}}月份各单位报送稿件较上月有所增加，但个别单位存在为完成任务突击发稿的情况，请认真整改。"
NAMED = "甲县局能够围绕中心工作深入调研，所报稿件多次得到领导肯定，请各单位向其学习，进一步提高报送质量。"
STANDING = "请各单位高度重视信息报送工作，进一步挖掘亮点、总结经验，积极报送高质量的政务信息，更好地服务领导决策。"
COMPUTED = "累计得分前三的县局为{{县局前三}}；得分前三的机关科室为{{机关科室前三}}，特此通报，望各单位学习。"
DISCREPANCY = "discrepancies:\n  - {unit: 甲县局, column: forwarded, printed: 1, where: 清单}\n"


def notice(root: Path, month: str, body: str, more: str = "") -> None:
    head = f"title: 关于{int(month[5:])}月份政务信息采用情况的通报\nmonth: {month}\ndate: {month}-28\n"
    write(root, f"content/notices/{month}.md", f"---\n{head}{more}---\n\n{COUNTS}\n\n{body}\n")


def told(root: Path) -> list[tuple[int, str]]:
    path = "content/notices/2024-06.md"
    problems = [one for one in check_archive(root)[1] if one.code.endswith("-as-before")]
    assert {one.path for one in problems} <= {path} and {one.severity for one in problems} <= {"warning"}
    return [(one.line, one.code) for one in problems]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (JUDGED, JUDGED, [(9, "closing-as-before")]),
        (JUDGED, JUDGED.replace("增加", "减少"), []),
        (NAMED, NAMED, [(9, "closing-as-before")]),
        (STANDING, STANDING, []),
        (COMPUTED, COMPUTED, []),
        ("完。", "完。", []),
    ],
)
def test_closing_paragraphs(first: str, second: str, expected: list[tuple[int, str]], tmp_path: Path) -> None:
    root = begun(tmp_path)
    notice(root, "2024-05", first)
    notice(root, "2024-06", second)
    assert told(root) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("published: {县局采用: 3}\n", "published: {县局采用: 3}\n", [(5, "published-as-before")]),
        ("published: {县局采用: 3}\n", "published: {县局采用: 4}\n", []),
        (
            "published: {县局采用: 3, 机关科室采用: 2}\n",
            "published: {县局采用: 3, 机关科室采用: 2, 上报总数: 9}\n",
            [(5, "published-as-before")],
        ),
        ("published: {县局采用: 3, 机关科室采用: 2}\n", "published: {县局采用: 3, 机关科室采用: 1}\n", []),
        (DISCREPANCY, DISCREPANCY, [(6, "discrepancies-as-before")]),
        (DISCREPANCY, DISCREPANCY.replace("printed: 1", "printed: 2"), []),
    ],
)
def test_figures(first: str, second: str, expected: list[tuple[int, str]], tmp_path: Path) -> None:
    root = begun(tmp_path)
    notice(root, "2024-05", "完。", first)
    notice(root, "2024-06", "完。", second)
    assert told(root) == expected


def test_the_house_text_of_two_months_repeats_nothing(tmp_path: Path) -> None:
    root = begun(tmp_path)
    for month in ("2024-05", "2024-06"):
        assert bulletin("new", "notice", month, root=root).exit_code == 0
    assert told(root) == []
