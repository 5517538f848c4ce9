"""The forms of the clause editor."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.forms import GrifForm, version_of
from workflow.documents.editing.edits import MAX_LABEL
from workflow.services.editing import MAX_TEXT


class TypedForm(GrifForm):
    """Words typed in a window, whose text is kept on the way; `seen` is the hash they were begun on."""

    seen = HiddenField()
    tab = HiddenField()
    version = HiddenField()
    text = TextAreaField(_l("Текст"), [Length(max=MAX_TEXT)])

    @property
    def counted_version(self) -> int:
        """The version that the window has seen of its kept text."""
        return version_of(self.version.data)


class ClauseForm(TypedForm):
    """The words and the number of a clause."""

    label = StringField(_l("Номер"), [Length(max=MAX_LABEL)])


class AddForm(TypedForm):
    """A clause that comes: its kind with the way to its number, or a number of its own."""

    what = RadioField(_l("Что вставить"), [InputRequired(_l("Выберите, что вставить"))])
    label = StringField(_l("Свой номер"), [Length(max=MAX_LABEL)])


class MoveForm(GrifForm):
    """Another place for a clause, and the number that it has there."""

    seen = HiddenField()
    target = SelectField(_l("К какому пункту"))
    where = RadioField(
        _l("Куда"),
        choices=[
            SelectChoice("after", _l("После него")),
            SelectChoice("before", _l("Перед ним")),
            SelectChoice("inside", _l("Внутрь него, последним")),
        ],
    )
    numbering = RadioField(
        _l("Номер"),
        choices=[SelectChoice("free", _l("Свободный на новом месте")), SelectChoice("keep", _l("Прежний"))],
    )
    label = StringField(_l("Свой номер"), [Length(max=MAX_LABEL)])


class RemoveForm(GrifForm):
    """How a clause goes."""

    seen = HiddenField()
    way = RadioField(
        _l("Как убрать"),
        [InputRequired(_l("Выберите, как убрать"))],
        choices=[
            SelectChoice("repeal", _l("Признать утратившим силу")),
            SelectChoice("exclude", _l("Исключить")),
        ],
    )


class NumberingForm(GrifForm):
    """Which of the proposed numbers are accepted."""

    accepted = SelectMultipleField(
        _l("Новые номера"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
