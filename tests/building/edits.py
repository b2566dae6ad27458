"""What an editor does to the small archive, drawn by hypothesis; some of it is wrong and makes the build fail."""

import re
from collections.abc import Callable
from typing import Any

from building.small_archive import NOTICE, PAGE, PICTURE, PLAN, Files, adopted, article, commissioned, issue, notice
from hypothesis import strategies as st
from workbooks import workbook

Draw = Callable[[st.SearchStrategy[Any]], Any]
Edit = Callable[[Files, Draw], None]

CREDITS = ("甲局", "甲县局", "[乙局, 丙局]", "[丁科, 甲县局, 乙县局]", "办公室", "己局")
MONTHS = ("2022-03", "2022-12", "2023-06", "2024-01", "2024-02")
ISSUES = ("2022-01", "2022-02", "2023-01", "2023-02", "2024-01", "2024-03")
BODIES = (
    "近日，开展调研。",
    "第一段。\n\n第二段有 *强调* 和 <b>粗体</b>。",
    "见[甲局](../../units/jia.md)和[别处](../../2023/02/02.md#top)。",
    "![图](../../2023/02/map.png)\n\n[附件](../../files/plan.pdf)",
    "见[通报]。\n\n[通报]: ../../notices/2023-06.md",
    "|甲|乙|\n|--|--:|\n|1|2|\n\n脚注[^1]。\n\n[^1]: 出处。",
)


def _choose(draw: Draw, *choices: str) -> str:
    chosen: str = draw(st.sampled_from(choices))
    return chosen


def _one_of(files: Files, draw: Draw, pattern: str) -> str | None:
    paths = sorted(path for path in files if re.fullmatch(pattern, path))
    return _choose(draw, *paths) if paths else None


def _replace(files: Files, path: str, old: str, new: str) -> None:
    """Replace text, once; ``old`` is a pattern."""
    if path in files:
        files[path] = re.sub(old, new, files[path].decode(), count=1, flags=re.MULTILINE).encode()


GONE = "withdrawn: {date: 2024-06-03, reason: 整期有误}\n"
PIECE = r"content/\d{4}/\d\d/(?!index).*\.md"
ANY_PIECE = rf"{PIECE}|content/commissioned/.*\.md"


def change_text(files: Files, draw: Draw) -> None:
    path = _one_of(files, draw, PIECE)
    if path:
        head = files[path].decode().rsplit("---\n", 1)[0]
        files[path] = f"{head}---\n\n{_choose(draw, *BODIES)}\n".encode()


def change_head(files: Files, draw: Draw) -> None:
    path = _one_of(files, draw, ANY_PIECE)
    if not path:
        return
    old, new = draw(
        st.sampled_from(
            [
                ("^title: .*$", "title: 另起的<题目>“甲”&乙"),
                ("^title: .*\n", ""),
                *(("^unit: .*$", f"unit: {one}") for one in CREDITS),
                ("^type: .*$", "type: 简讯"),
                ("^type: .*$", "type: 信息"),
                ("^type: ", "subtitle: 副题\ntype: "),
                ("^type: ", "authors: [张三, 李四]\ntype: "),
                ("^type: ", "aliases: [/old/place/, 2023/02/09]\ntype: "),
                ("^type: ", "aliases: old/place.html\ntype: "),
                ("^type: ", "corrections:\n  - {date: 2024-06-01, reason: 面积<有误>}\ntype: "),
                ("^type: ", "withdrawn: {date: 2024-06-01, reason: 有误}\ntype: "),
                ("^type: ", "withdrawn: {date: 2024-06-02, reason: 有误, score: keep}\ntype: "),
                ("^withdrawn: .*\n", ""),
                ("^aliases: .*\n", ""),
                ("^adoptions:\n(  - .*\n)+", ""),
                *(("^type: ", f"{adopted(day)}type: ") for day in ("2023-06-20", "2024-01-02", "2024-02-03")),
            ]
        )
    )
    _replace(files, path, old, new)


def list_addresses(files: Files, draw: Draw) -> None:
    """Addresses that must stay: some of them do not."""
    listed = draw(st.lists(st.sampled_from(["2024/01/02/", "old/place/", "units/jia/", "2023/02/03/"]), max_size=3))
    if listed:
        files["content/addresses.txt"] = "".join(f"/{one}\n" for one in listed).encode()
    else:
        files.pop("content/addresses.txt", None)


def add_piece(files: Files, draw: Draw) -> None:
    number = _choose(draw, *ISSUES)
    path = f"content/{number.replace('-', '/')}/{_choose(draw, '00', '02', '04', 'new')}.md"
    title = _choose(draw, "", "新增一篇", "再增一篇")
    files[path] = article(number, title, _choose(draw, *CREDITS), _choose(draw, *BODIES))


def remove_piece(files: Files, draw: Draw) -> None:
    path = _one_of(files, draw, ANY_PIECE)
    if path:
        del files[path]


def rename_piece(files: Files, draw: Draw) -> None:
    path = _one_of(files, draw, ANY_PIECE)
    if path:
        data = files.pop(path)
        files[f"{path.rpartition('/')[0]}/{_choose(draw, '00', '05', '06', 'renamed')}.md"] = data


def commission(files: Files, draw: Draw) -> None:
    month = _choose(draw, *MONTHS)
    files[f"content/commissioned/{month}/02.md"] = commissioned(month, "约来一篇", _choose(draw, *CREDITS))


def ask_for_a_piece(files: Files, draw: Draw) -> None:
    """What was asked for in a month: another due date or unit, a piece that is done or is not there, or nothing."""
    month = _choose(draw, *MONTHS)
    piece = _choose(draw, "", f"    piece: content/commissioned/{month}/{_choose(draw, '01', '02')}.md\n")
    due = _choose(draw, f"{month}-02", f"{month}-28", "2024-02-20")
    head = f"  - title: 所约\n    commissioner: 市政府\n    due: {due}\n    units: {_choose(draw, *CREDITS)}\n"
    files[f"content/commissions/{month}.yml"] = f"commissions:\n{head}{piece}".encode()


def change_issue(files: Files, draw: Draw) -> None:
    number = _choose(draw, *ISSUES)
    path = f"content/{number.replace('-', '/')}/index.md"
    more = _choose(draw, "", "date: 2023-06-30\n", "editors: [张三]\n", "aliases: [/2023/02/, /2023/07/]\n", GONE)
    files[path] = issue(number, _choose(draw, *MONTHS), more)


def remove_issue(files: Files, draw: Draw) -> None:
    path = _one_of(files, draw, r"content/\d{4}/\d\d/index\.md")
    for one in [one for one in files if path and one.startswith(path.removesuffix("index.md"))]:
        del files[one]


def change_figures(files: Files, draw: Draw) -> None:
    """A ledger, a balance or the adjustments of a month: changed, moved to another month, or removed."""
    path = _one_of(files, draw, r"content/(ledger|balances|adjustments)/.*")
    if not path:
        return
    change = _choose(draw, "change", "copy", "remove")
    if change == "change":
        files[path] = files[path].replace(*draw(st.sampled_from([(b"2,0,1", b"4,0,0"), (b"20", b"3"), (b"-2", b"1")])))
    elif change == "copy":
        folder, _, name = path.rpartition("/")
        files[f"{folder}/{_choose(draw, *MONTHS)}.{name.rpartition('.')[2]}"] = files[path]
    else:
        del files[path]


def list_adoptions(files: Files, draw: Draw) -> None:
    """Adoptions and instructions of a month in a table, CSV or workbook; some of its rows fit no piece."""
    month = _choose(draw, "2023-06", "2024-01", "2024-02")
    named = ("2024-01-01", "2024-01-02", "甲局登记", "content/2023/02/01.md", "2022年第1期第1条", "丁科培训")
    rows = [["篇目", "刊物", "级别", "日期", "类别"]]
    for piece in draw(st.lists(st.sampled_from(named), max_size=3)):
        rows.append([piece, "省厅信息", _choose(draw, "市级", "省级"), f"{month}-2{draw(st.integers(0, 3))}", ""])
        rows[-1][4] = _choose(draw, "采用", "批示")
    _put_table(files, draw, f"content/adoptions/{month}", rows)


def register_submissions(files: Files, draw: Draw) -> None:
    """What was sent in during a month; the ledger beside it goes, or does not agree."""
    month = _choose(draw, "2022-03", "2023-06", "2024-01")
    rows = [["日期", "单位", "标题", "结果"]]
    for day in range(1, draw(st.integers(1, 5)) + 1):
        unit, outcome = (
            _choose(draw, "甲局", "乙局、丙局", "丁科", "办公室"),
            ("采用", "报市", "未采用", "合并到2024-01-01", ""),
        )
        rows.append([f"{month}-{day:02}", unit, _choose(draw, "甲局登记", "别的"), _choose(draw, *outcome)])
    if len(rows) > 1:
        _put_table(files, draw, f"content/submissions/{month}", rows)
    if draw(st.booleans()):
        files.pop(f"content/ledger/{month}.csv", None)


def _put_table(files: Files, draw: Draw, path: str, rows: list[list[str]]) -> None:
    for ending in (".csv", ".xlsx"):
        files.pop(f"{path}{ending}", None)
    match _choose(draw, "csv", "xlsx", "none"):
        case "csv":
            files[f"{path}.csv"] = "".join(f"{','.join(row)}\n" for row in rows).encode("gbk")
        case "xlsx":
            files[f"{path}.xlsx"] = workbook(rows)


def change_units(files: Files, draw: Draw) -> None:
    old, new = draw(
        st.sampled_from(
            [
                ("甲县局", "甲区局"),
                ("甲区局", "甲县局"),
                ("id: yi, group: county", "id: yi, group: office"),
                ("name: 丙局", "name: 丙分局"),
                ("$(?![\\s\\S])", "  - {name: 己局, id: ji, group: office}\n"),
                ("group: county}$", "group: county, until: 2023-12}"),
                ("group: county}$", "group: county, until: 2023-06, successors: [甲局]}"),
                ("title: 县局", "title: 各县局"),
                ("name: 办公室", "name: 综合室, aliases: [办公室]"),
            ]
        )
    )
    _replace(files, "units.yml", old, new)


def change_rules(files: Files, draw: Draw) -> None:
    later = "    until: 2023-05\n    points: {本刊: 1, 约稿: 5, 市级: 3, 省级: 9}\n  - id: two\n    document: 新\n"
    old, new = draw(
        st.sampled_from(
            [
                ("信息: 2", "信息: 3"),
                ("信息: 3", "信息: 2"),
                ("combine: .*$", "combine: 累加"),
                ("    instructions:\n(      - .*\n)+", ""),
                ("points: 30", "points: 3"),
                ("    points:$", f"{later}    from: 2023-06\n    points:"),
                ("$(?![\\s\\S])", "    remarks: [说明]\n"),
            ]
        )
    )
    _replace(files, "rules.yml", old, new)


def change_notice(files: Files, draw: Draw) -> None:
    month = _choose(draw, *MONTHS)
    links = ("[年](../standings/2022.md)", "[期](../2024/01/index.md)", "[月](2022-12.md)", "{{科室上报}}", "<b>&")
    files[f"content/notices/{month}.md"] = notice(month, _choose(draw, *links))


def remove_notice(files: Files, draw: Draw) -> None:
    path = _one_of(files, draw, r"content/notices/.*")
    if path:
        del files[path]


def change_page(files: Files, draw: Draw) -> None:
    path = f"content/pages/{_choose(draw, 'about', 'deep/down/contact', 'other/index', 'a/b/c/d')}.md"
    up = "../" * (path.count("/") - 1)
    bodies = ("正文。", f"[图]({up}2023/02/map.png)", f"[篇]({up}2024/01/02.md)", f"[年]({up}2023/index.md)", "# 大题")
    files[path] = PAGE.format(title=_choose(draw, "说明", "另题"), body=_choose(draw, *bodies)).encode()


def remove_page(files: Files, draw: Draw) -> None:
    path = _one_of(files, draw, r"content/pages/.*")
    if path:
        del files[path]


_ATTACHED = {".pdf": (PLAN, PLAN.replace(b"one", b"two")), ".png": (PICTURE, PICTURE + b"note", b"damaged")}


def change_attachment(files: Files, draw: Draw) -> None:
    """Among them a file whose name another time is that of a folder."""
    path = _choose(draw, "files/plan.pdf", "files/plan.pdf/a/b.png", "2023/02/map.png", "2024/01/new.png")
    for other in [one for one in files if one.startswith(f"content/{path}") or f"content/{path}".startswith(one)]:
        del files[other]
    if draw(st.sampled_from(["put", "remove"])) == "put":
        files[f"content/{path}"] = draw(st.sampled_from(_ATTACHED[path[-4:]]))


def change_look(files: Files, draw: Draw) -> None:
    path, old, new = draw(
        st.sampled_from(
            [
                ("mkdocs.yml", "^site_name: .*$", "site_name: 另一个名称"),
                ("mkdocs.yml", "people: true", "people: false"),
                ("mkdocs.yml", "^docs_dir", "site_url: https://example.org/bulletin/\ndocs_dir"),
            ]
        )
    )
    _replace(files, path, old, new)


def change_own_look(files: Files, draw: Draw) -> None:
    """A file that takes the place of one of the theme, or is new; another time it goes."""
    path, text = draw(
        st.sampled_from(
            [
                ("overrides/main.html", '{% extends "base.html" %}'),
                ("overrides/404.html", '{% extends "main.html" %}{% block content %}没有{% endblock %}'),
                ("overrides/partials/copyright.html", "<p>另一个页脚</p>"),
                ("overrides/assets/stylesheets/search.css", "/* 注 */"),
                ("overrides/assets/own.css", "/* 注 */"),
            ]
        )
    )
    if files.pop(path, None) is None:
        files[path] = text.encode()


def make_a_mistake(files: Files, draw: Draw) -> None:
    path, data = draw(
        st.sampled_from(
            [
                ("content/2024/01/02.md", article("2024-01", "错", "没有的局")),
                ("content/2024/01/02.md", article("2024-01", "错", "甲局", "见[没有](../../standings/1999.md)。")),
                ("content/2024/01/02.md", b"no front matter"),
                ("content/pages/about.md", PAGE.format(title="错", body="[没有](gone.md)").encode()),
                ("content/notices/2024-01.md", NOTICE.format(month="2024-01", number=1, more="{{没有}}").encode()),
                ("units.yml", b"units: ["),
                ("mkdocs.yml", b"theme: [\n"),
                ("overrides/main.html", b"{% if %}"),
                ("content/ledger/2024-01.csv", b"\xff\xfe"),
            ]
        )
    )
    files[path] = data


EDITS: tuple[Edit, ...] = (
    change_text,
    change_head,
    change_head,
    add_piece,
    remove_piece,
    rename_piece,
    commission,
    ask_for_a_piece,
    list_addresses,
    change_issue,
    remove_issue,
    change_figures,
    list_adoptions,
    list_adoptions,
    register_submissions,
    change_units,
    change_rules,
    change_notice,
    remove_notice,
    change_page,
    remove_page,
    change_attachment,
    change_attachment,
    change_look,
    change_own_look,
    make_a_mistake,
)
