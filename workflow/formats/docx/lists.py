"""List definitions (numbering.xml): what each level of each list prints and where it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.formats.docx.elements import NO_INDENTS, Element, Indents, indents, number, switched_on, value

LEVELS = 9
WANTED = frozenset(
    {
        "numbering", "abstractNum", "lvl", "start", "numFmt", "lvlText", "lvlRestart", "isLgl", "pStyle",
        "numStyleLink", "styleLink", "num", "abstractNumId", "lvlOverride", "startOverride",
        "pPr", "ind",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level: `text` has %1 to %9 for the numbers; `restart` is the level after which it counts anew.

    `restart` None is after every higher level, 0 is never; `legal` prints all numbers as decimals.
    """

    start: int = 1
    manner: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    indents: Indents = NO_INDENTS


@dataclass(frozen=True, slots=True)
class List:
    """A numbered list: `shared` names the counters it shares with others, `starts` what it begins anew."""

    shared: int
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Lists:
    """Every list of a document by its id."""

    lists: Mapping[int, List]

    def level(self, list_id: int, level: int) -> Level | None:
        """The definition of a level; None when the list or the level is not defined."""
        found = self.lists.get(list_id)
        return found.levels.get(level) if found else None


def lists(root: Element, style_lists: Mapping[str, int]) -> Lists:
    """The lists of a document; `style_lists` is the list that each paragraph or list style names."""
    numbering = root.first("numbering") or Element("numbering", {})
    abstract = {_id(one, "abstractNumId"): one for one in numbering.all("abstractNum")}
    nums = {_id(one, "numId"): one for one in numbering.all("num")}
    links = {found: number for number, one in abstract.items() if (found := one.said("styleLink"))}
    return Lists(
        {at: _list(one, _followed(_abstract(one), abstract, nums, links, style_lists), abstract)
         for at, one in nums.items()}
    )  # fmt: skip


def _id(one: Element, name: str) -> int:
    found = number(one.attributes, name)
    return -1 if found is None else found


def _abstract(num: Element) -> int:
    child = num.first("abstractNumId")
    return _id(child, "val") if child else -1


def _followed(
    shared: int,
    abstract: Mapping[int, Element],
    nums: Mapping[int, Element],
    links: Mapping[str, int],
    style_lists: Mapping[str, int],
) -> int:
    """A list may be defined by a list style, which names the list that defines it."""
    definition = abstract.get(shared)
    style = definition.said("numStyleLink") if definition else None
    if style is None:
        return shared
    named = nums.get(style_lists.get(style, -1))
    found = links.get(style, _abstract(named) if named else shared)
    return found if found in abstract else shared


def _list(num: Element, shared: int, abstract: Mapping[int, Element]) -> List:
    definition = abstract.get(shared)
    levels = {_id(one, "ilvl"): _level(one) for one in (definition.all("lvl") if definition else ())}
    starts: dict[int, int] = {}
    for override in num.all("lvlOverride"):
        at = _id(override, "ilvl")
        own, start = override.first("lvl"), override.first("startOverride")
        if own:
            levels[at] = _level(own)
        begun = number(start.attributes) if start else None
        if begun is not None:
            starts[at] = begun
    return List(shared, {at: one for at, one in levels.items() if 0 <= at < LEVELS}, starts)


def _level(one: Element) -> Level:
    start, text, restart = one.first("start"), one.first("lvlText"), one.first("lvlRestart")
    legal = one.first("isLgl")
    begun = number(start.attributes) if start else None
    return Level(
        start=0 if begun is None else begun,
        manner=one.said("numFmt") or "decimal",
        text=(value(text.attributes, "val") or "") if text else "",
        restart=number(restart.attributes) if restart else None,
        legal=legal is not None and switched_on(legal.attributes),
        style=one.said("pStyle") or "",
        indents=indents_of(one.first("pPr")),
    )


def indents_of(properties: Element | None) -> Indents:
    """The indents among the properties of a paragraph."""
    said = properties.first("ind") if properties else None
    return indents(said.attributes) if said else NO_INDENTS
