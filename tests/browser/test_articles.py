"""Issues and pieces as a reader uses them: contents, whole texts, citation, what a piece earned, authors."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

CITATION = "《聊城自然资源和规划信息》〔2024〕第7期第3条（期号待核实）"


def test_a_clerk_finds_a_piece_and_cites_it_without_a_mouse(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("先登记后供地")
    expect(page.get_by_role("option").first.locator("mark").first).to_have_text("先登记后供地")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/2024/07/03/"))
    button = page.get_by_role("button", name="复制引用格式")
    for _ in range(60):
        if button.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".citation .copy-told")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == CITATION


def test_the_permanent_address_is_shown_in_full(page: Page, site_url: str) -> None:
    page.goto("/2024/07/03/?h=供地#cite")
    expect(page.locator(".permalink a[rel=bookmark]")).to_have_text(f"{site_url}/2024/07/03/")


def test_the_source_is_the_file_itself(page: Page) -> None:
    page.goto("/2024/07/03/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 Markdown 源文件").click()
    download = waiting.value
    assert download.suggested_filename == "2024-07-03.md"
    source = Path(__file__).resolve().parents[2] / "content/2024/07/03.md"
    assert Path(download.path()).read_bytes() == source.read_bytes()


def test_an_issue_is_read_on_one_page(page: Page) -> None:
    page.goto("/2024/07/")
    expect(page.locator("article.piece")).to_have_count(33)
    page.get_by_role("navigation", name="本期目录").get_by_role("link", name="我市创新开展").click()
    expect(page).to_have_url(re.compile(r"/2024/07/#p03$"))
    expect(page.locator("#p03")).to_be_in_viewport()
    expect(page.locator("#p03")).to_contain_text("真正实现“交地即办证”")
    page.get_by_role("link", name="第3条单独成页").click()
    expect(page).to_have_url(re.compile(r"/2024/07/03/$"))


def test_a_score_leads_to_its_lines(page: Page) -> None:
    page.goto("/2024/07/03/")
    page.locator(".scored a.why").click()
    expect(page).to_have_url(re.compile(r"/units/[a-z-]+/2024/#m2024-04-2024-07-03$"))
    expect(page.locator("#m2024-04-2024-07-03")).to_be_in_viewport()
    expect(page.locator("#m2024-04-2024-07-03")).to_contain_text("交地即办证")


def test_an_author_leads_to_all_pieces_of_the_name(page: Page) -> None:
    page.goto("/2024/07/03/")
    page.get_by_role("link", name="贺孟萌").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("贺孟萌")
    expect(page.get_by_role("link", name=re.compile("先登记后供地"))).to_be_visible()


def test_pieces_of_a_unit_are_filtered_by_type(page: Page) -> None:
    page.goto("/units/yanggu/2023/")
    expect(page.locator(".piece-list li:visible")).to_have_count(9)
    page.get_by_role("radio", name="约稿 4").check(force=True)
    expect(page.locator(".piece-list li:visible")).to_have_count(4)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".piece-list li:visible")).to_have_count(2)


@pytest.mark.parametrize(
    "path",
    ["/2024/07/", "/2024/07/03/", "/people/", "/reporting/", "/reporting/2023/", "/units/yanggu/2023/", "/2023/"],
)
def test_nothing_is_wider_than_a_phone(phone_page: Page, path: str) -> None:
    phone_page.goto(path)
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390


def test_pages_of_pieces_stay_light(built_site: Path) -> None:
    heavy = [path.as_posix() for path in built_site.glob("20??/??/*/index.html") if path.stat().st_size > 40_000]
    assert heavy == []
