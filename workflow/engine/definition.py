"""A workflow written down: states, transitions, guards and named steps, as frozen values.

The keys are DCWorkflow's, so that a Plone definition fits without loss; steps, stages and what follows
entry into force are ours. A definition is known by the SHA-256 of its canonical bytes (`canonical.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from workflow.values import Text

Trigger = Literal["user", "automatic", "timed", "internal"]
Act = Literal[
    "agree", "opinion", "adopt", "approve", "consider", "acknowledge", "register", "deliver", "consult"
]  # fmt: skip
Evidence = Literal["protocol", "order", "none"]
Beside = Literal["", "submission", "in_force"]
Annexes = Literal["", "own_chain"]
TermUnit = Literal["calendar", "working", "working6", "school", "date"]

NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may and when: any one of each non-empty kind, all kinds, and the condition (`guards.py`)."""

    permissions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    expression: str = ""


OPEN = Guard()


@dataclass(frozen=True, slots=True)
class PartyRef:
    """Whom a step asks: a kind of body or office, `of` own, parent or a named organisation."""

    kind: str
    of: str = "own"


@dataclass(frozen=True, slots=True)
class Term:
    """Until when a step is due: so many days after it opens, or the next such day of the year.

    `first_counts`: the day it opens is the first of them; `roll`: a last day that nobody works moves on;
    `since`: the step from whose recorded day it counts instead.
    """

    unit: TermUnit
    days: int = 0
    month: int = 0
    day: int = 0
    first_counts: bool = False
    roll: bool = False
    since: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """By which rules an opinion is taken, and within what term the consultations are held."""

    kind: str
    consultation: Term


@dataclass(frozen=True, slots=True)
class Step:
    """One body's or office's answer that the definition asks for; `signed(id)` once given."""

    id: str
    by: PartyRef
    act: Act
    evidence: Evidence
    title: Text = NOTHING
    due: Term | None = None
    procedure: Procedure | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A state of the chain in which its steps run in any order."""

    state: str
    title: Text
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PermissionMap:
    """The roles that hold a permission in a state, with or without what is acquired from above."""

    acquired: bool
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """How a transition or a worklist is offered (DCWorkflow's action); no name, not offered."""

    name: str = ""
    url: str = ""
    icon: str = ""
    category: str = "workflow"


NO_BUTTON = Button()


@dataclass(frozen=True, slots=True)
class Variable:
    """A value kept with each record; `variables.py` has the order in which its value is found."""

    id: str
    description: Text = NOTHING
    default: str = ""
    expression: str = ""
    for_status: bool = True
    for_catalog: bool = False
    update_always: bool = True
    guard: Guard = OPEN


@dataclass(frozen=True, slots=True)
class Worklist:
    """Documents that wait for whoever passes the guard: all `matches` (variable to values) hold."""

    id: str
    title: Text = NOTHING
    description: Text = NOTHING
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guard: Guard = OPEN
    action: Button = NO_BUTTON


@dataclass(frozen=True, slots=True)
class Invariant:
    """A promise about every marking that can be reached: `never` this state `unless` the condition holds."""

    never: str
    unless: str


@dataclass(frozen=True, slots=True)
class State:
    """Where a case may stand. `transitions` are the ways out, in the author's order."""

    id: str
    title: Text
    description: Text = NOTHING
    transitions: tuple[str, ...] = ()
    permission_roles: Mapping[str, PermissionMap] = field(default_factory=dict)
    group_roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    final: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from state to state; an empty `to_state` stays. `signs` names the step it answers.

    `hidden` is never offered, though who passes the guard may perform it (DCWorkflow's transition without
    a label); `internal` is performed by an effect or the system alone; `timed` once `after` has run out: one
    that signs a step gives no answer but that none came.
    """

    id: str
    title: Text
    to_state: str
    trigger: Trigger = "user"
    guard: Guard = OPEN
    description: Text = NOTHING
    action: Button = NO_BUTTON
    comment_required: bool = False
    signs: str = ""
    before_script: str = ""
    after_script: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    after: Term | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole workflow, immutable; `stages` is empty when it was not written as a chain.

    `beside` the chain of a document goes what begins with its submission, or once it is in force. `annexes`:
    an annex may be given a life of its own, by the chain of its own kind.
    """

    id: str
    title: Text
    initial_state: str
    states: Mapping[str, State]
    transitions: Mapping[str, Transition]
    steps: Mapping[str, Step] = field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    documents: tuple[str, ...] = ()
    amendments: str = "same_chain"
    in_force: tuple[str, ...] = ()
    description: Text = NOTHING
    state_variable: str = "state"
    manager_bypass: bool = False
    creation_guard: Guard | None = None
    permissions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    worklists: Mapping[str, Worklist] = field(default_factory=dict)
    variables: Mapping[str, Variable] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    beside: Beside = ""
    annexes: Annexes = ""
