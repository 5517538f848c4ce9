"""The forms of bodies, offices and the seats in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import Form, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from webapp.filters import said
from webapp.forms import GrifForm, TypedDate
from webapp.numbering_forms import SERIAL_SIGN
from workflow.events import CAPACITIES
from workflow.governance.names import Names
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import PersonName
from workflow.policy import ADMINISTRATOR, AUDITOR
from workflow.services.bodies import Statement
from workflow.values import Text

KINDS: Mapping[str, Text] = {id_: kind.title for id_, kind in PARTY_KINDS.items()} | {
    ADMINISTRATOR: CAPACITIES[ADMINISTRATOR],
    AUDITOR: CAPACITIES[AUDITOR],
}
"""The kinds of body and office that an organisation may have, its own two posts too."""
MAX_TEMPLATE = 30
_TYPED = "%d.%m.%Y"
_ONE_DAY = timedelta(days=1)


class OnForm(Form):
    """The day a list is shown for; it is read from the address."""

    on = TypedDate(_l("На дату"), [Optional()], format=_TYPED)


def _case(label: object, missing: object) -> StringField:
    return StringField(label, [DataRequired(missing), Length(max=300)])


class _CasesForm(GrifForm):
    @property
    def names(self) -> Names:
        """The name as typed."""
        typed = (self.nominative.data, self.genitive.data, self.instrumental.data)
        return Names(*(" ".join((one or "").split()) for one in typed))


class NamesForm(_CasesForm):
    """A name in three cases, from a day on."""

    FIELDS: ClassVar[Mapping[str, str]] = {"names": "nominative"}

    nominative = _case(_l("Название: кто?"), _l("Впишите название"))
    genitive = _case(_l("Название: кого?"), _l("Впишите название в родительном падеже"))
    instrumental = _case(_l("Название: кем?"), _l("Впишите название в творительном падеже"))
    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format=_TYPED)

    def show(self, names: Names, since: date) -> None:
        """Fill the form."""
        self.nominative.data, self.genitive.data = names.nominative, names.genitive
        self.instrumental.data, self.since.data = names.instrumental, since


class PartyForm(_CasesForm):
    """A new body or office with its register."""

    FIELDS: ClassVar[Mapping[str, str]] = {"names": "nominative", "id": "kind"}

    kind = SelectField(_l("Вид"), [InputRequired(_l("Выберите вид"))])
    nominative = _case(_l("Название: кто?"), _l("Впишите название"))
    genitive = _case(_l("Название: кого?"), _l("Впишите название в родительном падеже"))
    instrumental = _case(_l("Название: кем?"), _l("Впишите название в творительном падеже"))
    within = SelectField(_l("При каком органе"), [Optional()])
    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format=_TYPED)
    template = StringField(_l("Вид номера в журнале"), [InputRequired(_l("Впишите вид номера"))])
    restart = SelectField(_l("Когда номера начинаются заново"))

    @property
    def number_template(self) -> str:
        """The register's template: the typed sign № stands for the serial."""
        return (self.template.data or "").strip().replace(SERIAL_SIGN, "{serial}")

    def validate_template(self, field: StringField) -> None:
        typed = (field.data or "").strip()
        if typed.count(SERIAL_SIGN) != 1 or set("{}") & set(typed) or len(typed) > MAX_TEMPLATE:
            raise ValidationError(said(_BAD_TEMPLATE))


class SeatForm(GrifForm):
    """A person, known or new, for a seat or an office."""

    FIELDS: ClassVar[Mapping[str, str]] = {"name": "surname", "until": "last_day"}

    who = SelectField(_l("Кто"), [Optional()])
    surname = StringField(_l("Фамилия"), [Length(max=100)])
    given = StringField(_l("Имя"), [Length(max=100)])
    patronymic = StringField(_l("Отчество"), [Length(max=100)])
    capacity = RadioField(_l("В качестве"), [InputRequired(_l("Выберите, в каком качестве"))])
    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format=_TYPED)
    last_day = TypedDate(_l("Последний день"), [Optional()], format=_TYPED)
    basis = StringField(_l("Основание"), [Length(max=300)])
    category = StringField(_l("Кого представляет"), [Length(max=100)])

    @property
    def person(self) -> str | PersonName:
        """The id of the chosen person, else the name that was typed."""
        if self.who.data:
            return str(self.who.data)
        typed = (self.surname.data, self.given.data, self.patronymic.data)
        return PersonName(*(" ".join((one or "").split()) for one in typed))

    @property
    def until(self) -> date | None:
        """The first day without the seat."""
        return self.last_day.data + _ONE_DAY if self.last_day.data else None


class EndSeatForm(GrifForm):
    """When a seat ends."""

    FIELDS: ClassVar[Mapping[str, str]] = {"until": "last_day"}

    last_day = TypedDate(_l("Последний день"), [InputRequired(_l("Укажите день"))], format=_TYPED)

    @property
    def until(self) -> date:
        """The first day without the seat."""
        last: date = self.last_day.data
        return last + _ONE_DAY


class ElectionForm(GrifForm):
    """When members were elected, until when, by what."""

    FIELDS: ClassVar[Mapping[str, str]] = {"until": "last_day", "members": "basis"}

    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format=_TYPED)
    last_day = TypedDate(_l("Последний день полномочий"), [Optional()], format=_TYPED)
    basis = StringField(_l("Основание"), [Length(max=300)])

    @property
    def until(self) -> date | None:
        """The first day without these members."""
        return self.last_day.data + _ONE_DAY if self.last_day.data else None


class AbsenceForm(GrifForm):
    """Which body was not formed, who stated it and when."""

    kind = SelectField(_l("Какой орган не создан"), [InputRequired(_l("Выберите вид"))])
    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format=_TYPED)
    stated_by = SelectField(_l("Кто заявил"), [InputRequired(_l("Укажите, кто заявил"))])
    stated_on = TypedDate(_l("Когда заявил"), [InputRequired(_l("Укажите день"))], format=_TYPED)
    basis = StringField(_l("Чем подтверждено"), [Length(max=300)])

    @property
    def statement(self) -> Statement:
        """What was typed."""
        told = (self.kind.data, self.since.data, self.stated_by.data, self.stated_on.data)
        return Statement(*told, self.basis.data or "")


_BAD_TEMPLATE = Text(
    "Один знак № на месте порядкового номера и не больше 30 знаков: №, №-Д, 01-08/№",
    "One sign № where the serial stands, 30 characters at most: №, №-Д, 01-08/№",
)
