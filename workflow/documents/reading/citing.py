"""Citations of a text that lead nowhere, or to several clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.documents.addresses import named
from workflow.documents.citations import Dangling, dangling
from workflow.documents.clauses import Clause, walk
from workflow.documents.reading.bodies import Remark


def remarks(tree: Sequence[Clause], starts: Sequence[int]) -> Iterator[Remark]:
    """Each such citation at the line of its clause; `starts` are those lines in the order of `walk`."""
    lines = {one.uid: line for one, line in zip(walk(tree), starts, strict=True)}
    told: set[tuple[str, str]] = set()
    for one in dangling(tree):
        if (one.uid, one.cited.label) not in told:
            told.add((one.uid, one.cited.label))
            yield cited(one, lines[one.uid])


def cited(one: Dangling, line: int) -> Remark:
    """The citation as a remark at a line."""
    name = named((one.cited,), "accusative")
    return Remark(f"citation-{one.state}", line, (("cited", name.ru), ("cited_en", name.en)))
