"""The answers of a case as evidence for the stamps: who decided, by which instrument, on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from workflow.chain.acts import ABSENT, NO_REPLY
from workflow.chain.case import Case
from workflow.chain.procedures import consultation, delivery
from workflow.chain.progress import Signature
from workflow.documents.stamps import Ending, Evidence
from workflow.engine.definition import Step
from workflow.governance.entries import InstrumentView
from workflow.governance.names import Names
from workflow.governance.paperless import paperless_on, signature_code, signature_mark
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import ACTING, HOLDER, PersonName
from workflow.services.printed_facts import Shown


def evidence(one: Shown) -> tuple[Evidence, ...]:
    """The steps of the chain in order, each with its answer or, unanswered, without."""
    if one.case is None:
        return ()
    signed = {signature.sign_off.step: signature for signature in one.case.signatures}
    steps = one.case.definition.steps
    ordered = [id_ for stage in one.case.definition.stages for id_ in stage.steps] or list(steps)
    # A paper followed by a published chain keeps stamps that the chain does not ask for.
    beyond = [id_ for id_ in signed if id_ not in ordered]
    if one.document.paper:
        return tuple(_recorded(one, signed[id_]) for id_ in [*ordered, *beyond] if id_ in signed)
    return tuple(
        _consulted(_signed(one, signed[id_]), signed.get(consultation(id_)))
        if id_ in signed
        else _missing(one, one.case.case, steps[id_], signed.get(delivery(id_)))
        for id_ in ordered
    )


def _signed(one: Shown, signature: Signature) -> Evidence:
    answer = signature.sign_off
    decided = answer.decided_on
    if decided is None and answer.act == "approve" and not one.document.paper:
        # An official who signs without an order approves on the day that puts the edition into force.
        decided = one.edition.in_force_from
    instrument = next(iter(signature.instruments), None)
    acts = answer.capacity == ACTING
    return Evidence(
        answer.act,
        answer.outcome,
        _nature(signature.nature),
        signature.party,
        signature.organisation,
        _instrument(instrument.instrument if instrument else "none"),
        instrument.printed if instrument else None,
        instrument.dated if instrument else decided,
        _signer(one, signature) if signature.nature == "office" else None,
        acting(signature.party) if acts else None,
        mark=electronic_mark(one, signature),
    )


def electronic_mark(one: Shown, signature: Signature) -> tuple[str, ...]:
    """The mark of an official who answered himself after the organisation went without paper."""
    answer = signature.sign_off
    own = answer.party.organisation == one.document.key.organisation
    if not own or signature.nature != "office" or answer.capacity not in (HOLDER, ACTING):
        return ()
    if not paperless_on(one.flows, date.fromisoformat(answer.recorded_at[:10])):
        return ()
    code = signature_code(answer.key, answer.step, answer.text_sha256, answer.recorded_at)
    return signature_mark(signature.recorded_by, answer.recorded_at, code)


def order_mark(one: Shown, view: InstrumentView) -> tuple[str, ...]:
    """The same under an issued order, when its signer registered it himself."""
    entry = view.entry
    himself = entry.signer is not None and entry.signer == entry.recorder
    if not himself or not paperless_on(one.flows, date.fromisoformat(entry.recorded_at[:10])):
        return ()
    code = signature_code(one.edition.key, entry.instrument.id, one.edition.sha256, entry.recorded_at)
    return signature_mark(entry.recorder.full, entry.recorded_at, code)


def _consulted(told: Evidence, held: Signature | None) -> Evidence:
    """An opinion with what the consultations about it came to."""
    if held is None:
        return told
    ending: Ending = "disagreed" if held.sign_off.outcome == "disagreed" else "settled"
    return replace(told, ending=ending, ended=held.sign_off.decided_on)


def _recorded(one: Shown, signature: Signature) -> Evidence:
    """A stamp from paper. A party that the organisation does not list bears its whole name already."""
    told = _signed(one, signature)
    whole = signature.sign_off.party.party.startswith("paper-") and told.instrument != "order"
    return replace(told, organisation=Names.fixed("")) if whole else told


def _missing(one: Shown, case: Case, step: Step, received: Signature | None = None) -> Evidence:
    """A step without an answer: not signed yet, or, once its term ended, silent for ever."""
    party = case.parties[step.id]
    kind = PARTY_KINDS.get(step.by.kind)
    return Evidence(
        step.act,
        said if (said := case.marking.signed.get(step.id, "")) in (NO_REPLY, ABSENT) else "",
        kind.nature if kind else "body",
        one.parties.get(party, Names.fixed(kind.title.ru if kind else step.by.kind)),
        one.organisations[party.organisation],
        step.evidence,
        ended=received.sign_off.decided_on if received else None,
    )


def acting(post: Names) -> Names:
    """The post of one who acts for its holder, in full words (norms §1.4)."""
    return Names.fixed(f"исполняющий обязанности {post.genitive}")


def _signer(one: Shown, signature: Signature) -> str | None:
    """Who signed the order; where nothing but a signature is asked, the official who answered."""
    known = one.signer(signature)
    if known or signature.sign_off.capacity not in (HOLDER, ACTING):
        return known or None
    return PersonName(*signature.recorded_by.split(" ", 2)).signature


def _nature(told: str) -> Literal["body", "office"]:
    return "office" if told == "office" else "body"


def _instrument(told: str) -> Literal["protocol", "order", "none"]:
    return "protocol" if told == "protocol" else "order" if told == "order" else "none"
