"""Grammar tables for sentences about a definition: verbs, objects, terms; no morphology is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.engine.definition import NOTHING, Act, PartyRef, Term, TermUnit
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.reckoning import counted_days
from workflow.values import Text, both

Verb = Act | Literal["sign"]

DIRECT: frozenset[Verb] = frozenset({"agree", "adopt", "approve", "consider", "register", "sign"})
"""What one does whose Russian verb takes the document in the accusative."""


@dataclass(frozen=True, slots=True)
class Forms:
    """A document's word as the sentences need it, and the pronouns that replace it."""

    accusative: str
    about: str
    with_it: str
    english: str
    feminine: bool = False
    is_order: bool = False

    @property
    def pronoun(self) -> Forms:
        """The same document, named before."""
        return _SHE if self.feminine else _HE


_HE = Forms("его", "о нём", "с ним", "it")
_SHE = Forms("её", "о ней", "с ней", "it", feminine=True)
_SUBJECTS: Mapping[str, Forms] = {
    "regulation": Forms("положение", "о положении", "с положением", "the regulation"),
    "order": Forms("приказ", "о приказе", "с приказом", "the order", is_order=True),
    "plan": Forms("план", "о плане", "с планом", "the plan"),
    "protocol": Forms("протокол", "о протоколе", "с протоколом", "the protocol"),
    "program": Forms("программу", "о программе", "с программой", "the programme", feminine=True),
    "list": Forms("список", "о списке", "со списком", "the list"),
    "report": Forms("отчёт", "об отчёте", "с отчётом", "the report"),
}
_DOCUMENT = Forms("документ", "о документе", "с документом", "the document")
UNNAMED = _DOCUMENT
"""What goes its way, when it is no matter of which kind."""
_KINDS: Mapping[str, Text] = {
    "regulation": Text("положения, порядки, правила", "regulations, procedures, rules"),
    "order": Text("приказы", "orders"),
    "plan": Text("планы", "plans"),
    "protocol": Text("протоколы", "protocols"),
    "program": Text("программы", "programmes"),
    "list": Text("списки", "lists"),
    "report": Text("отчёты", "reports"),
    "other": Text("другие документы", "other documents"),
}
_VERBS: Mapping[Verb, tuple[str, str, str, str]] = {
    "agree": ("согласует", "согласуют", "agrees to", "agree to"),
    "opinion": ("даёт", "дают", "gives an opinion on", "give an opinion on"),
    "adopt": ("принимает", "принимают", "adopts", "adopt"),
    "approve": ("утверждает", "утверждают", "approves", "approve"),
    "consider": ("рассматривает", "рассматривают", "considers", "consider"),
    "acknowledge": ("знакомится", "знакомятся", "acknowledges", "acknowledge"),
    "sign": ("подписывает", "подписывают", "signs", "sign"),
    "deliver": ("передаёт проект:", "передают проект:", "hands over", "hand over"),
    "consult": ("проводит консультации:", "проводят консультации:", "consults about", "consult about"),
    "register": ("регистрирует", "регистрируют", "registers", "register"),
}
_WITHIN: Mapping[TermUnit, tuple[str, str]] = {
    "calendar": ("календарного дня", "календарных дней"),
    "working": ("рабочего дня", "рабочих дней"),
    "working6": ("рабочего дня шестидневной недели", "рабочих дней шестидневной недели"),
    "school": ("учебного дня", "учебных дней"),
}
_FIRST = Text("первый день в счёт", "the first day counts")
_ROLL = Text("с переносом на рабочий день", "moved on to a working day")
_MONTHS: Sequence[tuple[str, str]] = (
    ("января", "January"),
    ("февраля", "February"),
    ("марта", "March"),
    ("апреля", "April"),
    ("мая", "May"),
    ("июня", "June"),
    ("июля", "July"),
    ("августа", "August"),
    ("сентября", "September"),
    ("октября", "October"),
    ("ноября", "November"),
    ("декабря", "December"),
)


def subject_of(documents: Sequence[str]) -> Forms:
    """The word for what goes the chain: its kind of document, or simply a document."""
    return _SUBJECTS.get(documents[0], _DOCUMENT) if len(documents) == 1 else _DOCUMENT


def is_named(documents: Sequence[str]) -> bool:
    """Whether the sentences about them say by themselves which kind of document they are."""
    return len(documents) == 1 and documents[0] in _SUBJECTS


def document_named(kind: str) -> Text:
    """A kind of document, in the plural; one that is not known by its id."""
    return _KINDS.get(kind) or Text(f"«{kind}»", f"“{kind}”")


def russian_verb(verb: Verb, parties: int) -> str:
    """What one does, or several do."""
    return _VERBS[verb][0 if parties == 1 else 1]


def english_verb(verb: Verb, parties: int) -> str:
    """What one does, or several do."""
    return _VERBS[verb][2 if parties == 1 else 3]


def party_named(by: PartyRef) -> Text:
    """Whom a step asks, in the nominative, with the organisation unless it is the document's own."""
    known = PARTY_KINDS.get(by.kind)
    title = known.title if known else both(by.kind)
    if by.of == "own":
        return title
    if by.of == "parent":
        return Text(f"{title.ru} вышестоящей организации", f"{title.en} of the parent organisation")
    return Text(f"{title.ru} (организация {by.of})", f"{title.en} (organisation {by.of})")


def until(term: Term | None, since: Text = NOTHING) -> Text:
    """The term, to stand after the verb's sentence; empty without one. `since` names what begins it."""
    if term is None:
        return Text("", "")
    if term.unit == "date":
        ru, en = _MONTHS[term.month - 1]
        start = _since(since)
        return Text(f" не позднее {term.day} {ru}{start.ru}", f" not later than {term.day} {en}{start.en}")
    one = term.days % 10 == 1 and term.days % 100 != 11
    ru, how = _WITHIN[term.unit][0 if one else 1], _counted(term, since)
    en = counted_days(term.days, term.unit).en
    return Text(f" в течение {term.days} {ru}{how.ru}", f" within {en}{how.en}")


def _since(step: Text) -> Text:
    if step == NOTHING:
        return NOTHING
    return Text(f" со дня шага {step.ru}", f" from the day of {step.en}")


def later(term: Term | None, since: Text = NOTHING) -> Text:
    """When what waits for its time happens: once so many days, or a day of the year, are over."""
    if term is None:
        return Text(" в свой срок", " in due time")
    if term.unit == "date":
        ru, en = _MONTHS[term.month - 1]
        start = _since(since)
        return Text(f" после {term.day} {ru}{start.ru}", f" after {term.day} {en}{start.en}")
    days, how = counted_days(term.days, term.unit), _counted(term, since)
    return Text(f", когда пройдёт {days.ru}{how.ru}", f" when {days.en} are over{how.en}")


def _counted(term: Term, since: Text) -> Text:
    """From when the days are counted and how, where it is not the usual way."""
    said = [text for text, on in ((_FIRST, term.first_counts), (_ROLL, term.roll)) if on]
    start = _since(since)
    if not said:
        return start
    return Text(
        f"{start.ru} ({', '.join(one.ru for one in said)})",
        f"{start.en} ({', '.join(one.en for one in said)})",
    )


def listed(names: Sequence[str], last: str) -> str:
    """Names as one says them: а, б и в."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1]
