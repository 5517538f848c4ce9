"""Stamps (грифы): how the sign-offs of an edition print on its first page (GOST R 7.0.97, 16 and 20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import wrap
from typing import Literal

from workflow.chain.acts import NO_REPLY
from workflow.documents.dates import NBSP, numeric
from workflow.documents.kinds import Kinds, adopted_word, approved_word
from workflow.documents.typography import unbroken
from workflow.errors import Refused
from workflow.governance.names import Names
from workflow.values import Text

Side = Literal["left", "right"]
Ending = Literal["", "settled", "disagreed"]

BLANK = "_" * 12
SHORT_BLANK = "_" * 4
# A short name of an organisation is not broken: so many letters fit 75 mm at 12 points.
LINE = 28
NOT_SIGNED = ""
MOST_ON_FIRST_PAGE = 5
# Of a face of 12 points: a letter's usual width, and how many lines half a page holds.
_LETTER_MM = 2.2
_HALF_PAGE = 25

# Only these outcomes are printed: a refusal or an unknown outcome never looks like consent; silence says so.
_PRINTED = frozenset(
    {
        ("agree", "agreed"),
        ("agree", "agreed_with_remarks"),
        ("opinion", "positive"),
        ("opinion", "negative"),
        ("opinion", "no_reply"),
        ("adopt", "adopted"),
        ("consider", "considered"),
        ("approve", "approved"),
    }
)
_ACTS = frozenset(act for act, _ in _PRINTED)
_WORDS = {"agree": "СОГЛАСОВАНО", "opinion": "МНЕНИЕ УЧТЕНО", "consider": "РАССМОТРЕНО"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One step of the chain as paper shows it; an empty `outcome` means it is not signed yet.

    `ending` is what the consultations about an opinion came to, `ended` the day of that; of silence, `ended`
    is the day when the draft was received. `mark` stands in place of a signature given in the system.
    """

    act: str
    outcome: str
    nature: Literal["body", "office"]
    party: Names
    organisation: Names
    instrument: Literal["protocol", "order", "none"]
    number: str | None = None
    dated: date | None = None
    signer: str | None = None
    post: Names | None = None
    ending: Ending = ""
    ended: date | None = None
    mark: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """One block of the first page: its word, the lines under it, the mark of an electronic signature.

    `own`: in the school's own form, which the standard does not have.
    """

    side: Side
    word: str
    lines: tuple[str, ...]
    mark: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The edition of the layout standard: the widest block in mm."""

    profile: Literal["2016", "2025"]
    width_mm: int


LAYOUT_2016 = Layout("2016", 75)
LAYOUT_2025 = Layout("2025", 80)


def layout_on(day: date) -> Layout:
    """The standard in force that day: GOST R 7.0.97-2025 since 18.08.2025, 7.0.97-2016 before it."""
    return LAYOUT_2025 if day >= date(2025, 8, 18) else LAYOUT_2016


def stamps(
    word: str,
    evidence: Sequence[Evidence],
    *,
    drafts: bool = False,
    legacy: bool = False,
    extra: Kinds | None = None,
) -> tuple[Stamp, ...]:
    """The blocks of a document called `word`: adoption, agreements in chain order, then the one approval.

    `drafts` prints empty blocks for steps not signed yet; `legacy` allows the schools' mixed form.
    Raises Refused for an unknown word, an order without number or date, or a signature mixed with an order.
    """
    shown = [_blank(step) if not step.outcome else step for step in evidence if _is_printed(step, drafts)]
    adopted = [_left(step, adopted_word(word, extra)) for step in shown if step.act == "adopt"]
    agreed = [_left(step, _word(step)) for step in shown if step.act in _WORDS]
    approved = [
        _approval(step, approved_word(word, extra), legacy) for step in shown if step.act == "approve"
    ]
    # The right column holds exactly one approval: the last; an earlier one stays on the left.
    earlier = [replace(stamp, side="left") for stamp in approved[:-1]]
    return (*adopted, *agreed, *earlier, *approved[-1:])


def placed(printed: Sequence[Stamp], width_mm: int) -> tuple[tuple[Stamp, ...], tuple[Stamp, ...]]:
    """As `split`, by the letters of the lines: over half a page on the left leaves one stamp there."""
    first, sheet = split(printed)
    letters = round(width_mm / _LETTER_MM)
    told = [(stamp.word, *stamp.lines, *stamp.mark, "") for stamp in first if stamp.side == "left"]
    lines = sum(max(1, len(wrap(line, letters))) for one in told for line in one)
    return split(printed, most=1) if not sheet and lines > _HALF_PAGE else (first, sheet)


def split(
    printed: Sequence[Stamp], most: int = MOST_ON_FIRST_PAGE
) -> tuple[tuple[Stamp, ...], tuple[Stamp, ...]]:
    """The stamps of the first page, and of the agreement sheet when the left ones are more than `most`."""
    left = [stamp for stamp in printed if stamp.side == "left"]
    if len(left) <= most:
        return tuple(printed), ()
    right = [stamp for stamp in printed if stamp.side == "right"]
    return (left[0], *right), tuple(left[1:])


def _is_printed(step: Evidence, drafts: bool) -> bool:
    if not step.outcome:
        return drafts and step.act in _ACTS
    return (step.act, step.outcome) in _PRINTED


def _blank(step: Evidence) -> Evidence:
    """The same step with no fact of a decision that was not taken."""
    return replace(step, outcome=NOT_SIGNED, number=None, dated=None)


def _left(step: Evidence, word: str) -> Stamp:
    lines = _by_official(step) if step.nature == "office" else _by_body(step)
    return Stamp("left", word, lines, step.mark)


def _by_body(step: Evidence) -> tuple[str, ...]:
    name = step.party.genitive if step.act == "opinion" else step.party.instrumental
    instrument = _instrument(step)
    body = _of(_capital(name), step.organisation)
    if step.outcome == NO_REPLY:
        return (body, *_silence(step))
    return (body, *([f"({instrument})"] if instrument else []), *_consulted(step))


def _word(step: Evidence) -> str:
    return "МНЕНИЕ ЗАПРОШЕНО" if step.outcome == NO_REPLY else _WORDS[step.act]


def _silence(step: Evidence) -> tuple[str, ...]:
    """No number stands here: there was no protocol to have one (need N29)."""
    received = (f"проект получен{NBSP}{numeric(step.ended)}",) if step.ended else ()
    return (*received, "мотивированное мнение не поступило в срок")


def _consulted(step: Evidence) -> tuple[str, ...]:
    day = numeric(step.ended) if step.ended else BLANK
    if step.ending == "disagreed":
        return (f"протокол разногласий от{NBSP}{day}",)
    return (f"согласие достигнуто на консультациях{NBSP}{day}",) if step.ending == "settled" else ()


def _by_official(step: Evidence) -> tuple[str, ...]:
    """Post with organisation, signature line, and the date or the order that carries the decision."""
    day = numeric(step.dated) if step.dated else BLANK
    return (_post(step), _signature(step), _instrument(step) or day)


def _approval(step: Evidence, word: str, legacy: bool) -> Stamp:
    """Form A by an official, B by an order, C by a body, D mixed (legacy)."""
    if step.instrument == "order" or (legacy and step.number):
        return _by_order(step, word, legacy)
    if step.nature == "body":
        return Stamp("right", word, _by_body(step))
    if step.number:
        raise _mixed(step)
    return Stamp("right", "УТВЕРЖДАЮ", _by_official(step), step.mark)


def _by_order(step: Evidence, word: str, legacy: bool) -> Stamp:
    if step.outcome and not legacy and not (step.number and step.dated):
        raise Refused("order-incomplete", _INCOMPLETE)
    lines = (_of("приказом", step.organisation), _dated_number(step))
    # Form D, the mixed block many schools print, is not in the standard.
    mixed = (_post(step), _signature(step)) if legacy and step.signer else ()
    incomplete = bool(step.outcome) and not (step.number and step.dated)
    return Stamp("right", word, (*lines, *mixed), own=bool(mixed) or incomplete)


def _instrument(step: Evidence) -> str:
    noun = {"protocol": "протокол", "order": "приказ", "none": ""}[step.instrument]
    if not noun or (step.outcome and not step.number and not step.dated):
        return ""
    return f"{noun} {_dated_number(step)}"


def _dated_number(step: Evidence) -> str:
    """«от 28.04.2023 № 3», date before number; blanks only in a draft, and nothing invented on old paper."""
    if not step.outcome:
        return f"от{NBSP}{BLANK} №{NBSP}{SHORT_BLANK}"
    known = (
        f"от{NBSP}{numeric(step.dated)}" if step.dated else "",
        f"№{NBSP}{step.number}" if step.number else "",
    )
    return " ".join(part for part in known if part)


def _post(step: Evidence) -> str:
    return _of(_capital((step.post or step.party).nominative), step.organisation)


def _signature(step: Evidence) -> str:
    name = unbroken(step.signer or "").replace(" ", NBSP)
    if step.mark:
        return name
    return f"{BLANK}{NBSP}{name}" if name else BLANK


def _of(name: str, organisation: Names) -> str:
    """«Директор МОУ «Гимназия № 7»»: whose body, post or order it is."""
    owner = organisation.genitive
    kept = owner.replace(" ", NBSP) if len(owner) <= LINE else owner
    return unbroken(f"{name} {kept}".strip())


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


_INCOMPLETE = Text(
    "Приказ без номера или даты нельзя напечатать как утверждение: сначала зарегистрируйте его.",
    "An order without number or date cannot be printed as an approval: register it first.",
)


def _mixed(step: Evidence) -> Refused:
    message = Text(
        "Выберите одну форму грифа: «УТВЕРЖДАЮ» с должностью, подписью и датой, без номера приказа "
        "(форма А), или «УТВЕРЖДЕНО приказом … от … № {number}» (форма Б). "
        "Смешанный гриф печатается только по образцу школы.",
        "Choose one form: УТВЕРЖДАЮ with post, signature and date and no order number (form A), or "
        "УТВЕРЖДЕНО приказом … от … № {number} (form B). "
        "The mixed block is printed only in the school's own form.",
    )
    return Refused("form-a-with-order", message.filled(number=step.number))
