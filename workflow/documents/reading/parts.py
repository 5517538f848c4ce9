"""One file, several documents: an order and the regulation it approves, a regulation and its annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.reading import words as told
from workflow.documents.reading.framing import Marked


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one document of the file and the index of the part it is annexed to."""

    start: int
    end: int
    parent: int | None


def parts(lines: Sequence[Marked]) -> tuple[Part, ...]:
    """The documents of a file in order; the first is the outer one, the others are annexed to earlier ones."""
    starts = [0]
    for at, one in enumerate(lines):
        if at and one.text and _begins_document(lines, starts[-1], at):
            starts.append(_with_stamps(lines, starts[-1], at))
    ends = [*starts[1:], len(lines)]
    parents = _parents(lines, starts)
    return tuple(Part(*place) for place in zip(starts, ends, parents, strict=True))


def _begins_document(lines: Sequence[Marked], start: int, at: int) -> bool:
    one = lines[at]
    if not one.plain or len(one.text) > 400:
        return False
    before = [line for line in lines[start:at] if line.text]
    if not any(line.mark.sort != "none" for line in before):
        return False
    if told.ANNEX.match(one.text):
        return _annex_mark(lines, at)
    return _title_after_text(lines, before, at)


def _annex_mark(lines: Sequence[Marked], at: int) -> bool:
    """«Приложение 1» at the head of something, not a sentence about an annex."""
    one, before = lines[at], lines[at - 1]
    apart = not before.text or before.text.endswith((".", ";", ":")) or one.line.hinted
    signed = told.INITIALS.search(before.text) is not None
    return (apart or signed) and len(one.text) <= 250 and not told.says_what_it_does(one.text)


def _title_after_text(lines: Sequence[Marked], before: Sequence[Marked], at: int) -> bool:
    """A title line after which the numbering begins anew."""
    one = lines[at]
    named = told.document_word(one.text)
    if named is None or one.text.endswith((".", ";", ":", ",")):
        return False
    first = one.text.split()[0]
    apart = told.only_word(one.text) or one.line.hinted or (len(first) > 3 and first.isupper())
    blank = not lines[at - 1].text or told.INITIALS.search(lines[at - 1].text) is not None
    numbers = [line.mark.parts[0] for line in before if line.mark.sort == "number"]
    ahead = next((line.mark.parts[0] for line in lines[at + 1 :] if line.counted and line.mark.parts), 0)
    return apart and (blank or one.line.hinted) and bool(numbers) and ahead == 1


def _with_stamps(lines: Sequence[Marked], start: int, at: int) -> int:
    """The stamps right above a title belong to it: back to the first УТВЕРЖДЕНО or ПРИНЯТО after the last mark."""
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
