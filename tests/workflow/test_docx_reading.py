"""What Word keeps beside plain paragraphs is read or told: tables, changes, notes, headers, boxes, macros."""

from __future__ import annotations

import shutil
from pathlib import Path

import office
import pytest
from docx_files import (
    LEGAL,
    MACROS,
    abstract,
    cell,
    docx,
    level,
    num,
    p,
    part,
    raw_p,
    relationship,
    run,
    table,
)
from reading_samples import FOLDER, NAMES, reading, shape

from workflow.documents.clauses import Clause, walk
from workflow.documents.reading import Reading, read
from workflow.formats.document_file import transcript as brought
from workflow.formats.docx import transcript

POINTS = p("Общие положения", (1, 0)) + p("Хор поёт.", (1, 1))
TITLE = p("ПОЛОЖЕНИЕ", bold=True) + p("о школьном хоре", bold=True)

OUTSIDE = relationship("x", "image", "http://x.example/a", True)


def told(body: str, **more: object) -> Reading:
    return read(transcript(docx(body, **more)))  # type: ignore[arg-type]


def text(body: str, **more: object) -> list[str]:
    written = transcript(docx(body, **more)).text  # type: ignore[arg-type]
    return [line.strip("#*\\ ") for line in written.splitlines() if line.strip()]


def notices(found: Reading) -> dict[str, str]:
    return {one.code: one.message.ru for one in found.notices}


def test_approvals_side_by_side_are_read_column_by_column() -> None:
    left = p("СОГЛАСОВАНО") + p("Управляющим советом") + p("протокол от 28.04.2023 № 3")
    right = p("УТВЕРЖДЕНО") + p("приказом директора") + p("от 10.05.2023 № 121")
    found = told(table([left, right]) + TITLE + POINTS)
    assert [(one.act, one.by_kind, one.number, one.date) for one in found.approvals] == [
        ("СОГЛАСОВАНО", "governing_council", "3", "2023-04-28"),
        ("УТВЕРЖДЕНО", "head", "121", "2023-05-10"),
    ]
    assert found.title == "ПОЛОЖЕНИЕ о школьном хоре"
    assert "columns" in notices(found)


def test_approvals_whose_lines_are_rows_are_read_column_by_column_too() -> None:
    heading = table(
        ["ПРИНЯТО", "УТВЕРЖДЕНО"],
        ["Педагогическим советом", "приказом директора"],
        ["протокол от 16.03.2023 № 9", "от 20.03.2023 № 41"],
    )
    found = told(heading + TITLE + POINTS)
    assert [(one.by_kind, one.number) for one in found.approvals] == [
        ("pedagogical_council", "9"), ("head", "41"),
    ]  # fmt: skip


def test_a_table_of_facts_is_kept_row_by_row_and_told() -> None:
    rows = table(["№", "Что", "Когда"], ["1", "Смотр хоров", "май"], ["2", "Итоги", "июнь"])
    found = told(TITLE + POINTS + rows + p("Дети поют.", (1, 1)))
    assert [one.label for one in walk(found.clauses) if one.label] == ["1", "1.1", "1.2"]
    assert [one.text for one in walk(found.clauses) if "|" in one.text] == [
        "№ | Что | Когда", "1 | Смотр хоров | май", "2 | Итоги | июнь",
    ]  # fmt: skip
    assert "строк: 3" in notices(found)["table"]


def test_numbers_of_table_cells_count_in_the_order_of_the_file() -> None:
    rows = table([p("", (2, 0)), "Анна"], [p("", (2, 0)), "Борис"])
    numbering = LEGAL + abstract(1, level(0, "%1.")) + num(1, 0) + num(2, 1)
    assert text(POINTS + rows, numbering=numbering)[2:] == ["1. | Анна", "2. | Борис"]


def test_a_table_of_one_column_is_a_frame_around_paragraphs() -> None:
    assert text(table([POINTS])) == ["1. Общие положения", "1.1. Хор поёт."]


def test_a_cell_that_goes_on_downwards_is_read_once() -> None:
    tall = cell("УТВЕРЖДЕНО", '<w:vMerge w:val="restart"/>')
    more = cell("УТВЕРЖДЕНО", "<w:vMerge/>")
    assert text(table([tall, "ПРИНЯТО"], [more, "советом"]) + POINTS)[:3] == [
        "УТВЕРЖДЕНО", "ПРИНЯТО", "советом",
    ]  # fmt: skip


def test_tracked_changes_are_accepted_and_each_is_told() -> None:
    changed = raw_p(
        run("Хор поёт ")
        + f"<w:del>{run('тихо').replace('w:t ', 'w:delText ').replace('/w:t>', '/w:delText>')}</w:del>"
        + f"<w:ins>{run('гром')}</w:ins><w:ins>{run('ко')}</w:ins>" + run("."),
        (1, 1),
    )  # fmt: skip
    found = told(TITLE + p("Общее", (1, 0)) + changed)
    assert [one.text for one in walk(found.clauses)] == ["Общее", "Хор поёт громко."]
    assert "«тихо»" in notices(found)["tracked-deletion"]
    assert "«громко»" in notices(found)["tracked-insertion"]


def test_moved_text_stands_once_at_its_new_place() -> None:
    gone = raw_p(f"<w:moveFrom>{run('Хор поёт.')}</w:moveFrom>", (1, 1), mark="<w:moveFrom/>")
    here = raw_p(f"<w:moveTo>{run('Хор поёт.')}</w:moveTo>", (1, 1))
    found = told(TITLE + p("Общее", (1, 0)) + gone + p("Дети слушают.", (1, 1)) + here)
    assert [one.text for one in walk(found.clauses)][1:] == ["Дети слушают.", "Хор поёт."]
    assert "«Хор поёт.»" in notices(found)["tracked-move"]


def test_former_properties_of_a_change_do_not_count() -> None:
    former = (
        '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    assert text(f"<w:p><w:pPr>{former}</w:pPr>{run('Без номера.')}</w:p>") == ["Без номера."]


def test_a_footnote_is_written_where_it_is_called() -> None:
    called = raw_p(run("Хор поёт") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("."), (1, 1))
    notes = part("footnotes", f'<w:footnote w:id="2">{p("Кроме каникул.")}</w:footnote>')
    found = told(
        TITLE + p("Общее", (1, 0)) + called,
        parts={"word/footnotes.xml": notes},
        relationships=relationship("rId9", "footnotes", "footnotes.xml"),
    )
    assert [one.text for one in walk(found.clauses)][1] == "Хор поёт [Кроме каникул.]."
    assert "«Кроме каникул.»" in notices(found)["footnote"]


def test_headers_and_footers_are_left_out_and_told() -> None:
    found = told(
        TITLE + POINTS,
        parts={"word/header1.xml": part("hdr", p("Лицей № 3"))},
        relationships=relationship("rId9", "header", "header1.xml"),
    )
    assert "«Лицей № 3»" in notices(found)["headers"]
    assert "Лицей" not in " ".join(one.text for one in walk(found.clauses)) + found.head


def test_hidden_text_is_left_out_and_told() -> None:
    found = told(TITLE + p("Общее", (1, 0)) + raw_p(run("Хор поёт.") + run(" Тайна.", "<w:vanish/>"), (1, 1)))
    assert [one.text for one in walk(found.clauses)][1] == "Хор поёт."
    assert "Тайна" in notices(found)["hidden-text"]


def test_a_text_box_is_read_once_though_it_is_stored_twice() -> None:
    box = f"<w:txbxContent>{p('УТВЕРЖДЕНО')}{p('приказом от 20.03.2023 № 41')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    anchor = raw_p(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")
    found = told(anchor + TITLE + POINTS)
    assert found.head.splitlines() == ["УТВЕРЖДЕНО", "приказом от 20.03.2023 № 41"]
    assert [(one.act, one.number) for one in found.approvals] == [("УТВЕРЖДЕНО", "41")]
    assert "text-box" in notices(found)


def test_capitals_come_out_as_they_are_printed() -> None:
    assert text(raw_p(run("Положение", "<w:caps/>")) + POINTS)[0] == "ПОЛОЖЕНИЕ"


def test_lines_broken_by_hand_are_lines_and_a_sentence_over_them_is_whole() -> None:
    broken = "<w:r><w:t>УТВЕРЖДАЮ</w:t><w:br/><w:t>Директор лицея</w:t></w:r>"
    torn = "<w:r><w:t>Хор поёт на празднике</w:t><w:br/><w:t>и на уроке.</w:t></w:r>"
    found = told(raw_p(broken) + TITLE + p("Общее", (1, 0)) + raw_p(torn, (1, 1)))
    assert found.head.splitlines() == ["УТВЕРЖДАЮ", "Директор лицея"]
    assert [one.text for one in walk(found.clauses)][1] == "Хор поёт на празднике и на уроке."


def test_signs_of_our_notation_in_the_text_stay_in_the_text() -> None:
    said = "Знаки *звёздочка* и **две**, __черта__ и #решётка"
    found = told(TITLE + p("Общее", (1, 0)) + p(said + ".", (1, 1)) + p("# 5 и прочее."))
    assert [one.text for one in walk(found.clauses)][1:] == [said + ".", "# 5 и прочее."]


def test_paragraphs_are_never_joined_when_the_second_begins_a_sentence() -> None:
    first = "Учителя, которые ведут хор и которые помогают ему на всех праздниках школы"
    found = told(TITLE + p("Общее", (1, 0)) + p("Хор.", (1, 1)) + p(first) + p("Родители помогают."))
    assert [one.text for one in walk(found.clauses)][2:] == [first, "Родители помогают."]


def test_a_bold_line_without_number_heads_a_section() -> None:
    found = told(TITLE + p("Общие положения", bold=True) + p("1.1. Хор поёт.") + p("Состав хора", bold=True))
    assert [one.text for one in found.clauses] == ["Общие положения", "Состав хора"]


def test_a_heading_style_heads_a_section_but_a_sentence_in_it_does_not() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Z"><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    body = p("Общие положения", style="H") + p("Хор поёт по пятницам;", style="H") + p("Состав", style="Z")
    written = transcript(docx(TITLE + POINTS + body, styles=styles)).text.splitlines()
    assert [line for line in written if line.startswith("#")] == ["# Общие положения"]


@pytest.mark.parametrize(
    ("body", "more", "code"),
    [
        (POINTS, {"kind": MACROS}, "macros"),
        (POINTS, {"relationships": OUTSIDE}, "external-content"),
        (raw_p('<w:r><w:commentReference w:id="1"/></w:r>' + run("Хор.")) + POINTS, {}, "comments"),
        (POINTS + '<w:altChunk r:id="rId7"/>', {}, "embedded"),
        (POINTS + raw_p('<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'),
         {}, "picture"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told(body: str, more: dict[str, str], code: str) -> None:
    assert code in notices(told(TITLE + body, **more))


def test_an_address_on_the_web_is_no_outside_content() -> None:
    link = relationship("x", "hyperlink", "http://x.example/", True)
    assert "external-content" not in notices(told(TITLE + POINTS, relationships=link))


def test_notices_stand_at_their_lines_and_markup_is_not_blamed_on_the_author() -> None:
    written = transcript(docx(TITLE + POINTS + raw_p(f"<w:ins>{run('Дети поют.')}</w:ins>", (1, 1))))
    [change] = [one for one in read(written).notices if one.code == "tracked-insertion"]
    assert written.text.splitlines()[change.line - 1] == "1.2. Дети поют."
    assert "markup" not in notices(read(written))


def test_what_is_read_from_the_file_is_read_again_from_its_text() -> None:
    rows = table(["№", "Что"], ["1", "Смотр"])
    written = transcript(docx(TITLE + POINTS + rows + p("Дети поют.", (1, 1)) + p("Без номера.")))
    assert shape(read(written.text).clauses) == shape(read(written).clauses)


def paragraphs(sample: Reading) -> str:
    """A sample as a person would type it in Word: its labels automatic where a list can make them."""
    head = "".join(p(line) for line in sample.head.splitlines())
    body = "".join(_typed(one) for one in walk(sample.clauses))
    return head + p(sample.title, bold=True) + "".join(map(p, sample.preamble.splitlines())) + body


def _typed(one: Clause) -> str:
    if one.kind == "dash":
        return p(one.text, (2, 0))
    sign = "" if not one.label or one.label.endswith(")") else "."
    return p(f"{one.label}{sign} {one.text}".strip(), bold=one.kind == "section")


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_typed_in_word_gives_the_same_tree(name: str) -> None:
    sample = reading(name)
    numbering = LEGAL + abstract(1, level(0, "\uf0b7", "bullet")) + num(1, 0) + num(2, 1)
    found = told(paragraphs(sample), numbering=numbering)
    assert [(one.label, one.text) for one in walk(found.clauses)] == [
        (one.label, one.text) for one in walk(sample.clauses)
    ]


def act() -> bytes:
    """An act with approvals side by side, automatic numbers of three levels, dashes, words set apart."""
    bullets = abstract(1, level(0, "•", "bullet"))
    left = p("СОГЛАСОВАНО") + p("Управляющим советом") + p("протокол от 28.04.2023 № 3")
    right = p("УТВЕРЖДЕНО") + p("приказом директора") + p("от 10.05.2023 № 121")
    long = "Хор объединяет учеников и учителей, которые любят петь и готовы выступать на праздниках лицея, "
    long += "района и города, а также помогать младшим готовить песни к урокам музыки."
    body = (
        table([left, right]) + TITLE + POINTS + p(long, (1, 1)) + p("Хор поёт:", (1, 1)) + p("утром;", (2, 0))
    )
    body += p("вечером.", (2, 0)) + p("Состав", (1, 0)) + p("Дети.", (1, 1)) + p("Взрослые.", (1, 2))
    set_in = '<w:pPr><w:jc w:val="both"/><w:ind w:firstLine="709"/></w:pPr>'
    styles = f"<w:docDefaults><w:pPrDefault>{set_in}</w:pPrDefault></w:docDefaults>"
    return docx(body, LEGAL + bullets + num(1, 0) + num(2, 1), styles)


def same_act(found: Reading) -> None:
    ours = read(transcript(act()))
    assert shape(found.clauses) == shape(ours.clauses)
    assert [one.label for one in walk(ours.clauses) if one.label[:1].isdigit()] == [
        "1", "1.1", "1.2", "1.3", "2", "2.1", "2.1.1",
    ]  # fmt: skip
    assert found.title == ours.title
    assert [(one.by_kind, one.number, one.date) for one in found.approvals] == [
        ("governing_council", "3", "2023-04-28"), ("head", "121", "2023-05-10"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_file_that_libreoffice_saved_once_is_read_like_ours(kind: str) -> None:
    same_act(read(brought((FOLDER.parent / "files" / f"libreoffice.{kind}").read_bytes())))


@pytest.mark.timeout(180)
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_file_saved_by_the_libreoffice_of_this_machine_is_read_like_ours(kind: str, tmp_path: Path) -> None:
    (tmp_path / "act.docx").write_bytes(act())
    same_act(read(brought(office.saved(tmp_path / "act.docx", kind).read_bytes())))


CHOIR = [
    ("1", "Общие положения"),
    ("1.1", "Хор объединяет учеников и учителей и поёт на праздниках [Дни праздников назначает директор.]."),
    ("1.2", "Хор собирается два раза в неделю."),
    ("1.2.1", "Младшие поют во вторник."), ("1.2.2", "Старшие поют в четверг."),
    ("2", "Порядок работы"),
    ("2.1", "Руководитель хора:"),
    ("1)", "составляет план;"), ("2)", "ведёт журнал:"), ("а)", "занятий;"), ("б)", "выступлений;"),
    ("3)", "готовит отчёт."),
    ("2.2", "Участник хора:"), ("1)", "посещает занятия;"), ("2)", "бережёт ноты."),
    ("2.3", "Хор поёт:"), ("–", "на праздниках:"), ("–", "лицея;"), ("–", "района;"), ("–", "на конкурсах."),
    ("2.4", "Занятия идут по плану."), ("", "№ | Что | Когда"), ("", "1 | Смотр | май"),
    ("3", "Заключение"), ("", "Ноты хранит библиотека."), ("3.1", "Положение действует до отмены."),
]  # fmt: skip


@pytest.mark.timeout(180)
def test_a_document_written_in_libreoffice_and_saved_as_docx_is_read_whole(tmp_path: Path) -> None:
    """Numbered headings, lists begun anew and in lists, a change, a note, a box, tables, page numbers."""
    shutil.copy(FOLDER.parent / "files" / "choir.fodt", tmp_path)
    found = read(brought(office.saved(tmp_path / "choir.fodt", "docx").read_bytes()))
    assert found.title == "ПОЛОЖЕНИЕ о школьном хоре"
    assert [(one.label, one.text) for one in walk(found.clauses)] == CHOIR
    by_text = {one.text: [child.text for child in one.children] for one in walk(found.clauses)}
    assert by_text["ведёт журнал:"] == ["занятий;", "выступлений;"]
    assert by_text["на праздниках:"] == ["лицея;", "района;"]
    assert [(one.by_kind, one.number, one.date) for one in found.approvals] == [
        ("governing_council", "3", "2023-04-28"), ("head", "121", "2023-05-10"),
    ]  # fmt: skip
    assert {"footnote", "headers", "text-box", "table", "tracked-deletion", "tracked-insertion"} <= set(
        notices(found)
    )


@pytest.mark.timeout(180)
def test_its_print_is_read_alike_lists_in_lists_and_the_note_too(tmp_path: Path) -> None:
    shutil.copy(FOLDER.parent / "files" / "choir.fodt", tmp_path)
    clean = office.settled(office.saved(tmp_path / "choir.fodt", "docx"), "taken")
    found = read(brought(office.saved(clean, "pdf").read_bytes()))
    # Behind these stand a table without borders and a box laid over the words.
    alike = CHOIR.index(("2.4", "Занятия идут по плану.")) + 1
    assert [(one.label, one.text) for one in walk(found.clauses)][:alike] == CHOIR[:alike]
    by_text = {one.text: [child.text for child in one.children] for one in walk(found.clauses)}
    assert by_text["на праздниках:"] == ["лицея;", "района;"]
