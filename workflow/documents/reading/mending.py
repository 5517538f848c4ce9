"""A notice's suggestion carried out on the lines of a text, when a person has accepted it; never unasked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow.documents.clauses import Clause, walk
from workflow.documents.numerals import numeral
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.edition_notes import is_note
from workflow.documents.reading.lines import split, tidy, without_markup
from workflow.documents.reading.transcript import Transcript
from workflow.documents.reading.values import Notice, Reading, documents

Lines = list[tuple[int, str]]
"""Each line with the number that it had before the mend."""


class Mender:
    """A text with what was read in it, ready to carry out suggestions."""

    def __init__(self, transcript: Transcript, reading: Reading) -> None:
        self.transcript = transcript
        self.lines: Lines = list(enumerate(split(transcript.text), 1))
        parts = list(documents(reading))
        self.starts = [pair for part in parts for pair in zip(walk(part.clauses), part.starts, strict=True)]
        self.turns = {id(one): turn for turn, (one, _) in enumerate(self.starts)}
        self.at_line = {line: one for one, line in reversed(self.starts)}
        tops = [part.clauses for part in parts]
        families = [*tops, *(one.children for one, _ in self.starts)]
        self.families = {id(one): family for family in families for one in family}

    def mended(self, notice: Notice) -> Transcript | None:
        """The text with the suggestion carried out; None when only a person can do it."""
        mend = _MENDS.get(notice.code)
        if mend is None or not 1 <= notice.line <= len(self.lines):
            return None
        done = mend(_Task(self, self.lines, notice.line - 1, dict(notice.facts)))
        if done is None or [text for _, text in done] == [text for _, text in self.lines]:
            return None
        return Transcript("\n".join(text for _, text in done), _moved(self.transcript.remarks, done))


@dataclass(frozen=True, slots=True)
class _Task:
    """The lines, the turn of the notice's line in them, and its facts."""

    of: Mender
    lines: Lines
    at: int
    facts: Mapping[str, str]

    @property
    def line(self) -> str:
        return self.lines[self.at][1]

    def put(self, text: str, at: int | None = None) -> Lines:
        """The lines with another text at a turn."""
        turn = self.at if at is None else at
        return [*self.lines[:turn], (self.lines[turn][0], text), *self.lines[turn + 1 :]]


def rewritten(transcript: Transcript, line: int, text: str) -> Transcript:
    """The text with one line as a person typed it; typed lines after the first come below it."""
    raw = list(enumerate(split(transcript.text), 1))
    typed = [(line, one) for one in text.splitlines()] or [(line, "")]
    done = [*raw[: line - 1], *typed, *raw[line:]]
    return Transcript("\n".join(one for _, one in done), _moved(transcript.remarks, done))


def _moved(remarks: Iterable[Remark], done: Lines) -> tuple[Remark, ...]:
    """What the file's format was remarked on, at the lines where its text stands now."""
    places = {number: turn for turn, (number, _) in reversed(list(enumerate(done, 1)))}
    found = []
    for one in remarks:
        line = next((places[at] for at in range(one.line, 0, -1) if at in places), 1)
        found.append(replace(one, line=line))
    return tuple(found)


def _relabelled(task: _Task) -> Lines | None:
    label, mend = task.facts["label"], task.facts["mend"]
    found = re.match(rf"([\s#*\\–—•-]*){re.escape(label)}(?![\w(])", task.line)
    if found is None or numeral(mend) is None:
        return None
    return task.put(f"{found[1]}{mend}{task.line[found.end() :]}")


def _numbered(task: _Task) -> Lines | None:
    inferred = task.facts.get("inferred", "")
    found = re.match(r"[\s#*\\]*", task.line)
    if not inferred or found is None:
        return None
    return task.put(f"{found[0]}{inferred}. {task.line[found.end() :]}")


def _read_right(task: _Task) -> Lines | None:
    found = re.match(rf"([\s#*\\]*){re.escape(task.facts['label'])}\s?[.,)]?\s*", task.line)
    return task.put(f"{found[1]}{task.facts['mend']}. {task.line[found.end() :]}") if found else None


def _with_words(task: _Task) -> Lines | None:
    rest = next((at for at in range(task.at + 1, len(task.lines)) if task.lines[at][1].strip()), None)
    if rest is None:
        return None
    text = f"{task.line.rstrip()}. {task.lines[rest][1].lstrip()}"
    return [*task.lines[: task.at], (task.lines[task.at][0], text), *task.lines[rest + 1 :]]


def _divided(task: _Task) -> Lines | None:
    found = re.search(rf"(?<=[.;!?»])\s+(?={re.escape(task.facts['mend'])}\. )", task.line)
    if found is None:
        return None
    number, text = task.lines[task.at]
    halves: Lines = [(number, text[: found.start()]), (number, text[found.end() :])]
    return [*task.lines[: task.at], *halves, *task.lines[task.at + 1 :]]


def _undashed(task: _Task) -> Lines | None:
    return task.put(re.sub(r"^(\s*)[-–—•*]\s*", r"\1", task.line))


def _joined(task: _Task) -> Lines | None:
    before = _before(task)
    if before is None:
        return None
    text = f"{task.lines[before][1].rstrip()} {task.line.lstrip()}"
    return [*task.lines[:before], (task.lines[before][0], text), *task.lines[task.at + 1 :]]


def _unhyphened(task: _Task) -> Lines | None:
    before = _before(task)
    if before is None or not task.lines[before][1].rstrip().endswith("-"):
        return None
    text = task.lines[before][1].rstrip()[:-1] + task.line.lstrip()
    return [*task.lines[:before], (task.lines[before][0], text), *task.lines[task.at + 1 :]]


def _before(task: _Task) -> int | None:
    """The turn of the last line with text above."""
    return next((at for at in range(task.at - 1, -1, -1) if task.lines[at][1].strip()), None)


def _unblanked(task: _Task) -> Lines | None:
    kept: Lines = []
    for at, (number, text) in enumerate(task.lines):
        following = next((one for _, one in task.lines[at + 1 :] if one.strip()), "")
        above = next((one for _, one in reversed(kept) if one.strip()), "")
        if text.strip() or not (_dashed(above) and _dashed(following)):
            kept.append((number, text))
    return kept


def _dashed(text: str) -> bool:
    return re.match(r"\s*[-–—•*]\s+\S", text) is not None


def _spelt(task: _Task) -> Lines | None:
    word = task.facts["instrument"].capitalize()
    return task.put(re.sub(r"\bПр\.", word, task.line, count=1, flags=re.IGNORECASE))


def _dated(task: _Task) -> Lines | None:
    return task.put(task.line.replace(task.facts["text"], task.facts["mend"], 1))


def _from_date(task: _Task) -> Lines | None:
    return task.put(task.line.replace(task.facts["text"], f"от {task.facts['text']}", 1))


def _with_colon(task: _Task) -> Lines | None:
    """The introduction may run over several lines: the colon comes where its words end."""
    last = _last_line(task, _clause(task))
    return None if last is None else task.put(f"{task.lines[last][1].rstrip(' .,;')}:", last)


def _dashes(task: _Task) -> Lines | None:
    lines = list(task.lines)
    for one in _siblings(task):
        if one.kind == "paragraph" and not one.text.endswith(":"):
            number, text = lines[_start(task, one)]
            lines[_start(task, one)] = (number, f"– {text.lstrip()}")
    return lines


def _terminated(task: _Task) -> Lines | None:
    entries = [one for one in _siblings(task) if one.kind in ("dash", "item") and not one.children]
    lines = list(task.lines)
    for one in entries:
        last = _last_line(task, one)
        if last is not None and not one.text.endswith((":", "!", "?")):
            sign = "." if one is entries[-1] else ";"
            lines[last] = (lines[last][0], f"{lines[last][1].rstrip(' .,;')}{sign}")
    return lines


def _dotted(task: _Task) -> Lines | None:
    lines = list(task.lines)
    for one, line in task.of.starts:
        if one.kind == "point" and "." in one.label:
            number, text = lines[line - 1]
            dotted = re.sub(rf"^([\s#*–—-]*{re.escape(one.label)})(?=\s)", r"\1.", text)
            lines[line - 1] = (number, dotted)
    return lines


def _abbreviated(task: _Task) -> Lines | None:
    wrong, right = task.facts["found"], task.facts["term"]
    return [(number, re.sub(rf"\b{wrong}\b", right, text)) for number, text in task.lines]


def _undefined(task: _Task) -> Lines | None:
    return task.put(re.sub(rf"\s*\(далее[^()]*\b{task.facts['term']}\)", "", task.line, count=1))


def _without_words(task: _Task) -> Lines | None:
    words = task.facts["text"]
    if words.endswith("…") or words not in task.line:
        return None
    return task.put(_closed_up(task.line.replace(words, "", 1)))


def _without_note(task: _Task) -> Lines | None:
    note = f"[{task.facts['text']}]"
    return task.put(_closed_up(task.line.replace(note, "", 1))) if note in task.line else None


def _without_edition_note(task: _Task) -> Lines | None:
    """The note goes to a line of its own, where it is read as one."""
    last = _last_line(task, _clause(task))
    number, text = task.lines[last] if last is not None else (0, "")
    place = text.rfind(task.facts["text"])
    if last is None or place < 0:
        return None
    lines: Lines = [(number, text[:place].rstrip()), (number, task.facts["text"])]
    return [*task.lines[:last], *lines, *task.lines[last + 1 :]]


def _as_text(task: _Task) -> Lines | None:
    return task.put(f"\\{task.line.lstrip()}") if is_note(tidy(without_markup(task.line))) else None


def _closed_up(text: str) -> str:
    """Single blanks, none before a mark, where words went."""
    return re.sub(r" +([.,;:])", r"\1", re.sub(r"[ \t]{2,}", " ", text)).rstrip()


def _clause(task: _Task) -> Clause | None:
    return task.of.at_line.get(task.at + 1)


def _start(task: _Task, clause: Clause) -> int:
    return task.of.starts[task.of.turns[id(clause)]][1] - 1


def _last_line(task: _Task, clause: Clause | None) -> int | None:
    """The last line with words of a clause's own, before the next clause begins."""
    starts, turn = task.of.starts, task.of.turns.get(id(clause))
    if turn is None:
        return None
    end = starts[turn + 1][1] - 1 if turn + 1 < len(starts) else starts[turn][1]
    return next((at for at in range(end - 1, starts[turn][1] - 2, -1) if task.lines[at][1].strip()), None)


def _siblings(task: _Task) -> Sequence[Clause]:
    """The clause at the line with those beside it."""
    own = _clause(task)
    return task.of.families.get(id(own), ()) if own is not None else ()


_MENDS: Mapping[str, Callable[[_Task], Lines | None]] = {
    "duplicate-number": _relabelled,
    "skipped-number": _relabelled,
    "number-out-of-order": _relabelled,
    "number-of-other-section": _relabelled,
    "section-without-number": _numbered,
    "dashed-number": _undashed,
    "misread-number": _read_right,
    "number-apart": _with_words,
    "number-inside": _divided,
    "page-break": _joined,
    "hyphen-at-break": _unhyphened,
    "blank-in-list": _unblanked,
    "guessed-instrument": _spelt,
    "unusual-date": _dated,
    "bare-date": _from_date,
    "no-colon": _with_colon,
    "undashed-list": _dashes,
    "mixed-terminators": _terminated,
    "mixed-final-dot": _dotted,
    "abbreviation-drift": _abbreviated,
    "term-defined-twice": _undefined,
    "tracked-insertion": _without_words,
    "footnote": _without_note,
    "edition-note": _as_text,
    "edition-note-inside": _without_edition_note,
}
