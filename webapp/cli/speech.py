"""The language of the terminal, and the options that many commands share."""

from __future__ import annotations

import os
from pathlib import Path

import click

LANGUAGES = ("ru", "en")
_KEY = "grif.language"


def language() -> str:
    """«ru» or «en»: what --lang asks for, else English for an English terminal, else Russian."""
    context = click.get_current_context(silent=True)
    asked = context.find_root().meta.get(_KEY) if context else None
    if asked is not None:
        return str(asked)
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next(filter(None, names), "").lower().startswith("en") else "ru"


def say(ru: str, en: str) -> str:
    """What is said in the terminal's language."""
    return en if language() == "en" else ru


def _keep(context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        context.find_root().meta[_KEY] = value
    return value


lang = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    callback=_keep,
    is_eager=True,
    expose_value=False,
    help="Язык / language",
)
data = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help=say(
        "Папка данных (иначе GRIF_DATA, иначе папка пользователя)",
        "Data folder (else GRIF_DATA, else the user's own)",
    ),
)
as_json = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say("Один документ JSON и больше ничего", "One JSON document and nothing else"),
)
organisation = click.option(
    "--organisation",
    metavar="ID",
    help=say("Короткое имя организации", "Short name of the organisation"),
)
