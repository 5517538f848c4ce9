"""`grif definition convert`: a definition of another system becomes YAML of ours, what is lost is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.definition_source import bytes_of, faults_told, language

if TYPE_CHECKING:
    from workflow.formats.plone_xml import Lost, Reading
    from workflow.formats.plone_xml.refused import Refusal


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "form", type=click.Choice(["plone-xml"]), required=True, help="What FILE is")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write what could not be carried: JSON for a name in .json, else text",
)
@language
def convert(file: Path, form: str, report: Path | None, lang: str) -> None:
    """Write FILE as YAML of ours to stdout; what could not be carried goes to the report, else to stderr.

    With it goes every fault for which `grif definition check` would refuse the YAML, and how to mend it.
    """
    from workflow.engine import writer

    reading = _reading(file, lang)
    click.echo(writer.write(reading.definition), nl=False)
    told = _as_json(reading, file, lang) if report and report.suffix == ".json" else _as_text(reading, lang)
    if report:
        report.write_text(told + "\n", encoding="utf-8")
    click.echo(_summary(reading, report, lang) if report else told, err=True)


def _reading(file: Path, lang: str) -> Reading:
    from workflow.formats import plone_xml

    with faults_told(lang):
        return plone_xml.read(bytes_of(file), str(file))


def _as_json(reading: Reading, file: Path, lang: str) -> str:
    said = {
        "file": str(file),
        "definition": reading.definition.id,
        "lost": [_fact(one, lang) for one in reading.lost],
        "refused": [_refusal(one, lang) for one in _refusals(reading)],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _fact(one: Lost, lang: str) -> dict[str, str | int]:
    return {
        "code": one.code,
        "element": one.element,
        "line": one.line,
        "text": one.text,
        "instead": one.instead.said(lang),
    }


def _refusals(reading: Reading) -> tuple[Refusal, ...]:
    from workflow.formats.plone_xml.refused import refusals

    return refusals(reading)


def _refusal(one: Refusal, lang: str) -> dict[str, object]:
    return {
        "code": one.code,
        "element": one.element,
        "line": one.line,
        "message": one.message.said(lang),
        "mend": one.mend.said(lang),
        "any_of": list(one.any_of),
        "all_of": list(one.all_of),
    }


def _as_text(reading: Reading, lang: str) -> str:
    lines = [f"{one.line}: {one.code}: {one.said.said(lang)}" for one in reading.lost]
    refused = [_refused_line(one, lang) for one in _refusals(reading)]
    heading = [_REFUSED[lang].format(count=len(refused))] if refused else []
    return "\n".join([_summary(reading, None, lang), *lines, *heading, *refused])


def _refused_line(one: Refusal, lang: str) -> str:
    mend = one.mend.said(lang)
    return f"{one.line}: {one.code}: {one.message.said(lang)}" + (f"; {mend}" if mend else "")


_REFUSED = {
    "ru": "grif definition check этот YAML не примет, ошибок: {count}",
    "en": "grif definition check will refuse this YAML, errors: {count}",
}


def _summary(reading: Reading, report: Path | None, lang: str) -> str:
    id_, count = reading.definition.id, len(reading.lost)
    if not count:
        return f"{id_}: перенесено всё" if lang == "ru" else f"{id_}: all of it is carried"
    where = f" ({report})" if report else ""
    if lang == "ru":
        return f"{id_}: не перенесено как написано: {count}{where}"
    return f"{id_}: not carried as written: {count}{where}"
