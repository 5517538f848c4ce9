"""Tables drawn with lines: which borders make one table, and where its cells are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from workflow.formats.pdf_text.places import Cell, Rule

# Borders that miss each other by less are meant to meet, in points.
_MEET = 3.0
# Beyond these it is a drawing, and a hostile one is endless.
_MOST_RULES = 3_000
_MOST_EDGES = 120
_FEWEST_EDGES = 3
_BANDS = 200

_Spot = tuple[int, int]


def cells(rules: Sequence[Rule]) -> tuple[Cell, ...]:
    """The cells of a page's tables of two columns and more; a frame around words is no table."""
    upright = [one for one in rules if one.top - one.bottom > one.right - one.left]
    level = [one for one in rules if one.top - one.bottom <= one.right - one.left]
    across = _edges(one.left for one in upright)
    along = _edges(one.bottom for one in level)
    if len(rules) > _MOST_RULES or max(len(across), len(along)) > _MOST_EDGES:
        return ()
    sides = [(_near(across, one.left), *_span(along, one.bottom, one.top)) for one in upright]
    floors = [(_near(along, one.bottom), *_span(across, one.left, one.right)) for one in level]
    joined = _Joined()
    for at, first, last in sides:
        joined.join((at, spot) for spot in range(first, last + 1))
    for at, first, last in floors:
        joined.join((spot, at) for spot in range(first, last + 1))
    walls = {(at, spot) for at, first, last in sides for spot in range(first, last)}
    grounds = {(spot, at) for at, first, last in floors for spot in range(first, last)}
    found: list[Cell] = []
    for turn, spots in enumerate(joined.groups()):
        columns = sorted({x for x, y in spots if (x, y) in walls or (x, y - 1) in walls})
        levels = sorted({y for x, y in spots if (x, y) in grounds or (x - 1, y) in grounds})
        if len(columns) >= _FEWEST_EDGES and len(levels) > 1:
            found += _Table(turn, columns, levels, walls, grounds).cells(across, along)
    return tuple(found)


class Cells:
    """The cells of a page, found by a place in them."""

    def __init__(self, found: Sequence[Cell]) -> None:
        self._bottom = min((one.bottom for one in found), default=0.0)
        height = max((one.top for one in found), default=0.0) - self._bottom
        self._step = max(height / _BANDS, 1.0)
        self._bands: dict[int, list[Cell]] = {}
        for one in found:
            for band in range(self._band(one.bottom), self._band(one.top) + 1):
                self._bands.setdefault(band, []).append(one)

    def at(self, x: float, base: float) -> Cell | None:
        """The cell in which something is written; None outside all tables."""
        if not self._bands:
            return None
        return next((one for one in self._bands.get(self._band(base), ()) if one.holds(x, base)), None)

    def _band(self, height: float) -> int:
        return int((height - self._bottom) // self._step)


def _edges(places: Iterable[float]) -> list[float]:
    """Places, those that are meant as one once, in order."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _MEET:
            found.append(place)
    return found


def _near(edges: Sequence[float], place: float) -> int:
    at = bisect_left(edges, place)
    beside = [one for one in (at - 1, at) if 0 <= one < len(edges)]
    return min(beside, key=lambda one: abs(edges[one] - place))


def _span(edges: Sequence[float], first: float, last: float) -> tuple[int, int]:
    """The first and the last edge that a rule from `first` to `last` reaches; an empty span reaches none."""
    reached = bisect_left(edges, first - _MEET), bisect_left(edges, last + _MEET) - 1
    return reached if reached[0] <= reached[1] else (0, -1)


class _Joined:
    """Crossings of borders, those that a border joins in one group."""

    def __init__(self) -> None:
        self._above: dict[_Spot, _Spot] = {}

    def join(self, spots: Iterable[_Spot]) -> None:
        """One border passes these crossings."""
        first: _Spot | None = None
        for spot in spots:
            first = self._top(spot) if first is None else first
            self._above[self._top(spot)] = first

    def groups(self) -> list[list[_Spot]]:
        """The crossings of each table."""
        found: dict[_Spot, list[_Spot]] = {}
        for spot in self._above:
            found.setdefault(self._top(spot), []).append(spot)
        return list(found.values())

    def _top(self, spot: _Spot) -> _Spot:
        while (above := self._above.setdefault(spot, spot)) != spot:
            self._above[spot] = self._above[above]
            spot = above
        return spot


class _Table:
    """One table: its edges, and which of its slots have a border between them."""

    def __init__(
        self, turn: int, columns: list[int], levels: list[int], walls: set[_Spot], grounds: set[_Spot]
    ) -> None:
        self._turn, self._columns, self._levels = turn, columns, levels
        self._walls, self._grounds = walls, grounds

    def cells(self, across: Sequence[float], along: Sequence[float]) -> Iterator[Cell]:
        """The cells from the top down and from left to right; one may be several slots wide and high."""
        taken: set[_Spot] = set()
        rows = len(self._levels) - 1
        for row in range(rows):
            for column in range(len(self._columns) - 1):
                if (column, row) in taken:
                    continue
                right, low = self._reach(column, row, taken)
                taken |= {(x, y) for x in range(column, right) for y in range(row, low)}
                yield Cell(
                    (self._turn, row, column),
                    across[self._columns[column]],
                    along[self._levels[rows - low]],
                    across[self._columns[right]],
                    along[self._levels[rows - row]],
                )

    def _reach(self, column: int, row: int, taken: set[_Spot]) -> _Spot:
        """The first column and row behind the cell that begins in a slot."""
        right, low = column + 1, row + 1
        while right < len(self._columns) - 1 and (right, row) not in taken and not self._wall(right, row):
            right += 1
        while low < len(self._levels) - 1 and not any(self._ground(x, low) for x in range(column, right)):
            low += 1
        return right, low

    def _wall(self, column: int, row: int) -> bool:
        at = len(self._levels) - 2 - row
        return (self._columns[column], self._levels[at]) in self._walls

    def _ground(self, column: int, row: int) -> bool:
        at = len(self._levels) - 1 - row
        return (self._columns[column], self._levels[at]) in self._grounds
