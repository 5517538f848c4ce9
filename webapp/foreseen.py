"""What a migration would make of a case, in words: the same on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workflow.engine.versions import Migration
from workflow.services.migration import Foreseen
from workflow.values import PartyKey, Text

NameOf = Callable[[PartyKey], str]


@dataclass(frozen=True, slots=True)
class Told:
    """A case with where it stands and would stand, and every consequence as one line."""

    document: int
    edition: int
    title: str
    stands: Text
    then: Text | None
    kept: tuple[Text, ...] = ()
    void: tuple[Text, ...] = ()
    asked: tuple[str, ...] = ()
    goes_on: tuple[str, ...] = ()
    no_more: tuple[str, ...] = ()
    refused: tuple[Text, ...] = ()

    @property
    def lines(self) -> tuple[Text, ...]:
        """Every consequence as a sentence."""
        found = [*(_said(_KEPT, one) for one in self.kept), *(_said(_VOID, one) for one in self.void)]
        named = ((_ASKED, self.asked), (_GOES_ON, self.goes_on), (_NO_MORE, self.no_more))
        found += [_said(told, Text(", ".join(who), ", ".join(who))) for told, who in named if who]
        return (*found, *self.refused)


def told(one: Foreseen, by: Migration, name_of: NameOf) -> Told:
    """The case in words; `name_of` gives a body's or office's name of today."""
    old, new = by.old.definition, by.new.definition
    stands = old.states[one.before.state].title
    place = (one.key.document, one.key.edition, one.title, stands)
    if one.moved is None:
        reasons = (one.refused.message, *(each.message for each in one.refused.unmet)) if one.refused else ()
        return Told(*place, None, refused=reasons)
    return Told(
        *place,
        new.states[one.moved.marking.state].title,
        tuple(_because(name_of(one.former[each.former]), each.why) for each in one.moved.kept),
        tuple(_because(name_of(one.former[each.former]), each.why) for each in one.moved.void),
        tuple(name_of(one.parties[step]) for step in one.moved.opened),
        tuple(name_of(one.parties[step]) for step in one.moved.waiting_on.values()),
        tuple(name_of(one.former[step]) for step in one.moved.closed),
    )


def facts(one: Foreseen, language: str) -> dict[str, Any]:
    """The case for JSON: ids and parties, every reason in words."""
    found: dict[str, Any] = {
        "document": one.key.document,
        "edition": one.key.edition,
        "title": one.title,
        "state": one.before.state,
        "refused": None,
    }
    if one.refused is not None:
        unmet = [{"code": each.code, "message": each.message.said(language)} for each in one.refused.unmet]
        told = one.refused.message.said(language)
        return found | {"refused": {"code": one.refused.code, "message": told, "unmet": unmet}}
    if one.moved is None:
        return found
    return found | {
        "to_state": one.moved.marking.state,
        "kept": [
            {"former": each.former, "step": each.step, "why": each.why.said(language)}
            for each in one.moved.kept
        ],
        "void": [
            {"former": each.former, "code": each.code, "why": each.why.said(language)}
            for each in one.moved.void
        ],
        "asked": [{"step": step, "party": list(one.parties[step])} for step in one.moved.opened],
        "goes_on": dict(one.moved.waiting_on),
        "no_more": [{"step": step, "party": list(one.former[step])} for step in one.moved.closed],
    }


def _because(who: str, why: Text) -> Text:
    return Text(f"{who} – {why.ru}", f"{who} – {why.en}")


def _said(told: Text, what: Text) -> Text:
    # Not `filled`: names are what people typed and may hold braces.
    return Text(told.ru.replace("{what}", what.ru), told.en.replace("{what}", what.en))


_KEPT = Text("Отметка сохранит силу: {what}", "The sign-off stays valid: {what}")
_VOID = Text("Отметка потеряет силу: {what}", "The sign-off becomes void: {what}")
_ASKED = Text("Будет спрошен: {what}", "Asked then: {what}")
_GOES_ON = Text("По-прежнему ждёт: {what}", "Waits on: {what}")
_NO_MORE = Text("Больше не спрашивается: {what}", "Asked no more: {what}")
