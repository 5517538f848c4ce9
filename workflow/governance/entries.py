"""What stands in a register: its entries, the decisions that each carries, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.documents.document import Edition
from workflow.governance.bodies import Organisation
from workflow.governance.names import Names
from workflow.governance.orders.carried import Ordered
from workflow.governance.people import PersonName
from workflow.governance.registers import Register
from workflow.ports import Instrument
from workflow.values import EditionKey, PartyKey


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A register with whose it is, and its current period: how many entries, the last number."""

    register: Register
    party: Names
    period: str
    count: int
    last: str | None


@dataclass(frozen=True, slots=True)
class Carried:
    """A decision that a protocol or order carries; `stated` when old paper says so."""

    key: EditionKey
    title: str
    step: str
    act: str
    outcome: str
    party: PartyKey
    stated: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register, under the names of its day; `signer` is known of orders signed here.

    `void` are decisions that it carried until their documents went over to other chains.
    `annulled` says why its number is void, `title` what an order is about that is a document of its own.
    """

    instrument: Instrument
    serial: int | None
    sub: str
    signer: PersonName | None
    recorder: PersonName
    recorded_at: str
    carried: tuple[Carried, ...]
    void: tuple[Carried, ...] = ()
    annulled: str = ""
    title: str = ""

    @property
    def stated(self) -> bool:
        """Whether it was put in from old paper."""
        return any(one.stated for one in self.carried)


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """A protocol or an order with all that its page and its print need, as of its own day.

    `parent` is the full name of the organisation above; `own` the edition of the order that is a document
    of its own; `ordered` what an order decides; `capacity` in what its signer signed; `annexes` are the
    editions that an order of typed points approves whole, in the order of its points, `amended` those whose
    changes it says itself.
    """

    entry: Entry
    register: Register
    organisation: Organisation
    parent: str
    party: Names
    capacity: str
    own: Edition | None = None
    ordered: tuple[Ordered, ...] = ()
    annexes: tuple[EditionKey, ...] = ()
    amended: tuple[EditionKey, ...] = ()


def gaps(serials: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The runs of serials from 1 to the last that have no entry, as first and last of each."""
    found = []
    expected = 1
    for serial in sorted(set(serials)):
        if serial > expected:
            found.append((expected, serial - 1))
        expected = serial + 1
    return tuple(found)
