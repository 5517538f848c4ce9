"""The canonical bytes of a definition and its hash: what is published, pinned and kept for ever.

UTF-8 JSON, keys sorted, no blanks. A field at its default is left out, so that a field added to the
values in a later release leaves every older hash as it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any  # decoded JSON has no narrower type

from workflow.engine.definition import (
    Button,
    Definition,
    Guard,
    Invariant,
    PartyRef,
    PermissionMap,
    Procedure,
    Stage,
    State,
    Step,
    Term,
    Transition,
    Variable,
    Worklist,
)
from workflow.values import Text

VERSION = 1


def canonical(definition: Definition) -> bytes:
    """The one spelling of `definition`; equal definitions, and only they, have equal bytes."""
    said = {"canonical": VERSION, "definition": _plain(definition)}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def digest(content: bytes) -> str:
    """SHA-256 of canonical bytes, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def restore(content: bytes) -> Definition:
    """The definition that `canonical` wrote; raises ValueError for another version of the form."""
    said = json.loads(content)
    if said.get("canonical") != VERSION:
        raise ValueError(f"canonical form {said.get('canonical')!r} is not read here")
    return _definition(said["definition"])


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        kept = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: _plain(held) for each, held in kept if not _is_default(each, held)}
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(held) for held in value]
    return value


def _is_default(each: Field[Any], held: object) -> bool:
    if each.default_factory is not MISSING:
        return bool(held == each.default_factory())
    return each.default is not MISSING and bool(held == each.default)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return value


def _text(raw: Any) -> Text:
    return Text(**raw)


def _guard(raw: Any) -> Guard:
    return Guard(**_frozen(raw))


def _stage(raw: Any) -> Stage:
    return Stage(raw["state"], _text(raw["title"]), tuple(raw["steps"]))


def _step(raw: Any) -> Step:
    return Step(
        **(raw | _each(raw, by=lambda by: PartyRef(**by), title=_text, due=_term, procedure=_procedure))
    )


def _term(raw: Any) -> Term:
    return Term(**raw)


def _procedure(raw: Any) -> Procedure:
    return Procedure(raw["kind"], _term(raw["consultation"]))


def _permission(raw: Any) -> PermissionMap:
    return PermissionMap(**_frozen(raw))


def _state(raw: Any) -> State:
    read = _each(raw, title=_text, description=_text, permission_roles=_by_id(_permission))
    return State(**(_frozen(raw) | read))


def _transition(raw: Any) -> Transition:
    read = _each(raw, title=_text, description=_text, guard=_guard, action=_button, after=_term)
    return Transition(**(raw | read))


def _button(raw: Any) -> Button:
    return Button(**raw)


def _variable(raw: Any) -> Variable:
    return Variable(**(raw | _each(raw, description=_text, guard=_guard)))


def _worklist(raw: Any) -> Worklist:
    read = _each(raw, title=_text, description=_text, guard=_guard, action=_button)
    return Worklist(**(_frozen(raw) | read))


def _definition(raw: Any) -> Definition:
    read = _each(
        raw,
        title=_text,
        description=_text,
        states=_by_id(_state),
        transitions=_by_id(_transition),
        steps=_by_id(_step),
        stages=lambda stages: tuple(_stage(each) for each in stages),
        creation_guard=_guard,
        worklists=_by_id(_worklist),
        variables=_by_id(_variable),
        invariants=lambda invariants: tuple(Invariant(**each) for each in invariants),
    )
    return Definition(**(_frozen(raw) | read))


def _by_id(reads: Any) -> Any:
    return lambda raw: {key: reads(each) for key, each in raw.items()}


def _each(raw: Any, **readers: Any) -> dict[str, Any]:
    return {key: reads(raw[key]) for key, reads in readers.items() if key in raw}
