"""An edition as a Word document: its numbers are live, print as in the edition and read as the same tree."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path

import office
import pytest
from hypothesis import given
from printed_samples import CHAIN, GOVERNING, PAPER_ORDER
from random_trees import edited, text, trees
from reading_samples import NAMES, shape, shapes
from reading_samples import reading as sample

from workflow.documents.annexes import all_clauses
from workflow.documents.clauses import Clause, Kind, walk
from workflow.documents.document import EditionText
from workflow.documents.reading import documents, read
from workflow.documents.reading.texts import text_of
from workflow.documents.stamps import Stamp, stamps
from workflow.formats import docx, docx_out
from workflow.formats.document_file import transcript
from workflow.formats.docx_out.lists import numbered
from workflow.formats.pdf import Printed
from workflow.governance.names import Names
from workflow.services.printing import printed_annexes

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
WORDS = "word/document.xml"
turns = count(1)


def c(label: str, said: str, kind: Kind, *inside: Clause) -> Clause:
    return Clause(f"u{next(turns)}", label, said, kind, inside)


# Numbers as schools print them: left out, given twice, of other sections, put in between, in words.
ODD = (
    c("1", "Общие положения", "section",
      c("1.1", "Один.", "point"), c("1.2", "Два.", "point"),
      c("1.4", "Четыре.", "point", c("1.4.1", "Раз.", "point"), c("1.4.3", "Три.", "point")),
      c("1.6", "Шесть.", "point"), c("1.7", "Семь.", "point")),
    c("2", "Порядок", "section",
      c("2.1", "Один:", "point",
        c("1)", "раз;", "item"), c("2)", "два;", "item"), c("5)", "пять.", "item")),
      c("2.2", "Буквы:", "point",
        c("а)", "раз;", "item"), c("б)", "два;", "item"), c("ж)", "семь;", "item"), c("ё)", "вот.", "item"))),
    c("5", "Пятый", "section", c("5.2", "Со второго.", "point"), c("5.2(1)", "Вставка.", "point"),
      c("5.3", "Три.", "point")),
    c("5", "Опять пятый", "section", c("7.1", "Чужой.", "point"), c("7.2", "Ещё один.", "point")),
    c("III", "Римский", "section", c("9.1", "Один.", "point")),
    c("Раздел 4", "Словом", "section", c("4.1", "Один.", "point"), c("4.2.1.1", "Глубоко.", "point")),
)  # fmt: skip


def printed(said: EditionText, stamped: tuple[Stamp, ...] = ()) -> Printed:
    names = Names.fixed("МБОУ «Лицей»")
    act = Printed(
        said.title, said.word, names, "Учреждение «Лицей»", "г. Луг", 2025, stamped, (), 2, "ab" * 32
    )
    return replace(act, annexes=tuple(printed_annexes(said)))


def made(said: EditionText, stamped: tuple[Stamp, ...] = ()) -> bytes:
    return docx_out.render(printed(said, stamped), said)


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def lines(data: bytes) -> list[str]:
    written = docx.transcript(data).text
    return [line.strip("#*\\ ") for line in written.splitlines() if line.strip("#*\\ ")]


def labelled(clauses: tuple[Clause, ...]) -> list[str]:
    return [f"{one.printed} {one.text}".strip() for one in walk(clauses)]


def test_every_label_is_printed_as_in_the_edition() -> None:
    assert lines(made(text(ODD, "Положение о пробе")))[-len(labelled(ODD)) :] == labelled(ODD)


def test_numbers_are_live_wherever_a_list_can_print_them() -> None:
    data = made(text(ODD, "Положение о пробе"))
    labels = [one.printed for one in walk(ODD)]
    typed = [label for label in labels if f">{label}\u00a0" in part(data, "word/document.xml")]
    assert typed == ["ё)", "5.2(1)."]
    counted = re.findall(r'w:numId w:val="(\d+)"', part(data, "word/document.xml"))
    # One list carries sections and points on; every gap and every new run of items begins another.
    assert counted[:4] == ["2", "2", "2", "3"]


@pytest.mark.parametrize("label", ["01.", "1.1.1.1.1.1.1.1.1.1.", "3.1(1).", "ъ)", "–", "", "1", "1.0."])
def test_what_no_list_prints_is_typed(label: str) -> None:
    assert numbered(label) is None


@pytest.mark.parametrize("name", NAMES)
def test_any_paper_goes_out_and_comes_back_as_the_same_tree(name: str) -> None:
    found = sample(name)
    assert shapes(read(docx.transcript(made(text_of(found))))) == shapes(found)


def test_the_seeds_go_out_and_come_back_as_the_same_trees() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not beside the checkout")
    found = [read(one.read_text(encoding="utf-8")) for one in sorted(SEEDS.glob("*.txt"))]
    assert found
    for one in found:
        assert shapes(read(docx.transcript(made(text_of(one), stamps("положение", CHAIN))))) == shapes(one)


@given(trees().flatmap(edited))
def test_whatever_the_numbers_are_each_clause_prints_its_own(clauses: tuple[Clause, ...]) -> None:
    tree = (*clauses, c("", "Последний.", "paragraph"))
    shown = lines(made(text(tree, "Положение о совете")))
    assert shown[-len(labelled(tree)) :] == labelled(tree)


def test_a_dash_prints_its_sign_whatever_its_label() -> None:
    tree = (
        c("1", "Общее", "section", c("", "один;", "dash"), c("–", "два;", "dash"), c("7", "три.", "dash")),
    )
    assert lines(made(text(tree, "Положение о пробе")))[-3:] == ["– один;", "– два;", "– три."]
    assert [one.printed for one in tree[0].children] == ["–", "–", "–"]


def test_a_list_in_a_list_keeps_its_depth() -> None:
    inner = c("–", "глубже:", "dash", c("–", "ещё глубже.", "dash"))
    tree = (c("1", "Общее", "section", c("1.1", "Вот:", "point", c("–", "мелко:", "dash", inner))),)
    assert shape(read(docx.transcript(made(text(tree, "Положение о пробе")))).clauses) == shape(tree)


def test_stamps_stand_as_on_the_printed_act_and_are_read_back() -> None:
    said = text_of(sample("lyceum"))
    found = read(docx.transcript(made(said, stamps("положение", CHAIN))))
    assert [(one.act, one.number) for one in found.approvals] == [
        ("ПРИНЯТО", "18"), ("СОГЛАСОВАНО", "4"), ("СОГЛАСОВАНО", "3"), ("СОГЛАСОВАНО", "3"),
        ("УТВЕРЖДЕНО", "121"),
    ]  # fmt: skip


def test_an_order_goes_out_with_number_points_signature_and_annex() -> None:
    found = read(docx.transcript(docx_out.render_order(PAPER_ORDER)))
    assert (found.kind, found.title) == ("order", PAPER_ORDER.heading)
    [approval] = found.approvals
    assert (approval.number, approval.date) == ("121", "2023-05-10")
    assert [one.label for one in found.clauses] == ["1", "2", "3", "4"]
    assert "Рябинина" in found.foot


def test_many_stamps_go_to_the_agreement_sheet() -> None:
    said = text_of(sample("lyceum"))
    data = made(said, stamps("положение", (*CHAIN, GOVERNING, GOVERNING)))
    after = part(data, "word/document.xml").partition("ЛИСТ СОГЛАСОВАНИЯ")[2]
    assert after.count("СОГЛАСОВАНО") == 5


def test_stamps_higher_than_half_a_page_go_to_the_agreement_sheet() -> None:
    long = Names.fixed("муниципального общеобразовательного учреждения «Школа с углублённым изучением» " * 2)
    said = text_of(sample("lyceum"))
    data = made(said, stamps("положение", [replace(step, organisation=long) for step in CHAIN]))
    before, _, after = part(data, "word/document.xml").partition("ЛИСТ СОГЛАСОВАНИЯ")
    assert (before.count("СОГЛАСОВАНО"), after.count("СОГЛАСОВАНО")) == (0, 3)


def test_the_mark_of_an_electronic_signature_stands_in_the_stamp_and_under_the_order() -> None:
    mark = ("Подписано простой электронной подписью", "Орлова Ирина Андреевна")
    said = text_of(sample("lyceum"))
    act = printed(said, (Stamp("right", "УТВЕРЖДАЮ", ("Директор",), mark),))
    for data in (docx_out.render(act, said), docx_out.render_order(replace(PAPER_ORDER, mark=mark))):
        story = part(data, WORDS)
        assert len(re.findall('w:val="Marked(?:Line)?"', story)) == 2 and all(one in story for one in mark)


def test_an_annex_says_to_which_act_it_belongs_as_on_paper() -> None:
    annex = EditionText("Состав", "list", "состав", (c("1", "Состав", "section"),))
    said = EditionText(
        "Положение о хоре", "regulation", "положение", (c("1", "Хор", "section"),), (annex, annex)
    )
    story = lines(made(said))
    assert [one for one in story if one.startswith("Приложение")] == ["Приложение № 1", "Приложение № 2"]
    assert story.count("к Положению о хоре") == 2


def test_the_same_edition_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = ['tests/workflow', 'tests']; import test_docx_out as t;"
        "print(hashlib.sha256(t.made(t.text(t.ODD, 'Положение о пробе'))).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    run = (sys.executable, "-c", code)
    said = {subprocess.run(run, cwd=root, capture_output=True, check=True).stdout for _ in range(2)}
    assert len(said) == 1


def test_signs_that_no_file_can_hold_do_not_stop_the_export() -> None:
    tree = (c("1", "Общее\x00", "section", c("1.1", "Строка\nи \ud800 <w:p> & «ещё».", "point")),)
    assert any("<w:p> & «ещё»" in one for one in lines(made(text(tree, "Положение\x0b о пробе"))))


@pytest.mark.timeout(180)
def test_libreoffice_prints_the_same_labels(tmp_path: Path) -> None:
    (tmp_path / "act.docx").write_bytes(made(text(ODD, "Положение о пробе")))
    said = office.saved(tmp_path / "act.docx", "txt", "Text (encoded):UTF8").read_text(encoding="utf-8-sig")
    shown = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    assert shown[-len(labelled(ODD)) :] == labelled(ODD)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_libreoffice_makes_of_our_file_reads_as_the_same_tree(form: str, tmp_path: Path) -> None:
    """Samples and seeds: text, tree, our Word file, LibreOffice's Word file or print, the same tree."""
    found = {name: sample(name) for name in NAMES}
    found |= {one.stem[:3]: read(one.read_text(encoding="utf-8")) for one in sorted(SEEDS.glob("*.txt"))}
    if form == "pdf":
        # A form's unnumbered lines under a title of no known word: a page cannot tell them from the title.
        del found["annexes"]
    files = [tmp_path / f"{name}.docx" for name in found]
    for file, act in zip(files, found.values(), strict=True):
        file.write_bytes(made(text_of(act), stamps("положение", CHAIN)))
    for file, act in zip(office.all_saved(files, form), found.values(), strict=True):
        assert shapes(read(transcript(file.read_bytes()))) == shapes(act), file.stem


NOTES = (
    "в ред. приказа от 12.04.2024 № 220",
    "введён приказом от 12.04.2024 № 220, протоколом от 01.09.2025 № 3",
    "утратил силу: приказ от 12.04.2024 № 220",
)


def noted(said: EditionText, turn: int, every: int) -> Printed:
    """The act with a note under its title and under each clause, or each second or third."""
    uids = [one.uid for one in all_clauses(said)][turn::every]
    notes = tuple(zip(uids, cycle(NOTES), strict=False))
    return replace(printed(said, stamps("положение", CHAIN)), amended_by=NOTES[:1], notes=notes)


# An order is written by its points, without notes; without a title the note would be one of the stamps.
ACTS = [name for name in NAMES if sample(name).title and sample(name).kind != "order"]


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(("turn", "every"), [(0, 1), (0, 2), (1, 2), (2, 3)])
def test_notes_under_the_title_and_the_clauses_come_back_as_notes(name: str, turn: int, every: int) -> None:
    found = text_of(sample(name))
    act = noted(found, turn, every)
    bare = read(docx.transcript(docx_out.render(replace(act, notes=(), amended_by=()), found)))
    again = read(docx.transcript(docx_out.render(act, found)))
    assert (shapes(again), again.title, again.preamble) == (shapes(bare), bare.title, bare.preamble)
    told = Counter(one.text for each in documents(again) for one in each.notes)
    assert told == Counter(f"({note})" for note in (NOTES[0], *(note for _, note in act.notes)))


def test_a_note_stays_on_the_page_of_its_clause_and_an_act_without_notes_has_no_trace_of_them() -> None:
    said = text(ODD, "Положение о пробе")
    point = ODD[0].children[0].uid
    with_note = part(docx_out.render(replace(printed(said), notes=((point, NOTES[0]),)), said), WORDS)
    assert with_note.count("<w:keepNext/>") == with_note.count('w:val="Noted"') == 1
    assert re.search(r"<w:keepNext/>.*Один\..*w:val=\"Noted\".*\(в ред\.", with_note)
    assert "Noted" not in part(made(said), WORDS) and "keepNext" not in part(made(said), WORDS)
