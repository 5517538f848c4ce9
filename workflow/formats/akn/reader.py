"""Akoma Ntoso into a document: our own files exactly, those of others by what their elements mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from workflow.documents.clauses import Clause, Kind
from workflow.documents.document import EditionText
from workflow.errors import Refused
from workflow.formats.akn.terms import KINDS, NOTHING, label_of, printed, restored, shown
from workflow.formats.akn.tree import Node
from workflow.values import Text

DOCUMENTS = ("act", "bill", "doc", "statement")
_HEADS = frozenset({"num", "heading"})
# What groups others and is no clause of its own.
_OPEN = frozenset(
    {
        "content", "intro", "wrapUp", "blockList", "listIntroduction", "listWrapUp", "ul", "ol", "longTitle",
        "formula", "container", "blockContainer", "recitals", "citations", "citation", "recital", "div",
    }
)  # fmt: skip
_LINES = frozenset({"p", "block", "subheading", "crossHeading"})
_ABOVE = frozenset({"part", "chapter", "title", "article", "book", "tome", "division", "subdivision"})
_BELOW = frozenset(
    {
        "clause", "subclause", "subsection", "subpart", "subchapter", "subtitle", "sublist", "rule",
        "subrule", "proviso", "hcontainer", "level", "transitional", "item", "li",
    }
)  # fmt: skip
_OTHER = Text(
    "В этом файле Akoma Ntoso нет текста акта (act, bill, doc или statement).",
    "This Akoma Ntoso file holds no text of an act (act, bill, doc or statement).",
)


@dataclass(slots=True)
class Found:
    """What was read of one document: its text, the line of each clause in order, what was left out."""

    node: Node
    text: EditionText
    starts: list[int]
    left: list[tuple[str, int]]
    tables: list[tuple[int, int]]
    annexes: list[Found] = field(default_factory=list)


def document(root: Node) -> Found:
    """The document of a file with its annexes. Raises Refused when the file holds none."""
    chosen = root if root.tag in DOCUMENTS else root.first(*DOCUMENTS)
    if chosen is None:
        raise Refused("file-not-document", _OTHER)
    return _found(chosen)


def _found(node: Node) -> Found:
    reader, body = _Reader(), node.first("body", "mainBody")
    clauses = tuple(reader.inside(body)) if body else ()
    attached = chain.from_iterable(one.all("attachment") for one in node.all("attachments"))
    annexes = [_found(one) for attachment in attached for one in attachment.all(*DOCUMENTS)]
    text = EditionText(
        _title(node),
        node.said("name"),
        _word(node),
        clauses,
        tuple(one.text for one in annexes),
        _preamble(node),
    )
    return Found(node, text, reader.starts, reader.left, reader.tables, annexes)


class _Reader:
    """One document; `starts` grows with every clause as it is met."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.left: list[tuple[str, int]] = []
        self.tables: list[tuple[int, int]] = []
        self._uids: set[str] = set()

    def inside(self, node: Node) -> Iterator[Clause]:
        """The clauses in a body or in another clause."""
        return self._clauses(self._parts(node))

    def _clauses(self, parts: Iterable[Node]) -> Iterator[Clause]:
        for part in parts:
            if part.tag == "tr":
                cells = (" ".join(one.text.split("\n")) for one in part.all("td", "th"))
                yield self._line(part, " | ".join(cells))
            elif part.tag in _LINES:
                yield self._line(part, said(part))
            else:
                yield self._clause(part)

    def _line(self, node: Node, text: str) -> Clause:
        self.starts.append(node.line)
        return Clause(self._uid(node), "", text, "paragraph")

    def _clause(self, node: Node) -> Clause:
        self.starts.append(node.line)
        uid, heading, number = self._uid(node), node.first("heading"), node.first("num")
        kind = _kind(node, heading, number)
        if node.tag == "li" and not any(one.tag in _OPEN or one.tag in _LINES for one in node.children):
            return Clause(uid, "–", node.text, kind)
        parts = list(self._parts(node))
        text = said(heading) if heading else ""
        if heading is None and kind != "section" and parts and parts[0].tag in _LINES:
            text = said(parts.pop(0))
        label = _label(number, kind) if number else "–" if kind == "dash" and node.tag == "li" else ""
        return Clause(uid, label, text, kind, tuple(self._clauses(parts)))

    def _parts(self, node: Node) -> Iterator[Node]:
        """The clauses and lines inside, out of whatever groups them."""
        for one in node.children:
            if one.tag in _OPEN or (one.tag == "list" and not any(one.all(*_HEADS))):
                yield from self._parts(one)
            elif one.tag == "table":
                rows = list(one.below("tr"))
                self.tables.append((len(rows), one.line))
                yield from rows
            elif one.tag in KINDS or one.tag in _ABOVE or one.tag in _BELOW or one.tag in ("list", *_LINES):
                if one.said("name") != NOTHING:
                    yield one
            elif one.tag not in _HEADS:
                self.left.append((one.tag, one.line))

    def _uid(self, node: Node) -> str:
        """Its permanent identifier, else that of this text; one that stands in the file once only."""
        kept = node.ours("uid")
        for uid in (_string(kept) if kept else "", node.said("wId"), node.said("GUID"), node.said("eId")):
            if uid and uid not in self._uids:
                break
        else:
            uid = f"c{len(self.starts)}"
            while uid in self._uids:
                uid += "-2"
        self._uids.add(uid)
        return uid


def _kind(node: Node, heading: Node | None, number: Node | None) -> Kind:
    if node.tag in KINDS:
        return KINDS[node.tag]
    if node.tag in _ABOVE or (heading is not None and node.tag in ("hcontainer", "level")):
        return "section"
    if node.tag in ("item", "li"):
        return "item" if number else "dash"
    return "point" if number or heading else "paragraph"


def said(node: Node) -> str:
    """The words of a line, exactly where they are ours."""
    text = node.text
    found = restored(node.ours("exact"), text, shown)
    return text if found is None else found


def _label(number: Node, kind: Kind) -> str:
    text = number.text
    found = restored(number.ours("exact"), text, lambda label: printed(label, kind))
    return label_of(text) if found is None else found


def _string(kept: str) -> str:
    try:
        value = json.loads(kept)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


def _title(node: Node) -> str:
    preface = node.first("preface") or node.first("coverPage")
    for tag in ("longTitle", "docTitle", "shortTitle"):
        for one in preface.below(tag) if preface else ():
            return said(one.first("p") or one)
    return ""


def _preamble(node: Node) -> str:
    preamble = node.first("preamble")
    return "\n".join(said(one) for one in preamble.below("p")) if preamble else ""


def _word(node: Node) -> str:
    meta = node.first("meta")
    return next((one.said("value") for one in meta.below("FRBRname")), "") if meta else ""
