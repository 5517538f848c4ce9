"""The table of contents, which repeats headings before the text does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.documents.reading.framing import Marked

_HEADED = re.compile(r"(?:содержание|оглавление)\s*:?", re.IGNORECASE)
_PAGE = re.compile(r"(?:[\s.…·_]|стр\.?|с\.)*\d*\s*$")
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|\.…)\s*\d*$")


def contents(lines: Sequence[Marked]) -> range:
    """The lines of the table of contents: from its heading to where its first entry comes again."""
    for start, one in enumerate(lines):
        if one.plain and _HEADED.fullmatch(one.text):
            return range(start, _end(lines, start))
    led = [at for at, one in enumerate(lines) if _LEADER.search(one.text)]
    return range(led[0], led[-1] + 1) if led and led[-1] - led[0] <= 4 * len(led) else range(0)


def _end(lines: Sequence[Marked], start: int) -> int:
    entries = [(at, _entry(one.text)) for at, one in enumerate(lines) if at > start and one.text]
    if not entries:
        return start + 1
    again = next((at for at, entry in entries[1:] if entry == entries[0][1]), None)
    led = [at for at, _ in entries if _LEADER.search(lines[at].text)]
    return again or (led[-1] + 1 if led else start + 1)


def _entry(text: str) -> str:
    return _PAGE.sub("", text).casefold()
