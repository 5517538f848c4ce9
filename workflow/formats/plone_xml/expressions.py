"""Guards' TALES expressions that are carried, by their shape: the closed table in place of a TALES engine.

What is carried becomes a condition of ours; everything else is None, and who reads closes the way.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workflow.engine.conditions import ALWAYS
from workflow.engine.guards import BadExpression, parse
from workflow.engine.spelling import spelt

MAX_LENGTH = 2000
CLOSED = "False"
"""The condition that never holds."""

_PATHS = {
    "nothing": CLOSED,
    "kwargs/comment": "comment != ''",
    "kwargs/comment|nothing": "comment != ''",
    "not:nothing": "True",
    "not:kwargs/comment": "comment == ''",
    "not:kwargs/comment|nothing": "comment == ''",
}
_COMPARED = {
    ast.Eq: "==", ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Known:
    """What expressions may ask for: the facts by type, which of them each record keeps, and the steps."""

    types: Mapping[str, type]
    recorded: Collection[str]
    steps: Collection[str] = ()


def condition(expression: str, known: Known) -> str | None:
    """The condition that says the same as a TALES expression; None when the table has no such shape."""
    said = _translated(expression.strip(), known) if len(expression) <= MAX_LENGTH else None
    if said is None:
        return None
    try:
        found = parse(said, known.types, known.steps)
    except BadExpression:
        return None
    return "" if found == ALWAYS else spelt(found)


def _translated(said: str, known: Known) -> str | None:
    if said.startswith("string:"):
        text = said.removeprefix("string:")
        return None if "$" in text else str(bool(text))
    if not said.startswith("python:"):
        return _PATHS.get(said.removeprefix("path:").replace(" ", ""))
    try:
        tree = ast.parse(said.removeprefix("python:").strip(), mode="eval")
        return _truth(tree.body, known)
    except (SyntaxError, ValueError, RecursionError, MemoryError, _Foreign):
        return None


class _Foreign(Exception):
    """A shape that is not in the table."""


def _truth(node: ast.expr, known: Known) -> str:
    match node:
        case ast.Constant(value=value):
            return str(bool(value))
        case ast.BoolOp(op=op, values=values):
            word = " and " if isinstance(op, ast.And) else " or "
            return word.join(f"({_truth(value, known)})" for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"not ({_truth(operand, known)})"
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARED:
            return f"{_fact(left, known)} {_COMPARED[type(op)]} {_literal(right)}"
        case _:
            fact = _fact(node, known)
            return f"{fact} != {'0' if fact.endswith(' 0)') else repr('')}"


def _fact(node: ast.expr, known: Known) -> str:
    """A value of the last record, or what was given with the act, as conditions name it."""
    mapping, key, default = _looked_up(node)
    if mapping == "status" and key in known.recorded and default in ("", None):
        return key
    if mapping == "kwargs" and key == _COMMENT and default in ("", None) and key not in known.types:
        return key
    if mapping == "kwargs" and key.isidentifier() and isinstance(default, str | int):
        return f"given({key}, {default!r})"
    raise _Foreign


def _looked_up(node: ast.expr) -> tuple[str, str, object]:
    match node:
        case ast.Call(
            func=ast.Attribute(value=held, attr="get"),
            args=[ast.Constant(value=str(key)), *rest],
            keywords=[],
        ):
            return _mapping(held), key, _default(rest)
        case ast.Subscript(value=ast.Name(id="status"), slice=ast.Constant(value=str(key))):
            return "status", key, None
    raise _Foreign


def _mapping(node: ast.expr) -> str:
    match node:
        case ast.Name(id="kwargs" | "status" as name):
            return name
        case ast.Attribute(value=ast.Name(id="state_change"), attr="kwargs" | "status" as name):
            return name
    raise _Foreign


def _default(rest: list[ast.expr]) -> object:
    match rest:
        case []:
            return None
        case [ast.Constant(value=value)]:
            return value
    raise _Foreign


def _literal(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str() | int() as value):
            return repr(value)
        case ast.List(elts=values) | ast.Tuple(elts=values) if values:
            return f"[{', '.join(_literal(each) for each in values)}]"
    raise _Foreign


def tales(expression: str, known: Known) -> str | None:
    """The TALES expression that says the same as a condition; None when the table has no such shape."""
    try:
        body = ast.parse(expression, mode="eval").body
        written = "python:" + ast.unparse(_Tales(known).visit(body))
    except (SyntaxError, ValueError, RecursionError, MemoryError, _Foreign):
        return None
    return written if condition(written, known) == expression else None


class _Tales(ast.NodeTransformer):
    """Our facts become what a guard of Plone asks."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def visit_Call(self, node: ast.Call) -> ast.expr:
        match node:
            case ast.Call(func=ast.Name(id="given"), args=[ast.Name(id=name), ast.Constant(value=default)]):
                return ast.parse(f"kwargs.get({name!r}, {default!r})", mode="eval").body
        raise _Foreign

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._known.recorded:
            return ast.parse(f"status.get({node.id!r})", mode="eval").body
        if node.id == _COMMENT and node.id not in self._known.types:
            return ast.parse("kwargs.get('comment', '')", mode="eval").body
        raise _Foreign
