"""A draft of an order as paper: blanks for its number, its date and its signature."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from workflow.formats.pdf import PrintedOrder
from workflow.governance.bodies import Organisation
from workflow.governance.orders.words import annexed
from workflow.services.order_drafts import Preview
from workflow.services.printing import order_annexes, post_of


class Reads(Protocol):
    """What printing a draft looks up."""

    def organisation(self, of: str, on: date) -> Organisation: ...


def draft_order(reads: Reads, seen: Preview, today: date) -> PrintedOrder:
    """The draft as it would be printed; it is nobody's yet, so no name stands under it."""
    draft, text = seen.draft, seen.text
    organisation = reads.organisation(draft.organisation, today)
    parent = reads.organisation(organisation.parent, today).full if organisation.parent else ""
    office = seen.known.parties[draft.order.office.party].party.names
    return PrintedOrder(
        organisation=organisation.names,
        organisation_full=organisation.full,
        place=organisation.place,
        year=today.year,
        number=None,
        dated=None,
        heading=text.title,
        preamble=text.preamble,
        points=text.clauses,
        post=post_of(office, ""),
        signer="",
        control="",
        parent=parent,
        edition=0,
        draft=True,
        annexes=order_annexes(text, len(annexed(draft.order, seen.known)), organisation.names, None),
    )
