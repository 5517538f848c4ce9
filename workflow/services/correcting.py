"""An editorial correction of an edition in force: declared, with its reason, without a chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from workflow.documents.addresses import named
from workflow.documents.annexes import all_addresses, all_clauses
from workflow.documents.clauses import Clause, walk
from workflow.documents.compare.words import Run, runs
from workflow.documents.document import Corrected, Edition, EditionText, canonical_text, text_sha256
from workflow.engine.definition import Definition
from workflow.errors import Invalid, Refused, Stale
from workflow.governance.people import Actor
from workflow.journal import Event
from workflow.policy import Permission, require
from workflow.ports import Moment, Store, Work
from workflow.services.replay import earlier
from workflow.services.searching import index_later
from workflow.values import EditionKey, Text

ALLOWED = "correct"
"""What a definition says under `in_force` where corrections are open."""
TITLE, PREAMBLE = "title", "preamble"
"""Units of a text that are no clauses; a clause is named `c-` and its uid."""
MAX_REASON = 500


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be mended: a unit of an edition, its new words, why; `seen` is the hash of the text seen."""

    key: EditionKey
    unit: str
    words: str
    reason: str
    seen: str
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that can be corrected: its id, what people call it, what it says."""

    id: str
    name: Text
    words: str


class Reads(Protocol):
    """What the page of corrections looks up."""

    def correction(self, key: EditionKey, number: int) -> Corrected: ...


def units(text: EditionText) -> Iterator[Unit]:
    """The title, the preamble, then every clause under its address, those of annexes too."""
    yield Unit(TITLE, _TITLE, text.title)
    if text.preamble:
        yield Unit(PREAMBLE, _PREAMBLE, text.preamble)
    known = all_addresses(text)
    for clause in all_clauses(text):
        # Of a uid that an old record gives twice only the first can be meant.
        if (at := known.pop(clause.uid, None)) is not None:
            yield Unit(f"c-{clause.uid}", named(at), clause.text)


def closed(definition: Definition | None, edition: Edition, today: date) -> Text | None:
    """Why the edition cannot be corrected; None where it can."""
    if not edition.in_force_on(today):
        return _NOT_IN_FORCE
    if definition is None or ALLOWED not in definition.in_force:
        return _NOT_ALLOWED
    return None


def correct(store: Store, actor: Actor, wanted: Correction, at: Moment) -> Corrected:
    """Mend one unit; what was signed, and every sign-off on it, stays as it is.

    Raises Refused where the definition does not allow it, Stale when the text was corrected meanwhile,
    Invalid when nothing changes or no reason is given.
    """
    key = wanted.key
    member = require(actor, Permission.CORRECT, key.organisation)
    with store.work() as work:
        work.documents.get(key.of)
        edition = work.documents.edition(key)
        done = earlier(work, key.organisation, wanted.command, "edition_corrected", key.of)
        if done and edition.corrected:
            return edition.corrected
        if why := closed(_definition(work, key), edition, at.today):
            raise Refused("no-correction", why)
        if wanted.seen != _sha256(edition):
            raise Stale("corrected", _MEANWHILE)
        unit, text = proposed(edition, wanted)
        number = edition.corrected.number + 1 if edition.corrected else 1
        made = Corrected(number, at.today, text, text_sha256(canonical_text(text)))
        work.force.correct(key, made, wanted.reason.strip(), actor.person, at.now)
        index_later(work, key.of, at)
        event = _event(actor, member.kind, edition, unit, made, wanted.reason.strip())
        work.journal.record(key.of, at.now, [event], wanted.command)
    return made


def proposed(edition: Edition, wanted: Correction) -> tuple[Unit, EditionText]:
    """The unit as it was and the text as it would be. Raises Invalid."""
    known = {one.id: one for one in units(edition.current)}
    words, fields = " ".join(wanted.words.split()), dict[str, Text]()
    unit = known.get(wanted.unit)
    if unit is None:
        raise Invalid({"unit": _NO_UNIT})
    if not words:
        fields["words"] = _EMPTY
    elif words == unit.words:
        fields["words"] = _SAME
    if not wanted.reason.strip():
        fields["reason"] = _NO_REASON
    elif len(wanted.reason) > MAX_REASON:
        fields["reason"] = _LONG
    if fields:
        raise Invalid(fields)
    return unit, _mended(edition.current, wanted.unit, words)


def difference(former: EditionText, latter: EditionText) -> tuple[tuple[Unit, tuple[Run, ...]], ...]:
    """Each unit that reads otherwise, with its words before and after."""
    was = {one.id: one for one in units(former)}
    return tuple(
        (one, runs(was[one.id].words, one.words))
        for one in units(latter)
        if one.id in was and was[one.id].words != one.words
    )


def seen_sha256(edition: Edition) -> str:
    """The hash of the text as it reads now: what a correction says that it was seen in."""
    return _sha256(edition)


def as_on(reads: Reads, edition: Edition, day: date) -> Edition:
    """The edition as it read on that day: corrections made later are taken away."""
    last = edition.corrected
    while last is not None and day < last.day:
        last = reads.correction(edition.key, last.number - 1) if last.number > 1 else None
    return replace(edition, corrected=last)


def _definition(work: Work, key: EditionKey) -> Definition | None:
    case = work.cases.find(key)
    return work.definitions.plan(case.definition).definition if case else None


def _sha256(edition: Edition) -> str:
    return edition.corrected.sha256 if edition.corrected else edition.sha256


def _mended(text: EditionText, unit: str, words: str) -> EditionText:
    if unit == TITLE:
        return replace(text, title=words)
    if unit == PREAMBLE:
        return replace(text, preamble=words)
    return _with_clause(text, unit.removeprefix("c-"), words)


def _with_clause(text: EditionText, uid: str, words: str) -> EditionText:
    if any(one.uid == uid for one in walk(text.clauses)):
        return replace(text, clauses=_with(text.clauses, uid, words))
    return replace(text, annexes=tuple(_with_clause(annex, uid, words) for annex in text.annexes))


def _with(clauses: tuple[Clause, ...], uid: str, words: str) -> tuple[Clause, ...]:
    return tuple(
        replace(one, text=words if one.uid == uid else one.text, children=_with(one.children, uid, words))
        for one in clauses
    )


def _event(actor: Actor, capacity: str, edition: Edition, unit: Unit, made: Corrected, reason: str) -> Event:
    return Event(
        "edition_corrected",
        actor.person,
        capacity,
        {
            "edition": edition.key.edition,
            "number": made.number,
            "unit": [unit.name.ru, unit.name.en],
            "former": _sha256(edition),
            "text": made.sha256,
            "signed": edition.sha256,
            "day": made.day.isoformat(),
        },
        {"name": actor.name.full, "remark": reason},
    )


_TITLE = Text("название", "title")
_PREAMBLE = Text("преамбула", "preamble")
_NOT_IN_FORCE = Text(
    "Редакционная правка открыта только для действующей редакции",
    "Only an edition in force takes an editorial correction",
)
_NOT_ALLOWED = Text(
    "Цепочка этого документа не допускает правки без согласования: внесите изменения новой редакцией",
    "This document's chain allows no correction without approval: make a new edition",
)
_MEANWHILE = Text(
    "Текст тем временем исправили. Посмотрите его и повторите правку, если она ещё нужна",
    "The text was corrected meanwhile. Look at it and correct again if it is still needed",
)
_NO_UNIT = Text("Выберите, что исправить", "Choose what to correct")
_EMPTY = Text(
    "Текст нельзя убрать правкой: для этого нужна новая редакция",
    "A correction cannot take words away altogether: that needs a new edition",
)
_SAME = Text("Ничего не изменено", "Nothing is changed")
_NO_REASON = Text("Напишите, почему нужна правка", "Say why the correction is needed")
_LONG = Text("Длиннее 500 знаков", "Over 500 characters")
