"""Citations inside an act, «в соответствии с пунктом 2.4»: those that an amendment breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workflow.documents.addresses import Step, addresses, named, resolve
from workflow.documents.citations import citations
from workflow.documents.clauses import walk
from workflow.documents.compare.values import lapsed
from workflow.documents.document import EditionText
from workflow.values import Text

State = Literal["gone", "lapsed", "another"]
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
    known = addresses(latter.clauses)
    for clause in walk(latter.clauses):
        for _, _, cited in citations(clause.text):
            state = _state(former, latter, cited)
            if state is not None:
                names = named(known[clause.uid]), named((cited,), "accusative")
                told = _MESSAGES[state]
                message = Text(
                    told.ru.format(citing=names[0].ru, cited=names[1].ru),
                    told.en.format(citing=names[0].en, cited=names[1].en),
                )
                yield Broken(clause.uid, cited, state, message)


def _state(former: EditionText, latter: EditionText, cited: Step) -> State | None:
    before, after = resolve(former.clauses, (cited,)), resolve(latter.clauses, (cited,))
    if len(before) != 1:
        return None
    if not after:
        return "gone"
    if after[0].uid != before[0].uid:
        return "another"
    return "lapsed" if lapsed(after[0].text) and not lapsed(before[0].text) else None
