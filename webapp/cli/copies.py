"""`grif backup` copies an installation while people work; `grif restore` puts a copy back."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, say
from workflow.values import Text


@click.command(
    help=say(
        "Снять копию всей системы в один файл, не мешая работе, и проверить её.",
        "Copy the whole system into one file while people work, and check the copy.",
    )
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
@lang
def backup(file: Path, data: Path | None) -> None:
    """The documents' files lie in the database, so one file holds everything."""
    from storage.backup import copy
    from webapp.cli.system import opened

    with opened(data) as system:
        size = copy(system.database, file)
    click.echo(say(f"{file}: {size} байт, копия проверена", f"{file}: {size} bytes, the copy was checked"))


@click.command(
    help=say(
        "Вернуть копию в папку данных. Прежняя система без --force не заменяется.",
        "Put a copy into the data folder. A system that is there is not replaced without --force.",
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@click.option(
    "--force", is_flag=True, help=say("Заменить систему, которая там есть", "Replace what is there")
)
@lang
def restore(file: Path, data: Path | None, force: bool) -> None:
    """`grif serve` must not run meanwhile."""
    from storage import backup as copies
    from webapp.cli.system import place
    from workflow.errors import Refused

    target = place(data).sqlite
    if target is None:
        raise Refused("not-sqlite", _PG_RESTORE)
    copies.restore(file, target, force=force)
    click.echo(
        say(
            f"{target}: копия на месте. Проверьте её: grif verify",
            f"{target}: the copy is in place. Check it: grif verify",
        )
    )


_PG_RESTORE = Text(
    "База на PostgreSQL возвращается его средствами: pg_restore --clean --dbname=БАЗА ФАЙЛ",
    "PostgreSQL is restored by its own means: pg_restore --clean --dbname=DATABASE FILE",
)
