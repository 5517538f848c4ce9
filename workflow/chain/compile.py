"""A chain becomes an engine definition: one state a stage, one signing transition a step.

An opinion by a procedure takes three steps within its stage, and a timed transition for silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workflow.chain.acts import ACTS
from workflow.chain.chain import Chain, ChainStage
from workflow.chain.procedures import CONSULTATION, WENT_ON, consultation, delivery, only_parts, parts, whole
from workflow.engine.definition import (
    NOTHING,
    Definition,
    Guard,
    PartyRef,
    Stage,
    State,
    Step,
    Transition,
)
from workflow.governance.parties import PARTY_KINDS
from workflow.values import Text

DRAFT, RETURNED, WITHDRAWN, IN_FORCE = "draft", "returned", "withdrawn", "in_force"
SUBMIT, RETURN, WITHDRAW = "submit", "return", "withdraw"
RESERVED_STATES = frozenset({DRAFT, RETURNED, WITHDRAWN, IN_FORCE})
AUTHOR = Guard(roles=("author",))
RECORDED = frozenset({"deliver", "consult"})
"""What is done and recorded, and decides nothing by itself."""


def sign(step: str) -> str:
    """The id of the transition that answers `step`."""
    return f"sign-{step}"


def silence(step: str) -> str:
    """The id of the timed transition that records that no opinion came."""
    return f"silence-{step}"


def complete(stage: str) -> str:
    """The id of the automatic transition that leaves `stage` when all its steps are signed."""
    return f"complete-{stage}"


def compile_chain(chain: Chain) -> Definition:
    """The engine definition that says what `chain` says; steps and stages keep the author's order."""
    chain = replace(chain, stages=tuple(_unfolded(chain)))
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
        annexes=chain.annexes,
    )


def chain_of(definition: Definition) -> Chain | None:
    """The chain that compiles to exactly this definition, its promises aside; None when there is none."""
    one, hidden = definition, only_parts(definition.steps)
    if not one.stages or any(step.by.kind not in PARTY_KINDS for step in one.steps.values()):
        return None
    if any(_says_since(step) for id_, step in one.steps.items() if id_ not in hidden):
        return None
    stages = tuple(
        ChainStage(
            stage.state, stage.title, tuple(whole(one.steps[id_]) for id_ in stage.steps if id_ not in hidden)
        )
        for stage in one.stages
    )
    written = Chain(
        one.id, one.title, one.documents, stages, one.amendments, one.in_force, one.description,
        annexes=one.annexes,
    )  # fmt: skip
    for chain in (written, replace(written, distinct_persons=True)):
        if compile_chain(chain) == replace(one, invariants=()):
            return chain
    return None


def _says_since(step: Step) -> bool:
    """Whether a term counts from a step in a way that no chain says."""
    if step.procedure:
        return bool(step.procedure.consultation.since)
    return step.due is not None and bool(step.due.since)


def _unfolded(chain: Chain) -> Iterator[ChainStage]:
    """The stages with the parts of each procedure; whoever approves last hands over and consults."""
    approving = [step.by for stage in chain.stages for step in stage.steps if step.act == "approve"]
    sender = approving[-1] if approving else PartyRef("head")
    for stage in chain.stages:
        yield replace(stage, steps=tuple(part for step in stage.steps for part in parts(step, sender)))


def _ids(stage: ChainStage) -> tuple[str, ...]:
    return tuple(step.id for step in stage.steps)


def _states(chain: Chain) -> Iterator[State]:
    yield State(DRAFT, Text("Проект", "Draft"), transitions=(SUBMIT,))
    for stage in chain.stages:
        quiet = (silence(step.id) for step in stage.steps if step.procedure)
        ways = (*(sign(step) for step in _ids(stage)), *quiet, complete(stage.id), RETURN, WITHDRAW)
        yield State(stage.id, stage.title, transitions=ways)
    # A case ends here for good: the next try is a new edition and so a new case.
    yield State(RETURNED, Text("Возвращено на доработку", "Returned for rework"), final=True)
    yield State(WITHDRAWN, Text("Отозвано", "Withdrawn"), final=True)
    yield State(IN_FORCE, Text("Действует", "In force"), final=True)


def _transitions(chain: Chain) -> Iterator[Transition]:
    follows = [*(stage.id for stage in chain.stages), IN_FORCE]
    yield Transition(SUBMIT, Text("Отправить по цепочке", "Submit"), follows[0], guard=AUTHOR)
    for stage, following in zip(chain.stages, follows[1:], strict=True):
        yield from (_signing(step, _conditions(chain, stage, step)) for step in stage.steps)
        yield from (_silent(step) for step in stage.steps if step.procedure)
        yield _completing(stage, following)
    yield Transition(
        RETURN, Text("Вернуть с замечаниями", "Return with remarks"), RETURNED, comment_required=True
    )
    yield Transition(WITHDRAW, Text("Отозвать", "Withdraw"), WITHDRAWN, guard=AUTHOR)


def _signing(step: Step, conditions: Iterable[str]) -> Transition:
    guard = Guard(expression=_all_of(tuple(conditions)))
    return Transition(sign(step.id), _asked(step), to_state="", guard=guard, signs=step.id)


def _silent(step: Step) -> Transition:
    """No opinion by the end of the term: recorded by the system, and nobody's consent."""
    asked = _party(step)
    title = Text(f"Мнение не поступило в срок: {asked.ru}", f"No opinion in time: {asked.en}")
    guard = Guard(expression=f"signed({delivery(step.id)})")
    return Transition(
        silence(step.id), title, to_state="", trigger="timed", guard=guard, signs=step.id, after=step.due
    )


def _conditions(chain: Chain, stage: ChainStage, step: Step) -> Iterator[str]:
    """What has to be so before a step is answered, beside the case standing in its stage."""
    if step.procedure:
        yield f"signed({delivery(step.id)})"
    if step.act == "consult":
        asked = step.id.removesuffix(CONSULTATION)
        yield f"signed({asked})"
        yield f"(verdict({asked}) == 'negative')"
    if chain.distinct_persons and step.act not in RECORDED:
        yield from _distinct(chain, stage, step)


def _distinct(chain: Chain, stage: ChainStage, step: Step) -> Iterator[str]:
    """That who answers answered no other step before; what only records is no answer."""
    for earlier in chain.stages:
        for one in earlier.steps:
            if one.id == step.id or one.act in RECORDED:
                continue
            another = f"not is_same_person({one.id})"
            # Who has not answered yet, or never did, is nobody.
            otherwise = f"not signed({one.id}) or " if earlier.id == stage.id else ""
            otherwise += f"(verdict({one.id}) == 'no_reply') or " if one.procedure else ""
            yield otherwise + another
        if earlier.id == stage.id:
            return


def _asked(step: Step) -> Text:
    if step.title != NOTHING:
        return step.title
    by, act = _party(step), ACTS[step.act].title
    return Text(f"{_upper(act.ru)}: {by.ru}", f"{_upper(act.en)}: {by.en}")


def _party(step: Step) -> Text:
    return PARTY_KINDS[step.by.kind].title


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _completing(stage: ChainStage, following: str) -> Transition:
    return Transition(
        complete(stage.id),
        Text(f"Этап завершён: {stage.title.ru}", f"Stage complete: {stage.title.en}"),
        following,
        trigger="automatic",
        guard=Guard(expression=completed(stage.steps)),
    )


def completed(steps: Iterable[Step]) -> str:
    """The condition that all steps of a stage are complete."""
    return _all_of(tuple(done for step in steps if (done := _done(step))))


def _all_of(parts: Sequence[str]) -> str:
    """The conditions as one, with the brackets it is read back with, so that all spellings hash alike."""
    return " and ".join(f"({part})" if " or " in part and len(parts) > 1 else part for part in parts)


def _done(step: Step) -> str:
    """What completes a step; the parts of a procedure are complete with it."""
    if step.procedure:
        return f"signed({consultation(step.id)}) or (verdict({step.id}) in {list(WENT_ON)})"
    return "" if step.act in RECORDED else f"signed({step.id})"
