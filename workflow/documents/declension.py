"""A document's name inside a sentence: «утвердить Учебную программу …», «об утверждении Порядка …»."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

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
_DATIVE_ADJECTIVES = (("ого", "ому"), ("его", "ему"), ("ых", "ым"), ("их", "им"))
# By what УТВЕРЖДЕН takes with the noun: masculine from the genitive, the others from the nominative.
_DATIVE_NOUNS: dict[Ending, tuple[tuple[str, str], ...]] = {
    "": (("а", "у"), ("я", "ю")),
    "О": (("е", "ю"), ("о", "у")),
    "А": (("ия", "ии"), ("ь", "и"), ("[ая]", "е")),
    "Ы": (("[аы]", "ам"), ("[яи]", "ям")),
}
_ACCUSATIVE_FEMININE = (("ая", "ую"), ("яя", "юю"), ("а", "у"), ("я", "ю"))


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """The name in three cases, its `short` accusative without the subject, and what agrees with it."""

    accusative: str
    genitive: str
    dative: str
    short: str
    ending: Ending


def named_document(title: str, word: str) -> NamedDocument:
    """The document as a sentence names it; a title that does not open with a known word stands in quotes."""
    opened = _declined(title)
    if opened is not None:
        return opened
    known = _declined(word) or NamedDocument("документ", "документа", "документу", "документ", "")
    quoted = f"«{title.replace('«', '„').replace('»', '“')}»"
    accusative, genitive, dative = (
        f"{case} {quoted}" for case in (known.accusative, known.genitive, known.dative)
    )
    return NamedDocument(accusative, genitive, dative, known.short, known.ending)


def annex_words(turn: int, act: NamedDocument) -> str:
    """Whose annex a document is, under which number: «№ 1 к Положению о хоре»."""
    return f"№ {turn} к {act.dative}"


def as_annex(name: NamedDocument, annex: str) -> NamedDocument:
    """«Состав совета – приложение № 1 к Положению о хоре»; the name itself where `annex` is empty."""
    if not annex:
        return name
    return replace(
        name,
        accusative=f"{name.accusative} – приложение {annex}",
        genitive=f"{name.genitive} – приложения {annex}",
        dative=f"{name.dative} – приложению {annex}",
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
    dative = [*(_replaced(word, _DATIVE_ADJECTIVES) for word in genitive[:-1]), _dative(head[-1], ending)]
    whole = [" ".join(case + rest) for case in (accusative, genitive, dative)]
    return NamedDocument(whole[0], whole[1], whole[2], " ".join(accusative), ending)


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


def _dative(word: str, ending: Ending) -> str:
    """«Порядку», «Положению», «Программе», «Правилам»; of «план-график» each part."""
    if ending:
        return _cased(word, lambda known: _replaced(known, _DATIVE_NOUNS[ending]))
    parts = _cased(word, _genitive_noun).split("-")
    return "-".join(_replaced(part, _DATIVE_NOUNS[""]) for part in parts)


def _replaced(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for old, new in endings:
        changed, hits = re.subn(f"{old}$", new, word)
        if hits:
            return changed
    return word
