"""Builders with good defaults: a school with its councils, people, documents on their way."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from storage.database import Database
from storage.migrate import upgrade
from storage.people import actor_on
from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import compile_chain
from workflow.documents.clauses import Clause
from workflow.documents.document import Edition, EditionText
from workflow.engine.definition import Act, Definition, Evidence, PartyRef, Step
from workflow.governance.bodies import Organisation, Party
from workflow.governance.names import Names
from workflow.governance.people import CHAIR, HOLDER, MEMBER, SECRETARY, Actor, PersonName
from workflow.governance.registers import Register
from workflow.ports import Moment
from workflow.services import answers, approval, documents, submission
from workflow.values import EditionKey, PartyKey, Text, both

TODAY = date(2026, 3, 16)
START = date(2020, 1, 1)
SCHOOL = "school"
COUNCILS = ("governing_council", "parents_council", "student_council")
BODIES = (*COUNCILS, "pedagogical_council")
_instants = itertools.count(1)


def moment(today: date = TODAY) -> Moment:
    """A later instant at each call, on the given day."""
    return Moment(f"{today.isoformat()}T09:00:00.{next(_instants):06d}Z", today)


def step(by: str, act: Act, evidence: Evidence = "protocol", of: str = "own") -> Step:
    """A step under its party's kind."""
    return Step(by, PartyRef(by, of), act, evidence)


def chain(*stages: Sequence[Step], id_: str = "regulation-test") -> Chain:
    """A chain of the given stages."""
    told = tuple(
        ChainStage(f"stage{n}", both(f"Этап {n}"), tuple(steps)) for n, steps in enumerate(stages, 1)
    )
    return Chain(id_, both("Цепочка"), ("regulation",), told)


def full_chain() -> Definition:
    """Three councils in any order, the pedagogical council, the head's order."""
    councils = [step(kind, "agree") for kind in COUNCILS]
    last = [step("head", "approve", "order")]
    return compile_chain(chain(councils, [step("pedagogical_council", "adopt")], last))


def text(title: str = "Положение о сообществе педагогов", *points: str) -> EditionText:
    """A small regulation."""
    said = points or ("Сообщество собирает учителей разных предметов.", "Встречи проходят раз в месяц.")
    clauses = tuple(Clause(f"c{n}", f"1.{n}", words, "point") for n, words in enumerate(said, 1))
    return EditionText(
        title, "regulation", "положение", (Clause("s1", "1", "Общие положения", "section", clauses),)
    )


def migrated(url: str) -> None:
    """Fill: the schema only."""
    database = Database(url)
    upgrade(database)
    database.dispose()


@dataclass
class School:
    """A school in a database, with a recorder for each body and the head."""

    database: Database
    id: str = SCHOOL

    def actor(self, person: str, today: date = TODAY) -> Actor:
        """The person with the seats held that day."""
        with self.database.read() as connection:
            return actor_on(connection, self.person(person), today)

    def person(self, role: str) -> str:
        """The id of the person in that role."""
        return f"{self.id}-{role}"

    @property
    def administrator(self) -> Actor:
        return self.actor("administrator")

    def recorder(self, kind: str) -> Actor:
        """The secretary of a body, or the holder of an office."""
        return self.actor(kind)

    def publish(self, definition: Definition, kind: str = "regulation") -> str:
        """Offer a definition; returns its hash."""
        with self.database.work() as work:
            known = work.definitions.keep(definition)
            work.definitions.publish(self.id, kind, known, moment().now)
        return known

    def draft(self, said: EditionText | None = None) -> Edition:
        """A new document's first edition."""
        return documents.create(
            self.database, self.administrator, documents.Draft(self.id, said or text()), moment()
        )

    def submitted(self, definition: str, said: EditionText | None = None) -> Edition:
        """A new document on its way."""
        edition = self.draft(said)
        submission.submit(self.database, self.administrator, edition.key, definition, moment())
        return edition

    def decide(
        self,
        edition: Edition,
        kind: str,
        outcome: str,
        number: str = "",
        dated: date = TODAY,
        remark: str = "",
        command: str | None = None,
        today: date = TODAY,
    ) -> approval.Done:
        """Record the answer of a step, as the body's secretary or the official."""
        decision = answers.Decision(
            edition.key, kind, edition.sha256, outcome, number, dated, remark, command
        )
        return approval.sign_off(self.database, self.recorder(kind), decision, moment(today))

    def approve_all(self, edition: Edition, dated: date = TODAY) -> None:
        """Take an edition through the full chain."""
        for kind in COUNCILS:
            self.decide(edition, kind, "agreed", dated=dated)
        self.decide(edition, "pedagogical_council", "adopted", dated=dated)
        self.decide(edition, "head", "approved", dated=dated)


def school(database: Database, id_: str = SCHOOL, parent: str | None = None) -> School:
    """A school with four bodies, a head, an administrator and an auditor."""
    made = School(database, id_)
    with database.work() as work:
        names = Names.fixed(f"МБОУ «Школа {id_}»")
        place = "г. Луговой"
        work.people.add_organisation(
            Organisation(id_, parent, "Europe/Moscow", place, f"Школа {id_}", names), START
        )
        for kind in BODIES:
            _body(work, id_, kind)
        for kind in ("head", "administrator", "auditor"):
            _office(work, id_, kind)
    return made


def _body(work, id_: str, kind: str) -> None:
    key = PartyKey(id_, kind)
    work.people.add_party(Party(key, "body", kind, Names.fixed(f"орган {kind}")), START)
    work.instruments.add_register(Register(id_, f"protocols-{kind}", "protocol", kind, f"Протоколы {kind}"))
    _seated(work, key, f"{id_}-{kind}", SECRETARY, "Секретарь")
    _seated(work, key, f"{id_}-{kind}-chair", CHAIR, "Председатель")
    _seated(work, key, f"{id_}-{kind}-member", MEMBER, "Членов")


def _office(work, id_: str, kind: str) -> None:
    key = PartyKey(id_, kind)
    work.people.add_party(Party(key, "office", kind, Names.fixed(f"должность {kind}")), START)
    if kind == "head":
        work.instruments.add_register(Register(id_, "orders", "order", kind, "Приказы"))
    _seated(work, key, f"{id_}-{kind}", HOLDER, "Держатель")


def _seated(work, key: PartyKey, person: str, capacity: str, surname: str) -> None:
    work.people.add_person(person, PersonName(surname, "Анна", "Петровна"), START)
    work.people.seat(key, person, capacity, START)


def later(days: int) -> date:
    """So many days after today."""
    return TODAY + timedelta(days=days)


__all__ = [
    "EditionKey",
    "Text",
    "chain",
    "full_chain",
    "later",
    "migrated",
    "moment",
    "school",
    "step",
    "text",
]
