"""A served school and people who sign in with a real browser."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import make

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from waitress.server import BaseWSGIServer, MultiSocketServer

PASSWORD = "secret of the tests"


def run(server: MultiSocketServer | BaseWSGIServer) -> None:
    """Serve until the server is closed: its thread may be waiting on the socket just then."""
    with contextlib.suppress(OSError):
        server.run()


def close_windows(browser: Browser) -> None:
    """Close what people signed in in: a hundred windows left open slow the whole run."""
    for window in browser.contexts:
        window.close()


@dataclass
class Served:
    """A school behind an address on this machine."""

    school: make.School
    address: str
    browser: Browser

    def sign_in(self, role: str, width: int = 1280) -> Page:
        """A fresh browser window in which that person has signed in."""
        page = self.browser.new_context(viewport={"width": width, "height": 900}, locale="ru-RU").new_page()
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Логин").fill(role)
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти").click()
        page.locator('form[action="/sign-out"]').wait_for(state="attached")
        # The button stands in the head of the page: the rest of it may still be coming.
        page.wait_for_load_state()
        return page
