"""What a definition shows: its states with what is done inside them, and its ways from state to state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workflow.chain.compile import completed
from workflow.engine.definition import Definition, State, Term, Transition, Trigger
from workflow.engine.diagram.drawing import SIZE, SMALL, DotKind, Kind, Mark
from workflow.engine.diagram.lettering import clean, width, wrapped
from workflow.values import Language, Text

TITLE_ROOM, ROW_ROOM, LABEL_ROOM = 190.0, 270.0, 132.0
MAX_LINES = 3
BULLET = 16.0
"""How far words stand behind the dot that opens them."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """One line of words in a block; `opens` names the dot before it, `indent` leaves room for one."""

    text: str
    kind: Kind
    opens: DotKind | None = None
    indent: float = 0.0

    @property
    def height(self) -> float:
        """From this line to the next."""
        return 15.0 if self.kind in ("note", "mark") else 18.0

    @property
    def width(self) -> float:
        """Room that the line takes, its dot included."""
        size = SMALL if self.kind in ("note", "mark") else SIZE
        return self.indent + width(self.text, size, bold=self.kind in ("title", "mark"))


@dataclass(frozen=True, slots=True)
class Node:
    """A state as a block of words, and the transitions that leave it."""

    state: str
    lines: tuple[Lettered, ...]
    exits: tuple[str, ...]
    final: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Link:
    """A transition to another state, from every state that it leaves."""

    transition: str
    sources: tuple[str, ...]
    target: str
    trigger: Trigger
    lines: tuple[Lettered, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """States in the author's order, and links by transition."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def graph_of(definition: Definition, language: Language, current: str) -> Graph:
    """The states and links of `definition`; ways to states that are not there are left out."""
    marks = _marks(definition, current)
    nodes = tuple(_node(definition, state, marks[state.id], language) for state in definition.states.values())
    return Graph(nodes, tuple(_links(definition, language)))


def sources_of(definition: Definition) -> dict[str, tuple[str, ...]]:
    """The states that each transition leaves, in the author's order."""
    found: dict[str, list[str]] = {}
    for state in definition.states.values():
        for way in dict.fromkeys(state.transitions):
            found.setdefault(way, []).append(state.id)
    return {way: tuple(states) for way, states in found.items()}


def path(definition: Definition) -> tuple[str, ...]:
    """The states that a chain passes in turn, the end included; nothing when it is no chain."""
    if not definition.stages:
        return ()
    stages = [stage.state for stage in definition.stages]
    ways = [
        definition.transitions[way]
        for way in definition.states[stages[-1]].transitions
        if way in definition.transitions
    ]
    ends = [way.to_state for way in ways if way.trigger == "automatic" and way.to_state]
    return tuple(dict.fromkeys([definition.initial_state, *stages, *ends[:1]]))


def _marks(definition: Definition, current: str) -> dict[str, Mark]:
    marks: dict[str, Mark] = {state: "" for state in definition.states}
    if current not in definition.states:
        return marks
    passed = path(definition)
    if current in passed:
        at = passed.index(current)
        marks.update(dict.fromkeys(passed[:at], "done"))
        marks.update(dict.fromkeys(passed[at:], "ahead"))
    marks[current] = "current"
    return marks


def _node(definition: Definition, state: State, mark: Mark, language: Language) -> Node:
    lines = [
        *([MARKED[mark](language)] if mark in MARKED else []),
        *_block(state.title.said(language) or state.id, "title", TITLE_ROOM),
        *(line for way in _inside(definition, state) for line in _row(way, language)),
    ]
    return Node(state.id, tuple(lines), state.transitions, state.final or not state.transitions, mark)


def _inside(definition: Definition, state: State) -> Iterator[Transition]:
    for way in dict.fromkeys(state.transitions):
        if way in definition.transitions and definition.transitions[way].to_state in ("", state.id):
            yield definition.transitions[way]


def _row(way: Transition, language: Language) -> Iterator[Lettered]:
    for number, line in enumerate(wrapped(way.title.said(language) or way.id, SIZE, ROW_ROOM, MAX_LINES)):
        opens: DotKind = "step" if way.signs else "stay"
        yield Lettered(line, "row", None if number else opens, BULLET)
    if how := note(way, language):
        yield Lettered(how, "note", None, BULLET)


def _block(text: str, kind: Kind, room: float) -> tuple[Lettered, ...]:
    bold = kind == "title"
    return tuple(Lettered(line, kind) for line in wrapped(text, SIZE, room, MAX_LINES, bold=bold))


def _links(definition: Definition, language: Language) -> Iterator[Link]:
    sources = sources_of(definition)
    for way in definition.transitions.values():
        left = tuple(state for state in sources.get(way.id, ()) if state != way.to_state)
        if left and way.to_state in definition.states:
            yield Link(way.id, left, way.to_state, way.trigger, _label(definition, way, left, language))


def _label(
    definition: Definition, way: Transition, sources: tuple[str, ...], language: Language
) -> tuple[Lettered, ...]:
    if completes(definition, way, sources):
        return _block(ALL_SIGNED.said(language), "label", LABEL_ROOM)
    title = _block(way.title.said(language) or way.id, "label", LABEL_ROOM)
    how = note(way, language)
    return (*title, Lettered(how, "note")) if how else title


def completes(definition: Definition, way: Transition, sources: tuple[str, ...]) -> bool:
    """Whether the transition does no more than leave its stage once every step there is signed."""
    stage = next((one for one in definition.stages if sources == (one.state,)), None)
    steps = [definition.steps[step] for step in stage.steps if step in definition.steps] if stage else []
    return way.trigger == "automatic" and bool(steps) and way.guard.expression == completed(steps)


def note(way: Transition, language: Language) -> str:
    """How a transition happens, when it is not by a person who presses its button."""
    told = HOW.get(way.trigger)
    if way.trigger == "timed" and way.after:
        told = after(way.after)
    if told is None and way.hidden:
        told = HIDDEN
    return clean(told.said(language)) if told else ""


def after(term: Term) -> Text:
    """«через 5 дн.», or after which day of the year."""
    if term.unit == "date":
        return Text(f"после {term.day:02}.{term.month:02}", f"after {term.day:02}.{term.month:02}")
    ru, en = _SHORT[term.unit]
    return Text(f"через {term.days} {ru}", f"after {term.days} {en}")


_SHORT = {
    "calendar": ("дн.", "d"),
    "working": ("раб. дн.", "working d"),
    "working6": ("раб. дн. при шестидневке", "working d of 6"),
    "school": ("уч. дн.", "school d"),
}
HERE, PASSED = Text("Сейчас здесь", "Now here"), Text("Пройдено", "Done")
MARKED: dict[Mark, Callable[[Language], Lettered]] = {
    "current": lambda language: Lettered(HERE.said(language), "mark"),
    "done": lambda language: Lettered(PASSED.said(language), "note", "tick", BULLET),
}
ALL_SIGNED = Text("все отметки есть", "all have signed off")
HOW = {
    "automatic": Text("само", "by itself"),
    "timed": Text("по сроку", "when time is up"),
    "internal": Text("внутренний", "internal"),
}
HIDDEN = Text("без кнопки", "no button")
