"""A chain becomes an engine definition: one state a stage, one signing transition a step."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.chain.acts import ACTS
from workflow.chain.chain import Chain, ChainStage
from workflow.engine.definition import NOTHING, Definition, Guard, Stage, State, Step, Transition
from workflow.governance.parties import PARTY_KINDS
from workflow.values import Text

DRAFT, RETURNED, WITHDRAWN, IN_FORCE = "draft", "returned", "withdrawn", "in_force"
SUBMIT, RETURN, WITHDRAW = "submit", "return", "withdraw"
RESERVED_STATES = frozenset({DRAFT, RETURNED, WITHDRAWN, IN_FORCE})
AUTHOR = Guard(roles=("author",))


def sign(step: str) -> str:
    """The id of the transition that answers `step`."""
    return f"sign-{step}"


def complete(stage: str) -> str:
    """The id of the automatic transition that leaves `stage` when all its steps are signed."""
    return f"complete-{stage}"


def compile_chain(chain: Chain) -> Definition:
    """The engine definition that says what `chain` says; steps and stages keep the author's order."""
    steps = [step for stage in chain.stages for step in stage.steps]
    return Definition(
        id=chain.id,
        title=chain.title,
        initial_state=DRAFT,
        states={state.id: state for state in _states(chain)},
        transitions={transition.id: transition for transition in _transitions(chain)},
        steps={step.id: step for step in steps},
        stages=tuple(Stage(stage.id, stage.title, _ids(stage)) for stage in chain.stages),
        documents=chain.documents,
        amendments=chain.amendments,
        in_force=chain.in_force,
        description=chain.description,
    )


def _ids(stage: ChainStage) -> tuple[str, ...]:
    return tuple(step.id for step in stage.steps)


def _states(chain: Chain) -> Iterator[State]:
    yield State(DRAFT, Text("Проект", "Draft"), transitions=(SUBMIT,))
    for stage in chain.stages:
        ways = (*(sign(step) for step in _ids(stage)), complete(stage.id), RETURN, WITHDRAW)
        yield State(stage.id, stage.title, transitions=ways)
    # A case ends here for good: the next try is a new edition and so a new case.
    yield State(RETURNED, Text("Возвращено на доработку", "Returned for rework"), final=True)
    yield State(WITHDRAWN, Text("Отозвано", "Withdrawn"), final=True)
    yield State(IN_FORCE, Text("Действует", "In force"), final=True)


def _transitions(chain: Chain) -> Iterator[Transition]:
    follows = [*(stage.id for stage in chain.stages), IN_FORCE]
    yield Transition(SUBMIT, Text("Отправить по цепочке", "Submit"), follows[0], guard=AUTHOR)
    for stage, following in zip(chain.stages, follows[1:], strict=True):
        yield from (_signing(step) for step in stage.steps)
        yield _completing(stage, following)
    yield Transition(
        RETURN, Text("Вернуть с замечаниями", "Return with remarks"), RETURNED, comment_required=True
    )
    yield Transition(WITHDRAW, Text("Отозвать", "Withdraw"), WITHDRAWN, guard=AUTHOR)


def _signing(step: Step) -> Transition:
    return Transition(sign(step.id), _asked(step), to_state="", signs=step.id)


def _asked(step: Step) -> Text:
    if step.title != NOTHING:
        return step.title
    by, act = PARTY_KINDS[step.by.kind].title, ACTS[step.act].title
    return Text(f"{_upper(act.ru)}: {by.ru}", f"{_upper(act.en)}: {by.en}")


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _completing(stage: ChainStage, following: str) -> Transition:
    return Transition(
        complete(stage.id),
        Text(f"Этап завершён: {stage.title.ru}", f"Stage complete: {stage.title.en}"),
        following,
        trigger="automatic",
        guard=Guard(expression=" and ".join(f"signed({step})" for step in _ids(stage))),
    )
