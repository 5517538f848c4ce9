"""The short form: `chain:` with its stages and steps, read into a Chain."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.chain.chain import Chain, ChainStage
from workflow.chain.compile import RESERVED_STATES
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
        if len(items) > MAX_STEPS:
            self._faults.error(record.place_of("steps"), "too-many-steps", _TOO_MANY)
        steps = [self._step(each) for each in items]
        if not id_ or not steps:
            return None
        known = STAGE_TITLES.get(id_, NOTHING)
        return ChainStage(id_, known if title == NOTHING else title, tuple(step for step in steps if step))

    def _step(self, node: Node) -> Step | None:
        record = Record(node, self._faults, ("id", *STEP_KEYS), NOT_RUN_STEP)
        step = read_step(record, "")
        key = "id" if record.has("id") else "by"
        id_ = record.word("id", step.by.kind if step else "")
        id_ = checked_id(id_, record.place_of(key), self._faults)
        if not id_:
            return None
        self._once(id_, record.place_of(key), self._steps, _STEP_TWICE)
        return Step(id_, step.by, step.act, step.evidence, step.title, step.due) if step else None

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
_TOO_MANY = Text(
    f"на этапе больше {MAX_STEPS} шагов: разделите его", f"more than {MAX_STEPS} steps in a stage: split it"
)
