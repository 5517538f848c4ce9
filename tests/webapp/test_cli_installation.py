"""`grif init`, `check`, `migrate`, `user`: from an empty machine to people who sign in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from terminal import done, grif, said, school_in
from werkzeug.security import check_password_hash

PASSWORD = re.compile(r"[Пп]ароль (\S+)")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return school_in(tmp_path / "school")


def accepted(folder: Path, login: str, password: str) -> bool:
    [(kept,)] = said(folder, "SELECT password FROM account WHERE login = ?", login)
    return check_password_hash(str(kept), password)


def init(folder: Path, **changed: str):
    told = {
        "id": "rodnik",
        "full": "Школа «Родник»",
        "short": "МБОУ «Родник»",
        "place": "г. Луг",
        "administrator": "Белкина Рита Олеговна",
        "login": "admin",
    } | changed
    return grif(
        "init", "--data", folder, *(word for key, text in told.items() for word in (f"--{key}", text))
    )


def test_init_makes_a_system_whose_administrator_has_the_printed_password(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    result = init(folder, template="regulation-head")
    assert result.exit_code == 0, result.output
    found = PASSWORD.search(result.stdout)
    assert found and accepted(folder, "admin", found[1])
    assert [kind for (kind,) in said(folder, "SELECT kind FROM event ORDER BY seq")] == [
        "organisation_added",
        "party_added",
        "seat_given",
        "account_opened",
        "definition_published",
    ]
    assert (folder.stat().st_mode & 0o077) == 0
    assert grif("check", "--data", folder).exit_code == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "Родник"},
        {"zone": "Mars/Base"},
        {"administrator": "Рита"},
        {"login": "?"},
        {"template": "none"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_what_init_cannot_take_is_told_and_leaves_no_organisation(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    folder = tmp_path / "new"
    result = init(folder, **changed)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert not (folder / "grif.db").exists() or said(folder, "SELECT count(*) FROM organisation") == [(0,)]


def test_a_second_organisation_joins_and_the_same_one_twice_does_not(school: Path) -> None:
    assert init(school, id="ruchey", login="admin2", parent="rodnik").exit_code == 0
    assert init(school, login="admin3").exit_code == 1
    assert said(school, "SELECT id, parent FROM organisation ORDER BY id") == [
        ("rodnik", None),
        ("ruchey", "rodnik"),
    ]


def test_people_are_added_listed_given_passwords_and_shut_out(school: Path) -> None:
    words = ("--name", "Лис Ян", "--party", "administrator", "--capacity", "acting", "--data", school)
    added = PASSWORD.search(done("user", "add", "lis", *words))
    assert added and accepted(school, "lis", added[1])
    renewed = PASSWORD.search(done("user", "password", "LIS", "--data", school))
    assert renewed and accepted(school, "lis", renewed[1]) and not accepted(school, "lis", added[1])
    done("user", "disable", "admin", "--data", school)
    told = {one["login"]: one for one in json.loads(done("user", "list", "--json", "--data", school))}
    assert {login: one["disabled"] for login, one in told.items()} == {"admin": True, "lis": False}
    assert told["lis"]["seats"] == ["rodnik/administrator: acting"]
    kinds = [kind for (kind,) in said(school, "SELECT kind FROM event ORDER BY seq DESC LIMIT 4")]
    assert kinds == ["account_disabled", "account_renewed", "account_opened", "seat_given"]


def test_the_administrator_in_office_is_not_shut_out_by_the_terminal(school: Path) -> None:
    assert grif("user", "disable", "admin", "--data", school).exit_code == 1
    assert said(school, "SELECT disabled FROM account") == [(0,)]


@pytest.mark.parametrize(
    ("login", "name", "party", "since"),
    [
        ("admin", "Лис Ян", "administrator", "01.09.2026"),
        ("lis", "Лис", "administrator", "01.09.2026"),
        ("lis", "Лис Ян", "head", "01.09.2026"),
        ("lis", "Лис Ян", "administrator", "вчера"),
    ],
    ids=["a login that is taken", "half a name", "no such office", "no day"],
)
def test_a_person_who_cannot_be_added_leaves_nothing(
    school: Path, login: str, name: str, party: str, since: str
) -> None:
    before = said(school, "SELECT count(*) FROM person"), said(school, "SELECT count(*) FROM event")
    words = ("--name", name, "--party", party, "--capacity", "acting", "--since", since, "--data", school)
    assert grif("user", "add", login, *words).exit_code == 1
    assert (said(school, "SELECT count(*) FROM person"), said(school, "SELECT count(*) FROM event")) == before


def test_an_unknown_login_is_refused(school: Path) -> None:
    for word in ("password", "disable"):
        assert grif("user", word, "nobody", "--data", school).exit_code == 1


def test_check_tells_each_thing_with_its_mend(school: Path) -> None:
    (school / "grif.db").unlink()
    result = grif("check", "--data", school, "--json")
    assert result.exit_code == 1
    wrong = [one for one in json.loads(result.stdout) if not (one["right"] or one["optional"])]
    assert [one["mend"] for one in wrong] == ["её нет: grif init"]


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("", 0, "нет  адрес записей на актах: GRIF_BASE_URL не задан: акты печатаются без"),
        (
            "http://127.0.0.1:8080",
            1,
            "НЕТ  адрес записей на актах: GRIF_BASE_URL – http://127.0.0.1:8080, но",
        ),
        ("https://docs.school.example", 0, "да   адрес записей на актах https://docs.school.example\n"),
    ],
)
def test_check_tells_whether_acts_will_name_their_record(
    school: Path, monkeypatch: pytest.MonkeyPatch, address: str, code: int, said: str
) -> None:
    monkeypatch.setenv("GRIF_BASE_URL", address)
    result = grif("check", "--data", school)
    assert (result.exit_code, said in result.stdout) == (code, True)


def test_check_sees_data_that_others_may_read(school: Path) -> None:
    school.chmod(0o755)
    (school / "grif.db").chmod(0o644)
    result = grif("check", "--data", school)
    assert result.exit_code == 1
    assert f"chmod -R go= {school}" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("verify",),
        ("serve",),
        ("user", "list"),
        ("jobs", "list"),
        ("backup", "copy.db"),
        ("migrate",),
    ],
    ids=" ".join,
)
def test_where_there_is_no_system_nothing_is_made_and_the_mend_is_told(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "empty"
    result = grif(*words, "--data", folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "grif init" in result.stderr
    assert not folder.exists()


@pytest.mark.parametrize("words", [("serve",), ("verify",)], ids=" ".join)
def test_an_older_schema_is_refused_and_named_migrate(school: Path, words: tuple[str, ...]) -> None:
    said(school, "UPDATE alembic_version SET version_num = 'older'")
    result = grif(*words, "--data", school)
    assert result.exit_code == 1
    assert "grif migrate" in result.stderr


def test_migrate_leaves_a_database_of_this_version_alone(school: Path) -> None:
    before = (school / "grif.db").read_bytes()
    assert "уже этой версии" in done("migrate", "--data", school)
    assert (school / "grif.db").read_bytes() == before


def test_errors_speak_english_when_asked(tmp_path: Path) -> None:
    result = grif("verify", "--data", tmp_path / "none", "--lang", "en")
    assert "There is no system in" in result.stderr


def test_grif_data_names_the_folder(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIF_DATA", str(school))
    assert json.loads(done("user", "list", "--json"))[0]["login"] == "admin"
