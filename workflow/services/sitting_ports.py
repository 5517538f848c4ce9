"""What the services of sittings and ballots need from storage beside `workflow.ports`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workflow.governance.sittings.ballots import Ballot, Sheet
from workflow.governance.sittings.meeting import Item, Meeting, Sitting
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.rules import Rule
from workflow.governance.sittings.verdict import Verdict
from workflow.ports import Instrument, Work
from workflow.values import PartyKey


@dataclass(frozen=True, slots=True)
class Recording:
    """Who recorded something, and when."""

    by: str
    at: str


class Sittings(Protocol):
    """Rules of bodies by date, rosters of a day, and the sittings that were recorded."""

    def rule(self, party: PartyKey, on: date) -> Rule: ...
    def set_rule(self, party: PartyKey, rule: Rule, since: date, by: Recording) -> None: ...
    def roster(self, party: PartyKey, on: date) -> Roster: ...
    def open(self, sitting: Sitting, by: Recording) -> str: ...
    def meet(self, sitting: str, meeting: Meeting, protocol: Instrument, roster: Roster) -> None: ...
    def resolve(self, protocol: Instrument, number: int, item: Item, verdict: Verdict) -> None: ...
    def held(self, protocol: Instrument) -> bool: ...
    def party_of(self, organisation: str, instrument: str) -> PartyKey: ...
    def items(self, organisation: str, instrument: str) -> Sequence[int]: ...
    def correct(
        self, organisation: str, instrument: str, item: int | None, text: str, reason: str, by: Recording
    ) -> int: ...


class Ballots(Protocol):
    """Votes that the members themselves cast. `get` locks the ballot until the transaction ends."""

    def open(self, ballot: Ballot, by: Recording) -> str: ...
    def get(self, organisation: str, id_: str) -> Ballot: ...
    def cast(self, ballot: Ballot, sheet: Sheet) -> None: ...
    def close(self, ballot: Ballot, verdict: Verdict, by: Recording) -> None: ...
    def write(self, ballot: Ballot, protocol: Instrument) -> None: ...


class SittingWork(Work, Protocol):
    """A unit of work that knows sittings and ballots too."""

    @property
    def sittings(self) -> Sittings: ...
    @property
    def ballots(self) -> Ballots: ...


class SittingStore(Protocol):
    """Opens units of work with sittings and ballots."""

    def work(self) -> AbstractContextManager[SittingWork]: ...
