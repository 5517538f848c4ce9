"""Instructions that work inside an annex: which annex it is, and what is said to it alone."""

from __future__ import annotations

from dataclasses import replace

from workflow.documents.addresses import Address, Step, named
from workflow.documents.amend.annexed import annex_address
from workflow.documents.amend.instructions import Instruction
from workflow.documents.amend.placing import NONE, NOT_THERE, NotBound, filled
from workflow.documents.document import EditionText
from workflow.values import Text


def annex_of(one: Instruction, base: EditionText) -> int | None:
    """The annex inside which the instruction works, from 0; None for the act itself. Raises NotBound."""
    said = one.beside if one.does == "add" and not one.target else one.target
    if not said or said[0].unit != "annex" or one.does == "replace_annex":
        return None
    return annex_turn(said[0], base)


def annex_turn(step: Step, base: EditionText) -> int:
    """The annex that is named, from 0; without a number the only one. Raises NotBound."""
    known, label = len(base.annexes), step.label or "1"
    if not step.label and known > 1:
        raise NotBound(_WHICH)
    turn = int(label) - 1 if label.isdecimal() else -1
    if not 0 <= turn < known:
        raise NotBound(filled(NONE, (step,)))
    return turn


def told_inside(one: Instruction, turn: int, base: EditionText) -> Instruction:
    """The same as the annex alone would be told it. Raises NotBound."""
    if one.does in ("repeal", "exclude") and len(one.target) == 1:
        raise NotBound(_WHOLE)
    told = [_inside(address, turn, base) for address in (one.target, one.beside, one.into)]
    return replace(one, target=told[0], beside=told[1], into=told[2])


def in_its_name(told: Text, turn: int, base: EditionText) -> Text:
    """«приложение № 1: нет такого: пункт 7»."""
    name = named(annex_address(base, turn))
    return Text(f"{name.ru}: {told.ru}", f"{name.en}: {told.en}")


def _inside(address: Address, turn: int, base: EditionText) -> Address:
    if not address or address[0].unit != "annex":
        return address
    if annex_turn(address[0], base) != turn:
        raise NotBound(filled(NOT_THERE, address))
    return address[1:]


_WHICH = Text("приложений несколько: назовите его номер", "there are several annexes: give the number of one")
_WHOLE = Text(
    "приложение целиком так не отменяют: составьте редакцию без него",
    "a whole annex is not repealed so: write an edition without it",
)
