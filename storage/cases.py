"""Cases with their sign-offs and tasks. `get` locks the document's head row in the same statement."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select, true, update

from storage.heads import Heads
from storage.statements import Statement, adding
from storage.tables import case as case_table
from storage.tables import decision, definition, document, edition, sign_off, task
from workflow.chain.case import Case, SignOff, Task
from workflow.engine.process import Marking
from workflow.engine.variables import Status
from workflow.errors import NotFound
from workflow.ports import Instrument
from workflow.values import EditionKey, PartyKey


def of_edition(table: Table) -> tuple[ColumnElement[bool], ...]:
    """That a row of `table` is of the edition that `at` names."""
    of = table.c
    return (
        of.organisation == bindparam("of_organisation"),
        of.document == bindparam("of_document"),
        of.edition == bindparam("of_edition"),
    )


def at(key: EditionKey) -> dict[str, object]:
    """The parameters that name an edition in a statement's condition."""
    return {"of_organisation": key.organisation, "of_document": key.document, "of_edition": key.edition}


# Not said, it is the case of the chain.
_OF_WORKFLOW = case_table.c.workflow == bindparam("of_workflow", value="")
_CASES = select(
    *case_table.c, edition.c.sha256, document.c.seq, document.c.head, document.c.kind
).select_from(case_table.join(edition).join(document))
_CASE = _CASES.where(*of_edition(case_table), _OF_WORKFLOW)
_BESIDE = Statement(
    _CASES.where(*of_edition(case_table), case_table.c.workflow != "").order_by(case_table.c.workflow)
)
_BEFORE = Statement(
    _CASES.where(
        case_table.c.organisation == bindparam("of_organisation"),
        case_table.c.document == bindparam("of_document"),
        case_table.c.edition < bindparam("of_edition"),
        _OF_WORKFLOW,
        case_table.c.open,
    ).order_by(case_table.c.edition)
)
_FOUND = Statement(_CASE)
# The case's own row too: after a wait PostgreSQL reads again only the rows that the statement locks, and
# the marking would be the one from before the wait.
_LOCKED = Statement(_CASE.with_for_update(of=(document, case_table)))
_SAVE = Statement(
    update(case_table)
    .where(*of_edition(case_table), _OF_WORKFLOW)
    .values(
        state=bindparam("to_state"),
        signed=bindparam("to_signed"),
        variables=bindparam("to_variables"),
        since=bindparam("to_since"),
        open=bindparam("to_open"),
    )
)
_LISTED = (
    select(definition.c.worklists).where(definition.c.hash == bindparam("of_definition")).scalar_subquery()
)
_SIGN = Statement(adding(sign_off))
_DECIDE = Statement(adding(decision))
_ASK = Statement(adding(task))
_ANSWERED = Statement(delete(task).where(*of_edition(task), task.c.step == bindparam("of_step")))
_CLAIMED_ONCE = Statement(
    update(case_table).where(*of_edition(case_table), _OF_WORKFLOW).values(claimed=true())
)
_CLAIMED = Statement(select(task.c.claimed_by).where(*of_edition(task), task.c.step == bindparam("of_step")))
_CLAIM = Statement(
    update(task)
    .where(*of_edition(task), task.c.step == bindparam("of_step"))
    .values(claimed_by=bindparam("to_person"))
)
_ALL_GONE = Statement(delete(task).where(*of_edition(task)))
_SIGN_OFFS = Statement(select(sign_off).where(*of_edition(sign_off)).order_by(sign_off.c.recorded_at))


class Cases:
    """Rows and `Case` values."""

    def __init__(self, connection: Connection, heads: Heads) -> None:
        self._connection = connection
        self._heads = heads

    def get(self, key: EditionKey, workflow: str = "") -> Case:
        """The case, with its document locked. Raises NotFound."""
        row = _LOCKED.one(self._connection, {**at(key), "of_workflow": workflow})
        if row is None:
            raise NotFound
        self._heads.locked(key.of, row.seq, row.head)
        return to_case(row)

    def find(self, key: EditionKey, workflow: str = "") -> Case | None:
        """The case of an edition, not locked; None while it is a draft."""
        row = _FOUND.one(self._connection, {**at(key), "of_workflow": workflow})
        return to_case(row) if row else None

    def beside(self, key: EditionKey) -> Sequence[Case]:
        """The cases that an edition has beside that of its chain, not locked."""
        return [to_case(row) for row in _BESIDE.all(self._connection, at(key))]

    def before(self, key: EditionKey, workflow: str) -> Sequence[Case]:
        """The open cases of that workflow which earlier editions of the document have, not locked."""
        return [to_case(row) for row in _BEFORE.all(self._connection, {**at(key), "of_workflow": workflow})]

    def add(self, case: Case, tasks: Sequence[Task]) -> None:
        """Keep a new case with its first tasks."""
        self._connection.execute(
            insert(case_table).values(listed=_LISTED),
            {
                "of_definition": case.definition,
                **_key(case.key),
                "workflow": case.workflow,
                "definition": case.definition,
                "state": case.marking.state,
                "signed": spelled(case.marking.signed),
                "variables": _values(case.marking.values),
                "since": case.since,
                "parties": parties_text(case.parties),
                "submitted_by": case.submitted_by,
                "submitted_at": case.submitted_at,
                "paper": case.paper,
                "open": case.open,
            },
        )
        self._ask(tasks)

    def save(self, case: Case, done: str | None, opened: Sequence[Task], *, moved: bool) -> None:
        """Keep the new marking: the answered task goes; on a move, all of the former state's go."""
        _SAVE.run(
            self._connection,
            {
                **at(case.key),
                "of_workflow": case.workflow,
                "to_state": case.marking.state,
                "to_signed": spelled(case.marking.signed),
                "to_variables": _values(case.marking.values),
                "to_since": case.since,
                "to_open": case.open,
            },
        )
        if moved and not case.workflow:
            _ALL_GONE.run(self._connection, at(case.key))
        elif done is not None:
            _ANSWERED.run(self._connection, {**at(case.key), "of_step": done})
        self._ask(opened)

    def sign(
        self,
        sign: SignOff,
        instruments: Sequence[Instrument],
        *,
        stated: bool = False,
        item: int | None = None,
    ) -> None:
        """Keep a sign-off and the decisions that link it to its protocols or orders.

        `item` is the question of the protocol's agenda, when the sitting itself was recorded.
        """
        _SIGN.run(
            self._connection,
            {
                **_key(sign.key),
                "step": sign.step,
                "act": sign.act,
                "outcome": sign.outcome,
                "party_organisation": sign.party.organisation,
                "party": sign.party.party,
                "text_sha256": sign.text_sha256,
                "decided_on": sign.decided_on,
                "remark": sign.remark,
                "recorded_by": sign.recorded_by,
                "capacity": sign.capacity,
                "recorded_at": sign.recorded_at,
            },
        )
        for one in instruments:
            link = {"instrument_organisation": one.organisation, "instrument": one.id}
            told = {"step": sign.step, "verdict": sign.outcome, "stated": stated, "item": item}
            _DECIDE.run(self._connection, {**_key(sign.key), **link, **told})

    def claimant(self, key: EditionKey, step: str) -> str | None:
        """The recorder who took the step's task upon himself."""
        row = _CLAIMED.one(self._connection, {**at(key), "of_step": step})
        return row.claimed_by if row else None

    def claim(self, key: EditionKey, step: str, person: str | None) -> None:
        """The step's task is one recorder's; with nobody, again any one's."""
        _CLAIM.run(self._connection, {**at(key), "of_step": step, "to_person": person})
        _CLAIMED_ONCE.run(self._connection, at(key))

    def sign_offs(self, key: EditionKey) -> Sequence[SignOff]:
        """The answers given on an edition, in the order they were recorded."""
        return [to_sign_off(row) for row in _SIGN_OFFS.all(self._connection, at(key))]

    def _ask(self, tasks: Sequence[Task]) -> None:
        _ASK.run_many(self._connection, [_task_row(one) for one in tasks])


def to_case(row: Any) -> Case:
    """A case row joined with its edition's SHA-256."""
    return Case(
        EditionKey(row.organisation, row.document, row.edition),
        row.definition,
        Marking(row.state, json.loads(row.signed), json.loads(row.variables) if row.variables else {}),
        _parties(row.parties),
        row.sha256,
        row.submitted_by,
        row.submitted_at,
        row.open,
        row.paper,
        row.since or "",
        claimed=bool(row.claimed),
        workflow=row.workflow,
        kind=row.kind,
    )


# The documents of an organisation ask the same bodies.
@lru_cache(256)
def _parties(text: str) -> Mapping[str, PartyKey]:
    return {step: PartyKey(*party) for step, party in json.loads(text).items()}


def to_sign_off(row: Any) -> SignOff:
    """A sign-off row as a value."""
    return SignOff(
        EditionKey(row.organisation, row.document, row.edition),
        row.step,
        row.act,
        row.outcome,
        PartyKey(row.party_organisation, row.party),
        row.text_sha256,
        row.decided_on,
        row.remark,
        row.recorded_by,
        row.capacity,
        row.recorded_at,
    )


def _values(values: Status) -> str | None:
    return spelled(dict(values)) if values else None


def parties_text(parties: Mapping[str, PartyKey]) -> str:
    """Pinned bodies and offices as a case row holds them."""
    return spelled({step: list(party) for step, party in parties.items()})


def _key(key: EditionKey) -> dict[str, object]:
    return {"organisation": key.organisation, "document": key.document, "edition": key.edition}


def _task_row(one: Task) -> dict[str, object]:
    return {
        **_key(one.key),
        "party_organisation": one.party.organisation,
        "party": one.party.party,
        "due": one.due,
        "step": one.step,
        "act": one.act,
        "since": one.since,
    }


spelled = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
