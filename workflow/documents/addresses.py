"""How people name a clause, «абзац второй пункта 3.1»: its address in the tree, and back to the clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.documents.clauses import Clause, walk
from workflow.documents.tables import in_rows, row_labels, rows_called
from workflow.values import Text

Unit = Literal[
    "section", "chapter", "article", "part", "point", "item", "paragraph", "dash", "table", "row", "column",
    "annex",
]  # fmt: skip
Case = Literal["nominative", "genitive", "accusative", "instrumental", "prepositional"]
CASES: tuple[Case, ...] = ("nominative", "genitive", "accusative", "instrumental", "prepositional")

_UNITS: dict[Unit, tuple[str, ...]] = {
    "section": ("раздел", "раздела", "раздел", "разделом", "разделе"),
    "chapter": ("глава", "главы", "главу", "главой", "главе"),
    "article": ("статья", "статьи", "статью", "статьёй", "статье"),
    "part": ("часть", "части", "часть", "частью", "части"),
    "point": ("пункт", "пункта", "пункт", "пунктом", "пункте"),
    "item": ("подпункт", "подпункта", "подпункт", "подпунктом", "подпункте"),
    "paragraph": ("абзац", "абзаца", "абзац", "абзацем", "абзаце"),
    "dash": ("дефис", "дефиса", "дефис", "дефисом", "дефисе"),
    "table": ("таблица", "таблицы", "таблицу", "таблицей", "таблице"),
    "row": ("строка", "строки", "строку", "строкой", "строке"),
    "column": ("графа", "графы", "графу", "графой", "графе"),
    "annex": ("приложение", "приложения", "приложение", "приложением", "приложении"),
}
_UNITS_EN: dict[Unit, str] = {
    "section": "section",
    "chapter": "chapter",
    "article": "article",
    "part": "part",
    "point": "clause",
    "item": "item",
    "paragraph": "paragraph",
    "dash": "dash",
    "table": "table",
    "row": "row",
    "column": "column",
    "annex": "annex",
}
_WORDED: dict[str, Unit] = {"глава": "chapter", "статья": "article", "часть": "part", "раздел": "section"}
_ORDINALS = (
    "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый "
    "тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый восемнадцатый девятнадцатый двадцатый"
).split()
_ORDINAL_ENDINGS = ("", "ого", "", "ым", "ом")
_FEMININE_ENDINGS = ("ая", "ой", "ую", "ой", "ой")
_THIRD_FEMININE = ("третья", "третьей", "третью", "третьей", "третьей")
_THIRD = ("третий", "третьего", "третий", "третьим", "третьем")


@dataclass(frozen=True, slots=True)
class Step:
    """One unit of an address under its bare label: 3.1, «а», the turn of a paragraph, „Heading“ in quotes.

    A row bears its number or its first words in quotes; a table its turn in its unit, or nothing.
    """

    unit: Unit
    label: str


Address = tuple[Step, ...]
"""Steps from the outermost to the unit itself; it leaves out what its reader does not need."""


def addresses(clauses: Sequence[Clause]) -> dict[str, Address]:
    """The shortest address of each clause by its uid.

    Paragraphs are counted as drafting rules count them: the own words of a numbered unit are its first, then
    every unnumbered line in order, dashes too; a heading is not counted, nor are the rows of a table.
    """
    points = Counter(
        _numbered(one) for one in walk(clauses) if one.label and one.kind in ("section", "point")
    )
    found: dict[str, Address] = {}
    _address(clauses, (), found, points, _Scope(clauses, 0))
    return found


class _Scope:
    """The lines that one numbered unit counts as its own."""

    def __init__(self, clauses: Iterable[Clause], counted: int) -> None:
        self.counted = counted
        self.tables = 0
        self.several = sum(1 for _ in tables(clauses)) > 1
        self.items = Counter(one.label for one in scope(clauses) if one.kind == "item")


def _address(
    clauses: Iterable[Clause],
    owner: Address,
    found: dict[str, Address],
    points: Counter[Step | None],
    inside: _Scope,
    line: Address | None = None,
) -> None:
    for one, *rows in in_rows(clauses):
        if rows:
            inside.tables += 1
            table = Step("table", str(inside.tables) if inside.several else "")
            named_rows = zip((one, *rows), row_labels((one, *rows)), strict=True)
            found.update((row.uid, (*owner, table, Step("row", label))) for row, label in named_rows)
            continue
        step = _numbered(one)
        if step is None:
            inside.counted += 1
            mine = (*owner, Step("paragraph", str(inside.counted)))
            found[one.uid] = mine
            _address(one.children, owner, found, points, inside, mine)
            continue
        above = owner if one.kind == "item" or points[step] > 1 else ()
        if one.kind == "item" and inside.items[one.label] > 1 and line is not None:
            above = line
        mine = (*above, step)
        found[one.uid] = mine
        _address(one.children, mine, found, points, _Scope(one.children, first_paragraph(one)))


def first_paragraph(owner: Clause | None) -> int:
    """How many paragraphs the owner's own words make: a heading makes none."""
    return 0 if owner is None or owner.kind == "section" else 1


def scope(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The lines that belong to a unit itself: down through what has no number, not into what has one."""
    for one in clauses:
        yield one
        if _numbered(one) is None:
            yield from scope(one.children)


def tables(clauses: Iterable[Clause]) -> Iterator[tuple[Clause, ...]]:
    """The tables that belong to a unit itself, in order, each with its rows."""
    for one, *rows in in_rows(clauses):
        if rows:
            yield one, *rows
        elif _numbered(one) is None:
            yield from tables(one.children)


def tables_at(clauses: Sequence[Clause], address: Address) -> list[tuple[Clause, ...]]:
    """Every table that an address ending with one may mean: one when it is good."""
    *above, step = address
    if not above and not any(True for _ in tables(clauses)):
        # «Строка 3 таблицы» of a text in which there is but one.
        return [one for unit in walk(clauses) if _numbered(unit) for one in tables(unit.children)]
    owners: list[Clause | None] = [*resolve(clauses, tuple(above))] if above else [None]
    found: list[tuple[Clause, ...]] = []
    for owner in owners:
        known = list(tables(owner.children if owner else clauses))
        turn = int(step.label) - 1 if step.label.isdecimal() else -1
        found += [one for at, one in enumerate(known) if not step.label or at == turn]
    return found


def resolve(clauses: Sequence[Clause], address: Address, owner: Clause | None = None) -> list[Clause]:
    """Every clause that the address may mean: one when it is good."""
    found: list[Clause | None] = [owner]
    if [step.unit for step in address[-2:]] == ["table", "row"] and owner is None:
        return [
            row for one in tables_at(clauses, address[:-1]) for row in rows_called(one, address[-1].label)
        ]
    for step in address:
        found = [one for within in found for one in _within(clauses, within, step)]
    return [one for one in found if one is not None]


def _within(clauses: Sequence[Clause], owner: Clause | None, step: Step) -> list[Clause | None]:
    inside = owner.children if owner is not None else clauses
    if step.unit in ("paragraph", "dash"):
        return _turn(inside, owner, step)
    if step.unit == "item":
        dotted = [one for one in walk(inside) if one.kind == "point" and one.label == step.label]
        return [*_items(inside, step.label), *(dotted if "." in step.label else [])]
    return [one for one in walk(inside) if _numbered(one) == step] or _single_numbers(inside, step)


def _items(inside: Iterable[Clause], label: str) -> list[Clause | None]:
    return [one for one in scope(inside) if one.kind == "item" and bare(one.label) == label]


def _single_numbers(inside: Iterable[Clause], step: Step) -> list[Clause | None]:
    """«Пункт 1» of an act whose single numbers were read as headings, and the other way about."""
    other: Unit = "section" if step.unit == "point" else "point"
    if step.unit not in ("point", "section") or "." in step.label:
        return []
    return [one for one in walk(inside) if _numbered(one) == Step(other, step.label)]


def _turn(inside: Iterable[Clause], owner: Clause | None, step: Step) -> list[Clause | None]:
    if not step.label.isdecimal():
        return []
    rows = {one.uid for table in tables(inside) for one in table}
    lines = [one for one in scope(inside) if _numbered(one) is None and one.uid not in rows]
    if step.unit == "dash":
        lines = [one for one in lines if one.kind == "dash"]
        turn = int(step.label) - 1
    else:
        turn = int(step.label) - 1 - first_paragraph(owner)
        if turn == -1:
            return [owner]
    return [lines[turn]] if 0 <= turn < len(lines) else []


def _numbered(one: Clause) -> Step | None:
    """The step of a clause that has a number or a heading; None for dashes and paragraphs."""
    if one.kind == "section":
        return _section(one)
    if one.kind in ("point", "item") and one.label:
        return Step("point" if one.kind == "point" else "item", bare(one.label))
    return None


def _section(one: Clause) -> Step:
    words = one.label.replace("§", "§ ").split()
    if not words:
        return Step("section", f"«{one.text}»")
    return Step(_WORDED.get(words[0].casefold(), "section"), words[-1])


def bare(label: str) -> str:
    """1 of «1)», а of «а)»; 1.1) keeps its bracket, since clause 1.1 is another; an index stays whole."""
    if "." in label or label.count(")") == label.count("("):
        return label
    return label.removesuffix(")")


def named(address: Address, case: Case = "nominative") -> Text:
    """«абзац второй пункта 3.1», “paragraph 2 of clause 3.1”; an empty address is the document itself."""
    at = CASES.index(case)
    russian = [_russian(step, at if n == 0 else 1) for n, step in enumerate(reversed(address))]
    english = [f"{_UNITS_EN[step.unit]} {step.label}".rstrip() for step in reversed(address)]
    return Text(" ".join(russian), " of ".join(english))


def _russian(step: Step, case: int) -> str:
    word = _UNITS[step.unit][case]
    if step.unit in ("paragraph", "dash"):
        return f"{word} {ordinal(int(step.label), CASES[case])}"
    if step.unit == "table":
        return f"{word} {feminine(int(step.label), CASES[case])}" if step.label else word
    if step.unit == "annex":
        return f"{word} № {step.label}" if step.label else word
    if step.unit == "item" and step.label.isalpha():
        return f"{word} «{step.label}»"
    return f"{word} {step.label}".rstrip()


def ordinal(number: int, case: Case = "nominative") -> str:
    """«второй» in any case; a figure past twenty."""
    at = CASES.index(case)
    if not 1 <= number <= len(_ORDINALS):
        return str(number)
    if number == 3:
        return _THIRD[at]
    word = _ORDINALS[number - 1]
    return f"{word[:-2]}{_ORDINAL_ENDINGS[at]}" if _ORDINAL_ENDINGS[at] else word


def feminine(number: int, case: Case = "nominative") -> str:
    """«вторая» in any case; a figure past twenty."""
    if number == 3:
        return _THIRD_FEMININE[CASES.index(case)]
    word = ordinal(number)
    return f"{word[:-2]}{_FEMININE_ENDINGS[CASES.index(case)]}" if word.isalpha() else word
