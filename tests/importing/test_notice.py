"""The notice of June 2023, as text and as Word, into an empty archive and into the real one."""

import csv
import io
import json
from pathlib import Path

import pytest
from archives import REPO, copy_of_real_archive, published_columns, published_rows
from importing.made_up_notices import MONTH, NOTICE, changed_notice, empty_archive, imported, messages, word_notice

from generator.exports import scores_json
from generator.importing.plan import plan_of, write
from generator.pipeline import check_archive, score_archive

EXPLAINED: dict[str, str] = {}
"""Files of ``content/`` that are not what the importer gives, and why."""

DOUBTS = [
    "7: 正文说事业单位采用 29 条，按表格和清单合计是 33；印的数字记在 published，网页并列两个数字",
    "7: 正文说县区局采用 39 条，按表格和清单合计是 51；印的数字记在 published，网页并列两个数字",
    "7: 正文说科室采用 29 条，按表格和清单合计是 34；印的数字记在 published，网页并列两个数字",
    "102: 4 个题目相近，分开收录。是同一篇的请合成一个文件，在 unit 里写上全部单位："
    "“加强城乡环境基础设施建设进展情况、面临的问题及建议”（省厅约稿，阳谷局、临清局、开发区分局、高新区分局、度假区分局、"
    "冠县林业局）；“加强城乡环境基础设施建设进展情况、面临问题及建议”（省厅约稿，茌平局、东昌府区分局、莘县局）；"
    "“加强城乡环境基础设施建设进展情况、面临的问题及建议”（市政府约稿，生态修复科、用途管制科）；"
    "“加强城乡环境基础设施建设进展情况、面临问题及建议”（市政府约稿，建设工程管理科）",
    "141: 3 个题目相近，分开收录。是同一篇的请合成一个文件，在 unit 里写上全部单位："
    "“端午节到来之际，市局开展“我们的节日·端午节”系列主题活动”（第9期 简讯，开发区分局）；"
    "“市局开展了“我们的节日·端午节”系列主题活动”（第9期 简讯，东昌府区分局、市不动产登记中心）；"
    "“市局开展“我们的节日·端午节”系列主题活动”（第9期 简讯，机关党委、市国土空间开发保护中心、市自然资源综合执法支队、"
    "市地质矿产调查监测中心、市城乡规划设计研究院、市规划展览馆）",
    "461: 2 个题目相近，分开收录。是同一篇的请合成一个文件，在 unit 里写上全部单位："
    "“市自然资源和规划局参赛选手曲艺同志在2023年山东省自然资源科普讲解大赛决赛中荣获三等奖”"
    "（第9期 简讯，科技和信息化科）；"
    "“曲艺同志在2023年山东省自然资源科普讲解大赛决赛中荣获三等奖”（第9期 简讯，市规划展览馆）",
    "477: 财审科的汇总行写“报市信息1篇”，表格“报省市”为空（第 72 行），以表格为准",
]


def own_content() -> dict[str, bytes]:
    """What the repository has of June 2023."""
    folders = ("2023/09", "commissioned/2023-06", "ledger", "balances", "notices")
    paths = [path for folder in folders for path in (REPO / "content" / folder).iterdir()]
    return {path.relative_to(REPO).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(params=["text", "word"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return NOTICE if request.param == "text" else word_notice(tmp_path / "通报.docx")


def test_an_empty_archive_gets_the_published_table_without_an_edit(source: Path, tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    write(root, plan_of(root, *imported(source, root)))

    assert check_archive(root)[1] == []
    data = json.loads(scores_json(score_archive(root)[0].tables[MONTH]))
    rows = published_columns(data)
    assert len(rows) == 43
    assert rows == published_rows()


def test_the_files_are_those_of_the_repository(source: Path, tmp_path: Path) -> None:
    files, counts, _ = imported(source, empty_archive(tmp_path))
    expected = own_content()

    assert sorted(files) == sorted(expected)
    assert {path for path in files if files[path] != expected[path]} == set(EXPLAINED)
    assert counts == {"单位": 43, "篇目": 168, "新建信息": 13, "新建简讯": 62, "新建约稿": 8, "库中已有": 0}


def test_doubts_of_the_text_with_their_lines(tmp_path: Path) -> None:
    assert messages(imported(NOTICE, empty_archive(tmp_path))[2]) == DOUBTS


def test_doubts_of_the_word_file_are_the_same(tmp_path: Path) -> None:
    _, _, doubts = imported(word_notice(tmp_path / "通报.docx"), empty_archive(tmp_path))

    without_lines = sorted({doubt.message.split("（第")[0] for doubt in doubts})
    assert without_lines == sorted({text.split(": ", 1)[1].split("（第")[0] for text in DOUBTS})


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    assert imported(NOTICE, root) == imported(NOTICE, root)


def test_importing_again_changes_nothing(source: Path, tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    write(root, plan_of(root, *imported(source, root)))
    again = plan_of(root, *imported(source, root))

    assert {file.state for file in again.files} == {"same"}
    assert again.counts["库中已有"] == 83
    assert [again.counts[name] for name in ("新建信息", "新建简讯", "新建约稿")] == [0, 0, 0]


def test_the_real_archive_has_it_all(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    plan = plan_of(root, *imported(NOTICE, root))

    assert {file.state for file in plan.files} == {"same"}
    assert messages(list(plan.doubts)) == DOUBTS


def piece_with(root: Path, text: str) -> Path:
    return next(path for path in sorted((root / "content").rglob("*.md")) if text in path.read_text("utf-8"))


def test_a_credit_the_archive_lacks_is_told_and_not_added(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    piece = piece_with(root, "title: 莘县创新执法新模式")
    piece.write_text(piece.read_text("utf-8").replace("[莘县局, 市自然资源综合执法支队]", "莘县局"), encoding="utf-8")
    files, _, doubts = imported(NOTICE, root)

    assert piece.relative_to(root).as_posix() not in files
    said = [text for text in messages(doubts) if text not in DOUBTS]
    assert "81: 市自然资源综合执法支队“市局简报采用篇数”表格印的是 3，按收录的篇目算是 2；存档用印的数字" in said
    assert any("没有署市自然资源综合执法支队，通报清单里有。核对后请在 unit 里补上" in text for text in said)


def test_an_edited_title_is_proposed_and_not_written_twice(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    piece = piece_with(root, "title: 阳谷县持续推动土地节约集约高效利用")
    piece.write_text(piece.read_text("utf-8").replace("高效利用", "高效地利用"), encoding="utf-8")
    files, _, doubts = imported(NOTICE, root)

    assert not [path for path in files if path.startswith("content/2023/09/")]
    path = piece.relative_to(root).as_posix()
    assert any(path in text and "很可能是同一篇，没有新建" in text for text in messages(doubts))


def test_a_brief_without_title_is_found_by_its_text(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    piece = piece_with(root, "title: 度假区四宗土地集中摘牌成交")
    text = piece.read_text("utf-8").replace("title: 度假区四宗土地集中摘牌成交\n", "").replace("missing: [text]\n", "")
    piece.write_text(f"{text}\n6月20日，度假区四宗土地集中摘牌成交，总面积120亩。\n", encoding="utf-8")
    files, _, doubts = imported(NOTICE, root)

    assert not [path for path in files if path.startswith("content/2023/09/")]
    assert any("度假区四宗土地集中摘牌成交" in text and "没有新建" in text for text in messages(doubts))


def test_new_pieces_are_numbered_after_those_that_stand_there(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    piece_with(root, "title: 阳谷县持续推动土地节约集约高效利用").unlink()
    files, _, _ = imported(NOTICE, root)

    assert [path for path in files if path.startswith("content/2023/09/")] == ["content/2023/09/76.md"]


def test_january_has_no_balance(tmp_path: Path) -> None:
    files, _, _ = imported(NOTICE, empty_archive(tmp_path), "2023-01")
    assert not [path for path in files if "balances" in path]


def test_no_balance_where_the_archive_counts_earlier_months(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    write(root, plan_of(root, *imported(NOTICE, root, "2023-05")))
    changed = changed_notice(tmp_path, *[])
    changed.write_text(
        NOTICE.read_text("utf-8").replace("第9期", "第10期").replace("第 9 期", "第10期"), encoding="utf-8"
    )
    files, _, doubts = imported(changed, root)

    assert "content/ledger/2023-06.csv" in files
    assert not [path for path in files if "balances" in path]
    assert any("阳谷局“累计分数”表格印的是 148.5，按收录的篇目算是 177.5" in text for text in messages(doubts))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "临清局\t34\t",
            "临清局\t35\t",
            "108: 临清局的汇总行写“报送稿件34篇”，表格“上报篇数”为 35（第 26 行），以表格为准",
        ),
        (
            "\t4\t5\t29\t148.5\t1",
            "\t4\t5\t28\t148.5\t1",
            "25: 阳谷局的本月分数 28，不等于采用、约稿、基础分之和 4 + 20 + 5 = 29",
        ),
        ("135.5\t2", "135.5\t3", "26: 临清局印的是第 3 名，按累计分数 135.5 在县（市、区）局中应是第 2 名"),
        ("\t31\t2\n", "\t31\t3\n", "71: 人事科印的是第 3 名，按累计分数 31 在机关各科室（B类）中应是第 2 名"),
        ("临清局\t34", "临青局\t34", "26: 表格这一行没有收录：units.yml 里没有单位“临青局”（是不是“临清局”"),
        ("临清局\t34", "临清局\t三十四", "26: 临清局“上报篇数”的“三十四”不是数字，按空白处理，请对照原件"),
        ("临清局（6月份", "临青局（6月份", "108: 篇目清单：units.yml 里没有单位“临青局”（是不是“临清局”"),
        ("临清局（6月份", "临青局（6月份", "26: 临清局在表格里有一行，后面却没有它的篇目清单"),
        ("简讯5则，合计4.5分", "简讯6则，合计4.5分", "108: 临清局的汇总行写简讯 6 篇，下面列出的是 5 篇"),
        ("信息196条", "信息197条", "7: 正文说县区局上报 197 条，按表格和清单合计是 196"),
        ("收到信息396条", "收到信息395条", "7: 正文说上报总数 395 条，按表格和清单合计是 396"),
        ("为阳谷局、临清局", "为阳谷局、莘县局", "7: 正文说县（市、区）局前三是“阳谷局、莘县局、开发区分局”"),
        ("(第9期 简讯)\n- 5、", "(第9期 快讯)\n- 5、", "标注“（第9期快讯）”不认识，没有收录"),
        ("(第9期)\n- 2、", "\n- 2、", "没有能认出的标注"),
        ("2023年7月31日", "2023年7月32日", "没有“2023年7月32日”这一天"),
        ("# 关于6月份", "# 关于5月份", "标题写的是5月，导入的月份是2023年6月"),
        ("总体来看", "{{总体}}来看", "正文里有花括号"),
    ],
)
def test_what_the_notice_gets_wrong_is_told(old: str, new: str, expected: str, tmp_path: Path) -> None:
    _, _, doubts = imported(changed_notice(tmp_path, (old, new)), empty_archive(tmp_path))
    assert [text for text in messages(doubts) if expected in text]


def test_printed_figures_are_frozen_and_contradictions_stored(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    source = changed_notice(tmp_path, ("\t4\t5\t29\t148.5\t1", "\t4\t5\t30\t149.5\t1"))
    files, _, doubts = imported(source, root)

    frozen = json.loads(files["content/notices/2023-06.frozen.json"])
    assert (frozen["rows"]["阳谷局"]["month_points"], frozen["rows"]["阳谷局"]["total_points"]) == ("30", "299/2")
    assert "25: 阳谷局“本月分数”表格印的是 30，按收录的篇目算是 29；存档用印的数字" in messages(doubts)
    notice = files["content/notices/2023-06.md"].decode()
    assert "column: total_points, printed: 148.5" in notice.replace('"', "")
    write(root, plan_of(root, files, {}, []))
    assert {problem.severity for problem in check_archive(root)[1]} == {"warning"}


def test_city_and_province_are_told_apart_by_the_summary_line(tmp_path: Path) -> None:
    files, _, _ = imported(NOTICE, empty_archive(tmp_path))
    rows = csv.DictReader(io.StringIO(files["content/ledger/2023-06.csv"].decode("utf-8-sig")))
    ledger = {row["单位"]: (row["报市"], row["报省厅"]) for row in rows}

    assert (ledger["机关党委"], ledger["行政许可科"], ledger["财审科"]) == (("0", "1"), ("0", "1"), ("0", "0"))
