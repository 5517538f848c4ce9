"""What the paper of an edition tells: its text, its case, its order, and the names of its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from workflow.chain.case import Case
from workflow.chain.progress import Signature
from workflow.documents.dates import NBSP
from workflow.documents.declension import named_document
from workflow.documents.document import Document, Edition
from workflow.documents.force import Days
from workflow.documents.life import Basis, EditionLife
from workflow.documents.own_annexes import AnnexOn, Place
from workflow.documents.stamps import Layout, layout_on
from workflow.documents.wordings import Version, act_note
from workflow.engine.definition import Definition
from workflow.errors import NotFound
from workflow.formats.pdf import annex_mark
from workflow.governance.bodies import Organisation
from workflow.governance.entries import InstrumentView
from workflow.governance.names import Names
from workflow.governance.paperless import FlowDecision
from workflow.governance.people import as_signed
from workflow.services.editions import amended_from, entering, known_versions
from workflow.values import DocumentKey, EditionKey, PartyKey

ORDER = "order"


class CaseView(Protocol):
    """An edition's case with what was signed in it."""

    @property
    def case(self) -> Case: ...
    @property
    def definition(self) -> Definition: ...
    @property
    def signatures(self) -> tuple[Signature, ...]: ...


class OrganisationReads(Protocol):
    """Where the names of an organisation on a day are looked up."""

    def organisation(self, of: str, on: date) -> Organisation: ...
    def flows(self, organisation: str) -> Sequence[FlowDecision]: ...


class Reads(OrganisationReads, Protocol):
    """What printing looks up."""

    def document(self, key: DocumentKey) -> Document: ...
    def edition(self, key: EditionKey) -> Edition: ...
    def annex_place(self, key: DocumentKey) -> Place | None: ...
    def life(self, key: DocumentKey) -> Sequence[EditionLife]: ...
    def amendment_base(self, key: EditionKey) -> int | None: ...
    def paper_signers(self, key: EditionKey) -> Mapping[str, str]: ...
    def case(self, key: EditionKey, today: date) -> CaseView | None: ...
    def party_names(self, keys: set[PartyKey], on: date) -> Mapping[PartyKey, Names]: ...
    def file(self, key: EditionKey, purpose: str) -> tuple[str, bytes] | None: ...
    def instrument(self, organisation: str, id_: str, today: date) -> InstrumentView: ...
    def order_of(self, key: DocumentKey, today: date) -> InstrumentView | None: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """One edition with all that its paper tells; names are those of the printed day.

    `first` is the first edition of the document: its day dates the act. `principal` is the edition that was
    approved as a whole, when this one was made of it by the amendments that `amended_by` names; `amended` are
    the texts from that one to this. `annexes` are those of a day where one of them changes apart from the
    act: the text has them in their order. `versions` are the editions that held up to this one, the last.
    `paper_signers` are the names read from old paper, by step; `entering` the clauses that come into force
    after the edition.
    """

    document: Document
    edition: Edition
    first: Edition
    organisation: Organisation
    parent: Organisation | None
    case: CaseView | None
    parties: Mapping[PartyKey, Names]
    organisations: Mapping[str, Names]
    today: date
    annex_of: str | None = None
    order: InstrumentView | None = None
    site: str = ""
    flows: tuple[FlowDecision, ...] = ()
    principal: Shown | None = None
    amended_by: tuple[str, ...] = ()
    amended: tuple[Version, ...] = ()
    versions: tuple[Version, ...] = ()
    annexes: tuple[AnnexOn, ...] = ()
    paper_signers: Mapping[str, str] = field(default_factory=dict)
    entering: Mapping[str, date] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day whose layout and names the paper bears."""
        return self.edition.in_force_from or date.fromisoformat(self.edition.made_at[:10])

    @property
    def layout(self) -> Layout:
        """The edition of the layout standard of its day."""
        return layout_on(self.day)

    @property
    def record(self) -> str:
        """The address of the record for the QR code that the standard knows since 2025; empty without one.

        Without a site there is none: a camera has no use for an address on no host.
        """
        if not self.site or self.document.paper or self.layout.profile != "2025":
            return ""
        key = self.edition.key
        return f"{self.site}/{key.organisation}/documents/{key.document}?edition={key.edition}"

    def signer(self, signature: Signature) -> str:
        """Who signed the paper of an answer, as under it: known to the house, else read from old paper."""
        return signature.signer or as_signed(self.paper_signers.get(signature.sign_off.step, ""))

    @property
    def draft(self) -> bool:
        """Never in force; a paper without a date is no draft of ours."""
        return self.edition.in_force_from is None and not self.document.paper


def shown(reads: Reads, key: EditionKey, today: date, site: str = "") -> Shown:
    """Everything that the paper of an edition tells; `site` is where its record is read. Raises NotFound."""
    document, edition = reads.document(key.of), reads.edition(key)
    case = reads.case(key, today)
    day = edition.in_force_from or date.fromisoformat(edition.made_at[:10])
    asked = set(case.case.parties.values()) if case else set()
    organisation = organisation_on(reads, key.organisation, day, today)
    parent = organisation_on(reads, organisation.parent, day, today) if organisation.parent else None
    names = {of: organisation_on(reads, of, day, today).names for of in {one.organisation for one in asked}}
    parties = {**reads.party_names(asked, today), **reads.party_names(asked, day)}
    annex_of = _annex_to(reads, key.of) or (_annex_of(reads, key, case, today) if case else None)
    order = reads.order_of(key.of, today) if document.kind == ORDER and case is None else None
    flows = () if document.paper else tuple(reads.flows(key.organisation))
    told = (organisation, parent, case, parties, names, today, annex_of, order, site, flows)
    signers = reads.paper_signers(key) if document.paper else {}
    first = edition if key.edition == 1 else reads.edition(EditionKey(*key.of, 1))
    one = Shown(document, edition, first, *told, paper_signers=signers, entering=entering(reads, edition))
    if one.draft or key.edition == 1:
        return one
    return _amended(reads, replace(one, versions=_versions(reads, edition)))


def _versions(reads: Reads, edition: Edition) -> tuple[Version, ...]:
    """The editions in force up to this one; none where it is not the last of its day."""
    known = known_versions(reads, edition.key.of, up_to=edition.in_force_from)
    if not known or known[-1].edition != edition.key.edition:
        return ()
    return (*known[:-1], replace(known[-1], text=edition.text))


def _amended(reads: Reads, one: Shown) -> Shown:
    """Under the approval of the text that was amended, with the orders that amended it since."""
    whole, *later = amended_from(reads, one.edition.key)
    if not later:
        return one
    principal = shown(reads, whole, one.today, one.site)
    steps = [_version(reads.edition(key), approval_of(reads.case(key, one.today))) for key in later]
    amended = (_version(principal.edition, None), *steps)
    note = act_note(amended)
    return replace(one, principal=principal, amended_by=(note.ru,) if note else (), amended=amended)


def _version(edition: Edition, approval: Signature | None) -> Version:
    """The edition as it was signed, by the order that approved it."""
    paper = next(iter(approval.instruments), None) if approval else None
    basis = Basis(paper.instrument, paper.printed, paper.dated) if paper else None
    since = edition.in_force_from or date.fromisoformat(edition.made_at[:10])
    return Version(edition.key.edition, Days(edition.key.edition, since), basis, edition.text)


def organisation_on(reads: OrganisationReads, of: str, day: date, today: date) -> Organisation:
    """Under its names of that day; of today when the system did not know it then."""
    try:
        return reads.organisation(of, day)
    except NotFound:
        return reads.organisation(of, today)


def _annex_to(reads: Reads, key: DocumentKey) -> str | None:
    """«Приложение № 1 к Положению о хоре»: on one line, since the approval under it names no act."""
    place = reads.annex_place(key)
    if place is None:
        return None
    act = reads.document(place.act)
    return f"Приложение №{NBSP}{place.turn} к {named_document(act.title, act.word).dative}"


def _annex_of(reads: Reads, key: EditionKey, case: CaseView, today: date) -> str | None:
    """The mark of an act that came with an order of its own words: its annex, numbered if one of several."""
    approval = approval_of(case)
    order = next((one for one in approval.instruments if one.instrument == ORDER), None) if approval else None
    view = reads.instrument(order.organisation, order.id, today) if order else None
    if order is None or view is None or view.own is None or view.own.key == key or key in view.amended:
        return None
    annexes = view.annexes or tuple(one.key for one in view.entry.carried if one.key != view.own.key)
    several = len(annexes) + len(view.own.text.annexes) > 1 if view.annexes else len(annexes) > 1
    number = annexes.index(key) + 1 if several else None
    return annex_mark(view.organisation.names, order.printed, order.dated, number)


def approval_of(case: CaseView | None) -> Signature | None:
    """The answer that approved the edition, if it was given."""
    signed: Sequence[Signature] = case.signatures if case else ()
    return next((each for each in signed if each.sign_off.outcome == "approved"), None)
