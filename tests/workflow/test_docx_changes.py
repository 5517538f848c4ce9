"""Two editions as a Word document with tracked changes: taken, it is the new text; taken back, the old."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import office
import pytest
from hypothesis import given
from lxml import etree
from random_trees import editions, text
from reading_samples import shape

from workflow.documents.clauses import Clause, walk
from workflow.documents.compare import compare
from workflow.documents.compare.redline import redlines
from workflow.documents.document import EditionText
from workflow.documents.reading import read
from workflow.formats import docx, docx_out
from workflow.formats.docx_out import Changes
from workflow.values import Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHOR, DAY = "Приказ № 87 от 02.09.2024", date(2024, 9, 2)
Pair = tuple[EditionText, EditionText]

OLD = (
    Clause("s1", "1", "Общие положения", "section", (
        Clause("p1", "1.1", "Совет собирается один раз в месяц.", "point"),
        Clause("p2", "1.2", "Протокол ведёт секретарь.", "point"),
        Clause("p3", "1.3", "Решение доводится до учителей.", "point"),
    )),
    Clause("s2", "2", "Порядок работы", "section", (
        Clause("p4", "2.1", "Повестку готовит председатель:", "point", (
            Clause("d1", "–", "за неделю;", "dash"),
            Clause("d2", "–", "с материалами.", "dash"),
        )),
        Clause("p5", "2.2", "Заседание открытое.", "point"),
    )),
)  # fmt: skip
NEW = (
    Clause("s1", "1", "Общие положения", "section", (
        Clause("p1", "1.1", "Совет собирается не реже одного раза в четверть.", "point"),
        Clause("p3", "1.2", "Решение доводится до учителей.", "point"),
        Clause("p4", "1.3", "Повестку готовит председатель:", "point", (
            Clause("d1", "–", "за неделю;", "dash"),
            Clause("d2", "–", "с материалами.", "dash"),
        )),
    )),
    Clause("s2", "2", "Порядок работы", "section", (
        Clause("p5", "2.1", "Заседание открытое.", "point"),
        Clause("n1", "2.2", "Совет вправе пригласить гостей.", "point"),
    )),
)  # fmt: skip


def made(pair: Pair) -> bytes:
    names = Text("редакция 1", "edition 1"), Text("редакция 2", "edition 2")
    return docx_out.render_changes(Changes(compare(*pair), *names, AUTHOR, DAY, "", 2024))


def act() -> Pair:
    return text(OLD, "Положение о совете"), text(NEW, "Положение о совете школы")


def body(data: bytes) -> etree._Element:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return root[0]


GOES = {"taken": {"del", "moveFrom"}, "taken back": {"ins", "moveTo"}}


def settled(data: bytes, way: str) -> list[str]:
    """The paragraphs after all changes are taken or taken back, as the standard says what each mark means."""
    found, titles, carried = [], [], ""
    for one in body(data).iter(f"{W}p"):
        carried += "".join(_words(one, GOES[way]))
        marks = one.find(f"{W}pPr/{W}rPr")
        if marks is not None and any(marks.find(f"{W}{tag}") is not None for tag in GOES[way]):
            continue
        found.append(carried)
        style = one.find(f"{W}pPr/{W}pStyle")
        titles += [carried] if style is not None and style.get(f"{W}val") == "Title" else []
        carried = ""
    # One empty paragraph stands under a title and one closes the document: a change leaves none behind.
    assert found.count("") == 1 + sum(bool(line) for line in titles)
    return [line for line in found if line]


def _words(one: etree._Element, gone: set[str]) -> list[str]:
    if etree.QName(one).localname in gone:
        return []
    if one.tag in (f"{W}t", f"{W}delText"):
        return [one.text or ""]
    if one.tag == f"{W}br":
        return ["\n"]
    return [word for child in one for word in _words(child, gone)]


def lines(said: EditionText) -> list[str]:
    """The lines of a text in the order of reading, annexes last."""
    own = [said.title, said.preamble, *(f"{one.printed} {one.text}".strip() for one in walk(said.clauses))]
    return [line.replace("\u00a0", " ") for line in own if line]


def plain(found: list[str]) -> list[str]:
    return [" ".join(line.replace("\u00a0", " ").split(" ")).strip() for line in found]


@given(editions())
def test_the_lines_of_both_texts_stand_each_in_its_order(pair: Pair) -> None:
    former, latter = pair
    found = list(redlines(compare(former, latter)))
    old = [one.former.clause for one in found if one.former and one.fate in ("stays", "goes", "leaves")]
    new = [one.latter.clause for one in found if one.latter and one.fate in ("stays", "comes", "arrives")]
    assert old == list(walk(former.clauses))
    assert new == list(walk(latter.clauses))


@given(editions())
def test_taken_it_is_the_new_text_and_taken_back_the_old(pair: Pair) -> None:
    former, latter = (text(one.clauses, one.title) for one in pair)
    data = made((former, latter))
    assert plain(settled(data, "taken")) == plain(lines(latter))
    assert plain(settled(data, "taken back")) == plain(lines(former))


def test_our_own_reader_takes_the_changes_and_tells_them() -> None:
    found = read(docx.transcript(made(act())))
    assert found.title == "Положение о совете школы"
    assert shape(found.clauses) == shape(NEW)
    told = {one.code for one in found.notices}
    assert {"tracked-insertion", "tracked-deletion", "tracked-move"} <= told


def test_a_moved_clause_moves_with_all_below_it_and_is_never_gone_and_come() -> None:
    found = {(one.uid, one.fate) for one in redlines(compare(*act()))}
    for uid in ("p4", "d1", "d2"):
        assert {(uid, "leaves"), (uid, "arrives")} <= found
    assert ("p2", "goes") in found and ("n1", "comes") in found
    said = etree.tostring(body(made(act())), encoding="unicode")
    assert said.count("<w:moveFromRangeStart") == said.count("<w:moveToRangeStart") == 3
    assert said.count('w:name="move1"') == 2


def test_every_mark_names_the_order_and_its_day_and_has_a_number_of_its_own() -> None:
    marks = [one for one in body(made(act())).iter() if one.get(f"{W}author")]
    assert marks and {one.get(f"{W}author") for one in marks} == {AUTHOR}
    assert {one.get(f"{W}date") for one in marks} == {"2024-09-02T00:00:00Z"}
    numbers = [one.get(f"{W}id") for one in marks]
    assert len(numbers) == len(set(numbers))


def test_a_changed_number_is_a_change() -> None:
    said = etree.tostring(body(made(act())), encoding="unicode")
    assert ">1.3. </w:delText>" in said and ">1.2. </w:t>" in said


def test_annexes_that_came_went_or_changed_are_tracked() -> None:
    members, plan = text(OLD, "Состав совета"), text(NEW, "План работы")
    former = text(OLD, "Положение о совете", (members,))
    latter = text(OLD, "Положение о совете", (text(NEW, "Состав совета"), plan))
    data = made((former, latter))
    assert plain(settled(data, "taken back")) == plain(
        [*lines(text(OLD, "Положение о совете")), "Приложение № 1", *lines(members)]
    )
    assert "План работы" in settled(data, "taken")


def test_texts_that_are_the_same_bear_no_mark() -> None:
    one = text(OLD, "Положение о совете")
    assert not [each for each in body(made((one, one))).iter() if each.get(f"{W}author")]
    assert made((one, one)) == made((one, one))


@pytest.mark.timeout(180)
def test_libreoffice_shows_both_wordings(tmp_path: Path) -> None:
    (tmp_path / "act.docx").write_bytes(made(act()))
    said = zipfile.ZipFile(office.saved(tmp_path / "act.docx", "odt")).read("content.xml").decode()
    regions = said.partition("</text:tracked-changes>")[0]
    assert AUTHOR in regions and "2024-09-02" in regions
    assert "Протокол ведёт секретарь." in regions
    assert "<text:insertion>" in regions and "<text:deletion>" in regions


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("way", "side"), [("taken", 1), ("taken back", 0)])
def test_libreoffice_takes_the_changes_and_takes_them_back(way: str, side: int, tmp_path: Path) -> None:
    former = text(OLD, "Положение о совете", (text(OLD, "Состав совета"),))
    latter = text(NEW, "Положение о совете школы", (text(NEW, "Состав совета"), text(NEW, "План работы")))
    (tmp_path / "act.docx").write_bytes(made((former, latter)))
    expected = (former, latter)[side]
    found = read(docx.transcript(office.settled(tmp_path / "act.docx", way).read_bytes()))
    assert not any(one.code.startswith("tracked") for one in found.notices)
    assert [(one.title, shape(one.clauses)) for one in (found, *found.annexes)] == [
        (one.title, shape(one.clauses)) for one in (expected, *expected.annexes)
    ]
