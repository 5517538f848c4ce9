"""An amendment as JSON and back: what is kept, sent and shown of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from workflow.documents.amend.operations import Amendment, InAnnex, Operation
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText, canonical_text, restored_text

FORMAT = 1
_TYPES: dict[str, type] = {
    re.sub(r"(?<!^)(?=[A-Z])", "_", one.__name__).lower(): one for one in get_args(Operation)
}
_NAMES = {one: name for name, one in _TYPES.items()}


def as_json(amendment: Amendment) -> dict[str, object]:
    """The amendment as JSON values; each operation under its name: replace_unit, add_words, …."""
    return {
        "format": FORMAT,
        "base_sha256": amendment.base_sha256,
        "operations": [_operation(one) for one in amendment.operations],
    }


def of_json(value: Mapping[str, Any]) -> Amendment:
    """The amendment that `as_json` told. Raises ValueError on an unknown format or operation."""
    if value.get("format") != FORMAT:
        raise ValueError(f"unknown amendment format {value.get('format')!r}")
    return Amendment(value["base_sha256"], tuple(_of_operation(one) for one in value["operations"]))


def _operation(one: Operation) -> dict[str, object]:
    told = {field.name: _value(getattr(one, field.name)) for field in fields(one)}
    return {"op": _NAMES[type(one)], **told}


def _value(value: object) -> object:
    if isinstance(value, get_args(Operation)):
        return _operation(value)
    if isinstance(value, EditionText):
        return json.loads(canonical_text(value))
    if isinstance(value, Clause):
        return json.loads(canonical_text(EditionText("", "", "", (value,))))["clauses"][0]
    return value


def _of_operation(value: Mapping[str, Any]) -> Operation:
    known = _TYPES.get(value["op"])
    if known is None:
        raise ValueError(f"unknown operation {value['op']!r}")
    told = {name: one for name, one in value.items() if name != "op"}
    if isinstance(told.get("text"), Mapping):
        told["text"] = restored_text(json.dumps(told["text"]).encode())
    if known is InAnnex:
        told["of"] = _of_operation(told["of"])
    if isinstance(told.get("clause"), Mapping):
        told["clause"] = _clause(told["clause"])
    made: Operation = known(**told)
    return made


def _clause(value: Mapping[str, Any]) -> Clause:
    children = tuple(_clause(child) for child in value["children"])
    return Clause(value["uid"], value["label"], value["text"], value["kind"], children)
