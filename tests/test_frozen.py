"""A notice as issued: frozen, compared, corrected by a recorded act, and safe from editing by hand."""

import json
import subprocess
from pathlib import Path

import processes
import pytest
from archives import copy_of_real_archive, published_rows

from generator.pipeline import plan_site, score_archive
from generator.scoring import issued_table

MONTH = "2023-06"
FROZEN = "content/notices/2023-06.frozen.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_real_archive(tmp_path)


def bulletin(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return processes.bulletin(*arguments, "--root", root, cwd=root)


def edit_one_unit(root: Path) -> None:
    article = next(
        path for path in (root / "content/2023/09").glob("*.md") if "茌平局邀请18个" in path.read_text("utf-8")
    )
    article.write_text(article.read_text("utf-8").replace("unit: 茌平局", "unit: 高唐局"), encoding="utf-8")


def test_the_repository_holds_the_published_table_frozen() -> None:
    scores, warnings = score_archive(Path(__file__).resolve().parents[1])
    frozen = scores.archive.frozen_by_month[MONTH]

    assert warnings == []
    for row in published_rows():
        unit = str(row["unit"])
        assert {key: frozen.cell(unit, key) for key in row if key not in ("group", "unit")} == {
            key: value for key, value in row.items() if key not in ("group", "unit")
        }


def test_freezing_again_changes_nothing(root: Path) -> None:
    before = (root / FROZEN).read_bytes()
    run = bulletin(root, "notice", "freeze", MONTH)
    assert (run.returncode, run.stdout) == (0, "2023年6月通报的数字早已存档（2023-07-31），没有变化。\n")
    assert (root / FROZEN).read_bytes() == before


def test_freezing_gives_the_same_bytes_each_time(root: Path) -> None:
    before = (root / FROZEN).read_bytes()
    (root / FROZEN).unlink()
    run = bulletin(root, "notice", "freeze", MONTH, "--date", "2023-07-31")
    assert run.stdout == f"2023年6月通报的数字已存档：43 个单位，{FROZEN}\n"
    assert (root / FROZEN).read_bytes() == before


def test_an_edit_after_freezing_is_told_cell_by_cell_with_its_cause(root: Path) -> None:
    edit_one_unit(root)
    run = bulletin(root, "check", "--format", "json")
    problems = json.loads(run.stdout)

    assert run.returncode == 0  # the site is built, and says so too
    assert {problem["code"] for problem in problems} == {"frozen-difference"}
    assert {problem["severity"] for problem in problems} == {"warning"}
    messages = [problem["message"] for problem in problems]
    assert len(messages) == 8
    [adopted] = [text for text in messages if text.startswith("茌平局“市局简报采用篇数”")]
    assert "印发为 4，现在算出 3（少了第9期 简讯《茌平局邀请18个" in adopted
    [total] = [text for text in messages if text.startswith("高唐局“累计分数”")]
    assert "印发为 108，现在算出 108.5（多了第9期 简讯《茌平局邀请18个" in total


def test_the_page_keeps_the_issued_figures_and_says_so(root: Path) -> None:
    edit_one_unit(root)
    run = bulletin(root, "build")
    assert run.returncode == 0, run.stderr
    notice = (root / "site/notices/2023-06/index.html").read_text("utf-8")
    assert "本页显示2023年7月31日印发的数字" in notice
    assert "有 8 处不同" in notice
    assert '#m2023-06">111.5</a>' in notice  # 茌平局, as issued
    assert "茌平局</a></strong>（6月份报送稿件10篇，其中市局采用信息2篇、简讯2则，合计3分；" in notice
    assert "印发后有改动：以下篇目和“分数怎样得来”按现在的内容列出" in notice
    for page in ("units/chiping/2023", "standings/2023"):
        assert "与印发不同" in (root / "site" / page / "index.html").read_text("utf-8")
    assert "有 8 个数字与印发的通报不同" in bulletin(root, "scores", MONTH).stderr
    audit = (root / "site/audit/index.html").read_text("utf-8")
    assert "8 处不同" in audit
    assert "少了第9期 简讯《茌平局邀请18个" in audit


def test_the_audit_page_lists_what_the_notice_got_wrong(built_site: Path) -> None:
    audit = (built_site / "audit/index.html").read_text("utf-8")
    for name, printed, ours in (
        ("县区局采用", "39", "51"),
        ("科室采用", "29", "34"),
        ("事业单位采用", "29", "33"),
    ):
        assert f'<th scope="row">{name}</th><td>通报正文</td><td>{printed}</td><td>{ours}</td>' in audit
    assert "<td>1</td><td>0</td>" in audit.split("财审科 报省市")[1]


def test_a_correction_is_recorded_and_shown(root: Path) -> None:
    edit_one_unit(root)
    run = bulletin(
        root, "notice", "correct", MONTH, "--unit", "茌平局", "--column", "市局简报采用篇数",
        "--new", "3", "--reason", "一则简讯应为高唐局供稿", "--date", "2023-08-15",
    )  # fmt: skip
    assert run.stdout == "已更正：茌平局“市局简报采用篇数”4 → 3（一则简讯应为高唐局供稿）\n"

    [correction] = json.loads((root / FROZEN).read_text("utf-8"))["corrections"]
    assert correction == {
        "unit": "茌平局",
        "column": "adopted",
        "old": "4",
        "new": "3",
        "reason": "一则简讯应为高唐局供稿",
        "date": "2023-08-15",
    }
    assert len(json.loads(bulletin(root, "check", "--format", "json").stdout)) == 7
    assert bulletin(root, "build").returncode == 0
    notice = (root / "site/notices/2023-06/index.html").read_text("utf-8")
    assert "更正：茌平局“市局简报采用篇数”由 4 改为 3（2023年8月15日，一则简讯应为高唐局供稿）。" in notice


def test_a_frozen_file_edited_by_hand_is_refused(root: Path) -> None:
    file = root / FROZEN
    file.write_text(
        file.read_text("utf-8").replace('"148.5"', '"150"', 1)
        if '"148.5"' in file.read_text("utf-8")
        else file.read_text("utf-8").replace('"297/2"', '"150"', 1),
        encoding="utf-8",
    )
    run = bulletin(root, "check")
    assert run.returncode == 1
    assert f"{FROZEN}:1: 错误 印发数据被改动过，不能采用。" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["freeze", "2024-04"], "2024年4月没有通报，不能存档"),
        (
            ["correct", "2024-04", "--unit", "阳谷局", "--column", "rank", "--new", "1", "--reason", "x"],
            "还没有存档，不需要更正",
        ),
        (
            ["correct", MONTH, "--unit", "办公室", "--column", "rank", "--new", "1", "--reason", "x"],
            "通报里没有单位“办公室”",
        ),
    ],
)
def test_what_cannot_be_frozen_or_corrected_is_told(root: Path, arguments: list[str], message: str) -> None:
    run = bulletin(root, "notice", *arguments)
    assert run.returncode == 1
    assert message in run.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--column", "得分", "--new", "1", "--reason", "x"], "没有项目“得分”"),
        (["--column", "报省市", "--new", "一", "--reason", "x"], "--new 要写数字"),
        (["--column", "报省市", "--new", "1", "--reason", " "], "更正必须写明原因"),
        (["--column", "报省市", "--new", "1"], "缺少"),
    ],
)
def test_a_correction_needs_a_figure_and_a_reason(root: Path, arguments: list[str], message: str) -> None:
    run = bulletin(root, "notice", "correct", MONTH, "--unit", "财审科", *arguments)
    assert run.returncode == 2
    assert message in run.stderr


def test_freezing_with_other_figures_is_refused(root: Path) -> None:
    edit_one_unit(root)
    run = bulletin(root, "notice", "freeze", MONTH)
    assert run.returncode == 1
    assert "早已存档，而现在算出的数字不同" in run.stderr


def test_a_unit_renamed_after_freezing_keeps_its_issued_name_on_the_notice(root: Path) -> None:
    units = root / "units.yml"
    head, rest = units.read_text("utf-8").split("  - name: 测绘管理科\n")
    entry, tail = rest.split("  - name:", 1)
    entry = "".join(line for line in entry.splitlines(True) if not line.strip().startswith(("full_name", "aliases")))
    renamed = "  - name: 地理信息科\n" + entry.rstrip() + "\n    aliases: [测绘管理科]\n"
    units.write_text(f"{head}{renamed}  - name:{tail}", encoding="utf-8")

    check = bulletin(root, "check")
    assert (check.returncode, check.stdout) == (0, "检查通过：2 期，116 篇稿件，2 个月。\n")
    assert bulletin(root, "build").returncode == 0
    notice = (root / "site/notices/2023-06/index.html").read_text("utf-8")
    assert ">测绘管理科</a>" in notice
    assert ">地理信息科</a>" not in notice
    run = bulletin(
        root, "notice", "correct", MONTH, "--unit", "地理信息科", "--column", "上报篇数",
        "--new", "2", "--reason", "漏计",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert '"测绘管理科"' in (root / FROZEN).read_text("utf-8")
    assert '"地理信息科"' not in (root / FROZEN).read_text("utf-8")


def test_a_merger_leaves_the_issued_last_month_alone(root: Path) -> None:
    units = root / "units.yml"
    text = units.read_text("utf-8")
    entry = "  - name: 科技和信息化科\n"
    assert entry in text
    text = text.replace(entry, entry + "    until: 2023-06\n    successors: [调查监测科]\n")
    units.write_text(text, encoding="utf-8")

    scores, warnings = score_archive(root)
    assert [one.message for one in warnings if one.code == "frozen-difference"] == []
    heir = scores.index.explain("调查监测科", "2023-07")
    assert heir.total_points == 100.5 + 22


@pytest.mark.parametrize(
    ("column", "new", "message"),
    [
        ("总排名", "1.5", "总排名要写整数"),
        ("总排名", "0", "总排名不能小于 1"),
        ("上报篇数", "0.5", "上报篇数要写整数"),
        ("采用记分", "-5", "采用记分不能小于 0"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(root: Path, column: str, new: str, message: str) -> None:
    run = bulletin(
        root, "notice", "correct", MONTH, "--unit", "财审科", "--column", column, f"--new={new}", "--reason", "x"
    )  # fmt: skip
    assert run.returncode == 2
    assert message in run.stderr


@pytest.mark.parametrize(
    ("new", "day", "message"),
    [("5", "2023-08-01", "已经是这个数，不需要更正"), ("6", "2023-07-01", "早于印发日期 2023-07-31")],
)
def test_a_correction_that_corrects_nothing_or_comes_too_early_is_refused(
    root: Path, new: str, day: str, message: str
) -> None:
    run = bulletin(
        root, "notice", "correct", MONTH, "--unit", "财审科", "--column", "上报篇数", "--new", new,
        "--reason", "x", "--date", day,
    )  # fmt: skip
    assert run.returncode == 1
    assert message in run.stderr


def test_the_notice_s_own_date_is_the_day_of_issue(root: Path) -> None:
    (root / FROZEN).unlink()
    assert bulletin(root, "notice", "freeze", MONTH).returncode == 0
    assert json.loads((root / FROZEN).read_text("utf-8"))["date"] == "2023-07-31"


def test_a_notice_copied_from_another_month_is_noticed(root: Path) -> None:
    text = (root / "content/notices/2023-06.md").read_text("utf-8")
    text = text.replace("month: 2023-06", "month: 2024-04").split("published:")[0] + "---\n\n正文。\n"
    (root / "content/notices/2024-04.md").write_text(text, encoding="utf-8")
    codes = {problem["code"] for problem in json.loads(bulletin(root, "check", "--format", "json").stdout)}
    assert codes == {"other-month", "notice-too-early", "incomplete-year"}


def test_what_is_adopted_above_or_adjusted_stands_in_the_unit_s_list(root: Path) -> None:
    rules = root / "rules.yml"
    rules.write_text(rules.read_text("utf-8").replace("省级: 未定", "省级: 10"), encoding="utf-8")
    article = root / "content/2024/07/03.md"
    adoption = "adoptions:\n  - {publication: 山东自然资源, level: 省级, date: 2024-04-20}\n---\n"
    article.write_text(article.read_text("utf-8").replace("\n---\n", "\n" + adoption, 1), encoding="utf-8")
    (root / "content/adjustments").mkdir()
    (root / "content/adjustments/2024-04.yml").write_text(
        "adjustments:\n  - {unit: 利用科, points: -2, reason: 迟报, decided_by: 办公室, date: 2024-04-30}\n", "utf-8"
    )
    run = bulletin(root, "build")
    assert run.returncode == 0, run.stderr
    notice = (root / "site/notices/2024-04/index.html").read_text("utf-8")
    assert "其中市局采用信息1篇、上级采用1次，合计11分；其他加减分-2分；累计9分" in notice
    assert "山东自然资源（省级）4月20日采用" in notice
    assert "（采用 10分）" in notice
    assert "迟报（办公室，4月30日）</a>（调整 -2分）" in notice
    assert "山东自然资源（省级），2024年4月20日" in (root / "site/2024/07/03/index.html").read_text("utf-8")


def rename(root: Path, old: str, new: str, *names: str) -> None:
    for name in names:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), encoding="utf-8")


def covering(root: Path) -> str:
    plans = {plan.path: plan for plan in plan_site(score_archive(root)[0]).pages}
    html = plans[f"notices/{MONTH}.md"].make().html
    return html.split('<div class="covering">')[1].split("</div>")[0]


def test_a_section_called_otherwise_since_leaves_the_issued_notice_alone(root: Path) -> None:
    before = covering(root)
    rename(root, "label: 县区局", "label: 县局", "units.yml")

    check = bulletin(root, "check")
    assert (check.returncode, check.stdout) == (0, "检查通过：2 期，116 篇稿件，2 个月。\n")
    assert covering(root) == before
    assert bulletin(root, "build").returncode == 0
    audit = (root / "site/audit/index.html").read_text("utf-8")
    assert '<th scope="row">县区局采用</th><td>通报正文</td><td>39</td><td>51</td>' in audit
    for command in (["scores", MONTH], ["explain", "阳谷局", MONTH], ["notice", "freeze", MONTH]):
        assert bulletin(root, *command).returncode == 0
    run = bulletin(
        root, "notice", "correct", MONTH, "--unit", "阳谷局", "--column", "上报篇数", "--new", "18", "--reason", "漏计"
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


def test_sections_that_swap_their_labels_swap_no_issued_figure(root: Path) -> None:
    for old, new in (("label: 县区局", "label: 甲"), ("label: 科室", "label: 县区局"), ("label: 甲", "label: 科室")):
        rename(root, old, new, "units.yml")
    printed = score_archive(root)[0].audits[MONTH].printed
    assert ("县区局采用", "39", "51") in [(one.name, one.printed, one.computed) for one in printed]


def test_an_issued_text_keeps_the_placeholders_it_was_issued_with(root: Path) -> None:
    rename(root, "县区局", "县局", "units.yml", "content/notices/2023-06.md")
    for command in ("check", "build"):
        run = bulletin(root, command)
        assert run.returncode == 1
        said = run.stdout + run.stderr
        assert "不认识的占位词 {{县局上报}}（是不是“县区局上报”" in said
        assert "published 里不认识“县局采用”（是不是“县区局采用”" in said
        assert said.count("本月通报已经存档，可以用的是存档时的那些：") == 4
        assert "Traceback" not in said


def test_a_section_can_go_and_its_groups_move_after_a_notice_was_issued(root: Path) -> None:
    before = covering(root)
    text = (root / "units.yml").read_text("utf-8")
    head, rest = text.split("  - id: institution\n", 1)
    moved = head + rest[rest.index("groups:") :].replace("section: institution", "section: county")
    (root / "units.yml").write_text(moved, encoding="utf-8")
    assert covering(root) == before


def test_a_group_that_was_issued_cannot_vanish(root: Path) -> None:
    rename(root, "department-b", "department-c", "units.yml", "rules.yml")
    run = bulletin(root, "check")
    assert run.returncode == 1
    assert "错误 [groups] 2023年6月通报的存档里有分组“department-b”，这里却没有了" in run.stdout


def test_a_unit_that_is_known_no_more_keeps_its_issued_row(root: Path) -> None:
    text = (root / "units.yml").read_text("utf-8")
    entry = text[text.index("  - name: 市规划展览馆\n") : text.index("  # 只署名、不参加排名")]
    rename(root, entry, "", "units.yml")
    for name in ("content/ledger/2023-06.csv", "content/balances/2023-06.csv"):
        lines = (root / name).read_text("utf-8").splitlines(True)
        (root / name).write_text("".join(line for line in lines if "市规划展览馆" not in line), encoding="utf-8")
    for path in (root / "content/2023").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("市规划展览馆", "办公室"), "utf-8")
    run = bulletin(
        root, "notice", "correct", MONTH, "--unit", "市规划展览馆", "--column", "上报篇数", "--new", "9",
        "--reason", "漏计",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    scores = score_archive(root)[0]
    issued = issued_table(scores.tables[MONTH], scores.archive.frozen_by_month[MONTH])
    assert "市规划展览馆" in [row.unit for row in issued.groups[-1].rows]
