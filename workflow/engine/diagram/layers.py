"""Which layer a state lies in, and in what order: longest path, then the fewest crossings found.

States lie on even ranks, the words of a transition on an odd rank beside its target, and a transition that
passes by several ranks has one lane through them, which all its sources join.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal

from workflow.engine.diagram.graph import Graph, Link
from workflow.errors import Refused
from workflow.values import Text

SWEEPS = 8
MAX_SEGMENTS = 8000


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A place in a rank: a state, the words of a link, or the lane of a link; each is made once."""

    kind: Literal["state", "label", "lane"]
    rank: int
    name: str
    link: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A piece of a link between neighbouring ranks."""

    upper: Slot
    lower: Slot
    link: int


@dataclass(frozen=True, slots=True)
class Way:
    """A link that leads only down or only `up`; `main` when it is the first way on from a state."""

    link: Link
    sources: tuple[str, ...]
    up: bool
    main: bool = False


@dataclass(frozen=True, slots=True)
class Layers:
    """Slots by rank from left to right, the segments between them, and the ways by number."""

    ranks: tuple[tuple[Slot, ...], ...]
    segments: tuple[Segment, ...]
    ways: tuple[Way, ...]


def layered(graph: Graph, initial: str) -> Layers:
    """The states and links of `graph` in layers below `initial`; the same graph gives the same layers.

    Raises Refused for what nobody could follow with his eyes: a hundred states with ways all over.
    """
    ways = _with_main(graph, _ways(graph, initial))
    layers = _longest(graph, ways, initial)
    states = {node.state: Slot("state", 2 * layers[node.state], node.state) for node in graph.nodes}
    drawn = (segment for number, way in enumerate(ways) for segment in _segments(number, way, states))
    segments = tuple(islice(drawn, MAX_SEGMENTS + 1))
    if len(segments) > MAX_SEGMENTS:
        raise Refused("too-much-to-draw", _TOO_MUCH)
    slots = dict.fromkeys([*states.values(), *(slot for one in segments for slot in (one.upper, one.lower))])
    ranks: list[list[Slot]] = [[] for _ in range(2 * max(layers.values(), default=0) + 1)]
    for slot in slots:
        ranks[slot.rank].append(slot)
    return Layers(_untangled(ranks, segments), segments, tuple(ways))


def _ways(graph: Graph, initial: str) -> list[Way]:
    """Each link split into what leads on and what leads back to a state already passed."""
    back = _back(graph, initial)
    found = []
    for link in graph.links:
        for up in (False, True):
            sources = tuple(one for one in link.sources if ((one, link.target) in back) is up)
            if sources:
                found.append(Way(link, sources, up))
    return found


def _with_main(graph: Graph, ways: Sequence[Way]) -> list[Way]:
    """The ways with the first one on from each state marked: they want to be straight."""
    down = {(source, way.link.transition) for way in ways if not way.up for source in way.sources}
    firsts = (next((way for way in node.exits if (node.state, way) in down), "") for node in graph.nodes)
    main = set(firsts)
    return [replace(way, main=not way.up and way.link.transition in main) for way in ways]


def _back(graph: Graph, initial: str) -> set[tuple[str, str]]:
    """The pairs that close a ring on the way from `initial`, and from states that it never reaches."""
    follows: dict[str, list[str]] = {node.state: [] for node in graph.nodes}
    for link in graph.links:
        for source in link.sources:
            follows[source].append(link.target)
    # Whatever leads to the beginning leads back, from states that it never reaches too.
    back, passed, open_ = set(), set(), {initial}
    for start in dict.fromkeys([initial, *follows]):
        walk = [(start, iter(follows[start]))] if start in follows and start not in passed else []
        while walk:
            state, rest = walk[-1]
            passed.add(state)
            open_.add(state)
            following = next(rest, None)
            if following is None:
                open_ -= {state} - {initial}
                walk.pop()
            elif following in open_:
                back.add((state, following))
            elif following not in passed:
                walk.append((following, iter(follows[following])))
    return back


def _longest(graph: Graph, ways: Sequence[Way], initial: str) -> dict[str, int]:
    """How many states lie before each on the longest way down to it; only `initial` lies first."""
    down = [(source, way.link.target) for way in ways if not way.up for source in way.sources]
    after: dict[str, list[str]] = {node.state: [] for node in graph.nodes}
    waits = dict.fromkeys(after, 0)
    for source, target in down:
        after[source].append(target)
        waits[target] += 1
    layers = {state: int(state != initial) for state in after}
    ready = [state for state, many in waits.items() if not many]
    for state in ready:
        for target in after[state]:
            layers[target] = max(layers[target], layers[state] + 1)
            waits[target] -= 1
            ready.extend([] if waits[target] else [target])
    return layers


def _segments(number: int, way: Way, states: Mapping[str, Slot]) -> Iterator[Segment]:
    """From each source to the lane or the words, along the lane, and from the words to the target."""
    step, target, made = -1 if way.up else 1, states[way.link.target], dict[int, Slot]()
    words = target.rank - step

    def place(rank: int) -> Slot:
        if rank not in made:
            made[rank] = Slot("label" if rank == words else "lane", rank, way.link.transition, number)
        return made[rank]

    def between(start: Slot, end: Slot) -> Segment:
        return Segment(end, start, number) if way.up else Segment(start, end, number)

    # The farthest comes last: its line goes on along the lane.
    sources = sorted((states[source] for source in way.sources), key=lambda one: -one.rank * step)
    for source in sources:
        yield between(source, place(source.rank + step))
    for rank in range(sources[-1].rank + step, words, step):
        yield between(place(rank), place(rank + step))
    yield between(place(words), target)


def _untangled(ranks: list[list[Slot]], segments: Sequence[Segment]) -> tuple[tuple[Slot, ...], ...]:
    """The best order met in a few sweeps down and up, each slot moved to the middle of its neighbours."""
    above, below = _neighbours(segments)
    best, fewest = [list(rank) for rank in ranks], _crossings(ranks, below)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        down = sweep % 2 == 0
        order = range(1, len(ranks)) if down else range(len(ranks) - 2, -1, -1)
        for rank in order:
            beside, near = (ranks[rank - 1], above) if down else (ranks[rank + 1], below)
            _sort(ranks[rank], {slot: at for at, slot in enumerate(beside)}, near)
        crossings = _crossings(ranks, below)
        if crossings < fewest:
            best, fewest = [list(rank) for rank in ranks], crossings
    return tuple(tuple(rank) for rank in best)


Neighbours = Mapping[Slot, Sequence[Slot]]


def _neighbours(segments: Sequence[Segment]) -> tuple[Neighbours, Neighbours]:
    above: dict[Slot, list[Slot]] = {}
    below: dict[Slot, list[Slot]] = {}
    for segment in segments:
        above.setdefault(segment.lower, []).append(segment.upper)
        below.setdefault(segment.upper, []).append(segment.lower)
    return above, below


def _sort(rank: list[Slot], places: Mapping[Slot, int], near: Neighbours) -> None:
    """By the mean place of the neighbours; who has none stays where he is."""
    keys = {}
    for at, slot in enumerate(rank):
        beside = [places[one] for one in near.get(slot, ())]
        keys[slot] = sum(beside) / len(beside) if beside else at
    rank.sort(key=keys.__getitem__)


def _crossings(ranks: Sequence[Sequence[Slot]], below: Neighbours) -> int:
    found = 0
    for upper, lower in pairwise(ranks):
        places = {slot: at for at, slot in enumerate(lower)}
        passed: list[int] = []
        for slot in upper:
            ends = sorted(places[one] for one in below.get(slot, ()))
            found += sum(len(passed) - bisect_left(passed, end + 1) for end in ends)
            for end in ends:
                insort(passed, end)
    return found


_TOO_MUCH = Text(
    "на схеме было бы слишком много линий, чтобы их прочесть; то же сказано словами",
    "the drawing would have too many lines to be read; the words say the same",
)
