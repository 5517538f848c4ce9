"""Cases on their way by a definition, and one of them rewritten when it goes over to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, tuple_, update

from storage.cases import Cases, at, of_edition, parties_text
from storage.database import Database
from storage.documents import document_at, edition_at
from storage.tables import case as case_table
from storage.tables import decision, definition, sign_off, task, void_decision, void_sign_off
from storage.work import Work
from workflow.chain.case import Case, Task
from workflow.documents.document import Document
from workflow.values import DocumentKey, EditionKey, PartyKey


class RunningCases:
    """Cases that have not ended."""

    def __init__(self, connection: Connection, cases: Cases) -> None:
        self._connection = connection
        self._cases = cases

    def counts(self, organisation: str) -> Mapping[str, int]:
        """How many cases each definition has on their way, by its hash."""
        of = case_table.c
        rows = self._connection.execute(
            select(of.definition, func.count())
            .where(of.organisation == organisation, of.open)
            .group_by(of.definition)
            .order_by(of.definition)
        )
        return {known: count for known, count in rows}

    def keys(
        self, organisation: str, definition: str, after: EditionKey | None, limit: int
    ) -> Sequence[EditionKey]:
        """The editions on their way by a definition, in order, after one of them."""
        of = case_table.c
        query = select(of.organisation, of.document, of.edition).where(
            of.organisation == organisation, of.definition == definition, of.open
        )
        if after is not None:
            query = query.where(tuple_(of.document, of.edition) > (after.document, after.edition))
        rows = self._connection.execute(query.order_by(of.document, of.edition).limit(limit))
        return [EditionKey(*row) for row in rows]

    def title(self, key: EditionKey) -> str:
        """The title of an edition."""
        return edition_at(self._connection, key).text.title

    def document(self, key: DocumentKey) -> Document:
        """The document, not locked. Raises NotFound."""
        return document_at(self._connection, key)

    def tasks(self, key: EditionKey) -> Mapping[str, Task]:
        """What an edition waits for, by step."""
        rows = self._connection.execute(select(task).where(*of_edition(task)), at(key))
        return {
            row.step: Task(
                key, row.step, row.act, PartyKey(row.party_organisation, row.party), row.due, row.since
            )
            for row in rows
        }

    def rewrite(self, case: Case, tasks: Sequence[Task], kept: Mapping[str, str], seq: int) -> None:
        """Keep the case under its new definition; sign-offs that are not `kept` are void by record `seq`.

        `kept` gives the new step of each former one. The case was got before, and so is locked.
        """
        told = {"definition": case.definition, "parties": parties_text(case.parties)}
        has_lists = select(definition.c.worklists).where(definition.c.hash == case.definition)
        self._connection.execute(
            update(case_table)
            .where(*of_edition(case_table), case_table.c.workflow == case.workflow)
            .values(**told, listed=has_lists.scalar_subquery()),
            at(case.key),
        )
        self._cases.save(case, None, tasks, moved=True)
        if not case.workflow:
            self._rename(case.key, kept, seq)

    def _rename(self, key: EditionKey, kept: Mapping[str, str], seq: int) -> None:
        signed, decided = self._rows(sign_off, key), self._rows(decision, key)
        changed = [row["step"] for row in signed if kept.get(row["step"]) != row["step"]]
        if not changed:
            return
        # What points is taken first and put last; all go before any is put, for two steps may change places.
        for table in (decision, sign_off):
            gone = delete(table).where(*of_edition(table), table.c.step.in_(changed))
            self._connection.execute(gone, at(key))
        for rows, valid, void in ((signed, sign_off, void_sign_off), (decided, decision, void_decision)):
            moved = [row for row in rows if row["step"] in changed]
            self._put(valid, [{**row, "step": kept[row["step"]]} for row in moved if row["step"] in kept])
            self._put(void, [{**row, "seq": seq} for row in moved if row["step"] not in kept])

    def _rows(self, table: Table, key: EditionKey) -> list[dict[str, Any]]:
        rows = self._connection.execute(select(table).where(*of_edition(table)), at(key)).mappings()
        return [dict(row) for row in rows]

    def _put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


class MigrationWork(Work):
    """A unit of work with the cases on their way."""

    @cached_property
    def running(self) -> RunningCases:
        return RunningCases(self.connection, self.cases)


class MigrationDatabase:
    """The database as migrations of running cases use it (`workflow.services.migration`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def work(self) -> Iterator[MigrationWork]:
        """A unit of work: commits at the end of the block, rolls back when it raises."""
        with self._database.work() as work:
            yield MigrationWork(work.connection)

    @contextmanager
    def look(self) -> Iterator[MigrationWork]:
        """The same to read alone; nothing is locked and nothing kept."""
        with self._database.read() as connection:
            yield MigrationWork(connection)
