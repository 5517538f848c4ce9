"""`grif check`: everything of an installation that may be wrong, each with its mend."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from workflow.values import Text

if TYPE_CHECKING:
    from webapp.cli.system import Place

PYTHON = (3, 11)
PACKAGES = ("workflow", "storage", "webapp", "definitions")
LETTERS = "АБЁЯабёя№«»–"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked at: what, whether it is right or can be done without, and how to mend it."""

    what: Text
    right: bool
    mend: Text = Text("", "")
    optional: bool = False


@click.command(
    help=say(
        "Сказать, что в установке не в порядке, и как это исправить.",
        "Tell what in the installation is not as it should be, and how to mend it.",
    )
)
@data_option
@json_option
@lang
def check(data: Path | None, as_json: bool) -> None:
    """Exit 0 when all that is needed is right, 1 when anything is not."""
    from webapp.cli.system import place

    here = place(data)
    found = [one for look in LOOKS for one in look(here)]
    if as_json:
        click.echo(json.dumps([_fact(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            _tell(one)
    click.get_current_context().exit(0 if all(one.right or one.optional for one in found) else 1)


def _python(_here: Place) -> Iterator[Found]:
    version = ".".join(map(str, sys.version_info[:3]))
    needed = ".".join(map(str, PYTHON))
    yield Found(
        Text(f"Python {version}", f"Python {version}"),
        sys.version_info[:2] >= PYTHON,
        Text(f"нужен Python {needed} или новее", f"Python {needed} or newer is needed"),
    )


def _names(_here: Place) -> Iterator[Found]:
    """Our folders have general names: another package of the same name would be imported instead."""
    from importlib.metadata import packages_distributions

    owners = packages_distributions()
    others = sorted({owner for name in PACKAGES for owner in owners.get(name, [])} - {"grif"})
    yield Found(
        Text("имена пакетов ничьи, кроме grif", "package names belong to grif alone"),
        not others,
        Text(
            f"те же имена у {', '.join(others)}: установите grif в отдельное окружение",
            f"{', '.join(others)} has the same names: install grif in an environment of its own",
        ),
    )


def _fonts(_here: Place) -> Iterator[Found]:
    from workflow.formats.pdf.fonts import lacking

    try:
        missing = "".join(sorted(lacking(LETTERS)))
    except Exception as fault:
        missing = str(fault)
    yield Found(
        Text("шрифт для печати", "the printed face"),
        not missing,
        Text(
            f"нет букв ({missing}): переустановите fontpkg-pt-serif",
            f"letters are missing ({missing}): reinstall fontpkg-pt-serif",
        ),
    )


def _definitions(_here: Place) -> Iterator[Found]:
    import definitions
    from workflow.engine import reader

    broken = []
    for id_, source in definitions.shipped().items():
        try:
            reader.read(source, id_)
        except reader.DefinitionFaults:
            broken.append(id_)
    yield Found(
        Text("готовые цепочки читаются", "the shipped chains read"),
        not broken,
        Text(f"с ошибками: {', '.join(broken)}", f"with faults: {', '.join(broken)}"),
    )


def _folder(here: Place) -> Iterator[Found]:
    folder = here.settings.data
    yield Found(
        Text(f"папка данных {folder}", f"the data folder {folder}"),
        folder.is_dir() and os.access(folder, os.R_OK | os.W_OK),
        Text("её нет или в неё нельзя писать", "it is not there or cannot be written to"),
    )
    if folder.is_dir() and sys.platform != "win32":
        yield Found(
            Text("данные закрыты от других", "the data are closed to others"),
            not any(file.stat().st_mode & 0o077 for file in _private(here)),
            Text(f"закройте её: chmod -R go= {folder}", f"close it: chmod -R go= {folder}"),
        )


def _private(here: Place) -> list[Path]:
    """What nobody else may read: closed by itself, or by the folder around it."""
    folder = here.settings.data
    if not folder.stat().st_mode & 0o077:
        return []
    return [file for file in (here.sqlite, folder / "secret.key") if file is not None and file.exists()]


def _database(here: Place) -> Iterator[Found]:
    from storage.migrate import pending
    from webapp.cli.system import System

    what = Text("база данных этой версии", "the database is of this version")
    if here.sqlite is not None and not here.sqlite.exists():
        yield Found(what, False, Text("её нет: grif init", "there is none: grif init"))
        return
    system = System(here.settings)
    try:
        yield Found(
            what,
            not pending(system.database),
            Text(
                "другая версия: сделайте копию и выполните grif migrate",
                "another version: take a backup and run grif migrate",
            ),
        )
    except Exception as fault:
        told = f"{type(fault).__name__}: {fault}".splitlines()[0]
        yield Found(what, False, Text(f"не открывается: {told}", f"it does not open: {told}"))
    finally:
        system.database.dispose()


def _site(here: Place) -> Iterator[Found]:
    address, site = here.settings.base_url, here.settings.site
    yield Found(
        Text(f"адрес записей на актах {site}".rstrip(), f"the address of records on acts {site}".rstrip()),
        bool(site),
        (_UNREACHED if address else _UNSET).filled(address=address),
        optional=not address,
    )


LOOKS: tuple[Callable[[Place], Iterator[Found]], ...] = (
    _python,
    _names,
    _fonts,
    _definitions,
    _folder,
    _database,
    _site,
)


def _fact(one: Found) -> dict[str, str | bool]:
    mend = "" if one.right else one.mend.said(language())
    return {"what": one.what.said(language()), "right": one.right, "optional": one.optional, "mend": mend}


def _tell(one: Found) -> None:
    mark = say("да ", "yes") if one.right else say("нет", "no ") if one.optional else say("НЕТ", "NO ")
    mend = "" if one.right else f": {one.mend.said(language())}"
    click.echo(f"{mark}  {one.what.said(language())}{mend}")


_UNSET = Text(
    "GRIF_BASE_URL не задан: акты печатаются без адреса записи и QR-кода, и напечатанное таким останется; "
    "задайте его, например https://docs.school.example",
    "GRIF_BASE_URL is not set: acts are printed without the record's address and QR code, and what is "
    "printed stays so; set it, such as https://docs.school.example",
)
_UNREACHED = Text(
    "GRIF_BASE_URL – {address}, но другие по нему записей не откроют: на актах не будет адреса и QR-кода; "
    "задайте такой, как https://docs.school.example",
    "GRIF_BASE_URL is {address}, at which others open no records: acts will have no address or QR code; "
    "set one such as https://docs.school.example",
)
