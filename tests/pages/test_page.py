from generator.model.addresses import url_of
from generator.pages.page import Page, relative_url
from generator.pages.templating import cell_text, chinese_numeral, day_text


def test_addresses_follow_from_paths() -> None:
    assert url_of("2023/09/03.md") == "2023/09/03/"
    assert url_of("2023/09/index.md") == "2023/09/"
    assert url_of("index.md") == ""


def test_links_are_relative_so_that_the_site_works_in_any_folder() -> None:
    assert relative_url("2023/09/03.md", "units/yanggu.md") == "../../../units/yanggu/"
    assert relative_url("2023/09/03.md", "index.md") == "../../../"
    assert relative_url("index.md", "notices/2023-06.md") == "notices/2023-06/"
    assert relative_url("index.md", "index.md") == "./"
    assert relative_url("notices/2023-06.md", "data/scores/2023-06.csv") == "../../data/scores/2023-06.csv"


def test_contents_are_the_section_headings() -> None:
    html = '<h2 id="a">一 &amp; 二</h2><h2 class="card" id="b">卡片</h2><h2 id="c"><em>三</em></h2>'
    assert Page("a.md", "标题", html, "plain", "").contents == [("a", "一 &amp; 二"), ("c", "三")]


def test_cells_and_dates_are_written_as_in_documents() -> None:
    assert [cell_text(value) for value in (None, 0, 17)] == ["—", "", "17"]
    assert day_text("2023-07-31") == "2023年7月31日"
    assert day_text("2024-01-05") == "2024年1月5日"
    assert [chinese_numeral(number) for number in (1, 10, 12)] == ["一", "十", "十二"]
