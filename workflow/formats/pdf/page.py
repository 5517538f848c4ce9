"""The sheet of paper: A4, margins of acts kept for ever, page number, footer; a story becomes bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from workflow.formats.pdf.archive import VERSION, About, complete
from workflow.formats.pdf.fonts import REGULAR, glyphs, printable
from workflow.formats.pdf.printed import Attached
from workflow.formats.pdf.record import ROOM, draw_record
from workflow.formats.pdf.styles import BOTTOM, HEIGHT, LEFT, SECTION, WIDTH
from workflow.formats.pdf.tags import TaggedCanvas
from workflow.values import Language, Text

# Streams as bytes: written as letters they are a quarter larger, and slower.
rl_config.useA85 = 0

EDITION = Text("Редакция {edition}", "Edition {edition}")
_RECORD = Text("Запись № {document}", "Record {document}")
DRAFT = Text("Проект", "Draft")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every page and the file itself say about the document; `status`: draft, repealed.

    What is no edition of a document has the edition and the `document`, the number of its record, 0.
    """

    title: str
    author: str
    year: int
    edition: int
    text_sha256: str
    status: tuple[str, ...]
    language: Language
    attached: tuple[Attached, ...] = ()
    record: str = ""
    document: int = 0

    @property
    def name(self) -> str:
        """«Редакция 2»."""
        return EDITION.filled(edition=self.edition).said(self.language) if self.edition else ""

    @property
    def subject(self) -> str:
        """The edition and the whole hash of its text."""
        whole = f"SHA-256 {self.text_sha256}" if self.text_sha256 else ""
        return "; ".join(part for part in (self.name, whole) if part)

    @property
    def footer(self) -> str:
        """One short line: the record, the edition, the beginning of the hash, the status."""
        numbered = _RECORD.filled(document=self.document).said(self.language) if self.document else ""
        short = f"SHA-256 {self.text_sha256[:16]}…" if self.text_sha256 else ""
        return " · ".join(part for part in (numbered, self.name, short, *self.status) if part)


def first_words(note: str) -> str:
    """What a note says before its semicolon, as it goes on in a footer."""
    head = note.partition(";")[0]
    return head[:1].lower() + head[1:]


class _Paper(BaseDocTemplate):
    """A document whose section headings are its outline."""

    def afterInit(self) -> None:  # noqa: N802  # reportlab's name
        self.sections = 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # reportlab's name
        if isinstance(flowable, Paragraph) and flowable.style.name == SECTION.name:
            self.sections += 1
            self.canv.bookmarkPage(f"s{self.sections}")
            self.canv.addOutlineEntry(flowable.getPlainText(), f"s{self.sections}")


def build(story: Sequence[Flowable], sheet: Sheet) -> bytes:
    """The PDF of the story; the same story and sheet give the same bytes, in any process."""
    glyphs()
    out = BytesIO()
    about = _about(sheet)
    paper = _Paper(
        out,
        pagesize=A4,
        title=about.title,
        author=about.author,
        subject=about.subject,
        creator=about.creator,
        lang=sheet.language,
        invariant=1,
        pageCompression=1,
        displayDocTitle=True,
        initialFontName=REGULAR,
    )
    paper.addPageTemplates(_pages(sheet))
    paper.build(list(story), canvasmaker=lambda *given, **named: _Kept(about, *given, **named))
    return out.getvalue()


def _pages(sheet: Sheet) -> list[PageTemplate]:
    """The first page, with the code of the record at its foot if there is one, and those after it."""

    def finish(canvas: Any, _: Any) -> None:  # Any: the stubs know no tagged canvas
        if sheet.record and canvas.getPageNumber() == 1:
            draw_record(canvas, sheet.record, sheet.text_sha256, sheet.language)
        _furniture(canvas, sheet)

    first = PageTemplate("first", [_frame(ROOM if sheet.record else 0)], onPageEnd=finish)
    first.autoNextPageTemplate = "later"
    return [first, PageTemplate("later", [_frame(0)], onPageEnd=finish)]


def _frame(room: float) -> Frame:
    # No padding: the frame is the printed area itself.
    return Frame(LEFT, BOTTOM + room, WIDTH, HEIGHT - room, 0, 0, 0, 0)


class _Kept(TaggedCanvas):
    """The canvas of a file that is kept: what is not drawn is added before the file is written."""

    def __init__(self, about: About, *given: Any, **named: Any) -> None:  # Any: reportlab's own arguments
        super().__init__(*given, **named, pdfVersion=VERSION)
        self._about = about

    def save(self) -> None:
        complete(self, self._about)
        super().save()


def _about(sheet: Sheet) -> About:
    title, author, subject = (printable(text) for text in (sheet.title, sheet.author, sheet.subject))
    return About(title, author, subject, "grif", sheet.year, sheet.language, sheet.attached)


def _furniture(canvas: Any, sheet: Sheet) -> None:
    """Page number from the second page, 10 mm or more from the top edge; the footer on every page."""
    # The file's own date is the edition's year: the moment of printing would change the bytes.
    canvas.setDateFormatter(lambda *_: f"D:{sheet.year:04}")
    canvas.artifact("Pagination")
    canvas.saveState()
    page = canvas.getPageNumber()
    if page > 1:
        canvas.setFont(REGULAR, 12)
        canvas.drawCentredString(LEFT + WIDTH / 2, A4[1] - 14 * mm, str(page))
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillGray(0.35)
    canvas.drawString(LEFT, 11 * mm, printable(sheet.footer))
    canvas.restoreState()
    canvas.end()
