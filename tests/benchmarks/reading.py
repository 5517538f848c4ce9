"""Reading a document that a school has on paper: its stamps, its clauses, its notices, once imported.

The sources beside the checkout where they are there, else the invented texts of the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from harness import ROOT, Figure, Goal, micro, table

from workflow.documents.reading import read

READ = Goal("reading the slowest document, once imported", 50, 20, "ms")

_SOURCES = ROOT.parent / "shared" / "seeds"
_INVENTED = ROOT / "tests" / "data"


def texts() -> dict[str, str]:
    """Documents by name."""
    for folder in (_SOURCES, _INVENTED):
        if found := sorted(folder.glob("**/*.txt")):
            return {path.stem: path.read_text(encoding="utf-8") for path in found}
    raise SystemExit("there is no text to read")


def figures() -> Iterator[Figure]:
    """The row of the table that is about reading."""
    slowest = 0.0
    for name, text in texts().items():
        took = micro("reading", f"grif: {name}, {len(text)} characters", partial(read, text), rounds=9)
        slowest = max(slowest, took / 1000)
    yield Figure(READ, slowest, f"{slowest:.1f} ms")


if __name__ == "__main__":
    print(table(list(figures())))
