"""Sentences of a clause: which one an order names, where it stands; what is not certain is not guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workflow.documents.addresses import Address, named
from workflow.documents.amend.instructions import Instruction
from workflow.documents.clauses import Clause

LAST = -1
_TURNS = {"перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "последн": LAST}
_ORDINAL = rf"(?:{'|'.join(_TURNS)})(?:ое|ее|ье|ого|его|ьего|ом|ем|ьем)"
_SENTENCE = r"предложени(?:е|я|и)"
_MENTION = re.compile(
    rf"(?P<after>\bпосле\s+|\bво?\s+)?\b(?:(?P<first>{_ORDINAL})\s+{_SENTENCE}|{_SENTENCE}\s+(?P<last>{_ORDINAL}))\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:исключить|изложить)\b", re.IGNORECASE)
_ADDED = re.compile(r"\bдополнить\s+(?:нов\w+\s+)?предложени(?:ем|ями)\b", re.IGNORECASE)
_DOES = ("replace", "exclude", "replace_words", "exclude_words", "add_words")
_ENDS = re.compile(r"[.!?…]+[»\")]*\s+(?=[«\"(]?[А-ЯЁA-Z\d])")
# A stop after these may end a sentence or a word: nobody can tell by the text alone.
_SHORT = re.compile(
    r"(?:\b(?:[А-ЯЁа-яё]|гг|др|пр|им|ул|стр|рис|пп|ст|гл|разд|см|ср|руб|коп|тыс|млн|мин|час|кл|каб|шт|экз)|\d)$"
)
_CLOSED = re.compile(r"[.!?…;:][»\")]*$")


class NotCertain(ValueError):
    """Where the sentences of this text begin and end cannot be told for certain."""


def mentioned(said: str, above: Address) -> tuple[str, Address, int, bool] | None:
    """A phrase about one sentence as one about its clause; which sentence, and whether text comes after it.

    None for a phrase that names no sentence, or several.
    """
    found = list(_MENTION.finditer(said))
    if len(found) != 1:
        return None
    [one] = found
    ordinal = (one["first"] or one["last"]).casefold()
    turn = next(turn for stem, turn in _TURNS.items() if ordinal.startswith(stem))
    after = (one["after"] or "").casefold().startswith("после")
    if after and not _ADDED.search(said):
        return None
    rest = " ".join(f"{said[: one.start()]} {said[one.end() :]}".split())
    rest = re.sub(r"^во?\s+(?=\S+\s+\S+\s+(?:исключить|изложить)\b)", "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"^исключить\s+(?:из|в)\s+(.+)$", r"\1 исключить", rest, flags=re.IGNORECASE)
    if _BARE.match(rest) and above:
        rest, above = f"{named(above[-1:], 'accusative').ru} {rest}", above[:-1]
    return rest, above, turn, after


def inside(found: Sequence[Instruction], turn: int, *, after: bool) -> tuple[Instruction, ...] | None:
    """The instructions on a clause as ones on its sentence; None where one cannot be that."""
    if any(one.does not in _DOES or (after and one.where != "end") for one in found):
        return None
    return tuple(replace(one, sentence=turn, where="after" if after else one.where) for one in found)


def sentence(clause: Clause, turn: int) -> str | None:
    """The words of that sentence of the clause's own text, None when there are fewer. Raises NotCertain."""
    said = sentences(clause.text)
    if turn == LAST:
        if any(one.kind == "paragraph" for one in clause.children):
            raise NotCertain(clause.text)
        return said[-1]
    return said[turn - 1] if turn <= len(said) else None


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order. Raises NotCertain at a stop that may not end one."""
    said, start = [], 0
    for end in _ENDS.finditer(text):
        if _SHORT.search(text[start : end.start()]) or text[end.end()].isdigit():
            raise NotCertain(text)
        said.append(text[start : end.end()].strip())
        start = end.end()
    return [*said, text[start:].strip()]


def closed(text: str, like: str) -> str:
    """The new sentence with the mark that ended the former one, when it brings none."""
    text = text.strip()
    mark = re.search(r"[.!?…;:]+$", like)
    return text if mark is None or _CLOSED.search(text) else text + mark[0]
