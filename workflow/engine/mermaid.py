"""A definition as a Mermaid `stateDiagram-v2`: any title is inert in it, steps stand side by side."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.engine.definition import Definition, State, Transition
from workflow.engine.diagram.graph import ALL_SIGNED, completes, note, sources_of
from workflow.engine.diagram.lettering import clean
from workflow.values import Language

_PLAIN = frozenset(" .,()!?–—-«»/№+*=")
"""What stands for itself beside letters and digits; the rest is written by its number."""


def write(definition: Definition, language: Language) -> str:
    """The text of the diagram; states are s1, s2… so that no id can be a word of the language."""
    names = {state: f"s{number}" for number, state in enumerate(definition.states, 1)}
    lines = [
        "stateDiagram-v2",
        *(
            line
            for state in definition.states.values()
            for line in _state(definition, state, names, language)
        ),
        *([f"[*] --> {names[definition.initial_state]}"] if definition.initial_state in names else []),
        *_ways(definition, names, language),
        *(f"{names[one.id]} --> [*]" for one in definition.states.values() if one.final),
    ]
    return lines[0] + "\n" + "\n".join(f"  {line}" for line in lines[1:])


def _state(definition: Definition, state: State, names: dict[str, str], language: Language) -> Iterator[str]:
    name, title = names[state.id], _said(state.title.said(language) or state.id)
    steps = [way for way in _own(definition, state) if way.signs and way.trigger != "timed"]
    if not steps:
        yield f'state "{title}" as {name}'
        return
    yield f'state "{title}" as {name} {{'
    for number, way in enumerate(steps):
        if number:
            yield "  --"
        yield f'  state "{_said(way.title.said(language) or way.id)}" as {name}x{number + 1}'
    yield "}"


def _own(definition: Definition, state: State) -> Iterator[Transition]:
    """The transitions that are taken without leaving the state."""
    for way in dict.fromkeys(state.transitions):
        if way in definition.transitions and definition.transitions[way].to_state in ("", state.id):
            yield definition.transitions[way]


def _ways(definition: Definition, names: dict[str, str], language: Language) -> Iterator[str]:
    sources = sources_of(definition)
    for way in definition.transitions.values():
        for source in sources.get(way.id, ()):
            target = way.to_state or source
            if target in names and not (way.signs and way.trigger != "timed" and target == source):
                said = _label(definition, way, sources[way.id], language)
                yield f"{names[source]} --> {names[target]} : {_said(said)}"


def _label(definition: Definition, way: Transition, sources: tuple[str, ...], language: Language) -> str:
    if completes(definition, way, sources):
        return ALL_SIGNED.said(language)
    title, how = clean(way.title.said(language)) or way.id, note(way, language)
    return f"{title} ({how})" if how else title


def _said(text: str) -> str:
    """The text with every character that could mean something to Mermaid or to HTML as `#number;`."""
    return (
        "".join(char if char.isalnum() or char in _PLAIN else f"#{ord(char)};" for char in clean(text)) or "–"
    )
