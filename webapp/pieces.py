"""Workflow values as the parts that the macros draw: a chain, a history, the state of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import cast
from zoneinfo import ZoneInfo

from flask import g, url_for

from webapp import clock
from webapp.grif import actor as asking
from webapp.grif import grif
from webapp.language import gettext as _
from webapp.parts import Event, Stage, Step, TagKind
from workflow.chain.acts import ACTS, AGAINST
from workflow.chain.compile import RECORDED
from workflow.chain.procedures import owner
from workflow.chain.progress import Progress, Signature, StageView, StepView
from workflow.engine.definition import Definition
from workflow.engine.definition import Step as AskedStep
from workflow.events import INSTRUMENTS, Known, Told, tell
from workflow.governance.entries import Carried
from workflow.governance.people import Actor
from workflow.journal import Recorded
from workflow.ports import Instrument
from workflow.services.registers import reads_decision
from workflow.services.viewing import Opened
from workflow.values import DocumentKey, EditionKey, PartyKey, Text, both

_STEP_KINDS: dict[str, TagKind] = {
    "done": "done",
    "refused": "refused",
    "waiting": "waiting",
    "later": "later",
    "dropped": "former",
    "silent": "former",
    "absent": "former",
}
_STATES = {
    "waiting": Text("Ждёт решения", "Waiting"),
    "later": Text("Позже", "Later"),
    "dropped": Text("Не спрошено", "Not asked"),
}


def stages(progress: Progress, actor: Actor) -> list[Stage]:
    """The chain with the stage that waits now."""
    return [_stage(view, actor) for view in progress.stages]


def _stage(view: StageView, actor: Actor) -> Stage:
    states = {step.state for step in view.steps}
    kind: TagKind = "later"
    if "refused" in states:
        kind = "refused"
    elif view.current:
        kind = "waiting"
    elif "later" not in states and states & {"done", "silent", "absent"}:
        kind = "done"
    # The parts of one procedure follow each other.
    asked = {owner(step.step.id) for step in view.steps}
    note = _("в любом порядке") if len(asked) > 1 and view.current else ""
    return Stage(view.title, kind, tuple(_step(step, actor) for step in view.steps), note)


def _step(view: StepView, actor: Actor) -> Step:
    signature = view.signature
    mine = view.state == "waiting" and view.party is not None and actor.capacity_for(view.party) is not None
    return Step(
        who=capital(view.asked),
        act=step_asks(view.step),
        kind="warning" if signature and signature.sign_off.outcome in AGAINST else _STEP_KINDS[view.state],
        state=view.outcome or _STATES[view.state],
        instrument=instrument_text(signature) if signature else "",
        instrument_href=instrument_href(signature.instruments[0])
        if signature and signature.instruments
        else "",
        signer=(signature.signer or "") if signature else "",
        recorder=signature.recorded_by if signature else "",
        remark=signature.sign_off.remark if signature else "",
        due=date.fromisoformat(view.due) if view.due else None,
        mine=mine,
        note=_note(view),
    )


def step_asks(step: AskedStep) -> Text:
    """What a step asks: the words of its act; of what only records, whom it concerns too."""
    if step.act in RECORDED and step.title.ru:
        return Text(
            step.title.ru[:1].lower() + step.title.ru[1:], step.title.en[:1].lower() + step.title.en[1:]
        )
    return ACTS[step.act].title


def _note(view: StepView) -> Text:
    """What follows when an opinion by procedure does not come."""
    if view.step.procedure is None or view.state not in ("waiting", "later", "silent"):
        return both("")
    if view.state == "silent":
        return Text("это не согласие: документ идёт дальше по закону", "no consent: the law lets it go on")
    if view.state == "later" or view.due is None:
        return Text(
            "срок пойдёт со дня, когда орган получит проект", "the term begins when the body gets the draft"
        )
    day = f"{date.fromisoformat(view.due):%d.%m.%Y}"
    return Text(
        f"ответ ждём до {day}; потом руководитель вправе утвердить без него",
        f"awaited until {day}; then the head may approve without it",
    )


def instrument_text(signature: Signature) -> Text:
    """«протокол № 3 от 28.04.2023», or the day alone."""
    for one in signature.instruments:
        return instrument_name(one)
    day = signature.sign_off.decided_on
    return both(f"{day:%d.%m.%Y}") if day else both("")


def instrument_name(one: Instrument) -> Text:
    """«приказ № 39/1 от 10.05.2023»."""
    return INSTRUMENTS[one.instrument].filled(number=one.printed, dated=f"{one.dated:%d.%m.%Y}")


def instrument_href(one: Instrument) -> str:
    """The page of a protocol or order, in the organisation whose it is."""
    return url_for("instruments.show", organisation=one.organisation, instrument=one.id)


def edition_state(opened: Opened) -> tuple[TagKind, Text]:
    """What an edition is now, in a tag."""
    case = opened.case
    return state_of(
        opened.edition.in_force_from,
        opened.edition.in_force_until,
        opened.draft,
        case.progress.state if case else None,
        case.case.marking.state if case else None,
    )


def state_of(
    since: date | None, until: date | None, draft: bool, title: Text | None, state: str | None
) -> tuple[TagKind, Text]:
    """The tag of an edition from its days in force, else from where its case stands."""
    today = clock.today(g.get("zone", clock.DEFAULT_ZONE))
    if until is not None and until <= today:
        return "former", Text("Утратила силу", "Lapsed")
    if since is not None:
        return (
            ("done", Text("Действует", "In force"))
            if since <= today
            else ("waiting", Text("Вступит в силу", "Will come into force"))
        )
    if draft:
        return "later", Text("Проект", "Draft")
    kind: TagKind = "refused" if state in ("returned", "withdrawn") else "waiting"
    return kind, title or Text("На согласовании", "On its way")


def history_days(key: DocumentKey, events: Iterable[Recorded]) -> list[tuple[date, list[Event]]]:
    """The events by day of the organisation, newest day first, in each day the newest first."""
    zone = ZoneInfo(g.get("zone", clock.DEFAULT_ZONE))
    told = [
        line
        for event in events
        for line in _lines(key, tell(event, _known(key, event)), _point_link(key, event))
    ]
    return [
        (day, list(lines)) for day, lines in groupby(told, key=lambda line: line.at.astimezone(zone).date())
    ]


def _lines(key: DocumentKey, told: Told, order: str) -> list[Event]:
    at = clock.parsed(told.at)
    link = order or (_edition_link(key, told) if told.edition and key.document else "")
    first, *rest = told.sentences
    cause = [Event(at, sentence, Text("Система", "The system")) for sentence in reversed(rest)]
    who = Event(at, first, told.who, told.capacity if told.capacity.ru else "", told.remark, link)
    return [*cause, who]


def _point_link(key: DocumentKey, event: Recorded) -> str:
    """The point of the order that did it, or the order itself where that was signed."""
    facts = event.facts
    order = facts.get("by_order") or (facts.get("order") if event.kind == "order_signed" else None)
    if not isinstance(order, str):
        return ""
    # An authority's order answers for a school's document: it stands in the authority's register.
    issuer = PartyKey(*facts["party"]).organisation if event.kind == "signed" else key.organisation
    point = facts.get("by_point", facts.get("point")) if "by_order" in facts else None
    place = url_for("instruments.show", organisation=issuer, instrument=order)
    return f"{place}#point-{point}" if point else place


def _edition_link(key: DocumentKey, told: Told) -> str:
    return url_for("documents.show", organisation=key.organisation, number=key.document, edition=told.edition)


def _known(key: DocumentKey, event: Recorded) -> Known:
    on = date.fromisoformat(event.at[:10])

    def party(of: PartyKey) -> str:
        names = grif().reads.party_names({of}, on)
        return names[of].nominative if of in names else of.party

    def state(edition: int, id_: str, workflow: str) -> Text:
        definition = _definition_at(EditionKey(*key, edition), workflow, event.seq, on)
        known = definition.states.get(id_) if definition else None
        return known.title if known else both(id_)

    return Known(party, state)


def _definition_at(key: EditionKey, workflow: str, seq: int, on: date) -> Definition | None:
    """The definition that an edition went by, in that workflow, at that record of its document."""
    for one in _migrations(key.of):
        same = (one.facts["edition"], one.facts.get("workflow", "")) == (key.edition, workflow)
        if one.seq > seq and same:
            return cast("Definition", grif().reads.definition(one.facts["from"]))
    if workflow:
        beside = {one.case.workflow: one.definition for one in grif().reads.beside(key)}
        return beside.get(workflow)
    view = grif().reads.case(key, on)
    return view.definition if view else None


def _migrations(key: DocumentKey) -> Sequence[Recorded]:
    """When editions of a document went over to other chains, read once a request."""
    read: dict[DocumentKey, Sequence[Recorded]] = g.setdefault("migrations", {})
    if key not in read:
        read[key] = grif().reads.records(key, "case_migrated")
    return read[key]


def capital(text: Text) -> Text:
    """The text with capital first letters."""
    return Text(text.ru[:1].upper() + text.ru[1:], text.en[:1].upper() + text.en[1:])


def newest(events: Sequence[Recorded], limit: int) -> tuple[Sequence[Recorded], int | None]:
    """A page of events and the seq to go on from, if there are more."""
    page = events[:limit]
    return page, page[-1].seq if len(events) > limit else None


def carried(one: Carried) -> dict[str, object]:
    """One decision that a protocol or an order carries, with its document where the reader may open it."""
    answers = {answer.id: answer for answer in ACTS[one.act].outcomes}
    answer = answers.get(one.outcome)
    href = url_for(
        "documents.show",
        organisation=one.key.organisation,
        number=one.key.document,
        edition=one.key.edition,
    )
    return {
        "title": one.title,
        "href": href if reads_decision(asking(), one) else "",
        "edition": one.key.edition,
        "outcome": answer.title if answer else one.outcome,
        "kind": "refused" if answer and answer.effect == "return" else "done",
    }


def void(one: Carried) -> dict[str, object]:
    """A decision that is no part of its document's way any more."""
    return {**carried(one), "outcome": _("Потеряло силу при смене цепочки"), "kind": "former"}
