"""The verdict on a vote: every quorum, majority and tie that school charters know, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.errors import Invalid
from workflow.governance.people import CHAIR, MEMBER, SECRETARY, PersonName
from workflow.governance.sittings import rules
from workflow.governance.sittings.meeting import (
    Attendance,
    Item,
    Meeting,
    Vote,
    Window,
    by_name,
    here,
    unanimous,
)
from workflow.governance.sittings.roster import Member, Roster, roster
from workflow.governance.sittings.rules import HALF, ExOfficio, Rule, Share
from workflow.governance.sittings.verdict import Verdict, explained, verdict
from workflow.values import PartyKey

DAY = date(2026, 3, 16)
COUNCIL = PartyKey("school", "parents_council")
MORE_THAN_HALF = Share(HALF, False, "list")
AT_LEAST_HALF = Share(HALF, True, "list")
TWO_THIRDS = Share(Fraction(2, 3), True, "list")
OF_PRESENT = Share(HALF, False, "present")


def members(count: int, categories: tuple[str, ...] = ("",)) -> tuple[Member, ...]:
    """So many members, the first in the chair."""
    return tuple(
        Member(
            f"p{at}",
            PersonName(f"Член{at:03}", "Анна"),
            MEMBER if at else CHAIR,
            categories[at % len(categories)],
        )
        for at in range(count)
    )


def decided(
    rule: Rule, listed: int, present: int, vote: Vote, recused: frozenset[str] = frozenset()
) -> Verdict:
    """The verdict where the first `present` of so many came."""
    came = tuple(Attendance(f"p{at}", "present" if at < present else "absent") for at in range(listed))
    item = Item("О плане", vote, "Принять", recused=recused)
    return verdict(Roster(COUNCIL, DAY, members(listed), rule), Meeting(COUNCIL, (item,), came), item)


@pytest.mark.parametrize(
    ("quorum", "listed", "present", "met"),
    [
        (AT_LEAST_HALF, 9, 5, True),
        (AT_LEAST_HALF, 9, 4, False),
        (MORE_THAN_HALF, 8, 4, False),
        (AT_LEAST_HALF, 8, 4, True),
        (MORE_THAN_HALF, 8, 5, True),
        (MORE_THAN_HALF, 9, 5, True),
        (MORE_THAN_HALF, 1, 1, True),
        (TWO_THIRDS, 9, 6, True),
        (TWO_THIRDS, 9, 5, False),
        (TWO_THIRDS, 30, 20, True),
        (TWO_THIRDS, 30, 19, False),
        (TWO_THIRDS, 10, 6, False),
        (TWO_THIRDS, 10, 7, True),
        (Share(Fraction(2, 3), False, "list"), 9, 6, False),
        (Share(Fraction(1), True, "list"), 9, 8, False),
        (Share(Fraction(1), True, "list"), 9, 9, True),
    ],
)
def test_a_quorum_is_an_exact_share_of_the_list(quorum: Share, listed: int, present: int, met: bool) -> None:
    found = decided(Rule(quorum=quorum), listed, present, unanimous(present))
    assert found.quorum == ("met" if met else "unmet")
    assert found.carried is met


@pytest.mark.parametrize(
    ("majority", "listed", "present", "in_favour", "carried"),
    [
        (OF_PRESENT, 9, 6, 3, False),
        (OF_PRESENT, 9, 6, 4, True),
        (Share(HALF, False, "list"), 9, 6, 4, False),
        (Share(HALF, False, "list"), 9, 6, 5, True),
        (Share(Fraction(2, 3), True, "present"), 12, 9, 6, True),
        (Share(Fraction(2, 3), True, "present"), 12, 9, 5, False),
        (Share(HALF, True, "present"), 9, 6, 3, True),
        (Share(Fraction(1), True, "present"), 9, 6, 5, False),
        (Share(Fraction(1), True, "present"), 9, 6, 6, True),
    ],
)
def test_a_majority_is_of_those_present_or_of_the_whole_list(
    majority: Share, listed: int, present: int, in_favour: int, carried: bool
) -> None:
    rule = Rule(TWO_THIRDS if listed == 9 else MORE_THAN_HALF, majority, "fails")
    vote = Vote("open", in_favour, present - in_favour)
    assert decided(rule, listed, present, vote).carried is carried


def test_two_thirds_present_and_more_than_half_of_the_full_list() -> None:
    rule = Rule(TWO_THIRDS, Share(HALF, False, "list"))
    four, five = (decided(rule, 9, 6, Vote("open", count, 6 - count)) for count in (4, 5))
    assert (four.carried, five.carried) == (False, True)
    assert explained(four).ru.endswith("не принято, нужно больше половины от списка, то есть 5 из 9")


@pytest.mark.parametrize(
    ("tie", "vote", "carried", "ground"),
    [
        ("chair", Vote("open", 5, 5, chair="for"), True, "casting"),
        ("chair", Vote("open", 5, 5, chair="against"), False, "casting"),
        ("chair", Vote("open", 5, 5), False, "counted"),
        ("chair", Vote("open", 5, 5, chair="abstained"), False, "counted"),
        ("chair", Vote("secret", 5, 5), False, "counted"),
        ("fails", Vote("open", 5, 5, chair="for"), False, "counted"),
        ("chair", Vote("open", 4, 4, 2, chair="for"), False, "counted"),
        ("chair", Vote("open", 6, 4, chair="against"), True, "counted"),
    ],
)
def test_the_chair_decides_a_tie_where_the_rule_says_so(
    tie: str, vote: Vote, carried: bool, ground: str
) -> None:
    found = decided(Rule(tie=tie), 12, 10, vote)
    assert (found.carried, found.ground) == (carried, ground)


@pytest.mark.parametrize("majority", [Share(Fraction(2, 3), True, "present"), Share(HALF, False, "list")])
def test_no_casting_vote_makes_a_qualified_majority(majority: Share) -> None:
    assert not decided(Rule(majority=majority), 12, 10, Vote("open", 5, 5, chair="for")).carried


def test_each_category_must_be_present_where_the_rule_says_so() -> None:
    listed = members(9, ("родители", "ученики", "педагоги"))
    body = Roster(COUNCIL, DAY, listed, Rule(each_category=True))
    parents_away = tuple(
        Attendance(one.person, "absent" if one.category == "родители" else "present") for one in listed
    )
    item = Item("О плане", unanimous(6), "Принять")
    found = verdict(body, Meeting(COUNCIL, (item,), parents_away), item)
    assert (found.quorum, found.carried, found.missing) == ("unmet", False, ("родители",))
    assert "кворума нет (никого: родители)" in explained(found).ru
    one_came = (replace(parents_away[0], presence="present"), *parents_away[1:])
    assert verdict(body, Meeting(COUNCIL, (item,), one_came), item).carried


def test_a_quorum_of_the_seats_counts_the_vacant_ones() -> None:
    rule = Rule(Share(HALF, False, "seats"), seats=12)
    assert Roster(COUNCIL, DAY, members(9), rule).vacancies == 3
    assert decided(rule, 9, 6, unanimous(6)).quorum == "unmet"
    assert decided(rule, 9, 7, unanimous(7)).quorum == "met"


def test_the_recused_count_as_present_and_not_as_voters() -> None:
    found = decided(Rule(), 9, 5, Vote("open", 2, 1), recused=frozenset({"p1", "p2"}))
    assert (found.quorum, found.voters, found.carried) == ("met", 3, True)


def test_a_secretary_who_only_writes_is_not_of_the_list() -> None:
    people = (*members(8), Member("s", PersonName("Писарь", "Анна"), SECRETARY))
    assert len(Roster(COUNCIL, DAY, people).listed) == 9
    assert len(Roster(COUNCIL, DAY, people, Rule(secretary_votes=False)).listed) == 8


def test_a_seat_by_post_goes_to_whoever_has_the_post_that_day() -> None:
    rule = Rule(ex_officio=(ExOfficio("student_council", CHAIR),))
    first, second = (Member(id_, PersonName(id_, "Анна"), CHAIR) for id_ in ("ivanova", "petrova"))
    plain = Member("plain", PersonName("plain", "Анна"))
    one = roster(COUNCIL, DAY, members(3), rule, {"student_council": (first, plain)})
    other = roster(COUNCIL, DAY, members(3), rule, {"student_council": (second,)})
    assert [member.person for member in one.members if member.by_post] == ["ivanova"]
    assert [member.person for member in other.members if member.by_post] == ["petrova"]
    assert one.chair is not None and one.chair.person == "p0"
    both = roster(
        COUNCIL, DAY, (*members(3), replace(first, capacity=MEMBER)), rule, {"student_council": (first,)}
    )
    assert len(both.members) == 4


def test_a_sheet_after_the_deadline_is_void() -> None:
    window = Window(date(2026, 3, 10), date(2026, 3, 14))
    days = [date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 14), date(2026, 3, 15), None]
    came = tuple(Attendance(f"p{at}", "present", returned=day) for at, day in enumerate(days))
    assert here(Meeting(COUNCIL, (), came), window) == {"p1", "p2"}


def test_minutes_that_only_say_unanimous_are_taken_as_stated() -> None:
    item = Item("О плане", Vote("stated"), "Принять")
    found = verdict(Roster(COUNCIL, DAY, members(9)), Meeting(COUNCIL, (item,), None), item)
    assert (found.carried, found.quorum, found.ground) == (True, "unknown", "stated")
    assert explained(found).ru == (
        "Присутствовавшие в протоколе не названы, кворум проверить нельзя; "
        "число голосов в протоколе не указано: принято, как сказано в протоколе"
    )


@pytest.mark.parametrize(
    ("rule", "listed", "present", "vote", "told"),
    [
        (
            Rule(), 12, 9, Vote("open", 7, 1, 1),
            "Присутствовали 9 из 12, кворум есть (больше половины); за 7, против 1, воздержался 1: "
            "принято большинством от присутствующих",
        ),
        (
            Rule(), 12, 6, Vote("open", 6),
            "Присутствовали 6 из 12, кворума нет (нужно больше половины, то есть 7): решение принять нельзя",
        ),
        (
            Rule(), 41, 21, Vote("secret", 10, 0, 11),
            "Присутствовал 21 из 41, кворум есть (больше половины); тайно: за 10, против 0, воздержались 11: "
            "не принято, нужно больше половины от присутствующих, то есть 11 из 21",
        ),
        (
            Rule(), 12, 10, Vote("open", 5, 5, chair="for"),
            "Присутствовали 10 из 12, кворум есть (больше половины); за 5, против 5, воздержались 0: "
            "принято решающим голосом председателя",
        ),
    ],
)  # fmt: skip
def test_the_verdict_is_said_in_one_sentence(
    rule: Rule, listed: int, present: int, vote: Vote, told: str
) -> None:
    said = explained(decided(rule, listed, present, vote))
    assert said.ru == told
    assert said.en and not set("абвгд") & set(said.en)


SHARES = st.builds(
    Share,
    st.sampled_from([HALF, Fraction(1, 3), Fraction(2, 3), Fraction(3, 4)]),
    st.booleans(),
    st.sampled_from(["list", "present", "seats"]),
)


@st.composite
def voted(draw: st.DrawFn) -> tuple[Rule, int, int, dict[str, str]]:
    """A rule, a body, how many came and how each of them voted; the chair is the first."""
    listed = draw(st.integers(1, 30))
    present = draw(st.integers(1, listed))
    quorum = replace(draw(SHARES), of=draw(st.sampled_from(["list", "seats"])))
    seats = draw(st.integers(listed, listed + 5))
    rule = Rule(quorum, draw(SHARES), draw(st.sampled_from(["fails", "chair"])), seats=seats)
    choice = st.sampled_from(["for", "against", "abstained"])
    return rule, listed, present, {f"p{at}": draw(choice) for at in range(present)}


@given(voted(), st.data())
def test_one_more_vote_for_it_never_turns_a_carried_question_down(
    case: tuple[Rule, int, int, dict[str, str]], data: st.DataObject
) -> None:
    rule, listed, present, choices = case
    changed = data.draw(st.sampled_from(sorted(choices)))
    before = decided(rule, listed, present, by_name(choices, "p0"))
    after = decided(rule, listed, present, by_name({**choices, changed: "for"}, "p0"))
    assert after.carried >= before.carried


@given(voted())
def test_the_chair_has_the_last_word_on_a_tie_and_on_nothing_else(
    case: tuple[Rule, int, int, dict[str, str]],
) -> None:
    rule, listed, present, choices = case
    vote = by_name(choices, "p0")
    found = decided(rule, listed, present, vote)
    if found.ground == "casting":
        assert vote.in_favour == vote.against and vote.abstained == 0 and rule.tie == "chair"
        assert found.carried is (choices["p0"] == "for")
    else:
        assert found.carried is decided(replace(rule, tie="fails"), listed, present, vote).carried


@given(voted())
def test_without_a_quorum_nothing_is_carried(case: tuple[Rule, int, int, dict[str, str]]) -> None:
    rule, listed, present, choices = case
    found = decided(rule, listed, present, by_name(choices, "p0"))
    base = listed if rule.quorum.of == "list" else rule.seats or 0
    assert found.quorum == ("met" if present >= rule.quorum.needed(base) else "unmet")
    assert not (found.carried and found.quorum == "unmet")


@given(SHARES, st.integers(0, 200))
def test_the_least_number_named_is_the_least_that_is_enough(share: Share, base: int) -> None:
    least = share.needed(base)
    assert share.met(least, base)
    assert not share.met(least - 1, base) or least == 0


@given(voted())
def test_a_rule_is_the_same_after_it_was_written_down(case: tuple[Rule, int, int, dict[str, str]]) -> None:
    rule = replace(case[0], each_category=True, proxies=True, ex_officio=(ExOfficio("a", CHAIR),))
    assert rules.read(rules.written(rule)) == rule
    assert rules.read({}) == rules.DEFAULT


@pytest.mark.parametrize("typed", ["0.667", "2/0", "", "3/2", "-1/2", "0/2", "половина", "1/2/3"])
def test_a_share_that_is_no_fraction_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        rules.read_fraction(typed)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule(quorum=Share(HALF, False, "present")), "quorum"),
        (Rule(quorum=Share(HALF, False, "seats")), "seats"),
        (Rule(majority=Share(Fraction(1), False, "present")), "majority"),
        (Rule(seats=0), "seats"),
    ],
)
def test_a_rule_that_cannot_be_is_told_by_field(rule: Rule, field: str) -> None:
    assert field in rules.rule_faults(rule)
    assert rules.rule_faults(rules.DEFAULT) == {}


@pytest.mark.parametrize(
    ("fraction", "at_least", "said"),
    [
        (Fraction(1, 2), False, "больше половины"),
        (Fraction(1, 2), True, "не менее половины"),
        (Fraction(2, 3), True, "не менее 2/3"),
        (Fraction(3, 5), False, "больше 3/5"),
        (Fraction(1), True, "все"),
    ],
)
def test_a_share_is_said_as_charters_say_it(fraction: Fraction, at_least: bool, said: str) -> None:
    assert Share(fraction, at_least, "list").said.ru == said
