"""`grif definition`: check the files that say how documents are approved, and show what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.definition_convert import convert
from webapp.cli.definition_migrate import migrate
from webapp.cli.definition_publish import publish
from webapp.cli.definition_replay import replay
from webapp.cli.definition_show import show
from webapp.cli.definition_source import faults_of, language, line
from webapp.cli.definition_walk import walk

if TYPE_CHECKING:
    from workflow.engine.reader import Fault


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
    faults = [fault for file in files for fault in faults_of(file)]
    if as_json:
        click.echo(json.dumps([_fact(fault, lang) for fault in faults], ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(line(fault, lang))
            for number, move in enumerate(fault.story, 1):
                click.echo(f"  {number}. {move.said(lang)}")
        for clean in [file for file in files if str(file) not in {fault.file for fault in faults}]:
            click.echo(f"{clean}: " + ("замечаний нет" if lang == "ru" else "nothing to remark"))
    context.exit(1 if any(fault.severity == "error" for fault in faults) else 0)


def _fact(fault: Fault, lang: str) -> dict[str, str | int | list[str]]:
    story = [move.said(lang) for move in fault.story]
    moves = "; ".join(f"{number}) {move}" for number, move in enumerate(story, 1))
    fact: dict[str, str | int | list[str]] = {
        "file": fault.file,
        "line": fault.line,
        "code": fault.code,
        "severity": fault.severity,
        "message": fault.message.said(lang) + (f": {moves}" if story else ""),
    }
    return {**fact, "story": story} if story else fact


definition.add_command(migrate)
definition.add_command(publish)
definition.add_command(replay)
definition.add_command(convert)
definition.add_command(show)
definition.add_command(walk)
