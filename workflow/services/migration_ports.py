"""What the migration of running cases needs from storage beside `workflow.ports`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from workflow.chain.case import Case, Task
from workflow.documents.document import Document
from workflow.ports import Work
from workflow.values import DocumentKey, EditionKey


class RunningCases(Protocol):
    """Cases that have not ended. `rewrite` needs the case got, and so locked, before."""

    def counts(self, organisation: str) -> Mapping[str, int]: ...
    def keys(
        self, organisation: str, definition: str, after: EditionKey | None, limit: int
    ) -> Sequence[EditionKey]: ...
    def title(self, key: EditionKey) -> str: ...
    def document(self, key: DocumentKey) -> Document: ...
    def tasks(self, key: EditionKey) -> Mapping[str, Task]: ...
    def rewrite(self, case: Case, tasks: Sequence[Task], kept: Mapping[str, str], seq: int) -> None: ...


class MigrationWork(Work, Protocol):
    """A unit of work that knows the cases on their way."""

    @property
    def running(self) -> RunningCases: ...


class MigrationStore(Protocol):
    """Opens units of work that change cases, and ones that only look."""

    def work(self) -> AbstractContextManager[MigrationWork]: ...
    def look(self) -> AbstractContextManager[MigrationWork]: ...
