"""The words a document calls itself, their kind, and how УТВЕРЖДЕНО and ПРИНЯТО agree with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from workflow.errors import Refused
from workflow.values import Text

DocumentKind = Literal["regulation", "order", "plan", "protocol", "program", "list", "report", "other"]
Ending = Literal["", "А", "О", "Ы"]

document_kinds: tuple[DocumentKind, ...] = get_args(DocumentKind)


@dataclass(frozen=True, slots=True)
class Kind:
    """A document's own word in the nominative, its kind `id`, and the `ending` УТВЕРЖДЕН takes with it."""

    id: DocumentKind
    word: str
    title: Text
    ending: Ending


Kinds = Mapping[str, Kind]

_ROWS: tuple[tuple[DocumentKind, str, Ending, str], ...] = (
    ("regulation", "положение", "О", "Regulation"),
    ("regulation", "порядок", "", "Procedure"),
    ("regulation", "правила", "Ы", "Rules"),
    ("regulation", "инструкция", "А", "Instruction"),
    ("regulation", "регламент", "", "Rules of procedure"),
    ("regulation", "устав", "", "Charter"),
    ("regulation", "кодекс", "", "Code"),
    ("regulation", "требования", "Ы", "Requirements"),
    ("regulation", "политика", "А", "Policy"),
    ("regulation", "концепция", "А", "Concept"),
    ("regulation", "стандарт", "", "Standard"),
    ("regulation", "методика", "А", "Method"),
    ("regulation", "режим", "", "Daily routine"),
    ("regulation", "договор", "", "Agreement"),
    ("regulation", "соглашение", "О", "Agreement"),
    ("regulation", "рекомендации", "Ы", "Recommendations"),
    ("regulation", "критерии", "Ы", "Criteria"),
    ("regulation", "нормы", "Ы", "Norms"),
    ("regulation", "изменения", "Ы", "Amendments"),
    ("regulation", "дополнения", "Ы", "Additions"),
    ("order", "приказ", "", "Order"),
    ("order", "распоряжение", "О", "Directive"),
    ("order", "постановление", "О", "Resolution"),
    ("order", "решение", "О", "Decision"),
    ("plan", "план", "", "Plan"),
    ("plan", "план-график", "", "Timetable"),
    ("plan", "график", "", "Timetable"),
    ("plan", "расписание", "О", "Timetable"),
    ("plan", "дорожная карта", "А", "Road map"),
    ("protocol", "протокол", "", "Protocol"),
    ("protocol", "выписка", "А", "Extract"),
    ("program", "программа", "А", "Programme"),
    ("program", "проект", "", "Project"),
    ("program", "курс", "", "Course"),
    ("list", "список", "", "List"),
    ("list", "перечень", "", "List"),
    ("list", "состав", "", "Membership"),
    ("list", "реестр", "", "Register"),
    ("list", "номенклатура", "А", "File index"),
    ("list", "опись", "А", "Inventory"),
    ("list", "штатное расписание", "О", "Staff list"),
    ("report", "отчёт", "", "Report"),
    ("report", "доклад", "", "Report"),
    ("report", "анализ", "", "Analysis"),
    ("report", "справка", "А", "Information note"),
    ("report", "результаты", "Ы", "Results"),
    ("other", "приложение", "О", "Annex"),
    ("other", "паспорт", "", "Passport"),
    ("other", "памятка", "А", "Leaflet"),
    ("other", "форма", "А", "Form"),
    ("other", "акт", "", "Statement"),
)

# Adjectives before the noun must agree with it, or the noun «изменение» would pass for one.
_ADJECTIVES: Mapping[Ending, tuple[str, ...]] = {
    "": ("ый", "ий", "ой"),
    "А": ("ая", "яя"),
    "О": ("ое", "ее"),
    "Ы": ("ые", "ие"),
}


def spelling(word: str) -> str:
    """The key a word is looked up by: small letters, ё as е, single spaces."""
    return " ".join(word.casefold().replace("ё", "е").split())


words: Kinds = MappingProxyType(
    {
        spelling(word): Kind(kind, word, Text(word.capitalize(), en), ending)
        for kind, word, ending, en in _ROWS
    }
)


def kind_of(word: str, extra: Kinds | None = None) -> Kind:
    """The kind of `word`, or of its noun after adjectives («учебный план»); Refused when unknown."""
    known = {**words, **{spelling(key): kind for key, kind in extra.items()}} if extra else words
    parts = spelling(word).split()
    for at in range(len(parts)):
        for end in range(len(parts), at, -1):
            kind = known.get(" ".join(parts[at:end]))
            if kind and all(part.endswith(_ADJECTIVES[kind.ending]) for part in parts[:at]):
                return kind
    raise _unknown(word)


def approved_word(word: str, extra: Kinds | None = None) -> str:
    """УТВЕРЖДЕН, -А, -О or -Ы, agreeing with the word (GOST R 7.0.97, 16); Refused when it is unknown."""
    return "УТВЕРЖДЕН" + kind_of(word, extra).ending


def adopted_word(word: str, extra: Kinds | None = None) -> str:
    """ПРИНЯТ, -А, -О or -Ы, agreeing with the word; Refused when it is unknown."""
    return "ПРИНЯТ" + kind_of(word, extra).ending


def _unknown(word: str) -> Refused:
    message = Text(
        "Род слова «{word}» неизвестен, поэтому «УТВЕРЖДЕН…» с ним не согласовать. "
        "Добавьте вид документа и укажите его род и число.",
        "The gender of “{word}” is not known, so УТВЕРЖДЕН… cannot agree with it. "
        "Add the kind of document and give its gender and number.",
    )
    return Refused("unknown-document-word", message.filled(word=word))
