"""The commands ``bulletin import …`` as a user calls them."""

import shutil
from pathlib import Path

import pytest
from archives import GOLDEN
from click.testing import CliRunner, Result
from importing.made_up_notices import NOTICE, empty_archive

from generator.cli import main
from generator.importing.undo import write_recorded

ISSUE = GOLDEN / "2024-04.issue.txt"


def bulletin(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["import", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def import_notice(root: Path, *options: str | Path) -> Result:
    return bulletin("notice", NOTICE, "--month", "2023-06", "--root", root, *options)


def files_below(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_dry_run_writes_nothing_and_says_what_would_come(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    before = files_below(root)
    result = import_notice(root)

    assert result.exit_code == 0
    assert files_below(root) == before
    lines = result.output.splitlines()
    assert lines[0] == "读到：单位 43，篇目 168，新建信息 13，新建简讯 62，新建约稿 8，库中已有 0"
    assert lines[1].startswith("各单位篇目：阳谷局 9、临清局 11、")
    assert lines[2] == "文件：新增 88，已有且相同 0，已有但内容不同 0"
    assert "  第 477 行：财审科的汇总行写“报市信息1篇”，表格“报省市”为空（第 72 行），以表格为准" in lines
    assert lines[-1] == "这是预览，没有写入任何文件。看过没有问题，请加 --write 再运行一次。"


def test_writing_twice_and_the_check_after_it(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    first = import_notice(root, "--write")
    written = files_below(root)
    second = import_notice(root, "--write")

    assert first.output.endswith("已写入 88 个文件。\n检查通过：1 期，83 篇稿件，1 个月。\n")
    assert second.output.endswith("没有要写入的新内容。\n")
    assert files_below(root) == written


def test_an_edited_file_is_kept_and_named(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    import_notice(root, "--write")
    ledger = root / "content/ledger/2023-06.csv"
    edited = ledger.read_text("utf-8").replace("阳谷局,17", "阳谷局,18")
    ledger.write_text(edited, encoding="utf-8")

    kept = import_notice(root, "--write")
    assert "  ! content/ledger/2023-06.csv\n      -阳谷局,18,4,0\n      +阳谷局,17,4,0\n" in kept.output
    assert "没有覆盖（要覆盖请加 --force）：content/ledger/2023-06.csv" in kept.output
    assert ledger.read_text("utf-8") == edited
    forced = import_notice(root, "--write", "--force")
    assert "已写入 1 个文件。" in forced.output
    assert "阳谷局,17,4,0" in ledger.read_text("utf-8")


def test_doubts_are_saved_on_request(tmp_path: Path) -> None:
    report = tmp_path / "核对.txt"
    import_notice(empty_archive(tmp_path), "--report", report)
    lines = report.read_text("utf-8").splitlines()

    assert len(lines) == 7
    assert lines[-1].startswith("2023-06.notice.txt 第 477 行：财审科")


def test_problems_of_the_check_are_shown_after_writing(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    (root / "content/2023/09").mkdir(parents=True)
    (root / "content/2023/09/01.md").write_text("没有头", encoding="utf-8")
    result = import_notice(root, "--write")

    assert result.exit_code == 1
    assert "检查全部内容（bulletin check）：\ncontent/2023/09/01.md:1: 错误" in result.output


def test_an_issue(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    result = bulletin("issue", ISSUE, "--issue", "2024-07", "--month", "2024-04", "--root", root, "--write")

    assert result.exit_code == 0
    assert "信息 8，简讯 25" in result.output
    assert "检查通过：1 期，33 篇稿件，1 个月。" in result.output


@pytest.fixture
def old_files(tmp_path: Path) -> Path:
    folder = tmp_path / "旧资料"
    (folder / "2023年").mkdir(parents=True)
    shutil.copy(NOTICE, folder / "2023年" / "通报-2023-06.txt")
    shutil.copy(ISSUE, folder / "期刊-2024-07-2024-04 第7期.txt")
    (folder / "通报-2023-05.docx").write_bytes(b"PK\x03\x04 no zip")
    (folder / "会议记录.docx").write_bytes(b"")
    return folder


def test_a_folder_goes_on_after_a_bad_file(old_files: Path, tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    before = files_below(root)
    dry = bulletin("folder", old_files, "--root", root)
    assert files_below(root) == before
    wet = bulletin("folder", old_files, "--root", root, "--write")

    assert (dry.exit_code, wet.exit_code) == (1, 1)
    table = [line.split() for line in wet.output.splitlines()[:4]]
    assert table[0] == ["文件", "结果", "新增", "相同", "未覆盖", "需核对"]
    assert table[1][:5] == ["期刊-2024-07-2024-04", "第7期.txt", "完成", "34", "0"]
    assert table[2] == ["通报-2023-05.docx", "失败", "0", "0", "0", "—"]
    assert table[3] == ["2023年/通报-2023-06.txt", "完成", "88", "0", "0", "7"]
    assert "通报-2023-05.docx\n  没有导入：" in wet.output
    assert "文件名认不出，没有导入：会议记录.docx" in wet.output
    assert "检查通过：2 期，116 篇稿件，2 个月。" in wet.output
    assert dry.output.splitlines()[:4] == wet.output.splitlines()[:4]
    assert "这是预览，没有写入任何文件" in dry.output


def test_a_folder_again_changes_nothing(old_files: Path, tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    (old_files / "通报-2023-05.docx").unlink()
    assert bulletin("folder", old_files, "--root", root, "--write").exit_code == 0
    written = files_below(root)
    again = bulletin("folder", old_files, "--root", root, "--write")

    assert again.exit_code == 0
    assert files_below(root) == written


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["notice", "没有.docx", "--month", "2023-06"], 1, "没有.docx：没有这个文件"),
        (["notice", str(ISSUE), "--month", "2023-06"], 1, "没有找到各单位的统计表和篇目清单，不像一份通报"),
        (["notice", str(NOTICE), "--month", "2023-6"], 2, "月份要写成 2023-06 的样子"),
        (["notice", str(NOTICE)], 2, "缺少"),
        (["issue", str(ISSUE), "--issue", "2024-7", "--month", "2024-04"], 2, "期号要写成 2024-07 的样子"),
        (["notcie", "x"], 2, "没有命令 notcie"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: list[str], code: int, message: str, tmp_path: Path) -> None:
    options = ["--root", empty_archive(tmp_path)] if arguments[0] != "notcie" else []
    result = bulletin(*arguments, *options)
    assert (result.exit_code, message in result.output) == (code, True)


@pytest.mark.parametrize("command", [[], ["issue"], ["notice"], ["folder"]])
def test_help_pages_are_chinese(command: list[str]) -> None:
    result = bulletin(*command, "--help")
    assert result.exit_code == 0
    assert "用法：" in result.output
    assert "预览" in result.output or "靠文件名认" in result.output


CREDITLESS = (
    "会议召开情况\n\n近日，市局召开会议，部署耕地保护工作。\n\n（某某处/张三）\n\n"
    "工作取得成效\n\n近日，市局开会。\n\n（综合科）\n"
)
UNCLEAR = "县区之窗\n\n工作取得新的成效\n\n近日，市局召开会议，部署耕地保护工作。\n\n（综合科）\n"


def import_issue(root: Path, text: str, *options: str) -> Result:
    source = root.parent / "第7期.txt"
    source.write_text(text, encoding="utf-8")
    return bulletin("issue", source, "--issue", "2024-07", "--month", "2024-04", "--root", root, *options)


def test_a_doubtful_type_is_not_written_unless_it_is_said_or_kept(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    before = files_below(root)
    preview, refused = import_issue(root, UNCLEAR), import_issue(root, UNCLEAR, "--write")
    assert (preview.exit_code, refused.exit_code) == (0, 1)
    assert "？ 信息 工作取得新的成效（综合科）" in preview.output
    assert "--heading 县区之窗=简讯" in preview.output
    assert files_below(root).keys() - before.keys() <= {".cache/bulletin/content.lock", ".cache/bulletin/.gitignore"}

    kept = import_issue(root, UNCLEAR, "--write", "--keep-doubtful")
    assert kept.exit_code == 0
    assert "unconfirmed: [type]" in (root / "content/2024/07/01.md").read_text("utf-8")
    assert "类型是导入时推定的" in kept.output
    assert bulletin("undo", "--root", root).exit_code == 0
    assert not (root / "content/2024").exists()

    said = import_issue(root, UNCLEAR, "--write", "--heading", "县区之窗=简讯")
    assert said.exit_code == 0
    assert "type: 简讯" in (root / "content/2024/07/01.md").read_text("utf-8")
    again = import_issue(root, UNCLEAR)  # it is known now
    assert "✓" not in again.output
    assert "没有需要核对的地方" in again.output or "存疑" not in again.output


def test_what_check_refuses_is_left_out_and_the_rest_kept(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    kept = import_issue(root, CREDITLESS, "--write", "--keep-doubtful")
    assert kept.exit_code == 0
    assert "没有写入，要先改正署名" in kept.output
    assert sorted(path.name for path in (root / "content/2024/07").iterdir()) == ["02.md", "index.md"]
    said = import_issue(root, CREDITLESS, "--write", "--credit", "某某处=综合科")
    assert said.exit_code == 0
    assert "unit: 综合科" in (root / "content/2024/07/01.md").read_text("utf-8")


def test_undo_brings_back_what_was_and_keeps_what_was_edited(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    assert import_issue(root, CREDITLESS, "--write", "--credit", "某某处=综合科").exit_code == 0
    piece = root / "content/2024/07/02.md"
    edited = piece.read_text("utf-8").replace("近日", "日前")
    piece.write_text(edited, encoding="utf-8")
    refused = bulletin("undo", "--root", root)
    assert (refused.exit_code, "content/2024/07/02.md" in refused.output) == (1, True)

    assert import_issue(root, CREDITLESS, "--write", "--force").exit_code == 0
    assert "近日" in piece.read_text("utf-8")
    assert bulletin("undo", "--root", root).exit_code == 0
    assert piece.read_text("utf-8") == edited
    assert "没有可以撤销的导入" in bulletin("undo", "--root", root).output


def test_an_import_killed_on_the_way_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = empty_archive(tmp_path)
    files = {f"content/2024/07/0{place}.md": b"x" for place in range(1, 4)}

    class Killed(BaseException):
        pass

    def half(wanted: dict[Path, bytes]) -> None:
        for path, data in list(wanted.items())[:2]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        raise Killed

    monkeypatch.setattr("generator.importing.undo.write_files", half)
    with pytest.raises(Killed):
        write_recorded(root, files, ["a.docx"])
    monkeypatch.undo()
    assert bulletin("undo", "--root", root).exit_code == 0
    assert not (root / "content/2024").exists()
