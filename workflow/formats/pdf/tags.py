"""What each piece of a page is: headings, paragraphs, lists and tables, for those who hear the paper."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any, Literal, TypeVar, cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, Table

Tag = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "Figure",
]  # fmt: skip
Place = tuple[int, int]
"""The page from 0 and the number of the marked content on it."""


class Part:
    """A piece of the structure tree; it stands under its parent from the moment it is first drawn."""

    __slots__ = ("alt", "box", "columns", "kids", "parent", "tag")

    def __init__(self, tag: Tag, parent: Part | None = None, alt: str = "", columns: int = 1) -> None:
        self.tag = tag
        self.parent = parent
        self.alt = alt
        self.columns = columns
        self.box: tuple[float, float, float, float] | None = None
        self.kids: list[Part | Place] = []

    def keep(self, place: Place) -> None:
        """Content drawn at `place` belongs to this part."""
        if not self.kids:
            self._join()
        self.kids.append(place)

    def _join(self) -> None:
        if self.parent is not None:
            if not self.parent.kids:
                self.parent._join()
            self.parent.kids.append(self)

    def begins_with(self, tag: Tag) -> bool:
        """Whether the first piece inside is a part of that kind."""
        first = self.kids[0] if self.kids else None
        return isinstance(first, Part) and first.tag == tag

    def stand_under(self, parent: Part) -> None:
        """The whole branch that this part is in goes under `parent`."""
        top = self
        while top.parent is not None:
            if top is parent:
                return
            top = top.parent
        if top is not parent:
            top.parent = parent


class TaggedCanvas(Canvas):
    """A canvas on which everything drawn belongs to a part, or is an artifact that nobody reads out."""

    def __init__(self, *given: Any, **named: Any) -> None:  # Any: reportlab's own arguments
        super().__init__(*given, **named)
        self.root = Part("Document")
        self.marked: list[list[Part]] = []
        self._label: tuple[Part, Part] | None = None

    def begin(self, part: Part) -> None:
        """What is drawn until `end` is content of the part."""
        part.stand_under(self.root)
        page = self.getPageNumber() - 1
        self.marked.extend([] for _ in range(page + 1 - len(self.marked)))
        number = len(self.marked[page])
        self.marked[page].append(part)
        part.keep((page, number))
        self.addLiteral(f"/{part.tag} <</MCID {number}>> BDC")

    def artifact(self, kind: str = "Layout") -> None:
        """What is drawn until `end` is furniture of the page: `Layout` or `Pagination`."""
        self.addLiteral(f"/Artifact <</Type /{kind}>> BDC")

    def end(self) -> None:
        """Ends what `begin` or `artifact` began."""
        self.addLiteral("EMC")

    def begin_labelled(self, label: Part, words: Part) -> None:
        """The next run of text is the label, all after it until `end` the words."""
        self.begin(label)
        self._label = (label, words)

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803  # reportlab's names; it has no type
        super().drawText(aTextObject)
        if self._label:
            _, words = self._label
            self._label = None
            self.end()
            self.begin(words)


def canvas_of(drawn: Flowable) -> TaggedCanvas:
    """The canvas of the flowable; every page of ours is drawn on a tagged one."""
    return cast(TaggedCanvas, drawn.canv)


class Words(Paragraph):
    """A paragraph that knows its part; drawn again, as a repeated table head is, it is an artifact."""

    part: Part
    label: Part | None = None
    drawn = False

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803  # reportlab's
        pieces = super().split(availWidth, availHeight)
        for at, piece in enumerate(pieces):
            if isinstance(piece, Words):
                piece.part, piece.label = self.part, None if at else self.label
        return pieces

    def draw(self) -> None:
        canvas = canvas_of(self)
        if self.drawn:
            canvas.artifact("Pagination")
        elif self.label is not None:
            canvas.begin_labelled(self.label, self.part)
        else:
            canvas.begin(self.part)
        self.drawn = True
        super().draw()
        canvas.end()


class Rule(HRFlowable):
    """A line across the page; nothing to read."""

    def draw(self) -> None:
        canvas = canvas_of(self)
        canvas.artifact()
        super().draw()
        canvas.end()


class Grid(Table):
    """A table whose lines are nothing to read."""

    def _drawLines(self) -> None:  # noqa: N802  # reportlab's name
        canvas = canvas_of(self)
        canvas.artifact()
        super()._drawLines()  # type: ignore[misc]  # not in the stubs
        canvas.end()


Drawn = TypeVar("Drawn", bound=Flowable)


def tagged(drawn: Drawn, tag: Tag) -> Drawn:
    """The paragraph as a part of another kind."""
    for words in _words([drawn]):
        words.part.tag = tag
    return drawn


def under(part: Part, story: Iterable[Drawn]) -> list[Drawn]:
    """The flowables as parts of `part`, in the order in which they are drawn."""
    kept = list(story)
    for words in _words(kept):
        (words.label or words.part).stand_under(part)
    return kept


def one(part: Part, story: Iterable[Drawn]) -> list[Drawn]:
    """The paragraphs as one part: a title in two lines is one title."""
    kept = list(story)
    for words in _words(kept):
        words.part = part
    return kept


def table_parts(
    cells: Sequence[Sequence[Any]], above: Part | None = None, *, head: bool = True, wide: Container[int] = ()
) -> Part:
    """The table under `above`, with its rows and cells as parts; the first row is its head, if it has one.

    In the `wide` rows the first cell is as wide as the table.
    """
    whole = Part("Table", above)
    for at, row in enumerate(cells):
        line = Part("TR", whole)
        tag: Tag = "TH" if head and not at else "TD"
        for cell in row[:1] if at in wide else row:
            part = Part(tag, line, columns=len(row) if at in wide else 1)
            under(part, cell if isinstance(cell, list) else [cell])
    return whole


def _words(story: Iterable[Any]) -> Iterable[Words]:
    """Every paragraph, also those inside tables and blocks kept together."""
    for drawn in story:
        if isinstance(drawn, Words):
            yield drawn
        elif isinstance(drawn, Table):
            for row in vars(drawn)["_cellvalues"]:
                for cell in row:
                    yield from _words(cell if isinstance(cell, list | tuple) else [cell])
        elif isinstance(drawn, KeepTogether):
            yield from _words(vars(drawn)["_content"])
