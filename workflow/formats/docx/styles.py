"""Styles of a document: which are headings, which are bold, which number their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.formats.docx.elements import NO_INDENTS, Element, Indents, number, switched_on, value
from workflow.formats.docx.lists import indents_of

WANTED = frozenset(
    {"styles", "style", "name", "basedOn", "pPr", "rPr", "numPr", "numId", "ilvl", "outlineLvl", "b", "ind"}
)
_HEADING = re.compile(r"(?:heading|заголовок|title|название)(?:\s?\d)?", re.IGNORECASE)
_BODY_LEVEL = 9
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs; None where it leaves it to the style it is based on."""

    heading: bool | None = None
    bold: bool | None = None
    list_id: int | None = None
    level: int | None = None
    indents: Indents = NO_INDENTS
    based_on: str = ""


_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """Every style by its id; `default` is that of paragraphs which name none."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""

    def of(self, name: str) -> Style:
        """A style with all that it takes from those it is based on; a ring of styles ends by itself."""
        found = self.styles.get(name or self.default, _PLAIN)
        for _ in range(_DEEPEST):
            base = self.styles.get(found.based_on)
            if base is None:
                break
            found = _over(found, base)
        return found

    def lists(self) -> dict[str, int]:
        """The list that each style numbers its paragraphs by."""
        return {name: one.list_id for name, one in self.styles.items() if one.list_id is not None}


def styles(root: Element) -> Styles:
    """The styles of a part read as a tree."""
    found = list((root.first("styles") or root).all("style"))
    default = next((_id(one) for one in found if _is_default(one)), "")
    return Styles({_id(one): _style(one) for one in found}, default)


def _is_default(one: Element) -> bool:
    paragraph = value(one.attributes, "type") == "paragraph"
    return paragraph and (value(one.attributes, "default") or "0") not in ("0", "false", "off")


def _id(one: Element) -> str:
    return value(one.attributes, "styleId") or ""


def _style(one: Element) -> Style:
    paragraph, run = one.first("pPr"), one.first("rPr")
    listed = paragraph.first("numPr") if paragraph else None
    return Style(
        heading=_heading(one, paragraph),
        bold=_bold(run),
        list_id=_number(listed, "numId"),
        level=_number(listed, "ilvl"),
        indents=indents_of(paragraph),
        based_on=one.said("basedOn") or "",
    )


def _heading(one: Element, paragraph: Element | None) -> bool | None:
    level = _number(paragraph, "outlineLvl")
    if level is not None:
        return level < _BODY_LEVEL
    return True if _HEADING.fullmatch(one.said("name") or "") else None


def _bold(run: Element | None) -> bool | None:
    found = run.first("b") if run else None
    return switched_on(found.attributes) if found else None


def _number(parent: Element | None, tag: str) -> int | None:
    child = parent.first(tag) if parent else None
    return number(child.attributes) if child else None


def _over(upper: Style, base: Style) -> Style:
    return Style(
        upper.heading if upper.heading is not None else base.heading,
        upper.bold if upper.bold is not None else base.bold,
        upper.list_id if upper.list_id is not None else base.list_id,
        upper.level if upper.level is not None else base.level,
        upper.indents.over(base.indents),
        base.based_on,
    )
