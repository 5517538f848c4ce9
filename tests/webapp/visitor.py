"""A visitor whose every page is held to the house rules, and accounts for a school's people."""

from __future__ import annotations

import re
from typing import Any

import make
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from storage.accounts import Account, open_account

# Insecure and fast, for tests only.
FAST = "scrypt:1024:8:1"
PASSWORD = "secret of the tests"
ROLES = (*make.BODIES, "head", "administrator", "auditor", "parents_council-member")


def with_accounts(school: make.School) -> make.School:
    password = generate_password_hash(PASSWORD, method=FAST)
    with school.database.work() as work:
        for role in ROLES:
            open_account(work.connection, Account(school.person(role), login(school, role), password, False))
    return school


def login(school: make.School, role: str) -> str:
    return role if school.id == make.SCHOOL else f"{school.id}-{role}"


class Page:
    """An answer with its parsed HTML."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.soup = BeautifulSoup(response.text, "html.parser")

    @property
    def text(self) -> str:
        """All words of the page, blanks made one."""
        return re.sub(r"\s+", " ", self.soup.get_text(" ")).strip()

    @property
    def heading(self) -> str:
        return self.soup.h1.get_text(" ", strip=True) if self.soup.h1 else ""


class Visitor:
    """A client that follows forms as a browser does, and holds every page to the house rules."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200) -> Page:
        page = Page(self.client.get(path, follow_redirects=True))
        assert page.status == status, f"{path}: {page.status} {page.heading}"
        check_page(page)
        return page

    def post(self, path: str, values: dict[str, Any], status: int = 200, form_at: str | None = None) -> Page:
        """Fill the form at `form_at` (the same path, unless said) and send it."""
        form = hidden(self.get(form_at or path))
        page = Page(self.client.post(path, data={**form, **values}, follow_redirects=True))
        assert page.status == status, f"{path}: {page.status} {page.text[:300]}"
        check_page(page)
        return page

    def sign_in(self, login: str) -> Visitor:
        page = self.post("/sign-in", {"login": login, "password": PASSWORD})
        assert page.soup.select_one('form[action="/sign-out"]'), page.text
        return self


def hidden(page: Page) -> dict[str, str]:
    """The hidden values of the page's own form."""
    form = page.soup.select_one("main form[method=post]")
    assert form is not None, page.text
    return {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}


def check_page(page: Page) -> None:
    """What every HTML page keeps to, whoever asked for it."""
    if page.response.mimetype != "text/html":
        return
    soup, headers = page.soup, page.response.headers
    assert len(soup.select("h1")) == 1, "one h1 a page"
    title = soup.title.get_text() if soup.title else ""
    assert title.removeprefix("Ошибка: ").removeprefix("Error: ").startswith(page.heading[:40]), title
    ids = [one["id"] for one in soup.select("[id]")]
    assert len(ids) == len(set(ids)), "ids are unique"
    assert not soup.select("[style], [onclick], script:not([src])"), "nothing inline under the CSP"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    for form in soup.select("form[method=post]"):
        assert form.select_one("input[name=csrf_token]"), "every POST form carries its token"
    for control in soup.select("main input:not([type=hidden]), main select, main textarea"):
        named = control.get("aria-label") or soup.select_one(f'label[for="{control.get("id")}"]')
        assert named, f"a control without a label: {control}"
