"""Text into a Reading: lines, documents, frames, clauses, approvals, notices."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, count

from workflow.documents.approvals import Approval, recognise
from workflow.documents.kinds import Kind
from workflow.documents.reading import (
    citing,
    edition_notes,
    flat,
    lists,
    misread,
    numbering,
    stamping,
    wording,
)
from workflow.documents.reading import words as told
from workflow.documents.reading.bodies import Body, Remark
from workflow.documents.reading.contents import contents
from workflow.documents.reading.framing import Frame, Marked, frame
from workflow.documents.reading.lines import lines, split, tidy
from workflow.documents.reading.marks import mark
from workflow.documents.reading.messages import notice
from workflow.documents.reading.outline import Node, clauses, nodes
from workflow.documents.reading.parts import Part, parts
from workflow.documents.reading.transcript import Transcript
from workflow.documents.reading.values import DocumentKind, EditionNote, Notice, Reading

_CONTRACT_KINDS: dict[str, DocumentKind] = {
    "regulation": "regulation",
    "order": "order",
    "plan": "plan",
    "protocol": "protocol",
    "program": "program",
}
# In a damaged heading a stray number looks like the first point; stamps may still stand below it.
_PAGE = 1_500
_AT_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


def read(
    text: str | Transcript, *, kind: str | None = None, new_uid: Callable[[], str] | None = None
) -> Reading:
    """The document in a text, with its annexes; `kind` is what the caller knows the document to be.

    Clause uids are drawn from `new_uid` in the order of reading; the default counts c1, c2, ….
    """
    given = text if isinstance(text, Transcript) else Transcript(text)
    marked, flattened = _marked(given.text)
    met = [*flattened, *given.remarks]
    typed = given is not text
    found = edition_notes.aside(marked)
    reader = _Reader(found.lines, parts(found.lines), new_uid or _counter(), met, typed, found.notes)
    return _called(reader.document(0, kind, None), given.title)


def _called(reading: Reading, title: str) -> Reading:
    """Under the title of the file's properties where it is the printed one, capitals aside."""
    said = tidy(title)
    return replace(reading, title=said) if said.casefold() == reading.title.casefold() else reading


def _counter() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"c{next(numbers)}"


def _marked(text: str) -> tuple[list[Marked], list[Remark]]:
    raw, remarks = split(text), list[Remark]()
    numbered: list[tuple[int, str]] = []
    for number, line in enumerate(raw, 1):
        if flat.is_flat(line):
            remarks.append(Remark("flattened", number))
            numbered += [(number, piece) for piece in flat.divided(line)]
        else:
            numbered.append((number, line))
    return [Marked(line, mark("" if line.literal else line.text)) for line in lines(numbered)], remarks


@dataclass(frozen=True, slots=True)
class _Reader:
    """The lines of a file and its documents; each is read with what the one around it tells.

    `met` was remarked on before the lines were; in a text that was not `typed` the markup is ours. `notes`
    stood between the lines.
    """

    lines: Sequence[Marked]
    parts: Sequence[Part]
    new_uid: Callable[[], str]
    met: Sequence[Remark]
    typed: bool
    notes: Sequence[EditionNote]

    def document(self, index: int, kind: str | None, order: Approval | None) -> Reading:
        """The document of a part; `order` is the approval of the order it is annexed to."""
        part = self.parts[index]
        own = self.lines[part.start : part.end]
        framed, found = _framed(own, kind)
        approvals = _with_order(found, order)
        body = Body(own[framed.body : framed.foot], framed.ordering)
        roots = body.read().roots
        tree = clauses(roots, self.new_uid)
        annexes = self._annexes(index, framed, approvals)
        remarks = [*body.remarks, *_remarks(own, framed, roots, approvals), *self._around(index, annexes)]
        remarks += _markup(own) if self.typed else ()
        remarks += _missing(own, framed, roots, approvals or index)
        starts = tuple(node.line for node in nodes(roots))
        # The points of an order cite the acts that it is about.
        remarks += () if framed.ordering else citing.remarks(tree, starts)
        notes = [note for note in self.notes if self._in_part(index, note.line)]
        remarks += edition_notes.remarks(notes, list(nodes(roots)))
        titled = framed.title[1] > 0
        text = _imprint_end(own, framed) if titled else 0
        return Reading(
            title=_title(own, framed),
            kind=_kind(kind, framed, roots),
            word=_word(framed, roots),
            head=_text([*own[: framed.title[0] if titled else framed.body], *own[framed.title[1] : text]]),
            preamble=_text(own[text : framed.body]) if titled else "",
            clauses=tree,
            foot=_text(own[framed.foot :]),
            approvals=approvals,
            annexes=annexes,
            notices=_notices(remarks),
            lines=(own[0].line.number, own[-1].line.number),
            starts=starts,
            notes=edition_notes.placed(notes, tree, starts),
        )

    def _annexes(self, index: int, framed: Frame, approvals: Sequence[Approval]) -> tuple[Reading, ...]:
        order = next((one for one in approvals if one.number or one.date), None) if framed.ordering else None
        inner = [at for at, part in enumerate(self.parts) if part.parent == index]
        return tuple(self.document(at, None, order) for at in inner)

    def _around(self, index: int, annexes: Sequence[Reading]) -> Iterable[Remark]:
        yield from (one for one in self.met if self._in_part(index, one.line))
        for annex in annexes:
            yield Remark("several-documents", annex.lines[0], (("title", annex.title or "–"),))

    def _in_part(self, index: int, line: int) -> bool:
        """Whether a line of the file is of this part, kept as its text or not."""
        return self._begins(index) <= line < self._begins(index + 1)

    def _begins(self, index: int) -> float:
        """The first line of a part; pieces of one line divided between two parts are of the first."""
        if index == len(self.parts):
            return math.inf
        start = self.parts[index].start
        before = self.lines[start - 1].line.number if start else 0
        return max(self.lines[start].line.number, before + 1) if start else 0


def _imprint_end(own: Sequence[Marked], framed: Frame) -> int:
    """The line after the place and the year under a title: they are of the page, not of the text."""
    end = framed.title[1]
    for at in range(end, framed.body):
        if own[at].text and not told.PLACE_OR_YEAR.match(own[at].text):
            break
        end = at + 1
    return end


def _framed(own: Sequence[Marked], kind: str | None) -> tuple[Frame, tuple[Approval, ...]]:
    """The frame of a document's lines and the approvals printed there, their lines as in the file."""
    table = contents(own)
    bare = frame(own, frozenset(), table)
    shown = [*own[: _stamps_end(own, bare)], *(own[bare.foot :] if bare.ordering else ())]
    found = recognise("\n".join(one.line.raw for one in shown))
    places = (range(one.lines[0] - 1, min(one.lines[1], len(own))) for one in found)
    stamped = frozenset(at for place in places if _above_text(own, place, bare.body) for at in place)
    framed = frame(own, stamped, table)
    framed = replace(framed, ordering=kind == "order") if kind else framed
    return framed, tuple(replace(one, lines=_in_file(one.lines, shown)) for one in found)


def _above_text(own: Sequence[Marked], place: range, body: int) -> bool:
    """A stamp below the first number shows that this number was not yet the text."""
    return place.stop <= body or any(told.STAMP.match(own[at].mark.rest) for at in place)


def _stamps_end(own: Sequence[Marked], bare: Frame) -> int:
    """Where to stop looking for stamps: at the text, but not before a page's heading has been seen."""
    if bare.ordering:
        return bare.body
    lengths = accumulate(len(one.line.raw) + 1 for one in own)
    page = next((at for at, length in enumerate(lengths) if length > _PAGE), len(own))
    return max(bare.body, page)


def _in_file(place: tuple[int, int], shown: Sequence[Marked]) -> tuple[int, int]:
    first, last = (shown[min(max(at, 1), len(shown)) - 1].line.number for at in place)
    return (first, last)


def _with_order(found: tuple[Approval, ...], order: Approval | None) -> tuple[Approval, ...]:
    """An annex is approved by its order, whether or not it says so itself."""
    if order is None or any(one.act and one.act.startswith("УТВЕРЖД") for one in found):
        return found
    return (*found, replace(order, act="УТВЕРЖДЕНО"))


def _remarks(
    own: Sequence[Marked], framed: Frame, roots: list[Node], approvals: Sequence[Approval]
) -> Iterable[Remark]:
    start, end = framed.title
    above = [one for at, one in enumerate(own[: framed.body]) if not start <= at < end]
    yield from stamping.remarks(above, own[start:end], approvals)
    damaged = list(misread.remarks(roots, own[framed.body : framed.foot]))
    places = {one.line for one in damaged if one.code == "misread-number"}
    yield from damaged
    # A damaged number is told as such, not as a number out of its order.
    yield from (one for one in numbering.remarks(roots, own) if one.line not in places)
    yield from lists.remarks(roots)
    yield from wording.remarks(roots)
    title = _title(own, framed)
    if wording.unbalanced_signs(title):
        yield Remark("unbalanced", own[start].line.number, (("signs", wording.unbalanced_signs(title)),))


def _markup(own: Sequence[Marked]) -> Iterable[Remark]:
    marked_up = [one.line.number for one in own if one.line.marked_up]
    if marked_up:
        yield Remark("markup", marked_up[0], (("count", str(len(marked_up))),))


def _missing(own: Sequence[Marked], framed: Frame, roots: list[Node], approvals: object) -> Iterable[Remark]:
    """What every document should have; an annex needs no approval of its own."""
    present = {"no-approvals": approvals, "no-title": _title(own, framed), "no-clauses": roots}
    return [Remark(code, own[0].line.number) for code, there in present.items() if not there]


def _notices(remarks: Iterable[Remark]) -> tuple[Notice, ...]:
    """One notice each, blank lines in lists told once, in the order of lines."""
    found = list(remarks)
    blanks = [one for one in found if one.code == "blank-in-list"]
    kept = [one for one in found if one.code != "blank-in-list"]
    if blanks:
        kept.append(Remark("blank-in-list", blanks[0].line, (("count", str(len(blanks))),)))
    return tuple(sorted(map(notice, kept), key=lambda one: one.line))


def _text(lines: Sequence[Marked]) -> str:
    """The lines as they stand, runs of blank lines made one."""
    kept: list[str] = []
    for one in lines:
        if one.text or (kept and kept[-1]):
            kept.append(one.text)
    return "\n".join(kept).strip()


def _title(own: Sequence[Marked], framed: Frame) -> str:
    """The lines of the title as one; a compound name broken at its hyphen is whole again."""
    said = "\n".join(one.text for one in own[slice(*framed.title)] if one.text)
    return _AT_HYPHEN.sub("-", said).replace("\n", " ")


def contract_kind(kind: str) -> DocumentKind:
    """The kind as `grif read` tells it."""
    return _CONTRACT_KINDS.get(kind, "other")


def _kind(given: str | None, framed: Frame, roots: list[Node]) -> DocumentKind:
    if given or framed.ordering:
        return _CONTRACT_KINDS.get(given or "order", "other")
    named = framed.word or _spoken_of(roots)
    return _CONTRACT_KINDS.get(named.id, "other") if named else "other"


def _word(framed: Frame, roots: list[Node]) -> str:
    named = framed.word or _spoken_of(roots)
    return named.word if named else ""


def _spoken_of(roots: list[Node]) -> Kind | None:
    """A text without title that says of itself «Настоящее Положение определяет…»."""
    for at, node in enumerate(nodes(roots)):
        text = (
            node.text.removeprefix("Настоящее ")
            .removeprefix("Настоящие ")
            .removeprefix("Настоящий ")
            .removeprefix("Данное ")
        )
        named = told.document_word(text) if told.says_what_it_does(text) or text != node.text else None
        if named and not told.weak(named[0]):
            return named[0]
        if at >= 5:
            break
    return None
