"""Citations inside a text: those that lead nowhere, and those that follow a clause to its new number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.documents.addresses import Step, Unit, addresses
from workflow.documents.amend.references import citations
from workflow.documents.clauses import Clause, walk
from workflow.documents.compare.values import lapsed
from workflow.documents.editing.numbers import Renaming

State = Literal["gone", "lapsed", "several"]


@dataclass(frozen=True, slots=True)
class Dangling:
    """A citation that leads to no clause, to one that lapsed, or to several."""

    uid: str
    cited: Step
    state: State


@dataclass(frozen=True, slots=True)
class Followed:
    """The text of a clause in which citations bear the new numbers."""

    uid: str
    former: str
    latter: str


def dangling(clauses: Sequence[Clause]) -> Iterator[Dangling]:
    """The citations of a text that do not lead to one clause of it that stands."""
    index = _index(clauses)
    for clause in walk(clauses):
        for _, _, cited in citations(clause.text):
            state = _state(_found(index, cited))
            if state is not None:
                yield Dangling(clause.uid, cited, state)


def followed(clauses: Sequence[Clause], renamings: Iterable[Renaming]) -> Iterator[Followed]:
    """The clauses whose citations of renamed ones would read as the new numbers."""
    labels = {one.uid: one.latter for one in renamings}
    index = _index(clauses) if labels else {}
    for clause in walk(clauses) if labels else ():
        latter = _rewritten(index, clause.text, labels)
        if latter != clause.text:
            yield Followed(clause.uid, clause.text, latter)


def _state(found: Sequence[Clause]) -> State | None:
    if len(found) != 1:
        return "several" if found else "gone"
    return "lapsed" if lapsed(found[0].text) else None


def cited_in(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """Each clause that cites another, with the one that it cites."""
    index = _index(clauses)
    for clause in walk(clauses):
        for _, _, cited in citations(clause.text):
            yield from ((clause, one) for one in _found(index, cited))


def _index(clauses: Sequence[Clause]) -> Mapping[Step, list[Clause]]:
    """Every numbered clause by its own number, as `resolve` finds it, for the many citations of a text."""
    known, index = addresses(clauses), dict[Step, list[Clause]]()
    for one in walk(clauses):
        index.setdefault(known[one.uid][-1], []).append(one)
    return index


def _found(index: Mapping[Step, list[Clause]], cited: Step) -> Sequence[Clause]:
    """«Пункт 1» may be a heading and «раздел 1» a point, where single numbers were read so."""
    other: Unit = "section" if cited.unit == "point" else "point"
    found = index.get(cited, [])
    return found or ([] if "." in cited.label else index.get(Step(other, cited.label), []))


def _rewritten(index: Mapping[Step, list[Clause]], text: str, labels: Mapping[str, str]) -> str:
    for start, end, cited in reversed(list(citations(text))):
        found = _found(index, cited)
        if len(found) == 1 and found[0].uid in labels:
            text = text[:start] + labels[found[0].uid] + text[end:]
    return text
