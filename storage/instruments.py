"""Registers, and the protocols and orders in them. The register's row is the lock, its entries the count."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.ids import ordered_id
from storage.statements import Statement
from storage.tables import instrument, register
from workflow.errors import Invalid, Refused
from workflow.governance.registers import Number, Register
from workflow.ports import Instrument
from workflow.values import Text

_REGISTER = Statement(
    select(register).where(
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
_TAKEN = select(instrument).where(*_PERIOD, instrument.c.printed == bindparam("of_printed"))
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


class Instruments:
    """Numbers are given inside the registering transaction: no gaps, no duplicates."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
            },
        )

    def register(self, organisation: str, party: str, kind: str) -> Register:
        """The register of a body's protocols or an office's orders. Raises Refused when there is none."""
        found = register_of(self._connection, organisation, party, kind)
        if found is None:
            raise Refused("no-register", _NO_REGISTER.filled(party=party))
        return found

    def next_number(self, of: Register, dated: date) -> Number:
        """The number after the last one of the period; sure only under the register's lock."""
        return of.number(last_serial(self._connection, of, dated) + 1)

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
            return self._put(of, number, dated, signed_by, recorded_by, now) or self._taken(of, number, dated)
        self._connection.execute(_LOCK, {"of_organisation": of.organisation, "of_id": of.id})
        # None when the number was typed for another entry a moment ago: draw the one after it.
        drawn = None
        while drawn is None:
            free = self._free_number(of, dated)
            drawn = self._put(of, free, dated, signed_by, recorded_by, now)
        return drawn

    def _put(
        self, of: Register, number: Number, dated: date, signed_by: str | None, recorded_by: str, now: str
    ) -> Instrument | None:
        """The new entry; None when its number is taken."""
        row = {
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
        entered = _ENTER[self._connection.dialect.name].one(self._connection, row)
        if entered is None:
            return None
        return Instrument(
            of.organisation, entered.id, of.instrument, number.printed, dated, of.party, signed_by
        )

    def _free_number(self, of: Register, dated: date) -> Number:
        number = self.next_number(of, dated)
        while self._find(_TAKEN, of, dated, of_printed=number.printed):
            number = of.number((number.serial or 0) + 1)
        return number

    def _taken(self, of: Register, number: Number, dated: date) -> Instrument:
        row = self._find(_TAKEN, of, dated, of_printed=number.printed)
        if row is not None:
            return _instrument(row)
        twin = self._find(_SAME_SERIAL, of, dated, of_serial=number.serial, of_sub=number.sub)
        printed = twin.printed if twin else number.printed
        raise Invalid({"number": _SERIAL_TAKEN.filled(number=printed)})

    def _find(self, query: object, of: Register, dated: date, **more: object) -> Any | None:
        place = {"of_organisation": of.organisation, "of_register": of.id, "of_period": of.period(dated)}
        return self._connection.execute(query, {**place, **more}).one_or_none()  # type: ignore[call-overload]  # one of the selects above


def register_of(connection: Connection, organisation: str, party: str, kind: str) -> Register | None:
    """The register of a body's protocols or an office's orders, if it has one."""
    row = _REGISTER.one(
        connection, {"of_organisation": organisation, "of_party": party, "of_instrument": kind}
    )
    if row is None:
        return None
    return Register(row.organisation, row.id, row.instrument, row.party, row.title, row.template, row.restart)


def last_serial(connection: Connection, of: Register, dated: date) -> int:
    """The last serial of the register's period at that date; 0 when it is empty."""
    place = {"of_organisation": of.organisation, "of_register": of.id, "of_period": of.period(dated)}
    return connection.scalar(_LAST, place) or 0


def _instrument(row: Any) -> Instrument:
    return Instrument(
        row.organisation, row.id, row.instrument, row.printed, row.dated, row.party, row.signed_by, new=False
    )


_NO_REGISTER = Text(
    "У органа «{party}» нет журнала для номеров: его заводит администратор в разделе «Органы»",
    "“{party}” has no register for its numbers: the administrator opens one under “Bodies”",
)
_SERIAL_TAKEN = Text("Порядковый номер уже занят записью {number}", "The serial is taken by entry {number}")
