"""The way to a place told as a story: a line a move, who does what and where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.chain.acts import ACTS
from workflow.chain.compile import RECORDED, RETURN
from workflow.engine.check.moves import Landing, Leap, Spot, Way
from workflow.engine.check.space import Space
from workflow.engine.check.unknowns import PERSONAL
from workflow.engine.conditions import opposite
from workflow.engine.definition import NOTHING, Definition, Guard, Step, Transition
from workflow.engine.long_form import who as let_through
from workflow.engine.wording import later, party_named
from workflow.values import Text, both


def told(space: Space, spot: Spot | None, last: Landing | None = None) -> tuple[Text, ...]:
    """The shortest way to `spot`, and from there one landing more."""
    leaps = [*space.way_to(spot), *([(spot, last.leap)] if last else [])]
    return tuple(line for at, leap in leaps for line in _lines(space, at, leap))


def refuser(space: Space, spot: Spot) -> Step | None:
    """Who of those still asked where a case stands may send it back."""
    definition, signed = space.definition, space.moves.signed_at(spot)
    for way in definition.states[spot.state].transitions:
        step = (
            definition.steps.get(definition.transitions[way].signs) if way in definition.transitions else None
        )
        if step and step.id not in signed and _refuses(step):
            return step
    return None


def who(guard: Guard) -> Text:
    """Who may act by the lists of a guard."""
    return let_through(guard) or Text("кто угодно", "anybody")


def _lines(space: Space, at: Spot | None, leap: Leap) -> Iterator[Text]:
    definition = space.definition
    here = at.state if at else definition.initial_state
    if leap.way:
        way = definition.transitions[leap.way]
        said = _capital(_act(space, at, way, leap))
        yield _joined(said, _arrow(definition, way), _if(supposed(definition, space.moves.ways[leap.way])))
        here = way.to_state or here
    for followed in leap.followed:
        way = definition.transitions[followed]
        said = _filled(_BY_ITSELF, way.title)
        yield _joined(said, _arrow(definition, way), _if(supposed(definition, space.moves.ways[followed])))


def _act(space: Space, at: Spot | None, way: Transition, leap: Leap) -> Text:
    definition = space.definition
    if way.signs in definition.steps and way.trigger != "timed":
        return answers(definition.steps[way.signs], leap.answer)
    asked = refuser(space, at) if way.id == RETURN and at else None
    if asked:
        return answers(asked, "refused")
    actor = _BYPASS if leap.bypassed else subject(way)
    return Text(f"{actor.ru}: «{way.title.ru}»", f"{actor.en}: “{way.title.en}”")


def answers(step: Step, outcome: str) -> Text:
    """A body or an official gives an answer."""
    title = next(
        (one.title for one in ACTS[step.act].outcomes if one.id == outcome), ACTS[step.act].outcomes[0].title
    )
    party = party_named(step.by)
    if step.title != NOTHING and step.act in RECORDED:
        told, done = step.title, title
        return Text(f"{party.ru}: «{told.ru}» – «{done.ru}»", f"{party.en}: “{told.en}” – “{done.en}”")
    return Text(f"{party.ru} отвечает «{title.ru}»", f"{party.en} answers “{title.en}”")


def subject(way: Transition) -> Text:
    """Who performs a transition that is no step's answer."""
    match way.trigger:
        case "timed":
            term = later(way.after)
            return Text(f"система{term.ru}", f"the system{term.en}")
        case "internal":
            return Text("система", "the system")
    return who(way.guard)


def _arrow(definition: Definition, way: Transition) -> Text:
    if not way.to_state:
        return both("")
    title = definition.states[way.to_state].title
    return Text(f" → «{title.ru}»", f" → “{title.en}”")


def supposed(definition: Definition, way: Way) -> tuple[Text, ...]:
    """What has to be so for a move and is not for the definition to say."""
    said = [way.condition.said(definition)] if way.depends else []
    if any(unknown.kind in PERSONAL for unknown in way.unknowns):
        said.append(_filled(_PASSES, who(way.transition.guard)))
    return tuple(said)


def _if(said: tuple[Text, ...]) -> Text:
    if not said:
        return both("")
    ru, en = " и ".join(one.ru for one in said), " and ".join(one.en for one in said)
    return Text(f" (если {ru})", f" (if {en})")


def held_up(space: Space, spot: Spot) -> Iterator[Text]:
    """The automatic steps that would have led on from here, were things otherwise."""
    world = space.came[spot][1].world
    for way in space.moves.automatic[spot.state]:
        if way.depends and not space.moves.passes(way, spot, world):
            denied = opposite(way.condition).said(space.definition)
            yield Text(f"При этом {denied.ru}", f"While {denied.en}")


def _filled(frame: Text, said: Text) -> Text:
    return Text(frame.ru.format(ru=said.ru), frame.en.format(en=said.en))


def _refuses(step: Step) -> bool:
    return any(one.effect == "return" for one in ACTS[step.act].offered)


def _joined(*parts: Text) -> Text:
    return Text("".join(part.ru for part in parts), "".join(part.en for part in parts))


def _capital(said: Text) -> Text:
    return Text(said.ru[:1].upper() + said.ru[1:], said.en[:1].upper() + said.en[1:])


_BY_ITSELF = Text("Само: «{ru}»", "By itself: “{en}”")
_BYPASS = Text("управляющий в обход условий", "a manager, bypassing the conditions")
_PASSES = Text("действовал тот, кому это доступно: {ru}", "who acted may do it: {en}")
