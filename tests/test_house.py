"""House rules that a linter does not know: sizes, names, places, and what the documentation promises."""

from __future__ import annotations

import ast
import importlib.metadata
import itertools
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("workflow", "storage", "webapp", "definitions")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
# Folders that tools make; a copy without git has no other way to tell them from ours.
MADE = {"build", "dist", "var", "__pycache__"}
# Names that must not stand in any file are put together here, so that this file may.
MACHINE_FOLDERS = "|".join(("work", "root", "tmp"))
MACHINE_PATH = re.compile(rf"(?<![\w.}})\]/*-])/(?:{MACHINE_FOLDERS})(?=/|$|[\s'\"`),;:])", re.MULTILINE)
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "deb." + "debian", "debian" + ".org")
UNFINISHED = re.compile(r"\b(?:" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b")
# datetime.now, date.today and the database's own now(); a monotonic clock may still measure a wait.
CLOCK = re.compile(r"(?:^|\.)(?:now|utcnow|today|current_timestamp|time\.time)$")
# As many words in a row are no accident: the sources are read, never copied.
COPIED_WORDS = 14


def _is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = [part for part in parts if part.startswith(".") and part not in {".ci", ".gitignore"}]
    return not hidden and not MADE & set(parts) and not any(part.endswith(".egg-info") for part in parts)


def _files() -> list[Path]:
    """Every file of the project: as git knows them, else as they lie in a copy of the source."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        found = {ROOT / name for name in listed.stdout.split("\0") if name}
    else:
        found = set(ROOT.rglob("*"))
    return sorted(path for path in found if path.is_file() and _is_ours(path))


FILES = _files()
MODULES = [path for path in FILES if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ROOMS]
# A migration is a list of tables written once and never read as code again.
WRITTEN = [path for path in MODULES if path.parent != ROOT / "storage" / "migrations" / "versions"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _texts() -> Iterator[tuple[str, str]]:
    """Name and text of each file that is text."""
    for path in FILES:
        try:
            yield _name(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _found(pattern: re.Pattern[str]) -> list[str]:
    """Where in the project's files `pattern` stands, as file:line."""
    return [
        f"{name}:{text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}"
        for name, text in _texts()
        for hit in pattern.finditer(text)
    ]


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_house_is_found() -> None:
    assert len(MODULES) > 10, (
        "the walk over the project found no code: every rule here would hold for nothing"
    )


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in WRITTEN}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_the_eye() -> None:
    long = {
        f"{_name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in WRITTEN
        for node in _functions(ast.parse(path.read_text(encoding="utf-8")))
        if node.end_lineno and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_tells_its_promise() -> None:
    assert [_name(path) for path in WRITTEN if not ast.get_docstring(ast.parse(path.read_bytes()))] == []


def test_nothing_below_webapp_asks_the_clock() -> None:
    asked = [
        f"{_name(path)}:{call.lineno}: {ast.unparse(call.func)}"
        for path in MODULES
        if path.relative_to(ROOT).parts[0] in {"workflow", "storage"}
        for call in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(call, ast.Call) and CLOCK.search(ast.unparse(call.func))
    ]
    assert asked == []


def test_no_file_is_a_drawer() -> None:
    assert [_name(path) for path in FILES if re.search(r"(?i)util|helper|manager", path.stem)] == []


def test_nothing_is_left_for_later_in_a_comment() -> None:
    assert _found(UNFINISHED) == []


def test_no_file_names_the_machine_it_was_written_on() -> None:
    assert _found(MACHINE_PATH) == []


def test_no_file_names_a_package_registry_by_host() -> None:
    assert _found(re.compile("|".join(map(re.escape, REGISTRIES)))) == []


def test_our_import_names_have_no_other_owner() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {room: set(owners.get(room, [])) - {"grif"} for room in ROOMS} == {room: set() for room in ROOMS}


def test_test_modules_have_unique_names() -> None:
    names = [path.name for path in FILES if path.name.startswith("test_") and path.suffix == ".py"]
    assert sorted(names) == sorted(set(names))


def test_the_map_names_every_module_folder() -> None:
    said = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    folders = {_name(path.parent) for path in MODULES} - {"storage/migrations/versions"}
    assert sorted(folder for folder in folders if f"`{folder}/`" not in said) == []


def test_the_map_names_only_what_is_there() -> None:
    said = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    places = re.findall(r"`((?:workflow|storage|webapp|definitions|tests|\.ci)/[\w./]*)`", said)
    assert sorted(place for place in set(places) if not (ROOT / place).exists()) == []


def test_both_quick_starts_give_the_same_commands() -> None:
    english, russian = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ru.md"))
    blocks = re.findall(r"```sh\n(.*?)```", russian, re.DOTALL)
    assert blocks
    assert [block for block in blocks if block not in english] == []


def _commands(group: click.Command, context: click.Context, said: str = "grif") -> Iterator[str]:
    """Every command by its full words, such as `grif definition check`; a group alone is not one."""
    if not isinstance(group, click.Group):
        yield said
        return
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        yield from _commands(command, context, f"{said} {word}")


def test_readme_tells_the_commands_that_are_there() -> None:
    from webapp.cli import main

    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("<!-- commands -->")[2]
    rows = re.findall(r"^\| `(grif [\w ]+)` \|.*\| ?(not yet)? ?\|$", table, re.MULTILINE)
    there = set(_commands(main, click.Context(main)))
    told = {words for words, later in rows if not later}
    # A group such as `grif user` may stand for all the words below it.
    assert {words for words in told if not any(_is_or_is_below(one, words) for one in there)} == set()
    assert {one for one in there if not any(_is_or_is_below(one, words) for words in told)} == set()


def _is_or_is_below(command: str, words: str) -> bool:
    return command == words or command.startswith(f"{words} ")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _words(text)
    return zip(*(itertools.islice(words, start, None) for start in range(COPIED_WORDS)), strict=False)


def test_no_sentence_of_the_sources_is_copied(seeds: tuple[Path, ...]) -> None:
    if not seeds:
        pytest.skip("the source documents are not beside this checkout")
    sources = {run for seed in seeds for run in _runs(seed.read_text(encoding="utf-8"))}
    copied = {name: " ".join(run) for name, text in _texts() for run in _runs(text) if run in sources}
    assert copied == {}
