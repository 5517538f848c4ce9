"""The command line as a person uses it, and filled data folders to use it on."""

from __future__ import annotations

import atexit
import functools
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner, Result

from webapp.cli import main

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "from webapp.cli import main; main(prog_name='grif')"


def grif(*words: object, typed: bytes | str | None = None) -> Result:
    """One command in this process; its words as they are typed."""
    return CliRunner().invoke(main, [str(word) for word in words], input=typed, prog_name="grif")


def done(*words: object) -> str:
    """What a command that must succeed prints."""
    result = grif(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def process(*words: object) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own."""
    return run_python(PROGRAM, *map(str, words))


def run_python(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A line of Python in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip


def demo_in(folder: Path) -> Path:
    """A data folder with the demo, copied from one that is filled once a run."""
    shutil.copytree(_filled(), folder)
    return folder


def school_in(folder: Path) -> Path:
    """A data folder with one school that has an administrator and nothing else."""
    shutil.copytree(_founded(), folder)
    return folder


def said(folder: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """What somebody with the file in hand can do to it."""
    connection = sqlite3.connect(folder / "grif.db")
    try:
        with connection:
            return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


@functools.cache
def _models() -> Path:
    """Where the folders that are copied lie; filled once a run, since passwords are slow on purpose."""
    folder = Path(tempfile.mkdtemp(prefix="grif-models-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@functools.cache
def _filled() -> Path:
    done("demo", "--no-serve", "--data", _models() / "demo")
    return _models() / "demo"


@functools.cache
def _founded() -> Path:
    folder = _models() / "school"
    done(
        "init", "--data", folder, "--id", "rodnik", "--full", "Школа «Родник»", "--short", "МБОУ «Родник»",
        "--place", "г. Луг", "--administrator", "Белкина Рита Олеговна", "--login", "admin",
    )  # fmt: skip
    return folder
