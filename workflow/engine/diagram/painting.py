"""From a definition to a drawing: boxes, words and lines at their places, and the whole said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workflow.engine.definition import Definition
from workflow.engine.diagram.drawing import Box, Dot, Drawing, Line, Point, Stroke, Words
from workflow.engine.diagram.graph import Graph, Lettered, Node, graph_of
from workflow.engine.diagram.layers import Layers, Segment, Slot, Way, layered
from workflow.engine.diagram.lettering import clean
from workflow.engine.diagram.places import BESIDE, PADDING_X, PADDING_Y, PORTS, Places, placed, spread
from workflow.values import Language, Text

MARGIN = 12.0
START = 30.0
"""Room for the dot and the arrow above the initial state."""
ARROW = 7.0
"""Length of an arrow's head, which ends on the box."""


def draw(definition: Definition, language: Language, current: str = "") -> Drawing:
    """The picture of `definition`, with the state `current` marked; the same input gives the same drawing.

    Raises Refused when it would have too many lines to be read.
    """
    graph = graph_of(definition, language, current)
    layers = layered(graph, definition.initial_state)
    painter = _Painter(graph, layers, placed(graph, layers))
    boxes, words, lines = painter.boxes(), painter.words(), painter.lines(definition.initial_state)
    return Drawing(
        painter.width,
        painter.height,
        language,
        clean(definition.title.said(language)) or definition.id,
        described(definition, graph, language),
        boxes,
        lines,
        painter.dots(definition.initial_state),
        words,
    )


def described(definition: Definition, graph: Graph, language: Language) -> str:
    """The same in words: where a case stands, and where each transition leads."""
    titles = {
        state.id: Text(clean(state.title.ru) or state.id, clean(state.title.en) or state.id)
        for state in definition.states.values()
    }
    told = [
        _MARKED.filled(state=titles[one.state].said(language)) for one in graph.nodes if one.mark == "current"
    ]
    for link in graph.links:
        sources = ", ".join(titles[source].said(language) for source in link.sources)
        way = " ".join(line.text for line in link.lines)
        told.append(_LED.filled(way=way, sources=sources, target=titles[link.target].said(language)))
    return " ".join(one.said(language) for one in told)


class _Painter:
    """What was placed, shifted by the margins and joined."""

    def __init__(self, graph: Graph, layers: Layers, places: Places) -> None:
        self._graph = graph
        self._layers = layers
        self._places = places
        self._slots = {slot.name: slot for rank in layers.ranks for slot in rank if slot.kind == "state"}
        self._boxes = {node.state: self._box(node) for node in graph.nodes}
        self._ports = self._above_and_below()
        self._pieces: dict[int, list[Segment]] = {}
        for segment in layers.segments:
            self._pieces.setdefault(segment.link, []).append(segment)

    @property
    def width(self) -> float:
        extents = self._places.extents
        return _even(
            max((x + extents[slot].right for slot, x in self._places.x.items()), default=0.0) + 2 * MARGIN
        )

    @property
    def height(self) -> float:
        tops, heights = self._places.tops, self._places.heights
        return _even(tops[-1] + heights[-1] + START + 2 * MARGIN)

    def boxes(self) -> tuple[Box, ...]:
        return tuple(self._boxes.values())

    def _box(self, node: Node) -> Box:
        slot = self._slots[node.state]
        extent = self._places.extents[slot]
        x, y = self._x(slot) - extent.left, self._top(slot)
        width = extent.left + extent.right
        return Box(node.state, _even(x), _even(y), _even(width), _even(extent.height), node.final, node.mark)

    def words(self) -> tuple[Words, ...]:
        return tuple(word for block in self._blocks() for word, _ in block)

    def dots(self, initial: str) -> tuple[Dot, ...]:
        box = self._boxes.get(initial)
        start = (Dot(_even(box.x + box.width / 2), MARGIN + 5, "start"),) if box else ()
        return (*start, *(dot for block in self._blocks() for _, dot in block if dot))

    def _blocks(self) -> Iterator[Iterator[tuple[Words, Dot | None]]]:
        for node in self._graph.nodes:
            box = self._boxes[node.state]
            yield _lettered(node.lines, box.x + PADDING_X, box.y + PADDING_Y, box.x + box.width / 2)
        for rank in self._layers.ranks:
            for slot in rank:
                if slot.kind == "label":
                    lines = self._layers.ways[slot.link].link.lines
                    spare = self._places.heights[slot.rank] - self._places.extents[slot].height
                    yield _lettered(lines, self._x(slot) + BESIDE, self._top(slot) + spare / 2, None)

    def lines(self, initial: str) -> tuple[Line, ...]:
        ways = (self._line(way, self._pieces[number]) for number, way in enumerate(self._layers.ways))
        box = self._boxes.get(initial)
        return (*([_opening(box)] if box else ()), *ways)

    def _line(self, way: Way, pieces: Sequence[Segment]) -> Line:
        strokes: list[Stroke] = []
        for piece in pieces:
            stroke = self._stroke(piece, way.up)
            if strokes and strokes[-1].end == stroke.start:
                stroke = Stroke(strokes[-1].start, strokes.pop().curves + stroke.curves)
            strokes.append(stroke)
        head = self._end(pieces[-1], way.up)
        link = way.link
        return Line(link.transition, way.sources, link.target, link.trigger, tuple(strokes), head, way.up)

    def _stroke(self, piece: Segment, up: bool) -> Stroke:
        """From the source's side of the piece through the ranks to where its end's rank begins."""
        start, end = (piece.lower, piece.upper) if up else (piece.upper, piece.lower)
        x, to_x = self._port(start, piece), self._port(end, piece)
        begins, leaves = self._leaving(start, up)
        meets = self._bottom(end) if up else self._top(end)
        points = [(x, begins), (x, leaves), (to_x, meets)]
        if end.kind == "state":
            tip = self._end(piece, up)[1] + (ARROW - 1 if up else 1 - ARROW)
            points[2] = (to_x, min(meets, tip) if not up else max(meets, tip))
            points.append((to_x, tip))
        return _smooth(points)

    def _leaving(self, start: Slot, up: bool) -> tuple[float, float]:
        """Where a line begins in its first slot, and where it leaves the slot's rank."""
        if start.kind == "state":
            box = self._boxes[start.name]
            return (box.y, self._top(start)) if up else (box.y + box.height, self._bottom(start))
        return (self._bottom(start), self._top(start)) if up else (self._top(start), self._bottom(start))

    def _end(self, piece: Segment, up: bool) -> Point:
        """The point on the target's box at which a way ends."""
        slot = piece.upper if up else piece.lower
        box = self._boxes[slot.name]
        return _point(self._port(slot, piece), box.y + box.height if up else box.y)

    def _port(self, slot: Slot, piece: Segment) -> float:
        return self._ports[slot, piece] if slot.kind == "state" else self._x(slot)

    def _above_and_below(self) -> dict[tuple[Slot, Segment], float]:
        """Where each line meets a box: as near to its other end as the box and its other lines allow."""
        order = {slot: at for rank in self._layers.ranks for at, slot in enumerate(rank)}
        sides: dict[tuple[Slot, bool], list[tuple[Slot, Segment]]] = {}
        for one in self._layers.segments:
            sides.setdefault((one.lower, True), []).append((one.upper, one))
            sides.setdefault((one.upper, False), []).append((one.lower, one))
        found: dict[tuple[Slot, Segment], float] = {}
        for (slot, _), lines in sides.items():
            if slot.kind == "state":
                lines.sort(key=lambda line: order[line[0]])
                ports = self._along(self._boxes[slot.name], [self._x(other) for other, _ in lines])
                found |= {(slot, one): port for (_, one), port in zip(lines, ports, strict=True)}
        return found

    def _along(self, box: Box, wanted: Sequence[float]) -> list[float]:
        low, high = box.x + PORTS, box.x + box.width - PORTS - PORTS * (len(wanted) - 1)
        ports = spread(wanted, [1.0] * len(wanted), [PORTS] * (len(wanted) - 1))
        # Held inside the side, what is pressed together keeps its order and its distance.
        flat = [min(max(port - PORTS * at, low), high) for at, port in enumerate(ports)]
        return [port + PORTS * at for at, port in enumerate(flat)]

    def _x(self, slot: Slot) -> float:
        return MARGIN + self._places.x[slot]

    def _top(self, slot: Slot) -> float:
        return MARGIN + START + self._places.tops[slot.rank]

    def _bottom(self, slot: Slot) -> float:
        return self._top(slot) + self._places.heights[slot.rank]


def _lettered(
    lines: Sequence[Lettered], left: float, top: float, middle: float | None
) -> Iterator[tuple[Words, Dot | None]]:
    """Lines of words under one another; those of a box without dots stand in its middle."""
    centred = middle is not None and not any(line.opens for line in lines)
    for line in lines:
        base = top + line.height * 0.76
        x = middle if centred and middle is not None else left + line.indent
        dot = Dot(_even(left + 5), _even(base - 4.5), line.opens) if line.opens else None
        yield (
            Words(_even(x), _even(base), _even(line.width - line.indent), line.text, line.kind, centred),
            dot,
        )
        top += line.height


def _opening(box: Box) -> Line:
    """The arrow from the dot to the initial state."""
    head = _point(box.x + box.width / 2, box.y)
    stroke = _smooth([(head[0], MARGIN + 5), (head[0], box.y + 1 - ARROW)])
    return Line("", (), box.state, "user", (stroke,), head, up=False)


def _smooth(points: Sequence[Point]) -> Stroke:
    """Through the points, upright at each of them; points that repeat are passed once."""
    even = [_point(*point) for point in points]
    even = [one for at, one in enumerate(even) if not at or one != even[at - 1]]
    curves = []
    for (x, y), (to_x, to_y) in pairwise(even):
        middle = _even((y + to_y) / 2)
        curves.append(((x, middle), (to_x, middle), (to_x, to_y)))
    return Stroke(even[0], tuple(curves))


def _point(x: float, y: float) -> Point:
    return _even(x), _even(y)


def _even(length: float) -> float:
    """To a tenth of a pixel: the same on every machine."""
    return round(length, 1) + 0.0


_MARKED = Text("Сейчас здесь: «{state}».", "Now here: “{state}”.")
_LED = Text("«{way}»: {sources} → {target}.", "“{way}”: {sources} → {target}.")
