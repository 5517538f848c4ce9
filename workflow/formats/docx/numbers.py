"""A number of a list level as printed: decimals, Roman, Latin and Russian letters."""

from __future__ import annotations

# The standard's Russian lists have no ё, й, ъ and ь.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Beyond these a Roman number or a letter is no longer readable, and a hostile one is endless.
_LARGEST_ROMAN = 3999
_MOST_LETTERS = 20


def figure(count: int, manner: str) -> str:
    """The number in a manner of ECMA-376 part 1, 17.18.59; an unknown manner counts in decimals."""
    match manner:
        case "none":
            return ""
        case "decimalZero":
            return f"{count:02d}"
        case "lowerRoman" | "upperRoman":
            return _cased(_roman(count), manner)
        case "lowerLetter" | "upperLetter":
            return _cased(_letters(count, _LATIN), manner)
        case "russianLower" | "russianUpper":
            return _cased(_letters(count, _RUSSIAN), manner)
    return str(count)


def _cased(text: str, manner: str) -> str:
    return text.upper() if manner.lower().startswith("upper") or manner.endswith("Upper") else text


def _letters(count: int, alphabet: str) -> str:
    """After the last letter the letters are doubled: аа, бб."""
    if count < 1 or count > _MOST_LETTERS * len(alphabet):
        return str(count)
    times, place = divmod(count - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def _roman(count: int) -> str:
    if count < 1 or count > _LARGEST_ROMAN:
        return str(count)
    said = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        said += sign * times
    return said
