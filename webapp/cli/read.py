"""`grif read`: what is recognised in a document; nothing is kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import lang, language, say
from workflow.values import Text

if TYPE_CHECKING:
    from workflow.documents.approvals import Approval
    from workflow.documents.reading import Reading


@click.command(
    help=say(
        "Прочитать документ: название, вид, грифы, пункты, замечания. FILE или «-».",
        "Read a document: title, kind, stamps, clauses, notices. FILE or “-”.",
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@json_option
@lang
def read(file: Path, as_json: bool) -> None:
    """Exit 0 when the file was read, whatever its notices; 1 when it holds no text that can be read."""
    from webapp.papers import reading_of
    from workflow.documents.reading import as_json as facts

    reading = reading_of(content_of(file))
    if as_json:
        click.echo(json.dumps(facts(reading, language()), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(lines(reading)))


def content_of(file: Path) -> bytes:
    """The bytes of a file or of the standard input. Raises Refused when too large, before they are read."""
    from workflow.errors import Refused
    from workflow.formats.text import LIMIT

    known = None if str(file) == "-" else file.stat().st_size
    if known is None:
        content = sys.stdin.buffer.read(LIMIT + 1)
        known = len(content)
    elif known <= LIMIT:
        content = file.read_bytes()
    if known > LIMIT:
        raise Refused("file-too-large", _LARGE.filled(limit=LIMIT // 1024**2))
    return content


def lines(reading: Reading) -> Iterator[str]:
    """The reading as people look at it."""
    from workflow.documents.clauses import walk

    yield reading.title or say("Без названия", "No title")
    yield say(f"Вид: {reading.word or reading.kind}", f"Kind: {reading.kind}")
    yield say("Грифы:", "Approvals:") if reading.approvals else say("Грифов нет", "No approvals")
    for approval in reading.approvals:
        yield f"  {told(approval)}"
    count = sum(1 for _ in walk(reading.clauses))
    yield say(f"Пунктов и абзацев: {count}", f"Clauses: {count}")
    if reading.notices:
        yield say("Замечания:", "Notices:")
    for notice in reading.notices:
        where = say(f"строка {notice.line}", f"line {notice.line}")
        yield f"  {where}: {notice.message.said(language())}"
        if notice.suggestion.said(language()):
            yield f"    {notice.suggestion.said(language())}"
    for annex in reading.annexes:
        yield ""
        yield from lines(annex)


def told(approval: Approval) -> str:
    """One stamp in a line; what it does not say is left out."""
    instrument = {
        "protocol": say("протокол", "protocol"),
        "order": say("приказ", "order"),
        "resolution": say("постановление", "resolution"),
    }.get(approval.instrument or "", "")
    parts = [
        approval.act or say("без слова", "no word"),
        approval.by_text,
        " ".join(
            part
            for part in (instrument, f"№ {approval.number}" if approval.number else "", approval.date or "")
            if part
        ),
        approval.signer or "",
        say("прочитано неуверенно", "read with doubt") if approval.ambiguous else "",
    ]
    return "; ".join(" ".join(part.split()) for part in parts if part)


_LARGE = Text(
    "Файл слишком велик: принимается не более {limit} МБ", "The file is too large: {limit} MB at most"
)
