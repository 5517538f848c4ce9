"""The extra `oracle`: Plone's real engine beside ours, and real definitions from the registry."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from missing import MARK, missing

REQUIRED = "GRIF_TEST_ORACLE"
"""Set where the extra is installed on purpose: there a gap is a failure."""

PACKAGES = (
    "Products.CMFPlone==6.2.2",
    "Products.DCWorkflow==4.0",
    "plone.app.discussion==6.0.1",
    "plone.restapi==10.0.4",
    "Products.Poi==4.0.3",
    "Products.PloneMeeting==4.2.28.24",
    "ploneintranet==7.2.0",
    "collective.multiworkflow==1.0.0a2",
)
"""Packages whose wheels hold definitions; nothing of them is installed, none of it is kept in the project."""


def gap(what: str) -> None:
    """Told as a gap of this machine; where the oracle is required it is a failure."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"{MARK} {what}", pytrace=False)
    if os.environ.get("CI"):
        pytest.skip("the oracle has a step of its own in .ci/run")
    missing(what)


@pytest.fixture(scope="session")
def dcworkflow() -> None:
    """Plone's engine, or a gap."""
    if not all(importlib.util.find_spec(name) for name in ("Products", "Zope2")):
        gap("Products.DCWorkflow: pip install '.[oracle]' in an environment of its own")


@pytest.fixture(scope="session")
def plone_files() -> dict[str, bytes]:
    """Every definition.xml of the packages by its path, from a folder outside the project."""
    home = os.environ.get("GRIF_TEST_PLONE_WHEELS") or Path.home() / ".cache" / "grif-oracle"
    folder = Path(home)
    wanted = [name for name in PACKAGES if not _wheel(folder, name)]
    if wanted and not (os.environ.get(REQUIRED) and _fetch(wanted, folder)):
        gap(f"packages with Plone definitions in {folder}: .ci/oracle fetches them")
    found = {}
    for name in PACKAGES:
        with zipfile.ZipFile(_wheel(folder, name)) as wheel:
            files = [each for each in wheel.namelist() if each.endswith("/definition.xml")]
            found |= {each: wheel.read(each) for each in files if b"<dc-workflow" in wheel.read(each)}
    return found


def _fetch(wanted: list[str], folder: Path) -> bool:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", str(folder)]
    return subprocess.run([*command, *wanted], capture_output=True, timeout=300, check=False).returncode == 0


def _wheel(folder: Path, name: str) -> Path | None:
    project, _, version = name.partition("==")
    plain = project.lower().replace(".", "_")
    wheels = folder.glob(f"*-{version}-*.whl")
    return next(
        (each for each in wheels if each.name.lower().replace(".", "_").startswith(plain + "-")), None
    )
