"""An edition as paper; the act in force is drawn once and stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from workflow.chain.progress import Signature
from workflow.documents.clauses import Clause
from workflow.documents.dates import NBSP, numeric
from workflow.documents.declension import named_document
from workflow.documents.document import Edition, EditionText, canonical_text, text_sha256
from workflow.documents.kinds import Kind, kind_of, spelling
from workflow.documents.own_annexes import AnnexOn, annexes_on
from workflow.documents.stamps import stamps
from workflow.documents.wordings import notes_in_print
from workflow.errors import Refused
from workflow.formats import akn, pdf
from workflow.formats.pdf import Attached, Printed, PrintedAnnex, PrintedOrder, annex_mark
from workflow.governance.entries import InstrumentView
from workflow.governance.names import Names
from workflow.governance.people import ACTING, Actor
from workflow.journal import SYSTEM, Event, Fact
from workflow.policy import reads as may_read
from workflow.ports import Instrument, Moment, Work
from workflow.services import annexes, correcting
from workflow.services.akn_facts import amended
from workflow.services.annexes import own_annexes, reading_day
from workflow.services.correcting import as_on
from workflow.services.evidence import acting, electronic_mark, evidence, order_mark
from workflow.services.printed_facts import ORDER, Reads, Shown, approval_of, shown
from workflow.values import EditionKey, Text


class CopyReads(Reads, annexes.Reads, correcting.Reads, Protocol):
    """What a copy for reading looks up."""


ACT = "act"
"""The purpose under which the printed act in force is kept with its edition."""
MEDIA_TYPE = "application/pdf"
_PLAIN = Kind("other", "документ", Text("Документ", "Document"), "")
_PLAIN_KINDS = {_PLAIN.word: _PLAIN}
_AKN = "Текст редакции и ход согласования (Akoma Ntoso 3.0)"
_CORRECTED = "с редакционной правкой от {day}"
_COMMAND = re.compile(r"\s*п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*ю\s*:?\s*$", re.IGNORECASE)


def act(reads: Reads, key: EditionKey, today: date, site: str, *, as_of_force: bool = False) -> bytes:
    """The edition as PDF: the stored act if there is one, else drawn now. Raises NotFound.

    `as_of_force` draws it as on the day it came into force, whenever that is asked: the act to be stored.
    `site` is the address under which the installation is reached; its QR code says it.
    """
    kept = reads.file(key, ACT)
    if kept:
        return kept[1]
    one = shown(reads, key, today, site)
    return render(_as_of_force(one) if as_of_force else one)


def copy(
    reads: CopyReads, actor: Actor, key: EditionKey, today: date, site: str, day: date | None = None
) -> bytes:
    """The edition as it reads on a day, today unless said: what lapsed, was corrected, or has an annex that
    changed apart from it, says so; else the act. Raises NotFound.
    """
    one = as_read(reads, actor, shown(reads, key, today, site), today, day)
    until = one.edition.in_force_until
    if (until is None or until > today) and one.edition.corrected is None and not one.annexes:
        return act(reads, key, today, site)
    return render(one)


def keep(work: Work, key: EditionKey, content: bytes, at: Moment) -> str:
    """Keep the printed act with its edition, and its SHA-256 in the journal; returns the hash."""
    sha256 = work.files.keep(key, ACT, file_name(key), MEDIA_TYPE, content)
    facts: dict[str, Fact] = {"edition": key.edition, "file": sha256}
    work.journal.record(key.of, at.now, [Event("printed", SYSTEM, facts=facts)])
    return sha256


def file_name(key: EditionKey) -> str:
    """The name of the printed file: gymnasium-12-2.pdf."""
    return f"{key.organisation}-{key.document}-{key.edition}.pdf"


def render(one: Shown) -> bytes:
    """The PDF; the same edition with the same sign-offs gives the same bytes."""
    text = akn_text(one)
    if one.document.kind == ORDER and one.case is not None:
        return pdf.render_order(replace(printed_order(one), record=one.record, attached=(text,)))
    if one.order is not None:
        order = issued_order(one.order, one.edition)
        mark = order_mark(one, one.order)
        return pdf.render_order(replace(order, mark=mark, record=one.record, attached=(text,)))
    return pdf.render(replace(printed(one), attached=(text,)))


def akn_text(one: Shown) -> Attached:
    """The same edition for programs, to lie inside its paper."""
    name = file_name(one.edition.key).removesuffix("pdf") + "xml"
    return Attached(name, akn.MEDIA_TYPE, akn.render(amended(one, one.versions)), _AKN)


def printed(one: Shown) -> Printed:
    """The edition with its stamps; while it is a draft, empty ones stand for what is missing."""
    text = one.edition.text
    word = _word(text)
    paper = one.document.paper
    # A text that orders amended stays approved as it was; the orders stand under its title.
    principal = one.principal or one
    return Printed(
        title=text.title,
        word=word,
        organisation=one.organisation.names,
        organisation_full=one.organisation.full,
        place=one.organisation.place,
        year=principal.day.year,
        # Old paper has mixed and unnumbered stamps; they print as they were.
        stamps=stamps(word, evidence(principal), drafts=one.draft, legacy=paper, extra=_PLAIN_KINDS),
        clauses=own_clauses(text),
        annexes=tuple(printed_annexes(text, one.annexes)),
        edition=one.edition.key.edition,
        text_sha256=one.edition.sha256,
        amended_by=one.amended_by,
        annex_of=principal.annex_of,
        draft=one.draft,
        former=_former(one),
        layout=one.layout,
        document=one.document.key.document,
        record=one.record,
        notes=tuple(_notes(one).items()),
    )


def _notes(one: Shown) -> dict[str, str]:
    """What stands under each clause: by which order it reads so, and its day where that is later."""
    notes = {uid: note.ru for uid, note in notes_in_print(one.amended).items()}
    for uid, since in one.entering.items():
        before = f"{notes[uid]}, " if uid in notes else ""
        notes[uid] = f"{before}вступает в силу с {numeric(since)}"
    return notes


def printed_order(one: Shown) -> PrintedOrder:
    """An order: number, date and signature come from the answer that signed it."""
    text = one.edition.text
    signature = approval_of(one.case)
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
        preamble=order_preamble(text),
        points=text.clauses,
        post=_post(one, signature),
        signer=one.signer(signature) if signature else "",
        control="",
        parent=one.parent.full if one.parent else "",
        edition=one.edition.key.edition,
        text_sha256=one.edition.sha256,
        document=one.edition.key.document,
        draft=one.draft,
        annexes=order_annexes(text, 0, one.organisation.names, instrument),
        mark=electronic_mark(one, signature) if signature else (),
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
        document=edition.key.document,
        annexes=annexes,
    )


def order_preamble(text: EditionText) -> str:
    """The preamble without ПРИКАЗЫВАЮ, which is printed on a line of its own."""
    return _COMMAND.sub("", text.preamble).strip()


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
    name = (acting(party) if capacity == ACTING else party).nominative
    return name[:1].upper() + name[1:]


def _post(one: Shown, signature: Signature | None) -> str:
    if signature is not None:
        acts = signature.sign_off.capacity == ACTING
        post = acting(signature.party) if acts else signature.party
    else:
        asked = [one.case.case.parties[step] for step in one.case.definition.steps] if one.case else []
        post = next((one.parties[party] for party in asked if party in one.parties), Names.fixed(""))
    name = post.nominative
    return name[:1].upper() + name[1:]


def _word(text: EditionText) -> str:
    """The word that stamps agree with; a plain «документ» where nothing is known of it."""
    try:
        kind_of(text.word)
    except Refused:
        return _PLAIN.word
    return spelling(text.word)


def own_clauses(text: EditionText) -> tuple[Clause, ...]:
    """The preamble line by line, and the clauses."""
    preamble = [
        Clause(f"preamble-{at}", "", line, "paragraph")
        for at, line in enumerate(filter(None, map(str.strip, text.preamble.split("\n"))), 1)
    ]
    return (*preamble, *text.clauses)


def printed_annexes(text: EditionText, told: Sequence[AnnexOn] = ()) -> Iterator[PrintedAnnex]:
    """Each annex of an act under its mark; a single one has no number, and its own annexes follow it.

    `told` are the same annexes where one changed apart from the act: their numbers, and by what they read so.
    """
    to = named_document(text.title, _word(text)).dative
    marks = [(one.turn, one.note) for one in told] or [(at, None) for at in range(1, len(text.annexes) + 1)]
    for (at, note), annex in zip(marks, text.annexes, strict=True):
        number = f" №{NBSP}{at}" if len(text.annexes) > 1 or at > 1 else ""
        by = f"\n({note.ru})" if note else ""
        yield PrintedAnnex(f"Приложение{number}\nк {to}{by}", annex.title, own_clauses(annex))
        yield from printed_annexes(annex)


def _former(one: Shown) -> str | None:
    until = one.edition.in_force_until
    return f"Утратила силу {numeric(until)}" if until is not None and until <= one.today else None


def as_read(reads: CopyReads, actor: Actor, one: Shown, today: date, day: date | None = None) -> Shown:
    """With the corrections and the annexes of that day, and the hash of the text that is read then."""
    on = day or reading_day(one.edition, today) or today
    now = as_it_reads(replace(one, edition=as_on(reads, one.edition, on)))
    key = now.edition.key
    own = own_annexes(reads, key.of) if may_read(actor, key.organisation) else ()
    if now.edition.in_force_from is None or not any(each.begun(on) for each in own):
        return now
    said = annexes_on(now.edition.text, own, on)
    text = replace(now.edition.text, annexes=tuple(each.text for each in said))
    edition = replace(now.edition, text=text, sha256=text_sha256(canonical_text(text)))
    return replace(now, edition=edition, annexes=said)


def as_it_reads(one: Shown) -> Shown:
    """With its last editorial correction, told under the title, and the hash of the corrected text."""
    made = one.edition.corrected
    if made is None:
        return one
    edition = replace(one.edition, text=made.text, sha256=made.sha256)
    told = _CORRECTED.format(day=numeric(made.day))
    return replace(one, edition=edition, amended_by=(*one.amended_by, told))


def _as_of_force(one: Shown) -> Shown:
    """Without what happened to it later: the stored act does not depend on when it was drawn."""
    return replace(one, edition=replace(one.edition, in_force_until=None))
