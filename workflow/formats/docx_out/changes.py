"""Two editions as one Word document with real tracked changes, which anybody can take or take back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow.documents.compare import Comparison
from workflow.documents.compare.redline import Placed, Redline, redlines
from workflow.documents.compare.words import Run, runs
from workflow.formats.docx_out.edition import file, standing
from workflow.formats.docx_out.lists import Numbering
from workflow.formats.docx_out.markup import Place, line
from workflow.formats.docx_out.package import Layout
from workflow.formats.docx_out.revisions import Revisions
from workflow.values import Language, Text

_ANNEX = Text("Приложение № {turn}", "Annex {turn}")
_SIDES = Text("Сравнение: {former} – {latter}", "Comparison: {former} – {latter}")
_AT_RIGHT, _TITLE, _TEXT, _PLAIN = Place("AtRight", new_page=True), Place("Title"), Place("Act"), Place()


@dataclass(frozen=True, slots=True)
class Changes:
    """Two texts compared: the names of both, the act (`author`, `dated`) by which the latter was made."""

    comparison: Comparison
    former: Text
    latter: Text
    author: str
    dated: date | None
    organisation: str
    year: int
    language: Language = "ru"


def write(changes: Changes) -> bytes:
    """The bytes of the file."""
    revisions = Revisions(changes.author, changes.dated)
    names = {"former": changes.former, "latter": changes.latter}
    said = {side: name.said(changes.language) for side, name in names.items()}
    sides = _SIDES.filled(**said).said(changes.language)
    title = changes.comparison.latter.title or changes.comparison.former.title
    head = [line(changes.organisation, "Strong"), line("")] if changes.organisation else []
    # What stands last cannot be taken out: a paragraph of its own closes the document.
    story = "".join((*head, *_part(changes.comparison, revisions), line("")))
    return file(story, Numbering(), title, sides, changes.year, Layout(sides, tracked=True))


def _part(one: Comparison, revisions: Revisions) -> Iterator[str]:
    """The document or an annex: its title, preamble, clauses, then its annexes."""
    yield from _line(runs(one.former.title, one.latter.title), _TITLE, revisions)
    yield _blank(one, revisions)
    yield from _line(runs(one.former.preamble, one.latter.preamble), _TEXT, revisions)
    for each in redlines(one):
        yield _redline(each, revisions)
    for annex in one.annexes:
        yield from _annex(annex, revisions)


def _blank(one: Comparison, revisions: Revisions) -> str:
    """The empty line under a title, which comes and goes with its annex."""
    was, now = one.turns
    if was is None:
        return revisions.added((), _PLAIN)
    return line("") if now is not None else revisions.removed((), _PLAIN)


def _annex(one: Comparison, revisions: Revisions) -> Iterator[str]:
    was, now = ("" if turn is None else _ANNEX.filled(turn=turn + 1).ru for turn in one.turns)
    words = (Run("same", was),) if was == now else (Run("removed", was), Run("added", now))
    yield from _line(words, _AT_RIGHT, revisions)
    yield from _part(one, revisions)


def _line(words: tuple[Run, ...], place: Place, revisions: Revisions) -> Iterator[str]:
    """A paragraph that came or went as a whole, or changed; nothing where neither text has it."""
    kinds = {one.kind for one in words if one.text}
    if kinds == {"added"}:
        yield revisions.added(words, place)
    elif kinds == {"removed"}:
        yield revisions.removed(words, place)
    elif kinds:
        yield revisions.line(words, place)


def _redline(one: Redline, revisions: Revisions) -> str:
    was, now = _place(one.former), _place(one.latter)
    if one.fate == "goes" and was:
        return revisions.removed(one.words, was)
    if one.fate == "leaves" and was:
        return revisions.left(one.uid, one.words, was)
    if one.fate == "comes" and now:
        return revisions.added(one.words, now)
    if one.fate == "arrives" and now:
        return revisions.arrived(one.uid, one.words, now)
    return revisions.line(one.words, now or _TEXT, was)


def _place(one: Placed | None) -> Place | None:
    """Numbers are typed here: a changed number is a change that must be seen."""
    return standing(one.clause, one.depth, None) if one else None
