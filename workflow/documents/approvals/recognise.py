"""From a document's text to the approvals printed in its head and on its annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.documents.approvals.acts import AMENDED, ANNEX, SECTION, acts, heading_end, limits
from workflow.documents.approvals.blocks import stamps
from workflow.documents.approvals.bodies import bodies
from workflow.documents.approvals.evidence import Column, Filled, fill
from workflow.documents.approvals.marks import (
    Mark,
    Word,
    dates,
    fillers,
    instruments,
    numbers,
    words_of,
)
from workflow.documents.approvals.orders import is_minutes, order_signer, own_order
from workflow.documents.approvals.page import Page, page_of
from workflow.documents.approvals.people import names, signers
from workflow.documents.approvals.records import APPROVING, COLLEGIAL, Approval

_HEAD, _FOOT = 4_000, 900
_STAMP_WORD = re.compile(r"(?i:утвержд|согласов|рассмотр|принят|приказ|протокол)")
_ANNEX = re.compile(
    r"(?m)^[^\S\n]*(?:\*\*|#+\s)?П[Рр][Ии][Лл][Оо][Жж][Ее][Нн][Ии][Ее]\b[^\n]{0,80}(?:\n[^\n]{0,80}){0,2}?\s*к\s+приказу"
)
_ANNEX_HEAD = 1_500
_MOST_ANNEXES = 8
_LEFT_OF_BODY = re.compile(
    r"(?:(?:на|с|со|общем|общего|заседани[еия]|решени[еям]+|приказ(?:ом)?|И\.\s?о\.|и\.\s?о\.)\s+)*\Z", re.I
)
_MISREAD = re.compile(
    r"(?<=[0-9])[ОOоoб](?=[0-9])|[lI|З](?=[0-9])|(?<=[0-9])[lI|З]|(?<=[0-9])[ОO](?![^\W_])|[NН]9\s"
)
_MISREAD_DATE = re.compile(r"(?<![^\W_])[0-9]*[ОOоoЗзlI|бБSZ][0-9ОOоoЗзlI|бБS]*(?=г|[\W_]|\Z)")
_LINE = 60
# A council is named without its school; a head with it, whose number is no number of a stamp.
_SCHOOL = re.compile(r"\s[«\"]?(?:[А-ЯЁ]{2,}ОУ|[СОН]?ОШ)\b")
_OF_SCHOOL = re.compile(r"(?:[А-ЯЁ]{3,}|\b(?:школ|гимнази|лице|сад|учреждени|д/с)\w*)\Z")
_END_OF_BODY = re.compile(r"[\n_;(]|\s(?:от|протокол|приказ|пр\.)\b|\s№|\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|\Z", re.I)


@dataclass(frozen=True, slots=True)
class _Heading:
    page: Page
    words: Sequence[Word]
    acts: Sequence[Mark]
    marks: Sequence[Mark]
    names: Sequence[Mark]
    end: int


def recognise(text: str) -> tuple[Approval, ...]:
    """The approvals of a document, each once, in the order of their printing; none is invented."""
    found = list(_approvals(_heading(_head_of(text), 1)))
    for match, _ in zip(
        _ANNEX.finditer(text, min(_HEAD // 4, len(text))), range(_MOST_ANNEXES), strict=False
    ):
        line = text.count("\n", 0, match.start()) + 1
        annex = _heading(text[match.start() : match.start() + _ANNEX_HEAD], line)
        found += [one for one in _approvals(annex) if one.by_kind == "head" or one.act_class != "УТВЕРЖДЕНО"]
    return tuple(_once(found))


def _head_of(text: str) -> str:
    """The text up to a little behind its first section; an order's signature stands within that little."""
    head = text[:_HEAD]
    stamp = _STAMP_WORD.search(head)
    section = SECTION.search(head, stamp.end() if stamp else 0)
    return head[: section.end() + _FOOT] if section else head


def _heading(text: str, first_line: int) -> _Heading:
    page = page_of(text, first_line)
    words = words_of(page)
    begun = _trusted(page, acts(page, words))
    end = heading_end(page, begun[0].start) if begun else len(page.text)
    begun = [act for act in begun if act.start < end]
    tools = list(instruments(words))
    evidence = [*tools, *numbers(page, words, tools), *dates(page)]
    marks = sorted(
        [*begun, *bodies(words), *evidence, *limits(page), *fillers(page)],
        key=lambda mark: (mark.start, mark.kind),
    )
    marks = [mark for mark in marks if mark.start < end or not begun]
    return _Heading(page, words, begun, marks, list(names(page)), end)


def _trusted(page: Page, found: list[Mark]) -> list[Mark]:
    """Behind running text only a word printed as a stamp's heading still begins a stamp."""
    if not found or heading_end(page, 0) >= found[0].start:
        return found
    return [act for act in found if _printed_as_heading(page, act)]


def _printed_as_heading(page: Page, act: Mark) -> bool:
    return act.value == ANNEX or page.text[act.start : act.end].isupper()


def _approvals(heading: _Heading) -> Iterator[Approval]:
    first = heading.acts[0].start if heading.acts else len(heading.page.text)
    order = own_order(heading.page, heading.words, heading.marks, first)
    if order:
        post, signer = order_signer(heading.page, heading.names)
        yield replace(_approval(heading, order), by_text=post, signer=signer)
    elif not is_minutes(heading.page):
        yield from _without_act(heading, first)
    earlier: list[Approval] = []
    for one, signer in _signed(heading):
        approval = replace(_approval(heading, one), signer=signer)
        if approval.amendment:
            amended = _amended(approval, earlier)
            if amended is None:
                continue
            approval = amended
        earlier.append(approval)
        yield approval


def _signed(heading: _Heading) -> Iterator[tuple[Filled, str | None]]:
    for group in filter(None, stamps(heading.acts, heading.marks, heading.end)):
        yield from zip(group, signers(group, _people_under(heading, group)), strict=True)


def _without_act(heading: _Heading, first: int) -> Iterator[Approval]:
    """A council's complete protocol, or the head's order, above a title whose act word is lost."""
    before = [mark for mark in heading.marks if mark.start < first]
    title = next((mark.start for mark in before if mark.kind in ("title", "stop")), first)
    before = [mark for mark in before if mark.start < title]
    body = next((mark for mark in before if mark.kind == "body"), None)
    if body is None or (body.value != "head" and body.value not in COLLEGIAL):
        return
    act = Mark("act", "УТВЕРЖДЕНО" if body.value == "head" else "", body.start, body.end, body.row)
    evidence = [mark for mark in before if mark.kind in ("instrument", "number", "date")]
    _, filled = fill([Column(act, body)], sorted([*evidence, body], key=lambda mark: mark.start), title)
    one = filled[0]
    expected = "order" if body.value == "head" else "protocol"
    if one.instrument and one.instrument.value == expected and one.number and one.date:
        yield _approval(heading, one)


def _approval(heading: _Heading, one: Filled) -> Approval:
    page, act = heading.page, one.column.act
    kind = _kind(one)
    used = [mark for mark in (act, one.column.body, one.instrument, one.number, one.date) if mark]
    councils = act.value not in (*APPROVING, ANNEX, AMENDED, "ВВЕДЕНО")
    implied = one.column.body is None and (councils or kind == "other")
    return Approval(
        act="УТВЕРЖДЕНО" if act.value == ANNEX else (None if act.value in ("", AMENDED) else act.value),
        by_kind=kind,
        by_text=_by_text(page, one.column.body or _commanding(one, kind), one.number),
        instrument=_instrument(one, kind),
        number=one.number.value if one.number else None,
        date=one.date.value if one.date else None,
        signer=None,
        ambiguous=implied or one.unsure or _in_doubt(page, one) or _crowded(heading, one),
        amendment=act.value == AMENDED,
        lines=(
            min(page.line_at(mark.start) for mark in used),
            max(page.line_at(mark.start) for mark in used),
        ),
    )


def _in_doubt(page: Page, one: Filled) -> bool:
    """The number may belong to other words, or a sign was read as a figure: l, I, | as 1, З as 3, О as 0."""
    signs = ((one.number, _MISREAD), (one.date, _MISREAD_DATE))
    misread = any(mark and letter.search(page.text[mark.start : mark.end]) for mark, letter in signs)
    return misread or bool(one.number and one.number.doubt)


def _crowded(heading: _Heading, one: Filled) -> bool:
    """The words of its body run on into those of another column: which words are whose is not certain."""
    body = one.column.body
    if body is None:
        return False
    end = _END_OF_BODY.search(heading.page.text, body.end)
    last = end.start() if end else body.end
    others = [mark for mark in heading.marks if mark.kind == "body" and mark.value != body.value]
    return any(body.end <= mark.start < last for mark in others)


def _kind(one: Filled) -> str:
    if one.column.body:
        return one.column.body.value
    tool = one.instrument.value if one.instrument else None
    if one.column.act.value in (*APPROVING, ANNEX, "ВВЕДЕНО"):
        if tool in ("protocol", "decision"):
            return "other"
        return "authority" if tool == "resolution" else "head"
    return "head" if tool == "order" else "other"


def _instrument(one: Filled, kind: str) -> str:
    if one.instrument is None:
        return "none"
    if one.instrument.value in ("short", "decision"):
        collegial = kind in COLLEGIAL or kind == "other"
        return "protocol" if collegial else ("order" if one.instrument.value == "short" else "resolution")
    return one.instrument.value


def _by_text(page: Page, body: Mark | None, number: Mark | None) -> str:
    if body is None:
        return ""
    before = page.text[max(0, body.start - 60) : body.start]
    left = _LEFT_OF_BODY.search(before)
    start = body.start - (len(before) - left.start() if left else 0)
    end = _end_of_body(page.text, body, number)
    if body.kind == "instrument" and not page.text[body.end : end].strip():
        return ""
    school = _SCHOOL.search(page.text, body.end, end) if body.value in COLLEGIAL else None
    return " ".join(page.text[start : school.start() if school else end].split()).strip(" ,:/")


def _end_of_body(text: str, body: Mark, number: Mark | None) -> int:
    """Where a body's words end: «№ 4» inside a name in quotes, or behind «МБОУ», is of the name."""
    for end in _END_OF_BODY.finditer(text, body.end):
        named = text[body.end : end.start()]
        own = number is None or not end.start() <= number.start <= end.end() + 1
        quoted = named.count("«") > named.count("»")
        in_name = own and (quoted or _OF_SCHOOL.search(named) is not None)
        begun = body.kind == "instrument" and not named.strip()
        closes = quoted and "»" in text[end.end() : end.end() + _LINE]
        if not (in_name if end.group().strip() == "№" else end.group() == "\n" and (begun or closes)):
            return end.start()
    return body.end


def _commanding(one: Filled, kind: str) -> Mark | None:
    """«Приказом МБОУ «Гимназия № 4»» names whose order it is where no post is named."""
    order = one.instrument
    return order if order is not None and order.value == "order" and kind == "head" else None


def _people_under(heading: _Heading, group: Sequence[Filled]) -> list[Mark]:
    """Who is named behind the acts of a group, before the next act and before the title."""
    last = max(one.column.act.start for one in group)
    row = next(act.row for act in heading.acts if act.start == last)
    following = [act.start for act in heading.acts if act.start > last]
    titles = [
        mark.start for mark in heading.marks if mark.kind == "title" and mark.start > last and mark.row > row
    ]
    end = min([heading.end, *following[:1], *titles[:1]])
    first = min(one.column.act.end for one in group)
    return [mark for mark in heading.names if first <= mark.start < end]


def _amended(approval: Approval, earlier: Sequence[Approval]) -> Approval | None:
    """An amendment is the act of whoever acted before by the same kind of instrument."""
    by_order = approval.instrument in ("order", "resolution")
    same_body = [one for one in earlier if one.by_kind == approval.by_kind]
    for one in reversed([*earlier, *same_body]):
        if (one.by_kind in ("head", "authority")) == by_order:
            return replace(
                approval, act=one.act, by_kind=one.by_kind, by_text=approval.by_text or one.by_text
            )
    if by_order:
        return replace(approval, act="УТВЕРЖДЕНО", by_kind="head")
    return None


def _once(found: Sequence[Approval]) -> list[Approval]:
    """Repeats of one stamp left out, also when the repeat says less."""
    kept: list[Approval] = []
    for one in found:
        same = [other for other in kept if _same_stamp(one, other)]
        if not same:
            kept.append(one)
        elif _weight(one) > _weight(same[0]):
            kept[kept.index(same[0])] = one
    return kept


def _same_stamp(one: Approval, other: Approval) -> bool:
    if (one.act_class, one.by_kind, one.amendment) != (other.act_class, other.by_kind, other.amendment):
        return False
    pairs = ((one.number, other.number), (one.date, other.date))
    agreeing = all(a is None or b is None or a == b for a, b in pairs)
    if (one.number, one.date) == (other.number, other.date):
        return True
    empty = not (one.number or one.date) or not (other.number or other.date)
    return agreeing and (empty or one.by_kind == "head")


def _weight(one: Approval) -> int:
    return (one.number is not None) + (one.date is not None)
