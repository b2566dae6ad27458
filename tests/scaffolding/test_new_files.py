"""The commands ``bulletin new …``: the next number, the right folder, and nothing that passes for finished."""

from pathlib import Path

import pytest
from scaffolding.made_up_office import begun, bulletin, codes, write

from generator.pipeline import check_archive


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path)


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def issue(root: Path, *options: str) -> None:
    run = bulletin("new", "issue", "--month", "2024-05", *options, root=root)
    assert run.exit_code == 0, run.output


def test_blank_pieces_are_errors_of_their_own_and_nothing_else_is_said(root: Path) -> None:
    issue(root, "--articles", "2", "--briefs", "1", "--editors", "甲，乙")
    assert text(root, "content/2024/01/index.md") == "---\nissue: 2024-01\nmonth: 2024-05\neditors: [甲, 乙]\n---\n"
    assert text(root, "content/2024/01/02.md") == (
        "---\ntitle: （在这里写标题）\nunit: （在这里写单位）\nissue: 2024-01\ntype: 信息\n---\n\n（在这里写正文）\n"
    )
    assert text(root, "content/2024/01/03.md") == (
        "---\nunit: （在这里写单位）\nissue: 2024-01\ntype: 简讯\n---\n\n（在这里写正文）\n"
    )
    assert codes(root) == ["to-fill-in"] * 8
    assert {problem.severity for problem in check_archive(root)[1]} == {"error"}


@pytest.mark.parametrize("left", ["（在这里写正文）", "近日。\n\n(在这里写正文)", "近日，（在这里写时间）开会。"])
def test_no_form_of_a_blank_is_published(left: str, root: Path) -> None:
    issue(root)
    write(root, "content/2024/01/01.md", f"---\nunit: 甲局\nissue: 2024-01\ntype: 简讯\n---\n\n{left}\n")
    assert codes(root) == ["to-fill-in"]


def test_the_next_issue_and_the_next_piece(root: Path) -> None:
    issue(root)
    issue(root)
    run = bulletin("new", "article", "--type", "简讯", "--unit", "甲局,丙处", root=root)
    assert "已写 content/2024/02/01.md" in run.output
    assert "unit: [甲局, 丙处]\n" in text(root, "content/2024/02/01.md")
    run = bulletin("new", "article", "--type", "信息", "--unit", "甲局", "--title", "一篇", root=root)
    assert "从 01.md 起是简讯" in run.output
    assert bulletin("new", "issue", "--month", "2025-01", root=root).output.startswith("已写 content/2025/01/index.md")


def test_a_new_archive_knows_its_first_month_and_later_ones_are_asked_for(root: Path) -> None:
    assert bulletin("new", "issue", root=root).exit_code == 0
    run = bulletin("new", "issue", root=root)
    assert run.exit_code == 2 and "缺少选项 --month" in run.output


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("issue", "--month", "2024-5"), "月份要写成"),
        (("issue", "--month", "2024-05", "--issue", "2024-1"), "期号要写成"),
        (("issue", "--month", "2024-05", "--issue", "2023-01"), "2023年第1期不能在2024年5月计分"),
        (("issue", "--month", "2024-05", "--issue", "2024-01"), "已经有 content/2024/01/index.md"),
        (("issue", "--month", "2024-05", "--pieces", "100"), "--pieces 要写 0 到 99 的整数"),
        (("issue", "--month", "2024-05", "--date", "5月"), "日期要写成"),
        (("issue", "--month", "2024-05", "--articles", "60", "--briefs", "60"), "一期最多 99 篇"),
        (("issue", "--month", "2024-05", "--texts", "没有"), "没有文件夹"),
        (("article", "--unit", "甲局"), "缺少选项 --type"),
        (("article", "--type", "信息"), "缺少选项 --unit"),
        (("article", "--type", "信息", "--unit", "甲具局"), "没有单位“甲具局”（是不是“甲局”"),
        (("article", "--type", "信息", "--unit", "甲局", "--issue", "2024-09"), "还没有2024年第9期"),
        (("article", "--text", "没有.txt"), "没有这个文件"),
        (("commission", "--title", "稿", "--commissioner", "省厅", "--unit", "甲局"), "缺少选项 --due"),
        (("commission", "--title", "稿", "--due", "2024-05-20", "--unit", "甲局"), "缺少选项 --commissioner"),
        (("commissioned", "--month", "2024-05", "--title", "稿", "--commissioner", "省厅"), "缺少选项 --unit"),
        (("ledger", "2024-13"), "月份要写成"),
        (("notice", "五月"), "月份要写成"),
    ],
)
def test_wrong_usage_writes_nothing(command: tuple[str, ...], said: str, root: Path) -> None:
    issue(root)
    before = sorted(root.rglob("*.*"))
    run = bulletin("new", *command, root=root)
    assert run.exit_code == 2 and said in run.output, run.output
    assert sorted(root.rglob("*.*")) == before


def test_a_ledger_whose_counts_are_not_written_is_told_and_not_counted_as_nothing(root: Path) -> None:
    issue(root)
    assert bulletin("new", "ledger", "2024-05", root=root).exit_code == 0
    path = root / "content/ledger/2024-05.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = "单位,上报篇数,报市,报省厅 甲县局,待填,待填,待填 乙县局,待填,待填,待填 丙科,待填,待填,待填"
    assert path.read_text(encoding="utf-8-sig").split() == rows.split()
    path.write_bytes(path.read_bytes().replace("待填".encode(), b"1", 5))
    (problem,) = [one for one in check_archive(root)[1] if one.code == "to-fill-in"]
    assert (problem.line, problem.severity) == (3, "error") and "2 个单位没有填（乙县局、丙科）" in problem.message
    again = bulletin("new", "ledger", "2024-05", root=root)
    assert again.exit_code == 2 and "没有覆盖" in again.output


def test_a_notice_starts_from_the_house_text_whatever_last_month_said(root: Path) -> None:
    issue(root)
    last = "---\ntitle: 四月\nmonth: 2024-04\nphone: '1'\n---\n\n四月甲县局得了第一。\n"
    write(root, "content/notices/2024-04.md", last)
    assert bulletin("new", "notice", "2024-05", "--date", "2024-06-03", root=root).exit_code == 0
    made = text(root, "content/notices/2024-05.md")
    assert "title: 关于5月份政务信息采用情况的通报\nmonth: 2024-05\ndate: 2024-06-03\nsignatory: 东山水务局\n" in made
    assert "addressees: 各县局，各机关科室\n" in made
    assert "{{县局上报}}" in made and "{{机关科室前三}}" in made and "phone" not in made and "第一" not in made
    assert [one for one in check_archive(root)[1] if "2024-05.md" in one.path] == []


def test_a_request_is_entered_beside_others_and_answered_by_its_piece(root: Path) -> None:
    issue(root)
    asked = ("new", "commission", "--commissioner", "市政府", "--month", "2024-05", "--due", "2024-05-20")
    assert bulletin(*asked, "--title", "投资: 情况 #1", "--unit", "甲局", root=root).exit_code == 0
    path = "content/commissions/2024-05.yml"
    write(root, path, "# 市里交办的\n" + text(root, path))
    assert bulletin(*asked, "--title", "土地情况", "--unit", "甲局,丙处", root=root).exit_code == 0
    assert bulletin(*asked, "--title", "土地情况", "--unit", "甲局", root=root).exit_code == 2  # it is there
    written = ("new", "commissioned", "--month", "2024-05", "--commissioner", "市政府", "--unit", "甲局")
    run = bulletin(*written, "--title", "投资: 情况 #1", root=root)
    assert f"已在 {path} 里记下" in run.output
    assert text(root, path) == (
        "# 市里交办的\ncommissions:\n"
        '  - title: "投资: 情况 #1"\n    commissioner: 市政府\n    due: 2024-05-20\n    units: [甲局]\n'
        "    piece: content/commissioned/2024-05/01.md\n"
        "  - title: 土地情况\n    commissioner: 市政府\n    due: 2024-05-20\n    units: [甲局, 丙处]\n"
    )
    assert set(codes(root)) <= {"empty-issue"}


@pytest.mark.parametrize(
    ("name", "sent", "head", "body"),
    [
        (
            "稿.txt",
            "我局开展调研\n——甲县做法\n近日，我局开展\n调研。\n继续推进。\n（甲县局/张三 李四）",
            "title: 我局开展调研\nsubtitle: 甲县做法\nunit: 甲县局\nauthors: [张三, 李四]\n",
            "近日，我局开展调研。\n\n继续推进。\n",
        ),
        ("简讯-丙科.txt", "▲近日，3*4*5 的会议召开。", "unit: 丙科\n", "近日，3\\*4\\*5 的会议召开。\n"),
        (
            "稿.md",
            "# 我局开展调研\n\n近日，**调研**。（丙处）",
            "title: 我局开展调研\nunit: 丙处\n",
            "近日，**调研**。\n",
        ),
    ],
)
def test_a_text_as_it_is_sent_in(name: str, sent: str, head: str, body: str, root: Path, tmp_path: Path) -> None:
    issue(root)
    (tmp_path / name).write_text(sent, encoding="utf-8")
    run = bulletin("new", "article", "--text", tmp_path / name, root=root)
    assert run.exit_code == 0, run.output
    made = text(root, "content/2024/01/01.md")
    assert made.startswith(f"---\n{head}issue: 2024-01\n") and made.endswith(f"---\n\n{body}")
    assert codes(root) == []
