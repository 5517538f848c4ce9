"""The chain that a paper document shows: its approval records as the steps of a closed definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.documents.approvals import Approval
from workflow.engine.definition import Act, Definition, Evidence, PartyRef, Stage, State, Step
from workflow.values import Text

PAPER = "paper"
IN_FORCE = State("in_force", Text("Действует", "In force"), final=True)


@dataclass(frozen=True, slots=True)
class PaperStep:
    """An approval record as a step, with the answer that the paper shows."""

    step: Step
    outcome: str
    approval: Approval

    @property
    def dated(self) -> date | None:
        """The day on the stamp."""
        return date.fromisoformat(self.approval.date) if self.approval.date else None


@dataclass(frozen=True, slots=True)
class _Meaning:
    act: Act
    outcome: str
    stage: str


_MEANINGS: Mapping[str | None, _Meaning] = {
    "МНЕНИЕ УЧТЕНО": _Meaning("opinion", "positive", "opinion"),
    "РАССМОТРЕНО": _Meaning("consider", "considered", "consideration"),
    "СОГЛАСОВАНО": _Meaning("agree", "agreed", "agreement"),
    "ПРИНЯТО": _Meaning("adopt", "adopted", "adoption"),
    "УТВЕРЖДЕНО": _Meaning("approve", "approved", "approval"),
    "ВВЕДЕНО": _Meaning("register", "registered", "entry"),
    None: _Meaning("consider", "considered", "consideration"),
}
_STAGES: Mapping[str, Text] = {
    "opinion": Text("Учёт мнения", "Opinion"),
    "consideration": Text("Рассмотрение", "Consideration"),
    "agreement": Text("Согласование", "Agreement"),
    "adoption": Text("Принятие", "Adoption"),
    "approval": Text("Утверждение", "Approval"),
    "entry": Text("Введение в действие", "Entry into force"),
}
_EVIDENCE: Mapping[str | None, Evidence] = {"protocol": "protocol", "order": "order", "resolution": "order"}


def paper_steps(approvals: Sequence[Approval]) -> tuple[PaperStep, ...]:
    """The steps in the order in which acts are decided, whatever their place on the page (need N2)."""
    order = list(_STAGES)
    ranked = sorted(approvals, key=lambda one: order.index(_MEANINGS[one.act_class].stage))
    used: dict[str, int] = {}
    steps = []
    for approval in ranked:
        used[approval.by_kind] = used.get(approval.by_kind, 0) + 1
        number = used[approval.by_kind]
        id_ = approval.by_kind if number == 1 else f"{approval.by_kind}_{number}"
        meaning = _MEANINGS[approval.act_class]
        evidence = _EVIDENCE.get(approval.instrument, "none")
        step = Step(id_, PartyRef(approval.by_kind), meaning.act, evidence)
        steps.append(PaperStep(step, meaning.outcome, approval))
    return tuple(steps)


def paper_definition(steps: Sequence[PaperStep]) -> Definition:
    """A definition that holds what the paper shows and runs nothing."""
    stages = [
        Stage(stage, title, tuple(one.step.id for one in steps if _stage(one) == stage))
        for stage, title in _STAGES.items()
    ]
    shown = tuple(stage for stage in stages if stage.steps)
    states = {stage.state: State(stage.state, stage.title) for stage in shown}
    return Definition(
        id=PAPER,
        title=Text("С бумаги", "From paper"),
        initial_state=IN_FORCE.id,
        states={**states, IN_FORCE.id: IN_FORCE},
        transitions={},
        steps={one.step.id: one.step for one in steps},
        stages=shown,
    )


def in_force_since(steps: Sequence[PaperStep]) -> date | None:
    """When the act came into force: its order of entry, else its approval, else the last decision."""
    for act in ("register", "approve"):
        days = [one.dated for one in steps if one.step.act == act and one.dated]
        if days:
            return max(days)
    if any(one.step.act in ("register", "approve") for one in steps):
        return None
    return max((one.dated for one in steps if one.dated), default=None)


def _stage(step: PaperStep) -> str:
    return _MEANINGS[step.approval.act_class].stage
