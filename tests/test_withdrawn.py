"""A piece or an issue that was withdrawn: nothing of it is published, and all around it stays."""

import json
from datetime import date
from pathlib import Path

import pytest
from building.small_archive import Files, article, issuable_archive, issue, write
from click.testing import CliRunner, Result

from generator.cli import main
from generator.model.articles import Withdrawal
from generator.pipeline import (
    check_archive,
    freeze_notice,
    plan_data,
    plan_site,
    restore,
    score_archive,
    withdraw,
)
from generator.search.documents import documents

PIECE, MONTH = "content/2022/01/01.md", "2022-03"
GONE = Withdrawal(date(2022, 5, 1), "涉及个人信息")
SECRET = ("甲局巡查耕地", "秘而不宣", "王某某", "副题某")


def archive() -> Files:
    more = "subtitle: 副题某\nauthors: [王某某]\ncorrections:\n  - {date: 2022-04-09, reason: 秘而不宣}\n"
    return issuable_archive() | {
        PIECE: article("2022-01", "甲局巡查耕地", "[甲局, 办公室]", "秘而不宣。\n\n[件](one.pdf)", more),
        "content/2022/01/one.pdf": b"%PDF-1.4\none\n%%EOF\n",
        "content/2022/01/03.md": article("2022-01", "甲局又巡查耕地", "丙局", "见[前一篇](01.md)。"),
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "archive", archive())
    return tmp_path / "archive"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--root", str(root)])


def everything(root: Path) -> dict[str, str]:
    """Each page (with what its head says), data file and search file of the site as text; and each attachment."""
    scores, _ = score_archive(root)
    site = plan_site(scores)
    made = {plan.path: f"{plan.make()}" for plan in [*site.pages, *site.files, *plan_data(scores)]}
    made |= {f"search/{one.path}": f"{one}" for one in documents(scores)}
    return made | dict.fromkeys(scores.archive.attachments, "")


def points(root: Path, unit: str, month: str = MONTH) -> tuple[int, float]:
    row = score_archive(root)[0].tables[month].row(unit)
    assert row
    return row.articles, float(row.month_points)


def codes(root: Path) -> set[str]:
    return {one.code for one in check_archive(root)[1]}


def test_nothing_of_a_withdrawn_piece_is_published_and_its_address_says_so(root: Path) -> None:
    before = everything(root)
    assert all(any(one in text for text in before.values()) for one in SECRET)
    assert "content/2022/01/one.pdf" in before
    withdraw(root, PIECE, GONE)
    after = everything(root)
    assert [
        (path, one) for path, text in after.items() for one in SECRET if one in text.replace("甲局又巡查", "")
    ] == []
    gone = {path for path in before.keys() - after.keys() if not path.startswith(("search/", "people/"))}
    assert gone == {"content/2022/01/one.pdf", "source/2022/01/01.txt"}
    assert "2022年第1期第1条已于2022年5月1日撤下" in after["2022/01/01.md"]
    assert "涉及个人信息" in after["2022/01/01.md"]
    assert "第1条：<a href" in after["2022/01/index.md"]
    assert "第3条单独成页" in after["2022/01/index.md"]
    assert "信息（1 篇）" in after["2022/01/index.md"]
    rows = {row["id"]: row for row in json.loads(after["data/articles.json"])}
    assert rows["2022/01/01"]["withdrawn"] == "2022-05-01"
    assert (rows["2022/01/01"]["title"], "withdrawn" in rows["2022/01/02"]) == ("已撤下", False)
    assert "not-linked" in codes(root)
    assert not any(one.severity == "error" for one in check_archive(root)[1])


@pytest.mark.parametrize(
    ("frozen", "score", "articles"),
    [
        (False, None, 0),
        (False, "keep", 1),
        (True, None, 1),
        (True, "keep", 1),
        (True, "drop", 0),
    ],
)
def test_points_stay_where_they_were_issued_and_are_lost_elsewhere(
    root: Path, frozen: bool, score: str | None, articles: int
) -> None:
    if frozen:
        freeze_notice(root, MONTH, "2022-04-30")
    before = points(root, "甲局")
    arguments = ["--score", score] if score else []
    done = run(root, "withdraw", "2022/01/01", "--reason", "涉及个人信息", "--date", "2022-05-01", *arguments)
    assert (done.exit_code, done.output.count("照记" if articles else "不再记")) == (0, 1) or score
    assert points(root, "甲局")[0] == articles
    assert (points(root, "甲局") == before) == bool(articles)
    said = run(root, "explain", "甲局", MONTH).output
    assert ("《已撤下》" in said) == bool(articles)
    assert ("第1条已撤下（2022年5月1日，涉及个人信息），不计分" in said) == (not articles)
    told = [one.message for one in check_archive(root)[1] if one.code == "frozen-difference"]
    assert bool(told) == (frozen and not articles)
    assert not any("巡查耕地" in one for one in told)


def test_a_piece_withdrawn_before_its_month_was_issued_earns_nothing_afterwards(root: Path) -> None:
    withdraw(root, PIECE, GONE)
    freeze_notice(root, MONTH, "2022-06-30")
    assert points(root, "甲局")[0] == 0
    assert "frozen-difference" not in codes(root)


def test_a_whole_issue_is_withdrawn_with_all_its_pieces(root: Path) -> None:
    withdraw(root, "content/2022/01/index.md", GONE)
    after = everything(root)
    assert [path for path, text in after.items() if any(one in text for one in ("乙局联合", *SECRET))] == []
    assert "本期已于2022年5月1日撤下" in after["2022/01/index.md"]
    assert "第2条已于2022年5月1日撤下" in after["2022/01/02.md"]


def test_permanent_addresses_outlive_a_withdrawal(root: Path) -> None:
    assert run(root, "addresses", "freeze").exit_code == 0
    for path in (PIECE, "content/2022/01/02.md", "content/2022/01/03.md", "content/commissioned/2022-03/01.md"):
        withdraw(root, path, GONE)
    assert not any(one.severity == "error" for one in check_archive(root)[1])


@pytest.mark.parametrize(
    "text",
    [
        b"---\ntype: \xe7\xae\x80\xe8\xae\xaf\n# x\nunit: a\n---\n\nbody\n---\n",
        b"\xef\xbb\xbf---\r\nunit: a\r\ntype: b\r\n---\r\ntext",
        b"---\nunit: a\nadoptions:\n  - {a: b}\n---\n",
    ],
)
def test_the_file_is_else_left_as_it_is(root: Path, text: bytes) -> None:
    file = root / PIECE
    file.write_bytes(text)
    withdraw(root, PIECE, Withdrawal(date(2022, 5, 1), '原因: “甲” # "乙"'))
    changed = file.read_bytes()
    assert changed.count(b"withdrawn:") == 1
    assert len(changed.split(b"\n")) == len(text.split(b"\n")) + 3
    restore(root, PIECE)
    assert file.read_bytes() == text


def test_an_entry_written_by_hand_is_taken_back_and_nothing_else(root: Path) -> None:
    file = root / PIECE
    head = b"---\ntitle: a\nwithdrawn: {date: 2024-06-01,\n  reason: x}\n\n# about the unit\nunit: b\n---\n"
    file.write_bytes(head)
    restore(root, PIECE)
    assert file.read_bytes() == b"---\ntitle: a\n\n# about the unit\nunit: b\n---\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((PIECE,), 2, "请写 --reason"),
        ((PIECE, "--reason", "x", "--undo"), 2, "--undo 不与"),
        ((PIECE, "--undo"), 1, "不需要恢复"),
        (("content/ledger/2022-03.csv", "--reason", "x"), 2, "只能撤下稿件"),
        (("../../etc/passwd", "--reason", "x"), 2, "只能撤下稿件"),
        (("2022/01/77", "--reason", "x"), 1, "content/2022/01/77.md"),
        ((PIECE, "--reason", "x", "--date", "5月1日"), 2, "日期要写成"),
    ],
)
def test_what_cannot_be_withdrawn_is_told(root: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    done = run(root, "withdraw", *arguments)
    assert (done.exit_code, message in done.output) == (code, True), done.output


def test_a_second_withdrawal_is_refused_and_a_faulty_archive_is_no_hindrance(root: Path) -> None:
    write(root, archive() | {"content/2023/01/01.md": b"no front matter", "content/2022/09/index.md": issue("x", "y")})
    assert run(root, "withdraw", PIECE, "--reason", "急").exit_code == 0
    again = run(root, "withdraw", PIECE, "--reason", "急")
    assert (again.exit_code, "已经写着 withdrawn" in again.output) == (1, True)


def test_an_asked_for_piece_that_was_withdrawn_is_neither_open_nor_shown(root: Path) -> None:
    withdraw(root, "content/commissioned/2024-01/01.md", GONE)
    after = everything(root)
    assert "土地情况" not in "".join(after.values())
    assert "已撤下" in after["commissioned/index.md"]
    assert "2024年1月约稿已于2022年5月1日撤下" in after["commissioned/2024-01/01.md"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2024-06-01", "withdrawn（撤下）要写日期和原因"),
        ("true", "withdrawn（撤下）要写日期和原因"),
        ("{date: 2024-06-01}", "缺少 reason"),
        ("{date: 2024-06-01, reason: 错, score: 保留}", "只能是：keep、drop"),
    ],
)
def test_a_withdrawal_written_wrongly_is_told_with_what_to_write(root: Path, written: str, message: str) -> None:
    write(root, archive() | {PIECE: article("2022-01", "甲", "甲局", more=f"withdrawn: {written}\n")})
    assert any(message in one.message for one in check_archive(root)[1] if one.path == PIECE)
