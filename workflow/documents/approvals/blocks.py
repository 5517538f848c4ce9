"""Stamps out of marks: which acts stand alone, which side by side, and which body gave each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from workflow.documents.approvals.acts import AMENDED, ANNEX, OPINION
from workflow.documents.approvals.evidence import Column, Filled, fill
from workflow.documents.approvals.marks import Mark
from workflow.documents.approvals.records import APPROVING, COLLEGIAL

_SIDE_BY_SIDE = 4
_CLEAN = 0.7
_MERGED = 0.5
_UNUSED_ACT = 2.0
_LATE_REACH = 400
_NOWHERE = 10**9


def stamps(acts: Sequence[Mark], marks: Sequence[Mark], end: int) -> list[list[Filled]]:
    """The stamps that the acts begin, those side by side in one group, read with the least strain."""
    if not acts:
        return []
    ends = [*(act.start for act in acts[1:]), end]
    alone = [_group([act], _between(marks, act.start, stop)) for act, stop in zip(acts, ends, strict=True)]
    best: list[tuple[float, list[list[Filled]]]] = [(0.0, [])]
    for last in range(len(acts)):
        ways = []
        for first in range(max(0, last + 1 - _SIDE_BY_SIDE), last + 1):
            if first == last:
                cost, filled = alone[last]
            elif all(each[0] <= _CLEAN for each in alone[first : last + 1]):
                continue
            else:
                marks_of_all = _between(marks, acts[first].start, ends[last])
                cost, filled = _group(acts[first : last + 1], marks_of_all)
            ways.append((best[first][0] + cost, [*best[first][1], filled]))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _between(marks: Sequence[Mark], start: int, stop: int) -> list[Mark]:
    return [mark for mark in marks if start <= mark.start < stop]


def _group(acts: Sequence[Mark], marks: Sequence[Mark]) -> tuple[float, list[Filled]]:
    """The least strained reading of acts whose contents may be mixed with one another."""
    kept, late = _within_limits(acts, marks)
    bodies = [mark for mark in kept if mark.kind == "body" and mark.start < late]
    cost, filled = float("inf"), list[Filled]()
    for base, columns in sorted(_layouts(acts, bodies, kept), key=lambda layout: layout[0]):
        if base >= cost:
            break
        strain, given = fill(columns, kept, late)
        if base + strain + _unsupported(given) < cost:
            cost, filled = base + strain + _unsupported(given), given
    used = [one for one in filled if _says_something(one)]
    unused = _UNUSED_ACT * (len(filled) - len(used))
    return cost + unused + _MERGED * (len(acts) - 1), _joint(used, bodies, len(acts))


def _within_limits(acts: Sequence[Mark], marks: Sequence[Mark]) -> tuple[list[Mark], int]:
    """The marks a stamp may use, and the place behind which the title has begun."""
    kept: list[Mark] = []
    late, stopped_row, prose = _NOWHERE, -1, False
    for mark in marks:
        if mark.kind == "act":
            prose = False
        if mark.kind == "title":
            beside = mark.row == acts[-1].row and not any(one.kind in ("body", "date") for one in kept)
            late = min(late, _NOWHERE if beside else mark.start)
        elif mark.kind == "stop":
            prose = prose or mark.value == "prose"
            stopped_row = mark.row
        elif mark.row == stopped_row and mark.kind not in ("act", "body"):
            continue
        elif not prose and mark.start < late + _LATE_REACH:
            kept.append(mark)
    return kept, late


def _layouts(
    acts: Sequence[Mark], bodies: Sequence[Mark], marks: Sequence[Mark]
) -> Iterator[tuple[float, list[Column]]]:
    if len(acts) == 1:
        yield from _alone(acts[0], bodies, marks)
    else:
        yield from _side_by_side(acts, bodies)


def _alone(act: Mark, bodies: Sequence[Mark], marks: Sequence[Mark]) -> Iterator[tuple[float, list[Column]]]:
    """One act: of its first likely body, or of several bodies each with evidence of its own."""
    yield _missing(act) + (0.6 if bodies else 0.0), [Column(act, None)]
    for place, body in enumerate(bodies[:4]):
        others = sum(other.value != body.value for other in bodies[:place])
        yield 0.6 * others + affinity(act.value, body.value), [Column(act, body)]
    several = _distinct(bodies)
    if 1 < len(several) <= 3 and sum(mark.kind == "number" for mark in marks) > 1:
        strain = sum(affinity(act.value, body.value) for body in several)
        yield 0.3 + strain, [Column(act, body) for body in several]


def _distinct(bodies: Sequence[Mark]) -> list[Mark]:
    return list({body.value: body for body in reversed(bodies)}.values())[::-1]


def _side_by_side(acts: Sequence[Mark], bodies: Sequence[Mark]) -> Iterator[tuple[float, list[Column]]]:
    """Every way to give each act one of the bodies, in or out of their order."""
    choices: list[Mark | None] = list(bodies[: len(acts) + 2])
    choices += [None] * max(0, len(acts) - len(_distinct(bodies)))
    seen: dict[tuple[int, ...], tuple[float, list[Column]]] = {}
    for order in permutations(range(len(choices)), len(acts)):
        given = [choices[i] for i in order]
        key = tuple(body.start if body else -1 for body in given)
        if key not in seen:
            seen[key] = _given(acts, given, bodies)
    yield from sorted(seen.values(), key=lambda each: each[0])[:3]


def _given(
    acts: Sequence[Mark], given: Sequence[Mark | None], bodies: Sequence[Mark]
) -> tuple[float, list[Column]]:
    cost = 0.0
    for act, body in zip(acts, given, strict=True):
        cost += affinity(act.value, body.value) if body else _missing(act)
    placed = [body for body in given if body]
    in_rows = acts[0].row == acts[-1].row
    cost += sum(
        0.5 if one.row == two.row or not in_rows else 0.2
        for one, two in pairwise(placed)
        if one.start > two.start
    )
    used = {body.value for body in given if body}
    cost += sum(1.0 for body in _distinct(bodies) if body.value not in used)
    cost += 0.4 * sum(
        body is not None and body.start < act.start for act, body in zip(acts, given, strict=True)
    )
    return cost, [Column(act, body) for act, body in zip(acts, given, strict=True)]


def affinity(act: str, kind: str) -> float:
    """How strange this act is for this body: heads approve, councils adopt, consider and agree."""
    if act in APPROVING or act == ANNEX:
        return 0.0 if kind in ("head", "authority", "founder") else 0.6
    if act == "ВВЕДЕНО":
        return 0.0 if kind == "head" else 0.5
    if act == AMENDED:
        return 0.1
    if kind == "head":
        return 1.0 if act == "СОГЛАСОВАНО" else 1.3
    if act in ("ПРИНЯТО", "РАССМОТРЕНО") and kind in ("authority", "founder"):
        return 0.4
    if kind in ("parents_council", "student_council") and act in ("ПРИНЯТО", "РАССМОТРЕНО"):
        return 0.2
    if act == "СОГЛАСОВАНО" and kind == "pedagogical_council":
        return 0.1
    if act == OPINION and kind in ("pedagogical_council", "general_meeting"):
        return 0.2
    return 0.0


def _missing(act: Mark) -> float:
    if act.value in (AMENDED, ANNEX, "ВВЕДЕНО"):
        return 0.1
    return 0.3 if act.value in APPROVING else 1.0


def _unsupported(filled: Sequence[Filled]) -> float:
    """An act of nobody by nothing is hardly a stamp; an approval may be the head's own."""
    bare = [one for one in filled if one.column.body is None and one.instrument is None]
    return 0.6 * sum(one.column.act.value not in (*APPROVING, "ВВЕДЕНО") for one in bare)


def _says_something(one: Filled) -> bool:
    act = one.column.act.value
    if act in (AMENDED, ANNEX, "ВВЕДЕНО"):
        return bool(one.number or one.date or (act == "ВВЕДЕНО" and one.instrument))
    return bool(one.column.body or one.number or one.date or act in APPROVING)


def _joint(filled: list[Filled], bodies: Sequence[Mark], acts: int) -> list[Filled]:
    """A joint protocol counts for each council named before it."""
    if acts > 1 or len(filled) != 1 or not filled[0].number or filled[0].column.kind not in COLLEGIAL:
        return filled
    one = filled[0]
    first = min(mark.start for mark in (one.instrument, one.number, one.date) if mark)
    limit = first if first > bodies[0].start else _NOWHERE
    named = [
        body
        for body in _distinct(bodies)
        if body.value in COLLEGIAL and body.start < limit and not body.doubt
    ]
    return [
        Filled(Column(one.column.act, body), one.instrument, one.number, one.date) for body in named
    ] or filled
