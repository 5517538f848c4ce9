"""The short form: `chain:` with its stages and steps, read into a Chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import RECORDED, RESERVED_STATES
from workflow.chain.procedures import PROCEDURES, consultation, delivery
from workflow.engine.definition import NOTHING, Step
from workflow.engine.reader.faults import Faults, Place
from workflow.engine.reader.head import Head
from workflow.engine.reader.nodes import Node
from workflow.engine.reader.record import Record, checked_id
from workflow.engine.reader.steps import NOT_RUN_STEP, STEP_KEYS, read_step
from workflow.values import Text

STAGE_KEYS = ("stage", "title", "steps")
MAX_STEPS = 50  # a stage's condition must stay within the limits of `guards`
STAGE_TITLES: Mapping[str, Text] = {
    "preparation": Text("Подготовка", "Preparation"),
    "opinion": Text("Учёт мнения", "Opinion"),
    "consideration": Text("Рассмотрение", "Consideration"),
    "agreement": Text("Согласование", "Agreement"),
    "adoption": Text("Принятие", "Adoption"),
    "approval": Text("Утверждение", "Approval"),
    "registration": Text("Регистрация", "Registration"),
    "acquaintance": Text("Ознакомление", "Acquaintance"),
}


def read_chain(record: Record, head: Head) -> Chain:
    """The chain that the file says; every fault is told and what is faulty is left out."""
    reading = _Reading(record.faults)
    stages = [reading.stage(node) for node in record.items("chain", needed=True)]
    return Chain(
        head.id,
        head.title,
        head.documents,
        tuple(stage for stage in stages if stage is not None),
        head.amendments,
        head.in_force,
        head.description,
        record.flag("distinct_persons"),
        head.annexes,
    )


class _Reading:
    """Stages and steps with the ids met so far."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._stages: dict[str, Place] = {}
        self._steps: dict[str, Place] = {}

    def stage(self, node: Node) -> ChainStage | None:
        record = Record(node, self._faults, STAGE_KEYS)
        place = record.place_of("stage")
        id_ = checked_id(record.word("stage"), place, self._faults)
        if id_ in RESERVED_STATES:
            self._faults.error(place, "reserved-id", _RESERVED.filled(id=id_))
        elif id_:
            self._once(id_, place, self._stages, _STAGE_TWICE)
        title = record.title("title", needed=bool(id_) and id_ not in {*STAGE_TITLES, *RESERVED_STATES})
        items = record.items("steps", needed=True)
        steps = [self._step(each) for each in items]
        # A procedure takes three steps.
        if sum(3 if step and step.procedure else 1 for step in steps) > MAX_STEPS:
            self._faults.error(record.place_of("steps"), "too-many-steps", _TOO_MANY)
        if not id_ or not steps:
            return None
        known = STAGE_TITLES.get(id_, NOTHING)
        return ChainStage(id_, known if title == NOTHING else title, tuple(step for step in steps if step))

    def _step(self, node: Node) -> Step | None:
        record = Record(node, self._faults, ("id", *STEP_KEYS), NOT_RUN_STEP)
        step = read_step(record, "")
        if step is not None and step.act in RECORDED:
            self._faults.error(record.place_of("act"), "unknown-act", _PART.filled(act=step.act))
        key = "id" if record.has("id") else "by"
        id_ = record.word("id", step.by.kind if step else "")
        id_ = checked_id(id_, record.place_of(key), self._faults)
        if not id_:
            return None
        self._once(id_, record.place_of(key), self._steps, _STEP_TWICE)
        if step is None:
            return None
        if step.procedure and (step.due is None or step.due.unit == "date"):
            kind = PROCEDURES[step.procedure.kind]
            if step.due is not None:
                self._faults.error(record.place_of("due"), "bad-term", _COUNTED)
            step = replace(step, due=kind.opinion)
        for made in (delivery(id_), consultation(id_)) if step.procedure else ():
            self._once(made, record.place_of(key), self._steps, _STEP_TWICE)
        return replace(step, id=id_)

    def _once(self, id_: str, place: Place, met: dict[str, Place], message: Text) -> None:
        if id_ in met:
            self._faults.error(place, "repeated-id", message.filled(id=id_, line=met[id_].line))
        met.setdefault(id_, place)


_RESERVED = Text(
    "«{id}» – имя, занятое самой системой: назовите этап иначе",
    "“{id}” is a name the engine keeps for itself: name the stage otherwise",
)
_STAGE_TWICE = Text(
    "этап «{id}» уже есть в строке {line}: назовите этот иначе",
    "stage “{id}” is already in line {line}: name this one otherwise",
)
_STEP_TWICE = Text(
    "шаг «{id}» уже есть в строке {line}: дайте этому своё имя (id: …)",
    "step “{id}” is already in line {line}: give this one a name of its own (id: …)",
)
_PART = Text(
    "«{act}» – часть процедуры: пишут act: opinion и procedure",
    "“{act}” is a part of a procedure: write act: opinion and a procedure",
)
_COUNTED = Text(
    "срок мнения считают от получения проекта: {days: 5, unit: working}",
    "the term of an opinion counts from the receipt: {days: 5, unit: working}",
)
_TOO_MANY = Text(
    f"на этапе больше {MAX_STEPS} шагов: разделите его", f"more than {MAX_STEPS} steps in a stage: split it"
)
