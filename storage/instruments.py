"""Registers, and the protocols and orders in them. The register's row is the lock, its entries the count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.ids import ordered_id
from storage.order_rows import add_points
from storage.statements import Statement, adding
from storage.tables import (
    instrument,
    register,
    register_rule,
    register_term,
    void_number,
)
from workflow.errors import Invalid, NotFound, Refused
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.order import Point
from workflow.governance.registers import Number, NumberRule, Register
from workflow.ports import Instrument, NumberStands
from workflow.values import PartyKey, Text

_RULED = select(
    register,
    register_rule.c.since.label("rule_since"),
    register_rule.c.template.label("rule_template"),
    register_rule.c.restart.label("rule_restart"),
    register_rule.c.file.label("rule_file"),
).outerjoin(register_rule)
_REGISTER = Statement(
    _RULED.where(
        register.c.organisation == bindparam("of_organisation"),
        register.c.party == bindparam("of_party"),
        register.c.instrument == bindparam("of_instrument"),
    )
)
# Key share is let through: an entry under a typed number holds it, and the two would wait for each other.
_LOCK = (
    select(register.c.id)
    .where(register.c.organisation == bindparam("of_organisation"), register.c.id == bindparam("of_id"))
    .with_for_update(key_share=True)
)
_PERIOD = (
    instrument.c.organisation == bindparam("of_organisation"),
    instrument.c.register == bindparam("of_register"),
    instrument.c.period == bindparam("of_period"),
)
_LAST = select(func.max(instrument.c.serial)).where(*_PERIOD)
_TAKEN = (
    select(instrument, void_number.c.reason)
    .outerjoin(void_number)
    .where(*_PERIOD, instrument.c.printed == bindparam("of_printed"))
)
_SAME_SERIAL = select(instrument).where(
    *_PERIOD, instrument.c.serial == bindparam("of_serial"), instrument.c.sub == bindparam("of_sub")
)
_ROW: dict[str, object] = {column.name: bindparam(column.name) for column in instrument.columns}
_ENTER = {
    "sqlite": Statement(
        sqlite_insert(instrument).values(_ROW).on_conflict_do_nothing().returning(instrument.c.id)
    ),
    "postgresql": Statement(
        postgresql_insert(instrument).values(_ROW).on_conflict_do_nothing().returning(instrument.c.id)
    ),
}

# The unique keys of a number, as PostgreSQL and SQLite name what was broken.
_ENTER_NEW = Statement(
    adding(instrument),
    {"uq_instrument_organisation_register": NumberStands, "instrument.register": NumberStands},
)


class Instruments:
    """Numbers are given inside the registering transaction: no gaps, no duplicates."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.takes_for_new = False

    def add_register(self, new: Register) -> None:
        """Open a register."""
        self._connection.execute(
            insert(register),
            {
                "organisation": new.organisation,
                "id": new.id,
                "instrument": new.instrument,
                "party": new.party,
                "title": new.title,
                "template": new.template,
                "restart": new.restart,
                "file": new.file,
            },
        )

    def change_rule(self, of: Register, rule: NumberRule) -> None:
        """Form numbers by another rule from its day on, in place of what was said from that very day."""
        place = {"organisation": of.organisation, "register": of.id}
        self._connection.execute(
            delete(register_rule).where(
                register_rule.c.organisation == of.organisation,
                register_rule.c.register == of.id,
                register_rule.c.since == rule.since,
            )
        )
        said = {"since": rule.since, "template": rule.template, "restart": rule.restart, "file": rule.file}
        self._connection.execute(insert(register_rule), {**place, **said})

    def begin_term(self, of: Register, since: date) -> None:
        """A term of the body begins."""
        place = {"organisation": of.organisation, "register": of.id, "since": since}
        self._connection.execute(insert(register_term), place)

    def has_register(self, party: PartyKey, kind: str) -> bool:
        """Whether the body or office has a register of that kind."""
        return register_of(self._connection, party.organisation, party.party, kind) is not None

    def last_dated(self, of: Register) -> date | None:
        """The latest day that an entry of the register has; None when it is empty."""
        mine = (instrument.c.organisation == of.organisation, instrument.c.register == of.id)
        latest: date | None = self._connection.scalar(select(func.max(instrument.c.dated)).where(*mine))
        return latest

    def lock_register(self, organisation: str, id_: str) -> Register:
        """The register, its row locked: no number is drawn meanwhile. Raises NotFound."""
        self._connection.execute(_LOCK, {"of_organisation": organisation, "of_id": id_})
        return register_at(self._connection, organisation, id_)

    def issue(self, order: Instrument, points: Iterable[tuple[Point, Sequence[Effect]]]) -> None:
        """Keep the points of a signed order with what each did."""
        add_points(self._connection, order.organisation, order.id, points)

    def void(self, one: Instrument, reason: str, by: str, now: str) -> None:
        """Say why a number is void; it is never given again."""
        said = {"reason": reason, "recorded_by": by, "recorded_at": now}
        place = {"organisation": one.organisation, "instrument": one.id}
        self._connection.execute(insert(void_number), {**place, **said})

    def expect(self, organisation: str, party: str, kind: str) -> None:
        """The register of that body or office will be asked for."""
        _REGISTER.expect(self._connection, _register_place(organisation, party, kind))

    def register(self, organisation: str, party: str, kind: str) -> Register:
        """The register of a body's protocols or an office's orders. Raises Refused when there is none."""
        found = register_of(self._connection, organisation, party, kind)
        if found is None:
            raise Refused("no-register", _NO_REGISTER.filled(party=party))
        return found

    def next_number(self, of: Register, dated: date) -> Number:
        """The number after the last one of the period; sure only under the register's lock."""
        return of.number(last_serial(self._connection, of, dated) + 1, dated)

    def enter(
        self,
        of: Register,
        number: Number | None,
        dated: date,
        signed_by: str | None,
        recorded_by: str,
        now: str,
    ) -> Instrument:
        """Register a protocol or order; `number` None draws the next. `new` is False when it was there.

        Raises Invalid when the serial stands there under another printed number.
        """
        if number is not None:
            row = _row(of, number, dated, signed_by, recorded_by, now)
            return self._put(row) or self._taken(of, number, dated)
        self._connection.execute(_LOCK, {"of_organisation": of.organisation, "of_id": of.id})
        # None when the number was typed for another entry a moment ago: draw the one after it.
        drawn = None
        while drawn is None:
            free = self._free_number(of, dated)
            drawn = self._put(_row(of, free, dated, signed_by, recorded_by, now))
        return drawn

    def _put(self, row: dict[str, Any]) -> Instrument | None:
        """The new entry; None when its number is taken."""
        if self.takes_for_new:
            _ENTER_NEW.run(self._connection, row)
        elif _ENTER[self._connection.dialect.name].one(self._connection, row) is None:
            return None
        return _entered(row)

    def _free_number(self, of: Register, dated: date) -> Number:
        number = self.next_number(of, dated)
        while self._find(_TAKEN, of, dated, of_printed=number.printed):
            number = of.number((number.serial or 0) + 1, dated)
        return number

    def _taken(self, of: Register, number: Number, dated: date) -> Instrument:
        row = self._find(_TAKEN, of, dated, of_printed=number.printed)
        if row is not None and row.reason is not None:
            raise Invalid({"number": _void(row)})
        if row is not None:
            return _instrument(row)
        twin = self._find(_SAME_SERIAL, of, dated, of_serial=number.serial, of_sub=number.sub)
        printed = twin.printed if twin else number.printed
        raise Invalid({"number": _SERIAL_TAKEN.filled(number=printed)})

    def _find(self, query: object, of: Register, dated: date, **more: object) -> Any | None:
        place = {"of_organisation": of.organisation, "of_register": of.id, "of_period": of.period(dated)}
        return self._connection.execute(query, {**place, **more}).one_or_none()  # type: ignore[call-overload]  # one of the selects above


def _row(
    of: Register, number: Number, dated: date, signed_by: str | None, recorded_by: str, now: str
) -> dict[str, Any]:
    return {
        "organisation": of.organisation,
        "id": ordered_id(now),
        "instrument": of.instrument,
        "register": of.id,
        "period": of.period(dated),
        "serial": number.serial,
        "sub": number.sub,
        "printed": number.printed,
        "dated": dated,
        "party": of.party,
        "signed_by": signed_by,
        "recorded_by": recorded_by,
        "recorded_at": now,
    }


def register_of(connection: Connection, organisation: str, party: str, kind: str) -> Register | None:
    """The register of a body's protocols or an office's orders, if it has one."""
    rows = _REGISTER.all(connection, _register_place(organisation, party, kind))
    found = _registers(connection, rows)
    return found[0] if found else None


def _register_place(organisation: str, party: str, kind: str) -> dict[str, object]:
    return {"of_organisation": organisation, "of_party": party, "of_instrument": kind}


def register_at(connection: Connection, organisation: str, id_: str) -> Register:
    """One register. Raises NotFound."""
    mine = (register.c.organisation == organisation, register.c.id == id_)
    found = _registers(connection, connection.execute(_RULED.where(*mine)).all())
    if not found:
        raise NotFound
    return found[0]


def registers_of(connection: Connection, organisation: str) -> list[Register]:
    """Every register of an organisation."""
    mine = register.c.organisation == organisation
    return _registers(connection, connection.execute(_RULED.where(mine).order_by(register.c.id)).all())


def _registers(connection: Connection, rows: Sequence[Any]) -> list[Register]:
    """Registers from rows that repeat one for each of its rules."""
    found: dict[str, Register] = {}
    for row in rows:
        one = found.get(row.id) or Register(
            row.organisation,
            row.id,
            row.instrument,
            row.party,
            row.title,
            row.template,
            row.restart,
            row.file,
        )
        if row.rule_since is not None:
            rule = NumberRule(row.rule_since, row.rule_template, row.rule_restart, row.rule_file)
            one = replace(one, changes=(*one.changes, rule))
        found[row.id] = one
    return [_with_terms(connection, one) for one in found.values()]


def _with_terms(connection: Connection, one: Register) -> Register:
    if "term" not in {one.restart, *(rule.restart for rule in one.changes)}:
        return one
    mine = (register_term.c.organisation == one.organisation, register_term.c.register == one.id)
    begun = connection.scalars(select(register_term.c.since).where(*mine).order_by(register_term.c.since))
    return replace(one, terms=tuple(begun))


def last_serial(connection: Connection, of: Register, dated: date) -> int:
    """The last serial of the register's period at that date; 0 when it is empty."""
    place = {"of_organisation": of.organisation, "of_register": of.id, "of_period": of.period(dated)}
    return connection.scalar(_LAST, place) or 0


def _void(row: Any) -> Text:
    # Not `filled`: people typed the reason and it may hold braces.
    ru = f"Номер {row.printed} аннулирован: {row.reason}"
    return Text(ru, f"Number {row.printed} is void: {row.reason}")


def _entered(row: dict[str, Any]) -> Instrument:
    names = ("organisation", "id", "instrument", "printed", "dated", "party", "signed_by")
    return Instrument(*(row[name] for name in names))


def _instrument(row: Any) -> Instrument:
    return Instrument(
        row.organisation, row.id, row.instrument, row.printed, row.dated, row.party, row.signed_by, new=False
    )


_NO_REGISTER = Text(
    "У органа «{party}» нет журнала для номеров: его заводит администратор в разделе «Органы»",
    "“{party}” has no register for its numbers: the administrator opens one under “Bodies”",
)
_SERIAL_TAKEN = Text("Порядковый номер уже занят записью {number}", "The serial is taken by entry {number}")
