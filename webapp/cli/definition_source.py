"""A definition named on the command line: a file, or the id of one that comes with grif."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workflow.engine.definition import Definition
    from workflow.engine.facts import Facts
    from workflow.engine.reader import Fault

# What reads YAML is imported inside the functions: `grif --help` must not wait for it.

language = click.option(
    "--lang", type=click.Choice(["ru", "en"]), default="ru", show_default=True, help="Язык / language"
)


def faults_of(file: Path) -> tuple[Fault, ...]:
    """Every fault and warning of the file."""
    from workflow.formats import definition_file

    return definition_file.check(bytes_of(file), str(file))


def read(source: str, lang: str) -> Definition:
    """The definition that `source` names; its faults go to stderr and end the command with 1."""
    from workflow.formats import definition_file

    with faults_told(lang):
        return definition_file.read(_source(source, lang), source)


def facts(source: str, lang: str) -> Facts:
    """The facts of the definition that `source` names; its faults end the command with 1."""
    from workflow.formats import definition_file

    with faults_told(lang):
        return definition_file.facts(_source(source, lang), source, lang)


@contextmanager
def faults_told(lang: str) -> Iterator[None]:
    """What is wrong in a definition goes to stderr and ends the command with 1."""
    from workflow.engine.reader import DefinitionFaults

    try:
        yield
    except DefinitionFaults as found:
        for fault in found.faults:
            click.echo(line(fault, lang), err=True)
        raise SystemExit(1) from None


def content_of(file: Path) -> str:
    """The text of the file, no more of it than a definition may have. Raises DefinitionFaults."""
    from workflow.engine import reader

    return reader.decoded(bytes_of(file), str(file))


def bytes_of(file: Path) -> bytes:
    """The bytes of the file, no more of them than tell that it is too large."""
    from workflow.engine import reader

    with file.open("rb") as opened:
        return opened.read(reader.MAX_BYTES + 1)


def line(fault: Fault, lang: str) -> str:
    """The fault as one line of the terminal, its place first."""
    return f"{fault.file}:{fault.line}: {fault.severity} {fault.code}: {fault.message.said(lang)}"


def _source(source: str, lang: str) -> bytes | str:
    import definitions

    path, shipped = Path(source), definitions.shipped()
    if path.is_file():
        return bytes_of(path)
    if source in shipped:
        return shipped[source]
    every = ", ".join(shipped)
    known = {
        "ru": f"нет ни файла, ни определения «{source}»; есть: {every}",
        "en": f"no file and no definition “{source}”; there are: {every}",
    }
    raise click.UsageError(known[lang])
