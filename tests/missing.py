"""What a test needs and this machine lacks: said loudly here, a failure where CI runs."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

MARK = "MISSING:"


def in_ci() -> bool:
    """Whether a gap on this machine must fail instead of skip."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def missing(what: str) -> NoReturn:
    """Skips the test and names the gap at the end of the run; fails it under CI=true."""
    if in_ci():
        pytest.fail(f"{MARK} {what}", pytrace=False)
    pytest.skip(f"{MARK} {what}")
