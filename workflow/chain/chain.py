"""The short form a school writes: stages in order, each with one or more steps that run in any order."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.engine.definition import NOTHING, Annexes, Step
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class ChainStage:
    """Steps that are asked at the same time; the stage is complete when all of them are signed."""

    id: str
    title: Text
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """An approval chain: what kinds of document it serves, its stages, what follows its end.

    `distinct_persons`: nobody answers twice. `annexes`: how they may be changed beside the act.
    """

    id: str
    title: Text
    documents: tuple[str, ...]
    stages: tuple[ChainStage, ...]
    amendments: str = "same_chain"
    in_force: tuple[str, ...] = ()
    description: Text = NOTHING
    distinct_persons: bool = False
    annexes: Annexes = ""
