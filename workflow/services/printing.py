"""An edition as paper: what is printed of its text, case and sign-offs; the act in force is stored once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from workflow.chain.acts import NO_REPLY
from workflow.chain.case import Case
from workflow.chain.procedures import consultation, delivery
from workflow.chain.progress import Signature
from workflow.documents.clauses import Clause
from workflow.documents.dates import numeric
from workflow.documents.document import Document, Edition, EditionText
from workflow.documents.kinds import Kind, kind_of, spelling
from workflow.documents.stamps import Ending, Evidence, layout_on, stamps
from workflow.engine.definition import Definition, Step
from workflow.errors import NotFound, Refused
from workflow.formats import pdf
from workflow.formats.pdf import Printed, PrintedAnnex, PrintedOrder, annex_mark
from workflow.governance.bodies import Organisation
from workflow.governance.entries import InstrumentView
from workflow.governance.names import Names
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import ACTING, HOLDER, PersonName
from workflow.journal import SYSTEM, Event, Fact
from workflow.ports import Instrument, Moment, Work
from workflow.values import DocumentKey, EditionKey, PartyKey, Text

ACT = "act"
"""The purpose under which the printed act in force is kept with its edition."""
MEDIA_TYPE = "application/pdf"
ORDER = "order"
_PLAIN = Kind("other", "документ", Text("Документ", "Document"), "")
_PLAIN_KINDS = {_PLAIN.word: _PLAIN}
_COMMAND = re.compile(r"\s*п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*ю\s*:?\s*$", re.IGNORECASE)


class CaseView(Protocol):
    """An edition's case with what was signed in it."""

    @property
    def case(self) -> Case: ...
    @property
    def definition(self) -> Definition: ...
    @property
    def signatures(self) -> tuple[Signature, ...]: ...


class Reads(Protocol):
    """What printing looks up."""

    def document(self, key: DocumentKey) -> Document: ...
    def edition(self, key: EditionKey) -> Edition: ...
    def case(self, key: EditionKey, today: date) -> CaseView | None: ...
    def organisation(self, of: str, on: date) -> Organisation: ...
    def party_names(self, keys: set[PartyKey], on: date) -> Mapping[PartyKey, Names]: ...
    def file(self, key: EditionKey, purpose: str) -> tuple[str, bytes] | None: ...
    def instrument(self, organisation: str, id_: str, today: date) -> InstrumentView: ...
    def order_of(self, key: DocumentKey, today: date) -> InstrumentView | None: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """One edition with all that its paper tells; names are those of the printed day."""

    document: Document
    edition: Edition
    organisation: Organisation
    parent: Organisation | None
    case: CaseView | None
    parties: Mapping[PartyKey, Names]
    organisations: Mapping[str, Names]
    today: date
    annex_of: str | None = None
    order: InstrumentView | None = None

    @property
    def day(self) -> date:
        """The day whose layout and names the paper bears."""
        return self.edition.in_force_from or date.fromisoformat(self.edition.made_at[:10])

    @property
    def draft(self) -> bool:
        """Never in force; a paper without a date is no draft of ours."""
        return self.edition.in_force_from is None and not self.document.paper


def act(reads: Reads, key: EditionKey, today: date, *, as_of_force: bool = False) -> bytes:
    """The edition as PDF: the stored act if there is one, else drawn now. Raises NotFound.

    `as_of_force` draws it as on the day it came into force, whenever that is asked: the act to be stored.
    """
    kept = reads.file(key, ACT)
    if kept:
        return kept[1]
    one = shown(reads, key, today)
    return render(_as_of_force(one) if as_of_force else one)


def copy(reads: Reads, key: EditionKey, today: date) -> bytes:
    """The edition for reading: one that lapsed says so, lest it be applied; else the act. Raises NotFound."""
    until = reads.edition(key).in_force_until
    lapsed = until is not None and until <= today
    return render(shown(reads, key, today)) if lapsed else act(reads, key, today)


def keep(work: Work, key: EditionKey, content: bytes, at: Moment) -> str:
    """Keep the printed act with its edition, and its SHA-256 in the journal; returns the hash."""
    sha256 = work.files.keep(key, ACT, file_name(key), MEDIA_TYPE, content)
    facts: dict[str, Fact] = {"edition": key.edition, "file": sha256}
    work.journal.record(key.of, at.now, [Event("printed", SYSTEM, facts=facts)])
    return sha256


def file_name(key: EditionKey) -> str:
    """The name of the printed file: gymnasium-12-2.pdf."""
    return f"{key.organisation}-{key.document}-{key.edition}.pdf"


def shown(reads: Reads, key: EditionKey, today: date) -> Shown:
    """Everything that the paper of an edition tells. Raises NotFound."""
    document, edition = reads.document(key.of), reads.edition(key)
    case = reads.case(key, today)
    day = edition.in_force_from or date.fromisoformat(edition.made_at[:10])
    asked = set(case.case.parties.values()) if case else set()
    organisation = _organisation(reads, key.organisation, day, today)
    parent = _organisation(reads, organisation.parent, day, today) if organisation.parent else None
    names = {of: _organisation(reads, of, day, today).names for of in {one.organisation for one in asked}}
    parties = {**reads.party_names(asked, today), **reads.party_names(asked, day)}
    annex_of = _annex_of(reads, key, case, today) if case else None
    order = reads.order_of(key.of, today) if document.kind == ORDER and case is None else None
    return Shown(document, edition, organisation, parent, case, parties, names, today, annex_of, order)


def render(one: Shown) -> bytes:
    """The PDF; the same edition with the same sign-offs gives the same bytes."""
    if one.document.kind == ORDER and one.case is not None:
        return pdf.render_order(printed_order(one))
    if one.order is not None:
        return pdf.render_order(issued_order(one.order, one.edition))
    return pdf.render(printed(one))


def printed(one: Shown) -> Printed:
    """The edition with its stamps; while it is a draft, empty ones stand for what is missing."""
    text = one.edition.text
    word = _word(text)
    paper = one.document.paper
    return Printed(
        title=text.title,
        word=word,
        organisation=one.organisation.names,
        organisation_full=one.organisation.full,
        place=one.organisation.place,
        year=one.day.year,
        # Old paper has mixed and unnumbered stamps; they print as they were.
        stamps=stamps(word, evidence(one), drafts=one.draft, legacy=paper, extra=_PLAIN_KINDS),
        clauses=_clauses(text),
        edition=one.edition.key.edition,
        text_sha256=one.edition.sha256,
        annex_of=one.annex_of,
        draft=one.draft,
        former=_former(one),
        layout=layout_on(one.day, legacy=paper),
    )


def printed_order(one: Shown) -> PrintedOrder:
    """An order: number, date and signature come from the answer that signed it."""
    text = one.edition.text
    signature = _approval(one.case)
    instrument = next(iter(signature.instruments), None) if signature else None
    number, dated = (instrument.printed, instrument.dated) if instrument else (None, None)
    return PrintedOrder(
        organisation=one.organisation.names,
        organisation_full=one.organisation.full,
        place=one.organisation.place,
        year=(dated or one.day).year,
        number=number,
        dated=dated,
        heading=text.title,
        preamble=_COMMAND.sub("", text.preamble).strip(),
        points=text.clauses,
        post=_post(one, signature),
        signer=(signature.signer or "") if signature else "",
        control="",
        parent=one.parent.full if one.parent else "",
        edition=one.edition.key.edition,
        text_sha256=one.edition.sha256,
        draft=one.draft,
    )


def issued_order(view: InstrumentView, edition: Edition) -> PrintedOrder:
    """An order of typed points: number, date and signature are those of its entry in the register."""
    text, entry = edition.text, view.entry
    annexes = order_annexes(text, len(view.annexes), view.organisation.names, entry.instrument)
    return PrintedOrder(
        organisation=view.organisation.names,
        organisation_full=view.organisation.full,
        place=view.organisation.place,
        year=entry.instrument.dated.year,
        number=entry.instrument.printed,
        dated=entry.instrument.dated,
        heading=text.title,
        preamble=text.preamble,
        points=text.clauses,
        post=post_of(view.party, view.capacity),
        signer=entry.signer.signature if entry.signer else "",
        control="",
        parent=view.parent,
        edition=edition.key.edition,
        text_sha256=edition.sha256,
        annexes=annexes,
    )


def order_annexes(
    text: EditionText, before: int, organisation: Names, order: Instrument | None
) -> tuple[PrintedAnnex, ...]:
    """The order's own annexes under their marks; acts that it approves are the first `before` ones."""
    several = before + len(text.annexes) > 1
    number, dated = (order.printed, order.dated) if order else (None, None)
    return tuple(
        PrintedAnnex(
            annex_mark(organisation, number, dated, before + at if several else None),
            annex.title,
            annex.clauses,
        )
        for at, annex in enumerate(text.annexes, 1)
    )


def post_of(party: Names, capacity: str) -> str:
    """The signer's post with a capital letter; an acting head's duty in full words (norms §1.4)."""
    name = (_acting(party) if capacity == ACTING else party).nominative
    return name[:1].upper() + name[1:]


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
    acting = answer.capacity == ACTING
    return Evidence(
        answer.act,
        answer.outcome,
        _nature(signature.nature),
        signature.party,
        signature.organisation,
        _instrument(instrument.instrument if instrument else "none"),
        instrument.printed if instrument else None,
        instrument.dated if instrument else decided,
        _signer(signature) if signature.nature == "office" else None,
        _acting(signature.party) if acting else None,
    )


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
        NO_REPLY if case.marking.signed.get(step.id) == NO_REPLY else "",
        kind.nature if kind else "body",
        one.parties.get(party, Names.fixed(kind.title.ru if kind else step.by.kind)),
        one.organisations[party.organisation],
        step.evidence,
        ended=received.sign_off.decided_on if received else None,
    )


def _annex_of(reads: Reads, key: EditionKey, case: CaseView, today: date) -> str | None:
    """The mark of an act that came with an order of its own words: its annex, numbered if one of several."""
    approval = _approval(case)
    order = next((one for one in approval.instruments if one.instrument == ORDER), None) if approval else None
    view = reads.instrument(order.organisation, order.id, today) if order else None
    if order is None or view is None or view.own is None or view.own.key == key:
        return None
    annexes = view.annexes or tuple(one.key for one in view.entry.carried if one.key != view.own.key)
    several = len(annexes) + len(view.own.text.annexes) > 1 if view.annexes else len(annexes) > 1
    number = annexes.index(key) + 1 if several else None
    return annex_mark(view.organisation.names, order.printed, order.dated, number)


def _approval(case: CaseView | None) -> Signature | None:
    signed: Sequence[Signature] = case.signatures if case else ()
    return next((each for each in signed if each.sign_off.outcome == "approved"), None)


def _post(one: Shown, signature: Signature | None) -> str:
    if signature is not None:
        acting = signature.sign_off.capacity == ACTING
        post = _acting(signature.party) if acting else signature.party
    else:
        asked = [one.case.case.parties[step] for step in one.case.definition.steps] if one.case else []
        post = next((one.parties[party] for party in asked if party in one.parties), Names.fixed(""))
    name = post.nominative
    return name[:1].upper() + name[1:]


def _acting(post: Names) -> Names:
    return Names.fixed(f"исполняющий обязанности {post.genitive}")


def _signer(signature: Signature) -> str | None:
    """Who signed the order; where nothing but a signature is asked, the official who answered."""
    if signature.signer or signature.sign_off.capacity not in (HOLDER, ACTING):
        return signature.signer
    return PersonName(*signature.recorded_by.split(" ", 2)).signature


def _nature(told: str) -> Literal["body", "office"]:
    return "office" if told == "office" else "body"


def _instrument(told: str) -> Literal["protocol", "order", "none"]:
    return "protocol" if told == "protocol" else "order" if told == "order" else "none"


def _word(text: EditionText) -> str:
    """The word that stamps agree with; a plain «документ» where nothing is known of it."""
    try:
        kind_of(text.word)
    except Refused:
        return _PLAIN.word
    return spelling(text.word)


def _clauses(text: EditionText) -> tuple[Clause, ...]:
    """The preamble, the clauses, and each annex under its own title."""
    preamble = [
        Clause(f"preamble-{at}", "", line, "paragraph")
        for at, line in enumerate(filter(None, map(str.strip, text.preamble.split("\n"))), 1)
    ]
    annexes = [
        Clause(f"annex-{at}", "", annex.title, "section", _clauses(annex))
        for at, annex in enumerate(text.annexes, 1)
    ]
    return (*preamble, *text.clauses, *annexes)


def _former(one: Shown) -> str | None:
    until = one.edition.in_force_until
    return f"Утратила силу {numeric(until)}" if until is not None and until <= one.today else None


def _organisation(reads: Reads, of: str, day: date, today: date) -> Organisation:
    """Under its names of that day; of today when the system did not know it then."""
    try:
        return reads.organisation(of, day)
    except NotFound:
        return reads.organisation(of, today)


def _as_of_force(one: Shown) -> Shown:
    """Without what happened to it later: the stored act does not depend on when it was drawn."""
    return replace(one, edition=replace(one.edition, in_force_until=None))
