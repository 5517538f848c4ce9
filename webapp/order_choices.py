"""What the forms of an order offer: offices, waiting editions, documents, bodies, people, earlier points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from webapp import pieces
from webapp.body_forms import KINDS
from webapp.filters import said
from webapp.grif import grif, moment
from webapp.language import gettext as _
from webapp.order_forms import PointForm, key_text
from workflow.governance.bodies import Party
from workflow.governance.orders.effects import COMMUNITY
from workflow.governance.orders.order import Order, Point, PointKind, coordinator, coordinator_of
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import ACTING, HOLDER, PersonName
from workflow.policy import ORDERING
from workflow.values import EditionKey, PartyKey, both

Choices = list[tuple[str, str]]
_NOBODY = {"control": _l("Оставляю за собой"), "free": _l("Никто не назван")}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edition that waits for an order of one of the offices."""

    value: str
    title: str
    office: str


def offices(organisation: str, on: date) -> Choices:
    """The offices that issue orders and keep a register of them."""
    return [
        (one.key.party, said(pieces.capital(both(one.names.nominative))))
        for one in grif().reads.parties(organisation, on)
        if one.kind in ORDERING and grif().reads.register_of(one.key, "order")
    ]


def waiting(organisation: str, asked: Sequence[PartyKey]) -> list[Waiting]:
    """The editions on which these offices are asked for an order, by due day."""
    today = moment(organisation).today
    found, after = [], None
    while True:
        page = grif().reads.inbox(asked, after)
        for row in page.tasks:
            key = EditionKey(row.organisation, row.document, row.edition)
            view = grif().reads.case(key, today)
            if view and view.definition.steps[row.step].evidence == "order":
                title = _("%(title)s, редакция %(edition)s", title=row.title, edition=row.edition)
                found.append(Waiting(key_text(key), title, row.party.party))
        if page.next is None or len(found) >= 100:
            return found
        after = page.next.text


def people(organisation: str) -> Mapping[str, PersonName]:
    """Everybody who has or had a seat in the organisation."""
    return {one.id: one.name for one in grif().reads.people(organisation, moment(organisation).today)}


def fill(form: PointForm, kind: PointKind, organisation: str, order: Order) -> None:
    """Give the form the choices that a point of that kind has."""
    today = moment(organisation).today
    parties = grif().reads.parties(organisation, today)
    if kind in ("approve", "amend"):
        form.edition.choices = _one_of(
            [(one.value, one.title) for one in waiting(organisation, [order.office])]
        )
    if kind == "enter":
        form.editions.choices = [(key_text(key), _titled(key)) for key in order.approved]
    if kind == "delay":
        approved = [(key_text(key), _titled(key)) for key in order.approved]
        form.edition.choices = _one_of([*approved, *_in_force(organisation, today)])
    if kind == "repeal":
        form.edition.choices = _one_of(_in_force(organisation, today))
    if kind == "revoke":
        form.revoked.choices = _one_of(_points(organisation))
    bodies = [
        (id_, said(pieces.capital(KINDS[id_]))) for id_, one in PARTY_KINDS.items() if one.nature == "body"
    ]
    form.party_kind.choices = _one_of(sorted(bodies, key=lambda one: (one[0] != COMMUNITY, one[1])))
    form.party.choices = _one_of(_parties(kind, parties, order))
    form.capacity.choices = [(HOLDER, _("Назначение на должность")), (ACTING, _("Исполнение обязанностей"))]
    nobody = str(_NOBODY.get(kind) or _("Новый человек"))
    if kind in _NOBODY:
        form.who.label.text = _("Кто контролирует") if kind == "control" else _("Ответственный")
        form.last_day.label.text = _("Срок исполнения")
    form.who.choices = [("", nobody), *((id_, name.full) for id_, name in people(organisation).items())]


def _one_of(choices: Choices) -> Choices:
    return [("", _("Выберите")), *choices]


def _titled(key: EditionKey) -> str:
    title = grif().reads.edition(key).text.title
    return _("%(title)s, редакция %(edition)s", title=title, edition=key.edition)


def _in_force(organisation: str, today: date) -> Choices:
    rows = grif().reads.editions_in_force(organisation, today)
    told = _("%(title)s, редакция %(edition)s")
    named = [(key_text(key), told % {"title": title, "edition": key.edition}) for key, title in rows]
    return sorted(named, key=lambda one: one[1].casefold())


def _points(organisation: str) -> Choices:
    return [
        (
            f"{one.order}:{one.number}",
            _(
                "№ %(number)s от %(day)s, пункт %(point)s: %(words)s",
                number=one.printed,
                day=f"{one.dated:%d.%m.%Y}",
                point=one.number,
                words=one.words[:80],
            ),
        )
        for one in grif().reads.revocable_points(organisation)
    ]


def _parties(kind: PointKind, parties: Sequence[Party], order: Order) -> Choices:
    """Bodies or offices, those that this very order creates too."""
    nature = "office" if kind == "appoint" else "body"
    known = [one for one in parties if one.nature == nature and one.kind in PARTY_KINDS]
    choices = [(one.key.party, said(pieces.capital(both(one.names.nominative)))) for one in known]
    created = [_created(one, nature) for one in order.points if one.kind == "create" and one.names]
    return [*(one for one in created if one), *choices]


def _created(point: Point, nature: str) -> tuple[str, str] | None:
    if point.names is None:
        return None
    if nature == "body":
        return point.party, said(pieces.capital(both(point.names.nominative)))
    if point.party_kind != COMMUNITY:
        return None
    name = coordinator(point.names).nominative
    return coordinator_of(point.party), said(pieces.capital(both(name)))
