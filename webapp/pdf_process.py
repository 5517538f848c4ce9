"""The process that reads one PDF from its standard input and says on its output what it found.

Not for people: `webapp.papers` starts it. The library that reads PDF is not made for several threads, and on
a hostile file it may take all memory or end its process: here that is this process, with little to take.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple

from workflow.errors import Refused
from workflow.formats import pdf_text

_MEMORY = 80 * 1024 * 1024
_PAGES_A_SECOND = 10


def main() -> None:
    """One JSON document: the pages and the title, or the refusal."""
    data = sys.stdin.buffer.read()
    _limit("RLIMIT_DATA", _MEMORY + len(data))
    try:
        _limit("RLIMIT_CPU", 2)
        _limit("RLIMIT_CPU", 2 + pdf_text.count(data) // _PAGES_A_SECOND)
        pages = [astuple(page) for page in pdf_text.pages(data)]
        answer: dict[str, object] = {"pages": pages, "title": pdf_text.title(data)}
    except Refused as refused:
        answer = {"refused": [refused.code, refused.message.ru, refused.message.en]}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit(name: str, amount: int) -> None:
    """Lowers a limit of this process where the system has such limits; the hard one stays."""
    try:
        import resource
    except ImportError:
        return
    which: int | None = getattr(resource, name, None)
    if which is not None:
        resource.setrlimit(which, (amount, resource.getrlimit(which)[1]))


if __name__ == "__main__":
    main()
