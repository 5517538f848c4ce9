"""Two editions of 560 clauses compared, beside xmldiff on the same trees (extra `bench`)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from harness import Figure, Goal, emit, micro, table, waits

from workflow.documents.addresses import addresses
from workflow.documents.amend import amendment, applied, drafted
from workflow.documents.clauses import Clause, walk
from workflow.documents.compare import ComparisonTable, aligned, compare
from workflow.documents.compare import table as comparison_table
from workflow.documents.document import EditionText
from workflow.values import both

APPLIED = Goal("applying 12 operations, hashes checked", 5, 3, "ms")
DRAFTED = Goal("drafting an amendment of 12 changes and its wording, read back", 300, 100, "ms")
SHARED = Goal("comparing two editions of 560 clauses, words and table", 300, 50, "ms")
APART = Goal("the same texts read apart, matched first", 300, 150, "ms")
QUICK = Goal("xmldiff takes so many times longer (fast match)", 2, 10, at_least=True)
WHOLE = Goal("xmldiff takes so many times longer (as it comes)", 50, 100, at_least=True)
_OPTIONS = {"F": 0.75, "uniqueattrs": ["eId"], "ratio_mode": "faster", "fast_match": True}

_WORDS = (
    "совет школы педагог родители ученики план отчёт состав протокол директор утверждает решает проводит "
    "хранит вправе обязан не позднее сентября один раз месяц четверть класс учитель кабинет журнал заявка"
).split()


def editions(clauses: int = 560) -> tuple[EditionText, EditionText]:
    """A regulation and its next edition: some 40 clauses reworded, moved, renumbered, dropped or added."""
    chance = random.Random(7)
    sections = [_section(number, chance, clauses // 20) for number in range(1, 21)]
    old = _text(tuple(sections))
    return old, _text(tuple(_amended(one, chance) for one in _exchanged(sections)))


def _text(clauses: tuple[Clause, ...]) -> EditionText:
    return EditionText("Положение о совете", "regulation", "положение", clauses)


def _said(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(8, 30))).capitalize() + "."


def _section(number: int, chance: random.Random, size: int) -> Clause:
    points = tuple(
        Clause(f"p{number}-{at}", f"{number}.{at}", _said(chance), "point") for at in range(1, size)
    )
    return Clause(f"s{number}", str(number), f"Раздел о {_WORDS[number]}", "section", points)


def _amended(section: Clause, chance: random.Random) -> Clause:
    points = list(section.children)
    at = chance.randrange(len(points) - 2)
    reworded = points[at].text.replace("не", "по решению совета не").replace("один", "два")
    points[at] = Clause(points[at].uid, points[at].label, reworded + " Это важно.", "point")
    if chance.random() < 0.5:
        del points[at + 1]
    if chance.random() < 0.5:
        points.insert(at, Clause(f"new-{section.uid}", "", _said(chance), "point"))
    numbered = [
        Clause(one.uid, f"{section.label}.{turn}", one.text, one.kind) for turn, one in enumerate(points, 1)
    ]
    return Clause(section.uid, section.label, section.text, section.kind, tuple(numbered))


def _exchanged(sections: list[Clause]) -> list[Clause]:
    """One clause of the second section goes to the ninth."""
    given, taking = sections[1], sections[8]
    moved = given.children[3]
    left = tuple(one for one in given.children if one is not moved)
    changed = {
        given.uid: Clause(given.uid, given.label, given.text, given.kind, left),
        taking.uid: Clause(taking.uid, taking.label, taking.text, taking.kind, (moved, *taking.children)),
    }
    return [changed.get(one.uid, one) for one in sections]


def _renamed(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    return tuple(
        Clause(f"r-{one.uid}", one.label, one.text, one.kind, _renamed(one.children)) for one in clauses
    )


def xml(text: EditionText) -> str:
    """The tree in the shape of Akoma Ntoso: number, words, what stands below; ids of the printed places."""
    known = addresses(text.clauses)
    return f"<body>{''.join(_element(one, known) for one in text.clauses)}</body>"


def _element(one: Clause, known: dict[str, tuple[object, ...]]) -> str:
    place = "__".join(str(getattr(step, "label", "")) for step in known[one.uid])
    inside = "".join(_element(child, known) for child in one.children)
    name = "section" if one.kind == "section" else "paragraph"
    return f'<{name} eId="{place}"><num>{one.label}.</num><p>{one.text}</p>{inside}</{name}>'


def figures() -> Iterator[Figure]:
    """The rows of the table that are about comparing."""
    old, new = editions()
    size = sum(1 for _ in walk(old.clauses))
    shared = micro("comparing", f"grif: {size} clauses", partial(_told, old, new), rounds=9) / 1000
    yield Figure(SHARED, shared, f"{shared:.1f} ms")
    other = _text(_renamed(new.clauses))
    apart = micro("comparing", "grif: read apart", lambda: _told(old, aligned(old, other)), rounds=9) / 1000
    yield Figure(APART, apart, f"{apart:.1f} ms")
    yield from _amending()
    for goal, options in ((QUICK, _OPTIONS), (WHOLE, {})):
        theirs = _xmldiff(xml(old), xml(new), options)
        if theirs is not None:
            yield Figure(goal, theirs / apart, f"{apart:.1f} ms", f"{theirs:.0f} ms")


def _amending() -> Iterator[Figure]:
    """A regulation of 80 clauses with twelve changes."""
    old = _text(tuple(_section(number, random.Random(number), 8) for number in range(1, 11)))
    new = _text(tuple(_reworded(one, 2 if turn < 2 else 1) for turn, one in enumerate(old.clauses)))
    made = amendment(old, new)
    took = micro("amending", f"grif: {len(made.operations)} operations", partial(applied, old, made)) / 1000
    yield Figure(APPLIED, took, f"{took:.2f} ms")
    took = micro("amending", "grif: drafted and read back", partial(drafted, old, new), rounds=5) / 1000
    yield Figure(DRAFTED, took, f"{took:.1f} ms")


def _reworded(section: Clause, count: int) -> Clause:
    points = tuple(
        Clause(one.uid, one.label, f"{one.text} Это важно." if turn < count else one.text, one.kind)
        for turn, one in enumerate(section.children)
    )
    return Clause(section.uid, section.label, section.text, section.kind, points)


def _told(old: EditionText, new: EditionText) -> ComparisonTable:
    """All that a reader sees: every clause that differs, word by word."""
    return comparison_table(compare(old, new), both("1"), both("2"))


def _xmldiff(old: str, new: str, options: dict[str, object]) -> float | None:
    """Milliseconds of xmldiff; None when it is not installed."""
    try:
        from xmldiff.main import diff_texts
    except ImportError:
        print("  xmldiff is not installed: pip install '.[bench]'", flush=True)
        return None
    actions: list[object] = []
    took = waits(lambda: actions.extend(diff_texts(old, new, diff_options=options)), times=1, warm=0)
    emit("comparing", f"xmldiff: {len(actions)} actions", "ms", took)
    return took[0]


if __name__ == "__main__":
    print(table(list(figures())))
