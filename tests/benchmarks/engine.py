"""The engine in memory: a step with its refusal reasons, what is offered, a definition read and compiled."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import harness
import make
from harness import Figure, Goal, micro, table

from storage.database import Database
from storage.definitions import plan_of
from workflow.chain.compile import compile_chain
from workflow.engine.canonical import canonical, restore
from workflow.engine.check import check
from workflow.engine.definition import Act, Definition, PartyRef, Step
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import Marking, begin, offered, perform, signing
from workflow.engine.reader import read
from workflow.engine.several import Run, act
from workflow.errors import Refused

ANYBODY = Asker()
AGREED = {kind: "agreed" for kind in make.COUNCILS}

STAYS = Goal("step in memory: one of three councils signs", 20, 12, "µs")
MOVES = Goal("step in memory: the stage is complete and moves", 20, 12, "µs")
REFUSED = Goal("step in memory: refused with its reasons", 20, 12, "µs")
GUARDED = Goal("step in memory: permission, role, group, condition and four variables", 20, 12, "µs")
LATER = Goal("the same, with its history, after 10,000 steps on one document", 40, 30, "µs")
OFFERED = Goal("what may be done now", 30, 10, "µs")
COMPILED = Goal("a kept definition restored and compiled", 10, 3, "ms")
CACHED = Goal("a kept definition that the process has met before, by its hash", 0.1, 0.01, "ms")
READ = Goal("a definition read from its file and compiled", 10, 3, "ms")
PROVED = Goal("five stages of five parallel steps followed through every course", 2000, 200, "ms")
UNLIKE = Goal("the same, no two of its steps alike", 2000, 500, "ms")

ACTS: Sequence[Act] = ("agree", "opinion", "adopt", "approve", "consider")


def bare_step() -> object:
    """The floor: a table of transitions, a test of the role, a new marking."""
    ways = {("stage1", "sign"): ("council", "stage2")}
    role, target = ways["stage1", "sign"]
    if role not in {"council"}:
        raise PermissionError
    return target, {"council": "agreed"}


def refused(plan: Plan, marking: Marking) -> None:
    """A return with no remarks: the engine says what is missing."""
    try:
        perform(plan, marking, "return", ANYBODY)
    except Refused as refusal:
        if not refusal.unmet:
            raise


def figures() -> Iterator[Figure]:
    """The rows of the table that are about the engine."""
    plan = Plan(make.full_chain())
    begun, nearly = Marking("stage1", {}), Marking("stage1", {k: v for k, v in list(AGREED.items())[:2]})
    first, last = signing(plan, begun, make.COUNCILS[0]), signing(plan, begun, make.COUNCILS[2])
    floor = micro("engine", "floor: dictionary and function", bare_step)
    steps = {
        STAYS: lambda: perform(plan, begun, first, ANYBODY, outcome="agreed"),
        MOVES: lambda: perform(plan, nearly, last, ANYBODY, outcome="agreed"),
        REFUSED: lambda: refused(plan, begun),
        OFFERED: lambda: offered(plan, begun, ANYBODY),
    }
    for goal, step in steps.items():
        took = micro("engine", f"grif: {goal.what}", step)
        yield Figure(goal, took, f"{took:.1f} µs", f"{floor:.2f} µs")
    yield from guarded_figures()
    body = canonical(make.full_chain())
    file = harness.ROOT / "definitions" / "regulation-gymnasium.yaml"
    for goal, load in {COMPILED: lambda: Plan(restore(body)), READ: lambda: loaded(file)}.items():
        took = micro("engine", f"grif: {goal.what}", load) / 1000
        yield Figure(goal, took, f"{took:.2f} ms")
    alike, unlike = (
        five_by_five(["agree"] * 5),
        five_by_five(["agree", "opinion", "adopt", "approve", "consider"]),
    )
    yield cached()
    for goal, definition in {PROVED: alike, UNLIKE: unlike}.items():
        took = micro("engine", f"grif: {goal.what}", lambda definition=definition: check(definition)) / 1000
        yield Figure(goal, took, f"{took:.2f} ms")


def cached() -> Figure:
    """The compiled definition of a hash, from storage as every request asks for it."""
    with tempfile.TemporaryDirectory(prefix="grif-bench-") as folder:
        url = f"sqlite:///{folder}/grif.db"
        make.migrated(url)
        database = Database(url)
        with database.work() as work:
            known = work.definitions.keep(make.full_chain())
        with database.read() as connection:
            took = micro("engine", f"grif: {CACHED.what}", lambda: plan_of(connection, known)) / 1000
        database.dispose()
    return Figure(CACHED, took, f"{took:.4f} ms")


WALK = """\
grif: 1
id: walk
title: Туда и обратно
permissions: [Go]
variables:
  action: {expression: action}
  actor: {expression: actor}
  comments: {expression: comment}
  time: {expression: time}
initial: a
states:
  a: {title: А, transitions: [go], permissions: {Go: [Boss]}}
  b: {title: Б, transitions: [back], permissions: {Go: [Boss]}}
transitions:
  go: {title: Туда, to: b, guard: &guard}
  back: {title: Обратно, to: a, guard: &guard}
""".replace("&guard", "{permissions: [Go], roles: [Clerk], groups: [staff], when: comment != 'нет'}")


def guarded_figures() -> Iterator[Figure]:
    """A step whose guard asks everything there is, alone and at the end of a long history."""
    plan = Plan(read(WALK, "walk.yaml"))
    asker = Asker(frozenset({"Boss", "Clerk"}), person="anna", groups=frozenset({"staff"}))
    begun = begin(plan, asker)
    took = micro("engine", f"grif: {GUARDED.what}", lambda: perform(plan, begun, "go", asker, comment="да"))
    yield Figure(GUARDED, took, f"{took:.1f} µs")
    run = Run(plan)

    def step() -> None:
        act([run], "go" if run.marking.state == "a" else "back", asker, "да", "2026-09-01T10:00:00.000000Z")

    for _ in range(10_000):
        step()
    took = micro("engine", f"grif: {LATER.what}", step)
    yield Figure(LATER, took, f"{took:.1f} µs")


def five_by_five(acts: Sequence[Act]) -> Definition:
    """A chain of five stages with five parallel steps each, one for each act."""
    stages = [
        [Step(f"s{stage}{number}", PartyRef("head"), act, "none") for number, act in enumerate(acts)]
        for stage in range(5)
    ]
    return compile_chain(make.chain(*stages))


def loaded(file: Path) -> Plan:
    """The plan of a definition's file, read anew."""
    return Plan(read(file.read_text(encoding="utf-8"), file.name))


if __name__ == "__main__":
    print(table(list(figures())))
