"""Conditions are a closed language: what is in it means what it says, everything else is refused at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.engine.conditions import ALWAYS, NEVER, Condition, Either, Every, Negation, Signed, names
from workflow.engine.guards import MAX_LENGTH, BadExpression, parse
from workflow.engine.situation import Situation

A, B, C = Signed("a"), Signed("b"), Signed("c")
SLOWEST = 0.05  # seconds of this process for any text at all

GOOD = {
    "": ALWAYS,
    "  \n ": ALWAYS,
    "signed(a)": A,
    "  signed( a )  ": A,
    "signed('a')": A,
    'signed("совет")': Signed("совет"),
    "signed(a) and signed(b)": Every((A, B)),
    "signed(a) or signed(b)": Either((A, B)),
    "not signed(a)": Negation(A),
    "not not signed(a)": Negation(Negation(A)),
    "signed(a) and signed(b) or signed(c)": Either((Every((A, B)), C)),
    "signed(a) and (signed(b) or signed(c))": Every((A, Either((B, C)))),
    "not (signed(a) or signed(b))": Negation(Either((A, B))),
    "(\n signed(a)\n and signed(b)\n)": Every((A, B)),
    "signed(a) and signed(b)  # как в уставе": Every((A, B)),
    "True": ALWAYS,
    "False": NEVER,
}


@pytest.mark.parametrize(("expression", "condition"), GOOD.items(), ids=GOOD)
def test_what_is_in_the_language_means_what_it_says(expression: str, condition: Condition) -> None:
    assert parse(expression) == condition


FOREIGN = {
    "signed": 1,
    "signed()": 1,
    "signed(a, b)": 1,
    "signed(a=b)": 1,
    "signed(*a)": 8,
    "signed(**a)": 1,
    "signed(1)": 8,
    "signed(b'a')": 8,
    "signed(None)": 8,
    "signed(f'a')": 8,
    "signed(a.b)": 8,
    "signed(signed(a))": 8,
    "signed(a) and b": 15,
    "signed(a) and 1": 15,
    "signed(a) & signed(b)": 1,
    "signed(a) == True": 1,
    "signed(a) if signed(b) else signed(c)": 1,
    "подписан(a)": 1,
    "Signed(a)": 1,
    "  signed(a) or foo": 16,
    "signed('шаг') or foo": 18,
    "(signed('шаг')\n or foo)": 20,
    "\n(\n  signed(a) and\n  foo)": 22,
    "-signed(a)": 1,
    "[signed(a)]": 1,
    "signed(a),": 1,
}


@pytest.mark.parametrize(("expression", "column"), FOREIGN.items(), ids=FOREIGN)
def test_what_is_not_in_the_language_is_refused_at_its_column(expression: str, column: int) -> None:
    with pytest.raises(BadExpression) as fault:
        parse(expression)
    assert fault.value.column == column
    assert fault.value.message.ru and fault.value.message.en


UNREADABLE = {
    "signed(": 7,
    "signed(a": 7,
    "  signed(a": 9,
    "signed(a))": 10,
    "signed(a) and": 13,
    "and signed(a)": 1,
    "signed(a) signed(b)": 11,
    "signed(a)\nsigned(b)": 11,
    "signed(a);": 10,
    "signed(a) $": 11,
}


@pytest.mark.parametrize(("expression", "column"), UNREADABLE.items(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused_near_its_column(expression: str, column: int) -> None:
    with pytest.raises(BadExpression) as fault:
        parse(expression)
    # Each Python has its own idea of where exactly a sentence breaks.
    assert abs(fault.value.column - column) <= 1
    assert "signed(parents_council)" in fault.value.message.ru


# What has broken or fooled other engines: reaching objects, files, methods; and what hangs or kills a parser.
HOSTILE = [
    "__import__('os').mkdir('made')",
    "open('made', 'w')",
    "signed.__globals__",
    "signed(a).__class__.__mro__[1].__subclasses__()",
    "().__class__.__bases__[0]",
    "''.join(['a'] * 9**9)",
    "'%s' % signed",
    "f'{signed.__class__}'",
    'signed(f\'{open("made", "w")}\')',
    "(lambda: signed(a))()",
    "[x for x in (1,)]",
    "{**{}}",
    "eval('1')",
    "exec('1')",
    "getattr(signed, 'a')",
    "signed(a) or open('made', 'w')",
    "signed(open('made', 'w'))",
    "(x := 1)",
    "9**9**9**9**9",
    "'a' * 10**10",
    "1 << 10**10",
    "await signed(a)",
    "yield signed(a)",
    "import os",
    "signed(a)\nimport os",
    "signed(a); import os",
    "signed(a) if True else open('made', 'w')",
    "1" * MAX_LENGTH,
    "(" * MAX_LENGTH,
    "[" * 199,
    "not " * (MAX_LENGTH // 4 - 3) + "signed(a)",
    "-" * (MAX_LENGTH - 1) + "1",
    "a." * 1999 + "b",
    "signed(" * 190 + "a" + ")" * 190,
    "+".join("a" * 1999),
    " and ".join(["signed(a)"] * 200),
    "lambda:" * 500 + "1",
    "f(**" * 199,
    "{a:{" * 95,
    "signed(a)" + " " * MAX_LENGTH,
    "signed(a\x00)",
    "signed('\ud800')",
    "\ufeffsigned(a)",
    "signed(a)\u2028or True",
    "signed(a) or \\",
]


@pytest.mark.parametrize("expression", HOSTILE, ids=lambda one: one[:24].encode("ascii", "replace").decode())
def test_hostile_expressions_are_refused_quickly_and_touch_nothing(
    expression: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadExpression):
        parse(expression)
    assert list(tmp_path.iterdir()) == []


def judged(text: str) -> float:
    """Seconds until the text was read or refused; anything else that is raised fails the test."""
    begun = time.process_time()
    try:
        parse(text)
    except BadExpression as fault:
        assert 1 <= fault.column <= len(text) + 1
    return time.process_time() - begun


PIECES = [
    *"""signed ( ) a 'b' ' " # , . = [ ] { } := : * ** 1 f' совет \\""".split(),
    *(" ", "\n", " and ", " or ", "not ", "lambda ", "if ", "else ", "for x in "),
]


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
@example("signed(a)" * 400)
@example("'\\d'")
@example("0\r0")
def test_any_text_is_a_condition_or_a_bad_expression_and_soon(text: str) -> None:
    # The quickest of three: a collection of garbage may fall into any one.
    assert min(judged(text) for _ in range(3)) < SLOWEST


def at(signed: Iterable[str]) -> Situation:
    return Situation(dict.fromkeys(signed, "agreed"))


Told = tuple[str, Callable[[frozenset[str]], bool]]


def _leaf(step: str) -> Told:
    return f"signed({step})", lambda signed: step in signed


def _both(parts: list[Told]) -> Told:
    said = " and ".join(f"({text})" for text, _ in parts)
    return said, lambda signed: all(true(signed) for _, true in parts)


def _any(parts: list[Told]) -> Told:
    said = " or ".join(f"({text})" for text, _ in parts)
    return said, lambda signed: any(true(signed) for _, true in parts)


def _not(part: Told) -> Told:
    return f"not ({part[0]})", lambda signed: not part[1](signed)


LEAVES = st.sampled_from("abc").map(_leaf)
WITHOUT_NOT = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(_both) | st.lists(inner, min_size=2, max_size=3).map(_any)
    ),
    max_leaves=8,
)
ANY = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(_both)
        | st.lists(inner, min_size=2, max_size=3).map(_any)
        | inner.map(_not)
    ),
    max_leaves=8,
)
SIGNED = st.frozensets(st.sampled_from("abc"))


@given(ANY, SIGNED)
def test_a_condition_holds_exactly_when_what_it_says_is_true(told: Told, signed: frozenset[str]) -> None:
    assert parse(told[0]).holds(at(signed)) is told[1](signed)


@given(ANY)
def test_a_condition_knows_every_step_it_mentions(told: Told) -> None:
    assert names(parse(told[0])) == {step for step in "abc" if f"signed({step})" in told[0]}


@given(WITHOUT_NOT, SIGNED)
def test_a_closed_condition_tells_what_would_open_it(told: Told, signed: frozenset[str]) -> None:
    condition = parse(told[0])
    missing = {step for each in condition.unmet(at(signed)) for step in each.opens}
    assert signed.isdisjoint(missing)
    assert condition.holds(at(signed | missing))
    if not condition.holds(at(signed)):
        assert missing
