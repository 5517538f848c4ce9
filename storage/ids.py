"""Ids that sort by time: new rows land beside each other, so a commit writes few pages."""

from __future__ import annotations

import os

_MARKS = str.maketrans("", "", "-:.TZ")


def ordered_id(now: str) -> str:
    """An id that begins with the instant (UTC text) and ends in 48 random bits."""
    return f"{now.translate(_MARKS)}{os.urandom(6).hex()}"
