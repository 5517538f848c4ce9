"""Taking an opinion by rules: handing over the draft, a term, silence, consultations; the parts of one step.

Labour Code art. 372 for a trade union; schools copy it for councils of parents and pupils (273-ФЗ art. 30).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workflow.engine.definition import PartyRef, Procedure, Step, Term
from workflow.governance.parties import PARTY_KINDS
from workflow.values import Text

DELIVERY, CONSULTATION = "_delivery", "_consultation"
WENT_ON = ("positive", "no_reply")
"""The outcomes of an opinion after which nothing more is owed to the body."""


@dataclass(frozen=True, slots=True)
class ProcedureKind:
    """A procedure with its usual terms: an opinion from the receipt, consultations from the opinion."""

    id: str
    title: Text
    opinion: Term
    consultation: Term


PROCEDURES: Mapping[str, ProcedureKind] = {
    one.id: one
    for one in (
        ProcedureKind(
            "article_372",
            Text("учёт мнения профсоюза, ст. 372 ТК РФ", "the union's opinion, Labour Code art. 372"),
            Term("working", 5),
            Term("calendar", 3),
        ),
        ProcedureKind(
            "representative_council",
            Text("учёт мнения совета, ст. 30 273-ФЗ", "a council's opinion, 273-FZ art. 30"),
            Term("working", 5),
            Term("calendar", 3),
        ),
    )
}


def delivery(step: str) -> str:
    """The id of the step that records when the body got the draft."""
    return step + DELIVERY


def consultation(step: str) -> str:
    """The id of the step that records what the consultations came to."""
    return step + CONSULTATION


def owner(step: str) -> str:
    """The id of the step whose procedure this step is a part of; its own when it is no part."""
    return step.removesuffix(DELIVERY).removesuffix(CONSULTATION)


def parts(step: Step, sender: PartyRef) -> tuple[Step, ...]:
    """The step with what goes before and after it, in order; `sender` hands over the draft and consults."""
    if step.procedure is None:
        return (step,)
    kind = PROCEDURES[step.procedure.kind]
    due, talks = step.due or kind.opinion, step.procedure.consultation
    sent, held = delivery(step.id), consultation(step.id)
    return (
        Step(sent, sender, "deliver", "none", _about(_SENDS, step)),
        Step(
            step.id, step.by, step.act, step.evidence, step.title,
            replace(due, since=sent), step.procedure,
        ),
        Step(
            held, sender, "consult", "none", _about(_CONSULTS, step),
            replace(talks, since=step.id),
        ),
    )  # fmt: skip


def whole(step: Step) -> Step:
    """The step as a chain writes it: its term counts from the receipt without saying so."""
    if step.procedure is None or step.due is None:
        return step
    return replace(step, due=replace(step.due, since=""))


def only_parts(steps: Mapping[str, Step]) -> frozenset[str]:
    """The ids of the steps that are parts of another's procedure."""
    owners = [step.id for step in steps.values() if step.procedure]
    return frozenset(made for id_ in owners for made in (delivery(id_), consultation(id_)))


def default_procedure(kind: str) -> Procedure:
    """The procedure with its usual term of consultations."""
    return Procedure(kind, PROCEDURES[kind].consultation)


def _about(told: Text, step: Step) -> Text:
    known = PARTY_KINDS.get(step.by.kind)
    named = known.title if known else Text(step.by.kind, step.by.kind)
    return told.filled(ru=named.ru, en=named.en)


_SENDS = Text("Передать проект: {ru}", "Hand over the draft: {en}")
_CONSULTS = Text("Провести консультации: {ru}", "Hold consultations: {en}")
