"""`grif search`: clauses by their words, as the page «Поиск» finds them; and the index made anew."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from webapp.cli.speech import organisation as organisation_option

if TYPE_CHECKING:
    from webapp.cli.system import System
    from workflow.services.searching import Hit


@click.command(
    help=say(
        "Найти пункты действующих документов по словам, в любой их форме.",
        "Find clauses of documents in force by words, in any of their forms.",
    )
)
@click.argument("words", nargs=-1)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=say("На дату", "As on a day"))
@click.option(
    "--status",
    type=click.Choice(["in_force", "lapsed", "coming"]),
    default="in_force",
    show_default=True,
    help=say("Как редакция стоит на дату", "How the edition stands on the day"),
)
@click.option("--kind", default="", help=say("Вид документа: regulation, plan …", "regulation, plan …"))
@click.option("--body", default="", help=say("Орган, его короткое имя", "The body's short name"))
@click.option("--number", type=int, help=say("Номер документа", "The document's number"))
@click.option("--reindex", is_flag=True, help=say("Сначала построить указатель заново", "Index anew first"))
@organisation_option
@data_option
@json_option
@lang
def search(
    words: tuple[str, ...],
    on: datetime | None,
    status: str,
    kind: str,
    body: str,
    number: int | None,
    reindex: bool,
    organisation: str | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """The first page of what is found; exit 0 when nothing is."""
    from webapp.cli.system import opened
    from workflow.services import searching

    if not words and not reindex:
        raise click.UsageError(say("Назовите слова", "Name some words"))
    with opened(data) as system:
        of = system.one_organisation(organisation)
        today = system.moment(of).today
        if reindex:
            _reindex(system, of)
        if not words:
            return
        typed = " ".join(words)[: searching.MAX_TYPED]
        asked = searching.Question(
            searching.phrases(typed),
            (of,),
            on.date() if on else today,
            searching.Status(status),
            kind,
            body,
            number,
        )
        found = searching.search(system.reads, system.administrator(of, today), asked)
    _tell(found.hits, as_json, more=found.next is not None)


def _reindex(system: System, organisation: str) -> None:
    from workflow.services.searching import index

    with system.database.work() as work:
        for one in work.search.indexed(organisation):
            work.search.forget(one)
        documents = work.search.documents(organisation)
    editions = 0
    for key in documents:
        with system.database.work() as work:
            editions += index(work, key)
    click.echo(say(f"Редакций в указателе: {editions}", f"Editions indexed: {editions}"), err=True)


def _tell(hits: tuple[Hit, ...], as_json: bool, *, more: bool) -> None:
    if as_json:
        told = [
            {
                "document": one.key.document,
                "edition": one.key.edition,
                "title": one.title,
                "uid": one.uid,
                "place": one.place.said(language()),
                "text": one.text,
                "in_force_from": one.since.isoformat(),
                "in_force_until": one.until.isoformat() if one.until else None,
            }
            for one in hits
        ]
        click.echo(json.dumps({"hits": told, "more": more}, ensure_ascii=False, indent=1))
        return
    for one in hits:
        place = one.place.said(language()) or say("название", "title")
        click.echo(f"№ {one.key.document}. {one.title}, {place}\n    {one.text}")
    if not hits:
        click.echo(say("Ничего не найдено", "Nothing found"))
    if more:
        click.echo(say("… есть ещё: уточните слова", "… there is more: add a word"))
