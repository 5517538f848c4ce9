"""Where every slot stands: each rank as near as can be to its neighbours, in order and never overlapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.engine.diagram.drawing import SIZE
from workflow.engine.diagram.graph import Graph, Link, Node
from workflow.engine.diagram.layers import Layers, Segment, Slot

PADDING_X, PADDING_Y = 14.0, 9.0
BESIDE = 6.0
"""Between the line of a transition and its words."""
PORTS = 14.0
"""Between two lines that meet one side of a box; what a box keeps free at its corners."""
APART = 18.0
ROUNDS = 10
ENDLESS = 1e9


@dataclass(frozen=True, slots=True)
class Extent:
    """What a slot takes on either side of its own line, and its height."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Places:
    """The line (x) and extent of every slot, and the top and height of every rank."""

    x: Mapping[Slot, float]
    extents: Mapping[Slot, Extent]
    tops: tuple[float, ...]
    heights: tuple[float, ...]


def placed(graph: Graph, layers: Layers) -> Places:
    """Places for all slots of `layers`; the leftmost begins at 0, the uppermost too."""
    extents = _extents(graph, layers)
    x = _across(layers, extents)
    heights = tuple(max((extents[slot].height for slot in rank), default=0.0) for rank in layers.ranks)
    return Places(x, extents, _tops(layers, x, heights), heights)


def _extents(graph: Graph, layers: Layers) -> dict[Slot, Extent]:
    nodes = {node.state: node for node in graph.nodes}
    meeting = _meeting(layers.segments)
    found = {}
    for rank in layers.ranks:
        for slot in rank:
            if slot.kind == "state":
                found[slot] = _box(nodes[slot.name], meeting.get(slot, 1))
            elif slot.kind == "label":
                found[slot] = _words(layers.ways[slot.link].link)
            else:
                found[slot] = Extent(2.0, 2.0, 0.0)
    return found


def _meeting(segments: Sequence[Segment]) -> dict[Slot, int]:
    """How many lines meet the busier side of each slot."""
    above: dict[Slot, int] = {}
    below: dict[Slot, int] = {}
    for segment in segments:
        above[segment.lower] = above.get(segment.lower, 0) + 1
        below[segment.upper] = below.get(segment.upper, 0) + 1
    return {slot: max(above.get(slot, 0), below.get(slot, 0)) for slot in {**above, **below}}


def _box(node: Node, lines: int) -> Extent:
    words = max((line.width for line in node.lines), default=SIZE)
    half = max(words / 2 + PADDING_X, (lines + 1) * PORTS / 2, 44.0)
    return Extent(half, half, sum(line.height for line in node.lines) + 2 * PADDING_Y)


def _words(link: Link) -> Extent:
    room = max((line.width for line in link.lines), default=0.0)
    return Extent(2.0, BESIDE + room if room else 2.0, sum(line.height for line in link.lines))


def _across(layers: Layers, extents: Mapping[Slot, Extent]) -> dict[Slot, float]:
    """A few rounds down and up; the last ones look both ways."""
    near = _pulls(layers)
    x: dict[Slot, float] = {}
    for rank in layers.ranks:
        _settle(rank, [0.0] * len(rank), [1.0] * len(rank), extents, x)
    for round_ in range(ROUNDS):
        down = round_ % 2 == 0
        sides = (True, False) if round_ >= ROUNDS - 3 else (down,)
        for rank in layers.ranks if down else reversed(layers.ranks):
            wanted, weights = [], []
            for slot in rank:
                pulls = [(x[other], pull) for other, pull, up in near.get(slot, ()) if up in sides]
                weight = sum(pull for _, pull in pulls)
                wanted.append(sum(at * pull for at, pull in pulls) / weight if weight else x[slot])
                weights.append(weight or 0.1)
            _settle(rank, wanted, weights, extents, x)
    _straighten(layers, extents, x)
    start = min((x[slot] - extents[slot].left for slot in x), default=0.0)
    return {slot: at - start for slot, at in x.items()}


def _pulls(layers: Layers) -> dict[Slot, list[tuple[Slot, float, bool]]]:
    """Who draws a slot towards himself, how strongly, and whether from above.

    Lanes want to be straight, and so does the main way from state to state; another line meets a box
    wherever there is room and hardly draws it.
    """
    found: dict[Slot, list[tuple[Slot, float, bool]]] = {}
    for one in layers.segments:
        main = layers.ways[one.link].main
        for slot, other, above in ((one.lower, one.upper, True), (one.upper, one.lower, False)):
            pull = (4.0 if main else 0.2) if slot.kind == "state" else 2.0 if other.kind == "state" else 8.0
            found.setdefault(slot, []).append((other, pull, above))
    return found


def _straighten(layers: Layers, extents: Mapping[Slot, Extent], x: dict[Slot, float]) -> None:
    """Every lane upright over as many ranks as its neighbours leave room for."""
    beside = {
        slot: (rank[at - 1] if at else None, rank[at + 1] if at + 1 < len(rank) else None)
        for rank in layers.ranks
        for at, slot in enumerate(rank)
    }
    for line in (*_spines(layers), *_lanes(layers)) * 2:
        run: list[Slot] = []
        low, high = -ENDLESS, ENDLESS
        for slot in line:
            left, right = _room(slot, *beside[slot], extents, x)
            if max(low, left) > min(high, right):
                _upright(run, low, high, x)
                run, low, high = [], -ENDLESS, ENDLESS
            run.append(slot)
            low, high = max(low, left), min(high, right)
        _upright(run, low, high, x)


def _lanes(layers: Layers) -> list[list[Slot]]:
    """The words and the lane of each way, the longest first."""
    found: dict[int, list[Slot]] = {}
    for rank in layers.ranks:
        for slot in rank:
            if slot.kind != "state":
                found.setdefault(slot.link, []).append(slot)
    return sorted(found.values(), key=len, reverse=True)


def _spines(layers: Layers) -> list[list[Slot]]:
    """States that follow one another by the main way of each."""
    follows: dict[Slot, Slot] = {}
    for one in layers.segments:
        if layers.ways[one.link].main and one.upper.kind != "lane" and one.lower.kind != "lane":
            follows.setdefault(one.upper, one.lower)
    found, passed = [], set()
    for slot in (slot for rank in layers.ranks for slot in rank):
        line: list[Slot] = []
        following: Slot | None = slot
        while following and following not in passed:
            line.append(following)
            passed.add(following)
            following = follows.get(following)
        found.append(line)
    return [line for line in found if len(line) > 1]


def _room(
    slot: Slot,
    before: Slot | None,
    after: Slot | None,
    extents: Mapping[Slot, Extent],
    x: Mapping[Slot, float],
) -> tuple[float, float]:
    """How far a slot may go to the left and to the right."""
    own = extents[slot]
    left = x[before] + extents[before].right + APART + own.left if before else -ENDLESS
    right = x[after] - extents[after].left - APART - own.right if after else ENDLESS
    return min(left, x[slot]), max(right, x[slot])


def _upright(run: Sequence[Slot], low: float, high: float, x: dict[Slot, float]) -> None:
    if len(run) > 1:
        middle = sum(x[slot] for slot in run) / len(run)
        x.update(dict.fromkeys(run, min(max(middle, low), high)))


def _settle(
    rank: Sequence[Slot],
    wanted: Sequence[float],
    weights: Sequence[float],
    extents: Mapping[Slot, Extent],
    x: dict[Slot, float],
) -> None:
    gaps = [extents[one].right + APART + extents[other].left for one, other in pairwise(rank)]
    x.update(zip(rank, spread(wanted, weights, gaps), strict=True))


def spread(wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """The places nearest to `wanted` (weighted squares) that keep the order and the `gaps`, exactly.

    Without the gaps the question is isotonic regression, which pooling neighbours answers.
    """
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[float, float, int]] = []
    for place, weight, offset in zip(wanted, weights, offsets, strict=False):
        pool = (place - offset, weight, 1)
        while pools and pools[-1][0] >= pool[0]:
            mean, heavy, many = pools.pop()
            total = heavy + pool[1]
            pool = ((mean * heavy + pool[0] * pool[1]) / total, total, many + pool[2])
        pools.append(pool)
    flat = [mean for mean, _, many in pools for _ in range(many)]
    return [mean + offset for mean, offset in zip(flat, offsets, strict=False)]


def _tops(layers: Layers, x: Mapping[Slot, float], heights: Sequence[float]) -> tuple[float, ...]:
    """Ranks one under the other, farther apart where lines go far aside."""
    aside = [0.0] * len(heights)
    for one in layers.segments:
        aside[one.upper.rank] = max(aside[one.upper.rank], abs(x[one.upper] - x[one.lower]))
    tops = [0.0]
    for height, far in zip(heights, aside, strict=True):
        tops.append(tops[-1] + height + min(20.0 + far * 0.08, 56.0))
    return tuple(tops[:-1])
