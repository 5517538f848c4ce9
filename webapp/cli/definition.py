"""`grif definition`: check the files that say how documents are approved, and show what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workflow.engine.definition import Definition
    from workflow.engine.reader import Fault

# What reads YAML is imported inside the commands: `grif --help` must not wait for it.

LATER = ("svg", "mermaid", "plone-xml")
language = click.option(
    "--lang", type=click.Choice(["ru", "en"]), default="ru", show_default=True, help="Язык / language"
)


@click.group()
def definition() -> None:
    """Check and show definitions (chains of approval)."""


@definition.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One JSON list on stdout and nothing else")
@language
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], as_json: bool, lang: str) -> None:
    """Tell every fault and warning of FILES: exit 0 without errors, 1 with any, 2 for wrong use."""
    faults = [fault for file in files for fault in _faults(file)]
    if as_json:
        click.echo(json.dumps([_fact(fault, lang) for fault in faults], ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(_line(fault, lang))
        for clean in [file for file in files if str(file) not in {fault.file for fault in faults}]:
            click.echo(f"{clean}: " + ("замечаний нет" if lang == "ru" else "nothing to remark"))
    context.exit(1 if any(fault.severity == "error" for fault in faults) else 0)


@definition.command()
@click.argument("source", metavar="FILE|ID")
@click.option("--as", "form", type=click.Choice(["json", "text", *LATER]), default="text", show_default=True)
@language
def show(source: str, form: str, lang: str) -> None:
    """Show one definition: a FILE, or the ID of one that comes with grif."""
    if form in LATER:
        known = {
            "ru": f"вид «{form}» пока не выводится: есть json и text",
            "en": f"“{form}” is not shown yet: use json or text",
        }
        raise click.UsageError(known[lang])
    read = _read(source, lang)
    click.echo(_json(read, lang) if form == "json" else _text(read, lang))


def _faults(file: Path) -> tuple[Fault, ...]:
    from workflow.engine import reader

    try:
        return reader.check(_content(file), str(file))
    except reader.DefinitionFaults as found:
        return found.faults


def _read(source: str, lang: str) -> Definition:
    from workflow.engine import reader

    try:
        return reader.read(_source(source, lang), source)
    except reader.DefinitionFaults as found:
        for fault in found.faults:
            click.echo(_line(fault, lang), err=True)
        raise SystemExit(1) from None


def _source(source: str, lang: str) -> str:
    import definitions

    path, shipped = Path(source), definitions.shipped()
    if path.is_file():
        return _content(path)
    if source in shipped:
        return shipped[source]
    every = ", ".join(shipped)
    known = {
        "ru": f"нет ни файла, ни определения «{source}»; есть: {every}",
        "en": f"no file and no definition “{source}”; there are: {every}",
    }
    raise click.UsageError(known[lang])


def _content(file: Path) -> str:
    from workflow.engine import reader

    with file.open("rb") as opened:
        return reader.decoded(opened.read(reader.MAX_BYTES + 1), str(file))


def _line(fault: Fault, lang: str) -> str:
    return f"{fault.file}:{fault.line}: {fault.severity} {fault.code}: {fault.message.said(lang)}"


def _fact(fault: Fault, lang: str) -> dict[str, str | int]:
    return {
        "file": fault.file,
        "line": fault.line,
        "code": fault.code,
        "severity": fault.severity,
        "message": fault.message.said(lang),
    }


def _json(read: Definition, lang: str) -> str:
    from workflow.engine.facts import facts

    return json.dumps(facts(read, lang), ensure_ascii=False, indent=1)


def _text(read: Definition, lang: str) -> str:
    from workflow.engine.canonical import canonical, digest
    from workflow.engine.sentences import describe

    sentences = "\n".join(sentence.said(lang) for sentence in describe(read))
    return f"{read.title.said(lang)} ({read.id})\n\n{sentences}\n\nSHA-256 {digest(canonical(read))}"
