"""A step of either form: whom it asks, for what act, on what evidence, until when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from typing import get_args

from workflow.chain.acts import ACTS
from workflow.chain.procedures import PROCEDURES, default_procedure
from workflow.engine.definition import Evidence, PartyRef, Procedure, Step, Term, TermUnit
from workflow.engine.reader.faults import Place
from workflow.engine.reader.nodes import Broken, Node, Table
from workflow.engine.reader.record import SLUG, Record, checked_id, chosen, not_run_yet, unknown, word_of
from workflow.governance.parties import PARTY_KINDS
from workflow.values import Text

EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
ACT_TITLES: Mapping[str, Text] = {id_: act.title for id_, act in ACTS.items()}
PARTY_TITLES: Mapping[str, Text] = {id_: kind.title for id_, kind in PARTY_KINDS.items()}
EVIDENCE_TITLES: Mapping[str, Text] = {
    "protocol": Text("протокол", "protocol"),
    "order": Text("приказ", "order"),
    "none": Text("нет", "none"),
}
STEP_KEYS = ("by", "act", "evidence", "title", "due", "procedure")
PROCEDURE_TITLES: Mapping[str, Text] = {id_: one.title for id_, one in PROCEDURES.items()}
TERM_KEYS = ("days", "unit", "first_counts", "roll")
UNITS: tuple[TermUnit, ...] = tuple(unit for unit in get_args(TermUnit) if unit != "date")
NOT_RUN_UNITS = frozenset({"week", "month", "year", "hour"})
NOT_RUN_STEP = {
    "silence": Text("молчание ответом не считается", "silence is never an answer"),
    "print": Text("гриф печатается по виду действия", "the stamp is printed by the act"),
}
COMMON_YEAR = 2001  # 29 February does not come every year
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})")


def read_step(record: Record, id_: str, steps: Collection[str] = ()) -> Step | None:
    """The step that the record says, or None when a fault is told that leaves no step.

    `steps` are those from whose day a term may count.
    """
    by = read_party(record)
    act = ACTS.get(record.choice("act", ACT_TITLES, "unknown-act"))
    written = record.choice("evidence", EVIDENCE_TITLES, "unknown-evidence")
    evidence = next((one for one in EVIDENCE if one == written), None)
    title, due = record.title("title", needed=False), read_term(record, "due", steps)
    procedure = _procedure(record, act.id if act else "")
    if by is None or act is None or evidence is None:
        return None
    step = Step(id_, by, act.id, evidence, title, due, procedure)
    _warn_of_odd_evidence(step, record)
    return step


def read_party(record: Record) -> PartyRef | None:
    """Whom the step asks: a kind, or {kind, of}; None with a fault told."""
    node = record.needed("by")
    if not isinstance(node, Table):
        kind = "" if node is None else chosen(node, PARTY_TITLES, "unknown-party", record.faults)
        return PartyRef(kind) if kind else None
    inner = Record(node, record.faults, ("kind", "of"))
    kind = inner.choice("kind", PARTY_TITLES, "unknown-party")
    of = checked_id(inner.word("of", "own"), inner.place_of("of"), record.faults, SLUG)
    return PartyRef(kind, of) if kind and of else None


def _procedure(record: Record, act: str) -> Procedure | None:
    """By which rules an opinion is taken: a word, or {kind, consultation}; None without one or on a fault."""
    node = record.node("procedure")
    if node is None or isinstance(node, Broken):
        return None
    if act and act != "opinion":
        record.faults.error(record.place_of("procedure"), "procedure-without-opinion", _ONLY_OPINION)
    if not isinstance(node, Table):
        kind = chosen(node, PROCEDURE_TITLES, "unknown-procedure", record.faults)
        return default_procedure(kind) if kind else None
    inner = Record(node, record.faults, ("kind", "consultation"))
    kind = inner.choice("kind", PROCEDURE_TITLES, "unknown-procedure")
    talks = read_term(inner, "consultation")
    return Procedure(kind, talks or PROCEDURES[kind].consultation) if kind else None


def read_term(record: Record, key: str, steps: Collection[str] = ()) -> Term | None:
    """The term under `key`; None when there is none or a fault is told. `steps` may begin it by their day."""
    node = record.node(key)
    if node is None or isinstance(node, Broken):
        return None
    return _days(node, record, steps) if isinstance(node, Table) else _date(node, record)


def _days(node: Node, record: Record, steps: Collection[str]) -> Term | None:
    inner = Record(node, record.faults, (*TERM_KEYS, *(("since",) if steps else ())))
    unit, count = inner.word("unit"), inner.word("days")
    first_counts, roll = inner.flag("first_counts"), inner.flag("roll")
    since = inner.word("since", "") if steps else ""
    if since and since not in steps:
        record.faults.error(inner.place_of("since"), "unknown-step", unknown(since, tuple(steps)))
    known = next((one for one in UNITS if one == unit), None)
    if unit in NOT_RUN_UNITS:
        record.faults.error(inner.place_of("unit"), "not-run-yet", not_run_yet(unit, _UNITS))
    elif unit and known is None:
        record.faults.error(inner.place_of("unit"), "unknown-unit", unknown(unit, UNITS))
    if not re.fullmatch("[1-9][0-9]{0,2}", count) or int(count) > 366:
        if count:
            record.faults.error(inner.place_of("days"), "bad-number", _NUMBER)
        return None
    return Term(known or "calendar", days=int(count), first_counts=first_counts, roll=roll, since=since)


def _date(node: Node, record: Record) -> Term | None:
    word = word_of(node, record.faults)
    found = _DAY.fullmatch(word)
    day, month = (int(found[1]), int(found[2])) if found and word.isascii() else (0, 0)
    if 1 <= month <= 12 and 1 <= day <= monthrange(COMMON_YEAR, month)[1]:
        return Term("date", month=month, day=day)
    if word:
        record.faults.error(node.place, "bad-date", _DATE)
    return None


def _warn_of_odd_evidence(step: Step, record: Record) -> None:
    nature, place = PARTY_KINDS[step.by.kind].nature, record.place_of("evidence")
    if nature == "office" and step.evidence == "protocol":
        _warn(record, place, _OFFICE_PROTOCOL)
    if nature == "body" and step.evidence == "order":
        _warn(record, place, _BODY_ORDER)
    if nature == "body" and step.evidence == "none" and step.act in ("agree", "adopt", "approve"):
        _warn(record, place, _BODY_NOTHING)


def _warn(record: Record, place: Place, message: Text) -> None:
    record.faults.warning(place, "odd-evidence", message)


_UNITS = Text(
    "укажите дни (unit: calendar, working, working6, school) или дату («15.09»)",
    "use days (unit: calendar, working, working6, school) or a date (“15.09”)",
)
_ONLY_OPINION = Text(
    "процедура бывает только у учёта мнения (act: opinion)", "a procedure belongs to act: opinion alone"
)
_NUMBER = Text("число дней – целое от 1 до 366", "the number of days is a whole one from 1 to 366")
_DATE = Text(
    "срок – день и месяц, которые есть в каждом году («15.09»), или {days: 5, unit: calendar}",
    "a term is a day and a month of every year (“15.09”), or {days: 5, unit: calendar}",
)
_OFFICE_PROTOCOL = Text(
    "должностное лицо не ведёт протокола: обычно здесь order или none",
    "an office keeps no protocol: order or none is usual here",
)
_BODY_ORDER = Text(
    "коллегиальный орган не издаёт приказов: обычно здесь protocol",
    "a collegial body issues no orders: protocol is usual here",
)
_BODY_NOTHING = Text(
    "решение органа без протокола нечем подтвердить: обычно здесь protocol",
    "nothing proves a body's decision without a protocol: protocol is usual here",
)
