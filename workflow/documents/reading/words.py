"""Words and shapes of lines by which heads, titles, stamps and signatures are told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from workflow.documents.kinds import Kind, spelling, words

ORDERING = re.compile(
    r"(?:^|[\s,])(?:п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?(?:ю|ем|ет)|постановля(?:ю|ет|ем)|"
    r"обязываю|р\s?е\s?ш\s?и\s?л(?:и|о|а)?)\s?:?$",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"^[«\"„“]?(?:утвержд|согласован|принят|рассмотрен|введен|мнение учтено|с уч[её]том мнения|одобрен|"
    r"у\s?т\s?в\s?е\s?р\s?ж\s?д)",
    re.IGNORECASE,
)
ANNEX = re.compile(
    r"^приложение(?:\s*(?:№|N|n)?\s*(\d{1,2}|[IVX]{1,4}|[А-Я])(?=[\s.:,]|$))?\s*[.:]?(?:\s+(?=[кКА-ЯЁ«\"(])(.*))?$",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"^(?:и\.?\s?о\.?\s|врио\s|исполняющ|директор|заведующ|начальник|руководител|председател|секретар|глава\s|министр|ректор|"
    r"с приказом ознакомлен|с положением ознакомлен|ознакомлен|исп\.|исполнител)",
    re.IGNORECASE,
)
POST = re.compile(r"(?:директор|заведующ(?:ий|ая)|начальник|руководитель)(?:\s+[а-яё]+)?", re.IGNORECASE)
INITIALS = re.compile(r"(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.?\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.)|_{3,}")
PREAMBLE_START = re.compile(
    r"^(?:в соответствии|на основании|в целях|для |в связи|по |с целью|руководствуясь|во исполнение|в рамках|"
    r"в порядке|согласно|рассмотрев|учитывая|заслушав)",
    re.IGNORECASE,
)
PLACE_OR_YEAR = re.compile(
    r"^(?:(?:г|п|с|сл|пос|ст|д|р\.?\s?п|пгт)\.\s?[А-ЯЁ][\w\s-]{1,40}|[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?,?\s+)?"
    r",?\s*(?:(?:19|20)\d{2}\s*(?:г\.?|год|г\.\s?г\.)?)?\.?$"
)
ORGANISATION = re.compile(
    r"^(?:муниципальн|государственн|администраци|частн)\w*\s",
    re.IGNORECASE,
)
# The words after which a line certainly goes on.
_DANGLING = re.compile(
    r"(?:^|\s)(?:и|или|а|но|в|во|на|по|о|об|обо|от|до|для|при|за|из|с|со|к|ко|у|над|под|между|не|как|его|их|№|г\.)$",
    re.IGNORECASE,
)
# «в соответствии с пунктом / 2.4»: the number cited at the start of the next line is no clause.
CITING = re.compile(
    r"(?:пункт\w*|подпункт\w*|раздел\w*|стат(?:ья|ьи|ье|ью|ей|ьями?)|част(?:ь|и|ью|ей)|глав\w+|абзац\w*|"
    r"(?:^|[\s(])(?:п|пп|ст|ч|гл|абз|№|от|с|до)\.?)\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:определя|регулиру|регламентиру|устанавлива|разработан|составлен|подготовлен|является|являются|"
    r"вводится|действует|принимается|утверждается|опирается|да[её]т|задаёт)\w*",
    re.IGNORECASE,
)
TITLE_ENDS = re.compile(r"(?:учебный год|учебного года|20\d\d год(?:а)?|редакция\))$", re.IGNORECASE)
DATED = re.compile(r"^(?:от\s+)?[«\"]?\s?\d{1,2}\s?[»\"]?[.\s]")
_SPACED_WORD = re.compile(r"^(?:\w\s){3,}\w$")
# Words that begin many an ordinary line: they make a title only when set apart from the text.
_WEAK = {
    "форма",
    "курс",
    "проект",
    "результаты",
    "анализ",
    "нормы",
    "режим",
    "состав",
    "приложение",
    "изменения",
}
_ADJECTIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")


@lru_cache(maxsize=2048)
def document_word(text: str) -> tuple[Kind, int] | None:
    """The word of a document that a line begins with, and how many of the line's words it takes."""
    found = [spelling(word.strip('«»"„“.,:()')) for word in text.split(None, 6)[:6]]
    if _SPACED_WORD.match(text):
        found = [spelling(text.replace(" ", ""))]
    for at, word in enumerate(found):
        two = " ".join(found[at : at + 2])
        if " " in two and two in words:
            return words[two], at + 2
        if word in words:
            return words[word], at + 1
        if not word.endswith(_ADJECTIVE) or at > 3:
            return None
    return None


def only_word(text: str) -> bool:
    """The line says no more than «ПОЛОЖЕНИЕ» or «Должностная инструкция»."""
    named = document_word(text)
    if named is None:
        return False
    return _SPACED_WORD.match(text) is not None or named[1] == len(text.split())


def beside_title(text: str) -> bool:
    """Stands near a title without belonging to it: a stamp, a place, a year, a date."""
    return any(shape.match(text) for shape in (STAMP, PLACE_OR_YEAR, DATED))


def title_like(text: str) -> bool:
    """Short, begins with a capital, does not end as a sentence or an intro does."""
    return (
        2 <= len(text) <= 160
        and not text.endswith((".", ";", ":", ",", "!", "?", "_"))
        and opens_sentence(text)
        and any(letter.isalpha() for letter in text)
    )


def sentence_like(text: str) -> bool:
    """A full sentence of normative text rather than a line of a title page."""
    return len(text) >= 50 and text.endswith((".", ":", ";", ",")) and text.count("_") < 3


def opens_sentence(text: str) -> bool:
    """Begins with a capital letter, quotes aside."""
    return text.lstrip('«"„“(')[:1].isupper()


def dangling(text: str) -> bool:
    """Ends with a preposition or a conjunction, so its line certainly goes on."""
    return _DANGLING.search(text[-12:]) is not None


def goes_on(text: str) -> bool:
    """Begins with a small letter, so it may continue what stands before."""
    return text[:1].islower()


def in_capitals(text: str) -> bool:
    """Written in capitals, at least five letters of them."""
    return text.isupper() and sum(map(str.isalpha, text)) >= 5


def says_what_it_does(text: str) -> bool:
    """«Положение определяет…» is a sentence, not a title."""
    return _SENTENCE.search(text) is not None


def weak(kind: Kind) -> bool:
    """A word that often begins an ordinary line."""
    return kind.word in _WEAK
