"""`grif backup` and `grif restore`: a copy taken at work, checked, never put over a system by chance."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from terminal import demo_in, done, grif, said, school_in

from storage.backup import copy
from storage.database import Database
from workflow.errors import Refused


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return demo_in(tmp_path / "demo")


def test_a_copy_put_back_is_the_same_system(demo: Path, tmp_path: Path) -> None:
    done("backup", tmp_path / "copy.db", "--data", demo)
    done("restore", tmp_path / "copy.db", "--data", tmp_path / "again")
    assert done("verify", "--data", tmp_path / "again") == done("verify", "--data", demo)


def test_a_copy_is_taken_in_the_middle_of_somebody_s_work(demo: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(demo / "grif.db", isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE account SET disabled = 1")
        done("backup", tmp_path / "copy.db", "--data", demo)
        writer.execute("COMMIT")
    finally:
        writer.close()
    copied = sqlite3.connect(tmp_path / "copy.db")
    assert copied.execute("SELECT sum(disabled) FROM account").fetchone() == (0,)
    copied.close()
    assert sorted(file.name for file in tmp_path.glob("*copy.db*")) == ["copy.db"]


def test_a_copy_is_never_written_over_a_file(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    assert grif("backup", tmp_path / "copy.db", "--data", demo).exit_code == 1
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_system_is_replaced_only_with_force_and_kept_beside(demo: Path, tmp_path: Path) -> None:
    school = school_in(tmp_path / "school")
    done("backup", tmp_path / "copy.db", "--data", demo)
    refused = grif("restore", tmp_path / "copy.db", "--data", school)
    assert refused.exit_code == 1
    assert said(school, "SELECT id FROM organisation") == [("rodnik",)]
    done("restore", tmp_path / "copy.db", "--data", school, "--force")
    assert len(said(school, "SELECT id FROM organisation")) == 5
    former = sqlite3.connect(school / "grif.db.before-restore")
    assert former.execute("SELECT id FROM organisation").fetchall() == [("rodnik",)]
    former.close()


def test_a_system_that_is_open_is_not_replaced(demo: Path, tmp_path: Path) -> None:
    done("backup", tmp_path / "copy.db", "--data", demo)
    served = sqlite3.connect(demo / "grif.db")
    served.execute("SELECT count(*) FROM account").fetchone()
    result = grif("restore", tmp_path / "copy.db", "--data", demo, "--force")
    served.close()
    assert result.exit_code == 1
    assert "остановите grif serve" in result.stderr
    assert not (demo / "grif.db.before-restore").exists()


@pytest.mark.parametrize("damage", ["cut", "no database", "another database"])
def test_a_broken_copy_is_refused_and_nothing_is_made(demo: Path, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "copy.db"
    if damage == "another database":
        sqlite3.connect(file).close()
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE notes (text)")
        other.close()
    else:
        done("backup", file, "--data", demo)
        file.write_bytes(file.read_bytes()[:100_000] if damage == "cut" else b"not a database" * 9999)
    result = grif("restore", file, "--data", tmp_path / "again")
    assert result.exit_code == 1
    assert not (tmp_path / "again" / "grif.db").exists()


def test_on_postgresql_its_own_means_are_named() -> None:
    with pytest.raises(Refused) as refusal:
        copy(Database("postgresql+psycopg://grif:secret@db/grif"), Path("copy.db"))
    assert "pg_dump" in refusal.value.message.en
    assert "secret" not in refusal.value.message.en
