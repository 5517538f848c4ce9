"""A whole DOCX: its parts read in the right order, then written out as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflow.documents.reading.transcript import Transcript
from workflow.errors import Refused
from workflow.formats.docx import lists as listed
from workflow.formats.docx import properties
from workflow.formats.docx import styles as styled
from workflow.formats.docx.blocks import Block, Entry, text_of
from workflow.formats.docx.elements import Element, Indents, feed, tree
from workflow.formats.docx.lists import Lists
from workflow.formats.docx.nesting import set_in
from workflow.formats.docx.numbering import Counting
from workflow.formats.docx.package import Package
from workflow.formats.docx.story import Story
from workflow.formats.docx.styles import Styles
from workflow.formats.docx.writing import Left, write
from workflow.formats.limits import Budget
from workflow.formats.text import EMPTY

_MOST_HEADERS = 24


def written(data: bytes) -> Transcript:
    """The transcript of a DOCX. Raises Refused when it is damaged, locked, hostile or empty."""
    budget = Budget()
    package = Package(data, budget)
    styles = styled.styles(_part(package, "styles", styled.WANTED, budget))
    numbering = _part(package, "numbering", listed.WANTED, budget)
    label = _Labels(styles, listed.lists(numbering, styles.lists()))
    story = _story(package, package.main, Story(styles, label, budget), budget)
    notes = _notes(package, styles, budget)
    left = Left(
        headers=_headers(package, styles, budget),
        macros=package.macros,
        outside=sum(one.outside and one.kind != "hyperlink" for one in package.relationships),
        comments=story.comments,
        embedded=story.embedded,
    )
    if not any(letter.isalnum() for letter in text_of(story.blocks)):
        raise Refused("file-empty", EMPTY)
    set_in(story.blocks)
    return replace(write(story.blocks, notes, left), title=properties.title(package, budget))


def _part(package: Package, kind: str, wanted: frozenset[str], budget: Budget) -> Element:
    """A small part as a tree; an empty one where the document has none."""
    found = package.pointed(kind)
    return tree(package.part(found[0]), budget, wanted) if found else Element("", {})


def _story(package: Package, part: str, story: Story, budget: Budget) -> Story:
    feed(package.part(part), story, budget)
    story.finish()
    return story


def _plain(package: Package, parts: Iterable[str], styles: Styles, budget: Budget) -> list[Story]:
    """Parts beside the body; their paragraphs count for themselves and are not numbered here."""
    return [_story(package, part, Story(styles, lambda *_: ("", None), budget), budget) for part in parts]


def _notes(package: Package, styles: Styles, budget: Budget) -> dict[str, str]:
    """The words of each note by the sort of note and its id."""
    found: dict[str, str] = {}
    for kind, prefix in (("footnotes", "f"), ("endnotes", "e")):
        for story in _plain(package, package.pointed(kind)[:1], styles, budget):
            found |= {prefix + name: text_of(blocks) for name, blocks in story.notes.items()}
    return found


def _headers(package: Package, styles: Styles, budget: Budget) -> str:
    parts = [*package.pointed("header"), *package.pointed("footer")][:_MOST_HEADERS]
    blocks: list[Block] = []
    for story in _plain(package, dict.fromkeys(parts), styles, budget):
        blocks += story.blocks
    return text_of(blocks)


class _Labels:
    """Which list numbers a paragraph, and where: what it names itself, else what its style names."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles, self._lists, self._counting = styles, lists, Counting(lists)

    def __call__(
        self, style: str, list_id: int | None, level: int | None, indents: Indents
    ) -> tuple[str, Entry | None]:
        own = self._styles.of(style)
        chosen = own.list_id if list_id is None else list_id
        if not chosen:
            return "", None
        if level is None:
            level = self._level_of(style or self._styles.default, chosen, own.level)
        label = self._counting.label(chosen, level)
        return label, self._entry(chosen, level, indents, own.indents) if label else None

    def _entry(self, list_id: int, level: int, own: Indents, styled: Indents) -> Entry | None:
        found, shown = self._lists.lists.get(list_id), self._lists.level(list_id, level)
        if found is None or shown is None:
            return None
        # Lists of one definition count on together; one with a start of its own is another list.
        key = list_id if found.starts else -1 - found.shared
        edge = own.over(shown.indents).over(styled).edge
        return Entry(key, level, edge)

    def _level_of(self, style: str, list_id: int, level: int | None) -> int:
        """A style without a level of its own stands at the level that names the style."""
        found = self._lists.lists.get(list_id)
        named = [at for at, one in (found.levels.items() if found else ()) if style and one.style == style]
        return named[0] if named else level or 0
