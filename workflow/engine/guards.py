"""Conditions in place of code: a small closed language over `ast`, checked when a definition is read.

`signed(a) and (signed(b) or not signed(c))` is all there is: no attributes, no other calls, nothing is
ever evaluated as Python. A condition knows what it still waits for, so a refusal can say so.
"""

from __future__ import annotations

import ast
from collections.abc import Container
from dataclasses import dataclass

from workflow.values import Text

MAX_LENGTH = 4000
MAX_NODES = 400


class BadExpression(Exception):
    """The condition is not in the language; `column` counts from 1."""

    def __init__(self, message: Text, column: int) -> None:
        super().__init__(message.en)
        self.message = message
        self.column = column


@dataclass(frozen=True, slots=True)
class Signed:
    """True once the step is signed."""

    step: str

    def holds(self, signed: Container[str]) -> bool:
        return self.step in signed

    def waits_for(self, signed: Container[str]) -> tuple[str, ...]:
        return () if self.step in signed else (self.step,)


@dataclass(frozen=True, slots=True)
class Negation:
    """True while its part is not."""

    part: Condition

    def holds(self, signed: Container[str]) -> bool:
        return not self.part.holds(signed)

    def waits_for(self, signed: Container[str]) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Every:
    """True when all its parts are; the empty one is always true."""

    parts: tuple[Condition, ...]

    def holds(self, signed: Container[str]) -> bool:
        return all(part.holds(signed) for part in self.parts)

    def waits_for(self, signed: Container[str]) -> tuple[str, ...]:
        return tuple(step for part in self.parts for step in part.waits_for(signed))


@dataclass(frozen=True, slots=True)
class Either:
    """True when one of its parts is."""

    parts: tuple[Condition, ...]

    def holds(self, signed: Container[str]) -> bool:
        return any(part.holds(signed) for part in self.parts)

    def waits_for(self, signed: Container[str]) -> tuple[str, ...]:
        if self.holds(signed):
            return ()
        return tuple(step for part in self.parts for step in part.waits_for(signed))


Condition = Signed | Negation | Every | Either
ALWAYS = Every(())


def parse(expression: str) -> Condition:
    """The condition that `expression` says; empty means always. Raises BadExpression."""
    if not expression.strip():
        return ALWAYS
    if len(expression) > MAX_LENGTH:
        raise BadExpression(_TOO_LONG, 1)
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except SyntaxError as fault:
        # Python says 0 when the text ends too early.
        column = _column(expression, fault.lineno or 1, fault.offset - 1) if fault.offset else len(expression)
        raise BadExpression(_SYNTAX, column) from None
    except (ValueError, RecursionError, MemoryError):
        raise BadExpression(_SYNTAX, 1) from None
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise BadExpression(_TOO_LONG, 1)
    try:
        return _condition(tree.body)
    except _Foreign as fault:
        raise BadExpression(fault.message, _column_of(expression, fault.node)) from None


def names(condition: Condition) -> frozenset[str]:
    """The steps that the condition mentions."""
    match condition:
        case Signed(step):
            return frozenset({step})
        case Negation(part):
            return names(part)
        case Every(parts) | Either(parts):
            return frozenset(step for part in parts for step in names(part))


class _Foreign(Exception):
    """A part of the expression that is not in the language."""

    def __init__(self, message: Text, node: ast.expr) -> None:
        super().__init__(message.en)
        self.message = message
        self.node = node


def _column_of(expression: str, node: ast.expr) -> int:
    line = expression.strip().split("\n")[node.lineno - 1]
    # Python counts the bytes of a line; people count its letters.
    return _column(expression, node.lineno, len(line.encode()[: node.col_offset].decode()))


def _column(expression: str, line: int, before: int) -> int:
    """The place in the whole text as it was given, from 1."""
    written = expression.strip()
    lines = written.split("\n")[: line - 1]
    return expression.index(written) + sum(len(one) + 1 for one in lines) + before + 1


def _condition(node: ast.expr) -> Condition:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return Every(tuple(_condition(value) for value in values))
        case ast.BoolOp(op=ast.Or(), values=values):
            return Either(tuple(_condition(value) for value in values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Negation(_condition(operand))
        case ast.Call(func=ast.Name(id="signed"), args=[argument], keywords=[]):
            return Signed(_step(argument))
    raise _Foreign(_FOREIGN, node)


def _step(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=str(name)):
            return name
    raise _Foreign(_ARGUMENT, node)


_TOO_LONG = Text(
    "условие слишком длинное: разделите его на несколько переходов",
    "the condition is too long: split it into several transitions",
)
_SYNTAX = Text(
    "условие не читается; пример: signed(parents_council) and signed(student_council)",
    "the condition cannot be read; example: signed(parents_council) and signed(student_council)",
)
_FOREIGN = Text(
    "в условии можно писать только signed(шаг), and, or, not и скобки",
    "a condition may hold only signed(step), and, or, not and brackets",
)
_ARGUMENT = Text(
    "в скобках signed(…) должен стоять один шаг",
    "signed(…) takes the name of one step",
)
