"""`grif search`: clauses by their words, as the page «Поиск» finds them; and the index made anew."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from webapp.cli.speech import organisation as organisation_option
from workflow.documents.dates import numeric

if TYPE_CHECKING:
    from webapp.cli.system import System
    from workflow.services.searching import Found


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
@click.option(
    "--body", default="", help=say("Ответственный или решавший орган", "The body responsible or deciding")
)
@click.option(
    "--number",
    default="",
    help=say("Номер документа, приказа или протокола", "The number of the document, its order or protocol"),
)
@click.option(
    "--order",
    type=click.Choice(["best", "newest"]),
    default="best",
    show_default=True,
    help=say("Что сначала", "What comes first"),
)
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
    number: str,
    order: str,
    reindex: bool,
    organisation: str | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """The first page of what is found; exit 0 when nothing is."""
    from webapp.cli.system import opened
    from workflow.documents.search_words import sought
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
        _check(system, of, kind, body)
        typed = " ".join(words)
        day = on.date() if on else today
        asked = searching.Question(
            sought(typed), (of,), day, searching.Status(status), kind, body, number, searching.Order(order)
        )
        actor = system.administrator(of, today)
        found = searching.search(system.reads, actor, asked)
        proposed = () if found.count else searching.instead(system.reads, actor, asked, typed)
    _tell(found, proposed, as_json)


def _check(system: System, organisation: str, kind: str, body: str) -> None:
    """Raises UsageError of a kind or body that is none."""
    from workflow.documents.kinds import document_kinds

    parties = system.reads.parties(organisation, system.moment(organisation).today)
    bodies = [one.key.party for one in parties if one.nature == "body"]
    for option, typed, known in (("--kind", kind, [*document_kinds]), ("--body", body, bodies)):
        if typed and typed not in known:
            raise click.UsageError(say(f"{option}: одно из", f"{option}: one of") + f" {', '.join(known)}")


def _reindex(system: System, organisation: str) -> None:
    from workflow.services.indexing import index

    with system.database.work() as work:
        for one in work.search.indexed(organisation):
            work.search.forget(one)
        documents = work.search.documents(organisation)
    editions = 0
    for key in documents:
        with system.database.work() as work:
            editions += index(work, key)
    click.echo(say(f"Редакций в указателе: {editions}", f"Editions indexed: {editions}"), err=True)


def _late(day: date | None) -> str:
    said = numeric(day) if day else ""
    return say(f" (вступает в силу {said})", f" (in force from {said})") if said else ""


def _tell(found: Found, proposed: tuple[str, ...], as_json: bool) -> None:
    from webapp.api.search import found_facts

    if as_json:
        click.echo(json.dumps(found_facts(found, proposed, language()), ensure_ascii=False, indent=1))
        return
    for one in found.hits:
        place = one.place.said(language()) or say("название", "title")
        click.echo(f"№ {one.key.document}. {one.title}, {place}{_late(one.late)}\n    {one.text}")
    if not found.count:
        click.echo(say("Ничего не найдено", "Nothing found"))
    if proposed:
        click.echo(say("Находится по словам:", "These words are found:") + f" {', '.join(proposed)}")
    if found.next or found.more:
        click.echo(say("… есть ещё: уточните слова", "… there is more: add a word"))
