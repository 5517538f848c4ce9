"""Every benchmark, one table: what | must | aim | ours | floor | judged | verdict.

usage: python tests/benchmarks/all.py [signoff | numbering | engine | worklist | memory | reading | web …]
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator

from harness import Figure, table

TOPICS = (
    "engine", "reading", "comparing", "printing", "memory", "worklist", "signoff", "numbering", "searching",
    "web",
)  # fmt: skip


def figures(topics: list[str]) -> Iterator[Figure]:
    """The rows of each topic, in order."""
    for topic in topics:
        print(f"{topic}:", flush=True)
        yield from importlib.import_module(topic).figures()


if __name__ == "__main__":
    print(table(list(figures(sys.argv[1:] or list(TOPICS)))))
