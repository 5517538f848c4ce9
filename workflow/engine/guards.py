"""Conditions in place of code: a small closed language over `ast`, checked when a definition is read.

`signed(a) and (days_since(b) >= 5 or not signed(c))`: declared facts, literals, comparisons, and/or/not/in
and a fixed table of functions; no attributes, no other calls, nothing is ever evaluated as Python.
"""

from __future__ import annotations

import ast
import difflib
import keyword
import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date

from workflow.engine.condition_words import told
from workflow.engine.conditions import (
    ALWAYS,
    NEVER,
    Comparison,
    Condition,
    Either,
    Every,
    Negation,
    SamePerson,
    Sign,
    Signed,
)
from workflow.engine.situation import ENGINE_FACTS
from workflow.engine.terms import DaysSince, Given, Listed, Literal, Named, SignedOn, Term, Value, Verdict
from workflow.values import Text, both

MAX_LENGTH = 4000
MAX_NODES = 400
MAX_DEPTH = 40
MAX_NUMBER = 10**12
FUNCTIONS = ("signed", "verdict", "days_since", "is_same_person", "given")
NO_FACTS: Mapping[str, type] = {}
ANY_ANSWER: Mapping[str, Collection[str]] = {}


class BadExpression(Exception):
    """The condition is not in the language; `column` counts from 1."""

    def __init__(self, message: Text, column: int, code: str = "bad-condition") -> None:
        super().__init__(message.en)
        self.message = message
        self.column = column
        self.code = code


def parse(
    expression: str,
    declared: Mapping[str, type] = NO_FACTS,
    steps: Collection[str] | None = None,
    answers: Mapping[str, Collection[str]] = ANY_ANSWER,
) -> Condition:
    """The condition that `expression` says; empty means always. Raises BadExpression.

    `declared` gives the type of each fact (str, int, bool or date) beside the engine's own. Any step may be
    named unless `steps` are given, and compared with any word unless `answers` has its words.
    """
    if not expression.strip():
        return ALWAYS
    if len(expression) > MAX_LENGTH:
        raise BadExpression(_TOO_LONG, 1)
    tree = _tree(expression)
    if not _is_small(tree):
        raise BadExpression(_TOO_LONG, 1)
    try:
        return _Compiler({**ENGINE_FACTS, **declared}, steps, answers).condition(tree)
    except _Foreign as fault:
        raise BadExpression(fault.message, _column_of(expression, fault.node), fault.code) from None


def _tree(expression: str) -> ast.expr:
    if "\\" in expression:
        raise BadExpression(_BACKSLASH, expression.index("\\") + 1)
    for found in _UNPARSED.finditer(expression):
        if found.lastgroup:
            raise BadExpression(_REFUSED[found.lastgroup], found.start() + 1)
    try:
        return ast.parse(_lines(expression), mode="eval").body
    except SyntaxError as fault:
        raise BadExpression(_SYNTAX, _column_of_fault(expression, fault)) from None
    except (ValueError, RecursionError, MemoryError):
        raise BadExpression(_SYNTAX, 1) from None


def _lines(expression: str) -> str:
    """The text that Python reads, a character for a character: it ends lines at a carriage return too."""
    return expression.strip().replace("\r\n", " \n").replace("\r", "\n").replace("\f", " ")


def _column(expression: str, line: int, before: int) -> int:
    """The place in the whole text as it was given, from 1."""
    above = _lines(expression).split("\n")[: line - 1]
    lead = len(expression) - len(expression.lstrip())
    return min(lead + sum(len(one) + 1 for one in above) + before, len(expression)) + 1


def _column_of(expression: str, node: ast.expr) -> int:
    line = _lines(expression).split("\n")[node.lineno - 1]
    # Python counts the bytes of a line; people count its letters.
    return _column(expression, node.lineno, len(line.encode()[: node.col_offset].decode()))


def _column_of_fault(expression: str, fault: SyntaxError) -> int:
    # Python says 0 when the text ends too early.
    return _column(expression, fault.lineno or 1, fault.offset - 1) if fault.offset else len(expression)


def _is_small(tree: ast.expr) -> bool:
    level: list[ast.AST] = [tree]
    nodes = 0
    for _ in range(MAX_DEPTH):
        nodes += len(level)
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return nodes <= MAX_NODES
    return False


class _Foreign(Exception):
    """A part of the expression that is not in the language."""

    def __init__(self, message: Text, node: ast.expr, code: str = "bad-condition") -> None:
        super().__init__(message.en)
        self.message = message
        self.node = node
        self.code = code


class _Compiler:
    """From Python's tree to ours: what is not in the tables is foreign."""

    def __init__(
        self,
        declared: Mapping[str, type],
        steps: Collection[str] | None,
        answers: Mapping[str, Collection[str]],
    ) -> None:
        self._declared = declared
        self._steps = steps
        self._answers = answers

    def condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return Every(tuple(self.condition(value) for value in values))
            case ast.BoolOp(values=values):
                return Either(tuple(self.condition(value) for value in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Negation(self.condition(operand))
            case ast.Constant(value=bool(constant)):
                return ALWAYS if constant else NEVER
            case ast.Compare():
                return self._comparisons(node)
            case ast.Call(func=ast.Name(id="signed")):
                return Signed(self._only_step(node))
            case ast.Call(func=ast.Name(id="is_same_person")):
                return SamePerson(self._only_step(node))
        term = self._term(node)
        if term.kind is not bool:
            raise _Foreign(_NOT_YES_OR_NO, node)
        return Comparison(term, "==", Literal(True))

    def _comparisons(self, node: ast.Compare) -> Condition:
        sides = (node.left, *node.comparators)
        pairs = zip(sides, node.ops, sides[1:], strict=False)
        parts = tuple(self._comparison(left, _sign(op, node), right) for left, op, right in pairs)
        return parts[0] if len(parts) == 1 else Every(parts)

    def _comparison(self, left: ast.expr, sign: Sign, right: ast.expr) -> Comparison:
        one = self._term(left)
        if sign in ("in", "not in"):
            return Comparison(one, sign, Listed(tuple(self._literal(one, item) for item in _items(right))))
        other = self._term(right)
        if isinstance(one, Literal) and not isinstance(other, Literal):
            return Comparison(other, _FLIPPED[sign], self._beside(other, one, sign, left))
        return Comparison(one, sign, self._beside(one, other, sign, right))

    def _beside(self, one: Term, other: Term, sign: Sign, node: ast.expr) -> Term:
        """The other side, when the two compare: of one type, and in order only what has an order."""
        if sign in _ORDERED and one.kind not in (int, date):
            raise _Foreign(_ORDER, node)
        if isinstance(other, Literal):
            return Literal(self._literal(one, node))
        if one.kind is not other.kind:
            raise _Foreign(told(_TYPES, one=_KINDS[one.kind], other=_KINDS[other.kind]), node)
        return other

    def _literal(self, one: Term, node: ast.expr) -> Value:
        """The value that a term is compared with: of its type, and an answer that the step can have."""
        value = _fitted(one.kind, _value(node), node)
        known = self._answers.get(one.step, ()) if isinstance(one, Verdict) else ()
        if known and value not in known:
            raise _Foreign(_unknown(_NO_ANSWER, str(value), known), node)
        return value

    def _term(self, node: ast.expr) -> Term:
        match node:
            case ast.Constant() | ast.UnaryOp(op=ast.USub()):
                return Literal(_value(node))
            case ast.Name(id=name):
                return self._named(name, node)
            case ast.Call(func=ast.Name(id="verdict")):
                return Verdict(self._only_step(node))
            case ast.Call(func=ast.Name(id="days_since")):
                return DaysSince(self._day(node))
            case ast.Call(func=ast.Name(id="given"), args=[name, default], keywords=[]):
                return Given(_word(name, _GIVEN), _value(default))
            case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
                raise _Foreign(_ALREADY if name in ("signed", "is_same_person") else _GIVEN, node)
            case ast.Call(func=ast.Name(id=name)):
                raise _Foreign(_unknown(_NO_FUNCTION, name, FUNCTIONS), node)
        raise _Foreign(_FOREIGN, node)

    def _named(self, name: str, node: ast.expr) -> Named:
        if name not in self._declared:
            raise _Foreign(_unknown(_NO_FACT, name, self._declared), node)
        return Named(name, self._declared[name])

    def _day(self, node: ast.Call) -> Named | SignedOn:
        """The day of a fact or of a step; a declared day goes before a step of its name."""
        match node.args:
            case [ast.Name(id=name)] if self._declared.get(name) is date:
                return Named(name, date)
        return SignedOn(self._only_step(node))

    def _only_step(self, node: ast.Call) -> str:
        match node:
            case ast.Call(func=ast.Name(id=function), args=[argument], keywords=[]):
                step = _word(argument, _ARGUMENT.filled(name=function))
                if self._steps is not None and step not in self._steps:
                    raise _Foreign(_unknown(_NO_STEP, step, self._steps), argument, "unknown-step")
                return step
            case ast.Call(func=ast.Name(id=function)):
                raise _Foreign(_ARGUMENT.filled(name=function), node)
        raise _Foreign(_FOREIGN, node)


def _sign(op: ast.cmpop, node: ast.expr) -> Sign:
    if type(op) not in _SIGNS:
        raise _Foreign(_FOREIGN, node)
    return _SIGNS[type(op)]


def _word(node: ast.expr, otherwise: Text) -> str:
    match node:
        case ast.Name(id=name) | ast.Constant(value=str(name)):
            # Python takes a bare name in its composed form, so a quoted one is the same name.
            word = unicodedata.normalize("NFKC", name)
            if word.isidentifier() and not keyword.iskeyword(word):
                return word
    raise _Foreign(otherwise, node)


def _value(node: ast.expr) -> Value:
    match node:
        case ast.Constant(value=bool(value)):
            return value
        case ast.Constant(value=int(number)) if number <= MAX_NUMBER:
            return number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))) if (
            type(number) is int and number <= MAX_NUMBER
        ):
            return -number
        case ast.Constant(value=str(words)) if words.isprintable() and not ("'" in words and '"' in words):
            return words
    raise _Foreign(_LITERAL, node)


def _items(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.List(elts=[_, *_] as items) | ast.Tuple(elts=[_, *_] as items) | ast.Set(elts=items):
            return items
    raise _Foreign(_LIST, node)


def _fitted(kind: type, value: Value, node: ast.expr) -> Value:
    """The literal as a value of the type it is compared with: a day is written as text."""
    if kind is date and isinstance(value, str):
        return _day(value, node)
    if type(value) is not kind:
        raise _Foreign(told(_TYPES, one=_KINDS[kind], other=_KINDS[type(value)]), node)
    return value


def _day(written: str, node: ast.expr) -> date:
    try:
        return date(*map(int, written.split("-"))) if _ISO_DAY.fullmatch(written) else date(0, 0, 0)
    except ValueError:
        raise _Foreign(_NO_DAY, node) from None


def _unknown(said: Text, name: str, known: Collection[str]) -> Text:
    return told(said, name=both(name[:_MAX_TOLD]), near=_near(name, known))


def _near(name: str, known: Collection[str]) -> Text:
    """What the author may have meant: the nearest of the known names, else all of them."""
    near = difflib.get_close_matches(name[:_MAX_TOLD], sorted(known), n=1)
    if near:
        return Text(f"может быть, «{near[0]}»?", f"perhaps “{near[0]}”?")
    every = ", ".join(sorted(known)) or "–"
    return Text(f"есть: {every}", f"there are: {every}")


_MAX_TOLD = 60
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ORDERED = frozenset({"<", "<=", ">", ">="})
_SIGNS: Mapping[type[ast.cmpop], Sign] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_FLIPPED: Mapping[Sign, Sign] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
# What Python would only warn of, on the terminal of a server; texts and remarks are stepped over.
_UNPARSED = re.compile(
    r"""(?P<quotes>'''|\"{3})|#[^\r\n]*|(?<!\w)(?P<prefix>[bfrtuBFRTU]{1,2}(?=['"]))|'[^'\r\n]*'|"[^"\r\n]*\""""
    r"""|(?<!\w)(?P<number>[0-9]+(?:\.[0-9]*)?[^\W0-9])"""
)

_KINDS: Mapping[type, Text] = {
    str: Text("текст", "text"),
    int: Text("число", "a number"),
    bool: Text("да или нет", "yes or no"),
    date: Text("день", "a day"),
}
_TOO_LONG = Text(
    "условие слишком длинное: разделите его на несколько переходов",
    "the condition is too long: split it into several transitions",
)
_SYNTAX = Text(
    "условие не читается; пример: signed(parents_council) and signed(student_council)",
    "the condition cannot be read; example: signed(parents_council) and signed(student_council)",
)
_FOREIGN = Text(
    "этого в условии не бывает: можно факты, значения, функции, ==, <, in, and, or, not и скобки",
    "a condition has no such thing: only facts, values, functions, ==, <, in, and, or, not and brackets",
)
_ARGUMENT = Text(
    "в скобках {name}(…) должен стоять один шаг",
    "{name}(…) takes the name of one step",
)
_GIVEN = Text(
    "given(…) пишется с именем и значением на случай, если его нет: given(n, 0)",
    "given(…) takes a name and the value to use without it: given(n, 0)",
)
_NO_STEP = Text("шага «{name}» нет; {near}", "there is no step “{name}”; {near}")
_NO_ANSWER = Text(
    "ответа «{name}» этот шаг не даёт; {near}", "the step is never answered with “{name}”; {near}"
)
_NO_FACT = Text("факт «{name}» не объявлен; {near}", "the fact “{name}” is not declared; {near}")
_NO_FUNCTION = Text("функции «{name}» нет; {near}", "there is no function “{name}”; {near}")
_ALREADY = Text(
    "это уже да или нет: пишите без сравнения, для отрицания – not",
    "this is yes or no already: write it without a comparison, with not to deny it",
)
_NOT_YES_OR_NO = Text(
    "здесь нужно да или нет: сравните с чем-нибудь, например state == 'review'",
    "yes or no belongs here: compare it with something, such as state == 'review'",
)
_TYPES = Text("{one} не сравнивают со значением «{other}»", "{one} cannot be compared with {other}")
_ORDER = Text(
    "больше и меньше бывают только числа и дни: пишите ==, != или in",
    "only numbers and days are more or less: write ==, != or in",
)
_LIST = Text(
    "после in нужен список значений: state in ['draft', 'review']",
    "a list of values belongs after in: state in ['draft', 'review']",
)
_LITERAL = Text(
    "здесь нужно значение: текст в кавычках, целое число, True или False",
    "a value belongs here: a text in quotation marks, a whole number, True or False",
)
_NO_DAY = Text("такого дня нет: пишите '2026-09-01'", "there is no such day: write '2026-09-01'")
_BACKSLASH = Text("обратной косой черты в условии не бывает", "a condition has no backslash")
_REFUSED: Mapping[str, Text] = {
    "prefix": Text(
        "текст пишут в кавычках без букв перед ними", "a text has no letters before its quotation marks"
    ),
    "quotes": Text("текст пишут в одной паре кавычек", "a text stands in one pair of quotation marks"),
    "number": Text("числа пишут цифрами, отдельно от слов", "numbers are digits, apart from words"),
}
