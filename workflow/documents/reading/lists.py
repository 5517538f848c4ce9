"""Irregular lists and paragraphs: without marks, without a colon, ended in different ways, on their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.outline import Node, nodes
from workflow.documents.tables import is_row

_INNER_DASH = re.compile(r"\w[.)»]? [-–—] \w")


def remarks(roots: list[Node]) -> Iterator[Remark]:
    """Everything unusual about the lists of one document."""
    for node in nodes(roots):
        yield from _section(node)
        yield from _unmarked(node)
        yield from _nested(node)
        yield from _marked(node)
    yield from _inner_dashes(roots)


def _section(node: Node) -> Iterator[Remark]:
    if node.kind != "section" or not node.children:
        return
    intros = [one for one in node.children if one.kind == "paragraph" and one.children]
    label = node.label or f"«{node.text}»"
    mend = f"{node.parts[0]}.1" if node.parts else "1.1"
    if len(intros) > 1:
        yield Remark("several-intros", intros[1].line, (("label", label), ("mend", mend)))
    points = any(one.kind in ("point", "section") for one in node.children)
    if not points and not node.introduces and _has_list(node):
        yield Remark("list-without-points", node.line, (("label", label), ("mend", mend)))


def _has_list(node: Node) -> bool:
    return any(one.kind in ("dash", "item") for one in nodes(node.children))


def _unmarked(node: Node) -> Iterator[Remark]:
    """Sentences under a colon are a list without marks; under a finished point they are extra paragraphs.

    The rows of a table are neither.
    """
    paragraphs = [one for one in node.children if one.kind == "paragraph" and not is_row(one.text)]
    bare = [one for one in paragraphs if not one.introduces]
    if node.introduces and bare and node.children[0] is bare[0]:
        yield Remark("undashed-list", bare[0].line, (("count", str(len(bare))),))
    elif node.kind == "point":
        for one in paragraphs:
            yield Remark("extra-paragraph", one.line, (("label", node.label),))


def _nested(node: Node) -> Iterator[Remark]:
    items = [one for one in node.children if one.kind == "item"]
    if node.kind == "dash" and items:
        yield Remark("mixed-list", items[0].line, (("label", f"{items[0].label}–{items[-1].label}"),))


def _marked(node: Node) -> Iterator[Remark]:
    """The entries of one list end alike, and a colon opens it."""
    entries = [one for one in node.children if one.kind in ("dash", "item")]
    if not entries:
        return
    if not node.introduces and node.kind != "section" and node.text and not _of_sentences(node, entries):
        words = " ".join(node.text.split()[-3:])
        yield Remark("no-colon", node.line, (("text", words),))
    inner = {_end(one) for one in entries[:-1] if not one.children}
    if len(inner) > 1 or not inner <= {";", ",", "."}:
        yield Remark("mixed-terminators", entries[0].line, (("signs", _told(entries)),))


def _of_sentences(node: Node, entries: list[Node]) -> bool:
    """Numbered sentences under a finished one are points of it, and no list to be introduced."""
    numbered = all(one.kind == "item" and one.text[:1].isupper() for one in entries)
    return numbered and node.text.endswith(".")


def _end(node: Node) -> str:
    return node.text[-1] if node.text.endswith((";", ",", ".", ":", "!", "?")) else "без знака"


def _told(entries: list[Node]) -> str:
    return ", ".join(f"«{sign}»" if len(sign) == 1 else "–" for sign in dict.fromkeys(map(_end, entries)))


def _inner_dashes(roots: list[Node]) -> Iterator[Remark]:
    entries = [one for one in nodes(roots) if one.kind in ("dash", "item") and _INNER_DASH.search(one.text)]
    if entries:
        yield Remark("inner-dash", entries[0].line, (("count", str(len(entries))),))
