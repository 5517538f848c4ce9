"""A served school and people who sign in with a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import make
import pytest
from databases import SqliteDatabases
from waitress.server import create_server
from werkzeug.security import generate_password_hash

from storage.accounts import Account, open_account
from storage.database import Database
from webapp import create_app
from webapp.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FAST = "scrypt:1024:8:1"
PASSWORD = "secret of the tests"
ROLES = (*make.BODIES, "head", "administrator", "auditor")


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
        return page


@pytest.fixture
def served(browser: Browser, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Served]:
    """The application under the server that schools run, on a free port."""
    database = Database(sqlite_databases.filled("migrated", make.migrated))
    school = make.school(database)
    password = generate_password_hash(PASSWORD, method=FAST)
    with database.work() as work:
        for role in ROLES:
            open_account(work.connection, Account(school.person(role), role, password, False))
    app = create_app(Settings(tmp_path, str(database.url), "key of the tests", password_method=FAST), database)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(school, f"http://127.0.0.1:{server.effective_port}", browser)
    server.close()
    thread.join(timeout=5)
    database.dispose()
