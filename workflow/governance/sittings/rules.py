"""The rule of a body: quorum, majority and ties as exact fractions, written down as data from a day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast, get_args

from workflow.errors import Invalid
from workflow.values import Text

Base = Literal["list", "seats", "present"]
Tie = Literal["fails", "chair"]

HALF = Fraction(1, 2)
MOST_SEATS = 1000
LONGEST_TERM = 10


@dataclass(frozen=True, slots=True)
class Share:
    """More than a fraction or at least that fraction: of those in office, of all seats, of those present."""

    fraction: Fraction
    at_least: bool
    of: Base

    def met(self, count: int, base: int) -> bool:
        """Whether `count` of `base` is enough; whole numbers alone, so that 20 of 30 is two thirds."""
        have, need = count * self.fraction.denominator, base * self.fraction.numerator
        return have >= need if self.at_least else have > need

    def needed(self, base: int) -> int:
        """The smallest count that is enough."""
        need = base * self.fraction
        whole = need.numerator // need.denominator
        return whole if self.at_least and whole == need else whole + 1

    @property
    def said(self) -> Text:
        """«больше половины», «не менее 2/3»."""
        ru, en = _FRACTIONS.get(self.fraction, (str(self.fraction), str(self.fraction)))
        if self.fraction == 1:
            return Text("все", "all")
        return (
            Text(f"не менее {ru}", f"at least {en}")
            if self.at_least
            else Text(f"больше {ru}", f"more than {en}")
        )


@dataclass(frozen=True, slots=True)
class ExOfficio:
    """A seat that belongs to a post: whoever has that capacity in that body or office on the day."""

    party: str
    capacity: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How a body decides; `seats` is its established number, `term` the years for which it is elected.

    Both are None when the charter names none.
    """

    quorum: Share = Share(HALF, False, "list")
    majority: Share = Share(HALF, False, "present")
    tie: Tie = "chair"
    each_category: bool = False
    proxies: bool = False
    secretary_votes: bool = True
    seats: int | None = None
    ex_officio: tuple[ExOfficio, ...] = ()
    term: int | None = None


DEFAULT = Rule()
"""More than half of the list present, more than half of those present for it, the chair decides a tie."""


def rule_faults(rule: Rule) -> Mapping[str, Text]:
    """Everything wrong with a rule, by field."""
    fields: dict[str, Text] = {}
    for name, share in (("quorum", rule.quorum), ("majority", rule.majority)):
        if not 0 < share.fraction <= 1 or (share.fraction == 1 and not share.at_least):
            fields[name] = _FRACTION
        if share.of == "seats" and rule.seats is None:
            fields["seats"] = _NO_SEATS
    if rule.quorum.of == "present":
        fields["quorum"] = _QUORUM_OF
    if rule.seats is not None and not 0 < rule.seats <= MOST_SEATS:
        fields["seats"] = _SEATS
    if rule.term is not None and not 0 < rule.term <= LONGEST_TERM:
        fields["term"] = _TERM
    return fields


def written(rule: Rule) -> dict[str, object]:
    """The rule as data."""
    return {
        "quorum": _share(rule.quorum),
        "majority": _share(rule.majority),
        "tie": rule.tie,
        "each_category": rule.each_category,
        "proxies": rule.proxies,
        "secretary_votes": rule.secretary_votes,
        "seats": rule.seats,
        "ex_officio": [[one.party, one.capacity] for one in rule.ex_officio],
        "term": rule.term,
    }


def read(data: Mapping[str, object]) -> Rule:
    """The rule that was written as data; what is not said is as by default."""
    seats, term = data.get("seats"), data.get("term")
    return Rule(
        _read_share(data.get("quorum"), DEFAULT.quorum),
        _read_share(data.get("majority"), DEFAULT.majority),
        cast("Tie", data.get("tie", DEFAULT.tie)),
        bool(data.get("each_category", False)),
        bool(data.get("proxies", False)),
        bool(data.get("secretary_votes", True)),
        int(str(seats)) if seats is not None else None,
        tuple(ExOfficio(*one) for one in cast("Sequence[Sequence[str]]", data.get("ex_officio", ()))),
        int(str(term)) if term is not None else None,
    )


def read_fraction(typed: str) -> Fraction:
    """A fraction as people type it: 1/2, 2/3, 1. Raises Invalid; decimals are no exact thirds."""
    try:
        found = Fraction(*(int(part) for part in typed.strip().split("/")))
    except (ValueError, TypeError, ZeroDivisionError):
        raise Invalid({"fraction": _FRACTION}) from None
    if not 0 < found <= 1:
        raise Invalid({"fraction": _FRACTION})
    return found


def _share(share: Share) -> list[object]:
    return [str(share.fraction), "at_least" if share.at_least else "more", share.of]


def _read_share(data: object, otherwise: Share) -> Share:
    if not isinstance(data, list | tuple):
        return otherwise
    fraction, sign, of = data
    if of not in get_args(Base):
        raise Invalid({"of": _FRACTION})
    return Share(read_fraction(str(fraction)), sign == "at_least", of)


_FRACTIONS: Mapping[Fraction, tuple[str, str]] = {
    HALF: ("половины", "half"),
    Fraction(1, 3): ("1/3", "one third"),
    Fraction(2, 3): ("2/3", "two thirds"),
    Fraction(3, 4): ("3/4", "three quarters"),
}
_FRACTION = Text(
    "Доля – дробь больше нуля и не больше единицы: 1/2, 2/3", "A share is a fraction up to one: 1/2, 2/3"
)
_QUORUM_OF = Text(
    "Кворум считают от списка или от числа мест, а не от присутствующих",
    "A quorum is a share of the list or of the seats, not of those present",
)
_NO_SEATS = Text("Укажите, сколько мест в органе по уставу", "Say how many seats the charter gives the body")
_SEATS = Text("Число мест – от 1 до 1000", "The number of seats is 1 to 1000")
_TERM = Text("Срок полномочий – от 1 до 10 лет", "A body is elected for 1 to 10 years")
