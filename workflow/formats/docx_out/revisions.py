"""Marks of tracked changes: who changed what and when, each with a number of its own (ECMA-376, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count

from workflow.documents.compare.words import Run
from workflow.formats.docx_out.markup import Place, attribute, run

_TAGS = {"added": "ins", "removed": "del"}
_NONE = Place()


class Revisions:
    """The marks of one document; `author` is the act by which the text was changed, `dated` its day."""

    def __init__(self, author: str, dated: date | None) -> None:
        when = f' w:date="{dated}T00:00:00Z"' if dated else ""
        self._by = f"w:author={attribute(author)}{when}"
        self._numbers = count(1)
        self._names: dict[str, int] = {}

    def line(self, words: Iterable[Run], place: Place, former: Place | None = None) -> str:
        """A paragraph of words that stayed, went or came; `former` is how it was set before."""
        said = "".join(self._run(one, _TAGS.get(one.kind, "")) for one in words)
        return self._paragraph(said, place, former)

    def added(self, words: Iterable[Run], place: Place) -> str:
        """A paragraph that came."""
        return self._paragraph("".join(self._run(one, "ins") for one in words), place, None, "ins")

    def removed(self, words: Iterable[Run], place: Place) -> str:
        """A paragraph that went."""
        return self._paragraph("".join(self._run(one, "del") for one in words), place, None, "del")

    def left(self, name: str, words: Iterable[Run], place: Place) -> str:
        """A paragraph at the place it was moved from."""
        return self._moved("moveFrom", name, "".join(self._run(one, "moveFrom") for one in words), place)

    def arrived(self, name: str, words: Iterable[Run], place: Place) -> str:
        """The same paragraph at its new place; words that came on the way are told too."""
        said = "".join(self._run(one, "ins" if one.kind == "added" else "moveTo") for one in words)
        return self._moved("moveTo", name, said, place)

    def _moved(self, tag: str, name: str, said: str, place: Place) -> str:
        pair = self._names.setdefault(name, len(self._names) + 1)
        number = next(self._numbers)
        begin = f'<w:{tag}RangeStart w:id="{number}" w:name="move{pair}" {self._by}/>'
        return self._paragraph(begin + said, place, None, tag) + f'<w:{tag}RangeEnd w:id="{number}"/>'

    def _run(self, one: Run, tag: str) -> str:
        if not tag:
            return run(one.text)
        text = run(one.text, tag="delText" if tag == "del" else "t")
        return f"<w:{tag} {self._mark()}>{text}</w:{tag}>" if text else ""

    def _paragraph(self, said: str, place: Place, former: Place | None, end: str = "") -> str:
        mark = f"<w:{end} {self._mark()}/>" if end else ""
        change = ""
        if former is not None and former != place:
            change = f"<w:pPrChange {self._mark()}>{former.properties() or '<w:pPr/>'}</w:pPrChange>"
        return f"<w:p>{place.properties(mark, change)}{said}</w:p>"

    def _mark(self) -> str:
        return f'w:id="{next(self._numbers)}" {self._by}'
