"""No sequence of acts, on any chain, skips a step, signs one twice, strands a task or moves after the end."""

from __future__ import annotations

from datetime import date

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from workflow.chain.case import Case, tasks
from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import IN_FORCE, RETURN, RETURNED, SUBMIT, WITHDRAW, WITHDRAWN, compile_chain
from workflow.engine.definition import Definition, PartyRef, Step
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import Marking, Performed, offered, perform, signing, start
from workflow.errors import Refused
from workflow.values import EditionKey, PartyKey, both

KEY = EditionKey("school", 1, 1)
TODAY = date(2026, 3, 16)
AUTHOR, ANYBODY = Asker(frozenset({"author"})), Asker()
CLOSED = {RETURNED, WITHDRAWN, IN_FORCE}
SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=4)


def chain_of(sizes: list[int]) -> Definition:
    """A chain with so many stages of so many steps: s11, s12, s21 …"""
    stages = tuple(
        ChainStage(f"stage{n}", both(f"Этап {n}"), tuple(_step(f"s{n}{m}") for m in range(1, size + 1)))
        for n, size in enumerate(sizes, 1)
    )
    return compile_chain(Chain("any", both("Цепочка"), ("regulation",), stages))


def _step(id_: str) -> Step:
    return Step(id_, PartyRef("parents_council"), "agree", "none")


class Approval(RuleBasedStateMachine):
    """A case under any acts by anybody, beside the few words that say how a chain goes."""

    @initialize(sizes=SIZES)
    def begin(self, sizes: list[int]) -> None:
        self.plan = Plan(chain_of(sizes))
        self.stages = [list(stage.steps) for stage in self.plan.definition.stages]
        self.everything = [step for stage in self.stages for step in stage]
        self.marking = start(self.plan).marking
        # The model: how many stages are complete (-1: a draft), who signed in this one, how it ended.
        self.complete, self.signed_here, self.end = -1, set[str](), ""
        self.signings: list[str] = []

    def here(self) -> list[str]:
        """The steps of the current stage."""
        running = self.complete >= 0 and not self.end
        return self.stages[self.complete] if running else []

    def may(self, transition: str, asker: Asker, comment: str) -> bool:
        """What the model allows now."""
        if transition == SUBMIT:
            return self.complete < 0 and asker is AUTHOR
        if transition == RETURN:
            return bool(self.here()) and bool(comment)
        if transition == WITHDRAW:
            return bool(self.here()) and asker is AUTHOR
        return transition.removeprefix("sign-") in set(self.here()) - self.signed_here

    def follow(self, transition: str) -> None:
        """The model after an allowed act."""
        if transition == SUBMIT:
            self.complete = 0
        elif transition in {RETURN, WITHDRAW}:
            self.end = RETURNED if transition == RETURN else WITHDRAWN
        else:
            self.signed_here.add(transition.removeprefix("sign-"))
            if self.signed_here == set(self.stages[self.complete]):
                self.complete, self.signed_here = self.complete + 1, set()
                self.end = IN_FORCE if self.complete == len(self.stages) else ""

    @rule(data=st.data(), asker=st.sampled_from([AUTHOR, ANYBODY]), comment=st.sampled_from(["", "п. 4"]))
    def anybody_tries_anything(self, data: st.DataObject, asker: Asker, comment: str) -> None:
        transition = data.draw(st.sampled_from([*self.plan.definition.transitions, "no-such"]))
        self.attempt(transition, asker, comment)

    @precondition(lambda self: bool(self.here()))
    @rule(data=st.data())
    def a_step_of_this_stage_is_answered(self, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(self.here()))
        self.attempt(signing(self.plan, self.marking, step), ANYBODY, "")

    @precondition(lambda self: self.complete < 0)
    @rule()
    def the_author_submits(self) -> None:
        self.attempt(SUBMIT, AUTHOR, "")

    @rule(data=st.data())
    def a_step_that_is_not_of_this_stage_has_no_transition(self, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(self.everything))
        if step in self.here():
            return
        try:
            signing(self.plan, self.marking, step)
        except Refused as told:
            assert told.code == "step-not-open"
            return
        raise AssertionError(f"{step} may be signed in {self.marking.state}")

    def attempt(self, transition: str, asker: Asker, comment: str) -> None:
        before, allowed = self.marking, self.may(transition, asker, comment)
        try:
            performed = perform(self.plan, before, transition, asker, outcome="agreed", comment=comment)
        except Refused as told:
            assert not allowed, f"{transition} was refused: {told}"
            assert told.code != "guard" or told.unmet
            return
        assert allowed, f"{transition} was let through in {before.state}"
        self.check_moves(before, transition, performed)
        self.marking = performed.marking
        self.follow(transition)

    def check_moves(self, before: Marking, transition: str, performed: Performed) -> None:
        """The person's own move stands first, the rest is booked on the system, and they join up."""
        first, *rest = performed.moves
        assert (first.transition, first.automatic) == (transition, False)
        assert all(move.automatic and move.transition.startswith("complete-") for move in rest)
        assert len(rest) <= 1
        ends = [before.state, *(move.target for move in performed.moves)]
        assert [move.source for move in performed.moves] == ends[:-1]
        assert ends[-1] == performed.marking.state
        self.signings += [transition] if transition.startswith("sign-") else []

    @invariant()
    def the_case_stands_where_its_signatures_put_it(self) -> None:
        if self.end:
            assert self.marking.state == self.end
        elif self.complete < 0:
            assert self.marking == start(self.plan).marking
        else:
            assert self.marking.state == f"stage{self.complete + 1}"

    @invariant()
    def no_step_is_skipped_and_none_is_signed_twice(self) -> None:
        done = [step for stage in self.stages[: max(self.complete, 0)] for step in stage]
        assert set(self.marking.signed) == {*done, *self.signed_here}
        assert sorted(self.signings) == sorted(f"sign-{step}" for step in self.marking.signed)
        if self.marking.state == IN_FORCE:
            assert set(self.marking.signed) == set(self.everything)

    @invariant()
    def the_tasks_are_the_steps_of_this_stage_that_are_not_signed(self) -> None:
        final = self.plan.definition.states[self.marking.state].final
        assert final == (self.marking.state in CLOSED)
        parties = {step: PartyKey("school", step) for step in self.everything}
        case = Case(KEY, "d", self.marking, parties, "0" * 64, "p", "now", open=not final)
        waiting = [step for step in self.here() if step not in self.signed_here]
        assert [one.step for one in tasks(self.plan, case, "now", TODAY)] == waiting
        assert [one.party.party for one in tasks(self.plan, case, "now", TODAY)] == waiting

    @invariant()
    def what_is_offered_is_what_is_allowed(self) -> None:
        for asker in (AUTHOR, ANYBODY):
            told = set(offered(self.plan, self.marking, asker))
            assert told == {one for one in self.plan.definition.transitions if self.may(one, asker, "п. 4")}


TestAnySequenceOfActs = Approval.TestCase
TestAnySequenceOfActs.settings = settings(
    max_examples=150,
    stateful_step_count=40,
    # Not to explain: the shortest failing sequence says enough.
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
