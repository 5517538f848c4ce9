"""The forms of an order, and how a form becomes a point and a point a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar, Final

from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.forms import GrifForm, TypedDate, edition_of, number_of
from workflow.governance.declension import suggested
from workflow.governance.names import Names
from workflow.governance.orders.order import Member, Point, PointKind, Who
from workflow.governance.people import CHAIR, HOLDER, MEMBER, SECRETARY, PersonName
from workflow.values import EditionKey

_ONE_DAY = timedelta(days=1)
_TYPED = "%d.%m.%Y"
_ROLES: Final = {CHAIR: "председатель", SECRETARY: "секретарь"}

SHOWN: Mapping[PointKind, tuple[str, ...]] = {
    "approve": ("edition",),
    "amend": ("edition",),
    "enter": ("editions", "since"),
    "delay": ("edition", "clauses", "since"),
    "repeal": ("edition", "since"),
    "revoke": ("revoked", "since"),
    "create": ("party_kind", "nominative", "genitive", "instrumental", "since"),
    "reorganise": ("party", "nominative", "genitive", "instrumental", "since"),
    "liquidate": ("party", "since"),
    "members": ("party", "members", "since", "last_day"),
    "appoint": ("party", "who", "new_person", "capacity", "since", "last_day", "basis", "called"),
    "control": ("who", "called", "last_day"),
    "free": ("words", "who", "last_day"),
}
"""The fields that each kind of point asks for."""
NEEDS_DAY = frozenset({"enter", "members", "appoint"})


def _boxes(label: object) -> SelectMultipleField:
    """Several answers, each a checkbox."""
    widget, box = ListWidget(prefix_label=False), CheckboxInput()
    return SelectMultipleField(label, choices=[], validate_choice=False, widget=widget, option_widget=box)


class ChooseForm(GrifForm):
    """Which of the waiting editions an order begins with, and which office issues it."""

    office = SelectField(_l("Кто издаёт приказ"))
    chosen = _boxes(_l("Документы, которые ждут приказа"))


class HeadForm(GrifForm):
    """The heading and the preamble."""

    version = HiddenField()
    title = StringField(_l("Заголовок"), [Length(max=500)])
    preamble = TextAreaField(_l("Преамбула"), [Length(max=10_000)])


class AnnexForm(GrifForm):
    """A text that comes with the order."""

    version = HiddenField()
    annex_title = StringField(_l("Название приложения"), [Length(max=500)])
    annex_text = TextAreaField(_l("Текст приложения"), [Length(max=100_000)])


class SignForm(GrifForm):
    """The number and the day of an order that is signed."""

    version = HiddenField()
    number = StringField(_l("Номер приказа"), [Length(max=60)])
    dated = TypedDate(_l("Дата приказа"), [Optional()], format=_TYPED)


class VersionForm(GrifForm):
    """A button: which version of the draft it was pressed on."""

    version = HiddenField()


class PointForm(GrifForm):
    """One point of whatever kind: `SHOWN` says which of the fields it has."""

    FIELDS: ClassVar[Mapping[str, str]] = {
        "names": "nominative",
        "until": "last_day",
        "order": "revoked",
    }

    version = HiddenField()
    edition = SelectField(_l("Документ"), validate_choice=False)
    editions = _boxes(_l("Документы"))
    revoked = SelectField(_l("Пункт прежнего приказа"), validate_choice=False)
    party_kind = SelectField(_l("Вид"), validate_choice=False)
    party = SelectField(_l("Орган или должность"), validate_choice=False)
    nominative = StringField(_l("Название: кто?"), [Length(max=300)])
    genitive = StringField(_l("Название: кого?"), [Length(max=300)])
    instrumental = StringField(_l("Название: кем?"), [Length(max=300)])
    members = TextAreaField(_l("Состав"), [Length(max=20_000)])
    who = SelectField(_l("Кто"), validate_choice=False)
    new_person = StringField(_l("Новый человек"), [Length(max=300)])
    capacity = RadioField(_l("В качестве"), choices=[], default=HOLDER, validate_choice=False)
    since = TypedDate(_l("С какого дня"), [Optional()], format=_TYPED)
    last_day = TypedDate(_l("Последний день"), [Optional()], format=_TYPED)
    basis = StringField(_l("Основание"), [Length(max=300)])
    called = StringField(_l("В тексте приказа: кого?"), [Length(max=200)])
    words = TextAreaField(_l("Текст пункта"), [Length(max=10_000)])
    clauses = StringField(_l("Номера пунктов"), [Length(max=500)])

    def point(self, kind: PointKind, party: str, people: Mapping[str, PersonName]) -> Point:
        """What was typed; `party` is the id of a body that the point creates."""
        shown = SHOWN[kind]
        order, number = self._revoked() if "revoked" in shown else ("", 0)
        creates = kind == "create"
        return Point(
            kind,
            self._editions(shown),
            party if creates else _typed(self.party, shown, "party"),
            _typed(self.party_kind, shown, "party_kind"),
            self._names() if "nominative" in shown else None,
            _members(self.members.data or "", people) if "members" in shown else (),
            self._who(shown),
            _typed(self.called, shown, "called"),
            self.capacity.data if "capacity" in shown else HOLDER,
            self.since.data if "since" in shown else None,
            self._until(shown),
            _typed(self.basis, shown, "basis"),
            order,
            number,
            _typed(self.words, shown, "words"),
            _typed(self.clauses, shown, "clauses"),
        )

    def fill(self, point: Point, people: Mapping[str, PersonName]) -> None:
        """Show a point as it was typed."""
        keys = [key_text(key) for key in point.editions]
        self.edition.data, self.editions.data = next(iter(keys), ""), keys
        self.party.data, self.party_kind.data = point.party, point.party_kind
        if point.names:
            self.nominative.data, self.genitive.data = point.names.nominative, point.names.genitive
            self.instrumental.data = point.names.instrumental
        self.members.data = members_text(point.members, people)
        known = isinstance(point.who, str)
        self.who.data = point.who if known else ""
        self.new_person.data = "" if isinstance(point.who, str) else point.who.full
        self.called.data, self.capacity.data, self.basis.data = point.called, point.capacity, point.basis
        self.since.data = point.since
        self.last_day.data = point.until - _ONE_DAY if point.until else None
        self.revoked.data = f"{point.order}:{point.number}"
        self.words.data, self.clauses.data = point.words, point.clauses

    def _editions(self, shown: Sequence[str]) -> tuple[EditionKey, ...]:
        if "editions" in shown:
            return tuple(key for one in self.editions.data or () if (key := key_read(one)))
        key = key_read(self.edition.data or "") if "edition" in shown else None
        return (key,) if key else ()

    def _revoked(self) -> tuple[str, int]:
        order, _colon, number = (self.revoked.data or "").rpartition(":")
        return (order, found) if order and (found := number_of(number)) else ("", 0)

    def _names(self) -> Names:
        """The name in three cases; a case that is left empty is guessed from the first."""
        typed = [
            " ".join((one.data or "").split()) for one in (self.nominative, self.genitive, self.instrumental)
        ]
        guess = suggested(typed[0])
        return Names(typed[0], typed[1] or guess.genitive, typed[2] or guess.instrumental)

    def _who(self, shown: Sequence[str]) -> Who:
        if "who" not in shown:
            return ""
        if self.who.data or "new_person" not in shown or not (self.new_person.data or "").strip():
            return self.who.data or ""
        return person_read(self.new_person.data or "")

    def _until(self, shown: Sequence[str]) -> date | None:
        return self.last_day.data + _ONE_DAY if "last_day" in shown and self.last_day.data else None


def key_text(key: EditionKey) -> str:
    """An edition as a choice of a form carries it."""
    return f"{key.organisation}/{key.document}/{key.edition}"


def key_read(text: str) -> EditionKey | None:
    """The edition of a choice; None when it is none."""
    organisation, _slash, rest = text.partition("/")
    return edition_of(organisation, rest, "/")


def person_read(typed: str) -> PersonName:
    """«Орлова Ирина Андреевна» as a name."""
    parts = [*typed.split(None, 2), "", "", ""]
    return PersonName(parts[0], parts[1], parts[2].strip())


def members_text(members: Sequence[Member], people: Mapping[str, PersonName]) -> str:
    """The members, one a line, each with the role in the body."""
    lines = []
    for one in members:
        name = people.get(one.who, PersonName(one.who, "")) if isinstance(one.who, str) else one.who
        role = _ROLES.get(one.capacity)
        lines.append(f"{name.full}, {role}" if role else name.full)
    return "\n".join(lines)


def _members(typed: str, people: Mapping[str, PersonName]) -> tuple[Member, ...]:
    """The typed lines; a full name that the organisation knows is that person, any other a new one."""
    ids = {_plain(name.full): id_ for id_, name in people.items()}
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        name, _comma, role = line.partition(",")
        said = role.strip().casefold()
        capacity = next((one for one, word in _ROLES.items() if said in (word, one)), MEMBER)
        found.append(Member(ids.get(_plain(name)) or person_read(name), capacity))
    return tuple(found)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().replace("ё", "е")


def _typed(field: StringField | SelectField | TextAreaField, shown: Sequence[str], name: str) -> str:
    return (field.data or "").strip() if name in shown else ""
