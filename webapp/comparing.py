"""Two editions of a document compared: in one text, side by side, as the comparison table, printed too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Blueprint, g, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.filters import said
from webapp.forms import number_of
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.language import page_language
from webapp.parts import Action, Column, Link, TagKind
from workflow import policy
from workflow.documents.addresses import named
from workflow.documents.compare import ChangeKind, Comparison, ComparisonTable, Row, Run, runs
from workflow.documents.compare.changes import rows
from workflow.documents.compare.plain import counted
from workflow.documents.compare.table import COLUMNS, HEADS, Line, TableRow, prefix, sided, words_of
from workflow.documents.compare.values import KINDS
from workflow.documents.tables import row_uids
from workflow.documents.typography import unbroken
from workflow.errors import NotFound
from workflow.formats import docx_out
from workflow.governance.orders.known import Known
from workflow.governance.orders.order import Point
from workflow.policy import Permission
from workflow.services import comparing, printing
from workflow.services.comparing import Compared
from workflow.services.viewing import Opened, open_document
from workflow.values import DocumentKey, Text

blueprint = Blueprint("comparing", __name__, url_prefix="/<organisation>/documents/<int:number>/compare")

VIEWS = ("text", "sides", "table")
DEEPEST = 4
MOST_PLACES = 60
"""Of a text that changed throughout no list of places helps."""
_TAGS: dict[ChangeKind, TagKind] = {
    "added": "done",
    "removed": "refused",
    "repealed": "former",
    "moved": "warning",
    "renumbered": "later",
    "reshaped": "later",
    "reworded": "waiting",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the page: both texts of a clause, and what happened to it."""

    anchor: str
    depth: int
    heading: bool
    tag: TagKind | None
    note: str
    words: Line
    former: Line
    latter: Line
    to: str = ""
    row: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The document itself or one annex."""

    title: str
    heads: tuple[Shown, ...]
    lines: tuple[Shown, ...]


@blueprint.get("")
def show(organisation: str, number: int) -> str:
    """The chosen two editions in the chosen view; the last two when none are chosen."""
    one, view = _compared(organisation, number), chosen_view()
    return render_template(
        "documents/compare.html", compared=one, **drawn(one.comparison, one.table, view), **_frame(one, view)
    )


def _places(parts: list[Part]) -> Iterator[Link]:
    """Where each changed clause stands on the page, a number once; one of an annex is told with the annex."""
    for part in parts:
        named_lines = [line for line in part.lines if line.name and line.anchor]
        first = {line.name: line.anchor for line in reversed(named_lines)}
        for name in dict.fromkeys(line.name for line in named_lines):
            yield Link(f"{part.title}: {name}" if part.title else name, f"#{first[name]}")


def chosen_view() -> str:
    """How the address asks to show it; in one text when it does not say."""
    view = request.args.get("view", "")
    return view if view in VIEWS else VIEWS[0]


def drawn(comparison: Comparison, told: ComparisonTable, view: str) -> dict[str, object]:
    """A comparison in a view, as templates draw it."""
    parts = list(_parts(comparison)) if view != "table" else []
    places = list(_places(parts))
    return {
        "view": view,
        "counts": counted(told, page_language()),
        "parts": parts,
        "places": places if len(places) <= MOST_PLACES else [],
        "columns": [Column(column) for column in COLUMNS],
        "table_rows": [_cells(row) for row in told.rows],
    }


def changed_parts(comparison: Comparison) -> list[Part]:
    """The clauses in which the texts differ, and no others, to stand on a page beside the text itself."""
    whole = (
        Part(one.title, one.heads, tuple(replace(line, anchor="") for line in one.lines if line.note))
        for one in _parts(comparison)
    )
    return [one for one in whole if one.heads or one.lines]


def amended_texts(known: Known, point: Point) -> str:
    """Where the text before and after the changes of an order's point is read; empty for any other point."""
    for key in point.editions if point.kind == "amend" else ():
        former = known.editions[key].former if key in known.editions else None
        if former is not None:
            at = {"organisation": key.organisation, "number": key.document}
            return url_for("comparing.show", **at, **{"from": former.edition, "to": key.edition})
    return ""


def view_tabs(endpoint: str, view: str, **place: object) -> list[Link]:
    """The three views of one comparison."""
    titles = {"text": _("Одним текстом"), "sides": _("Рядом"), "table": _("Сравнительная таблица")}
    return [Link(titles[one], url_for(endpoint, view=one, **place), one == view) for one in VIEWS]


@blueprint.get("/pdf")
def pdf(organisation: str, number: int) -> Response:
    """The comparison table on paper."""
    one = _compared(organisation, number)
    content = comparing.printed(grif().reads, one, page_language(), moment(organisation).today)
    response = Response(content, mimetype=printing.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{comparing.file_name(one)}"'
    return response


@blueprint.get("/docx")
def docx(organisation: str, number: int) -> Response:
    """Both editions as one Word document with tracked changes."""
    one = _compared(organisation, number)
    content = comparing.tracked(grif().reads, one, page_language(), moment(organisation).today)
    return _word(content, comparing.file_name(one, "docx"))


@blueprint.get("/table.docx")
def table_docx(organisation: str, number: int) -> Response:
    """The comparison table as a Word document."""
    one = _compared(organisation, number)
    content = comparing.worded(grif().reads, one, page_language(), moment(organisation).today)
    return _word(content, comparing.file_name(one, "docx").replace(".docx", "-table.docx"))


def _word(content: bytes, name: str) -> Response:
    response = Response(content, mimetype=docx_out.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def comparison_buttons(opened: Opened) -> Iterator[Action]:
    """From a document: what changed since one's own body last agreed to it, and any two editions."""
    at = {"organisation": opened.key.organisation, "number": opened.key.document}
    today = moment(opened.key.organisation).today
    for one in actor().recording():
        agreed = comparing.last_agreed(grif().reads, opened.key, one.party, today)
        if agreed:
            sides = {"from": agreed.edition, "to": opened.key.edition}
            told = _("Что изменилось с редакции %(edition)s", edition=agreed.edition)
            yield Action(told, url_for("comparing.show", **at, **sides), "secondary")
            break
    yield Action(_("Сравнить редакции"), url_for("comparing.show", **at), "secondary")


def _compared(organisation: str, number: int) -> Compared:
    """The two editions of the address; the last one and the one before it where none are named."""
    g.zone = organisation_zone(organisation)
    key = DocumentKey(organisation, number)
    latter = _asked("to") or _editions(key)[-1]
    former = _asked("from") or max(1, latter - 1)
    return comparing.compared(grif().reads, actor(), key, (former, latter), moment(organisation).today)


def _asked(side: str) -> int | None:
    """The edition that the address names; None when it names none. Raises NotFound for what is no edition."""
    typed = request.args.get(side)
    number = number_of(typed) if typed else None
    if typed and not number:
        raise NotFound
    return number


def _editions(key: DocumentKey) -> list[int]:
    """The editions that this actor may see, oldest first. Raises NotFound to one who may not read it."""
    open_document(grif().reads, actor(), key, None, moment(key.organisation).today)
    drafts = policy.may(actor(), Permission.READ_DRAFT, key.organisation)
    found = [row.key.edition for row in grif().reads.editions(key) if row.submitted_at or drafts]
    if not found:
        raise NotFound
    return sorted(found)


def _frame(one: Compared, view: str) -> dict[str, object]:
    key = one.latter.document.key
    at = {"organisation": key.organisation, "number": key.document}
    chosen = {**at, "from": one.former.key.edition, "to": one.latter.key.edition}
    return {
        "editions": _editions(key),
        "views": view_tabs("comparing.show", view, **chosen),
        "actions": [
            Action(_("Печать таблицы (PDF)"), url_for("comparing.pdf", **chosen), "secondary"),
            Action(_("Таблица в Word (DOCX)"), url_for("comparing.table_docx", **chosen), "secondary"),
            Action(_("Правки в Word (DOCX)"), url_for("comparing.docx", **chosen), "secondary"),
        ],
        "trail": [Link(one.latter.edition.text.title, url_for("documents.show", **_place(one.latter)))],
    }


def _place(opened: Opened) -> dict[str, object]:
    key = opened.key
    return {"organisation": key.organisation, "number": key.document, "edition": key.edition}


def _parts(comparison: Comparison, number: int = 0) -> Iterator[Part]:
    heads = tuple(
        Shown(
            "",
            0,
            False,
            "waiting",
            said(pieces.capital(HEADS[head.name])),
            *_three(runs(head.former, head.latter)),
        )
        for head in comparison.heads
    )
    title = (comparison.latter.title or comparison.former.title) if number else ""
    tabled = {*row_uids(comparison.former.clauses), *row_uids(comparison.latter.clauses)}
    shown = (
        replace(_shown(row, number), row=_uid(row) in tabled)
        for row in rows(comparison.former.clauses, comparison.latter.clauses)
    )
    yield Part(title, heads, tuple(shown))
    for at, annex in enumerate(comparison.annexes, 1):
        yield from _parts(annex, at)


def _uid(row: Row) -> str:
    clause = row.latter or row.former
    return clause.uid if clause else ""


def _shown(row: Row, part: int) -> Shown:
    clause = row.latter or row.former
    depth, heading = min(row.depth, DEEPEST), clause.kind == "section"
    if row.left:
        gone = Text("перенесён: {name}", "moved: {name}")
        name = named(row.change.latter.address)
        note = said(Text(gone.ru.format(name=name.ru), gone.en.format(name=name.en)))
        words = (Run("removed", prefix(clause) + clause.text),)
        return Shown(
            "", depth, heading, "warning", note, words, words, (), _place_on_page(row.change.uid, part)
        )
    if row.change is None:
        words = (Run("same", prefix(clause) + clause.text),)
        return Shown(_place_on_page(clause.uid, part), depth, heading, None, "", words, words, words)
    kinds = row.change.kinds
    note = ", ".join(said(KINDS[kind]) for kind in kinds)
    return Shown(
        _place_on_page(clause.uid, part),
        depth,
        heading,
        _TAGS[kinds[0]],
        note,
        *_three(words_of(row.change)),
        name=said(named(row.change.spot.address)),
    )


def _place_on_page(uid: str, part: int) -> str:
    """The anchor of a clause: annexes have clauses of the same uids."""
    return f"c-{uid}" if part == 0 else f"a{part}-{uid}"


def _three(words: Line) -> tuple[Line, Line, Line]:
    """All the runs, those of the former text, those of the latter."""
    return words, sided(words, "removed"), sided(words, "added")


def _cells(row: TableRow) -> tuple[object, ...]:
    kinds = ", ".join(said(KINDS[kind]) for kind in row.kinds)
    unit = Markup("{}<br><span class='muted'>{}</span>").format(said(pieces.capital(row.unit)), kinds)
    return unit, _lines(row.former), _lines(row.latter), unbroken(said(row.grounds)) or "–"


def _lines(lines: tuple[Line, ...]) -> Markup:
    return Markup("").join(Markup("<p lang='ru'>{}</p>").format(_marked(line)) for line in lines) or Markup(
        "–"
    )


def _marked(line: Line) -> Markup:
    marks = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}
    return Markup("").join(Markup(marks[run.kind]).format(run.text) for run in line)  # noqa: S704  # our own marks
