"""Notes «(в ред. приказа от … № …)» of a consolidated text: told apart from its lines, set aside, kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.documents.clauses import Clause, walk
from workflow.documents.reading import words as told
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.framing import Marked
from workflow.documents.reading.marks import mark
from workflow.documents.reading.outline import Node
from workflow.documents.reading.transcript import quoted
from workflow.documents.reading.values import EditionNote

_UNIT = (
    r"(?:(?:под)?пункт|п{1,2}\.|подп\.|абзац|абз\.|част[ьи]|ч\.|стать[яи]|ст\.|раздел|разд\.|глав[аы]|гл\.|"
    r"приложени[ея]|прил\.|преамбул|наименовани|названи|заголов|сноск|дефис|строк|граф|позици|таблиц)"
)
_HOW = (
    r"(?:в\s+(?:новой\s+)?ред(?:\.|акци[ия]\b)|введ[её]н|дополнен|включ[её]н|исключ[её]н|изложен|отмен[её]н|"
    r"утратил\w*\s+силу|признан\w*\s+утративш|(?:с\s+)?изм(?:\.|енени)|с\s+редакционной\s+правкой\s+от\s+\d|"
    r"вступает\s+в\s+силу\s+с\s+\d)"
)
_ACT = r"(?:приказ|протокол|постановлен|решени|распоряжен|закон|указ)\w*\b[^;]*?(?:\bот\s+\d|(?:№|\bN)\s?\d)"
_NOTE = re.compile(rf"\((?:{_UNIT}[^()]{{0,80}}?\s)?(?P<said>{_HOW}[^()]*)\)(?P<end>[.;]?)", re.IGNORECASE)
_BY = re.compile(rf"{_ACT}|редакции\s+\d|редакционной\s+правкой|вступает\s+в\s+силу\s+с\s+\d", re.IGNORECASE)
_BEGINS = re.compile(rf"\((?:{_UNIT}[^()]{{0,80}}?\s)?{_HOW}", re.IGNORECASE)
# What collections of laws set under a changed unit on the screen, and copies of them keep.
_FORMER = re.compile(r"\(см\.\s+текст\s+в\s+предыдущей\s+редакции\)", re.IGNORECASE)
_HEADED = re.compile(r"\(?список\s+изменяющих\s+документов\)?:?", re.IGNORECASE)
_INSIDE = re.compile(r"\s*(?P<note>\([^()]+\))[.;]?$")
_STOPS = (".", ";", ":", "!", "?")
# A dozen orders in one bracket, each on a line of its own.
_MOST_LINES = 12
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Aside:
    """The lines that are the text, and the notes taken out from among them."""

    lines: list[Marked]
    notes: tuple[EditionNote, ...]


def aside(lines: Sequence[Marked]) -> Aside:
    """Takes out the notes that stand on lines of their own; those of a stamp are left to the approvals.

    The first line of a file is never a note, and none that a sentence runs through is one.
    """
    kept: list[Marked] = []
    notes: list[EditionNote] = []
    at, stamped = 0, False
    while at < len(lines):
        end, text = _note(lines, at) if kept and not stamped else (at, "")
        if text:
            notes.append(EditionNote(lines[at].line.number, text))
            _close(kept, lines, at, end)
            at = end
        else:
            kept.append(lines[at])
            apart = at == 0 or not lines[at - 1].text
            stamped = _stamped(lines[at], apart, stamped)
            at += 1
    return Aside(kept, tuple(notes))


def begins(text: str) -> bool:
    """The line opens a note, so it belongs to no sentence above it that is over."""
    return text.startswith("(") and bool(_BEGINS.match(text) or _FORMER.match(text))


def is_note(text: str) -> bool:
    """Nothing but a bracket that tells what changed the text, by which act of which day or number."""
    found = _NOTE.fullmatch(text)
    return _FORMER.fullmatch(text) is not None or bool(found and _BY.search(found["said"]))


def placed(
    notes: Sequence[EditionNote], clauses: Sequence[Clause], starts: Sequence[int]
) -> tuple[EditionNote, ...]:
    """Each note with the clause that it stands under; none for one under the title."""
    uids = ["", *(one.uid for one in walk(clauses))]
    return tuple(replace(note, clause=uids[bisect_right(starts, note.line)]) for note in notes)


def remarks(notes: Sequence[EditionNote], nodes: Sequence[Node]) -> Iterator[Remark]:
    """Every note that was set aside, and every one that closes the line of its clause and was left there."""
    for note in notes:
        yield Remark("edition-note", note.line, (("text", quoted(note.text)),))
    for node in nodes:
        inside = _tail(node)
        if inside:
            yield Remark("edition-note-inside", node.line, (("text", inside),))


def _tail(node: Node) -> str:
    """The note after the last sentence of a clause, or after its heading; a cited act's own is none."""
    found = _INSIDE.search(node.text[-_LONGEST:]) if node.text.endswith((")", ").", ");")) else None
    if found is None or not is_note(found["note"]):
        return ""
    words = node.text[: len(node.text) - len(found[0])]
    return found["note"] if words.endswith(_STOPS) or (words and node.kind == "section") else ""


def _note(lines: Sequence[Marked], at: int) -> tuple[int, str]:
    """Where the note that begins at a line ends, and its words; no words where none begins."""
    start = _after_heading(lines, at)
    if start == len(lines) or not begins(lines[start].text):
        return at, ""
    text = ""
    for end in range(start, min(start + _MOST_LINES, len(lines))):
        one = lines[end]
        if not one.text or one.line.literal or one.line.of_section:
            break
        text = f"{text} {one.text}".lstrip()
        if len(text) <= _LONGEST and is_note(text) and _alone(lines, at, end, text):
            heading = f"{lines[at].text} " if start > at else ""
            return end + 1, heading + text
        if ")" in one.text or len(text) > _LONGEST:
            break
    return at, ""


def _after_heading(lines: Sequence[Marked], at: int) -> int:
    """Collections of laws set «Список изменяющих документов» over the note under a title."""
    if not _HEADED.fullmatch(lines[at].text):
        return at
    return next((turn for turn in range(at + 1, len(lines)) if lines[turn].text), len(lines))


def _alone(lines: Sequence[Marked], at: int, end: int, text: str) -> bool:
    """The sentence above is over; else it may cite the act in whose edition the bracket speaks."""
    above = lines[at - 1].text
    if not above or above.endswith(_STOPS):
        return True
    following = lines[end + 1] if end + 1 < len(lines) else None
    goes_on = following is not None and following.plain and told.goes_on(following.text)
    beside = following is not None and told.beside_title(following.text)
    return text.endswith(")") and (not goes_on or beside)


def _close(kept: list[Marked], lines: Sequence[Marked], at: int, end: int) -> None:
    """Nothing shows where the note stood, but a line without mark stays apart from what stands above."""
    while len(kept) > 1 and not kept[-1].text:
        kept.pop()
    if end < len(lines) and lines[end].text and lines[end].plain:
        gap = replace(lines[at].line, raw="", text="", heading=0, bold=False)
        kept.append(Marked(gap, mark("")))


def _stamped(one: Marked, apart: bool, before: bool) -> bool:
    """Under a stamp, until the title or the text begins: what is said there is said of its order."""
    if one.plain and told.STAMP.match(one.text) and told.opens_sentence(one.text):
        return True
    named = told.document_word(one.text) if one.plain else None
    titled = (named is not None and named[0].id not in ("order", "protocol")) or (apart and one.line.hinted)
    numbered = one.mark.dotted and told.opens_sentence(one.mark.rest)
    return before and not (titled or numbered or one.line.literal or one.mark.sort in ("dash", "bracket"))
