"""The browser of the browser tests."""

from browser.conftest import browser as browser
