"""What screens and commands read: each call is one short transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from storage import accounts, calendars, documents, files, instruments, journal, people
from storage.act_reads import ActReads
from storage.ballots import ballot_at
from storage.brought import BroughtFiles, BroughtRow, brought_open
from storage.cases import Cases
from storage.definitions import Publication, plan_of, publications_of, published_for
from storage.heads import Heads
from storage.orders import open_drafts
from storage.queries import assignments, inbox, issued_lists, orders, progress, searching, sittings, worklists
from storage.queries import ballots as voting
from storage.queries import documents as lists
from storage.queries import findings as noted
from storage.queries import people as seating
from storage.queries import registers as numbering
from storage.queries.issued import issued_points, order_name
from storage.queries.issued_lists import OrderRow, RevocablePoint
from storage.sittings import met_by, roster_on, rule_on
from storage.typed import TypedTexts
from workflow.documents.document import Document, Edition
from workflow.documents.editing.typed import Typed
from workflow.documents.reading.brought import Brought
from workflow.documents.search_words import Match
from workflow.engine.definition import Definition
from workflow.governance.bodies import Absence, Organisation, Party
from workflow.governance.calendar import Calendar
from workflow.governance.entries import InstrumentView, RegisterRow
from workflow.governance.names import Names
from workflow.governance.orders.assignment import Assignment
from workflow.governance.orders.known import IssuedPoint
from workflow.governance.orders.order import Draft
from workflow.governance.people import Actor, PersonName
from workflow.governance.registers import Number, Register
from workflow.governance.sittings.ballots import Ballot
from workflow.governance.sittings.protocol import Held
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.rules import Rule
from workflow.journal import Recorded
from workflow.services.listing import Place, Row
from workflow.services.searching import Hit, Question
from workflow.values import DocumentKey, EditionKey, PartyKey


class Reads(ActReads):
    """The read side of the storage."""

    def signed_in(self, token: str, now: str, not_before: str, today: date) -> accounts.SignedIn | None:
        with self._database.read() as connection:
            return accounts.signed_in(connection, token, now, not_before, today)

    def account(self, login: str) -> accounts.Account | None:
        with self._database.read() as connection:
            return accounts.find(connection, login)

    def failures(self, login: str, address: str, since: str) -> tuple[int, int]:
        with self._database.read() as connection:
            return accounts.failures(connection, login, address, since)

    def account_of(self, person: str) -> accounts.Account | None:
        with self._database.read() as connection:
            return accounts.account_of(connection, person)

    def sessions(self, person: str, now: str, not_before: str) -> list[accounts.OpenSession]:
        with self._database.read() as connection:
            return accounts.sessions_of(connection, person, now, not_before)

    def inbox(self, parties: Sequence[PartyKey], after: str | None = None) -> inbox.Page:
        cursor = inbox.Cursor.read(after) if after else None
        with self._database.read() as connection:
            return inbox.inbox(connection, parties, cursor)

    def waiting_count(self, parties: Sequence[PartyKey]) -> int:
        with self._database.read() as connection:
            return inbox.waiting_count(connection, parties)

    def with_worklists(self, organisations: Sequence[str]) -> list[worklists.Offered]:
        with self._database.read() as connection:
            return worklists.with_worklists(connection, organisations)

    def standing(self, places: Sequence[Place], limit: int, after: str | None = None) -> list[list[Row]]:
        last = worklists.cursor(after) if after else None
        with self._database.read() as connection:
            return worklists.standing(connection, places, limit, last)

    def documents(
        self,
        organisation: str,
        on: date,
        *,
        kind: str = "",
        search: str = "",
        after: int | None = None,
        drafts: bool = True,
    ) -> list[lists.DocumentRow]:
        with self._database.read() as connection:
            return lists.documents(
                connection, organisation, on, kind=kind, search=search, after=after, drafts=drafts
            )

    def document(self, key: DocumentKey) -> Document:
        with self._database.read() as connection:
            return documents.document_at(connection, key)

    def edition(self, key: EditionKey) -> Edition:
        with self._database.read() as connection:
            return documents.edition_at(connection, key)

    def brought(self, organisation: str, number: int) -> Brought:
        with self._database.read() as connection:
            return BroughtFiles(connection).get(organisation, number)

    def brought_open(self, organisation: str) -> list[BroughtRow]:
        with self._database.read() as connection:
            return brought_open(connection, organisation)

    def papers(self, organisation: str) -> list[tuple[DocumentKey, str]]:
        with self._database.read() as connection:
            return lists.papers(connection, organisation)

    def typed(self, key: EditionKey) -> list[Typed]:
        with self._database.read() as connection:
            return TypedTexts(connection).of(key)

    def case(self, key: EditionKey, today: date) -> progress.CaseView | None:
        with self._database.read() as connection:
            return progress.case_view(connection, key, today)

    def beside(self, key: EditionKey) -> list[progress.BesideView]:
        """What goes beside the chain of an edition."""
        with self._database.read() as connection:
            return progress.beside_views(connection, key)

    def history(self, key: DocumentKey, *, before: int | None = None, limit: int = 50) -> list[Recorded]:
        with self._database.read() as connection:
            return journal.history(connection, key, before=before, limit=limit)

    def records(self, key: DocumentKey, kind: str) -> list[Recorded]:
        """The records of one kind on a document, oldest first."""
        with self._database.read() as connection:
            return journal.of_kind(connection, key, kind)

    def file(self, key: EditionKey, purpose: str) -> tuple[str, bytes] | None:
        with self._database.read() as connection:
            return files.file_of(connection, key, purpose)

    def findings(
        self, organisation: str, *, code: str = "", number: int | None = None, after: str = ""
    ) -> noted.Found:
        place = noted.After.read(after) if after else None
        with self._database.read() as connection:
            return noted.open_findings(connection, organisation, code=code, number=number, after=place)

    def search_scope(self, asked: Question) -> list[int]:
        """The serials of the indexed editions that count for a question, the newest first."""
        with self._database.read() as connection:
            return searching.scope(connection, asked)

    def found(self, asked: Question, scope: Sequence[int], match: Match, most: int) -> list[int]:
        """The numbers of the clauses that hold what is asked for."""
        with self._database.read() as connection:
            return searching.found(connection, asked, scope, match, most)

    def hits(self, asked: Question, numbers: Sequence[int]) -> list[Hit]:
        """What those clauses say."""
        with self._database.read() as connection:
            return searching.hits(connection, asked, numbers)

    def finding_counts(self, organisation: str) -> Mapping[str, int]:
        """How many open findings each rule has."""
        with self._database.read() as connection:
            return noted.open_counts(connection, organisation)

    def finding(self, key: DocumentKey, id_: int) -> noted.KeptFinding:
        with self._database.read() as connection:
            return noted.finding_at(connection, key, id_)

    def findings_before(self, one: noted.KeptFinding) -> list[noted.KeptFinding]:
        with self._database.read() as connection:
            return noted.before_it(connection, one)

    def findings_of(self, key: DocumentKey) -> list[noted.KeptFinding]:
        """The open findings of one document, the gravest first."""
        with self._database.read() as connection:
            return noted.findings_of(connection, key)

    def archived(self, organisation: str | None = None) -> list[DocumentKey]:
        """Every document that has been submitted or put in."""
        with self._database.read() as connection:
            return noted.archived(connection, organisation)

    def organisation(self, of: str, on: date) -> Organisation:
        with self._database.read() as connection:
            return people.organisation_on(connection, of, on)

    def parties(self, organisation: str, on: date) -> list[Party]:
        with self._database.read() as connection:
            return people.parties_on(connection, organisation, on)

    def absences(self, organisation: str, on: date) -> list[Absence]:
        with self._database.read() as connection:
            return people.absences_on(connection, organisation, on)

    def seats(self, organisation: str, on: date) -> list[seating.SeatRow]:
        with self._database.read() as connection:
            return seating.seats_in(connection, organisation, on)

    def seats_at(self, party: PartyKey, on: date) -> list[seating.SeatRow]:
        with self._database.read() as connection:
            return seating.seats_at(connection, party, on)

    def party_ids(self, organisation: str) -> set[str]:
        with self._database.read() as connection:
            return seating.party_ids(connection, organisation)

    def people(self, organisation: str, on: date) -> list[seating.PersonRow]:
        with self._database.read() as connection:
            return seating.people_in(connection, organisation, on)

    def person_in(self, organisation: str, person: str, on: date) -> seating.PersonRow | None:
        with self._database.read() as connection:
            return seating.person_in(connection, organisation, person, on)

    def party_names(self, keys: set[PartyKey], on: date) -> Mapping[PartyKey, Names]:
        with self._database.read() as connection:
            return progress.party_names(connection, keys, on)

    def actor(self, person: str, on: date) -> Actor:
        with self._database.read() as connection:
            return people.actor_on(connection, person, on)

    def claimant(self, key: EditionKey, step: str) -> str | None:
        """The recorder who took a step's task upon himself."""
        with self._database.read() as connection:
            return Cases(connection, Heads(connection)).claimant(key, step)

    def person(self, person: str, on: date) -> PersonName:
        with self._database.read() as connection:
            return progress.person(connection, person, on)

    def definition(self, digest: str) -> Definition:
        with self._database.read() as connection:
            return plan_of(connection, digest).definition

    def published(self, organisation: str, kind: str) -> Mapping[str, Definition]:
        with self._database.read() as connection:
            return published_for(connection, organisation, kind)

    def publications(self, organisation: str) -> list[Publication]:
        with self._database.read() as connection:
            return publications_of(connection, organisation)

    def next_number(self, party: PartyKey, kind: str, dated: date) -> Number | None:
        """The number that the register would give now; None without a register or a term of the body."""
        with self._database.read() as connection:
            register = self.register_of(party, kind)
            if register is None or register.current(dated) is None:
                return None
            return register.number(instruments.last_serial(connection, register, dated) + 1, dated)

    def register_of(self, party: PartyKey, kind: str) -> Register | None:
        with self._database.read() as connection:
            return instruments.register_of(connection, party.organisation, party.party, kind)

    def calendar(self, organisation: str, since: date) -> Calendar:
        with self._database.read() as connection:
            return calendars.calendar_of(connection, organisation, since)

    def calendar_years(self, organisation: str) -> Mapping[int, str]:
        """The years that are known, each with its source; empty for the organisation's own."""
        with self._database.read() as connection:
            return calendars.calendar_years(connection, organisation)

    def registers(self, organisation: str, today: date) -> list[RegisterRow]:
        with self._database.read() as connection:
            return numbering.registers(connection, organisation, today)

    def register(self, organisation: str, id_: str) -> Register:
        with self._database.read() as connection:
            return instruments.register_at(connection, organisation, id_)

    def register_periods(self, of: Register) -> Mapping[str, int]:
        with self._database.read() as connection:
            return numbering.periods(connection, of)

    def register_entries(
        self, of: Register, period: str, *, after: str = "", newest: bool = False, limit: int = numbering.PAGE
    ) -> numbering.Entries:
        place = numbering.After.read(after) if after else None
        with self._database.read() as connection:
            return numbering.entries(connection, of, period, after=place, newest=newest, limit=limit)

    def instrument(self, organisation: str, id_: str, today: date) -> InstrumentView:
        with self._database.read() as connection:
            return orders.instrument_view(connection, organisation, id_, today)

    def order_of(self, key: DocumentKey, today: date) -> InstrumentView | None:
        """The order whose text that document is; None for any other document."""
        with self._database.read() as connection:
            return orders.order_of(connection, key, today)

    def order_drafts(self, organisation: str) -> list[Draft]:
        """The orders that are being written, the latest first."""
        with self._database.read() as connection:
            return open_drafts(connection, organisation)

    def order_points(self, organisation: str, id_: str) -> tuple[IssuedPoint, ...]:
        """The points of a signed order; empty for one that has none of ours."""
        with self._database.read() as connection:
            return issued_points(connection, organisation, id_)

    def orders(self, organisation: str, after: str = "") -> list[OrderRow]:
        """A page of signed orders, the latest first, and one more."""
        with self._database.read() as connection:
            return issued_lists.orders(connection, organisation, after)

    def revocable_points(self, organisation: str) -> list[RevocablePoint]:
        """The points that a later order may still revoke."""
        with self._database.read() as connection:
            return issued_lists.revocable(connection, organisation)

    def editions_in_force(self, organisation: str, on: date) -> list[tuple[EditionKey, str]]:
        """The editions that an order may repeal, with their titles."""
        with self._database.read() as connection:
            return issued_lists.in_force(connection, organisation, on)

    def assignments_of(self, organisation: str, id_: str) -> list[Assignment]:
        """The points of an order that are or were under control."""
        with self._database.read() as connection:
            return assignments.assignments_of(connection, organisation, id_)

    def open_assignments(self, organisation: str) -> list[Assignment]:
        """What an organisation's orders told to be done and nobody has closed yet, by due day."""
        with self._database.read() as connection:
            return assignments.open_in(connection, organisation)

    def my_assignments(self, person: str) -> list[Assignment]:
        """What a person answers for and has not closed yet, by due day."""
        with self._database.read() as connection:
            return assignments.open_of(connection, person)

    def order_name(self, organisation: str, id_: str) -> tuple[str, date]:
        """The number and date of an order. Raises NotFound."""
        with self._database.read() as connection:
            return order_name(connection, organisation, id_)

    def roster(self, party: PartyKey, on: date) -> Roster:
        with self._database.read() as connection:
            return roster_on(connection, party, on)

    def rule(self, party: PartyKey, on: date) -> Rule:
        with self._database.read() as connection:
            return rule_on(connection, party, on)

    def held(self, organisation: str, id_: str, today: date) -> Held:
        with self._database.read() as connection:
            return sittings.held(connection, organisation, id_, today)

    def is_held(self, organisation: str, id_: str) -> bool:
        """Whether the sitting of that protocol is recorded, and not its number alone."""
        with self._database.read() as connection:
            return met_by(connection, organisation, id_) is not None

    def protocols_of(self, organisation: str, sitting: str) -> list[str]:
        with self._database.read() as connection:
            return sittings.protocols_of(connection, organisation, sitting)

    def meetings(self, organisation: str, party: str | None = None) -> list[sittings.MeetingRow]:
        with self._database.read() as connection:
            return sittings.meetings(connection, organisation, party)

    def ballot(self, organisation: str, id_: str) -> Ballot:
        with self._database.read() as connection:
            return ballot_at(connection, organisation, id_)

    def ballots(self, organisation: str, parties: Sequence[str]) -> list[voting.BallotRow]:
        with self._database.read() as connection:
            return voting.ballots_of(connection, organisation, parties)

    def ballots_wanting(
        self, person: str, organisations: Sequence[str], recording: Sequence[PartyKey], today: date
    ) -> tuple[list[voting.BallotRow], list[voting.BallotRow]]:
        with self._database.read() as connection:
            return voting.wanting(connection, person, organisations, recording, today)
