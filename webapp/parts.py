"""The values that the page macros draw; any value with these names will do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from workflow.values import Text

Words = Text | str
TagKind = Literal["waiting", "done", "refused", "warning", "former", "later"]
Method = Literal["get", "post"]
Weight = Literal["primary", "secondary", "danger"]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation, of tabs, of breadcrumbs or of a table cell."""

    text: Words
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A button: a link that opens a page, or a form of one button that posts."""

    text: Words
    href: str
    weight: Weight = "primary"
    method: Method = "get"
    about: Words = ""
    """What it acts on, said to those who hear the button alone."""


@dataclass(frozen=True, slots=True)
class Task:
    """A row of «Ждут меня»: who is asked for what, about which edition, until when."""

    key: str
    ask: Words
    party: Words
    title: Words
    href: str
    edition: Words
    since: date
    due: date | None = None
    facts: tuple[Words, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A row of a worklist: a document in its state since a day."""

    title: Words
    href: str
    edition: Words
    state: Words
    since: date


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a chain as a reader sees it: who, what is asked, what came of it."""

    who: Words
    act: Words
    kind: TagKind
    state: Words
    instrument: Words = ""
    instrument_href: str = ""
    signer: str = ""
    recorder: str = ""
    remark: str = ""
    due: date | None = None
    mine: bool = False
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a chain; `kind` is done, waiting (the current one), refused or later."""

    title: Words
    kind: TagKind
    steps: tuple[Step, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed approval stamp: its word, then its lines."""

    word: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence of the history, when it happened, who did it and as what."""

    at: datetime
    sentence: Words
    who: Words = ""
    capacity: Words = ""
    remark: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a list of facts."""

    name: Words
    value: Words | date
    href: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A row in the list of a document's editions; in force from `since` until the day before `until`."""

    title: Words
    href: str
    kind: TagKind
    state: Words
    since: date | None = None
    until: date | None = None
    basis: Words = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: Words
    kind: Literal["text", "number", "date", "short"] = "text"
