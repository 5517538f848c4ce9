"""The annexes of an act on its page: the text of the day, by what it reads so, what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for

from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.notes import Note
from webapp.parts import Link
from workflow import policy
from workflow.documents.document import EditionText
from workflow.documents.force import on
from workflow.documents.own_annexes import AnnexOn, OwnAnnex, annexes_on
from workflow.services.annexes import own_annexes, reading_day
from workflow.services.annexing import closed
from workflow.services.viewing import Opened


@dataclass(frozen=True, slots=True)
class AnnexSection:
    """An annex under its number; `note` leads to the edition that it is, `links` to what goes on with it."""

    turn: int
    text: EditionText
    note: Note | None
    links: tuple[Link, ...]


def sections(opened: Opened, day: date | None = None) -> list[AnnexSection]:
    """The annexes as they read on a day; of an edition that is not in force, those of its own text."""
    key = opened.document.key
    read_on = day or reading_day(opened.edition, moment(key.organisation).today)
    own = own_annexes(grif().reads, key) if policy.reads(actor(), key.organisation) else ()
    known = {one.turn: one for one in own}
    return [
        _section(opened, one, known.get(one.turn))
        for one in annexes_on(opened.edition.current, own if read_on else (), read_on or date.min)
    ]


def signed(text: EditionText) -> list[AnnexSection]:
    """The annexes of the very text that a sign-off is given on."""
    return [AnnexSection(turn, annex, None, ()) for turn, annex in enumerate(text.annexes, 1)]


def further(opened: Opened) -> list[Link]:
    """The annexes that no day of the act has yet, and the way to add one that changes apart from it."""
    key = opened.document.key
    if not _may_begin(opened):
        return []
    last = max((one.turn for one in grif().reads.annexes(key)), default=0)
    turn = max(len(opened.edition.current.annexes), last) + 1
    return [Link(_("Добавить приложение, которое меняется отдельно"), _begin(opened, turn))]


def act_lapsed(opened: Opened) -> bool:
    """Whether it is an annex, in force by itself, of an act that was in force and is no more."""
    key, today = opened.document.key, moment(opened.document.key.organisation).today
    place = grif().reads.annex_place(key)
    if place is None or not opened.edition.in_force_on(today):
        return False
    return on(grif().reads.force_days(place.act), today) is None


def _section(opened: Opened, one: AnnexOn, own: OwnAnnex | None) -> AnnexSection:
    note = None
    if one.own is not None and one.note is not None:
        place = {"organisation": one.own.organisation, "number": one.own.document}
        note = Note(one.note, url_for("documents.show", edition=one.own.edition, **place))
    if own is not None:
        place = {"organisation": own.key.organisation, "number": own.key.document}
        apart = Link(
            _("Меняется отдельно: документ № %(number)s", number=own.key.document),
            url_for("documents.show", **place),
        )
        return AnnexSection(one.turn, one.text, note, (apart,))
    if _may_begin(opened):
        begin = Link(_("Менять это приложение отдельно"), _begin(opened, one.turn))
        return AnnexSection(one.turn, one.text, note, (begin,))
    return AnnexSection(one.turn, one.text, note, ())


def _may_begin(opened: Opened) -> bool:
    if not opened.may_amend:
        return False
    document, definition = opened.document, opened.case.definition if opened.case else None
    published = grif().reads.published(document.key.organisation, document.kind).values()
    return closed(document, definition, published) is None


def _begin(opened: Opened, turn: int) -> str:
    key = opened.document.key
    return url_for("own_annexes.begin", organisation=key.organisation, number=key.document, turn=turn)
