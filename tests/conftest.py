"""What all tests share: no network but loopback, one browser, samples beside the checkout."""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from missing import MARK, in_ci, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ["databases"]

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Root in a container has no user namespaces; the rest keeps Chromium from calling its maker.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

# A test never touches the data of the person who runs it.
for name in [name for name in os.environ if name.startswith("GRIF_") and not name.startswith("GRIF_TEST_")]:
    del os.environ[name]

# A loaded two-core machine is slow by chance, so no example has a deadline.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if in_ci() else "dev")


class OutsideNetwork(RuntimeError):
    """A test reached for a machine other than this one."""


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(name))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _stay_home(event: str, facts: tuple[Any, ...]) -> None:
    """Refuses every connection and every name that leaves this machine."""
    if event == "socket.connect":
        address = facts[1]
        if isinstance(address, tuple) and not _is_here(address[0]):
            raise OutsideNetwork(f"connection to {address[0]}")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"} and not _is_here(facts[0]):
        raise OutsideNetwork(f"look-up of {facts[0]!r}")


# An audit hook cannot be taken off again, nor forgotten by a library that keeps its own socket class.
sys.addaudithook(_stay_home)


@pytest.fixture(scope="session")
def seeds() -> tuple[Path, ...]:
    """The source documents beside the checkout; none where they are not handed out."""
    return tuple(sorted((ROOT.parent / "shared" / "seeds").glob("*.txt")))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium on this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return found or missing("Chromium for the browser tests")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One headless Chromium for the run; it can reach nothing but this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield window
        window.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh Russian visitor's page: no cookies, 1280 by 900."""
    visitor = browser.new_context(
        locale="ru-RU", timezone_id="Europe/Moscow", viewport={"width": 1280, "height": 900}
    )
    visitor.set_default_timeout(10_000)
    yield visitor.new_page()
    visitor.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Gaps of this machine are the last thing a person reads, once each."""
    reasons = {str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])}
    gaps = {reason.partition(MARK)[2].strip(" ')") for reason in reasons if MARK in reason}
    for gap in sorted(gaps):
        terminalreporter.write_line(f"NOT TESTED HERE, missing: {gap}", red=True, bold=True)
