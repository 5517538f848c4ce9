"""How a body or office changes: its names, its end, that it was not formed (`workflow.services.bodies`)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from storage.tables import absence, party, party_name, task
from workflow.governance.bodies import Absence
from workflow.governance.names import Names
from workflow.values import PartyKey


class Bodies:
    """Names and days of bodies and offices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def named_since(self, key: PartyKey) -> date:
        """The first day of the latest name, one that is still to come too."""
        of = party_name.c
        here = (of.organisation == key.organisation, of.party == key.party)
        since: date = self._connection.scalars(select(func.max(of.since)).where(*here)).one()
        return since

    def rename(self, key: PartyKey, names: Names, since: date) -> None:
        """The body or office bears another name from a day on."""
        of = party_name.c
        here = (of.organisation == key.organisation, of.party == key.party)
        self._connection.execute(update(party_name).where(*here, of.until.is_(None)).values(until=since))
        told = {
            "nominative": names.nominative,
            "genitive": names.genitive,
            "instrumental": names.instrumental,
        }
        row = {"organisation": key.organisation, "party": key.party, "since": since, **told}
        self._connection.execute(insert(party_name), row)

    def close(self, key: PartyKey, until: date) -> None:
        """The body or office is no more from `until` on."""
        self._connection.execute(
            update(party)
            .where(party.c.organisation == key.organisation, party.c.id == key.party)
            .values(until=until)
        )

    def waiting(self, key: PartyKey) -> int:
        """How many steps wait for it."""
        of = task.c
        query = select(func.count()).where(of.party_organisation == key.organisation, of.party == key.party)
        return self._connection.scalars(query).one()

    def state_absent(self, told: Absence) -> None:
        """Keep that the organisation has no such body."""
        row = {
            "organisation": told.party.organisation,
            "party": told.party.party,
            "since": told.since,
            "until": told.until,
            "stated_by": told.stated_by,
            "stated_on": told.stated_on,
            "basis": told.basis,
        }
        self._connection.execute(insert(absence), row)

    def end_absence(self, key: PartyKey, until: date) -> None:
        """The body exists from `until` on."""
        of = absence.c
        here = (of.organisation == key.organisation, of.party == key.party)
        self._connection.execute(update(absence).where(*here, of.until.is_(None)).values(until=until))
