"""What stands above the clauses of an act and below them: organisation, stamps, title, agreement sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workflow.documents.stamps import Stamp, placed
from workflow.formats.docx_out.markup import MM, Place, line, paragraph, run, table
from workflow.formats.pdf.printed import Printed
from workflow.values import Language, Text

WIDTH_MM = 170
_DRAFT = Text("Проект", "Draft")
_SHEET = Text("Лист согласования", "Agreement sheet")
EDITION = Text("Редакция {edition}", "Edition {edition}")


def head(printed: Printed, title: str) -> Iterator[str]:
    """The first page down to the text."""
    if printed.draft:
        yield draft(printed.language)
    if printed.former:
        yield line(printed.former, "AtRight")
    if printed.annex_of is None:
        yield line(printed.organisation_full, "Strong")
        yield from _short(printed)
        yield line("")
    yield from _stamps(printed)
    yield from titled(title, printed.word)
    if printed.amended_by:
        yield line(f"({'; '.join(printed.amended_by)})", "Centred")
    if printed.place:
        yield line(f"{printed.place}, {printed.year}", "Centred")
    yield line("")


def draft(language: Language) -> str:
    """The mark of a draft over all else."""
    return paragraph(run(_DRAFT.said(language).upper(), "<w:b/>"), Place("AtRight"))


def titled(title: str, word: str) -> Iterator[str]:
    """The title, its own word on a line for itself in capitals."""
    words = title.split()
    size = len(word.split())
    own = " ".join(words[:size])
    if size and own.casefold() == " ".join(word.split()).casefold():
        yield line(own.upper(), "Title")
        title = " ".join(words[size:])
    if title:
        yield line(title, "Title")


def sheet(printed: Printed) -> Iterator[str]:
    """The agreement sheet with the stamps that the first page has no room for."""
    _, rest = placed(printed.stamps, printed.layout.width_mm)
    if not rest:
        return
    said = _SHEET.said(printed.language).upper()
    yield paragraph(run(said), Place("Title", new_page=True))
    yield line(printed.title, "Strong")
    yield line(EDITION.filled(edition=printed.edition).said(printed.language), "Strong")
    yield line("")
    rows = [[_block(stamp) for stamp in rest[at : at + 2]] for at in range(0, len(rest), 2)]
    yield _columns([(row[0], row[1] if len(row) > 1 else "") for row in rows], 75)


def described(edition: int, text_sha256: str) -> str:
    """What the file's properties say of the edition."""
    return f"{EDITION.filled(edition=edition).ru}; SHA-256 {text_sha256}"


def _short(printed: Printed) -> Iterator[str]:
    if printed.organisation.nominative not in ("", printed.organisation_full):
        yield line(f"({printed.organisation.nominative})", "Strong")


def _stamps(printed: Printed) -> Iterator[str]:
    first, _ = placed(printed.stamps, printed.layout.width_mm)
    left = [stamp for stamp in first if stamp.side == "left"]
    right = [stamp for stamp in first if stamp.side == "right"]
    mark = "".join(line(one) for one in _act_mark(printed, right))
    if left or right or mark:
        yield _columns([(_blocks(left), mark + _blocks(right))], printed.layout.width_mm)
        yield line("")


def annex_mark(mark: str) -> Iterator[str]:
    """«Приложение № 2 / к приказу …» in the right corner of a new page."""
    for at, one in enumerate(mark.split("\n")):
        yield paragraph(run(one), Place("Mark", new_page=at == 0))


def signed(mark: Sequence[str], style: str = "Marked") -> str:
    """The mark of an electronic signature in a frame of its own; nothing when there is none."""
    return "".join(line(one, style) for one in mark)


def _act_mark(printed: Printed, right: Sequence[Stamp]) -> list[str]:
    """The mark as given; its first line alone when the approval under it names the order already."""
    lines = (printed.annex_of or "").split("\n") if printed.annex_of else []
    return lines[:1] if any(stamp.word.startswith("УТВЕРЖДЕН") for stamp in right) else lines


def _blocks(stamps: Iterable[Stamp]) -> str:
    return "".join(_block(stamp) for stamp in stamps)


def _block(stamp: Stamp) -> str:
    return "".join(line(one) for one in (stamp.word, *stamp.lines)) + signed(stamp.mark) + line("")


def _columns(rows: Iterable[tuple[str, str]], width_mm: int) -> str:
    widths = (round(width_mm * MM), round((WIDTH_MM - 2 * width_mm) * MM), round(width_mm * MM))
    return table([(left, "", right) for left, right in rows], widths)
