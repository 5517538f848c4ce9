"""The shapes of what the API answers and takes, as JSON Schema 2020-12: the components of its description."""

from __future__ import annotations

from typing import Any

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
COUNT: Shape = {"type": "integer", "minimum": 0}
NUMBER: Shape = {"type": "integer", "minimum": 1}
DAY: Shape = {"type": "string", "format": "date", "examples": ["2024-03-01"]}
NO_DAY: Shape = {"type": ["string", "null"], "format": "date"}
SHA256: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
YES_NO: Shape = {"type": "boolean"}


def ref(name: str) -> Shape:
    """The shape of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


def every(shape: Shape) -> Shape:
    """A list of such."""
    return {"type": "array", "items": shape}


def record(optional: tuple[str, ...] = (), /, **fields: Shape) -> Shape:
    """An object of these fields and no others; all but the optional ones are always there."""
    wanted = [name for name in fields if name not in optional]
    return {"type": "object", "properties": fields, "required": wanted, "additionalProperties": False}


def or_none(shape: Shape) -> Shape:
    """Such, or null."""
    return {"oneOf": [shape, {"type": "null"}]}


_CORRECTED = record(on=DAY, sha256=SHA256)
_MENDED = record(on=DAY, reason=TEXT)
SHAPES: dict[str, Shape] = {
    "Clause": record(
        uid=TEXT,
        label=TEXT,
        text=TEXT,
        kind={"enum": ["section", "point", "item", "dash", "paragraph"]},
        children=every(ref("Clause")),
    ),
    "Text": record(
        ("format",),
        format=NUMBER,
        title=TEXT,
        kind=TEXT,
        word=TEXT,
        preamble=TEXT,
        clauses=every(ref("Clause")),
        annexes=every(ref("Text")),
    ),
    "TextOnDay": record(
        organisation=TEXT,
        document=NUMBER,
        kind=TEXT,
        on=DAY,
        edition=NUMBER,
        sha256=SHA256,
        corrected=or_none(_CORRECTED),
        in_force_from=DAY,
        in_force_until=NO_DAY,
        not_in_force=every(record(uid=TEXT, in_force_from=DAY, until_then=or_none(ref("Clause")))),
        own_annexes=every(record(annex=NUMBER, document=NUMBER, edition=NUMBER)),
        text=ref("Text"),
    ),
    "Basis": record(instrument={"enum": ["protocol", "order"]}, number=TEXT, dated=NO_DAY, registered=NO_DAY),
    "EditionLife": record(
        edition=NUMBER,
        sha256=SHA256,
        basis=or_none(ref("Basis")),
        in_force_from=NO_DAY,
        in_force_until=NO_DAY,
        known_only=YES_NO,
        published=NO_DAY,
        acquainted=NO_DAY,
        corrected=every(_MENDED),
        repealed_by=or_none(ref("Basis")),
    ),
    "Happening": record(on=DAY, edition=NUMBER, kind=TEXT, ahead=YES_NO, message=TEXT),
    "Timeline": record(
        organisation=TEXT,
        document=NUMBER,
        editions=every(ref("EditionLife")),
        happenings=every(ref("Happening")),
    ),
    "Unmet": record(
        ("who", "by", "opens"), code=TEXT, message=TEXT, who=TEXT, by=every(TEXT), opens=every(TEXT)
    ),
    "Transition": record(id=TEXT, title=TEXT, comment_required=YES_NO, unmet=every(ref("Unmet"))),
    "Workflow": record(
        state=TEXT,
        title=TEXT,
        open=YES_NO,
        sha256=SHA256,
        definition=SHA256,
        transitions=every(ref("Transition")),
    ),
    "Wanted": {
        **record(
            ("comment", "command", "sha256", "definition", "state", "workflow"),
            comment=TEXT,
            command={**TEXT, "description": "Idempotency key: the same key performs once."},
            sha256={**TEXT, "description": "The text that was seen; the one there is when left out."},
            definition={**TEXT, "description": "The definition that was seen."},
            state={**TEXT, "description": "The state that was seen."},
            workflow={**TEXT, "description": "What goes beside the chain; the chain when left out."},
        )
    },
    "Done": record(state=TEXT, replayed=YES_NO),
    "Hit": record(
        organisation=TEXT,
        document=NUMBER,
        edition=NUMBER,
        title=TEXT,
        annex={"type": ["integer", "null"], "minimum": 1},
        uid=TEXT,
        place=TEXT,
        text=TEXT,
        in_force_from=DAY,
        in_force_until=NO_DAY,
        clause_in_force_from=NO_DAY,
    ),
    "Hits": record(
        count={"type": ["integer", "null"]},
        more=YES_NO,
        next={"type": ["integer", "string", "null"]},
        proposed=every(TEXT),
        hits=every(ref("Hit")),
    ),
    "Problem": record(
        ("code", "unmet"), type=TEXT, status=NUMBER, title=TEXT, code=TEXT, unmet=every(ref("Unmet"))
    ),
}
