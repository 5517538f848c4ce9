"""However large or twisted a definition is, checking and walking end soon and tell what was not seen."""

from __future__ import annotations

import time

import pytest

from workflow.engine import reader
from workflow.engine.walk import walk
from workflow.formats import definition_file

# Goals are 1 s; a test may run on a machine that does other things.
SECONDS = 6
HEAD = "grif: 1\nid: h\ntitle: H\ninitial: s0\n"
STEP = "{by: head, act: agree, evidence: none}"


def ring(count: int) -> str:
    states = "".join(f"  s{n}: {{title: S, transitions: [t{n}]}}\n" for n in range(count))
    ways = "".join(
        f"  t{n}: {{title: T, to: s{(n + 1) % count}, guard: {{roles: [author]}}}}\n" for n in range(count)
    )
    return f"{HEAD}states:\n{states}transitions:\n{ways}"


def clique(count: int) -> str:
    every = ", ".join(f"t{n}" for n in range(count))
    states = "".join(f"  s{n}: {{title: S, transitions: [{every}]}}\n" for n in range(count))
    ways = "".join(f"  t{n}: {{title: T, to: s{n}}}\n" for n in range(count))
    return f"{HEAD}states:\n{states}transitions:\n{ways}"


def tangle(ways: int, steps: int, trigger: str) -> str:
    """Steps of which no two are alike, and ways out that ask for many of them."""
    signing = [f"w{n}" for n in range(steps)]
    leaving = [f"g{n}" for n in range(ways)]
    lines = [
        f"  w{n}: {{title: T, signs: a{n}, guard:"
        f" {{when: not signed(a{(n * 7 + 3) % steps}) or signed(a{(n * 5 + 1) % steps})}}}}"
        for n in range(steps)
    ]
    for n in range(ways):
        when = " and ".join(f"signed(a{(n + k * k) % steps})" for k in range(60))
        lines.append(f"  g{n}: {{title: T, to: e, trigger: {trigger}, guard: {{when: {when}}}}}")
    return (
        f"{HEAD}states:\n  s0: {{title: S, transitions: [{', '.join([*signing, *leaving])}]}}\n"
        f"  e: {{title: E, final: true}}\ntransitions:\n" + "\n".join(lines) + "\nsteps:\n"
        + "".join(f"  a{n}: {STEP}\n" for n in range(steps))
    )  # fmt: skip


def free_facts(count: int) -> str:
    """A way out that depends on more unknown things than can be tried."""
    variables = "".join(f"  v{n}: {{expression: comment}}\n" for n in range(count))
    when = " and ".join(f"v{n} == 'x{n}'" for n in range(count))
    states = "states:\n  s0: {title: S, transitions: [g]}\n  e: {title: E, final: true}\n"
    way = f'transitions:\n  g: {{title: T, to: e, guard: {{when: "{when}"}}}}\n'
    return f"{HEAD}variables:\n{variables}{states}{way}"


def promises(count: int) -> str:
    every = "".join("  - {never: s1, unless: state == 's1'}\n" for _ in range(count))
    return ring(3) + "invariants:\n" + every


def plone(count: int) -> str:
    states = "".join(
        f'<state state_id="s{n}" title="x"><exit-transition transition_id="t{n}"/></state>'
        for n in range(count)
    )
    ways = "".join(
        f'<transition transition_id="t{n}" title="x" new_state="s{(n + 1) % count}" trigger="USER"'
        f' before_script="" after_script=""><guard/></transition>'
        for n in range(count)
    )
    head = '<dc-workflow workflow_id="w" title="t" state_variable="s" initial_state="s0">'
    return f"{head}{states}{ways}</dc-workflow>"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (ring(10_000), "too-large"),
        (ring(900), "no-submit"),
        (clique(120), "unguarded-transition"),
        (tangle(90, 100, "user"), "not-exhausted"),
        (tangle(90, 30, "automatic"), "not-exhausted"),
        (free_facts(50), "not-exhausted"),
        (promises(3_000), "too-many-invariants"),
        (plone(2_000), "unguarded-transition"),
    ],
    ids=["states", "ring", "clique", "tangle", "automatic", "facts", "promises", "plone"],
)
def test_a_huge_definition_is_answered_soon(source, told):
    begun = time.process_time()
    codes = {fault.code for fault in definition_file.check(source.encode(), "f")}
    assert time.process_time() - begun < SECONDS
    assert told in codes
    # What was not all tried is never called unreachable or stranded.
    assert "not-exhausted" not in codes or not codes & {"stranded", "unreachable-state", "idle-transition"}


@pytest.mark.parametrize(
    "source", [ring(900), clique(120), tangle(20, 40, "user"), free_facts(50)],
    ids=["ring", "clique", "tangle", "facts"],
)  # fmt: skip
def test_a_huge_definition_is_walked_soon_and_is_not_the_whole(source):
    definition = reader.read(source, "f")
    begun = time.process_time()
    assert not walk(definition).whole
    assert time.process_time() - begun < SECONDS
