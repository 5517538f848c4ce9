"""A condition in its one spelling: text that parses to it again."""

from __future__ import annotations

from datetime import date

from workflow.engine.conditions import Comparison, Condition, Either, Every, Negation, SamePerson, Signed
from workflow.engine.terms import DaysSince, Given, Listed, Literal, Named, SignedOn, Term, Value, Verdict


def spelt(condition: Condition) -> str:
    """The condition as text that parses to it again."""
    match condition:
        case Signed(step):
            return f"signed({step})"
        case SamePerson(step):
            return f"is_same_person({step})"
        case Comparison(Named() | Given() as term, "==", Literal(True)):
            return _spelt_term(term)
        case Comparison(left, sign, right):
            return f"{_spelt_term(left)} {sign} {_spelt_term(right)}"
        case Negation(part):
            return f"not {_spelt_inside(part)}"
        case Every(parts):
            return " and ".join(_spelt_inside(part) for part in parts) or "True"
        case Either(parts):
            return " or ".join(_spelt_inside(part) for part in parts) or "False"


def _spelt_inside(part: Condition) -> str:
    said = spelt(part)
    simple = isinstance(part, Signed | SamePerson | Negation) or " " not in said
    return said if simple else f"({said})"


def _spelt_term(term: Term | Listed) -> str:
    match term:
        case Literal(value):
            return _spelt_value(value)
        case Listed(values):
            return f"[{', '.join(map(_spelt_value, values))}]"
        case Named(name):
            return name
        case Given(name, default):
            return f"given({name}, {_spelt_value(default)})"
        case Verdict(step):
            return f"verdict({step})"
        case DaysSince(Named(name)) | DaysSince(SignedOn(name)):
            return f"days_since({name})"
    raise TypeError(term)  # a SignedOn stands in days_since alone


def _spelt_value(value: Value) -> str:
    if isinstance(value, date):
        return f"'{value.isoformat()}'"
    if isinstance(value, str):
        return f'"{value}"' if "'" in value else f"'{value}'"
    return str(value)
