"""The forms of accounts, passwords and chains."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from webapp.forms import GrifForm


class LoginForm(GrifForm):
    """A new way in."""

    login = StringField(_l("Логин"), [InputRequired(_l("Введите логин")), Length(max=200)])


class PasswordForm(GrifForm):
    """A new password of one's own."""

    current = PasswordField(
        _l("Нынешний пароль"), [InputRequired(_l("Введите нынешний пароль")), Length(max=1000)]
    )
    new = PasswordField(_l("Новый пароль"), [InputRequired(_l("Введите новый пароль")), Length(max=1000)])
    again = PasswordField(
        _l("Новый пароль ещё раз"), [InputRequired(_l("Введите новый пароль ещё раз")), Length(max=1000)]
    )


class PublishForm(GrifForm):
    """Which of the shipped chains the organisation takes."""

    chain = RadioField(_l("Цепочка"), validators=[InputRequired(_l("Выберите цепочку"))])
