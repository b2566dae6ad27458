from pathlib import Path

from pages.made_up_pages import pages_of, words


def test_what_is_done_open_and_overdue(tmp_path: Path) -> None:
    asked = (
        "commissions:\n"
        "  - {title: 在前, commissioner: 市政府, due: 2024-02-01, units: 甲局}\n"
        "  - {title: 在后, commissioner: 省厅, due: 2030-01-01, units: [甲局, 丁科]}\n"
    )
    page = pages_of(tmp_path, {"content/commissions/2024-02.yml": asked.encode()})["commissioned/index.md"]
    said = words(page)
    assert "在前 2024年2月交办 未到期 2024年2月1日 市政府 甲局" in said  # due on the newest day
    assert "未成 2024年1月交办 逾期 2024年1月25日 省厅 丁科" in said
    assert "在后 2024年2月交办 未到期 2030年1月1日 省厅 甲局 、 丁科" in said
    assert "一月约稿 2024年1月交办 已完成 甲局、乙局未署名 2024年1月20日 市政府 甲局 、 乙局" in said


def test_the_date_to_judge_by_is_that_of_the_newest_content(tmp_path: Path) -> None:
    said = words(pages_of(tmp_path)["commissioned/index.md"])
    assert "以库中内容的最新日期（2024年" in said


def test_an_archive_without_requests_says_so(tmp_path: Path) -> None:
    none = {"content/commissions/2024-01.yml": b"commissions: []\n"}
    assert "库中没有登记约稿任务" in words(pages_of(tmp_path, none)["commissioned/index.md"])


def test_a_unit_sees_what_it_still_owes(tmp_path: Path) -> None:
    made = pages_of(tmp_path)
    assert "未成 2024年1月交办 逾期 2024年1月25日 省厅 丁科" in words(made["units/ding.md"])
    assert "未成" not in words(made["units/jia.md"])
