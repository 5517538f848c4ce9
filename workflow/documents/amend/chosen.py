"""A clause chosen on the page and an operation chosen for it, as the instruction that an order would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workflow.documents.addresses import Address, Step, Unit
from workflow.documents.amend import fragment
from workflow.documents.amend.annexed import annex_address, within
from workflow.documents.amend.instructions import Instruction
from workflow.documents.amend.instructions import Where as Side
from workflow.documents.amend.operations import Operation
from workflow.documents.amend.rearranging import Arranged, address, moved, renumbered
from workflow.documents.clauses import Clause, Kind
from workflow.documents.document import EditionText
from workflow.documents.editing.numbers import free_label
from workflow.documents.editing.places import Place, Where, clause_at, part_of, parts, place
from workflow.documents.tables import row_table
from workflow.errors import Invalid
from workflow.values import Text

Choice = Literal[
    "replace", "replace_own", "replace_cell", "replace_words", "add_words", "exclude_words", "add_after",
    "add_inside", "move", "renumber", "repeal", "exclude", "replace_title", "replace_preamble",
    "replace_annex", "new_edition", "repeal_act",
]  # fmt: skip
ACT: tuple[Choice, ...] = (
    "replace_title", "replace_preamble", "add_inside", "new_edition", "repeal_act",
)  # fmt: skip
"""What may be chosen for the act itself."""
ANNEX: tuple[Choice, ...] = ("replace_title", "replace_preamble", "add_inside", "replace_annex")
"""What may be chosen for a whole annex."""
_PLAIN: tuple[Choice, ...] = (
    "replace", "replace_words", "add_words", "exclude_words", "add_after", "move", "exclude",
)  # fmt: skip
_ROW: tuple[Choice, ...] = (
    "replace_cell", "replace", "replace_words", "add_words", "exclude_words", "add_after", "move", "exclude",
)  # fmt: skip
_NUMBERED: tuple[Choice, ...] = (
    "replace", "replace_own", "replace_words", "add_words", "exclude_words", "add_after", "add_inside",
    "move", "renumber", "repeal", "exclude",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen and typed; without a `uid` for the act itself (0) or for the `annex` from 1.

    `target` and `where` tell where a clause is moved; `following` counts on those behind a new number;
    `column` counts cells from 0.
    """

    does: Choice
    uid: str = ""
    text: str = ""
    words: str = ""
    side: Literal["after", "before", "end"] = "end"
    unit: Unit = "point"
    label: str = ""
    annex: int = 0
    target: str = ""
    where: Where = "after"
    following: bool = False
    column: int = 0


def offered(clause: Clause | None, annex: int = 0, *, row: bool = False) -> tuple[Choice, ...]:
    """The operations that the clause, or without one the act or an annex, can be amended by.

    `row`: the clause is one of a table.
    """
    if clause is None:
        return ANNEX if annex else ACT
    if row:
        return _ROW
    if clause.kind in ("paragraph", "dash"):
        return _PLAIN
    return _NUMBERED if clause.children else tuple(one for one in _NUMBERED if one != "replace_own")


def instructions(
    base: EditionText, chosen: Chosen, before: Sequence[Operation] = ()
) -> tuple[Instruction, ...]:
    """What was chosen as an order says it: one instruction, more where other numbers follow.

    A clause of an annex is named with its annex. `before` are the operations of the amendment so far.
    Raises Invalid naming what is left out or cannot be, NotFound for no clause.
    """
    if missing := _missing(chosen):
        raise Invalid(missing)
    part = part_of(base, chosen.uid) if chosen.uid else chosen.annex
    if part == 0 or chosen.does == "replace_annex":
        return _in_text(base, chosen, within(before, None))
    turn = part - 1
    told = _in_text(parts(base)[part], chosen, within(before, turn))
    return tuple(_named_within(one, annex_address(base, turn)) for one in told)


def _named_within(one: Instruction, annex: Address) -> Instruction:
    beside, into = ((*annex, *to) if to else () for to in (one.beside, one.into))
    return replace(one, target=(*annex, *one.target), beside=beside, into=into)


def _in_text(base: EditionText, chosen: Chosen, before: Sequence[Operation]) -> tuple[Instruction, ...]:
    arranged = Arranged(chosen.uid, chosen.target, chosen.where, chosen.label, chosen.following)
    if chosen.does == "move":
        return moved(base, arranged, before)
    if chosen.does == "renumber":
        return renumbered(base, arranged, before)
    target = address(base, chosen.uid) if chosen.uid else ()
    return (replace(_instruction(chosen, target, base), line=0),)


def _instruction(chosen: Chosen, target: Address, base: EditionText) -> Instruction:
    does, text = chosen.does, chosen.text.strip("\n")
    if does in ("add_after", "add_inside"):
        label = chosen.label.strip().removesuffix(".")
        unit = Step(chosen.unit, label.removesuffix(")") if chosen.unit == "item" else label)
        if does == "add_after":
            return Instruction("add", (), unit, "after", target, text=text)
        return Instruction("add", target, unit, text=text)
    if does == "replace_own":
        if clause_at(base, chosen.uid).kind == "section":
            return Instruction("replace_heading", target, text=text)
        return Instruction("replace", (*target, Step("paragraph", "1")), text=text)
    if does == "replace_cell":
        return Instruction("replace", (*target, Step("column", str(chosen.column + 1))), text=text)
    if does == "replace_annex":
        return Instruction("replace_annex", (Step("annex", str(chosen.annex)),))
    side: Side = chosen.side if does == "add_words" else "by_number"
    words = chosen.words.strip() if side != "end" and does not in ("new_edition", "repeal_act") else ""
    return Instruction(does, target, where=side, text=text, words=words)  # type: ignore[arg-type]  # the same names


def _missing(chosen: Chosen) -> dict[str, Text]:
    fields: dict[str, Text] = {}
    worded = chosen.does in ("replace_words", "exclude_words")
    if (worded or (chosen.does == "add_words" and chosen.side != "end")) and not chosen.words.strip():
        fields["words"] = _NO_WORDS
    silent = ("repeal", "exclude", "exclude_words", "repeal_act", "move", "renumber")
    if chosen.does not in silent and not chosen.text.strip():
        fields["text"] = _NO_TEXT
    adds = chosen.does in ("add_after", "add_inside")
    if adds and chosen.unit not in ("paragraph", "dash", "row") and not chosen.label.strip():
        fields["label"] = _NO_LABEL
    return fields


def current(clause: Clause, does: Choice) -> str:
    """The words that the operation would put others in place of, to begin from."""
    if does == "replace":
        return fragment.printed(clause)
    return clause.text if does == "replace_own" else ""


def proposed_unit(base: EditionText, uid: str, does: Choice) -> tuple[Unit, str]:
    """The kind of unit and the number that an addition begins with: free, and none of the others changes."""
    clause = clause_at(base, uid) if uid else None
    inside = does == "add_inside"
    at = (
        place(base.clauses, uid, "inside" if inside else "after")
        if uid
        else Place(None, base.clauses, len(base.clauses))
    )
    if clause is not None and not inside and row_table(at.siblings, uid):
        return "row", ""
    kind = _kind_inside(clause, at.siblings) if inside or clause is None else clause.kind
    if kind in ("paragraph", "dash"):
        return kind, ""
    label = free_label(at.siblings, at.turn, kind, at.parent) or ""
    return kind, label.removesuffix(")") if kind == "item" else label


def _kind_inside(clause: Clause | None, siblings: Sequence[Clause]) -> Kind:
    for one in reversed(siblings):
        if one.label not in ("", "–"):
            return one.kind
    return "point" if clause is not None and clause.kind == "section" and clause.label else "paragraph"


_NO_WORDS = Text("Впишите слова, как они стоят в тексте", "Give the words as they stand in the text")
_NO_TEXT = Text("Впишите новый текст", "Give the new text")
_NO_LABEL = Text("Впишите номер, под которым встанет новое", "Give the number that the new unit will bear")
