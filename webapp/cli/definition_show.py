"""`grif definition show`: one definition in any of its forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from webapp.cli import definition_source
from webapp.cli.definition_source import language

if TYPE_CHECKING:
    from workflow.engine.definition import Definition


def _json(read: Definition, lang: str) -> str:
    from workflow.engine.facts import facts

    return json.dumps(facts(read, lang), ensure_ascii=False, indent=1)


def _text(read: Definition, lang: str) -> str:
    from workflow.engine.canonical import canonical, digest
    from workflow.engine.sentences import describe

    sentences = "\n".join(sentence.said(lang) for sentence in describe(read))
    return f"{read.title.said(lang)} ({read.id})\n\n{sentences}\n\nSHA-256 {digest(canonical(read))}"


def _svg(read: Definition, lang: str) -> str:
    from workflow.engine.diagram import draw
    from workflow.formats import svg

    return svg.write(draw(read, "en" if lang == "en" else "ru")).rstrip("\n")


def _mermaid(read: Definition, lang: str) -> str:
    from workflow.engine import mermaid

    return mermaid.write(read, "en" if lang == "en" else "ru")


FORMS: Mapping[str, Callable[[Definition, str], str]] = {
    "json": _json,
    "text": _text,
    "svg": _svg,
    "mermaid": _mermaid,
}
"""Each form with what writes a definition in it, in a language; what a form needs it imports itself."""
LATER = ("plone-xml",)


@click.command()
@click.argument("source", metavar="FILE|ID")
@click.option("--as", "form", type=click.Choice([*FORMS, *LATER]), default="text", show_default=True)
@language
def show(source: str, form: str, lang: str) -> None:
    """Show one definition: a FILE, or the ID of one that comes with grif."""
    if form in LATER:
        there = ", ".join(FORMS)
        known = {
            "ru": f"вид «{form}» пока не выводится; есть: {there}",
            "en": f"“{form}” is not shown yet; there are: {there}",
        }
        raise click.UsageError(known[lang])
    click.echo(FORMS[form](definition_source.read(source, lang), lang))
