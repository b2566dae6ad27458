"""A file of no kind is never passed over: it is told what it should be called, or that it is not published."""

from pathlib import Path

import pytest
from small_site import site

from generator.pipeline import check_archive

RIGHT_NAMES = {
    "content/adjustments/2023-06.yaml": "content/adjustments/2023-06.yml",
    "content/adjustments/2023年6月.yml": "content/adjustments/2023-06.yml",
    "content/adjustments/2023-6.yml": "content/adjustments/2023-06.yml",
    "content/adjustments/2023-06.YML": "content/adjustments/2023-06.yml",
    "content/adjustments/２０２３-06.yml": "content/adjustments/2023-06.yml",
    "content/adjustments/2023—06.yml": "content/adjustments/2023-06.yml",
    "content/adjustments/2023_06.yml": "content/adjustments/2023-06.yml",
    "content/adjustments/2023-06.yml.txt": "content/adjustments/2023-06.yml",
    "content/adjustment/2023-06.yml": "content/adjustments/2023-06.yml",
    "content/Adjustments/2023-06.yml": "content/adjustments/2023-06.yml",
    "content/调整/2023-06.yml": "content/adjustments/2023-06.yml",
    "content/commissions/2023-06.yaml": "content/commissions/2023-06.yml",
    "content/commission/2023-06.yml": "content/commissions/2023-06.yml",
    "content/balance/2023-07.csv": "content/balances/2023-07.csv",
    "content/台账/2023-07.csv": "content/ledger/2023-07.csv",
    "content/ledgers/2023-07.csv": "content/ledger/2023-07.csv",
    "content/ledger/２０２３-０７.csv": "content/ledger/2023-07.csv",
    "content/ledger/2023年07月.csv": "content/ledger/2023-07.csv",
    "content/ledger/2023年7月份.csv": "content/ledger/2023-07.csv",
    "content/notice/2023-07.md": "content/notices/2023-07.md",
    "content/notices/2023-07.markdown": "content/notices/2023-07.md",
    "content/notices/2023年7月.md": "content/notices/2023-07.md",
    "content/2023/9/01.md": "content/2023/09/01.md",
    "content/2023年/第9期/01.md": "content/2023/09/01.md",
    "content/2023/9期/index.md": "content/2023/09/index.md",
    "content/2023/06/7.MD": "content/2023/06/07.md",
    "content/2023/06/０７.md": "content/2023/06/07.md",
    "content/page/about.md": "content/pages/about.md",
    "content/commisioned/2023-06/01.md": "content/commissioned/2023-06/01.md",
}
REFUSED = (
    "content/adjustments/六月.yml",
    "content/adjustments/2023-13.yml",
    "content/adjustments/2023-06.json",
    "content/adjustments/2023-06.docx",
    "content/commissions/备忘.txt",
    "content/ledger/2023-07.xls",
    "content/2023-06.yml",
    "content/2023/06/photo.yml",
    "content/index.html",
    "content/notices/2023-06/index.html",
    "content/assets/javascripts/frame.js",
    "content/assets/stylesheets/extra.css",
    "content/2023/06/图.svg",
    "content/index.md",
)
LEAVINGS = (
    "content/2023/06/desktop.ini",
    "content/2023/06/Thumbs.db",
    "content/2023/06/01.md.orig",
    "content/2023/06/01.md.rej",
    "content/2023/06/01.md~",
    "content/2023/06/01.md.bak",
    "content/notices/2023-06.frozen.new",
    "content/addresses.new",
)
NOT_LINKED = ("content/2023/06/底稿.docx", "content/2023/06/新建文本文档.txt", "content/图片/会场.JPG")
OTHERS = ("content/2023/06/录像.mp4", "content/2023/06/旧稿.wps", "content/2023/06/01")


@pytest.mark.parametrize("path", RIGHT_NAMES)
def test_a_slip_in_a_name_is_told_with_the_right_name(tmp_path: Path, path: str) -> None:
    (problem,) = [one for one in check_archive(site(tmp_path, {path: "x"}))[1] if one.path == path]
    assert (problem.code, problem.severity) == ("misplaced-file", "error")
    assert problem.message == f"文件名或文件夹名不合规定，请改成 {RIGHT_NAMES[path]}"


@pytest.mark.parametrize("path", REFUSED)
def test_what_can_be_neither_read_nor_published_is_refused(tmp_path: Path, path: str) -> None:
    (problem,) = check_archive(site(tmp_path, {path: "x"}))[1]
    assert (problem.path, problem.code, problem.severity) == (path, "misplaced-file", "error")


@pytest.mark.parametrize(
    ("path", "code"),
    [(one, "leftover-file") for one in LEAVINGS]
    + [(one, "not-linked") for one in NOT_LINKED]
    + [(one, "not-published") for one in OTHERS],
)
def test_what_is_not_published_is_said(tmp_path: Path, path: str, code: str) -> None:
    (problem,) = check_archive(site(tmp_path, {path: "x"}))[1]
    assert (problem.path, problem.code, problem.severity) == (path, code, "warning")


def test_a_second_file_of_one_month_is_refused(tmp_path: Path) -> None:
    files = {"content/adjustments/2023-06.yml": "events: []\n", "content/adjustments/2023-06.yaml": "x"}
    (problem,) = check_archive(site(tmp_path, files))[1]
    assert problem.path == "content/adjustments/2023-06.yaml"
    assert "content/adjustments/2023-06.yml 已经有了" in problem.message


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    root = site(tmp_path, {})
    scandir = os.scandir

    def closed(folder: str) -> object:
        if str(folder).endswith("2023/06"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", closed)
    problems = check_archive(root)[1]
    assert ("content/2023/06", "unreadable-folder", "error") in [(one.path, one.code, one.severity) for one in problems]
