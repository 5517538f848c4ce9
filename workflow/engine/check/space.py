"""Every place where a case can come to stand, with the shortest way to each; bounded, and honest about it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from workflow.engine.check.moves import Landing, Leap, Moves, Spot
from workflow.engine.definition import Definition

MAX_TRIED = 80_000
"""Guards asked and moves made before the search gives up; what it then says is only about what it saw."""


@dataclass(slots=True)
class Space:
    """What a search found. `came` has each place of rest with how one got there, in the order found.

    `onward` says where each looked-at place leads; `passed` has the first landing that met each state,
    `endless` those that never come to rest.
    """

    moves: Moves
    came: dict[Spot, tuple[Spot | None, Leap]] = field(default_factory=dict)
    onward: dict[Spot, tuple[Spot, ...]] = field(default_factory=dict)
    passed: dict[str, tuple[Spot | None, Landing]] = field(default_factory=dict)
    performed: set[str] = field(default_factory=set)
    endless: list[tuple[Spot | None, Landing]] = field(default_factory=list)
    broken: dict[int, tuple[Spot | None, Landing]] = field(default_factory=dict)
    every: bool = True

    @property
    def definition(self) -> Definition:
        """What was searched."""
        return self.moves.definition

    @property
    def exhausted(self) -> bool:
        """Whether there is nothing that was not looked at."""
        return self.every and self.moves.bounded

    def way_to(self, spot: Spot | None) -> tuple[tuple[Spot | None, Leap], ...]:
        """The shortest way to a place: each event with the place it happened at."""
        found: list[tuple[Spot | None, Leap]] = []
        while spot is not None:
            before, leap = self.came[spot]
            found.append((before, leap))
            spot = before
        return tuple(reversed(found))


def explore(definition: Definition, max_tried: int = MAX_TRIED) -> Space:
    """Everything that can happen to a case, breadth first, so that the first way found is a shortest one."""
    space = Space(Moves(definition))
    waiting: deque[Spot] = deque()
    _met(space, None, space.moves.first(), waiting)
    while waiting:
        if space.moves.tried > max_tried:
            space.every = False
            break
        spot = waiting.popleft()
        _met(space, spot, space.moves.after(spot), waiting)
    return space


def _met(space: Space, spot: Spot | None, landings: Iterable[Landing], waiting: deque[Spot]) -> None:
    onward = []
    for landing in landings:
        _noted(space, spot, landing)
        if not landing.rests:
            continue
        onward.append(landing.spot)
        if landing.spot not in space.came:
            space.came[landing.spot] = (spot, landing.leap)
            waiting.append(landing.spot)
    if spot is not None:
        space.onward[spot] = tuple(onward)


def _noted(space: Space, spot: Spot | None, landing: Landing) -> None:
    space.performed.add(landing.leap.way)
    space.performed.update(landing.leap.followed)
    if not landing.rests:
        space.endless.append((spot, landing))
    for number, at in enumerate(landing.passed):
        if at.state not in space.passed:
            space.passed[at.state] = (spot, landing)
        for index, (promise, condition) in enumerate(space.moves.promises):
            if promise.never != at.state or index in space.broken:
                continue
            came_from = landing.passed[number - 1] if number else spot
            enters = came_from is None or came_from.state != at.state
            # What is free may change while a case stands: it is asked of it only on arrival.
            if not enters and space.moves.unsure(condition):
                continue
            if not space.moves.holds(condition, at, landing.leap.world):
                space.broken[index] = (spot, landing)
