"""Irregular heads: stamps not laid out by the standard, unusual dates and numbers, a title of many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from workflow.documents.approvals import Approval
from workflow.documents.reading import words as told
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.contents import contents
from workflow.documents.reading.framing import Marked

_BARE_DATE = re.compile(r"^\d{1,2}\.\d{1,2}\.\d{4}\s*(?:г\.?)?\s*№\s*\S+")
_SHORT_WORD = re.compile(r"\bПр\.\s*№", re.IGNORECASE)
_USUAL_DATE = re.compile(r"(?<![\d.])\d{2}\.\d{2}\.\d{4}(?![\dг])")
_DATE = re.compile(
    r"[«\"]?\s?\d{1,2}\s?[»\"]?[.\s]{0,2}(?:\d{1,2}|[а-яё]{3,8})[.\s]{1,2}\d{4}\s?(?:года|год|г\.|г)?"
)
_INSTRUMENTS = {
    "protocol": ("Протокол", "protocol"),
    "order": ("Приказ", "order"),
    "resolution": ("Постановление", "resolution"),
}


def remarks(
    head: Sequence[Marked], title: Sequence[Marked], approvals: Sequence[Approval]
) -> Iterator[Remark]:
    """Everything unusual above the text of one document."""
    yield from _stamps(head)
    yield from _lines(head, approvals)
    yield from _approvals(head, approvals)
    yield from _order(approvals)
    lines = [one for one in title if one.text]
    if len(lines) > 1:
        yield Remark("title-of-lines", lines[0].line.number, (("count", str(len(lines))),))
    table = [head[at] for at in contents(head) if head[at].text]
    if table:
        yield Remark("contents", table[0].line.number, (("count", str(len(table))),))


def _stamps(head: Sequence[Marked]) -> Iterator[Remark]:
    """The standard wants the word in capitals, without quotes or colon, and the signature on its line."""
    for one in head:
        if told.STAMP.match(one.text):
            word = one.text.split()[0]
            if not word.isalpha() or not word.isupper():
                yield Remark("stamp-layout", one.line.number, (("text", word),))


def _lines(head: Sequence[Marked], approvals: Sequence[Approval]) -> Iterator[Remark]:
    for one in head:
        number = one.line.number
        if "___" in one.text:
            yield Remark("blank-signature", number)
        if _BARE_DATE.match(one.text):
            yield Remark("bare-date", number, (("text", one.text),))
        if _SHORT_WORD.search(one.text):
            covering = [
                a.instrument for a in approvals if a.lines[0] <= number <= a.lines[1] and a.instrument
            ]
            ru, en = _INSTRUMENTS.get(covering[0] if covering else "", ("", ""))
            if ru:
                yield Remark("guessed-instrument", number, (("instrument", ru), ("instrument_en", en)))


def _approvals(head: Sequence[Marked], approvals: Sequence[Approval]) -> Iterator[Remark]:
    for approval in approvals:
        lines = [one for one in head if approval.lines[0] <= one.line.number <= approval.lines[1]]
        if approval.date:
            yield from _date(lines, date.fromisoformat(approval.date))
        broken = _over_lines(approval.by_text, lines)
        if broken:
            yield Remark("body-over-lines", broken.line.number, (("text", approval.by_text),))
        if approval.number and "/" in approval.number:
            at = next((one for one in lines if approval.number in one.text), None)
            if at:
                yield Remark("number-with-slash", at.line.number, (("number", approval.number),))


def _over_lines(body: str, lines: Sequence[Marked]) -> Marked | None:
    """The line where a body's name begins when no single line holds it."""
    first = body.split()[0] if " " in body else ""
    if not first or any(body in one.text for one in lines):
        return None
    return next((one for one in lines if first in one.text), None)


def _date(lines: Sequence[Marked], day: date) -> Iterator[Remark]:
    for one in lines:
        found = _DATE.search(one.text)
        if found and not _USUAL_DATE.search(one.text) and str(day.year) in found.group(0):
            facts = (("text", found.group(0).strip()), ("mend", f"{day:%d.%m.%Y}"))
            yield Remark("unusual-date", one.line.number, facts)


def _order(approvals: Sequence[Approval]) -> Iterator[Remark]:
    """What is decided before the approval is often printed after it."""
    approved: Approval | None = None
    for approval in sorted(approvals, key=lambda one: one.lines):
        if approval.act and approval.act.startswith("УТВЕРЖД"):
            approved = approval
        elif approved and approval.act in ("ПРИНЯТО", "СОГЛАСОВАНО", "РАССМОТРЕНО", "МНЕНИЕ УЧТЕНО"):
            facts = (("act", approval.act), ("before", approved.act or ""))
            yield Remark("stamp-order", approval.lines[0], facts)
