"""`grif compare`: files and editions, in each of its forms."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from terminal import demo_in, done, grif

OLD = """Положение о саде

1. Общие положения
1.1. Сад разбивают ученики и учителя.
1.2. Работа в саду добровольная.
"""
NEW = OLD.replace("ученики и учителя", "ученики, учителя и родители")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return _written(tmp_path / "old.txt", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return _written(tmp_path / "new.txt", NEW)


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def test_two_files_are_compared_in_words(old: Path, new: Path) -> None:
    told = done("compare", old, new)
    assert "пункт 1.1: изменён" in told
    assert "  − 1.1. Сад разбивают ученики[- и учителя-]." in told
    assert "  + 1.1. Сад разбивают ученики{+, учителя и родители+}." in told


def test_a_text_is_the_same_as_itself(old: Path) -> None:
    assert "Тексты совпадают" in done("compare", old, old)


def test_json_is_one_document_with_both_sides(old: Path, new: Path) -> None:
    told = json.loads(done("compare", old, new, "--as", "json"))
    assert (told["same"], told["former"]["source"]) == (False, str(old))
    assert [one["kinds"] for one in told["changes"]] == [["reworded"]]


def test_the_table_is_printed(old: Path, new: Path, tmp_path: Path) -> None:
    done("compare", old, new, "--as", "pdf", "-o", tmp_path / "t.pdf")
    printed = pypdfium2.PdfDocument(tmp_path / "t.pdf")
    said = printed[0].get_textpage().get_text_range()
    printed.close()
    assert "Сравнительная таблица" in said and "родители" in said


def test_the_table_goes_out_for_word_with_its_head_on_every_page(
    old: Path, new: Path, tmp_path: Path
) -> None:
    done("compare", old, new, "--as", "docx-table", "-o", tmp_path / "t.docx")
    said = zipfile.ZipFile(tmp_path / "t.docx").read("word/document.xml").decode()
    assert "Сравнительная таблица" in said and "<w:tblHeader/>" in said
    assert re.search(r'<w:b/><w:sz w:val="20"/><w:u w:val="single"/></w:rPr><w:t [^>]*>[^<]*родители', said)
    assert [column for column in ("Что изменено", "Было", "Стало", "Основание") if column not in said] == []
    first = (tmp_path / "t.docx").read_bytes()
    done("compare", old, new, "--as", "docx-table", "-o", tmp_path / "t.docx")
    assert (tmp_path / "t.docx").read_bytes() == first


def test_docx_holds_tracked_changes_that_read_as_the_new_text(old: Path, new: Path, tmp_path: Path) -> None:
    changes = tmp_path / "changes.docx"
    done("compare", old, new, "--as", "docx", "-o", changes)
    found = json.loads(done("read", changes, "--json"))
    kept = json.loads(done("read", new, "--json"))
    assert words(found["clauses"]) == words(kept["clauses"])
    assert any(one["code"].startswith("tracked-") for one in found["notices"])


def test_the_order_on_a_paper_is_the_author_of_its_changes(old: Path, tmp_path: Path) -> None:
    stamped = _written(tmp_path / "stamped.txt", f"УТВЕРЖДЕНО\nприказом школы\nот 02.09.2024 № 87\n\n{NEW}")
    changes = tmp_path / "changes.docx"
    done("compare", old, stamped, "--as", "docx", "-o", changes)
    said = zipfile.ZipFile(changes).read("word/document.xml").decode()
    assert 'w:author="Приказ от 02.09.2024 № 87" w:date="2024-09-02T00:00:00Z"' in said


def test_the_same_order_on_both_papers_made_no_difference_between_them(tmp_path: Path) -> None:
    stamp = "УТВЕРЖДЕНО\nприказом школы\nот 02.09.2024 № 87\n\n"
    former, latter = (_written(tmp_path / f"{at}.txt", stamp + text) for at, text in enumerate((OLD, NEW)))
    assert "изменён" in done("compare", former, latter) and "основание" not in done("compare", former, latter)


@pytest.mark.parametrize("turned", [False, True])
def test_no_order_made_a_file_of_an_edition_or_an_edition_of_a_file(tmp_path: Path, turned: bool) -> None:
    demo = demo_in(tmp_path / "demo")
    stamped = _written(tmp_path / "f.txt", f"УТВЕРЖДЕНО\nприказом школы\nот 02.09.2024 № 87\n\n{NEW}")
    sides = ("gymnasium/2@2", stamped) if turned else (stamped, "gymnasium/2@2")
    place = ("--data", demo)
    assert "основание" not in done("compare", *sides, *place)
    assert json.loads(done("compare", *sides, *place, "--as", "json"))["grounds"] == ""
    for form in ("docx-table", "docx"):
        done("compare", *sides, *place, "--as", form, "-o", tmp_path / "c.docx")
        assert "риказ от" not in zipfile.ZipFile(tmp_path / "c.docx").read("word/document.xml").decode()
    done("compare", *sides, *place, "--as", "pdf", "-o", tmp_path / "c.pdf")
    with pypdfium2.PdfDocument(tmp_path / "c.pdf") as printed:
        said = " ".join(page.get_textpage().get_text_range() for page in printed)
    assert "Основание" in said and "приказ от" not in said


def words(clauses: list[dict[str, object]]) -> list[object]:
    return [(one["label"], one["text"], words(one["children"])) for one in clauses]


def test_a_pdf_without_a_name_is_wrong_use(old: Path, new: Path) -> None:
    assert grif("compare", old, new, "--as", "pdf").exit_code == 2
    assert grif("compare", old, new, "--as", "docx").exit_code == 2


def test_what_is_neither_file_nor_edition_is_wrong_use(old: Path) -> None:
    answer = grif("compare", old, "нет.txt")
    assert answer.exit_code == 2
    assert "нет такого файла" in answer.stderr


def test_editions_of_the_data_folder_are_compared_with_their_order(tmp_path: Path) -> None:
    demo = demo_in(tmp_path / "demo")
    told = done("compare", "gymnasium/2@1", "gymnasium/2@2", "--data", demo)
    assert "редакция 1, действует с" in told and "основание: приказ от" in told
    facts = json.loads(done("compare", "gymnasium/2@1", "gymnasium/2@2", "--data", demo, "--as", "json"))
    assert (facts["former"]["edition"], facts["latter"]["edition"]) == (1, 2)
    missing = grif("compare", "gymnasium/2@1", "gymnasium/2@99", "--data", demo)
    assert missing.exit_code == 1
    assert "Редакции gymnasium/2@99 в папке данных нет" in missing.stderr


def test_a_file_is_compared_with_an_edition(tmp_path: Path, old: Path) -> None:
    demo = demo_in(tmp_path / "demo")
    told = done("compare", "gymnasium/2@1", old, "--data", demo)
    assert "название: изменён" in told
