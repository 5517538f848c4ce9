"""A definition whose every name tells one thing alone: what shares its title with another shows its id too.

Sentences speak in titles; without this two definitions that do different things could sound the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from workflow.engine.definition import NOTHING, Definition, Step
from workflow.engine.wording import party_named
from workflow.values import Text, both

_QUOTES = str.maketrans("«»“”", "‹›‹›")


def distinct(definition: Definition) -> Definition:
    """The same definition, with titles that differ and never hold the marks that sentences quote with."""
    states = _named({one.id: one.title for one in definition.states.values()})
    ways = _named({one.id: one.title for one in definition.transitions.values()})
    variables = _named({one.id: one.description for one in definition.variables.values()})
    lists = _named({one.id: one.title for one in definition.worklists.values()})
    return replace(
        definition,
        states={id_: replace(one, title=states[id_]) for id_, one in definition.states.items()},
        transitions={id_: replace(one, title=ways[id_]) for id_, one in definition.transitions.items()},
        variables={
            id_: replace(one, description=variables[id_]) for id_, one in definition.variables.items()
        },
        worklists={id_: replace(one, title=lists[id_]) for id_, one in definition.worklists.items()},
        steps=_steps(definition.steps),
    )


def exact(text: str) -> str:
    """The text letter by letter, for quotation marks: what could close them or not be seen is a number."""
    if text.isprintable() and not set(text) & set("«»“”\\"):
        return text
    return "".join(
        char if char.isprintable() and char not in "«»“”\\" else f"\\u{ord(char):04x}" for char in text
    )


def _named(titles: Mapping[str, Text]) -> dict[str, Text]:
    plain = {id_: Text(_plain(title.ru, id_), _plain(title.en, id_)) for id_, title in titles.items()}
    russian = Counter(title.ru for title in plain.values())
    english = Counter(title.en for title in plain.values())
    return {
        id_: title
        if russian[title.ru] == english[title.en] == 1 and not _bracketed(title)
        else _with(id_, title)
        for id_, title in plain.items()
    }


def _plain(title: str, id_: str) -> str:
    """The title on one line, without the marks that sentences quote with; the id when nothing is left."""
    return " ".join(
        "".join(one if one.isprintable() else " " for one in title.translate(_QUOTES)).split()
    ) or exact(id_)


def _bracketed(title: Text) -> bool:
    """Whether it could be taken for a title with an id."""
    return title.ru.endswith(")") or title.en.endswith(")")


def _with(id_: str, title: Text) -> Text:
    return Text(f"{title.ru} ({exact(id_)})", f"{title.en} ({exact(id_)})")


def _steps(steps: Mapping[str, Step]) -> dict[str, Step]:
    """Steps are told by whom they ask; one that asks the same as another has its id for a title."""
    asked = Counter(_told(step) for step in steps.values())
    found = {}
    for id_, step in steps.items():
        title = (
            NOTHING if step.title == NOTHING else Text(_plain(step.title.ru, id_), _plain(step.title.en, id_))
        )
        if asked[_told(step)] > 1 or _bracketed(title):
            title = both(exact(id_)) if title == NOTHING else _with(id_, title)
        found[id_] = replace(step, title=title)
    return found


def _told(step: Step) -> tuple[str, str]:
    party = party_named(step.by)
    return party.ru, party.en
