"""`grif definition walk`: who would have to act, every way to every end, and what if somebody refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from webapp.cli import definition_source
from webapp.cli.definition_source import language

if TYPE_CHECKING:
    from workflow.engine.walk import Act, Leg, Told, Walk, Way

Fact = dict[str, object]


@click.command()
@click.argument("source", metavar="FILE|ID")
@click.option("--refuse", "refusing", multiple=True, metavar="STEP", help="What if this step refuses")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout and nothing else")
@language
def walk(source: str, refusing: tuple[str, ...], as_json: bool, lang: str) -> None:
    """Play one definition: a FILE, or the ID of one that comes with grif."""
    from workflow.engine.walk import walk as walked
    from workflow.errors import Invalid

    definition = definition_source.read(source, lang)
    try:
        found = walked(definition, refusing)
    except Invalid as fault:
        raise click.UsageError(fault.fields["refuse"].said(lang)) from None
    click.echo(
        json.dumps(_facts(found, lang), ensure_ascii=False, indent=1) if as_json else _text(found, lang)
    )


def _facts(found: Walk, lang: str) -> Fact:
    from workflow.engine.walk import asked

    return {
        "workflow_id": found.definition.id,
        "title": found.definition.title.said(lang),
        "refusing": list(found.refusing),
        "acts": [_act(act, lang) for act in asked(found)],
        "ends": [
            {"state": end.state, "title": end.title.said(lang), "ways": [_way(way, lang) for way in end.ways]}
            for end in found.ends
        ],
        "back": [_way(way, lang) for way in found.back],
        "whole": found.whole,
    }


def _way(way: Way, lang: str) -> list[Fact]:
    return [
        {
            "state": leg.state,
            "title": leg.title.said(lang),
            "acts": [_act(act, lang) for act in leg.acts],
            "any_order": leg.any_order,
            "then": [title.said(lang) for title in leg.then],
            "provided": [one.said(lang) for one in leg.provided],
            "to": leg.to,
            "to_title": leg.to_title.said(lang),
        }
        for leg in way
    ]


def _act(act: Act, lang: str) -> Fact:
    return {"who": act.who.said(lang), "does": act.does.said(lang), "step": act.step}


def _text(found: Walk, lang: str) -> str:
    return "\n".join(_lines(found, lang))


def _lines(found: Walk, lang: str) -> Iterator[str]:
    from workflow.engine.walk import chapters

    yield found.definition.title.said(lang)
    for chapter in chapters(found):
        yield f"\n{chapter.title.said(lang)}" + (f" ({chapter.state})" if chapter.state else "")
        for number, way in enumerate(chapter.ways, 1):
            yield from _told(number, way, lang)
    if not found.ends:
        yield "\n" + {"ru": "Ни один путь не кончается.", "en": "No way ends."}[lang]
    if not found.whole:
        yield "\n" + {"ru": "Показаны не все пути: их слишком много.", "en": "There are more ways."}[lang]


def _told(number: int, way: Told, lang: str) -> Iterator[str]:
    passed = " → ".join(title.said(lang) for title in way.passed)
    if not way.legs:
        yield f"  {number}. " + {"ru": "сразу при создании", "en": "at once, on creation"}[lang]
    for place, leg in enumerate(way.legs):
        begins = f"{number}." if not place else " " * len(f"{number}.")
        before = f"{passed} → " if passed and not place else ""
        yield f"  {begins} {before}{_leg(leg, lang)}"


def _leg(leg: Leg, lang: str) -> str:
    order = {"ru": "в любом порядке ", "en": "in any order "}[lang] if leg.any_order else ""
    acts = "; ".join(f"{act.who.said(lang)} {act.does.said(lang)}" for act in leg.acts)
    also = {"ru": "если", "en": "if"}[lang]
    provided = "".join(f", {also} {one.said(lang)}" for one in leg.provided)
    return f"{leg.title.said(lang)}: {order}{acts}{provided} → {leg.to_title.said(lang)}"
