"""A case as people see it: its stages and steps, who answered what by which instrument, who is waited for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.chain.acts import ABSENT, ACTS, NO_REPLY
from workflow.chain.case import Case, SignOff
from workflow.chain.procedures import owner
from workflow.engine.definition import Definition, Stage, Step
from workflow.governance.names import Names
from workflow.governance.parties import PARTY_KINDS
from workflow.ports import Instrument
from workflow.values import PartyKey, Text, both

StepState = Literal["done", "refused", "waiting", "later", "dropped", "silent", "absent"]


@dataclass(frozen=True, slots=True)
class Signature:
    """A sign-off with its instruments and the names of its day."""

    sign_off: SignOff
    instruments: tuple[Instrument, ...]
    party: Names
    nature: str
    organisation: Names
    recorded_by: str
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step with whatever has become of it."""

    step: Step
    party: PartyKey | None
    asked: Text
    state: StepState
    outcome: Text | None = None
    signature: Signature | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage: passed, current or still to come."""

    title: Text
    current: bool
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole way of one edition."""

    state: Text
    ended: str | None
    stages: tuple[StageView, ...]

    @property
    def waiting(self) -> tuple[StepView, ...]:
        """The steps that are waited for now."""
        return tuple(step for stage in self.stages for step in stage.steps if step.state == "waiting")


def progress(
    definition: Definition,
    case: Case | None,
    signatures: Sequence[Signature] = (),
    names: Mapping[PartyKey, Names] | None = None,
    dues: Mapping[str, str] | None = None,
    asked: Collection[str] | None = None,
) -> Progress:
    """The stages of `definition` as far as `case` has come; with no case, all still to come.

    `asked` names the steps that wait now, when not all of the stage do.
    """
    by_step = {one.sign_off.step: one for one in signatures}
    state = definition.states[case.marking.state if case else definition.initial_state]
    views = []
    for stage in _stages(definition):
        current = case is not None and case.open and case.marking.state == stage.state
        steps = tuple(
            _step(
                definition.steps[id_],
                case,
                current and (asked is None or id_ in asked),
                by_step.get(id_),
                names or {},
                dues or {},
            )
            for id_ in stage.steps
            if _is_due(definition.steps[id_], id_ in by_step, id_ in (asked or ()))
            and not _is_part(id_, case)
        )
        views.append(StageView(stage.title, current, steps))
    ended = state.id if case is not None and not case.open else None
    return Progress(state.title, ended, tuple(views))


def _stages(definition: Definition) -> Sequence[Stage]:
    if definition.stages:
        return definition.stages
    return [
        Stage(state.id, state.title, signed)
        for state in definition.states.values()
        if (
            signed := tuple(
                definition.transitions[t].signs for t in state.transitions if definition.transitions[t].signs
            )
        )
    ]


def _is_due(step: Step, signed: bool, asked: bool) -> bool:
    """Consultations are held only after a negative opinion; all other steps belong to the way."""
    return step.act != "consult" or signed or asked


def _is_part(id_: str, case: Case | None) -> bool:
    """Whether it is a part of a procedure with a body that was not formed."""
    return case is not None and owner(id_) != id_ and case.marking.signed.get(id_) == ABSENT


def _step(
    step: Step,
    case: Case | None,
    current: bool,
    signature: Signature | None,
    names: Mapping[PartyKey, Names],
    dues: Mapping[str, str],
) -> StepView:
    party = case.parties.get(step.id) if case else None
    asked = both(names[party].nominative) if party in names and party else _kind(step)
    if signature is not None:
        outcome = _outcome(step, signature.sign_off.outcome)
        answered: StepState = "refused" if outcome[1] else "done"
        return StepView(step, party, both(signature.party.nominative), answered, outcome[0], signature)
    if case is not None and case.marking.signed.get(step.id) == NO_REPLY:
        return StepView(step, party, asked, "silent", _outcome(step, NO_REPLY)[0])
    if case is not None and case.marking.signed.get(step.id) == ABSENT:
        return StepView(step, party, asked, "absent", Text("Орган не создан", "Body not formed"))
    if current:
        return StepView(step, party, asked, "waiting", due=dues.get(step.id))
    return StepView(step, party, asked, "dropped" if case is not None and not case.open else "later")


def _outcome(step: Step, id_: str) -> tuple[Text, bool]:
    for answer in ACTS[step.act].outcomes:
        if answer.id == id_:
            return answer.title, answer.effect == "return"
    return both(id_), False


def _kind(step: Step) -> Text:
    known = PARTY_KINDS.get(step.by.kind)
    return known.title if known else both(step.by.kind)
