"""A document that is itself an order, a resolution or a decision: its own number, date and issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.documents.approvals.bodies import bodies
from workflow.documents.approvals.evidence import Column, Filled, fill
from workflow.documents.approvals.marks import Mark, Word
from workflow.documents.approvals.page import Page
from workflow.documents.approvals.words import INSTRUMENTS

_NAMES = frozenset({"приказ", "постановление", "распоряжение", "решение"})
_ORDERS = re.compile(
    r"(?i:приказ\s?[ыьi1l]{1,3}\s?ваю|постановля|распоряжаюсь|обязываю|\bрешил[аои]?\b)|"
    r"(?m:^)[«\"]?О(?:б|бо|Б|БО)?\s+\S"
)
_TITLE = re.compile(
    r"(?:\n|\s)[«\"]?О(?:б|бо|Б|БО)?\s+[^\W\d]|"
    r"(?i:приказ\s?[ыьi1l]{1,3}\s?ваю|в соответствии|на основании|в целях)"
)
_PLAIN_REST = re.compile(
    r"(?:[\s№.,:;«»\"_/-]|[NН][oо°]?|\bот\b|\bг(?:ода?)?\b|\d[\w/.-]*|[А-Яа-я]{3,8}(?=\s*\d{4})|\x00)*\Z"
)
_HEAD_SIGNS = re.compile(
    r"(?m:^)[^\w\n]{0,9}(?i:директор|завед[уыю](?!\w*\s+отдел)|и\.?\s?о\.?\s?(?:директор|завед)|врио\s+директор|ректор)"
)
_AUTHORITY_SIGNS = re.compile(
    r"(?m:^)[^\w\n]{0,9}(?i:начальник|глава|министр|мэр|председатель\s+комитета|заведующ\w+\s+отдел)"
)
_AUTHORITY = re.compile(
    r"(?i:администраци|управлени[ея]\s+образ|департамент|министерств|комитет\w*\s+по|отдел\w*\s+образ|"
    r"поселени|депутат|\bдум[аы]\b)"
)
_SCHOOL = re.compile(
    r"(?i:школ|гимнази|лице[йя]|детск\w+\s+сад|\b[а-я]*(?:сош|оош|доу|боу|коу|аоу)\b|учреждени|центр\b|колледж)"
)
_MINUTES = re.compile(
    r"(?m:^)[^\w\n]{0,9}(?i:(?:выписка\s+из\s+)?протокола?)\b(?s:.)*?(?i:присутств|повестк|слушали|выступил|решили)"
)
_REACH = 320


def own_order(page: Page, words: Sequence[Word], marks: Sequence[Mark], first_act: int) -> Filled | None:
    """The record of an order by itself; None when the document is something else."""
    for i, word in enumerate(words):
        if word.start > first_act:
            return None
        if (
            not (word.form in _NAMES or _is_extract(words, i))
            or not _is_heading(page, word)
            or not _ORDERS.search(page.text, word.end)
        ):
            continue
        if found := _read(page, words[i + 1 :], marks, word):
            return found
    return None


def order_signer(page: Page, people: Sequence[Mark]) -> tuple[str, str | None]:
    """Who signed at the foot: the last post that begins a line, and the first person named behind it."""
    posts = [*_HEAD_SIGNS.finditer(page.text), *_AUTHORITY_SIGNS.finditer(page.text)]
    last = max(posts, key=lambda match: match.end(), default=None)
    named = next((mark for mark in people if last and mark.start >= last.end()), None)
    if last is None or named is None:
        return "", None
    post = page.text[last.start() : named.start].strip().partition("\n")[0]
    return " ".join(post.strip(' *_/«»"').split()), named.value


def is_minutes(page: Page) -> bool:
    """True for the minutes of a sitting, whose own number approves nothing."""
    return bool(_MINUTES.search(page.text))


def _is_extract(words: Sequence[Word], i: int) -> bool:
    """«Выписка из приказа»: the order itself, of which only a part is printed."""
    return words[i].sense == "приказ" and [word.form for word in words[max(0, i - 2) : i]] == [
        "выписка",
        "из",
    ]


def _starts_row(page: Page, word: Word) -> bool:
    return not page.text[page.starts[word.row] : word.start].strip(' *_«"#№')


def _is_heading(page: Page, word: Word) -> bool:
    row_end = page.text.find("\n", word.end)
    rest = page.text[word.end : row_end if row_end >= 0 else len(page.text)]
    if (_starts_row(page, word) and not word.raw.islower()) or word.form == "приказа":
        return (
            bool(_PLAIN_REST.match(rest)) or word.raw.isupper() or bool(re.search(r"№|\bN\s?\d", rest[:160]))
        )
    return word.raw.isupper() and len(page.starts) < 4


def _read(page: Page, after: Sequence[Word], marks: Sequence[Mark], word: Word) -> Filled | None:
    title = _TITLE.search(page.text, word.end)
    end = min(title.start() if title else len(page.text), word.end + _REACH)
    behind = [mark for mark in marks if word.end <= mark.start < end and mark.kind in ("number", "date")]
    kinds = {mark.kind for mark in behind}
    if len(kinds) < 2:
        behind += [mark for mark in marks if _above(page, word, mark) and mark.kind not in kinds]
    act = Mark("act", "УТВЕРЖДЕНО", word.start, word.end, word.row)
    body = Mark("body", _issuer(page, after, word), word.start, word.end, word.row)
    tool = Mark("instrument", INSTRUMENTS[word.sense or ""], word.start, word.end, word.row)
    _, filled = fill(
        [Column(act, body)], sorted([tool, *behind], key=lambda mark: mark.start), len(page.text)
    )
    return filled[0] if filled[0].number or filled[0].date or word.raw.isupper() else None


def _above(page: Page, word: Word, mark: Mark) -> bool:
    """A number or date in the rows right above the heading, when they hold nothing else."""
    if mark.kind not in ("number", "date") or not word.row - 3 <= mark.row < word.row:
        return False
    row = page.text[page.starts[mark.row] : page.starts[mark.row + 1]]
    return bool(_PLAIN_REST.match(row.replace(page.text[mark.start : mark.end], "")))


def _issuer(page: Page, after: Sequence[Word], word: Word) -> str:
    above = page.text[max(0, word.start - 600) : word.start]
    by_authority = bool(_AUTHORITY.search(above)) and not _SCHOOL.search(above)
    if word.form == "решение" and not by_authority:
        near = bodies([each for each in after if each.start < word.end + _REACH])
        return near[0].value if near else "authority"
    if word.form in ("постановление", "решение"):
        return "authority"
    if _HEAD_SIGNS.search(page.text, word.end):
        return "head"
    if _AUTHORITY_SIGNS.search(page.text, word.end):
        return "authority"
    return "authority" if by_authority else "head"
