"""An order that only carries decisions: its heading, preamble and points, worded from them.

Their form (norms §1.5): approve, put into force, repeal, control last. An order that is a document of its own
says what its edition says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.documents.clauses import Clause
from workflow.documents.dates import numeric
from workflow.documents.declension import NamedDocument, as_annex, named_document
from workflow.documents.document import EditionText
from workflow.documents.kinds import Ending
from workflow.governance.names import Names
from workflow.governance.orders.amending import (
    Changed,
    amending_sentence,
    amending_title,
    change_clauses,
    listed_changes,
)

Said = tuple[str, tuple[str, ...]]
"""A sentence and the lines under it."""
CONTROL = "Контроль за исполнением приказа оставляю за собой."
COMMAND = "ПРИКАЗЫВАЮ:"

# The verb of the point and the noun of the heading; an order with another act has no wording of ours.
ACTS: Mapping[str, tuple[str, str]] = {
    "approve": ("Утвердить", "Об утверждении"),
    "adopt": ("Принять", "О принятии"),
    "agree": ("Согласовать", "О согласовании"),
    "register": ("Зарегистрировать", "О регистрации"),
}
LAPSED: Mapping[Ending, str] = {"": "утратившим", "О": "утратившим", "А": "утратившей", "Ы": "утратившими"}
_APPROVED: Mapping[Ending, str] = {
    "": "утверждённый",
    "О": "утверждённое",
    "А": "утверждённую",
    "Ы": "утверждённые",
}
_ATTACHED: Mapping[Ending, str] = {
    "": "прилагаемый",
    "О": "прилагаемое",
    "А": "прилагаемую",
    "Ы": "прилагаемые",
}
_SEVERAL = "локальных нормативных актов"


@dataclass(frozen=True, slots=True)
class Ground:
    """A decision that an order rests on or undoes: whose it is, its protocol or order."""

    act: str
    instrument: str
    party: Names
    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class Replaced:
    """The edition that lapses, and by what it had been approved, if that is known."""

    title: str
    word: str
    edition: int
    ground: Ground | None = None
    annex: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A decision that an order carries: the act on one edition, since when it is in force by this order.

    `changes` are what it changes in the edition that it replaces, where the order says them; `annex` whose
    annex the document is: «№ 1 к Положению о хоре».
    """

    act: str
    title: str
    word: str
    since: date | None = None
    replaced: Replaced | None = None
    grounds: tuple[Ground, ...] = ()
    changes: tuple[str, ...] = ()
    annex: str = ""

    @property
    def changed(self) -> Changed | None:
        """The changes of the former edition; None when the new one is approved whole."""
        if not self.changes or self.replaced is None:
            return None
        return Changed(self.replaced.title, self.replaced.word, self.changes)


@dataclass(frozen=True, slots=True)
class OrderText:
    """An order's words: its points in order, that on control the last."""

    heading: str
    preamble: str
    points: tuple[Clause, ...]


def own_text(text: EditionText) -> OrderText:
    """What an order that is a document of its own says."""
    preamble = text.preamble.strip()
    if preamble.upper().endswith(COMMAND):
        preamble = preamble[: -len(COMMAND)].rstrip()
    return OrderText(text.title, preamble, text.clauses)


def order_text(carried: Sequence[Ordered]) -> OrderText | None:
    """The order that carries these decisions; None when one of them is no decision of an order."""
    if not carried or any(one.act not in ACTS for one in carried):
        return None
    said = [*_acts(carried), *_plainly([*_entries(carried), *_repeals(carried), CONTROL])]
    points = tuple(
        Clause(f"p{n}", str(n), words, "point", change_clauses(f"p{n}", lines))
        for n, (words, lines) in enumerate(said, 1)
    )
    return OrderText(_heading(carried), _preamble(carried), points)


def _heading(carried: Sequence[Ordered]) -> str:
    first = carried[0]
    if len(carried) == 1 and first.changed is not None:
        return amending_title(first.changed)
    about = _name(first).genitive if len(carried) == 1 else _SEVERAL
    return f"{ACTS[first.act][1]} {about}"


def _plainly(sentences: Sequence[str]) -> list[Said]:
    return [(words, ()) for words in sentences]


def _acts(carried: Sequence[Ordered]) -> list[Said]:
    """An act that is approved alone is attached to the order; several are its numbered annexes."""
    alone = len(carried) == 1
    return [_act(one, 0 if alone else number) for number, one in enumerate(carried, 1)]


def _act(one: Ordered, number: int) -> Said:
    if one.changed is None or one.replaced is None:
        verb, name = ACTS[one.act][0], _name(one)
        if not number:
            return f"{verb} {_ATTACHED[name.ending]} {name.accusative}.", ()
        return f"{verb} {name.accusative} (приложение № {number}).", ()
    ground = one.replaced.ground
    basis = approved_words(one.changed.name.ending, ground) if ground else ""
    return amending_sentence(one.changed, basis), listed_changes(one.changes)


def _entries(carried: Sequence[Ordered]) -> list[str]:
    """When the documents come into force: in one point when it is one day for all."""
    days = {one.since for one in carried if one.since}
    if days and all(one.changed for one in carried):
        return [f"Изменения вступают в силу с {numeric(max(days))}."]
    if len(carried) == 1 and days:
        return [_entry(_name(carried[0]).short, days.pop())]
    if len(days) == 1 and all(one.since for one in carried):
        return [_entry("указанные документы", days.pop())]
    return [_entry(_name(one).accusative, one.since) for one in carried if one.since]


def _entry(name: str, since: date) -> str:
    return f"Ввести {name} в действие с {numeric(since)}."


def _repeals(carried: Sequence[Ordered]) -> list[str]:
    return [repeal_words(one.replaced) for one in carried if one.replaced and one.changed is None]


def repeal_words(former: Replaced) -> str:
    """«Признать утратившим силу Положение … (редакция № 1), утверждённое приказом …»."""
    name = as_annex(named_document(former.title, former.word), former.annex)
    basis = f", {approved_words(name.ending, former.ground)}" if former.ground else ""
    lapsed = LAPSED[name.ending]
    return f"Признать {lapsed} силу {name.accusative} (редакция № {former.edition}){basis}."


def approved_words(ending: Ending, ground: Ground) -> str:
    """«утверждённое приказом от 21.02.2023 № 95»."""
    return f"{_APPROVED[ending]} {_basis(ground)}"


def _basis(ground: Ground) -> str:
    dated = f"от {numeric(ground.dated)} № {ground.number}"
    if ground.instrument == "order":
        return f"приказом {dated}"
    return f"решением {ground.party.genitive} (протокол {dated})"


def _preamble(carried: Sequence[Ordered]) -> str:
    """The protocols that the order rests on, each once."""
    return preamble_of(list(dict.fromkeys(ground for one in carried for ground in one.grounds)))


def preamble_of(grounds: Sequence[Ground]) -> str:
    """«На основании решения … и с учётом мнения …»; empty when nothing is rested on."""
    decisions = [_cited(one) for one in grounds if one.act != "opinion"]
    opinions = [_cited(one) for one in grounds if one.act == "opinion"]
    parts = [
        f"на основании решени{'й' if len(decisions) > 1 else 'я'} {_listed(decisions)}" if decisions else "",
        f"с учётом мнени{'й' if len(opinions) > 1 else 'я'} {_listed(opinions)}" if opinions else "",
    ]
    said = " и ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _cited(ground: Ground) -> str:
    return f"{ground.party.genitive} (протокол от {numeric(ground.dated)} № {ground.number})"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " и " + names[-1] if len(names) > 1 else names[0]


def _name(one: Ordered) -> NamedDocument:
    return as_annex(named_document(one.title, one.word), one.annex)
