"""Irregular words: unclosed signs, drifting abbreviations, lost text, headings of several sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.outline import Node, nodes

_LIST_BRACKET = re.compile(r"(?<![\w(])(?:\d{1,2}|[а-яёa-z])\)")
_PAIRS = (("«", "»"), ("(", ")"), ("„", "“"), ("[", "]"))
_DEFINED = re.compile(r"\(далее(?:\s+по\s+тексту)?\s*[-–—:]?\s*([А-ЯЁ]{2,8})\b")
_ABBREVIATION = re.compile(r"\b[А-ЯЁ]{3,8}\b")
# Begun at a word's first letter and never given back: a line of a million letters is read once.
_STRAY = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{3,}+"
    r"(?:\s*[-–—]\s+[бгдежзйлмнпртфхцчшщъыьэю]|\s+[ейфхцшщъыьэю])\s+[^\W\d_]+"
)
_TWO_SENTENCES = re.compile(r"[а-яё»)]{2,}[.!?]\s+[А-ЯЁ«]")


def remarks(roots: list[Node]) -> Iterator[Remark]:
    """Everything unusual about the words of one document."""
    terms: dict[str, int] = {}
    for node in nodes(roots):
        yield from _unbalanced(node)
        yield from _lost(node)
        yield from _defined(node, terms)
        if node.kind == "section" and _TWO_SENTENCES.search(node.text):
            yield Remark("heading-of-sentences", node.line)
    yield from _drift(roots, terms)


def unbalanced_signs(text: str) -> str:
    """The signs that lack their pair; a list bracket like «а)» needs none, but may close one: «(см. 1.3)»."""
    marks = {found.end() - 1 for found in _LIST_BRACKET.finditer(text)}
    return " ".join("".join(pair) for pair in _PAIRS if _lacks(text, *pair, marks))


def _lacks(text: str, opening: str, closing: str, marks: set[int]) -> bool:
    waiting = stray = 0
    for at, sign in enumerate(text):
        if sign == opening:
            waiting += 1
        elif sign == closing and waiting:
            waiting -= 1
        elif sign == closing:
            stray += at not in marks
    return bool(waiting or stray)


def _unbalanced(node: Node) -> Iterator[Remark]:
    signs = unbalanced_signs(node.text)
    if signs:
        yield Remark("unbalanced", node.line, (("signs", signs),))


def _lost(node: Node) -> Iterator[Remark]:
    for found in _STRAY.finditer(node.text):
        yield Remark("lost-text", node.line, (("text", found.group(0)),))


def _defined(node: Node, terms: dict[str, int]) -> Iterator[Remark]:
    for found in _DEFINED.finditer(node.text):
        term = found.group(1)
        if term in terms:
            yield Remark("term-defined-twice", node.line, (("term", term), ("first", str(terms[term]))))
        terms.setdefault(term, node.line)


def _drift(roots: list[Node], terms: dict[str, int]) -> Iterator[Remark]:
    """The same letters in another order: each such abbreviation is told once, where it first stands."""
    met: set[str] = set()
    for node in nodes(roots) if terms else ():
        for found in _ABBREVIATION.findall(node.text):
            twins = [term for term in terms if term != found and sorted(term) == sorted(found)]
            if twins and found not in terms and found not in met:
                met.add(found)
                yield Remark("abbreviation-drift", node.line, (("found", found), ("term", twins[0])))
