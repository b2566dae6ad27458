"""The frame's script: whatever stands in the address, it goes on."""

import pytest
from playwright.sync_api import Page, expect

BROKEN = ["#100%", "#%", "#%E0%A4%A", "#%ff", "#", "##", "#a[b]'\"\\:not(", "#%00", "#__proto__"]


@pytest.mark.parametrize("broken", BROKEN)
def test_an_address_that_says_nothing_stops_no_script(page: Page, broken: str) -> None:
    page.goto(f"/notices/2023-06/{broken}")  # an error in a script fails the test
    button = page.get_by_role("button", name="关怀版")
    expect(button).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # the last thing that the script sees to
    page.evaluate("address => { location.hash = ''; location.hash = address; }", broken)
    page.goto("/notices/2023-06/#published")
    expect(page.locator("#published")).to_be_in_viewport()
