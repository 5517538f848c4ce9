"""An instruction as an order says it, before it is looked up in the act that it amends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workflow.documents.addresses import Address, Step
from workflow.values import Text

Does = Literal[
    "replace",
    "add",
    "repeal",
    "exclude",
    "replace_words",
    "add_words",
    "exclude_words",
    "renumber",
    "move",
    "replace_title",
    "replace_preamble",
    "replace_heading",
    "replace_annex",
    "new_edition",
    "repeal_act",
]
Where = Literal["after", "before", "end", "start", "by_number"]


@dataclass(frozen=True, slots=True)
class Instruction:
    """One change of one unit. `target` is the unit, or the parent of what is added, empty for the act itself.

    `unit` is what is added, or the number that a unit takes; `where`, `beside` and `into` are its
    place; `text` is what was quoted, `words` the words it works on, in a
    `sentence` of the unit alone where it is not 0; `line` is where it begins in the order.
    """

    does: Does
    target: Address = ()
    unit: Step | None = None
    where: Where = "by_number"
    beside: Address = ()
    into: Address = ()
    text: str = ""
    words: str = ""
    sentence: int = 0
    line: int = 1
    said: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an instruction is not taken: its line and column in the order, and the words it is about."""

    line: int
    column: int
    code: str
    message: Text
    said: str


@dataclass(frozen=True, slots=True)
class Instructions:
    """What was read in an order: the act that it names, its instructions, and what was not understood.

    While there is one fault no instruction may be carried out.
    """

    act: str
    found: tuple[Instruction, ...]
    faults: tuple[Fault, ...]
