import dataclasses
import re
from pathlib import Path

from building.small_archive import article, issue, small_archive, write
from pages.made_up_pages import pages_of, words

from generator.model.articles import Article, Issue
from generator.pages import Page
from generator.pages.piece_view import citation
from generator.pipeline import plan_site, score_archive

PIECE = Article("content/2024/07/03.md", "信息", "2024-04", ("甲局",), ("甲局",), "题目", issue="2024-07")
ISSUE = Issue("content/2024/07/index.md", "2024-07", "2024-04")
COMMISSIONED = dataclasses.replace(PIECE, issue=None, commissioner="市政府")


def test_a_piece_is_cited_by_year_issue_and_number() -> None:
    assert citation("某刊", PIECE, ISSUE, 3) == "《某刊》〔2024〕第7期第3条"


def test_what_is_not_certain_of_a_citation_is_said() -> None:
    unsure = dataclasses.replace(ISSUE, unconfirmed=("order", "issue", "date"))
    assert citation("某刊", PIECE, unsure, 3) == "《某刊》〔2024〕第7期第3条（期号、次序待核实）"


def test_a_commissioned_piece_is_cited_without_an_issue() -> None:
    assert citation("某刊", COMMISSIONED, None, 0) == "《题目》，市政府约稿，2024年4月"


def test_an_issue_has_the_texts_of_its_pieces_with_links_that_lead_on_from_there(tmp_path: Path) -> None:
    page = pages_of(tmp_path)["2023/02/index.md"]
    assert '<img alt="图" src="map.png"' in page.html or 'src="../../2023/02/map.png"' in page.html
    assert 'href="../../2023/02/01/">前一篇</a>' in page.html
    assert "6月5日，召开会议。" in words(page)
    for anchor in ("p01", "p02", "p03"):
        assert f'href="#{anchor}"' in page.html
        assert f'id="{anchor}"' in page.html


def test_headings_and_notes_of_the_texts_stay_apart(tmp_path: Path) -> None:
    body = "## 小题\n\n一[^1]。\n\n[^1]: 出处。"
    files = {f"content/2024/01/{number}.md": article("2024-01", f"第{number}", "甲局", body) for number in ("07", "08")}
    page = pages_of(tmp_path, files)["2024/01/index.md"]
    ids = re.findall(r' id="([^"]*)"', page.html)
    assert len(ids) == len(set(ids))
    assert {"p07-fn:1", "p08-fn:1"} <= set(ids)
    assert 'href="#p07-fn:1"' in page.html
    assert "<h4>小题</h4>" in page.html


def test_an_issue_that_scores_in_another_year_stands_in_the_grid_of_its_own(tmp_path: Path) -> None:
    page = pages_of(tmp_path)["2023/index.md"]
    grid = page.html[page.html.index("month-grid") : page.html.index("</ol>")]
    assert grid.count("<li") == 13
    assert grid.index("2022年12月") < grid.index("第1期") < grid.index("1月</span>")


def test_a_piece_says_what_it_earned_and_where(tmp_path: Path) -> None:
    page = pages_of(tmp_path)["2022/01/01.md"]
    scored = page.html[page.html.index('id="scored"') :]
    assert re.findall(r'class="why" href="([^"]*)">([^<]*)<', scored) == [
        ("../../../units/jia/2022/#m2022-03-2022-01-01", "2"),
        ("../../../units/jia/2022/#m2022-04-2022-01-01", "8"),
        ("../../../units/jia/2023/#m2023-06-2022-01-01", "10"),
    ]


def test_units_that_are_not_ranked_earn_nothing(tmp_path: Path) -> None:
    assert "办公室只署名，不参加排名，不计分。" in words(pages_of(tmp_path)["2023/02/03.md"])


def numbers_in(page: Page) -> list[tuple[str, str]]:
    """The pieces of an issue as the contents number them, and the names of their files; the links say the same."""
    contents = re.findall(r'<span class="number">(\d+)</span><a href="#p([^"]*)"', page.html)
    links = re.findall(r'class="own-page" href="[^"]*" aria-label="第(\d+)条单独成页">第\1条<', page.html)
    assert [number for number, _ in contents] == links
    return contents


NUMBERED = {
    "content/2024/03/index.md": issue("2024-03", "2024-02"),
    "content/2024/03/01.md": article("2024-03", "", "甲局", "一则简讯在前面。"),
    "content/2024/03/02.md": article("2024-03", "信息在后", "甲局"),
    "content/2024/03/10.md": article("2024-03", "后面的信息", "甲局"),
}


def test_a_piece_is_cited_by_the_number_of_its_file_everywhere(tmp_path: Path) -> None:
    made = pages_of(tmp_path, NUMBERED)
    assert numbers_in(made["2024/03/index.md"]) == [("2", "02"), ("10", "10"), ("1", "01")]
    for name, number in (("01", 1), ("02", 2), ("10", 10)):
        assert f"《某刊》〔2024〕第3期第{number}条" in words(made[f"2024/03/{name}.md"])


def test_the_number_stays_when_another_piece_is_withdrawn(tmp_path: Path) -> None:
    files = {path: text for path, text in NUMBERED.items() if not path.endswith("/02.md")}
    made = pages_of(tmp_path, files)
    assert numbers_in(made["2024/03/index.md"]) == [("10", "10"), ("1", "01")]
    assert "《某刊》〔2024〕第3期第10条" in words(made["2024/03/10.md"])


def test_without_a_number_in_its_name_a_piece_is_cited_by_its_place_in_print(tmp_path: Path) -> None:
    files = {
        "content/2024/03/index.md": issue("2024-03", "2024-02"),
        "content/2024/03/brief.md": article("2024-03", "", "甲局", "一则简讯在前面。"),
        "content/2024/03/report.md": article("2024-03", "信息在后", "甲局"),
    }
    assert numbers_in(pages_of(tmp_path, files)["2024/03/index.md"]) == [("1", "report"), ("2", "brief")]


def test_a_piece_that_moves_up_in_print_is_made_anew(tmp_path: Path) -> None:
    files = NUMBERED | {"content/2024/03/report.md": article("2024-03", "没有编号", "甲局")}
    keys = []
    for name, left in (("whole", ""), ("less", "content/2024/03/02.md")):
        write(tmp_path / name, small_archive() | {path: text for path, text in files.items() if path != left})
        planned = plan_site(score_archive(tmp_path / name)[0])
        keys.append({plan.path: plan.key for plan in planned.pages}["2024/03/report.md"])
    assert keys[0] != keys[1]
