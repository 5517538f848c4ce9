"""An edition written as Akoma Ntoso 3.0: the same edition, the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from workflow.documents.clauses import Clause
from workflow.documents.compare.values import lapsed
from workflow.documents.document import EditionText
from workflow.formats.akn.expression import Expression
from workflow.formats.akn.markup import element, number, words
from workflow.formats.akn.meta import annex_meta, meta
from workflow.formats.akn.terms import AKN, GRIF, LISTED, NOTHING, Ids, element_of

_SAFE = re.compile(r"[^\s\x00-\x1f\ud800-\udfff\ufffe\uffff]+")


def write(one: Expression) -> bytes:
    """The bytes of the file, UTF-8."""
    ids = Ids()
    text = one.text
    body = list(_clauses(text.clauses, "", False, ids)) if text.clauses else _nothing()
    act = element(
        "act",
        {"name": text.kind, "contains": "singleVersion"},
        meta(one, ids.places),
        _head(text),
        element("body", {}, body),
        _attachments(one, text, "", ids),
    )
    root = element("akomaNtoso", {"xmlns": AKN, "xmlns:grif": GRIF}, act)
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *root, "")).encode()


def _head(text: EditionText) -> Iterator[str]:
    yield from element("preface", {}, element("longTitle", {}, words("p", text.title, around="docTitle")))
    if text.preamble:
        lines = text.preamble.split("\n")
        yield from element("preamble", {}, (one for line in lines for one in words("p", line)))


def _attachments(one: Expression, text: EditionText, parent: str, ids: Ids) -> Iterator[str]:
    annexes = [
        line for turn, annex in enumerate(text.annexes, 1) for line in _annex(one, annex, parent, turn, ids)
    ]
    if annexes:
        yield from element("attachments", {}, annexes)


def _annex(one: Expression, text: EditionText, parent: str, turn: int, ids: Ids) -> Iterator[str]:
    place = ids.given(parent, "att", "", turn)
    component = "!" + place.replace("att_", "annex_").replace("__", "_")
    doc = element(
        "doc",
        {"name": text.kind, "contains": "singleVersion"},
        annex_meta(one, text, component),
        _head(text),
        element("mainBody", {}, _clauses(text.clauses, place, False, ids) if text.clauses else _nothing()),
        _attachments(one, text, place, ids),
    )
    yield from element("attachment", {"eId": place}, doc)


def _nothing() -> Iterator[str]:
    """The standard wants a body to hold something."""
    yield from element("hcontainer", {"name": NOTHING}, element("content", {}, element("p", {})))


def _clauses(clauses: Sequence[Clause], parent: str, in_point: bool, ids: Ids) -> Iterator[str]:
    """Clauses side by side; items and dashes that follow one another are one list."""
    turns: dict[str, int] = {}
    for listed, run in groupby(clauses, key=lambda one: one.kind in LISTED):
        if not listed or not parent:
            yield from _run(run, parent, in_point, ids, turns)
            continue
        turns["list"] = turns.get("list", 0) + 1
        place = ids.given(parent, "list", "", turns["list"])
        yield from element("list", {"eId": place}, _run(run, place, in_point, ids, {}))


def _run(
    run: Iterable[Clause], parent: str, in_point: bool, ids: Ids, turns: dict[str, int]
) -> Iterator[str]:
    for clause in run:
        tag = element_of(clause, in_point)
        turns[tag] = turns.get(tag, 0) + 1
        yield from _clause(clause, tag, ids.given(parent, tag, clause.label, turns[tag]), in_point, ids)


def _clause(clause: Clause, tag: str, place: str, in_point: bool, ids: Ids) -> Iterator[str]:
    plain = _SAFE.fullmatch(clause.uid)
    ids.places.setdefault(clause.uid, place)
    yield from element(
        tag,
        {
            "eId": place,
            "wId": clause.uid if plain else None,
            "grif:uid": None if plain else json.dumps(clause.uid),
            "status": "removed" if lapsed(clause.text) else None,
        },
        number(clause.label, clause.kind) if clause.label else (),
        _said(clause),
        _clauses(clause.children, place, in_point or clause.kind == "point", ids),
    )


def _said(clause: Clause) -> Iterator[str]:
    """A section says its text as a heading; what has parts introduces them with its own."""
    if not clause.text:
        return
    if clause.kind == "section":
        yield from words("heading", clause.text)
    else:
        yield from element("intro" if clause.children else "content", {}, words("p", clause.text))
