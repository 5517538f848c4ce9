"""Where a line of a Russian document must not break."""

from __future__ import annotations

import re

from workflow.documents.dates import NBSP

_MONTH = "(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
_UNBROKEN = re.compile(
    r"№ (?=\S)"
    r"|\b[А-ЯЁ]\. ?[А-ЯЁ]\. (?=[А-ЯЁ])"
    r"|(?<=[а-яё]) [А-ЯЁ]\. ?[А-ЯЁ]\.(?![ \u00a0]?[А-ЯЁ])"
    rf"|(?<!\d)«?\d{{1,2}}»? {_MONTH} \d{{4}}(?: г\b| года?\b)?"
    r"|\b(?:г|ст|ч|п|пп|абз|ул|д)\. (?=[\dА-ЯЁ«])"
    r"|(?<=\d) (?=г\.)"
    r"|(?<=\S) (?=[–—] )"
)


def unbroken(text: str) -> str:
    """The same words, unbreakable inside № 121, И.О. Фамилия, 5 июня 2016 г. and before a dash."""
    return _UNBROKEN.sub(lambda match: match[0].replace(" ", NBSP), text)
