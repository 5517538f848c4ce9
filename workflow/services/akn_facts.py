"""What the record of an edition tells in Akoma Ntoso: its days, its approvals, the papers behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workflow.chain.acts import ACTS
from workflow.chain.progress import Signature
from workflow.documents.document import Edition
from workflow.documents.life import Basis
from workflow.documents.wordings import HowKind, Version, clause_notes
from workflow.formats.akn import Expression, LifeEvent, Modification, Paper, Step
from workflow.formats.akn.expression import ModKind
from workflow.ports import Instrument
from workflow.services.printed_facts import Shown, approval_of

_MODS: Mapping[HowKind, ModKind] = {
    "reworded": "substitution",
    "added": "insertion",
    "repealed": "repeal",
    "renumbered": "renumbering",
}
_SORTS = frozenset({"protocol", "order"})


def expression(one: Shown) -> Expression:
    """What is told of an edition beside its text; the first edition dates the act."""
    return Expression(
        organisation=one.document.key.organisation,
        organisation_name=one.organisation.full,
        document=one.document.key.document,
        edition=one.edition.key.edition,
        text=one.edition.text,
        sha256=one.edition.sha256,
        first=_dated(one.first),
        dated=one.day,
        events=tuple(_events(one)),
        steps=tuple(_step(one, signature) for signature in _ordered(one)),
    )


def amended(one: Shown, known: Sequence[Version]) -> Expression:
    """It with the life of the act, and what amendments last did to each clause; `known` are its editions."""
    told = expression(one)
    if not known or known[-1].edition != told.edition:
        return told
    of = told.organisation
    events = [
        LifeEvent("amendment" if turn else "generation", each.days.since, _based(each.basis, of))
        for turn, each in enumerate(known)
    ]
    whole = {each.edition for each in one.amended}
    amending = [each for each in known if each.edition in whole]
    ends = [each for each in told.events if each.kind == "repeal"]
    mods = [
        Modification(_MODS[how], uid, _based(by.basis, of))
        for uid, (how, by) in clause_notes(amending).items()
        if how in _MODS
    ]
    return replace(told, events=(*events, *ends), modifications=tuple(mods))


def _based(basis: Basis | None, organisation: str) -> Paper | None:
    known = basis is not None and basis.instrument in _SORTS
    return Paper(basis.instrument, basis.number, basis.dated, organisation) if basis and known else None


def _dated(edition: Edition) -> date:
    return edition.in_force_from or date.fromisoformat(edition.made_at[:10])


def _events(one: Shown) -> Iterator[LifeEvent]:
    paper = _approving(one)
    alone = one.first.key == one.edition.key
    yield LifeEvent("generation", _dated(one.first), paper if alone else None)
    if not alone:
        yield LifeEvent("amendment", one.day, paper)
    until = one.edition.in_force_until
    if until is not None and until <= one.today:
        yield LifeEvent("repeal", until)


def _ordered(one: Shown) -> list[Signature]:
    """The answers in the order of the chain; those that it does not ask for come last."""
    if one.case is None:
        return []
    definition = one.case.definition
    steps = [id_ for stage in definition.stages for id_ in stage.steps] or list(definition.steps)
    turns = {id_: turn for turn, id_ in enumerate(steps)}
    return sorted(one.case.signatures, key=lambda each: turns.get(each.sign_off.step, len(turns)))


def _step(one: Shown, signature: Signature) -> Step:
    answer = signature.sign_off
    asked = one.case.definition.steps.get(answer.step) if one.case else None
    known = ACTS.get(answer.act)
    titles = {each.id: each.title.ru for each in known.outcomes} if known else {}
    paper = next(map(_paper, signature.instruments), None)
    return Step(
        act=answer.act,
        act_title=known.title.ru if known else answer.act,
        outcome=answer.outcome,
        outcome_title=titles.get(answer.outcome, answer.outcome),
        party_kind=asked.by.kind if asked else signature.nature,
        party=signature.party.nominative,
        organisation=answer.party.organisation,
        dated=paper.dated if paper else answer.decided_on,
        paper=paper,
    )


def _approving(one: Shown) -> Paper | None:
    """The order that put the edition into words of law; an issued order is its own."""
    if one.order is not None:
        return _paper(one.order.entry.instrument)
    approval = approval_of(one.case)
    return next(map(_paper, approval.instruments), None) if approval else None


def _paper(one: Instrument) -> Paper | None:
    known = one.instrument in _SORTS
    return Paper(one.instrument, one.printed, one.dated, one.organisation) if known else None
