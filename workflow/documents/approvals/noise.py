"""Words that a signing tool or a web page laid over the heading, found and blanked out."""

from __future__ import annotations

import re
from itertools import pairwise

BLANK = "\x00"

_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_TIME = (
    r"(?:[ T]|\s+в\s+|,\s?)\d{1,2}:\d{2}(?::\d{2})?(?:\s?\(?(?:[+-]\d{2}'?:?\d{2}'?|MSK|МСК|UTC[+-]?\d*)\)?)?"
)
_NAME = r"(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{3,})"
_SPANS = re.compile(
    "|".join(
        (
            r"(?:Документ\s+)?[Пп]одписан[оа]?\s[^\n]{0,60}?\s?(?:подпис|ЭП)[а-яё]*:?",
            r"(?:[Уу]силенн|[Кк]валифицированн|[Пп]рост)[а-яё]+\s[^\n]{0,40}?подпис[а-яё]+",
            r"(?:[Сс]ерийный\s+номер|[Сс]ведения\s+о|[Оо]тпечаток|[Нн]омер)?\s?[Сс]ертификат[а-яё]*"
            r"(?:\s+ЭП)?\s*(?:№|:)?\s*(?:[0-9A-Fa-f]{2}[ :]?){6,}",
            r"\b(?:[0-9A-Fa-f]{2}[ :]?){10,}\b",
            rf"[Вв]ладелец(?:\s+сертификата)?\s*:?\s*{_NAME}(?:\s+{_NAME}){{0,2}}",
            rf"[Дд]ейств[а-яё]+\s*:?\s*(?:с|c|от)?\s*{_DATE}(?:{_TIME})?\s*(?:г\.?)?\s*"
            rf"(?:по|до|[-–—])\s*{_DATE}(?:{_TIME})?",
            rf"(?:[Сс]рок\s+действия|[Пп]ериод\s+действия)[^\n]{{0,30}}?{_DATE}\s*(?:по|до|[-–—])\s*{_DATE}",
            r"[Дд]ата(?:\s+и\s+время)?\s+(?:подпис[а-яё]+|создания|публикации|размещения|изменения|загрузки)"
            rf"\s*:?\s*{_DATE}(?:{_TIME})?",
            rf"(?m:^)(?:[А-ЯЁ][а-яё.]+(?: [а-яё]+){{0,3}}, ?)?{_DATE}{_TIME}[^\n]{{0,20}}?подпис[а-яё]*",
            rf"(?:[Дд]ата\s*:?\s*)?{_DATE}\s*{_TIME}",
            rf"\b(?:[Вв]х|[Ии]сх|[Рр]ег)\.?\s?(?:№|N)\s?[\w/-]+(?:\s+от\s+{_DATE})?",
            # A signing tool alone writes the year first.
            r"\b[Дд]ата\s*:\s*(?:19|20)\d\d\.\d\d\.\d\d\b",
            r"\b(?:СНИЛС|ИНН|ОГРН|КПП|ОКПО)(?:\s?ЮЛ)?\s?[=:№]?\s?\d[\d -]{6,}\d",
            r"Документ\s+создан\s+в\s+электронной\s+форме[^\n]{0,80}",
            r"\bDN:\s*",
            r"\b(?:C|S|ST|STREET|L|T|O|OU|G|SN|CN|E|ИНН|ИНН ЮЛ|СНИЛС|ОГРН|EMAIL)="
            r"(?:\"[^\"]{0,200}\"|[^,\n]{0,120}),?",
            r"(?:Основание:\s?Я|Местоположение:|Foxit|Причина:)[^\n]{0,80}",
        )
    )
)
_LABEL = re.compile(
    r"\W*(?:Подписан[оа]?\b|DN:|Сертификат|Владелец|Действител|Документ\s+подписан|ДОКУМЕНТ\s+ПОДПИСАН|ПОДПИСАНО|"
    r"СЕРТИФИКАТ|ВЛАДЕЛЕЦ|Основание:\s?Я|Местоположение|Причина:|Foxit|Adobe|Удостоверяющий\s|Издатель|Издан\b|"
    r"Кем\s+выдан|Отпечаток|Серийный|УЦ\b|Электронн(?:ая|ой)\s+подпис|Простая\s+электр|Ключ\b|Хэш|Идентификатор|"
    r"Дата:\s*\d{4}|Версия:|Федеральное\s+казначейство|Казначейство\s+России|Организация:|"
    r"Просмотров|Скачать|Опубликован|Размещен|Размер:|Дата\s+(?:публ|разм|созд|изм|загр|доб))"
)
_ATTRIBUTE = re.compile(r"\b(?:C|S|ST|STREET|L|T|O|OU|G|SN|CN|E|ИНН(?: ЮЛ)?|СНИЛС|ОГРН)=")
_STAMP_WORD = re.compile(
    r"(?i:\b(?:утвержд|согласов|рассмотр|принят|протокол|приказ(?!чик)|введен|учтен|учёт|учет|пр\.\s?№|директор|заведу|от\s+[«\"]?\d))"
)
_LONG_ROW = 240


def blanked(text: str) -> str:
    """The text with signature stamps and site notices overwritten, every other letter in its place."""
    text = _SPANS.sub(_blank, text)
    rows = text.split("\n")
    _blank_names(rows)
    return "\n".join(_without_label(row) for row in rows)


def _blank(found: re.Match[str]) -> str:
    return "".join(letter if letter == "\n" else BLANK for letter in found.group())


def _without_label(row: str) -> str:
    """A row that begins as a signature's label is blank up to its first word of a stamp."""
    if len(row) > _LONG_ROW or not _LABEL.match(row.replace(BLANK, " ")):
        return row
    word = _STAMP_WORD.search(row)
    stay = word.start() if word else len(row)
    return BLANK * stay + row[stay:]


def _blank_names(rows: list[str]) -> None:
    """The distinguished name of a signer runs over several rows, from its first attribute to its last."""
    marked = [i for i, row in enumerate(rows) if BLANK in row or _ATTRIBUTE.search(row)]
    for first, second in pairwise(marked):
        if 1 < second - first <= 3 and _overlay(rows[first]) and _overlay(rows[second]):
            for i in range(first + 1, second):
                if not _STAMP_WORD.search(rows[i]):
                    rows[i] = BLANK * len(rows[i])


def _overlay(row: str) -> bool:
    return row.count(BLANK) * 2 > len(row)
