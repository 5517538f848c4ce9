"""What holds in every place a case can come to, and where it does not the shortest story that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflow.chain.compile import IN_FORCE, RETURN, RETURNED, WITHDRAW, WITHDRAWN
from workflow.engine.check import story
from workflow.engine.check.findings import Finding, Origin
from workflow.engine.check.lint import leads_nowhere
from workflow.engine.check.moves import Spot
from workflow.engine.check.space import Space
from workflow.engine.conditions import opposite
from workflow.engine.definition import Definition
from workflow.engine.wording import listed, party_named
from workflow.values import Text


def proofs(space: Space, origin: Origin = "grif") -> tuple[Finding, ...]:
    """Everything that the search shows to be wrong; what it could not exhaust it never calls sound."""
    stuck = tuple(_nobody_leaves(space))
    known = {finding.name for finding in stuck}
    found = [
        *_endless(space), *stuck, *_stranded(space, known), *_skipped(space), *_broken(space),
    ]  # fmt: skip
    if not space.exhausted:
        return _told(origin, *found, _not_exhausted(space))
    return _told(origin, *found, *_never_reached(space), *_never_performed(space))


def _told(origin: Origin, *findings: Finding) -> tuple[Finding, ...]:
    """In a file of Plone a way may be closed by a guard that is not carried: no error of the file."""
    if origin == "grif":
        return findings
    mild = {"stranded", "unreachable-state"}
    return tuple(replace(one, severity="warning") if one.code in mild else one for one in findings)


def ends(definition: Definition) -> frozenset[str]:
    """Where a case may end: what is called final, else the states without a way out."""
    final = {state.id for state in definition.states.values() if state.final}
    return frozenset(final or {state.id for state in definition.states.values() if not state.transitions})


def good_ends(definition: Definition) -> frozenset[str]:
    """The ends that a document is sent on its way for: in force, else any but returned and withdrawn."""
    if IN_FORCE in definition.states:
        return frozenset({IN_FORCE})
    back = {way.to_state for id_, way in definition.transitions.items() if id_ in (RETURN, WITHDRAW)}
    return ends(definition) - back - {RETURNED, WITHDRAWN}


def _endless(space: Space) -> Iterator[Finding]:
    told: set[str] = set()
    for spot, landing in space.endless:
        last = landing.passed[-1]
        looping = landing.leap.followed[landing.passed.index(last) :] or landing.leap.followed
        if told.isdisjoint(looping):
            told |= {*looping}
            lines = story.told(space, spot, landing)
            for way in dict.fromkeys(looping):
                yield Finding("endless-automatic", "error", "transition", way, _ENDLESS.filled(id=way), lines)


def _nobody_leaves(space: Space) -> Iterator[Finding]:
    definition = space.definition
    first = {spot.state: spot for spot in reversed(space.came)}
    for state in definition.states.values():
        ways = [definition.transitions[way] for way in state.transitions if way in definition.transitions]
        leading = {way.id for way in ways if way.to_state not in ("", state.id)}
        taken = (*space.moves.asked[state.id], *space.moves.automatic[state.id])
        open_ = {way.id for way in taken} & leading
        if leading and not open_ and state.id in first:
            lines = story.told(space, first[state.id])
            yield Finding("nobody-can-leave", "error", "state", state.id, _NOBODY.filled(id=state.id), lines)


def _stranded(space: Space, known: set[str]) -> Iterator[Finding]:
    """Places from which no end is to be reached any more, told once a state, at their beginning."""
    lost = _lost(space)
    told = set(known)
    for spot in space.came:
        before = space.came[spot][0]
        if spot in lost and before not in lost and spot.state not in told:
            told.add(spot.state)
            message = _STRANDED.filled(id=spot.state)
            lines = (*story.told(space, spot), *story.held_up(space, spot))
            yield Finding("stranded", "error", "state", spot.state, message, lines)


def _lost(space: Space) -> set[Spot]:
    """The places from which no end can be reached; without any end, those that no move leaves."""
    definition = space.definition
    # What was not tried may lead anywhere.
    if not space.moves.bounded:
        return set()
    last = ends(definition) | {
        id_ for id_, state in definition.states.items() if leads_nowhere(definition, state)
    }
    if not last:
        return {spot for spot, onward in space.onward.items() if set(onward) <= {spot}}
    back: dict[Spot, list[Spot]] = {}
    for spot, onward in space.onward.items():
        for target in onward:
            back.setdefault(target, []).append(spot)
    saved = {spot for spot in space.came if spot.state in last or spot not in space.onward}
    waiting = list(saved)
    while waiting:
        for spot in back.get(waiting.pop(), ()):
            if spot not in saved:
                saved.add(spot)
                waiting.append(spot)
    return space.came.keys() - saved


def _skipped(space: Space) -> Iterator[Finding]:
    """Steps without which a document comes to its good end."""
    good, moves = good_ends(space.definition), space.moves
    told: set[str] = set()
    for spot in space.came:
        if spot.state not in good:
            continue
        skipped = [step for step in moves.steps if step not in moves.signed_at(spot)]
        for group in moves.alike:
            missed = [step for step in group if step in skipped]
            if missed and told.isdisjoint(group):
                told |= {*group}
                yield _skippable(space, spot, group if len(group) > 1 else missed)


def _skippable(space: Space, spot: Spot, steps: tuple[str, ...] | list[str]) -> Finding:
    named = [party_named(space.definition.steps[step].by) for step in steps]
    who = Text(listed([one.ru for one in named], " и "), listed([one.en for one in named], " and "))
    state = space.definition.states[spot.state].title
    message = _SKIPPED if len(steps) == 1 else _SOME_SKIPPED
    said = Text(
        message.ru.format(steps=", ".join(steps), who=who.ru, state=state.ru),
        message.en.format(steps=", ".join(steps), who=who.en, state=state.en),
    )
    return Finding("step-skippable", "warning", "step", steps[-1], said, story.told(space, spot))


def _broken(space: Space) -> Iterator[Finding]:
    for index, (spot, landing) in sorted(space.broken.items()):
        promise, condition = space.moves.promises[index]
        denied = opposite(condition).said(space.definition)
        state = space.definition.states[promise.never].title
        said = Text(
            _BROKEN.ru.format(state=state.ru, unless=promise.unless, denied=denied.ru),
            _BROKEN.en.format(state=state.en, unless=promise.unless, denied=denied.en),
        )
        yield Finding(
            "invariant-broken", "error", "invariant", str(index), said, story.told(space, spot, landing)
        )


def _never_reached(space: Space) -> Iterator[Finding]:
    """States that the drawing reaches and no case does; of a row of them the first."""
    definition, passed = space.definition, space.passed
    for state in definition.states.values():
        for id_ in state.transitions:
            way = definition.transitions.get(id_)
            if (
                state.id in passed
                and way
                and way.to_state in definition.states
                and way.to_state not in passed
            ):
                said = _NEVER_REACHED.filled(id=way.to_state, way=id_)
                yield Finding("unreachable-state", "error", "state", way.to_state, said)


def _never_performed(space: Space) -> Iterator[Finding]:
    ways = space.definition.transitions
    states = [state for state in space.definition.states.values() if state.id in space.passed]
    offered = dict.fromkeys(way for state in states for way in state.transitions)
    # Of steps alike one stands for all.
    signed = {ways[way].signs for way in space.performed if way}
    signed = {step for group in space.moves.alike if signed & {*group} for step in group}
    for id_ in offered:
        if id_ not in space.performed and ways[id_].signs not in signed:
            yield Finding("idle-transition", "warning", "transition", id_, _IDLE.filled(id=id_))


def _not_exhausted(space: Space) -> Finding:
    said = _NOT_EXHAUSTED.filled(seen=len(space.came))
    return Finding("not-exhausted", "warning", "definition", "", said)


_ENDLESS = Text(
    "автоматический переход «{id}» идёт по кругу без конца: добавьте ему условие (guard: {{when: …}})",
    "the automatic transition “{id}” goes round for ever: give it a condition (guard: {{when: …}})",
)
_NOBODY = Text(
    "из состояния «{id}» некому вывести документ: ролей и прав, которых требуют его переходы, ни у кого нет",
    "nobody can lead a document out of state “{id}”: no one has the roles or permissions its ways ask for",
)
_STRANDED = Text(
    "документ может застрять в состоянии «{id}»: ни до одного конца оттуда уже не дойти",
    "a document can be stranded in state “{id}”: no end can be reached from there any more",
)
_SKIPPED = Text(
    "документ приходит в «{state}» и без шага «{steps}» ({who})",
    "a document comes to “{state}” without step “{steps}” too ({who})",
)
_SOME_SKIPPED = Text(
    "документ приходит в «{state}» не со всеми шагами из «{steps}» ({who})",
    "a document comes to “{state}” without all of the steps “{steps}” ({who})",
)
_BROKEN = Text(
    "обещание «никогда {state}, если не {unless}» нарушается: {denied}",
    "the promise “never {state} unless {unless}” is broken: {denied}",
)
_NEVER_REACHED = Text(
    "в состояние «{id}» документ никогда не придёт: условие перехода «{way}» не выполняется ни на одном пути",
    "no document ever comes to state “{id}”: on no way does transition “{way}” open",
)
_IDLE = Text(
    "переход «{id}» не сработает ни на одном пути: его условие не выполняется или его опережает другой",
    "transition “{id}” happens on no way: its condition never holds, or another goes before it",
)
_NOT_EXHAUSTED = Text(
    "проверены не все случаи: просмотрено положений документа: {seen}; об остальных ничего сказать нельзя",
    "not everything was checked: {seen} positions of a document were seen; of others nothing can be said",
)
