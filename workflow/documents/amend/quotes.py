"""Quoted words in an order: taken out whole, by balance; a quote without its pair is a fault.

But «… «СОШ «Аврора».» is right Russian: two quotes that would close together close by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = "«„"
_CLOSING = "»"
# “ closes „ and opens in English use; " is told by its neighbours.
_EITHER = '“”"'
_LETTER = re.compile(r"[А-Яа-яЁёA-Za-z]\)?")
_WORDS = re.compile(r"(?:слов\w*\s|:)\s*$", re.IGNORECASE)
# A new text on the line of its instruction, to the end of the line.
_NEW_TEXT = re.compile(r"(?:редакции|содержания)\s*:\s*«(?P<text>.*)»[.;]?[ \t]*$", re.MULTILINE)
# Words of another instruction: then it is not certain where the new text ends.
_ORDERING = re.compile(r"изложить|исключить|дополнить|заменить|утративш", re.IGNORECASE)
# Such brackets of the text itself are no marks of ours.
_OWN = str.maketrans("⟨⟩", "‹›")
_HIDDEN = str.maketrans("«»", "\ue000\ue001")
_SEEN = str.maketrans("\ue000\ue001", "«»")
MARK = re.compile(r"⟨(\d+)⟩")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text with each quotation in it replaced by ⟨0⟩, ⟨1⟩, …; letters of list items («а») stay."""

    masked: str
    spans: tuple[str, ...]


class Unbalanced(ValueError):
    """A quote at this offset has no pair."""

    def __init__(self, at: int) -> None:
        super().__init__(f"unbalanced quote at {at}")
        self.at = at


def quoted(text: str) -> Quoted:
    """The text with its outer quotations taken out. Raises Unbalanced."""
    try:
        return _by_balance(text)
    except Unbalanced:
        hidden = _NEW_TEXT.sub(_hidden, text)
        if hidden == text:
            raise
        found = _by_balance(hidden)
        return Quoted(found.masked, tuple(one.translate(_SEEN) for one in found.spans))


def _hidden(found: re.Match[str]) -> str:
    """The line with the quotes inside its new text hidden, where some of them close together."""
    text = found["text"]
    together = text.count("«") > text.count("»") and text.rfind("»") > text.rfind("«")
    if not together or _ORDERING.search(text):
        return found[0]
    return found[0].replace(text, text.translate(_HIDDEN))


def _by_balance(text: str) -> Quoted:
    masked: list[str] = []
    spans: list[str] = []
    open_: list[int] = []
    last = 0
    for at, sign in enumerate(text):
        turn = _turn(text, at, sign, bool(open_))
        if turn > 0:
            open_.append(at)
        elif turn < 0:
            if not open_:
                raise Unbalanced(at)
            start = open_.pop()
            if not open_:
                inside = text[start + 1 : at]
                letter = _LETTER.fullmatch(inside) and not _WORDS.search(text[max(0, start - 20) : start])
                kept = text[start : at + 1] if letter else f"⟨{len(spans)}⟩"
                if kept.startswith("⟨"):
                    spans.append(inside)
                masked += [text[last:start].translate(_OWN), kept]
                last = at + 1
    if open_:
        raise Unbalanced(open_[0])
    return Quoted("".join([*masked, text[last:].translate(_OWN)]), tuple(spans))


def _turn(text: str, at: int, sign: str, inside: bool) -> int:
    """+1 for an opening quote, -1 for a closing one, 0 for any other sign."""
    if sign in _OPENING:
        return 1
    if sign in _CLOSING:
        return -1
    if sign not in _EITHER:
        return 0
    before = text[at - 1] if at else " "
    opens = (before.isspace() or before in "([«„") and at + 1 < len(text) and not text[at + 1].isspace()
    if sign == "”" or (sign == "“" and inside and not opens):
        return -1
    return 1 if opens else -1
