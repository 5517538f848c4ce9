"""The forms of a vote that the members cast themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from webapp.forms import GrifForm, TypedDate
from workflow.governance.sittings.meeting import Choice
from workflow.values import Text

CHOICES: Mapping[Choice, str] = {
    "for": _l("За"),
    "against": _l("Против"),
    "abstained": _l("Воздержаться"),
}
GIVEN: Mapping[Choice, Text] = {
    "for": Text("за", "for"),
    "against": Text("против", "against"),
    "abstained": Text("воздержался(ась)", "abstained"),
}
"""How somebody voted."""


class BallotForm(GrifForm):
    """What is voted on, how and until when."""

    FIELDS: ClassVar[Mapping[str, str]] = {"former": "again", "party": "opens"}

    about = SelectField(_l("Документ"), [Optional()])
    title = StringField(_l("Вопрос"), [Length(max=500)])
    way = RadioField(
        _l("Где голосуют"),
        choices=[
            SelectChoice("sitting", _l("На заседании сегодня")),
            SelectChoice("apart", _l("Заочно, в назначенные дни")),
        ],
        default="sitting",
    )
    opens = TypedDate(_l("Голоса принимают с"), [Optional()], format="%d.%m.%Y")
    closes = TypedDate(_l("Голоса принимают по"), [Optional()], format="%d.%m.%Y")
    manner = RadioField(
        _l("Как голосуют"),
        choices=[
            SelectChoice("open", _l("Открыто: видно, кто как голосовал")),
            SelectChoice("secret", _l("Тайно: видны только итоги")),
        ],
        default="open",
    )
    again = SelectField(_l("Голосуют повторно вместо"), [Optional()])
    reason = StringField(_l("Почему голосуют повторно"), [Length(max=500)])


class VoteForm(GrifForm):
    """One vote."""

    choice = RadioField(
        _l("Ваш голос"),
        [InputRequired(_l("Выберите: за, против или воздержаться"))],
        choices=[SelectChoice(*one) for one in CHOICES.items()],
    )


class SheetForm(VoteForm):
    """The vote of another, entered by who keeps the minutes."""

    member = SelectField(_l("Чей голос"), [InputRequired(_l("Выберите, чей голос"))])
    basis = StringField(_l("По чему внесён"), [Length(max=300)])


class MinutesForm(GrifForm):
    """What the protocol says beside the votes."""

    number = StringField(_l("Номер протокола"), [Length(max=60)])
    chair = SelectField(_l("Председательствовал"), [InputRequired(_l("Укажите, кто председательствовал"))])
    secretary = SelectField(_l("Вёл протокол"), [InputRequired(_l("Укажите, кто вёл протокол"))])
    outcome = RadioField(_l("Решение"), validate_choice=False)
    remark = TextAreaField(_l("Замечания к тексту"), [Length(max=4000)])
    resolved = TextAreaField(_l("Решили"), [Length(max=4000)])
