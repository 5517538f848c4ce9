"""A sentence said in another way turned to the way in which the forms are known; quotations stay marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.documents.addresses import CASES, feminine, ordinal

EDITION = r"в\s+(?:(?:следующей|новой)\s+)?редакции"
WORD = r"(?:слов[оа]|цифр[уы]|числ[оа]|дат[уы]|фраз[уы]|словосочетани[ея]|аббревиатур[уы])"
WORDS = (
    r"(?:слов(?:ом|ами)|цифр(?:ой|ами)|числ(?:ом|ами)|дат(?:ой|ами)|фраз(?:ой|ами)|"
    r"словосочетани(?:ем|ями)|аббревиатур(?:ой|ами))"
)
WORD_OF = r"(?:дат[ыу]|фразы|словосочетания|аббревиатуры)"
NAME = r"(?:[^⟨⟩]+?|раздел\w*\s+⟨\d+⟩|[^⟨⟩]*?\b(?:строк|позици)\w*\s+⟨\d+⟩[^⟨⟩]*?)"
LAPSED = r"утративш(?:им|ей|ими)\s+силу"
TEXT = r"\s*:?\s*(?P<text>⟨\d+⟩)"
_ADDED = r"(?:раздел|глав|стать|част|пункт|подпункт|абзац|дефис|строк)(?:ом|ой|ем|ью|ей|ами|ями)\b"
_UNIT = r"(?:раздел|глав|стат|част|пункт|подпункт|абзац|дефис|строк|позици|граф)\w*"
_PLACE = rf"(?:таблиц\w+|(?:таблиц\w+\s+)?(?:{_UNIT}\s+\S+|приложени\w+(?:\s+(?:№\s*)?\d+)?))"
_NAMED = rf"{_UNIT}\s+(?:{NAME}|⟨\d+⟩)"
_VERB = r"(?:исключить|признать|изложить|дополнить|считать)\b"
_SIDE = r"(?:после|перед)"

# Small ways of saying the same, wherever they stand in the sentence.
_WHICH = "|".join(feminine(n, "accusative").replace("ё", "е") for n in range(1, 21))
_OF_WHICH = "|".join(feminine(n, "genitive").replace("ё", "е") for n in range(1, 21))
_ORDINAL = "|".join(sorted({ordinal(n, case).replace("ё", "е") for n in range(1, 21) for case in CASES}))
_SMALL = (
    # «пункт 4.3. изложить», «п.3.1. слова»: the stop of a number is no end of anything.
    (r"(?<=\d)\.(?=\s+\w)(?!\s+г\b)", ""),
    (rf"\b({_ORDINAL})\s+((?:абзац|дефис)(?:а|у|ем|ом|е)?)\b", r"\2 \1"),
    (r"\bудалить\b", "исключить"),
    (rf"({_SIDE}\s+слов\w*\s+⟨\d+⟩)\s+дополнить\s*:?\s+(?=⟨)", r"\1 дополнить словами "),
    (rf"\b({_WHICH})\s+((?:таблиц|строк|граф)у)\b", r"\2 \1"),
    (rf"\b({_OF_WHICH})\s+((?:таблиц|строк|граф)(?:ы|и|е|ей|ой))\b", r"\2 \1"),
    (rf"\bнов(?:ым|ой|ыми)\s+(?={_ADDED}|предложени)", ""),
    (rf"\bзаменить\s+на\s+(?:{WORD}\s+)?(?=⟨)", "заменить словами "),
    (rf"(?<=⟩)\s+на\s+(?:{WORD}\s+)?(?=⟨)", " словами "),
    (r"(\bсчитать\b.+?)\s+соответственно$", r"\1"),
    (rf"\bчитать(?=\s+{EDITION})", "изложить"),
    (r"\b(?:добавить|включить|ввести)\b", "добавить"),
    (r"\bпереместить\b", "перенести"),
    (r"\bзаменить\s+(?=⟨\d+⟩\s+словами)", "заменить слова "),
)
# What is added, as «дополнить» asks for it.
_INSTRUMENTAL = {
    "раздел": "разделом", "разделы": "разделами", "главу": "главой", "главы": "главами",
    "статью": "статьей", "статьи": "статьями", "часть": "частью", "части": "частями",
    "пункт": "пунктом", "пункты": "пунктами", "подпункт": "подпунктом", "подпункты": "подпунктами",
    "абзац": "абзацем", "абзацы": "абзацами", "слово": "словом", "слова": "словами",
    "строку": "строкой", "строки": "строками", "предложение": "предложением", "предложения": "предложениями",
}  # fmt: skip
_ACCUSATIVE = "|".join(sorted(_INSTRUMENTAL, key=len, reverse=True))
_ADDING = re.compile(
    rf"(?:(?P<target>в\s+{NAME})\s+|(?P<beside>{_SIDE}\s+{NAME})\s+)?добавить\s+"
    rf"(?:в\s+(?P<into>{NAME})\s+|(?P<near>{_SIDE}\s+{NAME})\s+)?"
    rf"(?:нов\w+\s+)?(?P<what>{_ACCUSATIVE})\b(?P<rest>.*)",
    re.IGNORECASE,
)
# Sentences that begin with their verb, turned to stand as the others do.
_TURNED = (
    (rf"изложить\s+(.+?)\s+({EDITION})", r"\1 изложить \2"),
    (
        r"внести\s+(?:следующ\w+\s+)?изменени[ея]\s+в\s+(.+?),\s*(изложи|замени|исключи|дополни)в\s+(.+)",
        r"в \1 \2ть \3",
    ),
    (
        r"внести\s+в\s+(.+?)\s+(?:следующ\w+\s+)?изменени[ея],\s*(изложи|замени|исключи|дополни)в\s+(.+)",
        r"в \1 \2ть \3",
    ),
    (r"изменить\s+(.+?),\s*(изложи|замени|исключи|дополни)в\s+(.+)", r"в \1 \2ть \3"),
    (rf"перенести\s+({_UNIT}\s+\S+(?:\s+{_UNIT}\s+\S+)?)\s+((?:в|после)\s.*)", r"\1 перенести \2"),
    (rf"исключить\s+из\s+({_PLACE})\s+({_UNIT}\s.*)$", r"\2 \1 исключить"),
    (
        rf"в\s+({_PLACE})\s+в\s+({_UNIT}\s+(?:{NAME}|⟨\d+⟩))\s+((?:слов|цифр|числ|после|перед).*)",
        r"в \2 \1 \3",
    ),
    (r"в\s+(.+?)\s+изложить\s+(?:его|ее|их)\s+(.+)", r"\1 изложить \2"),
    (r"в\s+(.+?)\s+дополнить\s+(?:его|ее|их)\s+(.+)", r"\1 дополнить \2"),
    (r"в\s+(.+?)\s+исключить\s+(?:из\s+(?:него|нее|них)\s+)?(?=слов|цифр|числ)(.+)", r"из \1 исключить \2"),
    (rf"в\s+({NAME})\s+исключить\s+({_UNIT}.*)$", r"\2 \1 исключить"),
    (rf"в\s+({_PLACE})\s+({_NAMED})\s+({_VERB}.*)$", r"\2 \1 \3"),
    (rf"признать\s+({LAPSED})\s+({NAME})$", r"\2 признать \1"),
    (rf"(.+?)\s+считать\s+({LAPSED})$", r"\1 признать \2"),
    (rf"исключить\s+(?:из|в)\s+(.+?)\s+({WORD}\s+⟨\d+⟩)$", r"в \1 \2 исключить"),
    (rf"из\s+(.+?)\s+исключить\s+({WORD}\s+⟨\d+⟩)$", r"в \1 \2 исключить"),
    (rf"исключить\s+({WORD}\s+⟨\d+⟩)$", r"\1 исключить"),
    (rf"исключить\s+({WORD}\s+⟨\d+⟩)\s+(?:в|из)\s+({NAME})$", r"в \2 \1 исключить"),
    (rf"заменить\s+({WORD}\s+⟨\d+⟩)\s+(в\s+{NAME})\s+({WORDS}\s+⟨\d+⟩)$", r"\2 \1 заменить \3"),
    (rf"из\s+(.+?)\s+исключить\s+({_UNIT}\s.*)$", r"\2 \1 исключить"),
    (rf"({WORD}\s+⟨\d+⟩)\s+(в\s+{NAME})\s+(исключить|заменить\s+{WORDS}\s+⟨\d+⟩)$", r"\2 \1 \3"),
    (rf"исключить\s+({NAME})$", r"\1 исключить"),
    (rf"заменить\s+(?:(в\s+.+?)\s+)?({WORD}\s+⟨\d+⟩)\s+({WORDS}\s+⟨\d+⟩)$", r"\1 \2 заменить \3"),
    (rf"(.+?)\s+заменить\s+({WORD}\s+⟨\d+⟩)\s+({WORDS}\s+⟨\d+⟩)$", r"\1 \2 заменить \3"),
    (
        rf"(?:(.+?)\s+)?дополнить\s+(?:(.+?)\s+)?({_SIDE}\s+слов\w*\s+⟨\d+⟩)\s+({WORDS}\s+⟨\d+⟩)$",
        r"\1 \2 \3 дополнить \4",
    ),
    (
        rf"(?:(.+?)\s+)?дополнить\s+(?:(.+?)\s+)?({WORDS}\s+⟨\d+⟩)\s+({_SIDE}\s+слов\w*\s+⟨\d+⟩)$",
        r"\1 \2 \4 дополнить \3",
    ),
    (rf"дополнить\s+({_SIDE}\s+.+?)\s+({_ADDED}.*)", r"\1 дополнить \2"),
    (rf"дополнить\s+({NAME})\s+({_SIDE}\s+.+?)\s+({_ADDED}.*)", r"\1 \2 дополнить \3"),
    (rf"дополнить\s+({NAME})\s+({WORDS}{TEXT}|предложени(?:ем|ями).*)$", r"\1 дополнить \2"),
)
# «слова «…», «…» и «…» исключить»
_SEVERAL = re.compile(
    rf"{WORD}\s+⟨\d+⟩(?:(?:\s*,\s*|\s+и\s+)(?:{WORD}\s+)?⟨\d+⟩)+\s+исключить", re.IGNORECASE
)
_TURNS = 3
"""One turning may need another: «внести изменение в пункт 2.5, исключив слова …»."""


def ways(said: str) -> Iterator[str]:
    """The sentence as it stands, then turned, each once."""
    for shape, plain in _SMALL:
        said = re.sub(shape, plain, said, flags=re.IGNORECASE)
    said = _SEVERAL.sub(_each_goes, said)
    yield said
    for _ in range(_TURNS):
        turned = _turned(_added(said))
        if turned == said:
            return
        said = turned
        yield said


def _each_goes(found: re.Match[str]) -> str:
    return ", ".join(f"слова {mark} исключить" for mark in re.findall(r"⟨\d+⟩", found[0]))


def _added(said: str) -> str:
    """«добавить в раздел 2 пункт 2.9» as «раздел 2 дополнить пунктом 2.9»."""
    match = _ADDING.fullmatch(said)
    if match is None:
        return said
    what = _INSTRUMENTAL[match["what"].casefold()]
    target = re.sub(r"^в\s+", "", match["target"] or match["into"] or "", flags=re.IGNORECASE)
    beside = match["beside"] or match["near"] or ""
    return " ".join(f"{target} {beside} дополнить {what}{match['rest']}".split())


def _turned(said: str) -> str:
    for shape, turned in _TURNED:
        match = re.match(shape, said, re.IGNORECASE)
        if match:
            return " ".join((match.expand(turned) + said[match.end() :]).split())
    return said
