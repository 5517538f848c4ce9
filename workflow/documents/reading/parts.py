"""One file, several documents: an order and the regulation it approves, a regulation and its annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.reading import words as told
from workflow.documents.reading.contents import contents
from workflow.documents.reading.framing import Marked


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one document of the file and the index of the part it is annexed to."""

    start: int
    end: int
    parent: int | None


def parts(lines: Sequence[Marked]) -> tuple[Part, ...]:
    """The documents of a file in order; the first is the outer one, the others are its annexes."""
    starts = [0]
    skipped = contents(lines)
    marks = numbers = 0
    for at, one in enumerate(lines):
        if marks and at not in skipped and _begins_document(lines, at, numbers > 1):
            starts.append(_with_stamps(lines, starts[-1], at))
            marks = numbers = 0
        marks += one.mark.sort != "none"
        # One number may be dirt in a heading; an order may well have a single point.
        numbers += (one.mark.sort == "number") + (one.plain and told.ORDERING.search(one.text) is not None)
    ends = [*starts[1:], len(lines)]
    parents = _parents(lines, starts)
    return tuple(Part(*place) for place in zip(starts, ends, parents, strict=True))


def _begins_document(lines: Sequence[Marked], at: int, numbered: bool) -> bool:
    """After text of its own a document ends at an annex mark or at a title that numbers anew."""
    one = lines[at]
    if not one.plain or len(one.text) > 400:
        return False
    if told.ANNEX.match(one.text):
        return _annex_mark(lines, at)
    return numbered and _title_after_text(lines, at)


def _annex_mark(lines: Sequence[Marked], at: int) -> bool:
    """«Приложение 1» at the head of something, not a sentence about an annex."""
    one, before = lines[at], lines[at - 1]
    apart = not before.text or before.text.endswith((".", ";", ":")) or one.line.hinted
    signed = told.INITIALS.search(before.text) is not None
    return (apart or signed) and len(one.text) <= 250 and not told.says_what_it_does(one.text)


def _title_after_text(lines: Sequence[Marked], at: int) -> bool:
    """A title line after which the numbering begins anew."""
    one, before = lines[at], lines[at - 1].text
    named = told.document_word(one.text)
    if named is None or one.text.endswith((".", ";", ":", ",")):
        return False
    first = one.text.split()[0]
    apart = told.only_word(one.text) or one.line.hinted or (len(first) > 3 and first.isupper())
    free = not before or one.line.hinted or told.INITIALS.search(before) is not None
    return apart and free and _number_ahead(lines, at) == 1


def _number_ahead(lines: Sequence[Marked], at: int) -> int:
    return next((one.mark.parts[0] for one in lines[at + 1 :] if one.counted and one.mark.parts), 0)


def _with_stamps(lines: Sequence[Marked], start: int, at: int) -> int:
    """The stamps right above a title belong to it: back to the first УТВЕРЖДЕНО after the last mark."""
    first = at
    for above in range(at - 1, max(start, at - 25), -1):
        if lines[above].text and not lines[above].plain:
            break
        if told.STAMP.match(lines[above].text):
            first = above
    return first


def _parents(lines: Sequence[Marked], starts: Sequence[int]) -> list[int | None]:
    """Annexed to the first document, or to the last regulation when the mark says «к Положению»."""
    parents: list[int | None] = [None]
    for index, start in enumerate(starts[1:], 1):
        mark = " ".join(one.text for one in lines[start : start + 4] if one.text).lower()
        inner = any(
            word in mark[:120] for word in ("к положени", "к правил", "к порядк", "к инструкц", "к регламент")
        )
        outer = [earlier for earlier in range(1, index) if parents[earlier] == 0]
        parents.append(outer[-1] if inner and outer and _is_order(lines, starts) else 0)
    return parents


def _is_order(lines: Sequence[Marked], starts: Sequence[int]) -> bool:
    return any(told.ORDERING.search(one.text) for one in lines[: starts[1]])
