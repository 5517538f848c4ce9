"""The rows of a case are what the pure rules say, after every act of any sequence."""

from __future__ import annotations

from dataclasses import replace

import make
from consistency import a_school, broken
from databases import Databases, SqliteDatabases
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from storage.cases import Cases
from storage.database import Database
from storage.heads import Heads
from storage.tables import task
from workflow.chain.case import Case, tasks
from workflow.chain.compile import RETURN, SUBMIT, WITHDRAW, compile_chain
from workflow.engine.definition import Step
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import perform, start
from workflow.errors import GrifError
from workflow.services import submission

PARTIES = (*make.BODIES, "head")
AUTHOR, ANYBODY = Asker(frozenset({"author"})), Asker()


@st.composite
def chains(draw: st.DrawFn) -> list[list[str]]:
    """Some of the bodies, in any order, cut into stages."""
    kinds = draw(st.lists(st.sampled_from(PARTIES), min_size=1, unique=True))
    ends = sorted({*draw(st.sets(st.integers(1, len(kinds)))), len(kinds)})
    return [kinds[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def asked(kind: str) -> Step:
    """What the chain asks of a body, or of the head."""
    return make.step("head", "approve", "order") if kind == "head" else make.step(kind, "agree")


class Rows(RuleBasedStateMachine):
    """One document through the services, beside the pure rules on its marking."""

    databases: Databases

    @initialize(stages=chains())
    def submit(self, stages: list[list[str]]) -> None:
        self.database = Database(self.databases.filled("a-school", a_school))
        self.school = make.School(self.database)
        self.definition = compile_chain(make.chain(*[[asked(kind) for kind in stage] for stage in stages]))
        known = self.school.publish(self.definition)
        self.edition = self.school.submitted(known)
        self.plan = Plan(self.definition)
        self.marking = perform(self.plan, start(self.plan).marking, SUBMIT, AUTHOR).marking

    @rule(
        kind=st.sampled_from(PARTIES),
        outcome=st.sampled_from(["agreed", "agreed", "approved", "agreed_with_remarks", "refused"]),
        remark=st.sampled_from(["", "п. 4"]),
        stale=st.sampled_from([False, False, True]),
    )
    def answer(self, kind: str, outcome: str, remark: str, stale: bool) -> None:
        edition = replace(self.edition, sha256="0" * 64) if stale else self.edition
        way = RETURN if outcome == "refused" else f"sign-{kind}"
        known = outcome == "refused" or (outcome == "approved") == (kind == "head")
        told = bool(remark) or outcome not in {"refused", "agreed_with_remarks"}
        expected = None
        if known and told and not stale and kind in self.waiting():
            expected = perform(self.plan, self.marking, way, ANYBODY, outcome=outcome, comment=remark).marking
        try:
            done = self.school.decide(edition, kind, outcome, remark=remark)
        except GrifError:
            assert expected is None
            return
        assert expected is not None and done.state == expected.state
        self.marking = expected

    @precondition(lambda self: bool(self.waiting()))
    @rule(which=st.integers(0, len(PARTIES)))
    def answer_what_waits(self, which: int) -> None:
        waiting = self.waiting()
        kind = waiting[which % len(waiting)]
        self.answer(kind, "approved" if kind == "head" else "agreed", "", stale=False)

    @rule(reason=st.sampled_from(["ошибка в тексте", ""]))
    def withdraw(self, reason: str) -> None:
        allowed = bool(self.waiting()) and reason
        try:
            submission.withdraw(
                self.database, self.school.administrator, self.edition.key, reason, make.moment()
            )
        except GrifError:
            assert not allowed
            return
        assert allowed
        self.marking = perform(self.plan, self.marking, WITHDRAW, AUTHOR, comment=reason).marking

    def waiting(self) -> list[str]:
        """The steps that the pure rules leave open."""
        return [one.step for one in tasks(self.plan, self.case(), "", make.TODAY)]

    def case(self) -> Case:
        final = self.plan.definition.states[self.marking.state].final
        with self.database.read() as connection:
            kept = Cases(connection, Heads(connection)).find(self.edition.key)
        assert kept is not None
        return replace(kept, marking=self.marking, open=not final)

    @invariant()
    def the_rows_are_what_the_rules_say(self) -> None:
        expected = self.case()
        with self.database.read() as connection:
            kept = Cases(connection, Heads(connection)).find(self.edition.key)
            rows = connection.execute(
                select(task.c.step, task.c.party_organisation, task.c.party, task.c.due)
            )
            there = sorted(tuple(row) for row in rows)
        assert kept == expected
        needed = tasks(self.plan, expected, "", make.TODAY)
        assert there == sorted((one.step, *one.party, one.due) for one in needed)

    def teardown(self) -> None:
        if hasattr(self, "database"):
            assert broken(self.database) == []
            self.database.dispose()


# A database is made for each sequence, and the server takes its time over that.
SEQUENCES_ON_SQLITE, SEQUENCES = 25, 8


def test_after_every_act_the_rows_are_what_the_pure_rules_say(databases: Databases) -> None:
    class Kept(Rows):
        pass

    Kept.databases = databases
    run_state_machine_as_test(
        Kept,
        settings=settings(
            max_examples=SEQUENCES_ON_SQLITE if isinstance(databases, SqliteDatabases) else SEQUENCES,
            stateful_step_count=12,
            suppress_health_check=[HealthCheck.too_slow],
            # Not to explain: it would play a failing sequence again and again, each time on a new database.
            phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
        ),
    )
