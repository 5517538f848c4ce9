"""What goes beside the chain of an edition, as its page shows it: its state, its buttons, what keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from webapp.grif import actor, grif, moment
from webapp.parts import Action, TagKind
from workflow.chain.case import Case
from workflow.engine.definition import Transition
from workflow.engine.machine import Plan
from workflow.errors import NotFound
from workflow.services import performing
from workflow.services.performing import Asking, Choice
from workflow.services.viewing import Opened
from workflow.values import Text, both


@dataclass(frozen=True, slots=True)
class Process:
    """One of them; `since` when it came into its state."""

    id: str
    title: Text
    kind: TagKind
    state: Text
    since: date
    ways: tuple[Action, ...]
    closed: tuple[Choice, ...]
    drawing: str


def processes(opened: Opened) -> list[Process]:
    """All that goes beside the chain of the open edition."""
    cases = cases_of(opened)
    return [_process(opened, cases, case, plan) for case, plan in cases if case.workflow]


def cases_of(opened: Opened) -> list[tuple[Case, Plan]]:
    """Every case of the open edition, that of the chain first; none of a draft."""
    if opened.draft:
        return []
    chain = [(opened.case.case, opened.case.plan)] if opened.case else []
    return [*chain, *((one.case, one.plan) for one in grif().reads.beside(opened.key))]


def asking(opened: Opened, workflow: str) -> Asking:
    """The signed-in person before one case of the open edition. Raises NotFound."""
    cases = cases_of(opened)
    for case, plan in cases:
        if case.workflow == workflow:
            return _asking(opened, cases, case, plan)
    raise NotFound


def _asking(opened: Opened, cases: Sequence[tuple[Case, Plan]], case: Case, plan: Plan) -> Asking:
    given = () if case.workflow else [one.sign_off for one in opened.case.signatures]
    return performing.asking(plan, case, actor(), moment(opened.key.organisation), given, cases)


def _process(opened: Opened, cases: Sequence[tuple[Case, Plan]], case: Case, plan: Plan) -> Process:
    found = performing.choices(_asking(opened, cases, case, plan))
    ended = plan.definition.states[case.marking.state].final
    return Process(
        case.workflow,
        plan.definition.title,
        "done" if ended else "waiting" if case.open else "former",
        plan.definition.states[case.marking.state].title,
        date.fromisoformat(case.since),
        tuple(_way(opened, case, one.transition) for one in found if not one.unmet),
        tuple(one for one in found if one.unmet),
        url_for("drawings.of_document", **place(opened), process=case.workflow),
    )


def _way(opened: Opened, case: Case, of: Transition) -> Action:
    href = url_for("performing.beside", **place(opened), workflow=case.workflow, transition=of.id)
    return Action(button_words(of), href, "secondary")


def button_words(of: Transition) -> Text:
    """What stands on the button of a transition."""
    return both(of.action.name) if of.action.name else of.title


def place(opened: Opened) -> dict[str, object]:
    """The address of the open edition."""
    return {
        "organisation": opened.key.organisation,
        "number": opened.key.document,
        "edition": opened.key.edition,
    }
