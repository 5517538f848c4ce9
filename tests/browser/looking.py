"""A page looked at in a real browser: its heading stands, it keeps to its window, it is open to everybody."""

from __future__ import annotations

import os

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def accessible(page: Page) -> None:
    """No WCAG 2.2 A or AA violation on the page as it stands."""
    page.wait_for_load_state()
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def fits(page: Page) -> None:
    """Nothing runs out of the window to the right."""
    assert page.viewport_size is not None
    width = page.viewport_size["width"]
    # A locator waits for its element: between two pages a document has no root for a moment.
    assert page.locator("html").evaluate("(root) => root.scrollWidth") <= width, page.url


def looked_at(page: Page, heading: str) -> None:
    """The page that bears the heading has come, fits its window and is accessible."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    fits(page)
    accessible(page)


def pictured(page: Page, name: str) -> None:
    """Fits and accessible; a picture is kept in the folder GRIF_TEST_PICTURES where one is named."""
    accessible(page)
    if folder := os.environ.get("GRIF_TEST_PICTURES"):
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    fits(page)
