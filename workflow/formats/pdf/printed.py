"""What a printed document and a printed order are made of, without a word about how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.documents.clauses import Clause
from workflow.documents.compare import ComparisonTable
from workflow.documents.dates import NBSP, numeric
from workflow.documents.stamps import BLANK, LAYOUT_2025, SHORT_BLANK, Layout, Stamp
from workflow.engine.diagram import Drawing
from workflow.governance.names import Names
from workflow.values import Language


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF: the same text in a form for programs."""

    name: str
    media_type: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One edition as paper: `word` opens the title; `former` and `annex_of` are printed as they stand.

    `note` says what copy this is. `document` is the number of its record; `record` the record's address,
    printed as a QR code: old paper and the standard of 2016 have none.
    `notes` are what stands in brackets under a clause, by its uid.
    """

    title: str
    word: str
    organisation: Names
    organisation_full: str
    place: str
    year: int
    stamps: tuple[Stamp, ...]
    clauses: tuple[Clause, ...]
    edition: int
    text_sha256: str
    amended_by: tuple[str, ...] = ()
    annex_of: str | None = None
    draft: bool = False
    former: str | None = None
    annexes: tuple[PrintedAnnex, ...] = ()
    layout: Layout = LAYOUT_2025
    language: Language = "ru"
    attached: tuple[Attached, ...] = ()
    document: int = 0
    record: str = ""
    note: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """A text that comes with an act or an order and is no act of its own, under its mark."""

    mark: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class PrintedOrder:
    """An order as paper: `control` is its last point, without a label; empty when `points` end with it.

    `mark` stands in place of a signature given in the system.
    """

    organisation: Names
    organisation_full: str
    place: str
    year: int
    number: str | None
    dated: date | None
    heading: str
    preamble: str
    points: tuple[Clause, ...]
    post: str
    signer: str
    control: str = "Контроль за исполнением приказа оставляю за собой."
    parent: str = ""
    acquainted: tuple[str, ...] = ()
    mark: tuple[str, ...] = ()
    edition: int = 1
    text_sha256: str = ""
    draft: bool = False
    annexes: tuple[PrintedAnnex, ...] = ()
    language: Language = "ru"
    attached: tuple[Attached, ...] = ()
    document: int = 0
    record: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintedChain:
    """A chain as an organisation uses it; `definition_sha256` names the exact version."""

    title: str
    organisation: str
    sentences: tuple[str, ...]
    drawing: Drawing
    definition_sha256: str
    year: int
    language: Language = "ru"


@dataclass(frozen=True, slots=True)
class PrintedComparison:
    """A comparison table as paper; `text_sha256` is that of the latter text, empty for a file."""

    table: ComparisonTable
    organisation: str
    year: int
    text_sha256: str
    language: Language = "ru"


def annex_mark(organisation: Names, number: str | None, dated: date | None, annex: int | None = None) -> str:
    """«Приложение № 2 / к приказу … / от … № …»; a single annex has no number (GOST R 7.0.97, 18).

    Before the order is signed blanks stand for its date and number.
    """
    head = f"Приложение №{NBSP}{annex}" if annex else "Приложение"
    day = numeric(dated) if dated else BLANK
    return f"{head}\nк приказу {organisation.genitive}\nот{NBSP}{day} №{NBSP}{number or SHORT_BLANK}"
