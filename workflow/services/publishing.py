"""The copy of an act for everybody: as printed, without the personal data of those it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workflow.documents.publication import anonymous, published
from workflow.documents.stamps import Stamp
from workflow.errors import Refused
from workflow.formats import pdf
from workflow.governance.people import Actor
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


def public_copy(
    reads: CopyReads, actor: Actor, key: EditionKey, today: date, site: str, day: date | None = None
) -> bytes:
    """The edition as PDF for the school's site; only the official who approved it keeps a name.

    Raises NotFound, and Refused for an edition that never came into force. The hash on it stays that of
    the whole text, to which the copy belongs.
    """
    one = shown(reads, key, today, site)
    if one.edition.in_force_from is None and not one.document.paper:
        raise Refused("publish-draft", _DRAFT)
    now = as_read(reads, actor, one, today, day)
    text = published(now.edition.text)
    told = replace(now, edition=replace(now.edition, text=text.text))
    note = (_TAKEN if text.taken else _WHOLE).filled(count=text.taken).ru
    return _drawn(told, note)


def public_file_name(key: EditionKey) -> str:
    """The name of the copy: gymnasium-12-2-public.pdf."""
    return file_name(key).replace(".pdf", "-public.pdf")


def _drawn(one: Shown, note: str) -> bytes:
    if one.order is not None:
        order = issued_order(one.order, one.edition)
        return pdf.render_order(replace(order, record=one.record, note=note))
    if one.document.kind == ORDER and one.case is not None:
        return pdf.render_order(replace(printed_order(one), record=one.record, note=note))
    act = printed(one)
    return pdf.render(replace(act, stamps=tuple(map(_without_names, act.stamps)), note=note))


def _without_names(stamp: Stamp) -> Stamp:
    """Who approved is named (norms, rule 22); who agreed is told by office alone."""
    if stamp.side == "right":
        return stamp
    lines, mark = (tuple(map(anonymous, said)) for said in (stamp.lines, stamp.mark))
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
