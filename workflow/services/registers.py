"""Opening a protocol or an order: what this actor may see of it, what it says, how it prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workflow.documents.document import EditionText, canonical_text, text_sha256
from workflow.errors import NotFound
from workflow.formats.pdf import PrintedOrder, render_order
from workflow.governance.entries import Carried, InstrumentView
from workflow.governance.orders.carried import OrderText, order_text, own_text
from workflow.governance.people import Actor
from workflow.policy import Permission, may, reads
from workflow.services import printing
from workflow.services.printed_facts import Reads as PrintReads


class Reads(Protocol):
    """What opening needs of the read side."""

    def instrument(self, organisation: str, id_: str, today: date) -> InstrumentView: ...


@dataclass(frozen=True, slots=True)
class OpenedInstrument:
    """A protocol or order as this actor sees it: the decisions that may be read, the order's text or None."""

    view: InstrumentView
    carried: tuple[Carried, ...]
    void: tuple[Carried, ...]
    text: OrderText | None
    in_register: bool

    @property
    def on_paper(self) -> bool:
        """Whether it is an order whose words only its paper has."""
        of_order = self.view.entry.instrument.instrument == "order"
        return of_order and self.view.entry.stated and self.view.own is None

    @property
    def post(self) -> str:
        """The signer's post with a capital letter; an acting head's duty in full words (norms §1.4)."""
        return printing.post_of(self.view.party, self.view.capacity)


def open_instrument(
    reading: Reads, actor: Actor, organisation: str, id_: str, today: date
) -> OpenedInstrument:
    """The protocol or order, to members of its organisation and to readers of an edition it decided on.

    Raises NotFound to everyone else. An order's text is shown whole or not at all.
    """
    view = reading.instrument(organisation, id_, today)
    member = may(actor, Permission.READ, organisation)
    carried = tuple(one for one in view.entry.carried if member or reads_decision(actor, one))
    void = tuple(one for one in view.entry.void if member or reads_decision(actor, one))
    if not member and not carried and not void:
        raise NotFound
    whole = len(carried) == len(view.entry.carried)
    return OpenedInstrument(view, carried, void, _text(view) if whole else None, member)


def reads_decision(actor: Actor, one: Carried) -> bool:
    """Whether the actor reads the edition that the decision was taken on."""
    return reads(actor, one.key.organisation, [one.party])


def order_file(reading: PrintReads, opened: OpenedInstrument, today: date, site: str) -> bytes:
    """The order as PDF, the same at every print. Raises NotFound when there is no text to print."""
    own = opened.view.own
    if opened.text is None:
        raise NotFound
    return printing.act(reading, own.key, today, site) if own else render_order(_printed(opened, opened.text))


def _printed(opened: OpenedInstrument, text: OrderText) -> PrintedOrder:
    view, signer = opened.view, opened.view.entry.signer
    return PrintedOrder(
        organisation=view.organisation.names,
        organisation_full=view.organisation.full,
        place=view.organisation.place,
        year=view.entry.instrument.dated.year,
        number=view.entry.instrument.printed,
        dated=view.entry.instrument.dated,
        heading=text.heading,
        preamble=text.preamble,
        points=text.points,
        post=opened.post,
        signer=signer.signature if signer else "",
        control="",
        parent=view.parent,
        text_sha256=_sha256(text),
    )


def _text(view: InstrumentView) -> OrderText | None:
    """An order's own text, else the words made from its decisions; what old paper said is not guessed."""
    if view.own is not None:
        return own_text(view.own.text)
    return None if view.entry.stated else order_text(view.ordered)


def _sha256(text: OrderText) -> str:
    whole = EditionText(text.heading, "order", "приказ", text.points, preamble=text.preamble)
    return text_sha256(canonical_text(whole))
