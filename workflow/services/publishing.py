"""The copy of an act for everybody: as printed, without the personal data of those it names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Protocol

from workflow.documents.publication import anonymous, published
from workflow.documents.stamps import Stamp
from workflow.errors import Refused
from workflow.formats import pdf
from workflow.governance.people import Actor, PersonName
from workflow.services.printed_facts import ORDER, Shown, shown
from workflow.services.printing import (
    CopyReads,
    as_read,
    file_name,
    issued_order,
    printed,
    printed_order,
)
from workflow.values import EditionKey, Text


class PublicReads(CopyReads, Protocol):
    """What a copy for everybody looks up."""

    def people_of(self, organisation: str) -> Collection[PersonName]: ...


def public_copy(
    reads: PublicReads, actor: Actor, key: EditionKey, today: date, site: str, day: date | None = None
) -> bytes:
    """The edition as PDF for the school's site; only the official who approved it keeps a name.

    Raises NotFound, and Refused for an edition that never came into force. The hash on it stays that of
    the whole text, to which the copy belongs.
    """
    one = shown(reads, key, today, site)
    if one.edition.in_force_from is None and not one.document.paper:
        raise Refused("publish-draft", _DRAFT)
    now = as_read(reads, actor, one, today, day)
    known = _known(reads, one)
    text = published(now.edition.text, known)
    told = replace(now, edition=replace(now.edition, text=text.text))
    note = (_TAKEN if text.taken else _WHOLE).filled(count=text.taken).ru
    return _drawn(told, note, known)


def public_file_name(key: EditionKey) -> str:
    """The name of the copy: gymnasium-12-2-public.pdf."""
    return file_name(key).replace(".pdf", "-public.pdf")


def _known(reads: PublicReads, one: Shown) -> frozenset[PersonName]:
    """The people of the house under all their names, and those who signed the act."""
    signed = one.case.signatures if one.case else ()
    signers = {PersonName(each.signer.split()[-1], "") for each in signed if each.signer}
    return frozenset(reads.people_of(one.document.key.organisation)) | signers


def _drawn(one: Shown, note: str, known: frozenset[PersonName]) -> bytes:
    if one.order is not None:
        order = issued_order(one.order, one.edition)
        return pdf.render_order(replace(order, record=one.record, note=note))
    if one.document.kind == ORDER and one.case is not None:
        return pdf.render_order(replace(printed_order(one), record=one.record, note=note))
    act = printed(one)
    stamps = tuple(_without_names(stamp, known) for stamp in act.stamps)
    return pdf.render(replace(act, stamps=stamps, note=note))


def _without_names(stamp: Stamp, known: frozenset[PersonName]) -> Stamp:
    """Who approved is named (norms, rule 22); who agreed is told by office alone."""
    if stamp.side == "right":
        return stamp
    lines, mark = (tuple(anonymous(line, known) for line in said) for said in (stamp.lines, stamp.mark))
    return replace(stamp, lines=lines, mark=mark)


_WHOLE = Text("Экземпляр для публикации", "Copy for publication")
_TAKEN = Text(
    "Экземпляр для публикации; персональные данные изъяты, мест: {count}",
    "Copy for publication; personal data taken out in {count} places",
)
_DRAFT = Text(
    "Публикуется только вступивший в силу текст: этот ещё проходит согласование.",
    "Only a text that came into force is published: this one is still on its way.",
)
