"""What a recorder enters of an answer, and every fault of it at its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow.chain.acts import ACTS, Outcome
from workflow.engine.definition import Step
from workflow.errors import Invalid
from workflow.governance.findings.dates import in_future
from workflow.governance.registers import typed_number
from workflow.values import EditionKey, Text

MAX_REMARK = 4000


@dataclass(frozen=True, slots=True)
class Decision:
    """What a recorder enters: the answer of a step, on which text, by which protocol or order.

    `number` empty draws the next one from the register; `command` is the idempotency key; `definition` is
    the version of the chain that the recorder saw, when the view tells it.
    """

    edition: EditionKey
    step: str
    text_sha256: str
    outcome: str
    number: str = ""
    dated: date | None = None
    remark: str = ""
    command: str | None = None
    definition: str = ""


def check_typed(step: Step, answer: Outcome, decision: Decision, today: date) -> None:
    """Raises Invalid with every field that cannot be taken."""
    fields: dict[str, Text] = {}
    if answer.remark_required and not decision.remark.strip():
        fields["remark"] = _REMARK
    if len(decision.remark) > MAX_REMARK:
        fields["remark"] = _REMARK_LONG
    if needs_instrument(step, answer) or ACTS[step.act].dated:
        if decision.dated is None:
            fields["dated"] = _NO_DATE
        elif in_future(decision.dated, today):
            fields["dated"] = _FUTURE.filled(today=today.strftime("%d.%m.%Y"))
        if decision.number.strip():
            fields.update(_number_faults(decision.number))
    if fields:
        raise Invalid(fields)


def _number_faults(number: str) -> Mapping[str, Text]:
    try:
        typed_number(number)
    except Invalid as fault:
        return fault.fields
    return {}


def needs_instrument(step: Step, answer: Outcome) -> bool:
    """A body answers by its protocol either way; an official who sends back writes no order."""
    return step.evidence == "protocol" or (step.evidence == "order" and answer.effect == "advance")


_REMARK = Text("Напишите замечания: без них вернуть нельзя", "Write the remarks: they are required here")
_REMARK_LONG = Text(
    "Замечания длиннее 4000 знаков: приложите их к протоколу", "Remarks of over 4000 characters"
)
_NO_DATE = Text("Укажите дату: ДД.ММ.ГГГГ", "Give the date: DD.MM.YYYY")
_FUTURE = Text("Дата ещё не наступила: сегодня {today}", "The date is in the future: today is {today}")
