"""Proof that nothing was changed since: the journal, and every row and file that it tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from storage import journal
from storage.annexes import annexes_of
from storage.tables import (
    clause_entry,
    decision,
    document,
    edition,
    edition_day,
    edition_file,
    editorial_correction,
    file,
    instrument,
    sign_off,
    void_decision,
    void_sign_off,
)
from storage.tables.references import BY_INSTRUMENT, DECISION
from workflow.documents.document import text_sha256
from workflow.journal import Recorded
from workflow.values import DocumentKey, Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written."""

    message: Text
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A document (number 0: the organisation's own journal) with its faults and what was looked at."""

    key: DocumentKey
    faults: tuple[Fault, ...]
    editions: int = 0
    sign_offs: int = 0


_ORGANISATION: Any = bindparam("of_organisation")
_DOCUMENT: Any = bindparam("of_document")
_EDITIONS = (
    select(edition, document.c.paper)
    .join(document)
    .where(edition.c.organisation == _ORGANISATION, edition.c.document == _DOCUMENT)
    .order_by(edition.c.number)
)
_SIGN_OFFS = (
    select(sign_off, instrument.c.instrument, instrument.c.printed, instrument.c.dated)
    .select_from(sign_off.outerjoin(decision, DECISION.on).outerjoin(instrument, BY_INSTRUMENT.on))
    .where(
        sign_off.c.organisation == _ORGANISATION,
        sign_off.c.document == _DOCUMENT,
    )
)
_VOID = (
    select(void_sign_off, instrument.c.instrument, instrument.c.printed, instrument.c.dated)
    .select_from(
        void_sign_off.outerjoin(void_decision).outerjoin(
            instrument,
            and_(
                instrument.c.organisation == void_decision.c.instrument_organisation,
                instrument.c.id == void_decision.c.instrument,
            ),
        )
    )
    .where(void_sign_off.c.organisation == _ORGANISATION, void_sign_off.c.document == _DOCUMENT)
)
_CLAUSES = select(clause_entry).where(
    clause_entry.c.organisation == _ORGANISATION, clause_entry.c.document == _DOCUMENT
)
_TOLD_DAYS = select(edition_day).where(
    edition_day.c.organisation == _ORGANISATION, edition_day.c.document == _DOCUMENT
)
_CORRECTIONS = (
    select(editorial_correction, edition.c.corrected.label("last"))
    .join(
        edition,
        and_(
            edition.c.organisation == editorial_correction.c.organisation,
            edition.c.document == editorial_correction.c.document,
            edition.c.number == editorial_correction.c.edition,
        ),
    )
    .where(editorial_correction.c.organisation == _ORGANISATION, editorial_correction.c.document == _DOCUMENT)
)
_FILES = select(edition_file.c.edition, edition_file.c.purpose, edition_file.c.sha256).where(
    edition_file.c.organisation == _ORGANISATION,
    edition_file.c.document == _DOCUMENT,
)


def documents(connection: Connection, organisation: str | None = None) -> Iterator[Checked]:
    """Each document with everything that does not fit its journal, or the journal itself."""
    for key, broken in journal.verify(connection, organisation):
        faults = [Fault(one.message) for one in broken]
        if broken or key.document == 0:
            yield Checked(key, tuple(faults))
            continue
        yield _document(connection, key)


def files(connection: Connection, organisation: str | None = None) -> Iterator[tuple[str, Fault | None]]:
    """Each stored file by its organisation, with its fault when the bytes are not those of its hash."""
    wanted = select(file.c.organisation, file.c.sha256).order_by(file.c.organisation, file.c.sha256)
    if organisation is not None:
        wanted = wanted.where(file.c.organisation == organisation)
    for of, sha256 in connection.execute(wanted).all():
        content = connection.scalar(
            select(file.c.content).where(file.c.organisation == of, file.c.sha256 == sha256)
        )
        whole = hashlib.sha256(_bytes(content)).hexdigest() == sha256
        yield of, None if whole else Fault(_FILE.filled(sha256=sha256))


def _document(connection: Connection, key: DocumentKey) -> Checked:
    place = {"of_organisation": key.organisation, "of_document": key.document}
    told = _Told(list(reversed(journal.history(connection, key))))
    editions = connection.execute(_EDITIONS, place).all()
    signed = connection.execute(_SIGN_OFFS, place).all()
    faults = [fault for row in editions for fault in _edition(row, told)]
    known = {row.number: row.sha256 for row in editions}
    faults += [fault for row in signed for fault in _sign_off(row, known, told)]
    void = connection.execute(_VOID, place).all()
    faults += [fault for row in void for fault in _void(row, told)]
    faults += _lost(editions, signed, void, told)
    faults += _corrections(connection.execute(_CORRECTIONS, place).all(), told)
    days = {
        (row.edition, row.what): (_iso(row.day), row.note) for row in connection.execute(_TOLD_DAYS, place)
    }
    clauses = {(row.edition, row.uid): _iso(row.since) for row in connection.execute(_CLAUSES, place)}
    annexes = {(one.turn, one.key.document) for one in annexes_of(connection, key)}
    faults += [Fault(_ANNEX.filled(turn=turn)) for turn, _ in sorted(annexes ^ told.annexes)]
    faults += _differing(_TOLD_DAY, days, told.days)
    faults += _differing(_CLAUSE_DAY, clauses, told.clauses)
    faults += [
        Fault(_OTHER_FILE.filled(edition=row.edition, sha256=row.sha256), row.edition)
        for row in connection.execute(_FILES, place)
        if row.sha256 not in told.files
    ]
    return Checked(key, tuple(faults), len(editions), len(signed))


class _Told:
    """What the journal of a document tells about its rows; the latest word of each edition counts."""

    def __init__(self, events: Sequence[Recorded]) -> None:
        self.texts: dict[int, str] = {}
        self.signed: dict[tuple[int, str], Mapping[str, Any]] = {}
        self.void: dict[tuple[int, int, str], Mapping[str, Any]] = {}
        self.since: dict[int, str] = {}
        self.until: dict[int, str] = {}
        self.files: set[str] = set()
        self.corrected: dict[tuple[int, int], tuple[str, str]] = {}
        self.days: dict[tuple[int, str], tuple[str, str]] = {}
        self.clauses: dict[tuple[int, str], str] = {}
        self.annexes: set[tuple[int, int]] = set()
        for event in events:
            if event.kind == "case_migrated":
                self._carry(event.seq, event.facts)
            else:
                self._hear(event.kind, event.facts)

    def _carry(self, seq: int, facts: Mapping[str, Any]) -> None:
        """Answers go over to the steps of another chain; those that do not are void from then on."""
        edition = facts["edition"]
        taken = {
            former: self.signed.pop((edition, former), {}) for former, *_ in (*facts["kept"], *facts["void"])
        }
        self.signed.update({(edition, step): taken[former] for former, step, *_ in facts["kept"]})
        self.void.update({(edition, seq, former): taken[former] for former, *_ in facts["void"]})

    def _hear(self, kind: str, facts: Mapping[str, Any]) -> None:
        if "file" in facts:
            self.files.add(facts["file"])
        if kind == "signed":
            self.signed[facts["edition"], facts["step"]] = facts
        elif "sha256" in facts and "edition" in facts:
            self.texts[facts["edition"]] = facts["sha256"]
        elif kind == "in_force":
            self.since[facts["edition"]] = facts["since"]
        elif kind == "edition_corrected":
            self.corrected[facts["edition"], facts["number"]] = (facts["text"], facts["day"])
        elif kind == "clauses_told":
            for uid, _label in facts["clauses"]:
                self.clauses.pop((facts["edition"], uid), None)
                if facts["since"]:
                    self.clauses[facts["edition"], uid] = facts["since"]
        elif kind == "day_told":
            self.days[facts["edition"], facts["what"]] = (facts["day"], facts["note"])
        elif kind == "annex_begun":
            self.annexes.add((facts["turn"], facts["annex"]))
        elif kind == "repealed":
            self.until[facts["edition"]] = facts["until"]


def _edition(row: Any, told: _Told) -> Iterator[Fault]:
    number = row.number
    if text_sha256(_bytes(row.text)) != row.sha256:
        yield Fault(_TEXT.filled(edition=number), number)
    if told.texts.get(number) != row.sha256:
        yield Fault(_OTHER_TEXT.filled(edition=number), number)
    days = (_iso(row.in_force_from), _iso(row.in_force_until))
    # The day of a paper is read from its stamps, not put in force by an act of ours.
    if not row.paper and days != (told.since.get(number), told.until.get(number)):
        yield Fault(_FORCE.filled(edition=number), number)


def _sign_off(row: Any, known: Mapping[int, str], told: _Told) -> Iterator[Fault]:
    place = {"edition": row.edition, "step": row.step}
    if row.text_sha256 != known.get(row.edition):
        yield Fault(_OTHER_SIGNED.filled(**place), row.edition)
    facts = told.signed.get((row.edition, row.step))
    if facts is None:
        if row.capacity != "administrator":
            yield Fault(_UNTOLD.filled(**place), row.edition)
        return
    yield from _answer(row, facts)


def _void(row: Any, told: _Told) -> Iterator[Fault]:
    facts = told.void.get((row.edition, row.seq, row.step))
    if facts is None:
        yield Fault(_UNTOLD.filled(edition=row.edition, step=row.step), row.edition)
    else:
        yield from _answer(row, facts)


def _answer(row: Any, facts: Mapping[str, Any]) -> Iterator[Fault]:
    """What a row of a sign-off says otherwise than its record."""
    place = {"edition": row.edition, "step": row.step}
    party = [row.party_organisation, row.party]
    answer = (row.outcome, row.act, party, row.text_sha256)
    if answer != tuple(facts.get(name) for name in ("outcome", "act", "party", "sha256")):
        yield Fault(_ANSWER.filled(**place), row.edition)
    numbered = (row.instrument, row.printed, _iso(row.dated))
    if numbered != (facts.get("instrument"), facts.get("number"), facts.get("dated")):
        yield Fault(_NUMBER.filled(**place), row.edition)


def _lost(
    editions: Sequence[Any], signed: Sequence[Any], void: Sequence[Any], told: _Told
) -> Iterator[Fault]:
    gone = told.signed.keys() - {(row.edition, row.step) for row in signed}
    former = told.void.keys() - {(row.edition, row.seq, row.step) for row in void}
    for number, step in gone | {(number, step) for number, _, step in former}:
        yield Fault(_GONE.filled(edition=number, step=step), number)
    for number in told.texts.keys() - {row.number for row in editions}:
        yield Fault(_EDITION_GONE.filled(edition=number), number)


def _corrections(rows: Sequence[Any], told: _Told) -> Iterator[Fault]:
    """Corrected texts that are not those of their records, or that nobody reads."""
    for row in rows:
        place = {"number": row.number, "edition": row.edition}
        recorded = told.corrected.get((row.edition, row.number))
        if text_sha256(_bytes(row.text)) != row.sha256 or recorded != (row.sha256, _iso(row.day)):
            yield Fault(_CORRECTION.filled(**place), row.edition)
        if row.last != max(number for of, number in told.corrected if of == row.edition):
            yield Fault(_CORRECTION.filled(**place), row.edition)
    for edition_number, number in told.corrected.keys() - {(row.edition, row.number) for row in rows}:
        yield Fault(_CORRECTION.filled(number=number, edition=edition_number), edition_number)


def _differing(
    said: Text, kept: Mapping[tuple[int, str], object], told: Mapping[tuple[int, str], object]
) -> Iterator[Fault]:
    """Facts of an edition that its rows and its records tell otherwise."""
    for place in kept.keys() | told.keys():
        if kept.get(place) != told.get(place):
            yield Fault(said.filled(edition=place[0]), place[0])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _bytes(content: Any) -> bytes:
    """SQLite keeps text in a column of bytes, and text is what an editor's UPDATE leaves there."""
    return content.encode() if isinstance(content, str) else bytes(content)


_ANNEX = Text(
    "каким документом меняется приложение № {turn}, сказано не так, как в журнале",
    "which document annex {turn} is, is not what the journal tells of",
)
_TEXT = Text(
    "текст редакции {edition} изменён: он не совпадает со своим хешем",
    "the text of edition {edition} was changed: it does not match its hash",
)
_OTHER_TEXT = Text(
    "текст редакции {edition} не тот, что записан в журнале",
    "the text of edition {edition} is not the one that the journal tells of",
)
_FORCE = Text(
    "дни действия редакции {edition} не те, что записаны в журнале",
    "the days in force of edition {edition} are not those that the journal tells of",
)
_OTHER_SIGNED = Text(
    "отметка «{step}» дана на другой текст, чем у редакции {edition}",
    "the sign-off “{step}” was given on another text than that of edition {edition}",
)
_UNTOLD = Text(
    "отметки «{step}» редакции {edition} в журнале нет",
    "the journal tells of no sign-off “{step}” on edition {edition}",
)
_ANSWER = Text(
    "ответ «{step}» редакции {edition} не тот, что записан в журнале",
    "the answer “{step}” on edition {edition} is not the one that the journal tells of",
)
_NUMBER = Text(
    "номер или дата по шагу «{step}» редакции {edition} не те, что записаны в журнале",
    "the number or date of step “{step}” on edition {edition} are not those that the journal tells of",
)
_GONE = Text(
    "отметка «{step}» редакции {edition} удалена", "the sign-off “{step}” on edition {edition} is gone"
)
_EDITION_GONE = Text("редакция {edition} удалена", "edition {edition} is gone")
_CORRECTION = Text(
    "редакционная правка {number} редакции {edition} не та, что записана в журнале",
    "editorial correction {number} of edition {edition} is not the one that the journal tells of",
)
_TOLD_DAY = Text(
    "день публикации или ознакомления редакции {edition} не тот, что записан в журнале",
    "the day on which edition {edition} was published or made known is not the one that the journal tells of",
)
_CLAUSE_DAY = Text(
    "день вступления в силу пункта редакции {edition} не тот, что записан в журнале",
    "the day of a clause of edition {edition} is not the one that the journal tells of",
)
_FILE = Text("файл {sha256} изменён", "the file {sha256} was changed")
_OTHER_FILE = Text(
    "файл {sha256} при редакции {edition} не тот, что записан в журнале",
    "the file {sha256} of edition {edition} is not one that the journal tells of",
)
