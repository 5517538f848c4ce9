"""The command `grif`; a command's own module is loaded when it is run, so that `grif --help` is quick."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from webapp.cli.speech import language, say
from workflow.values import Text

COMMANDS = {
    "demo": (
        "demo",
        "demo",
        Text("наполнить показательную систему и открыть её", "fill a demo and serve it"),
    ),
    "init": ("installation", "init", Text("завести пустую систему", "make an empty system")),
    "serve": ("serve", "serve", Text("открыть страницы", "serve the pages")),
    "migrate": (
        "installation",
        "migrate",
        Text("привести базу к этой версии", "bring the database to this version"),
    ),
    "check": ("check", "check", Text("сказать, что не в порядке", "tell what is not as it should be")),
    "user": ("user", "user", Text("кто входит в систему", "people who sign in")),
    "backup": ("copies", "backup", Text("снять копию, не мешая работе", "copy everything while people work")),
    "restore": ("copies", "restore", Text("вернуть копию", "put a copy back")),
    "jobs": ("jobs", "jobs", Text("отложенная работа: печать, письма", "work that waits: printing, mail")),
    "read": (
        "read",
        "read",
        Text("прочитать документ: грифы, пункты, замечания", "read a document: stamps, clauses, notices"),
    ),
    "import": (
        "archive",
        "import_",
        Text("внести бумажный документ в архив", "put a paper document into the archive"),
    ),
    "findings": (
        "findings",
        "findings",
        Text("что в записях не сходится", "what does not fit in the records"),
    ),
    "definition": (
        "definition",
        "definition",
        Text("проверить и показать цепочки", "check and show definitions"),
    ),
    "pdf": ("archive", "pdf", Text("напечатать акт с грифами", "the printed act with its stamps")),
    "text": (
        "text",
        "text",
        Text("текст документа, действующий на дату", "the text of a document in force on a day"),
    ),
    "search": (
        "search",
        "search",
        Text("найти пункты документов по словам", "find clauses of documents by words"),
    ),
    "export": (
        "export",
        "export",
        Text("выгрузить редакцию для других программ", "an edition as a file for other programs"),
    ),
    "compare": (
        "compare",
        "compare",
        Text("сравнить две редакции или файла по пунктам", "compare two editions or files, clause by clause"),
    ),
    "verify": (
        "verify",
        "verify",
        Text("проверить журнал, файлы и отметки", "check the journal, files and sign-offs"),
    ),
}
"""Each word of the command line with its module in this package, the name in it, and what it does."""


class Grif(click.Group):
    """Knows every command by name and loads one when it is asked for; tells errors in one line."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[name]
        command: click.Command = getattr(importlib.import_module(f"webapp.cli.{module}"), attribute)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("Команды", "Commands")):
            formatter.write_dl([(name, text.said(language())) for name, (_, _, text) in COMMANDS.items()])

    def invoke(self, context: click.Context) -> Any:  # whatever the command returns
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # Whoever read our words has had enough of them; nothing more can be said, at the exit either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            context.exit(1)
        except Exception as fault:
            if os.environ.get("GRIF_DEBUG") == "1":
                raise
            for line in _told(fault):
                click.echo(line, err=True)
            context.exit(1)


@click.group(
    cls=Grif,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "Документы школы по цепочке согласования: советы, приказ, вступление в силу, проверка.",
        "A school's documents through their approval chain: councils, order, entry into force, proof.",
    ),
)
@click.version_option(package_name="grif", message="grif %(version)s")
def main() -> None:
    """The whole of `grif`."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding gets a question mark, not a failure.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _told(fault: Exception) -> list[str]:
    """The fault in one line, with every reason under it."""
    from workflow.errors import GrifError, Invalid, Refused

    if isinstance(fault, GrifError):
        unmet = [one.message for one in fault.unmet] if isinstance(fault, Refused) else []
        fields = list(fault.fields.items()) if isinstance(fault, Invalid) else []
        typed = [f"  {name}: {text.said(language())}" for name, text in fields]
        return [fault.message.said(language()), *(f"  {one.said(language())}" for one in unmet), *typed]
    what = f"{type(fault).__name__}: {fault}".splitlines()[0]
    mend = say("подробности: GRIF_DEBUG=1", "for the details: GRIF_DEBUG=1")
    return [f"{what} ({mend})"]
