"""`grif compare`: two texts, editions or files, clause by clause and word by word."""

from __future__ import annotations

import json
import re
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from workflow.values import DocumentKey, EditionKey, Text, both

if TYPE_CHECKING:
    from webapp.cli.system import System
    from workflow.documents.compare import Comparison, ComparisonTable, Made
    from workflow.documents.document import Edition, EditionText
    from workflow.documents.reading import Reading
    from workflow.formats.pdf import PrintedComparison

_ADDRESS = re.compile(r"(?:([\w-]+)/)?([1-9]\d{0,8})@([1-9]\d{0,5})")
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: where it comes from, and what is known of it."""

    source: str
    name: Text
    text: EditionText
    key: EditionKey | None = None
    sha256: str = ""
    stamped: Text = both("")
    organisation: str = ""
    year: int = 2000
    dated: date | None = None
    edition: Edition | None = None


@click.command(
    help=say(
        "Сравнить два текста по пунктам. OLD и NEW – файл или редакция: 12@2, gymnasium/12@2.",
        "Compare two texts clause by clause. OLD and NEW: a file or an edition: 12@2, gymnasium/12@2.",
    )
)
@click.argument("old")
@click.argument("new")
@click.option(
    "--as",
    "form",
    type=click.Choice(("text", "json", "pdf", "docx", "docx-table")),
    default="text",
    help=say(
        "Вид: текст, JSON, сравнительная таблица PDF или Word (docx-table), правки в Word (docx)",
        "Form: text, JSON, comparison table as PDF or Word (docx-table), tracked changes in Word (docx)",
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help=say("Куда записать PDF или DOCX", "Where to write the PDF or DOCX"),
)
@data_option
@lang
def compare(old: str, new: str, form: str, output: Path | None, data: Path | None) -> None:
    """Exit 0 whether the texts differ or not; 1 when one of them cannot be read."""
    if form not in ("text", "json") and output is None:
        ending = form.partition("-")[0]
        raise click.UsageError(
            say(f"Назовите файл: -o правки.{ending}", f"Name the file: -o changes.{ending}")
        )
    former, latter, way = _sides(old, new, data)
    comparison, way = _compared(former, latter, way)
    told = _table(former, latter, comparison, way)
    if form == "json":
        click.echo(json.dumps(_facts(former, latter, comparison, way), ensure_ascii=False, indent=1))
    elif form == "pdf" and output is not None:
        _write(_pdf(latter, told), output)
    elif form == "docx-table" and output is not None:
        _write(_docx_table(latter, told), output)
    elif form == "docx" and output is not None:
        _write(_docx(former, latter, comparison, way), output)
    else:
        from workflow.documents.compare.plain import lines

        click.echo("\n".join(lines(told, "en" if language() == "en" else "ru")))


def _compared(former: Side, latter: Side, way: tuple[Made, ...]) -> tuple[Comparison, tuple[Made, ...]]:
    """Two editions of one document share their clauses' uids; other texts are matched first.

    What no paper is known to have made has no grounds: a file beside an edition is not its successor.
    """
    from workflow.documents.compare import Made, aligned
    from workflow.documents.compare import compare as compare_texts

    shared = former.key is not None and latter.key is not None and former.key.of == latter.key.of
    text = latter.text if shared else aligned(former.text, latter.text)
    comparison = compare_texts(former.text, text)
    files = former.edition is None and latter.edition is None
    if files and latter.stamped.ru not in ("", former.stamped.ru):
        return comparison, (Made(comparison, latter.stamped),)
    return comparison, way


def _table(former: Side, latter: Side, comparison: Comparison, way: tuple[Made, ...]) -> ComparisonTable:
    from workflow.documents.compare import table

    return table(comparison, former.name, latter.name, way)


def _sides(old: str, new: str, data: Path | None) -> tuple[Side, Side, tuple[Made, ...]]:
    """Both texts and the papers between two editions; of a file the document that is like the edition."""
    from workflow.services.comparing import way_between

    with ExitStack() as stack:
        systems: list[System] = []
        kept = [_edition(one, data, systems, stack) for one in (old, new)]
        former = kept[0] or _file(old, kept[1])
        latter = kept[1] or _file(new, kept[0])
        if former.edition is None or latter.edition is None:
            return former, latter, ()
        [system] = systems
        today = system.moment(latter.edition.key.organisation).today
        return former, latter, way_between(system.reads, former.edition, latter.edition, today)


def _edition(said: str, data: Path | None, systems: list[System], stack: ExitStack) -> Side | None:
    """An edition by its address; None when a file is named."""
    from webapp.cli.system import opened
    from workflow.errors import NotFound
    from workflow.services.comparing import basis, named
    from workflow.services.printed_facts import organisation_on

    found = _ADDRESS.fullmatch(said)
    if found is None or Path(said).exists():
        return None
    if not systems:
        systems.append(stack.enter_context(opened(data)))
    [system] = systems
    of = system.one_organisation(found[1])
    key = EditionKey(*DocumentKey(of, int(found[2])), int(found[3]))
    try:
        edition = system.reads.edition(key)
    except NotFound:
        raise NotFound(_NO_EDITION.filled(place=said)) from None
    today = system.moment(of).today
    paper = basis(system.reads.case(key, today))
    organisation = organisation_on(system.reads, of, edition.in_force_from or today, today)
    year = edition.in_force_from.year if edition.in_force_from else int(edition.made_at[:4])
    return Side(
        source=said,
        name=named(edition),
        text=edition.text,
        key=key,
        sha256=edition.sha256,
        organisation=organisation.full,
        year=year,
        dated=paper.dated if paper else edition.in_force_from,
        edition=edition,
    )


def _file(said: str, beside: Side | None) -> Side:
    """The document in a file; that of its documents whose title is like the other side's."""
    from webapp.cli.read import content_of
    from webapp.papers import reading_of
    from workflow.documents.reading.texts import text_of

    path = Path(said)
    if said != "-" and not path.is_file():
        raise click.UsageError(
            say(
                f"{said}: нет такого файла, и это не редакция вида 12@2 или gymnasium/12@2",
                f"{said}: there is no such file, and it is no edition such as 12@2 or gymnasium/12@2",
            )
        )
    reading = reading_of(content_of(path))
    chosen = _alike(reading, beside.text.title) if beside else reading
    text = text_of(chosen)
    if beside and text.annexes and not beside.text.annexes:
        # An edition keeps its annexes apart as documents of their own.
        from dataclasses import replace

        text = replace(text, annexes=())
        click.echo(say(*_ANNEXES), err=True)
    name = "stdin" if said == "-" else path.name
    stamped, dated = _approved_by(chosen)
    return Side(said, both(name), text, stamped=stamped, dated=dated)


def _alike(reading: Reading, title: str) -> Reading:
    from difflib import SequenceMatcher

    from workflow.documents.reading import documents

    def likeness(one: Reading) -> float:
        return SequenceMatcher(None, one.title.casefold(), title.casefold()).ratio()

    best = max(documents(reading), key=likeness)
    return best if likeness(best) >= _ALIKE else reading


def _approved_by(reading: Reading) -> tuple[Text, date | None]:
    """The order on the file's own stamp and its day, when it is read without doubt."""
    from workflow.documents.dates import numeric
    from workflow.documents.life import NOMINATIVE

    for one in reading.approvals:
        if (
            one.act_class == "УТВЕРЖДЕНО"
            and one.instrument == "order"
            and one.number
            and one.date
            and not one.ambiguous
        ):
            day = date.fromisoformat(one.date)
            return NOMINATIVE["order"].filled(number=one.number, dated=numeric(day)), day
    return both(""), None


def _facts(former: Side, latter: Side, comparison: Comparison, way: tuple[Made, ...]) -> dict[str, object]:
    from workflow.documents.compare import all_grounds, as_json

    sides = {
        side: {
            "source": one.source,
            "organisation": one.key.organisation if one.key else None,
            "document": one.key.document if one.key else None,
            "edition": one.key.edition if one.key else None,
            "sha256": one.sha256 or None,
        }
        for side, one in (("former", former), ("latter", latter))
    }
    return {**sides, "grounds": all_grounds(way).said(language()), **as_json(comparison)}


def _pdf(latter: Side, told: ComparisonTable) -> bytes:
    from workflow.formats.pdf import render_comparison

    return render_comparison(_paper(latter, told))


def _docx_table(latter: Side, told: ComparisonTable) -> bytes:
    from workflow.formats.docx_out import render_comparison

    return render_comparison(_paper(latter, told))


def _paper(latter: Side, told: ComparisonTable) -> PrintedComparison:
    from workflow.formats.pdf import PrintedComparison

    said = "en" if language() == "en" else "ru"
    return PrintedComparison(told, latter.organisation, latter.year, latter.sha256, said)


def _docx(former: Side, latter: Side, comparison: Comparison, way: tuple[Made, ...]) -> bytes:
    from workflow.documents.compare import all_grounds
    from workflow.formats.docx_out import Changes, render_changes
    from workflow.services.comparing import capital

    said = "en" if language() == "en" else "ru"
    author = capital(all_grounds(way).ru) or latter.organisation or latter.name.ru
    names = former.name, latter.name
    since = latter.edition.in_force_from if latter.edition else None
    dated = latter.dated if way else since
    year = dated.year if dated else latter.year
    return render_changes(Changes(comparison, *names, author, dated, latter.organisation, year, said))


def _write(content: bytes, output: Path) -> None:
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    click.echo(say(f"{output}: {len(content)} байт", f"{output}: {len(content)} bytes"))


_NO_EDITION = Text("Редакции {place} в папке данных нет", "There is no edition {place} in the data folder")
_ANNEXES = (
    "Приложения файла не сравниваются: у редакции они хранятся отдельными документами",
    "The file's annexes are not compared: an edition's annexes are documents of their own",
)
