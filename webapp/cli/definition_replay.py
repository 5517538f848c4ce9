"""`grif definition replay`: play scripted scenarios on the engine and tell each step's answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.definition_source import language

if TYPE_CHECKING:
    from workflow.engine.definition import Definition

MAX_BYTES = 10_000_000


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON list on stdout and nothing else")
@language
def replay(file: Path, as_json: bool, lang: str) -> None:
    """Play the scenarios of FILE (JSON) and print what each of their steps answers."""
    from workflow.engine.replay import BadScenario
    from workflow.engine.replay import replay as play

    scenarios = _scenarios(file, lang)
    try:
        answers = play(scenarios, _definition, lang)
    except BadScenario as fault:
        raise click.UsageError(fault.message.said(lang)) from None
    if as_json:
        click.echo(json.dumps(answers, ensure_ascii=False, indent=1))
    else:
        for line in _lines(scenarios, answers, lang):
            click.echo(line)


def _scenarios(file: Path, lang: str) -> Any:  # decoded JSON has no narrower type
    with file.open("rb") as opened:
        content = opened.read(MAX_BYTES + 1)
    try:
        if len(content) > MAX_BYTES:
            raise ValueError(f"> {MAX_BYTES}")
        return json.loads(content)
    except (ValueError, RecursionError) as fault:
        said = {
            "ru": f"{file}: не читается как JSON ({fault})",
            "en": f"{file}: not readable as JSON ({fault})",
        }
        raise click.UsageError(said[lang]) from None


def _definition(text: str, name: str) -> Definition:
    from workflow.formats import definition_file

    return definition_file.read(text.encode("utf-8", "surrogatepass"), name)


def _lines(scenarios: Any, answers: list[Any], lang: str) -> Iterator[str]:
    """Each step with its answer; an answer other than the one expected says so."""
    expected = {"ru": "ожидалось", "en": "expected"}[lang]
    for scenario, played in zip(scenarios, answers, strict=True):
        yield played["name"]
        for step, answer in zip(scenario.get("steps", []), played["results"], strict=True):
            asked = " ".join(filter(None, (step["op"], step.get("transition"), step.get("name"))))
            yield f"  {asked}: {_said(answer)}"
            if "expect" in step and step["expect"] != answer:
                yield f"    {expected}: {_said(step['expect'])}"


def _said(answer: Any) -> str:
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
