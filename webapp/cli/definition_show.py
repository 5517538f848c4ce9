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


def _plone_xml(read: Definition, lang: str) -> str:
    from workflow.errors import Refused
    from workflow.formats import plone_xml

    try:
        return plone_xml.write(read).rstrip("\n")
    except Refused as refusal:
        raise click.ClickException(refusal.message.said(lang)) from None


FORMS: Mapping[str, Callable[[Definition, str], str]] = {
    "text": _text,
    "svg": _svg,
    "mermaid": _mermaid,
    "plone-xml": _plone_xml,
}
"""Each form with what writes a definition in it, in a language; what a form needs it imports itself."""
FACTS = "json"
"""The form that is made from the file itself: of Plone's XML it tells the file's own words."""


@click.command()
@click.argument("source", metavar="FILE|ID")
@click.option("--as", "form", type=click.Choice([FACTS, *FORMS]), default="text", show_default=True)
@language
def show(source: str, form: str, lang: str) -> None:
    """Show one definition: a FILE, or the ID of one that comes with grif."""
    if form == FACTS:
        click.echo(json.dumps(definition_source.facts(source, lang), ensure_ascii=False, indent=1))
    else:
        click.echo(FORMS[form](definition_source.read(source, lang), lang))
