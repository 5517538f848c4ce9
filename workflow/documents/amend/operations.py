"""Amendments as data: each operation names its clause by uid and the text it expects to find by hash.

The nine operations of drafting rules are ReplaceUnit (ReplaceOwn: its own words alone), AddUnit, RepealUnit,
ReplaceWords, AddWords, ExcludeWords, ReplaceAnnex, NewEdition and RepealAct; a diff needs three more, so that
a clause keeps its identity: ExcludeUnit, Renumber and MoveUnit. ReplaceCell: one cell of a row, and a row
of a table is a clause. ReplaceHead: title or preamble. InAnnex: any of these on the text of an annex.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from workflow.documents.clauses import Clause, Kind
from workflow.documents.document import EditionText, canonical_text, text_sha256
from workflow.documents.tables import cells

Side = Literal["after", "before", "end"]
HeadName = Literal["title", "preamble"]
LAPSED = "Утратил силу."
"""What stands in place of a clause that lapsed, when nothing else is said."""


@dataclass(frozen=True, slots=True)
class ReplaceUnit:
    """The clause with all below it gives way to another under the same number, with its uid or a new one."""

    uid: str
    expect: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class ReplaceOwn:
    """The clause's own words (a heading, the first paragraph) give way; what stands below it stays."""

    uid: str
    expect: str
    text: str


@dataclass(frozen=True, slots=True)
class ReplaceCell:
    """The words of one cell of a row give way, its column counted from 0; expects those words alone."""

    uid: str
    expect: str
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class AddUnit:
    """A new clause in a parent ("" at the top), after a sibling ("" at the start); expects its parent."""

    parent: str
    after: str
    expect: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class RepealUnit:
    """The clause keeps its number and says that it lapsed; what stood below it goes."""

    uid: str
    expect: str
    text: str = LAPSED


@dataclass(frozen=True, slots=True)
class ExcludeUnit:
    """The clause goes with all below it; no other number changes."""

    uid: str
    expect: str


@dataclass(frozen=True, slots=True)
class ReplaceWords:
    """Words that stand exactly once in the clause's own text give way to others."""

    uid: str
    expect: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AddWords:
    """Words after or before others that stand exactly once, or at the end before the closing mark."""

    uid: str
    expect: str
    side: Side
    beside: str
    words: str


@dataclass(frozen=True, slots=True)
class ExcludeWords:
    """Words that stand exactly once go."""

    uid: str
    expect: str
    words: str


@dataclass(frozen=True, slots=True)
class Renumber:
    """The clause takes another label, and with it the manner of its number."""

    uid: str
    expect: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class MoveUnit:
    """The clause goes with all below it into a parent after a sibling, under a label said with it."""

    uid: str
    expect: str
    parent: str
    after: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class ReplaceHead:
    """The act's title or preamble gives way."""

    name: HeadName
    expect: str
    text: str


@dataclass(frozen=True, slots=True)
class ReplaceAnnex:
    """The annex at a turn (from 0) gives way to another text."""

    turn: int
    expect: str
    text: EditionText


@dataclass(frozen=True, slots=True)
class NewEdition:
    """The whole act gives way to a new edition of it."""

    expect: str
    text: EditionText


@dataclass(frozen=True, slots=True)
class RepealAct:
    """The whole act lapses: its text stays as it is, its days in force end."""

    expect: str


UnitOperation = (
    ReplaceUnit
    | ReplaceOwn
    | ReplaceCell
    | RepealUnit
    | ExcludeUnit
    | ReplaceWords
    | AddWords
    | ExcludeWords
    | Renumber
    | MoveUnit
)
PartOperation = UnitOperation | AddUnit | ReplaceHead
"""What is done within one text: the act's own or that of an annex."""


@dataclass(frozen=True, slots=True)
class InAnnex:
    """An operation on the text of the annex at a turn (from 0): its clauses, its title, its preamble."""

    turn: int
    of: PartOperation


Operation = PartOperation | InAnnex | ReplaceAnnex | NewEdition | RepealAct
WHOLE = (ReplaceUnit, RepealUnit, ExcludeUnit)
"""Operations on a clause with all that stands below it."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """Operations on one edition, named by the SHA-256 of its canonical text; all are applied or none."""

    base_sha256: str
    operations: tuple[Operation, ...]


def edition_sha256(text: EditionText) -> str:
    """The hash that sign-offs are bound to, and that an amendment names as its base."""
    return text_sha256(canonical_text(text))


def own_sha256(clause: Clause | None) -> str:
    """The hash of a clause's own words with its label; that of nothing at the top."""
    return _hash([clause.kind, clause.label, clause.text] if clause else [])


def whole_sha256(clause: Clause) -> str:
    """The hash of a clause with all below it, uids aside."""
    return _hash(_plain(clause))


def cell_sha256(row: Clause, column: int) -> str:
    """The hash of the words in a cell; one that a short row lacks is empty."""
    said = cells(row)
    return words_sha256(said[column] if column < len(said) else "")


def words_sha256(words: str) -> str:
    """The hash of a title or a preamble."""
    return _hash([words])


def _plain(clause: Clause) -> list[object]:
    return [clause.kind, clause.label, clause.text, [_plain(child) for child in clause.children]]


def _hash(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
