"""The numbers that a text cites of itself, «в соответствии с пунктом 2.4», and what each leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.documents.addresses import Step, Unit, addresses
from workflow.documents.clauses import Clause, walk
from workflow.documents.compare.values import lapsed

State = Literal["gone", "lapsed", "several"]
_NUMBER = r"\d+(?:\.\d+)*(?:\(\d+\))?"
_CITED = re.compile(
    r"\b(?P<unit>п\.|пп\.|пункт\w*|подпункт\w*|раздел\w*)\s*"
    rf"(?P<labels>{_NUMBER}(?:(?:\s*,\s*|\s+и\s+){_NUMBER})*)(?!\s*(?:года|г\.))",
    re.IGNORECASE,
)
# A number of another act: «пункт 4 статьи 28 Федерального закона», «пункта 2 приказа».
_FOREIGN = re.compile(
    r"\s*(?:(?:части|статьи|ст\.|ч\.)\s|[^.;]{0,40}?\b(?:закон|приказ|постановлени|распоряжени|устав|кодекс|"
    r"санпин|фз\b|конституци|протокол|(?:положени|порядк|правил|инструкци|договор)\w*\s+(?:о|об|по)\b))",
    re.IGNORECASE,
)
# «Пункт 3 приложения № 1»; the act may itself be an annex to an order, which is another act.
_IN_ANNEX = re.compile(
    r"\s*приложени[яию]\b(?:\s+(?:№\s*)?(?P<number>\d+))?(?P<order>\s+к\s+(?:приказ|распоряжени|постановлени))?",
    re.IGNORECASE,
)
_OWN = re.compile(r"\s*(?:настоящ|данн)\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dangling:
    """A citation that leads to no clause, to one that lapsed, or to several."""

    uid: str
    cited: Step
    state: State


def citations(text: str) -> Iterator[tuple[int, int, Step]]:
    """Every number of this act that a text cites, with the place of its figures: (start, end, unit)."""
    for found in _CITED.finditer(text):
        after = text[found.end() :]
        if _IN_ANNEX.match(after) or (_FOREIGN.match(after) and not _OWN.match(after)):
            continue
        unit: Unit = "section" if found["unit"].casefold().startswith("раздел") else "point"
        begins = found.start("labels")
        inner = found["unit"].casefold().startswith(("подпункт", "пп"))
        for label in re.finditer(_NUMBER, found["labels"]):
            if inner and "." not in label[0]:
                # «Подпункт 2 пункта 3.1» is found by its point.
                continue
            yield begins + label.start(), begins + label.end(), Step(unit, label[0])


def annex_citations(text: str) -> Iterator[tuple[str, Step]]:
    """Every number of an annex of this act that a text cites: the annex's number, "" for the only one."""
    for found in _CITED.finditer(text):
        annex = _IN_ANNEX.match(text[found.end() :])
        if annex is not None and annex["order"] is None:
            for label in re.findall(_NUMBER, found["labels"]):
                yield annex["number"] or "", Step("point", label)


def dangling(clauses: Sequence[Clause]) -> Iterator[Dangling]:
    """The citations of a text that do not lead to one clause of it that stands."""
    index = by_number(clauses)
    for clause in walk(clauses):
        for _, _, cited in citations(clause.text):
            state = _state(led_to(index, cited))
            if state is not None:
                yield Dangling(clause.uid, cited, state)


def _state(found: Sequence[Clause]) -> State | None:
    if len(found) != 1:
        return "several" if found else "gone"
    return "lapsed" if lapsed(found[0].text) else None


def by_number(clauses: Sequence[Clause]) -> Mapping[Step, list[Clause]]:
    """Every numbered clause by its own number, as `resolve` finds it, for the many citations of a text."""
    known, index = addresses(clauses), dict[Step, list[Clause]]()
    for one in walk(clauses):
        index.setdefault(known[one.uid][-1], []).append(one)
    return index


def led_to(index: Mapping[Step, list[Clause]], cited: Step) -> Sequence[Clause]:
    """What a citation may mean: «пункт 1» may be a heading and «раздел 1» a point, where read so."""
    other: Unit = "section" if cited.unit == "point" else "point"
    found = index.get(cited, [])
    return found or ([] if "." in cited.label else index.get(Step(other, cited.label), []))
