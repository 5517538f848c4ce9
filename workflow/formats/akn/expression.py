"""What is told of an edition beside its text when it leaves as Akoma Ntoso; nobody's name is among it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from workflow.documents.document import EditionText

EventKind = Literal["generation", "amendment", "repeal"]
ModKind = Literal["substitution", "insertion", "repeal", "renumbering"]


@dataclass(frozen=True, slots=True)
class Paper:
    """The protocol or order behind a step or an event: `sort` is "protocol" or "order"."""

    sort: str
    number: str
    dated: date
    issuer: str


@dataclass(frozen=True, slots=True)
class Step:
    """One answer of the chain: `party` names the body or office by its `party_kind`, never a person."""

    act: str
    act_title: str
    outcome: str
    outcome_title: str
    party_kind: str
    party: str
    organisation: str
    dated: date | None
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A day in the life of the act: it came to be, was amended, ceased."""

    kind: EventKind
    dated: date
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Modification:
    """What an amendment did last to a clause, by its uid."""

    kind: ModKind
    uid: str
    paper: Paper | None


@dataclass(frozen=True, slots=True)
class Expression:
    """One edition of an act: `first` dates the act (its first edition), `dated` this edition.

    `sha256` is that of the text; after an editorial correction `signed` is that of the text that was signed.
    """

    organisation: str
    organisation_name: str
    document: int
    edition: int
    text: EditionText
    sha256: str
    first: date
    dated: date
    events: tuple[LifeEvent, ...] = ()
    steps: tuple[Step, ...] = ()
    modifications: tuple[Modification, ...] = ()
    signed: str = ""

    @property
    def work_uri(self) -> str:
        """The address of the act over all its editions, by the naming convention of the standard."""
        return f"/akn/ru/act/{self.text.kind or 'other'}/{self.organisation}/{self.first}/{self.document}"

    @property
    def uri(self) -> str:
        """The address of this edition."""
        return f"{self.work_uri}/rus@{self.dated}"
