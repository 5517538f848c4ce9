"""Citations inside a text: those that lead nowhere, and those that follow a clause to its new number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.documents.addresses import Step
from workflow.documents.citations import by_number, citations, led_to
from workflow.documents.clauses import Clause, walk
from workflow.documents.editing.numbers import Renaming


@dataclass(frozen=True, slots=True)
class Followed:
    """The text of a clause in which citations bear the new numbers."""

    uid: str
    former: str
    latter: str


def followed(clauses: Sequence[Clause], renamings: Iterable[Renaming]) -> Iterator[Followed]:
    """The clauses whose citations of renamed ones would read as the new numbers."""
    labels = {one.uid: one.latter for one in renamings}
    index = by_number(clauses) if labels else {}
    for clause in walk(clauses) if labels else ():
        latter = _rewritten(index, clause.text, labels)
        if latter != clause.text:
            yield Followed(clause.uid, clause.text, latter)


def cited_in(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """Each clause that cites another, with the one that it cites."""
    index = by_number(clauses)
    for clause in walk(clauses):
        for _, _, cited in citations(clause.text):
            yield from ((clause, one) for one in led_to(index, cited))


def _rewritten(index: Mapping[Step, list[Clause]], text: str, labels: Mapping[str, str]) -> str:
    for start, end, cited in reversed(list(citations(text))):
        found = led_to(index, cited)
        if len(found) == 1 and found[0].uid in labels:
            text = text[:start] + labels[found[0].uid] + text[end:]
    return text
