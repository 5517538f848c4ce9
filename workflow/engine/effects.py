"""What a transition may do beside moving the case: a closed table of effects by name.

The engine performs none of them; it says which are due. A service performs them in the transaction of the
step: those `before` may refuse and then nothing has happened, those `after` leave work to be done later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from workflow.engine.definition import Definition
from workflow.values import Text

When = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Effect:
    """A thing that the product does at a transition: before it, or after it."""

    id: str
    when: When
    title: Text


def _table(*effects: Effect) -> Mapping[str, Effect]:
    return {effect.id: effect for effect in effects}


EFFECTS: Mapping[str, Effect] = _table(
    Effect(
        "require_text", "before", Text("не пропустить редакцию без текста", "refuse an edition without text")
    ),
    Effect(
        "notify", "after", Text("написать тем, кого теперь спрашивают", "write to those who are asked now")
    ),
    Effect("print", "after", Text("сохранить печатный акт", "store the printed act")),
)


def effects_of(definition: Definition, transitions: Iterable[str], when: When) -> tuple[Effect, ...]:
    """The effects of the performed transitions, in their order, each once.

    A name outside the table stands only in what was imported (a script), and the import has told so.
    """
    ways = (definition.transitions[name] for name in transitions)
    named = (way.before_script if when == "before" else way.after_script for way in ways)
    return tuple(dict.fromkeys(EFFECTS[name] for name in named if name in EFFECTS))
