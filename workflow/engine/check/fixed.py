"""The variables whose value a definition fixes: what conditions ask of them is known, not free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workflow.engine.definition import Definition, Transition
from workflow.engine.situation import Fact
from workflow.engine.variables import Happening, Value, Variables

Known = tuple[tuple[str, Value], ...]
"""The values of these variables where a case stands, by name."""

# Two different acts: what both record alike does not depend on who acts, when and with what remark.
_ONE = Happening(actor="one", comment="one", at="1")
_OTHER = Happening(actor="other", comment="other", at="2", history=({},))


class Fixed:
    """The variables that conditions mention, as far as the definition alone says what they hold."""

    def __init__(self, definition: Definition, mentioned: Iterable[str]) -> None:
        self._definition = definition
        self._variables = Variables(definition)
        asked = {*mentioned} & {one.id for one in definition.variables.values() if one.for_status}
        self._names = tuple(sorted(asked - self._free())) if asked else ()
        self._found: dict[tuple[Known, str, str], Known] = {}

    def has(self, name: str) -> bool:
        """Whether the value of this name never depends on more than the way a case went."""
        return name in self._names

    def renewed(self, known: Known, state: str, way: Transition | None) -> Known:
        """The values after `way` (none at creation) has led to `state`."""
        if not self._names:
            return ()
        key = (known, state, way.id if way else "")
        if key not in self._found:
            found = self._recorded(dict(known), state, way, _ONE)
            self._found[key] = tuple((name, found[name]) for name in self._names)
        return self._found[key]

    def facts(self, known: Known) -> Mapping[str, Fact]:
        """The values as conditions compare them."""
        return self._variables.as_facts(dict(known)) if known else {}

    def _free(self) -> set[str]:
        """The variables that some step fills with what only the day itself brings."""
        definition, free = self._definition, set()
        steps: list[tuple[str, Transition | None]] = [(definition.initial_state, None)]
        steps += [
            (definition.transitions[way].to_state or state.id, definition.transitions[way])
            for state in definition.states.values()
            for way in state.transitions
            if way in definition.transitions
        ]
        for target, way in steps:
            if target in definition.states:
                one, other = (self._recorded({}, target, way, each) for each in (_ONE, _OTHER))
                free |= {name for name in one if one[name] != other[name]}
        return free

    def _recorded(
        self, before: dict[str, Value], target: str, way: Transition | None, by: Happening
    ) -> dict[str, Value]:
        by = replace(by, transition=way.id) if way else by
        return self._variables.recorded(target, way, before, by)
