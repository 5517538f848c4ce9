"""The printed act from the button on the document's page: stamps by the rules of the standard."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import make
import pikepdf
import pypdfium2
import pytest
from sqlalchemy import update
from visitor import Visitor

from storage.reads import Reads
from storage.tables import organisation_name, party_name
from workflow.documents.document import Edition, EditionText
from workflow.documents.reading import read
from workflow.engine.definition import Definition
from workflow.formats import akn
from workflow.governance.bodies import Party
from workflow.governance.names import Names
from workflow.governance.people import SECRETARY
from workflow.governance.registers import Register
from workflow.services import (
    answers,
    approval,
    archive,
    documents,
    exporting,
    printed_facts,
    printing,
    submission,
)
from workflow.values import PartyKey

MM = 72 / 25.4
APRIL, MAY = date(2025, 4, 28), date(2025, 5, 12)
SCHOOL = Names.fixed("МБОУ «Лицей № 3»")
FULL = "Муниципальное бюджетное учреждение «Лицей № 3 города Заречье»"
NAMES = {
    "governing_council": Names("управляющий совет", "управляющего совета", "управляющим советом"),
    "parents_council": Names("совет родителей", "совета родителей", "советом родителей"),
    "student_council": Names("совет обучающихся", "совета обучающихся", "советом обучающихся"),
    "pedagogical_council": Names("педагогический совет", "педагогического совета", "педагогическим советом"),
    "head": Names("директор", "директора", "директором"),
    "trade_union": Names("профсоюзный комитет", "профсоюзного комитета", "профсоюзным комитетом"),
    "general_meeting": Names("общее собрание", "общего собрания", "общим собранием"),
}
Rect = tuple[str, float, float, float, float]


class Paper:
    """A PDF as another program reads it: its text, and runs with left, bottom, right, top in millimetres."""

    def __init__(self, content: bytes) -> None:
        self.bytes = content
        self._document = pypdfium2.PdfDocument(content)

    @property
    def pages(self) -> list[str]:
        return [_plain(page.get_textpage().get_text_range()) for page in self._document]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def runs(self) -> list[Rect]:
        """The runs of the first page."""
        page = self._document[0].get_textpage()
        rects = [page.get_rect(at) for at in range(page.count_rects())]
        return [(_plain(page.get_text_bounded(*rect)), *(side / MM for side in rect)) for rect in rects]

    def column(self, side: str) -> list[str]:
        """The stamps of one column, line by line from the top: between the organisation and the title."""
        top = min(run[2] for run in self.runs if run[0].startswith("(МБОУ"))
        title = max((run[4] for run in self.runs if run[0] in TITLES), default=0)
        within = [run for run in self.runs if title < run[4] <= top + 1]
        own = [run for run in within if (run[1] < 105) == (side == "left")]
        return [run[0] for run in sorted(own, key=lambda run: (-round(run[2]), run[1]))]


TITLES = ("ПОЛОЖЕНИЕ", "ПРАВИЛА", "ПОРЯДОК", "ИНСТРУКЦИЯ")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


@pytest.fixture
def school(school: make.School) -> make.School:
    """The school under names that decline."""
    with school.database.work() as work:
        work.connection.execute(
            update(organisation_name).values(full=FULL, **_cases(SCHOOL)).where(_is_school(organisation_name))
        )
        for party, names in NAMES.items():
            work.connection.execute(
                update(party_name).values(**_cases(names)).where(party_name.c.party == party)
            )
    return school


def _cases(names: Names) -> dict[str, str]:
    return {case: getattr(names, case) for case in ("nominative", "genitive", "instrumental")}


def _is_school(table):
    return table.c.organisation == make.SCHOOL


@pytest.fixture
def print_act(visit: Callable[[str], Visitor]) -> Callable[..., Paper]:
    """Opens a document's page as the auditor and follows its print button."""

    def follow(edition: Edition) -> Paper:
        visitor = visit("auditor")
        page = visitor.get(f"/school/documents/{edition.key.document}?edition={edition.key.edition}")
        link = next(a for a in page.soup.select("main a") if a.get_text(strip=True) == "Печать (PDF)")
        answer = visitor.client.get(link["href"])
        assert answer.status_code == 200 and answer.mimetype == "application/pdf"
        return Paper(answer.data)

    return follow


def publish(school: make.School, *stages, id_: str = "regulation-test") -> str:
    return school.publish(make.compile_chain(make.chain(*stages, id_=id_)))


def full_chain() -> Definition:
    """Three councils, the pedagogical council, the head's order."""
    return make.full_chain()


def councils_decide(school: make.School, edition: Edition) -> None:
    for kind, number in zip(make.COUNCILS, ("4", "3", "3"), strict=True):
        school.decide(edition, kind, "agreed", number, APRIL)
    school.decide(edition, "pedagogical_council", "adopted", "18", APRIL)


def approved(school: make.School, edition: Edition, number: str = "121") -> None:
    councils_decide(school, edition)
    school.decide(edition, "head", "approved", number, MAY)


def store_act(school: make.School, edition: Edition) -> bytes:
    """What the job does when an edition comes into force."""
    content = printing.act(Reads(school.database), edition.key, make.TODAY, "", as_of_force=True)
    with school.database.work() as work:
        work.documents.get(edition.key.of)
        printing.keep(work, edition.key, content, make.moment())
    return content


ADOPTED = ["ПРИНЯТО", "Педагогическим советом", "МБОУ «Лицей № 3»", "(протокол от 28.04.2025 № 18)"]


def agreed(body: str, number: str) -> list[str]:
    return ["СОГЛАСОВАНО", f"{body} {SCHOOL.genitive}", f"(протокол от 28.04.2025 № {number})"]


def test_rules_1_and_5_councils_stand_left_under_adoption_and_the_order_right(
    school: make.School, print_act
) -> None:
    edition = school.submitted(school.publish(full_chain()))
    approved(school, edition)
    paper = print_act(edition)
    assert paper.column("right") == ["УТВЕРЖДЕНО", "приказом МБОУ «Лицей № 3»", "от 12.05.2025 № 121"]
    expected = [
        *ADOPTED,
        *agreed("Управляющим советом", "4"),
        *agreed("Советом родителей", "3"),
        *agreed("Советом обучающихся", "3"),
    ]
    assert " ".join(paper.column("left")) == " ".join(expected)
    assert "ПРОЕКТ" not in paper.text


def test_rule_1_the_approval_is_no_wider_than_the_standard_and_ends_at_the_margin(
    school: make.School, print_act
) -> None:
    edition = school.submitted(school.publish(full_chain()))
    approved(school, edition)
    runs = [run for run in print_act(edition).runs if run[1] > 105 and run[2] > 200]
    stamp = [
        run for run in runs if run[0] in ("УТВЕРЖДЕНО", "приказом МБОУ «Лицей № 3»", "от 12.05.2025 № 121")
    ]
    assert len(stamp) == 3
    # Before 18.08.2025 the standard allowed 75 mm.
    assert all(run[1] >= 200 - 75 - 0.5 and run[3] <= 200.5 for run in stamp)
    assert len({round(run[1]) for run in stamp}) == 1


def test_rule_2_an_official_alone_signs_with_post_signature_and_date(school: make.School, print_act) -> None:
    edition = school.submitted(publish(school, [make.step("head", "approve", "none")]))
    school.decide(edition, "head", "approved", dated=MAY)
    paper = print_act(edition)
    assert paper.column("left") == []
    assert " ".join(paper.column("right")) == (
        "УТВЕРЖДАЮ Директор МБОУ «Лицей № 3» ____________ А.П. Держатель 12.05.2025"
    )


def test_rule_2_an_official_who_types_no_day_has_approved_today(school: make.School, print_act) -> None:
    edition = school.submitted(publish(school, [make.step("head", "approve", "none")]))
    decision = answers.Decision(edition.key, "head", edition.sha256, "approved")
    approval.sign_off(school.database, school.recorder("head"), decision, make.moment(MAY))
    assert print_act(edition).column("right")[-1] == "12.05.2025"


@pytest.mark.parametrize(
    ("word", "title", "printed"),
    [
        ("правила", "Правила приёма", "УТВЕРЖДЕНЫ"),
        ("инструкция", "Инструкция дежурного", "УТВЕРЖДЕНА"),
        ("порядок", "Порядок дежурства", "УТВЕРЖДЕН"),
        ("положение", "Положение о дежурстве", "УТВЕРЖДЕНО"),
    ],
)
def test_rule_3_the_stamp_agrees_with_the_documents_word(
    school: make.School, print_act, word: str, title: str, printed: str
) -> None:
    said = make.text(title)
    text = EditionText(title, said.kind, word, said.clauses)
    edition = school.submitted(publish(school, [make.step("head", "approve", "order")]), text)
    school.decide(edition, "head", "approved", "39/1", MAY)
    right = print_act(edition).column("right")
    assert right == [printed, "приказом МБОУ «Лицей № 3»", "от 12.05.2025 № 39/1"]


def test_rule_3_an_unknown_word_is_asked_about_and_never_printed(visit, school: make.School) -> None:
    page = visit("administrator").post(
        "/school/documents/new",
        {"text": "Хартия школы\n\n1. Мы читаем.\n", "word": "", "act": "save"},
        status=422,
    )
    assert "По тексту вид документа не понятен: выберите его" in page.text


def test_rule_4_a_council_alone_adopts_and_no_director_stands_beside(school: make.School, print_act) -> None:
    edition = school.submitted(publish(school, [make.step("governing_council", "adopt")]))
    school.decide(edition, "governing_council", "adopted", "1", APRIL)
    paper = print_act(edition)
    assert paper.column("right") == []
    assert " ".join(paper.column("left")) == (
        "ПРИНЯТО Управляющим советом МБОУ «Лицей № 3» (протокол от 28.04.2025 № 1)"
    )
    assert "УТВЕРЖД" not in paper.text


def test_rule_5_more_than_five_blocks_go_on_to_the_agreement_sheet(school: make.School, print_act) -> None:
    more = ("trade_union", "general_meeting")
    with school.database.work() as work:
        for kind in more:
            key = PartyKey(school.id, kind)
            work.people.add_party(Party(key, "body", kind, NAMES[kind]), make.START)
            work.instruments.add_register(Register(school.id, kind, "protocol", kind, kind))
            work.people.seat(key, school.person("auditor"), SECRETARY, make.START)
    bodies = (*make.COUNCILS, *more)
    edition = school.submitted(
        publish(
            school,
            [make.step(kind, "agree") for kind in bodies],
            [make.step("pedagogical_council", "adopt")],
            [make.step("head", "approve", "order")],
        )
    )
    for kind in bodies:
        decision = answers.Decision(edition.key, kind, edition.sha256, "agreed", "3", APRIL)
        recorder = school.actor("auditor") if kind in more else school.recorder(kind)
        approval.sign_off(school.database, recorder, decision, make.moment())
    school.decide(edition, "pedagogical_council", "adopted", "18", APRIL)
    school.decide(edition, "head", "approved", "121", MAY)
    paper = print_act(edition)
    assert " ".join(paper.column("left")) == " ".join(ADOPTED)
    assert "ЛИСТ СОГЛАСОВАНИЯ" in paper.pages[-1] and paper.pages[-1].count("СОГЛАСОВАНО") == 5
    assert "СОГЛАСОВАНО" not in paper.pages[0]


def test_a_draft_on_its_way_says_so_and_leaves_blanks(school: make.School, print_act) -> None:
    edition = school.submitted(school.publish(full_chain()))
    school.decide(edition, "parents_council", "agreed", "3", APRIL)
    paper = print_act(edition)
    assert all("ПРОЕКТ" in paper.pages[0] and "проект" in page for page in paper.pages)
    assert paper.column("right") == ["УТВЕРЖДЕНО", "приказом МБОУ «Лицей № 3»", "от ____________ № ____"]
    left = " ".join(paper.column("left"))
    assert "Советом родителей МБОУ «Лицей № 3» (протокол от 28.04.2025 № 3)" in left
    assert left.count("____") > 3 and "№ 18" not in left


def test_a_lapsed_edition_tells_the_day_and_the_one_in_force_does_not(school: make.School, print_act) -> None:
    known = school.publish(full_chain())
    first = school.submitted(known)
    approved(school, first)
    stored = store_act(school, first)
    assert print_act(first).bytes == stored
    second = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text(), make.moment()
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    approved(school, second, "122")
    assert "Утратила силу 12.05.2025" in print_act(first).pages[0]
    assert Reads(school.database).file(first.key, printing.ACT)[1] == stored
    assert "утратила силу" not in print_act(second).text.lower()


@pytest.mark.parametrize(("day", "coded"), [(date(2025, 8, 17), False), (date(2025, 8, 18), True)])
def test_the_record_is_coded_since_the_standard_knows_the_code(
    school: make.School, day: date, coded: bool
) -> None:
    edition = school.submitted(school.publish(full_chain()))
    one = printed_facts.shown(Reads(school.database), edition.key, make.TODAY, "https://school.example")
    dated = replace(one, edition=replace(one.edition, in_force_from=day))
    address = f"https://school.example/school/documents/{edition.key.document}?edition=1"
    assert dated.record == (address if coded else "")
    assert (f"Запись документа: {address}" in Paper(printing.render(dated)).text) is coded
    assert replace(dated, document=replace(dated.document, paper=True)).record == ""
    assert replace(dated, site="").record == "", "an address on no host leads nowhere"


def test_the_act_holds_its_own_text_for_programs(school: make.School, print_act) -> None:
    edition = school.submitted(school.publish(full_chain()))
    approved(school, edition)
    with pikepdf.open(io.BytesIO(print_act(edition).bytes)) as paper:
        (name,) = paper.attachments
        inside = paper.attachments[name].get_file().read_bytes()
    assert name == f"school-{edition.key.document}-1.xml"
    assert akn.text(inside) == edition.text
    assert inside == exporting.export(
        Reads(school.database), school.actor("auditor"), edition.key, "akn", make.TODAY
    )


def test_the_same_act_has_the_same_bytes(school: make.School, print_act) -> None:
    edition = school.submitted(school.publish(full_chain()))
    approved(school, edition)
    assert print_act(edition).bytes == print_act(edition).bytes


PAPER_ORDER = """МБОУ «Лицей № 3»

ПРИКАЗ

12.02.2024 № 28

г. Заречье

О кружке «Зёрнышко»

ПРИКАЗЫВАЮ:
1. Создать кружок «Зёрнышко».
2. Утвердить Положение о кружке «Зёрнышко» (приложение).
3. Контроль за исполнением приказа оставляю за собой.

Директор                     С.В. Громова

Приложение
к приказу МБОУ «Лицей № 3»
от 12.02.2024 № 28

ПОЛОЖЕНИЕ
о кружке «Зёрнышко»

1. Общие положения
1.1. Кружок открыт для всех.
1.2. Встречи проходят раз в неделю.
"""


def test_the_annex_of_an_order_is_marked_and_cites_it_once(school: make.School, visit) -> None:
    file = archive.PaperFile("order.txt", PAPER_ORDER.encode(), read(PAPER_ORDER))
    archive.put_in(school.database, school.administrator, school.id, file, make.moment())
    auditor = visit("auditor").client
    order, annex = (Paper(auditor.get(f"/school/documents/{n}/pdf").data) for n in (1, 2))
    assert order.text.startswith(f"{FULL} ПРИКАЗ 12.02.2024 № 28")
    assert annex.text.startswith(
        "Приложение УТВЕРЖДЕНО приказом МБОУ «Лицей № 3» от 12.02.2024 № 28 ПОЛОЖЕНИЕ"
    )
    assert annex.text.count("№ 28") == 1
