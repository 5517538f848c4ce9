"""A served school and people who sign in with a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import make
import pytest
from compiled import compiled_once
from databases import SqliteDatabases
from serving import PASSWORD, Served, close_windows, run
from waitress.server import create_server
from werkzeug.security import generate_password_hash

from storage.accounts import Account, open_account
from storage.database import Database
from webapp import create_app
from webapp.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FAST = "scrypt:1024:8:1"
ROLES = (*make.BODIES, "head", "administrator", "auditor")


@pytest.fixture
def served(browser: Browser, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Served]:
    """The application under the server that schools run, on a free port."""
    database = Database(sqlite_databases.filled("migrated", make.migrated))
    school = make.school(database)
    password = generate_password_hash(PASSWORD, method=FAST)
    with database.work() as work:
        for role in ROLES:
            open_account(work.connection, Account(school.person(role), role, password, False))
    app = create_app(
        Settings(tmp_path, str(database.url), "key of the tests", password_method=FAST), database
    )
    server = create_server(compiled_once(app), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=run, args=(server,), daemon=True)
    thread.start()
    yield Served(school, f"http://127.0.0.1:{server.effective_port}", browser)
    close_windows(browser)
    server.close()
    database.dispose()
