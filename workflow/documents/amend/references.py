"""Citations inside an act, «в соответствии с пунктом 2.4»: those that an amendment breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.documents.addresses import Address, Step, named, resolve
from workflow.documents.annexes import all_addresses
from workflow.documents.citations import annex_citations, citations
from workflow.documents.clauses import Clause, walk
from workflow.documents.compare.values import lapsed
from workflow.documents.document import EditionText
from workflow.documents.editing.places import parts
from workflow.values import Text

State = Literal["gone", "lapsed", "another"]
# In an annex: a number of the act, not of the annex itself.
_OF_THE_ACT = re.compile(
    r"\s*(?:(?:настоящ|данн)\w+\s+)?(?:положени|порядк|правил|инструкци|регламент|програм|план)",
    re.IGNORECASE,
)
_MESSAGES: dict[State, Text] = {
    "gone": Text("{citing} ссылается на {cited}: его больше нет", "{citing} cites {cited}, which is no more"),
    "lapsed": Text(
        "{citing} ссылается на {cited}: он утратил силу", "{citing} cites {cited}, which has lapsed"
    ),
    "another": Text(
        "{citing} ссылается на {cited}: под этим номером теперь другой пункт",
        "{citing} cites {cited}: another clause bears this number now",
    ),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A citation that the change has broken: who cites, the number cited, what became of it."""

    uid: str
    cited: Step
    state: State
    message: Text


def broken_references(former: EditionText, latter: EditionText) -> tuple[Broken, ...]:
    """The citations of the latter text that pointed well in the former and do not any more.

    A clause that was itself reworded since and cites the same number is told too: a person decides.
    """
    return tuple(_broken(former, latter))


def _broken(former: EditionText, latter: EditionText) -> Iterator[Broken]:
    known = all_addresses(latter)
    for clause, address in _cited(latter):
        *annex, cited = address
        before, after = _part(former, annex), _part(latter, annex)
        state = _state(before, after, cited) if before and after else None
        if state is not None:
            names = named(known[clause.uid]), named(address, "accusative")
            told = _MESSAGES[state]
            message = Text(
                told.ru.format(citing=names[0].ru, cited=names[1].ru),
                told.en.format(citing=names[0].en, cited=names[1].en),
            )
            yield Broken(clause.uid, cited, state, message)


def _cited(text: EditionText) -> Iterator[tuple[Clause, Address]]:
    """Every clause with what it cites: a number in its own text, «пункт 3 приложения № 1» in any."""
    for turn, part in enumerate(parts(text)):
        own = (Step("annex", str(turn)),) if turn else ()
        for clause in walk(part.clauses):
            for _, end, cited in citations(clause.text):
                if not (turn and _OF_THE_ACT.match(clause.text[end:])):
                    yield clause, (*own, cited)
            for number, cited in annex_citations(clause.text):
                if number or len(text.annexes) == 1:
                    yield clause, (Step("annex", number or "1"), cited)


def _part(text: EditionText, annex: Sequence[Step]) -> EditionText | None:
    """The text in which a number is looked for: the act's own, or that of the annex."""
    if not annex:
        return text
    turn = int(annex[0].label)
    return text.annexes[turn - 1] if 0 < turn <= len(text.annexes) else None


def _state(former: EditionText, latter: EditionText, cited: Step) -> State | None:
    before, after = resolve(former.clauses, (cited,)), resolve(latter.clauses, (cited,))
    if len(before) != 1:
        return None
    if not after:
        return "gone"
    if after[0].uid != before[0].uid:
        return "another"
    return "lapsed" if lapsed(after[0].text) and not lapsed(before[0].text) else None
