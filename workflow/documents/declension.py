"""A document's name inside a sentence: «утвердить Учебную программу …», «об утверждении Порядка …»."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from workflow.documents.kinds import Ending, kind_of, spelling
from workflow.errors import Refused

_GENITIVES = """
    положение положения, порядок порядка, правила правил, инструкция инструкции, регламент регламента,
    устав устава, кодекс кодекса, требования требований, политика политики, концепция концепции,
    стандарт стандарта, методика методики, режим режима, договор договора, соглашение соглашения,
    рекомендации рекомендаций, критерии критериев, нормы норм, изменения изменений, дополнения дополнений,
    приказ приказа, распоряжение распоряжения, постановление постановления, решение решения,
    план плана, план-график плана-графика, график графика, расписание расписания, карта карты,
    протокол протокола, выписка выписки, программа программы, проект проекта, курс курса, список списка,
    перечень перечня, состав состава, реестр реестра, номенклатура номенклатуры, опись описи, отчёт отчёта,
    доклад доклада, анализ анализа, справка справки, результаты результатов, приложение приложения,
    паспорт паспорта, памятка памятки, форма формы, акт акта
"""
_GENITIVE = {spelling(nominative): own for nominative, own in (row.split() for row in _GENITIVES.split(","))}

# Endings of adjectives: the first that fits is replaced.
_GENITIVE_ADJECTIVES = (
    ("(?<=[гкх])ий", "ого"),
    ("ий", "его"),
    ("[ыо]й", "ого"),
    ("ое", "ого"),
    ("ее", "его"),
    ("(?<=[жчшщ])ая", "ей"),
    ("ая", "ой"),
    ("яя", "ей"),
    ("ые", "ых"),
    ("ие", "их"),
)
_ACCUSATIVE_FEMININE = (("ая", "ую"), ("яя", "юю"), ("а", "у"), ("я", "ю"))


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """The name in two cases, its `short` accusative without the subject, and what agrees with it."""

    accusative: str
    genitive: str
    short: str
    ending: Ending


def named_document(title: str, word: str) -> NamedDocument:
    """The document as a sentence names it; a title that does not open with a known word stands in quotes."""
    opened = _declined(title)
    if opened is not None:
        return opened
    known = _declined(word) or NamedDocument("документ", "документа", "документ", "")
    quoted = f"«{title.replace('«', '„').replace('»', '“')}»"
    return NamedDocument(
        f"{known.accusative} {quoted}", f"{known.genitive} {quoted}", known.short, known.ending
    )


def _declined(phrase: str) -> NamedDocument | None:
    """A phrase of adjectives, a noun of the table and the rest; None when it is not one."""
    try:
        ending = kind_of(phrase).ending
    except Refused:
        return None
    words = phrase.split()
    noun = next((at for at, word in enumerate(words) if spelling(word) in _GENITIVE), None)
    if noun is None:
        return None
    head, rest = words[: noun + 1], words[noun + 1 :]
    head = head if phrase.isupper() else _calm(head)
    accusative = [_cased(word, _accusative) for word in head] if ending == "А" else head
    genitive = [*(_cased(word, _genitive_adjective) for word in head[:-1]), _cased(head[-1], _genitive_noun)]
    return NamedDocument(" ".join(accusative + rest), " ".join(genitive + rest), " ".join(accusative), ending)


def _calm(head: list[str]) -> list[str]:
    """«ПОЛОЖЕНИЕ», in capitals as a heading has it, in a sentence: «Положение»."""
    calm = [word.lower() if word.isupper() else word for word in head]
    return [calm[0].capitalize(), *calm[1:]] if head[0].isupper() else calm


def _cased(word: str, change: Callable[[str], str]) -> str:
    """The changed word, in capitals or with a capital letter as it was."""
    changed = change(word.lower())
    if len(word) > 1 and word.isupper():
        return changed.upper()
    return changed.capitalize() if word[0].isupper() else changed


def _accusative(word: str) -> str:
    return _replaced(word, _ACCUSATIVE_FEMININE)


def _genitive_adjective(word: str) -> str:
    return _replaced(word, _GENITIVE_ADJECTIVES)


def _genitive_noun(word: str) -> str:
    return _GENITIVE[spelling(word)]


def _replaced(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for old, new in endings:
        changed, hits = re.subn(f"{old}$", new, word)
        if hits:
            return changed
    return word
