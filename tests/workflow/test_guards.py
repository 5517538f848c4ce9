"""Conditions are a closed language: what is in it means what it says, everything else is refused at once."""

from __future__ import annotations

import time
import warnings
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.engine.conditions import (
    ALWAYS,
    NEVER,
    Comparison,
    Condition,
    Either,
    Every,
    Negation,
    SamePerson,
    Signed,
)
from workflow.engine.guards import FUNCTIONS, MAX_DEPTH, MAX_LENGTH, MAX_NODES, BadExpression, parse
from workflow.engine.situation import ENGINE_FACTS
from workflow.engine.spelling import spelt
from workflow.engine.terms import DaysSince, Given, Listed, Literal, Named, SignedOn, Verdict

A, B, C = Signed("a"), Signed("b"), Signed("c")
FACTS = {"word": str, "number": int, "urgent": bool, "planned": date}
WORD, NUMBER, URGENT, PLANNED = (Named(name, kind) for name, kind in FACTS.items())
SLOWEST = 0.05  # seconds of this process for any text at all

GOOD = {
    "": ALWAYS,
    "  \n ": ALWAYS,
    "signed(a)": A,
    "  signed( a )  ": A,
    "signed('a')": A,
    "signed('\ufb01rst')": Signed("first"),
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
    "signed(a) and False": Every((A, NEVER)),
    "is_same_person(a)": SamePerson("a"),
    "urgent": Comparison(URGENT, "==", Literal(True)),
    "not urgent": Negation(Comparison(URGENT, "==", Literal(True))),
    "urgent == False": Comparison(URGENT, "==", Literal(False)),
    "state == 'review'": Comparison(Named("state", str), "==", Literal("review")),
    "'review' == state": Comparison(Named("state", str), "==", Literal("review")),
    "comment != ''": Comparison(Named("comment", str), "!=", Literal("")),
    "number > -3": Comparison(NUMBER, ">", Literal(-3)),
    "5 <= number": Comparison(NUMBER, ">=", Literal(5)),
    "1 < number <= 3": Every((Comparison(NUMBER, ">", Literal(1)), Comparison(NUMBER, "<=", Literal(3)))),
    "planned >= '2026-09-01'": Comparison(PLANNED, ">=", Literal(date(2026, 9, 1))),
    "'2026-09-01' < today": Comparison(Named("today", date), ">", Literal(date(2026, 9, 1))),
    "today >= planned": Comparison(Named("today", date), ">=", PLANNED),
    "word in ['a', 'b']": Comparison(WORD, "in", Listed(("a", "b"))),
    "word not in ('a',)": Comparison(WORD, "not in", Listed(("a",))),
    "planned in {'2026-09-01'}": Comparison(PLANNED, "in", Listed((date(2026, 9, 1),))),
    "verdict(a) == 'agreed'": Comparison(Verdict("a"), "==", Literal("agreed")),
    "days_since(a) >= 5": Comparison(DaysSince(SignedOn("a")), ">=", Literal(5)),
    "days_since(planned) > 1": Comparison(DaysSince(PLANNED), ">", Literal(1)),
    "given(n, 0) > 3": Comparison(Given("n", 0), ">", Literal(3)),
    "given('urgently', False)": Comparison(Given("urgently", False), "==", Literal(True)),
    "word == 'it\"s'": Comparison(WORD, "==", Literal('it"s')),
    'word == "it\'s"': Comparison(WORD, "==", Literal("it's")),
    "word == '5а класс'": Comparison(WORD, "==", Literal("5а класс")),
    "signed(a)  # and 5a classes": A,
}


@pytest.mark.parametrize(("expression", "condition"), GOOD.items(), ids=GOOD)
def test_what_is_in_the_language_means_what_it_says(expression: str, condition: Condition) -> None:
    assert parse(expression, FACTS) == condition


@pytest.mark.parametrize("condition", GOOD.values(), ids=GOOD)
def test_a_condition_is_spelt_as_text_that_says_it_again(condition: Condition) -> None:
    assert parse(spelt(condition), FACTS) == condition


def test_a_declared_fact_goes_before_one_of_the_engine() -> None:
    assert parse("actor == 3", {"actor": int}) == Comparison(Named("actor", int), "==", Literal(3))


def test_a_declared_day_goes_before_a_step_of_its_name() -> None:
    assert parse("days_since(a) > 1", {"a": date}) == Comparison(DaysSince(Named("a", date)), ">", Literal(1))
    assert parse("days_since('a') > 1", {"a": date}) == parse("days_since(a) > 1")


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
    "signed('a b')": 8,
    "signed('')": 8,
    "signed('and')": 8,
    "  signed(a) or foo": 16,
    "signed('шаг') or foo": 18,
    "(signed('шаг')\n or foo)": 20,
    "(signed('шаг')\r\n or foo)": 21,
    "(signed(a)\ror foo)": 15,
    "\n(\n  signed(a) and\n  foo)": 22,
    "-signed(a)": 1,
    "[signed(a)]": 1,
    "signed(a),": 1,
    "days_since(a)": 1,
    "verdict(a)": 1,
    "state": 1,
    "number": 1,
    "1": 1,
    "'text'": 1,
    "None": 1,
    "not number": 5,
    "signed(a) and state": 15,
    "signed(a) == signed(b)": 1,
    "word == signed(a)": 9,
    "word == wrod": 9,
    "word == 1": 9,
    "word == True": 9,
    "1 == word": 1,
    "number == '1'": 11,
    "number == 1.5": 11,
    "number == 1j": 11,
    "number == None": 11,
    "number == True": 11,
    "urgent == 1": 11,
    "number == word": 11,
    "planned > 5": 11,
    "planned > word": 11,
    "planned > 'завтра'": 11,
    "planned > '2026-02-30'": 11,
    "planned > '20260901'": 11,
    "planned > '2026-9-1'": 11,
    "'2026-13-01' < planned": 1,
    "word > 'a'": 8,
    "urgent >= True": 11,
    "number is 1": 1,
    "number is not 1": 1,
    "number in 5": 11,
    "number in []": 11,
    "number in [1, 'a']": 15,
    "number in [1, number]": 15,
    "number in range(3)": 11,
    "'a' in word": 8,
    "word in 'abc'": 9,
    "planned in ['2026-09-01', 'a']": 27,
    "number in [1] in [2]": 11,
    "signed(a) in [True]": 1,
    "number + 1 > 2": 1,
    "number > 1 + 1": 10,
    "number > --1": 10,
    "number > -word": 10,
    "number > +1": 10,
    "number > -True": 10,
    "number > 1000000000001": 10,
    "days_since(5) > 1": 12,
    "days_since() > 1": 1,
    "days_since(a, b) > 1": 1,
    "days_since(signed(a)) > 1": 12,
    "days_since(a) > '5'": 17,
    "verdict(a) == 5": 15,
    "verdict(a) > 'agreed'": 14,
    "is_same_person()": 1,
    "is_same_person(a) == True": 1,
    "given(n) > 1": 1,
    "given(n, number) > 1": 10,
    "given(5, 1) > 1": 7,
    "given(n, 0) == '0'": 16,
    "given(n, 0)": 1,
    "len(word) > 1": 1,
    "word.lower() == 'a'": 1,
    "word[0] == 'a'": 1,
    "'%s' % word == 'a'": 1,
    "word == 'a' 'b' if urgent else urgent": 1,
    "word == r'a'": 9,
    "word == b'a'": 9,
    "word == '''a'''": 9,
    'word == """a"""': 9,
    "word == 'a\\n'": 11,
    "signed(a) or \\": 14,
    "word == 'a\u2028b'": 9,
    "word == 'a\tb'": 9,
    "number > 0x10": 10,
    "number > 1_000": 10,
    "number > 1or urgent": 10,
}


@pytest.mark.parametrize(("expression", "column"), FOREIGN.items(), ids=FOREIGN)
def test_what_is_not_in_the_language_is_refused_at_its_column(expression: str, column: int) -> None:
    with pytest.raises(BadExpression) as fault:
        parse(expression, FACTS)
    assert fault.value.column == column
    assert fault.value.message.ru and fault.value.message.en
    assert "{" not in fault.value.message.ru + fault.value.message.en


def test_a_name_that_nobody_declared_is_answered_with_the_nearest_that_is() -> None:
    for wrong, right in {
        "numbr > 1": "number",
        "signd(a)": "signed",
        "signed(parents)": "parents_council",
    }.items():
        with pytest.raises(BadExpression) as fault:
            parse(wrong, FACTS, ("parents_council", "head"))
        assert right in fault.value.message.ru and right in fault.value.message.en


@pytest.mark.parametrize("function", ["signed", "verdict", "days_since", "is_same_person"])
def test_a_step_that_is_not_there_is_told_at_its_column(function: str) -> None:
    with pytest.raises(BadExpression) as fault:
        parse(f"signed(head) and {function}(haed)", FACTS, ("head",))
    assert (fault.value.code, fault.value.column) == ("unknown-step", 19 + len(function))


@pytest.mark.parametrize(
    ("expression", "column"),
    {
        "verdict(a) == 'aproved'": 15,
        "'aproved' != verdict(a)": 1,
        "verdict(a) in ['approved', 'aproved']": 28,
    }.items(),
)
def test_a_word_that_a_step_is_never_answered_with_is_told_at_its_column(
    expression: str, column: int
) -> None:
    with pytest.raises(BadExpression) as fault:
        parse(expression, answers={"a": ("approved", "refused")})
    assert fault.value.column == column
    assert "approved" in fault.value.message.ru and "approved" in fault.value.message.en
    assert parse(expression, answers={"b": ("x",)})


def test_a_condition_ends_where_its_limits_are() -> None:
    assert parse("not " * (MAX_DEPTH - 3) + "signed(a)")
    assert parse(" and ".join(["True"] * (MAX_NODES - 2)) + " " * 10)
    for more in ("not " * (MAX_DEPTH - 2) + "signed(a)", " and ".join(["True"] * (MAX_NODES - 1))):
        with pytest.raises(BadExpression) as fault:
            parse(more)
        assert "длинное" in fault.value.message.ru


def test_a_million_characters_are_refused_at_once() -> None:
    begun = time.process_time()
    for hostile in ("(" * 10**6, "signed(a) and " * 70_000, "'" * 10**6, "1" * 10**6, "\r" * 10**6 + "a"):
        with pytest.raises(BadExpression):
            parse(hostile)
    assert time.process_time() - begun < 1


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


def test_every_example_of_the_documentation_is_a_condition() -> None:
    page = (Path(__file__).parents[2] / "docs" / "definitions.md").read_text(encoding="utf-8")
    section = page.split("## Conditions")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    examples = [row.rstrip(" |`").rsplit("| `", 1)[1] for row in rows]
    assert len(examples) > 8
    for expression in examples:
        assert parse(expression) != ALWAYS
    said = " ".join(row.split(" | ")[0] for row in rows)
    assert [name for name in (*FUNCTIONS, *ENGINE_FACTS) if f"`{name}" not in said] == []


def judged(text: str) -> float:
    """Seconds until the text was read or refused; anything else that is raised fails the test."""
    begun = time.process_time()
    try:
        parse(text, FACTS)
    except BadExpression as fault:
        assert 1 <= fault.column <= len(text) + 1
    return time.process_time() - begun


PIECES = [
    *"""signed ( ) a 'b' ' " # , . = [ ] { } := : * ** 1 f' совет \\""".split(),
    *"""verdict days_since is_same_person given number word urgent planned state None True""".split(),
    *"""'2026-09-01' == != < >= in - 1or 0x1 '''""".split(),
    *("\x0c", "\r", "\u2028"),
    *(" ", "\n", " and ", " or ", "not ", "lambda ", "if ", "else ", "for x in ", " not in "),
]


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
@example("signed(a)" * 400)
@example("'\\d'")
@example("0\r0")
@example("'a#\\d'")
@example("'''a' # ''' == 1or 2")
def test_any_text_is_a_condition_or_a_bad_expression_and_soon(text: str) -> None:
    # The quickest of three: a collection of garbage may fall into any one.
    assert min(judged(text) for _ in range(3)) < SLOWEST


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
@example("number == 1or 2")
@example("number == 5.in")
@example("number == .5or")
@example("f'{1or 2}'")
def test_whatever_is_read_python_has_nothing_to_say_on_the_terminal(text: str) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        judged(text)
    assert told == []


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_whatever_is_read_has_one_spelling(text: str) -> None:
    try:
        condition = parse(text, FACTS)
    except BadExpression:
        return
    assert parse(spelt(condition), FACTS) == condition
