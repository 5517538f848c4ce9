"""The forms of an amendment: one operation on one clause, or the text of an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from webapp.forms import GrifForm
from workflow.documents.addresses import Unit
from workflow.documents.amend.chosen import Choice, Chosen
from workflow.documents.clauses import Clause
from workflow.documents.editing.places import Where
from workflow.values import Text

MAX_ORDER = 1_000_000

TITLES: Mapping[Choice, Text] = {
    "replace": Text("Изложить в новой редакции", "Replace with new wording"),
    "replace_own": Text("Изложить заново только эти слова", "Replace these words alone"),
    "replace_cell": Text("Изменить ячейку", "Change a cell"),
    "replace_words": Text("Заменить слова", "Replace words"),
    "add_words": Text("Дополнить словами", "Add words"),
    "exclude_words": Text("Исключить слова", "Exclude words"),
    "add_after": Text("Добавить после", "Add after it"),
    "add_inside": Text("Добавить внутрь", "Add inside it"),
    "move": Text("Перенести", "Move"),
    "renumber": Text("Изменить номер", "Change the number"),
    "repeal": Text("Признать утратившим силу", "Repeal"),
    "exclude": Text("Исключить", "Exclude"),
    "replace_title": Text("Изменить название", "Change the title"),
    "replace_preamble": Text("Изменить преамбулу", "Change the preamble"),
    "replace_annex": Text("Изложить приложение в новой редакции", "Give the annex anew"),
    "new_edition": Text("Изложить весь акт в новой редакции", "Give the whole act anew"),
    "repeal_act": Text("Признать утратившим силу весь акт", "Repeal the whole act"),
}
HINTS: Mapping[Choice, Text] = {
    "replace": Text("Со всем, что стоит внутри", "With all that stands inside"),
    "replace_own": Text("То, что стоит внутри, остаётся", "What stands inside stays"),
    "replace_cell": Text("Остальные ячейки строки остаются", "The other cells of the row stay"),
    "replace_words": Text("Слова «…» заменить словами «…»", "Some words give way to others"),
    "add_words": Text("После слов, перед словами или в конце", "After words, before words, or at the end"),
    "exclude_words": Text("Слова «…» исключить", "Some words go"),
    "add_after": Text(
        "Новый пункт, подпункт, абзац, раздел или строка", "A new clause, item, paragraph, section or row"
    ),
    "add_inside": Text("Новое в конце или по номеру", "Something new at the end, or by its number"),
    "move": Text(
        "На другое место, со всем, что стоит внутри", "To another place, with all that stands inside"
    ),
    "renumber": Text("Только у него или и у следующих за ним", "Its own, or of those behind it too"),
    "repeal": Text("Номер останется с пометкой", "The number stays, with a note"),
    "exclude": Text("Номер пропадёт, остальные не меняются", "The number goes, the others do not change"),
    "replace_title": Text("Наименование изложить заново", "The title is given anew"),
    "replace_preamble": Text("Преамбулу изложить заново", "The preamble is given anew"),
    "replace_annex": Text("Текст приложения целиком", "The whole text of the annex"),
    "new_edition": Text("Весь текст сразу", "The whole text at once"),
    "repeal_act": Text("Это делает пункт приказа", "A point of an order does that"),
}
SHOWN: Mapping[Choice, tuple[str, ...]] = {
    "replace": ("text",),
    "replace_own": ("text",),
    "replace_cell": ("column", "text"),
    "replace_words": ("words", "text"),
    "add_words": ("text", "side", "words"),
    "exclude_words": ("words",),
    "add_after": ("unit", "label", "text"),
    "add_inside": ("unit", "label", "text"),
    "move": ("target", "place", "label", "following"),
    "renumber": ("label", "following"),
    "repeal": (),
    "exclude": (),
    "replace_title": ("text",),
    "replace_preamble": ("text",),
    "replace_annex": ("text",),
    "new_edition": ("text",),
    "repeal_act": (),
}
"""The fields that each operation asks for."""
UNITS: tuple[tuple[Unit, Text], ...] = (
    ("point", Text("Пункт", "Clause")),
    ("item", Text("Подпункт", "Item")),
    ("paragraph", Text("Абзац", "Paragraph")),
    ("dash", Text("Строка перечня с тире", "A line with a dash")),
    ("row", Text("Строка таблицы", "Row of the table")),
    ("section", Text("Раздел", "Section")),
)


SIDES: tuple[tuple[Literal["end", "after", "before"], Text], ...] = (
    ("end", Text("В конце", "At the end")),
    ("after", Text("После слов", "After words")),
    ("before", Text("Перед словами", "Before words")),
)


PLACES: tuple[tuple[Where, Text], ...] = (
    ("after", Text("После него", "After it")),
    ("before", Text("Перед ним", "Before it")),
    ("inside", Text("Внутрь него, последним", "Inside it, at the end")),
)


def shown_for(does: Choice, clause: Clause | None) -> tuple[str, ...]:
    """The fields of an operation on this clause: a paragraph has no number."""
    bare = clause is not None and clause.kind in ("paragraph", "dash")
    return tuple(
        one for one in SHOWN[does] if not (does == "move" and bare and one in ("label", "following"))
    )


class ChangeForm(GrifForm):
    """One operation; `SHOWN` says which of the fields it has."""

    FOLLOWING: ClassVar[Mapping[Choice, Text]] = {
        "move": Text("Номера там и здесь считать по порядку", "Count the numbers on, there and here"),
        "renumber": Text("И следующие за ним по порядку", "And those behind it, counted on"),
    }
    LABELS: ClassVar[Mapping[Choice, Text]] = {
        "replace_words": Text("Новые слова", "New words"),
        "add_words": Text("Какие слова добавить", "Which words to add"),
        "replace_cell": Text("Новые слова в ячейке", "New words of the cell"),
        "replace_title": Text("Новое название", "New title"),
    }

    version = HiddenField()
    words = StringField(_l("Слова, как они стоят в тексте"), [Length(max=1000)])
    side = RadioField(_l("Где"), choices=[], default="end", validate_choice=False)
    unit = SelectField(_l("Что добавить"), choices=[], validate_choice=False)
    label = StringField(_l("Номер"), [Length(max=30)])
    column = SelectField(_l("Какая ячейка"), choices=[], validate_choice=False)
    target = SelectField(_l("К какому пункту"), choices=[], validate_choice=False)
    place = RadioField(_l("Куда"), choices=[], default="after", validate_choice=False)
    following = BooleanField()
    text = TextAreaField(_l("Новый текст"), [Length(max=MAX_ORDER)])

    def chosen(self, does: Choice, uid: str, annex: int) -> Chosen:
        """What was typed for the operation on a clause, or without one on the act (0) or an annex."""
        shown = SHOWN[does]
        return Chosen(
            does,
            uid,
            (self.text.data or "").replace("\r\n", "\n") if "text" in shown else "",
            self.words.data or "" if "words" in shown else "",
            next((side for side, _title in SIDES if side == self.side.data), "end"),
            next((unit for unit, _title in UNITS if unit == self.unit.data), "point"),
            self.label.data or "" if "label" in shown else "",
            annex,
            self.target.data or "" if "target" in shown else "",
            next((where for where, _title in PLACES if where == self.place.data), "after"),
            bool(self.following.data),
            int(self.column.data) if (self.column.data or "").isdecimal() else 0,
        )


class OrderTextForm(GrifForm):
    """The text of an order, and of the annex that it brings."""

    version = HiddenField()
    order = TextAreaField(_l("Текст приказа или перечня изменений"), [Length(max=MAX_ORDER)])
    annex = TextAreaField(_l("Текст приложения к приказу"), [Length(max=MAX_ORDER)])


class AmendmentForm(GrifForm):
    """A button: which version of the amendment it was pressed on."""

    version = HiddenField()
