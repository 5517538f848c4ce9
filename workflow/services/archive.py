"""A paper document goes into the archive as it is: recorded, never refused, with findings for the auditor."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, zip_longest

from workflow.chain.case import Case, SignOff
from workflow.chain.paper import PaperStep, in_force_since, paper_definition, paper_steps
from workflow.documents.dates import numeric
from workflow.documents.document import Document, Edition, EditionText
from workflow.documents.matching import carry_uids
from workflow.documents.reading import Reading
from workflow.documents.reading.texts import annex_text, text_of, told_title
from workflow.engine.definition import Definition
from workflow.engine.process import Marking
from workflow.errors import Invalid, NotFound, Refused
from workflow.governance.bodies import Party, resolve
from workflow.governance.findings import Entry, Finding
from workflow.governance.names import Names
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import Actor
from workflow.governance.registers import MAX_NUMBER, Number, Register
from workflow.governance.registers import Instrument as Instrumental
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Instrument, Moment, Store, Work
from workflow.services.paper_documents import documents
from workflow.services.replay import earlier
from workflow.services.reviewing import review
from workflow.services.searching import index_later
from workflow.values import DocumentKey, EditionKey, PartyKey, Text

UNTITLED = "Документ без названия"
FILE_NAME = 200


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The file as it came: its name, its bytes and what was read in it."""

    name: str
    content: bytes
    reading: Reading

    @property
    def sha256(self) -> str:
        """The hash by which the same file is known again."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a paper beside what stands on it.

    `known_as_of` is a day on which its text was in force, for a paper that bears no date; `later_of` the
    paper document whose next edition it is.
    """

    known_as_of: date | None = None
    later_of: DocumentKey | None = None


@dataclass(frozen=True, slots=True)
class Archived:
    """One document in the archive with its findings; `replayed` when the file had been put in before."""

    document: DocumentKey
    title: str
    findings: tuple[Finding, ...]
    replayed: bool = False


def put_in(
    store: Store,
    actor: Actor,
    organisation: str,
    file: PaperFile,
    at: Moment,
    definition: str | None = None,
    told: Told = Told(),
) -> tuple[Archived, ...]:
    """Put a paper file into the archive: an order with the act that it approves is two documents.

    Any other act and its annexes are one; an annex approved by an order of its own is a document of its own.

    `definition` names a published chain that the paper is compared with. The same file twice is put in once.
    Raises Refused of a later edition of what is no paper, Invalid of one without a day or of an earlier one.
    """
    require(actor, Permission.IMPORT, organisation)
    with store.work() as work:
        return put(work, actor, organisation, file, at, definition, told)


def put(
    work: Work,
    actor: Actor,
    organisation: str,
    file: PaperFile,
    at: Moment,
    definition: str | None = None,
    told: Told = Told(),
) -> tuple[Archived, ...]:
    """The same inside a transaction."""
    member = require(actor, Permission.IMPORT, organisation)
    archived: list[Archived] = []
    historic: dict[str, Party] = {}
    if told.known_as_of is not None and told.known_as_of > at.today:
        raise Invalid({"known_as_of": _AHEAD})
    former = _former(work, organisation, told)
    found = list(documents(file.reading, None))
    later = _alike([reading for reading, _ in found], former) if former else None
    for number, (reading, order) in enumerate(found):
        source = file.sha256 if number == 0 else f"{file.sha256}#{number}"
        known = _known(work, organisation, source)
        if known is not None:
            archived.append(Archived(known, reading.title, (), replayed=True))
            continue
        paper = _Paper(work, actor, member.kind, organisation, file, at, historic, told)
        chain = definition if number == 0 else None
        if former is not None and number == later:
            archived.append(paper.follow(former, reading, source, chain, order))
        else:
            archived.append(paper.keep(reading, source, chain, order))
    return tuple(archived)


def _former(work: Work, organisation: str, told: Told) -> Document | None:
    """The paper document whose next edition is put in. Raises NotFound, Refused."""
    if told.later_of is None:
        return None
    if told.later_of.organisation != organisation:
        raise NotFound
    work.documents.lock_numbers(organisation)
    document = work.documents.get(told.later_of)
    if not document.paper:
        raise Refused("no-paper", _LIVE)
    return document


def _alike(readings: Sequence[Reading], former: Document) -> int:
    """Which document of the file is the next edition: the first of the same kind, else the first."""
    return next((turn for turn, one in enumerate(readings) if one.kind == former.kind), 0)


def _known(work: Work, organisation: str, source: str) -> DocumentKey | None:
    """The document that this part of a file became, or became an edition of."""
    event = earlier(work, organisation, source, "edition_imported")
    return event.key if event else work.documents.by_source(organisation, source)


@dataclass(frozen=True, slots=True)
class _Paper:
    """One file on its way into the archive, inside one transaction."""

    work: Work
    actor: Actor
    capacity: str
    organisation: str
    file: PaperFile
    at: Moment
    historic: dict[str, Party]
    told: Told = Told()

    def keep(self, reading: Reading, source: str, definition: str | None, order: Entry | None) -> Archived:
        """A document of its own."""
        text = _text(reading)
        document = self.work.documents.add(
            self.organisation, text.kind, text.word, text.title, None, paper=True, source=source
        )
        steps, since = _steps(reading), in_force_since(_steps(reading))
        edition = self._edition(document, text, steps, definition, order)
        self._enter(edition, since or self.told.known_as_of, known=since is None)
        self._record(edition, steps, "imported", None)
        return Archived(document.key, text.title, review(self.work, edition.key, self.at))

    def follow(
        self, former: Document, reading: Reading, source: str, definition: str | None, order: Entry | None
    ) -> Archived:
        """The next edition of a paper document; the one before it lapses on its first day."""
        steps = _steps(reading)
        stamped = in_force_since(steps)
        since = stamped or self.told.known_as_of
        if since is None:
            raise Invalid({"known_as_of": _NO_DAY})
        last = self.work.documents.edition(EditionKey(*former.key, former.in_force or former.editions))
        if last.in_force_from is not None and since <= last.in_force_from:
            raise Invalid({"known_as_of": _EARLIER.filled(day=numeric(last.in_force_from))})
        text = replace(_text(reading, former.title), kind=former.kind, word=former.word)
        uids = (f"e{former.editions + 1}-{turn}" for turn in count(1))
        clauses = carry_uids(last.text.clauses, text.clauses, lambda: next(uids))
        read = zip_longest(reading.annexes, last.text.annexes[: len(reading.annexes)])
        annexes = tuple(annex_text(one, lambda: next(uids), was) for one, was in read)
        text = replace(text, clauses=clauses, annexes=annexes)
        edition = self._edition(former, text, steps, definition, order)
        if last.in_force_from is not None and (last.in_force_until is None or since < last.in_force_until):
            self.work.documents.repeal(last.key, since)
        self._enter(edition, since, known=stamped is None)
        self._record(edition, steps, "edition_imported", source)
        return Archived(former.key, text.title, review(self.work, edition.key, self.at))

    def _edition(
        self,
        document: Document,
        text: EditionText,
        steps: Sequence[PaperStep],
        definition: str | None,
        order: Entry | None,
    ) -> Edition:
        """The text with its sign-offs and the file that it was read from."""
        edition = self.work.documents.add_edition(document, text, self.actor.person, self.at.now)
        self.work.documents.submitted(edition.key, self.at.now)
        self._decided(edition, steps, definition, order)
        name = self.file.name[-FILE_NAME:]
        self.work.files.keep(edition.key, "source", name, "application/octet-stream", self.file.content)
        return edition

    def _enter(self, edition: Edition, since: date | None, *, known: bool) -> None:
        if since is not None:
            self.work.documents.put_into_force(edition.key, since)
            index_later(self.work, edition.key.of, self.at)
        if since is not None and known:
            self.work.force.known_only(edition.key)

    def _decided(
        self, edition: Edition, steps: Sequence[PaperStep], definition: str | None, order: Entry | None
    ) -> None:
        """The closed case with its recorded sign-offs, and what the paper shows of each."""
        known = self.work.definitions.keep(self._followed(definition, steps))
        parties = {one.step.id: self._party(one).key for one in steps}
        signed = {one.step.id: one.outcome for one in steps}
        case = Case(
            edition.key,
            known,
            Marking("in_force", signed),
            parties,
            edition.sha256,
            self.actor.person,
            self.at.now,
            open=False,
            paper=True,
        )
        self.work.cases.add(case, ())
        for one in steps:
            self._signed(edition, one, parties[one.step.id])
            approving = one.step.act == "approve"
            self.work.stamps.keep(edition.key, one, order if approving else None)

    def _followed(self, definition: str | None, steps: Sequence[PaperStep]) -> Definition:
        if definition is None:
            return paper_definition(steps)
        return self.work.definitions.plan(definition).definition

    def _party(self, one: PaperStep) -> Party:
        """The body or office on the stamp; one that the organisation does not list is kept as history."""
        candidates = self.work.people.parties(self.organisation, self.at.today)
        try:
            return resolve(one.step, candidates, None)
        except Refused:
            return self._historic(one)

    def _historic(self, one: PaperStep) -> Party:
        """One party for one name on one day: an order and its annex bear the same stamp."""
        since = one.dated or self.at.today
        told = f"{since} {one.step.by.kind} {one.approval.by_text} {self.at.now}"
        if told not in self.historic:
            kind = PARTY_KINDS.get(one.step.by.kind)
            id_ = f"paper-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
            known_as = kind.title.ru if kind else one.step.by.kind
            told_as = one.approval.by_text
            # «Приказом МБОУ …» names the paper, not who signed it.
            names = Names.fixed(known_as if told_as.lower().startswith("приказ") else told_as or known_as)
            nature = kind.nature if kind else "body"
            party = Party(PartyKey(self.organisation, id_), nature, one.step.by.kind, names)
            self.work.people.add_party(party, since, until=since)
            self.historic[told] = party
        return self.historic[told]

    def _signed(self, edition: Edition, one: PaperStep, party: PartyKey) -> None:
        sign = SignOff(
            edition.key,
            one.step.id,
            one.step.act,
            one.outcome,
            party,
            edition.sha256,
            one.dated,
            "",
            self.actor.person,
            self.capacity,
            self.at.now,
        )
        self.work.cases.sign(sign, self._instruments(one, party), stated=True)

    def _instruments(self, one: PaperStep, party: PartyKey) -> list[Instrument]:
        """The protocol or order on the stamp; none where another one has its number (a finding says so)."""
        approval, dated = one.approval, one.dated
        if approval.number is None or dated is None or one.step.evidence == "none":
            return []
        entered = self._entered(party, one.step.evidence, approval.number, dated)
        return [entered] if entered is not None else []

    def _entered(self, party: PartyKey, kind: Instrumental, printed: str, dated: date) -> Instrument | None:
        """The registered protocol or order; None when another one of that period has the number."""
        try:
            register = self._register(party, kind)
            number = _number(register, printed, dated)
            entered = self.work.instruments.enter(
                register, number, dated, None, self.actor.person, self.at.now
            )
        except Invalid:
            return None
        return entered if entered.new or entered.dated == dated else None

    def _register(self, party: PartyKey, kind: Instrumental) -> Register:
        try:
            return self.work.instruments.register(party.organisation, party.party, kind)
        except Refused:
            register = Register(
                party.organisation, f"paper-{party.party}-{kind}", kind, party.party, "Внесено с бумаги"
            )
            self.work.instruments.add_register(register)
            return register

    def _record(self, edition: Edition, steps: Sequence[PaperStep], kind: str, command: str | None) -> None:
        approvals: list[object] = [
            {
                "act": one.approval.act,
                "by": one.approval.by_kind,
                "text": one.approval.by_text,
                "number": one.approval.number,
                "date": one.approval.date,
            }
            for one in steps
        ]
        facts: dict[str, Fact] = {
            "edition": edition.key.edition,
            "title": edition.text.title,
            "sha256": edition.sha256,
            "file": self.file.sha256,
            "approvals": approvals,
        }
        if self.told.known_as_of is not None:
            facts["known_as_of"] = self.told.known_as_of.isoformat()
        event = Event(kind, self.actor.person, self.capacity, facts, {"name": self.actor.name.full})
        self.work.journal.record(edition.key.of, self.at.now, [event], command)


def _text(reading: Reading, title: str = UNTITLED) -> EditionText:
    return EditionText(
        told_title(reading) or title,
        reading.kind,
        reading.word,
        reading.clauses,
        tuple(map(text_of, reading.annexes)),
        reading.preamble,
    )


def _steps(reading: Reading) -> Sequence[PaperStep]:
    return paper_steps([one for one in reading.approvals if not one.amendment])


def _number(register: Register, printed: str, dated: date) -> Number:
    try:
        return register.read(printed, dated)
    except Invalid:
        return Number(printed[:MAX_NUMBER], None, printed[:MAX_NUMBER])


_LIVE = Text(
    "Этот документ ведут в системе: его новая редакция идёт по цепочке, а не вносится с бумаги",
    "This document is kept live: its next edition goes by the chain and is not put in from paper",
)
_NO_DAY = Text(
    "На бумаге нет даты: назовите день, на который известно, что этот текст действовал",
    "The paper bears no date: name a day on which this text is known to have been in force",
)
_AHEAD = Text("Этот день ещё не наступил", "This day is still to come")
_EARLIER = Text(
    "Редакции вносят по порядку: эта должна быть позже {day}",
    "Editions are put in in their order: this one must be later than {day}",
)
