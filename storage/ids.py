"""Ids that sort by time: new rows land beside each other, so a commit writes few pages."""

from __future__ import annotations

import re
import secrets


def ordered_id(now: str) -> str:
    """An id that begins with the instant (UTC text) and ends in 48 random bits."""
    return f"{re.sub(r'[^0-9]', '', now)}{secrets.token_hex(6)}"
