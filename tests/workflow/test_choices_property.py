"""What is offered is never refused while nothing changes, and what is not offered is refused with reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import drawn_definitions as drawn
import pytest
import small_workflows as small
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.chain.case import Case
from workflow.engine.definition import Definition
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import Marking, begin, offered
from workflow.engine.variables import Happening
from workflow.engine.worklists import search
from workflow.errors import Refused
from workflow.governance.people import HOLDER, SECRETARY, Actor, Membership, PersonName
from workflow.ports import Moment
from workflow.services.asking import asker, circumstances
from workflow.services.performing import Asking, Choice, choice, choices, foreseen
from workflow.services.performing import asking as before
from workflow.values import EditionKey, PartyKey

AT = Moment("2026-03-16T09:00:00.000000Z", date(2026, 3, 16))
KEY = EditionKey("school", 1, 1)


def seat(kind: str, nature: str) -> Membership:
    capacity = SECRETARY if nature == "body" else HOLDER
    return Membership(PartyKey("school", kind), kind, nature, capacity, AT.today)  # type: ignore[arg-type]


OFFICES = [*drawn.ROLES, "head", "administrator"]
SEATS = st.lists(
    st.sampled_from([seat(one, "office") for one in OFFICES] + [seat(one, "body") for one in drawn.GROUPS]),
    max_size=3,
    unique=True,
)


def asking(definition: Definition, state: str, signed: tuple[str, ...], seats: list[Membership]) -> Asking:
    plan = Plan(definition)
    marking = Marking(state, dict.fromkeys(signed, "agreed"), begin(plan).values)
    parties = {step: PartyKey("school", definition.steps[step].by.kind) for step in definition.steps}
    case = Case(KEY, "hash", marking, parties, "sha", "anna", AT.now)
    return before(plan, case, Actor("anna", PersonName("Орлова", "Анна"), tuple(seats)), AT)


@st.composite
def askings(draw):  # type: ignore[no-untyped-def]
    definition = draw(drawn.definitions())
    state = draw(st.sampled_from(list(definition.states)))
    signed = tuple(draw(st.sets(st.sampled_from(sorted(definition.steps))))) if definition.steps else ()
    return asking(definition, state, signed, draw(SEATS))


def own(one: Asking) -> list[str]:
    """The user transitions of the state that have a button, in the author's order."""
    definition = one.plan.definition
    exits = definition.states[one.case.marking.state].transitions
    ways = [definition.transitions[name] for name in exits]
    return [way.id for way in ways if way.trigger == "user" and not way.hidden and not way.signs]


@settings(max_examples=100)
@given(askings())
def test_an_open_choice_is_performed_and_a_closed_one_is_refused_with_its_reasons(one: Asking) -> None:
    found = choices(one)
    assert [of.transition.id for of in found] == own(one)
    for of in found:
        if not of.unmet:
            assert not is_refused_by_guard(one, of), of
            continue
        for remark in (False, True):
            with pytest.raises(Refused) as told:
                foreseen(one, Choice(of.transition, remark))
            assert told.value.code == "guard" and told.value.unmet
            assert all(each.message.ru and each.message.en for each in told.value.unmet)


def is_refused_by_guard(one: Asking, of: Choice) -> bool:
    """A loop that never ends is a fault of the definition, told when it is checked."""
    try:
        assert foreseen(one, of).moves[0].transition == of.transition.id
    except Refused as refused:
        return refused.code != "endless"
    return False


@settings(max_examples=60)
@given(askings())
def test_the_page_offers_what_the_engine_offers(one: Asking) -> None:
    """Beside what policy denies, and what a remark yet to be written opens."""
    if not one.actor.memberships:
        assert all(of.unmet for of in choices(one))
        return
    person = asker(one.actor, "school", one.case.parties.values())
    engine = offered(one.plan, one.case.marking, person, circumstances(one.plan, AT))
    here = {of.transition.id: of for of in choices(one)}
    assert [name for name in own(one) if name in engine] == [
        name for name, of in here.items() if not of.unmet and not opened_by_remark(one, of)
    ]


def opened_by_remark(one: Asking, of: Choice) -> bool:
    return of.comment_required and "comment" in of.transition.guard.expression


@settings(max_examples=30)
@given(askings())
def test_a_case_that_has_ended_offers_nothing(one: Asking) -> None:
    assert choices(replace(one, case=replace(one.case, open=False))) == ()


@settings(max_examples=30)
@given(askings())
def test_a_choice_asked_for_alone_is_the_one_that_was_offered(one: Asking) -> None:
    assert [choice(one, of.transition.id) for of in choices(one)] == list(choices(one))


def test_who_was_asked_by_a_former_chain_reads_on_and_acts_no_more() -> None:
    way = small.way("go", "b")
    plan = small.plan([small.state("a", "go"), small.state("b", final=True)], way, steps="x")
    party = PartyKey("other", "council")
    member = Membership(party, "council", "body", SECRETARY, AT.today)
    actor = Actor("anna", PersonName("Орлова", "Анна"), (member,))
    case = Case(KEY, "hash", Marking("a", {}), {"x": party}, "sha", "anna", AT.now)
    (now,) = choices(before(plan, case, actor, AT))
    (former,) = choices(before(plan, replace(case, parties={"x@3": party}), actor, AT))
    assert not now.unmet and [one.code for one in former.unmet] == ["permission"]


@settings(max_examples=60)
@given(st.data(), drawn.definitions())
def test_a_search_finds_what_stands_on_the_list(data: st.DataObject, definition: Definition) -> None:
    plan, person = Plan(definition), Asker(person="anna")
    state = data.draw(st.sampled_from(list(definition.states)))
    found = {
        value for one in definition.worklists.values() for each in one.matches.values() for value in each
    }
    kept = {
        one.id: data.draw(st.sampled_from([*sorted(found), "anna", "–"]))
        for one in definition.variables.values()
        if one.for_status
    }
    for worklist in definition.worklists.values():
        catalogue = plan.variables.catalogued(kept, Happening(actor="anna"))
        found_by = {**catalogue, definition.state_variable: state}
        stands = all(str(found_by.get(name, "")) in values for name, values in worklist.matches.items())
        told = search(plan, worklist, person)
        assert stands == (
            state in told.states and all(kept[name] in values for name, values in told.values.items())
        )
