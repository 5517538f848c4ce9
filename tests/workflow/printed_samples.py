"""An invented lyceum and its papers, for the tests of printed documents."""

from __future__ import annotations

from datetime import date

from workflow.documents.clauses import Clause
from workflow.documents.stamps import Evidence, stamps
from workflow.formats.pdf import Printed, PrintedOrder
from workflow.governance.names import Names

SHORT = Names.fixed("МБОУ «Лицей № 3»")
FULL = "Муниципальное бюджетное общеобразовательное учреждение «Лицей № 3 города Заречье»"
HASH = "9f2c61d07be4a85a3c1e0f4477ab5cd21e83b6907f15ca2be0d9648a3f7712cd"
DIRECTOR = Names("директор", "директора", "директором")
APRIL = date(2023, 4, 28)


def council(name: str, genitive: str, instrumental: str, act: str, outcome: str, number: str) -> Evidence:
    names = Names(name, genitive, instrumental)
    return Evidence(act, outcome, "body", names, SHORT, "protocol", number, APRIL)


ORDER = Evidence(
    act="approve",
    outcome="approved",
    nature="office",
    party=DIRECTOR,
    organisation=SHORT,
    instrument="order",
    number="121",
    dated=date(2023, 5, 10),
    signer="В.П. Рябинина",
    post=DIRECTOR,
)
GOVERNING = council("управляющий совет", "управляющего совета", "управляющим советом", "agree", "agreed", "4")
PARENTS = council("совет родителей", "совета родителей", "советом родителей", "agree", "agreed", "3")
STUDENTS = council("совет обучающихся", "совета обучающихся", "советом обучающихся", "agree", "agreed", "3")
PEDAGOGICAL = council(
    "педагогический совет", "педагогического совета", "педагогическим советом", "adopt", "adopted", "18"
)
CHAIN = (GOVERNING, PARENTS, STUDENTS, PEDAGOGICAL, ORDER)

LONG = (
    "Наставник встречается с молодым педагогом не реже одного раза в две недели, посещает его уроки, "
    "обсуждает с ним увиденное – спокойно и по существу – и отмечает итог встречи в дневнике наставничества "
    "(приказ от 10.05.2023 № 121, А.К. Берёзкин, 5 июня 2023 г.)."
)


def point(label: str, text: str, *children: Clause) -> Clause:
    return Clause(f"p{label}", label, text, "point", children)


def dash(text: str, *children: Clause) -> Clause:
    return Clause(f"d{text[:8]}", "–", text, "dash", children)


def item(label: str, text: str) -> Clause:
    return Clause(f"i{label}{text[:8]}", label, text, "item")


def paragraph(text: str) -> Clause:
    return Clause(f"t{text[:8]}", "", text, "paragraph")


def section(label: str, text: str, *children: Clause) -> Clause:
    return Clause(f"s{label}{text}", label, text, "section", children)


CLAUSES = (
    section(
        "1",
        "Общие положения",
        point(
            "1.1",
            "Настоящее Положение определяет порядок наставничества в МБОУ «Лицей № 3» (далее – лицей).",
        ),
        point(
            "1.2",
            "Положение разработано в соответствии с:",
            dash("Уставом лицея;"),
            dash("правилами внутреннего трудового распорядка, утверждёнными приказом от 01.09.2021 № 44-ОД;"),
            dash(
                "планом методической работы, в котором на каждый учебный год названы:",
                item("1)", "темы встреч и открытых уроков;"),
                item("2)", "сроки, к которым наставники подводят итоги;"),
                dash("формы отчёта – письменная или устная."),
            ),
        ),
        point("1.3", LONG),
        paragraph("Участие в наставничестве добровольное."),
    ),
    section(
        "2",
        "Цель и задачи",
        point("2.1", "Цель наставничества – помочь молодому педагогу освоиться в лицее."),
        point(
            "2.2",
            "Задачи наставничества:",
            point("2.2.1", "поддержать педагога в первые три года работы;"),
            point("2.2.2", "передать приёмы, которые уже прижились в лицее;"),
            point("2.2.3", "собрать удачные находки в общую методическую копилку."),
        ),
    ),
    section(
        "3",
        "Заключительные положения",
        point("3.1", "Изменения вносятся в том же порядке, в котором принято Положение."),
        point("3.2", "С принятием новой редакции прежняя утрачивает силу."),
    ),
)

REGULATION = Printed(
    title="Положение о наставничестве молодых педагогов муниципального бюджетного "
    "общеобразовательного учреждения «Лицей № 3 города Заречье»",
    word="положение",
    organisation=SHORT,
    organisation_full=FULL,
    place="г. Заречье",
    year=2023,
    stamps=stamps("положение", CHAIN),
    clauses=CLAUSES,
    edition=2,
    text_sha256=HASH,
)

LONG_REGULATION = tuple(
    section(str(n), "Порядок работы", *(point(f"{n}.{m}", f"{LONG} {LONG}") for m in range(1, 9)))
    for n in range(1, 9)
)

PAPER_ORDER = PrintedOrder(
    organisation=SHORT,
    organisation_full=FULL,
    parent="Управление образования администрации города Заречье",
    place="г. Заречье",
    year=2023,
    number="121",
    dated=date(2023, 5, 10),
    heading="О наставничестве молодых педагогов",
    preamble="В целях поддержки молодых педагогов, на основании решения педагогического совета "
    "(протокол от 28.04.2023 № 18)",
    points=(
        point("1", "Утвердить Положение о наставничестве молодых педагогов (Приложение)."),
        point(
            "2",
            "Назначить наставниками:",
            dash("А.К. Берёзкина – учителя физики;"),
            dash("Л.М. Туманову – учителя начальных классов."),
        ),
        point("3", "Координатором наставничества назначить методиста О.Д. Снежину."),
    ),
    post="Директор",
    signer="В.П. Рябинина",
    acquainted=("А.К. Берёзкин", "Л.М. Туманова", "О.Д. Снежина"),
    text_sha256=HASH,
)
