"""A condition holds when what it says is so; what keeps it closed is told, what is unknown opens nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.engine.conditions import ALWAYS, NEVER, Condition, facts, opposite
from workflow.engine.conditions import given as wanted
from workflow.engine.definition import Act, Definition, PartyRef, State, Step, Variable
from workflow.engine.guards import parse
from workflow.engine.situation import Situation
from workflow.engine.spelling import spelt
from workflow.errors import Unmet
from workflow.values import Text, both

FACTS: Mapping[str, type] = {"word": str, "number": int, "urgent": bool, "planned": date}
TODAY = date(2026, 9, 10)


def read(expression: str) -> Condition:
    return parse(expression, FACTS)


def step(id_: str, kind: str, act: Act, title: str = "") -> Step:
    return Step(id_, PartyRef(kind), act, "none", both(title))


STEPS = {
    "parents": step("parents", "parents_council", "agree"),
    "meeting": step("meeting", "general_meeting", "adopt"),
    "opinion": step("opinion", "trade_union", "opinion"),
    "again": step("again", "parents_council", "agree", "Повторно"),
    "head": step("head", "head", "approve"),
}
SCHOOL = Definition(
    "d", both("d"), "draft",
    {
        "draft": State("draft", Text("Проект", "Draft")),
        "review": State("review", Text("Рассмотрение", "Review")),
    },
    {}, STEPS,
    variables={
        "planned": Variable("planned", Text("Срок плана", "Planned day")),
        "number": Variable("number"),
    },
)  # fmt: skip
KNOWN = Situation(
    {"parents": "agreed_with_remarks", "meeting": "adopted"},
    {"parents": TODAY - timedelta(days=3), "meeting": TODAY},
    {"parents": "anna", "meeting": "boris"},
    {"word": "a", "number": 3, "urgent": True, "planned": date(2026, 9, 15)},
    person="anna",
    today=TODAY,
    state="review",
    comment="п. 4",
    given={"n": 5},
)

HOLD = [
    "signed(parents)", "not signed(head)", "is_same_person(parents)", "not is_same_person(meeting)",
    "verdict(parents) == 'agreed_with_remarks'", "verdict(parents) != 'agreed'",
    "verdict(meeting) in ['adopted', 'refused']", "verdict(meeting) not in ['refused']",
    "days_since(parents) == 3", "days_since(parents) >= 3", "days_since(parents) < 4",
    "days_since(meeting) == 0",
    "days_since(planned) == -5", "days_since(parents) > days_since(meeting)", "5 > days_since(parents) > 2",
    "word == 'a'", "word != 'b'", "number == 3", "number in [1, 3]", "2 < number < 4", "not 3 < number",
    "urgent", "urgent == True", "not (urgent == False)", "planned > '2026-09-14'", "planned != '2026-09-14'",
    "planned in ['2026-09-15']", "today < planned", "today == '2026-09-10'", "state == 'review'",
    "state not in ('draft', 'returned')", "comment != ''", "actor == 'anna'", "given(n, 0) > 3",
    "given(m, 0) == 0", "given(n, 'x') == 'x'", "not given(m, False)", "True", "not False",
]  # fmt: skip


@pytest.mark.parametrize("expression", HOLD)
def test_what_is_so_holds_and_its_opposite_fails(expression: str) -> None:
    condition = read(expression)
    assert condition.holds(KNOWN) and not condition.fails(KNOWN)
    assert condition.unmet(KNOWN) == ()
    assert opposite(condition).fails(KNOWN) and not opposite(condition).holds(KNOWN)
    assert opposite(condition).unmet(KNOWN)


UNKNOWN = {
    "days_since(head) >= 0": [("not-signed", ("head",))],
    "days_since(opinion) >= 0": [("unknown-fact", ("opinion",))],
    "verdict(head) == 'approved'": [("not-signed", ("head",))],
    "verdict(head) != 'approved'": [("not-signed", ("head",))],
    "verdict(head) not in ['refused']": [("not-signed", ("head",))],
    "is_same_person(head)": [("not-signed", ("head",))],
    "is_same_person(opinion)": [("unknown-fact", ("opinion",))],
    "word == 'a'": [("unknown-fact", ("word",))],
    "word not in ['b']": [("unknown-fact", ("word",))],
    "number != 3": [("unknown-fact", ("number",))],
    "urgent": [("unknown-fact", ("urgent",))],
    "days_since(planned) > 1": [("unknown-fact", ("planned",))],
}


@pytest.mark.parametrize("expression", UNKNOWN)
def test_what_is_unknown_neither_holds_nor_fails_and_is_named(expression: str) -> None:
    bare = KNOWN._replace(
        signed={"opinion": "positive"}, signed_on={}, signed_by={}, facts={"number": "3", "urgent": 1}
    )
    for condition in (read(expression), read(f"not ({expression})")):
        assert not condition.holds(bare) and not condition.fails(bare)
        assert [(each.code, each.opens) for each in condition.unmet(bare)] == UNKNOWN[expression]


def test_of_several_unknown_facts_each_is_named_or_their_choice_is() -> None:
    bare = KNOWN._replace(facts={})
    every, one = "word == 'a' and number > 3", "word == 'a' or number > 3"
    for expression in (every, f"not ({one})"):
        assert [each.opens for each in read(expression).unmet(bare)] == [("word",), ("number",)]
    for expression in (one, f"not ({every})"):
        found = [(each.code, each.opens) for each in read(expression).unmet(bare)]
        assert found == [("one-of", ("word", "number"))]


def test_without_a_person_or_a_day_nothing_is_known_of_them() -> None:
    nobody = KNOWN._replace(person="", today=None)
    told = {
        "is_same_person(parents)": "actor",
        "actor == 'anna'": "actor",
        "days_since(parents) > 1": "today",
    }
    for expression, opens in told.items():
        for condition in (read(expression), read(f"not ({expression})")):
            assert not condition.holds(nobody)
            assert [each.opens for each in condition.unmet(nobody)] == [(opens,)]


def told(expression: str, situation: Situation = KNOWN) -> list[Unmet]:
    return list(read(expression).unmet(situation, SCHOOL))


def test_a_step_that_is_not_signed_names_the_party_that_can_sign_it() -> None:
    assert told("signed(head) and signed(opinion)") == [
        Unmet(
            "not-signed",
            Text("руководитель ещё не утвердил", "the head has not yet approved"),
            Text("руководитель", "the head"),
            ("head",),
            ("head",),
        ),
        Unmet(
            "not-signed",
            Text(
                "профсоюзный комитет ещё не дал мнение",
                "the trade union committee has not yet given an opinion",
            ),
            Text("профсоюзный комитет", "the trade union committee"),
            ("opinion",),
            ("trade_union",),
        ),
    ]


def test_one_of_several_ways_is_told_as_one_and_by_whom() -> None:
    (found,) = told("signed(head) or signed(opinion) and word == 'b'")
    assert found.code == "one-of"
    assert found.message.ru == (
        "нужно одно из этого: руководитель утвердил или (профсоюзный комитет дал мнение и «word» – «b»)"
    )
    assert found.who == Text("руководитель или профсоюзный комитет", "the head or the trade union committee")
    assert found.opens == ("head", "opinion", "word")
    assert found.by == ("head", "trade_union")


def test_a_denied_whole_is_told_by_its_parts() -> None:
    (found,) = told("not (signed(parents) and urgent)")
    assert found.message.ru == "нужно одно из этого: совет родителей не согласовал или «urgent» – нет"
    assert [one.message.ru for one in told("not (signed(parents) or urgent)")] == [
        "нужно: совет родителей не согласовал",
        "нужно: «urgent» – нет; сейчас: да",
    ]


def test_what_is_told_twice_is_told_once() -> None:
    assert len(told("signed(head) and (signed(head) and verdict(head) == 'approved')")) == 1


def test_a_way_that_the_definition_closes_says_so() -> None:
    assert [one.code for one in told("False")] == ["closed"]
    assert told("True") == []


NOW = {
    "days_since(parents) >= 5": (
        "прошло не меньше 5 дней со дня, когда совет родителей согласовал; сейчас: 3 дня"
    ),
    "state == 'draft'": "состояние – «Проект»; сейчас: «Рассмотрение»",
    "verdict(parents) == 'agreed'": (
        "ответ (совет родителей) – «Согласовано»; сейчас: «Согласовано с замечаниями»"
    ),
    "planned < today": "«Срок плана» раньше, чем сегодняшний день; сейчас: 15.09.2026",
    "not is_same_person(parents)": "действует не тот, кто записал ответ (совет родителей)",
}


@pytest.mark.parametrize("expression", NOW)
def test_what_is_not_so_is_told_with_how_it_stands(expression: str) -> None:
    assert [one.message.ru for one in told(expression)] == [f"нужно: {NOW[expression]}"]


SAID = {
    "signed(parents)": ("совет родителей согласовал", "the parents' council has agreed"),
    "signed(meeting)": ("общее собрание работников приняло", "the general meeting of staff has adopted"),
    "signed(again)": (
        "совет родителей согласовал («Повторно»)",
        "the parents' council has agreed (“Повторно”)",
    ),
    "signed(other)": ("шаг «other» подписан", "step “other” has been signed"),
    "not signed(meeting)": (
        "общее собрание работников не приняло",
        "the general meeting of staff has not adopted",
    ),
    "signed(parents) and (signed(head) or urgent)": (
        "совет родителей согласовал и (руководитель утвердил или «urgent» – да)",
        "the parents' council has agreed and (the head has approved or “urgent” is yes)",
    ),
    "not (urgent and not signed(head))": (
        "«urgent» – нет или руководитель утвердил",
        "“urgent” is no or the head has approved",
    ),
    "days_since(opinion) > 1": (
        "прошло больше 1 дня со дня, когда профсоюзный комитет дал мнение",
        "it has been more than 1 day since the trade union committee gave an opinion",
    ),
    "days_since(planned) == 21": (
        "прошло ровно 21 день со дня «Срок плана»",
        "it has been exactly 21 days since “Planned day”",
    ),
    "not days_since(parents) >= 14": (
        "прошло меньше 14 дней со дня, когда совет родителей согласовал",
        "it has been less than 14 days since the parents' council agreed",
    ),
    "is_same_person(head)": (
        "действует тот, кто записал ответ (руководитель)",
        "who acts is the one who recorded the answer (the head)",
    ),
    "state in ['draft', 'review']": (
        "состояние – одно из: «Проект», «Рассмотрение»",
        "the state is one of: “Draft”, “Review”",
    ),
    "planned <= '2026-09-01'": (
        "«Срок плана» не позже, чем 01.09.2026",
        "“Planned day” is not later than 2026-09-01",
    ),
    "number != 3": ("«number» – не 3", "“number” is not 3"),
    "comment != ''": ("замечание написано", "a remark is written"),
    "comment == ''": ("замечания нет", "there is no remark"),
    "word == ''": ("«word» – пусто", "“word” is empty"),
    "given(n, 0) > 3": (
        "«n» из запроса (без него 0) больше, чем 3",
        "“n” of the request (0 without it) is more than 3",
    ),
    "": ("всегда", "always"),
    "False": ("никогда", "never"),
}


@pytest.mark.parametrize("expression", SAID)
def test_a_condition_says_itself_as_people_do(expression: str) -> None:
    assert read(expression).said(SCHOOL) == Text(*SAID[expression])


@pytest.mark.parametrize(
    ("sign", "denial"), [("==", "!="), ("<", ">="), (">", "<="), ("in", "not in"), ("<=", ">"), (">=", "<")]
)
def test_a_denied_comparison_is_said_as_the_opposite_one(sign: str, denial: str) -> None:
    right = "[3]" if "in" in sign else "3"
    denied, other = read(f"not (number {sign} {right})"), read(f"number {denial} {right}")
    assert denied.said(SCHOOL) == other.said(SCHOOL)


def test_a_condition_knows_what_it_mentions() -> None:
    condition = read(
        "signed(a) and (verdict(b) in ['x', 'y'] or verdict(a) == 'z') and not is_same_person(c)"
        " or days_since(d) > 1 and days_since(planned) > 1 and state == 'x' and given(n, 0) > number"
    )
    assert facts(condition) == {"actor", "today", "planned", "state", "number"}
    assert wanted(condition) == {"n"}
    assert facts(read("signed(a)")) == set()


STEP = st.sampled_from(("parents", "meeting", "opinion", "head"))
SIGN = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))
SAME = st.sampled_from(("==", "!="))
NUMBER = st.integers(-3, 6)
DAY = st.dates(TODAY - timedelta(days=5), TODAY + timedelta(days=5))
WORD = st.sampled_from(("", "a", "b", "agreed", "refused"))
LEAVES = st.one_of(
    st.builds("signed({})".format, STEP),
    st.builds("is_same_person({})".format, STEP),
    st.builds("verdict({}) {} {!r}".format, STEP, SAME, WORD),
    st.builds("verdict({}) in {!r}".format, STEP, st.lists(WORD, min_size=1, max_size=2)),
    st.builds("days_since({}) {} {}".format, st.one_of(STEP, st.just("planned")), SIGN, NUMBER),
    st.builds("number {} {}".format, SIGN, NUMBER),
    st.builds("{} {} number {} {}".format, NUMBER, SIGN, SIGN, NUMBER),
    st.builds("number not in {}".format, st.lists(NUMBER, min_size=1, max_size=3)),
    st.builds("planned {} '{}'".format, SIGN, DAY),
    st.builds("'{}' {} today".format, DAY, SIGN),
    st.builds("word {} {!r}".format, SAME, WORD),
    st.builds("given(n, {}) {} {}".format, NUMBER, SIGN, NUMBER),
    st.sampled_from(("urgent", "True", "False", "word == state", "actor != comment")),
)


def _joined(link: str) -> st.SearchStrategy[str]:
    return st.recursive(
        LEAVES,
        lambda inner: (
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({link.join(parts)})")
            | inner.map("not {}".format)
        ),
        max_leaves=5,
    )


EXPRESSIONS = st.one_of(_joined(" and "), _joined(" or ")) | st.builds(
    "({}) and not ({})".format, _joined(" or "), _joined(" and ")
)
ALL_KNOWN = st.builds(
    Situation,
    st.dictionaries(STEP, WORD),
    st.fixed_dictionaries(dict.fromkeys(STEPS, DAY)),
    st.fixed_dictionaries(dict.fromkeys(STEPS, st.sampled_from(("anna", "boris")))),
    st.fixed_dictionaries({"word": WORD, "number": NUMBER, "urgent": st.booleans(), "planned": DAY}),
    st.sampled_from(("anna", "boris")),
    st.just(TODAY),
    WORD,
    WORD,
    st.dictionaries(st.just("n"), NUMBER | WORD),
)


def _told_to_python(situation: Situation) -> dict[str, object]:
    """The situation as names for Python itself: a day as its ISO text, a step as its own name."""
    known: dict[str, object] = {name: name for name in STEPS}
    known |= {
        name: one.isoformat() if isinstance(one, date) else one for name, one in situation.facts.items()
    }
    known |= {"state": situation.state, "comment": situation.comment, "actor": situation.person}
    known["today"] = TODAY.isoformat()

    def days_since(what: str) -> int:
        day = situation.signed_on[what] if what in STEPS else date.fromisoformat(what)
        return (TODAY - day).days

    def given_with(_name: object, default: object) -> object:
        found = situation.given.get("n")
        return found if type(found) is type(default) else default

    return known | {
        "signed": situation.signed.__contains__,
        "verdict": situation.signed.get,
        "is_same_person": lambda one: situation.signed_by[one] == situation.person,
        "days_since": days_since,
        "given": given_with,
        "n": "n",
    }


@given(EXPRESSIONS, ALL_KNOWN)
def test_where_all_is_known_a_condition_holds_exactly_when_python_says_so(
    expression: str, situation: Situation
) -> None:
    signed = {one: situation.signed.get(one, "agreed") for one in STEPS}
    everything = situation._replace(signed=signed)
    condition = read(expression)
    # The texts are this test's own; Python is the judge of what they mean.
    true = eval(expression, {"__builtins__": {}}, _told_to_python(everything))  # noqa: S307
    assert condition.holds(everything) is bool(true)
    assert condition.fails(everything) is not bool(true)


def _without(situation: Situation, forgotten: Iterable[str]) -> Situation:
    lost = set(forgotten)
    return situation._replace(
        signed_on={one: day for one, day in situation.signed_on.items() if one not in lost},
        signed_by={one: who for one, who in situation.signed_by.items() if one not in lost},
        facts={name: fact for name, fact in situation.facts.items() if name not in lost},
        person="" if "person" in lost else situation.person,
        today=None if "today" in lost else situation.today,
    )


FORGOTTEN = st.sets(st.sampled_from((*STEPS, *FACTS, "person", "today")))


@given(EXPRESSIONS, ALL_KNOWN, FORGOTTEN)
def test_what_holds_with_less_known_holds_with_all_known(
    expression: str, situation: Situation, forgotten: set[str]
) -> None:
    condition, less = read(expression), _without(situation, forgotten)
    if condition.holds(less):
        assert condition.holds(situation)
    if condition.fails(less):
        assert condition.fails(situation)


@given(EXPRESSIONS, ALL_KNOWN, FORGOTTEN)
def test_a_condition_is_closed_exactly_when_something_is_unmet_and_each_is_said(
    expression: str, situation: Situation, forgotten: set[str]
) -> None:
    condition, less = read(expression), _without(situation, forgotten)
    unmet = condition.unmet(less, SCHOOL)
    assert condition.holds(less) is (unmet == ())
    assert not (condition.holds(less) and condition.fails(less))
    for each in unmet:
        assert each.message.ru and each.message.en and each.code
        assert (
            each.opens or each.code == "closed" or "False" in spelt(condition) or "True" in spelt(condition)
        )


@given(EXPRESSIONS, ALL_KNOWN, FORGOTTEN)
def test_the_opposite_holds_exactly_when_the_condition_fails(
    expression: str, situation: Situation, forgotten: set[str]
) -> None:
    condition, less = read(expression), _without(situation, forgotten)
    assert opposite(condition).holds(less) is condition.fails(less)
    assert opposite(condition).fails(less) is condition.holds(less)
    assert opposite(condition).said(SCHOOL) != condition.said(SCHOOL)


@given(EXPRESSIONS)
def test_a_condition_is_spelt_as_it_reads_and_always_has_words(expression: str) -> None:
    condition = read(expression)
    assert read(spelt(condition)) == condition
    said = condition.said(SCHOOL)
    assert said.ru.strip() and said.en.strip() and "{" not in said.ru + said.en


def test_always_and_never_need_no_words_of_a_definition() -> None:
    assert (spelt(ALWAYS), spelt(NEVER)) == ("True", "False")
    assert ALWAYS.holds(Situation({})) and NEVER.fails(Situation({}))
