"""What an approval block says, once read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Act = Literal["СОГЛАСОВАНО", "ПРИНЯТО", "РАССМОТРЕНО", "УТВЕРЖДАЮ", "УТВЕРЖДЕНО", "МНЕНИЕ УЧТЕНО", "ВВЕДЕНО"]
Instrument = Literal["protocol", "order", "resolution", "none"]

APPROVING = frozenset({"УТВЕРЖДАЮ", "УТВЕРЖДЕНО"})
COLLEGIAL = frozenset(
    {
        "governing_council",
        "parents_council",
        "student_council",
        "pedagogical_council",
        "general_meeting",
        "trade_union",
        "methodical_council",
        "supervisory_board",
        "board_of_trustees",
    }
)


@dataclass(frozen=True, slots=True)
class Approval:
    """One stamp as printed: `date` is ISO, `number` bare, `lines` the first and last line, counted from 1."""

    act: str | None
    by_kind: str
    by_text: str
    instrument: str | None
    number: str | None
    date: str | None
    signer: str | None
    ambiguous: bool
    amendment: bool
    lines: tuple[int, int]

    @property
    def act_class(self) -> str | None:
        """The act with УТВЕРЖДАЮ and УТВЕРЖДЕНО as one."""
        return "УТВЕРЖДЕНО" if self.act in APPROVING else self.act
