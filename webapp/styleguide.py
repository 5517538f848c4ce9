"""Every part of the pages in every state, with invented words; registered only while developing."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Blueprint, render_template
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from webapp.parts import Action, Column, Edition, Event, Fact, Link, Stage, Stamp, Step, Task
from workflow.documents.clauses import Clause
from workflow.errors import Unmet
from workflow.values import Text

blueprint = Blueprint("styleguide", __name__)

TODAY = date(2023, 4, 28)
FULL_NAME = (
    "Положение о порядке оформления возникновения, приостановления и прекращения отношений "
    "между школой и родителями (законными представителями) обучающихся"
)

TASKS = (
    Task(
        key="12-3",
        ask=Text("Согласовать", "Agree"),
        party=Text("Совет родителей", "Parents' council"),
        title="Положение о школьной форме",
        href="#",
        edition=Text("редакция 3", "edition 3"),
        since=date(2023, 4, 11),
        due=date(2023, 4, 25),
        facts=(Text("есть 2 замечания", "2 remarks"),),
        actions=(
            Action(Text("Записать решение", "Record the decision"), "#", about="Положение о школьной форме"),
        ),
    ),
    Task(
        key="14-1",
        ask=Text("Утвердить приказом", "Approve by an order"),
        party=Text("Директор", "Head"),
        title=FULL_NAME,
        href="#",
        edition=Text("редакция 1", "edition 1"),
        since=date(2023, 4, 26),
        due=date(2023, 4, 29),
        actions=(
            Action(Text("Издать приказ", "Issue an order"), "#", about=FULL_NAME),
            Action(Text("Вернуть", "Return"), "#", "secondary", about=FULL_NAME),
        ),
    ),
    Task(
        key="15-1",
        ask=Text("Учесть мнение", "Give an opinion"),
        party=Text("Совет обучающихся", "Student council"),
        title="План работы кружка «Юный картограф» на 2023/2024 учебный год",
        href="#",
        edition=Text("редакция 1", "edition 1"),
        since=date(2023, 4, 27),
        due=None,
        actions=(Action(Text("Записать решение", "Record the decision"), "#", about="План работы кружка"),),
    ),
)

STAGES = (
    Stage(
        Text("Согласование", "Agreement"),
        "done",
        (
            Step(
                who=Text("Управляющий совет", "Governing council"),
                act=Text("согласует", "agrees"),
                kind="done",
                state=Text("Согласовано", "Agreed"),
                instrument="протокол № 3 от 14.04.2023",
                instrument_href="#",
                signer="Ветрова А. О.",
                recorder="Лугина М. С.",
            ),
            Step(
                who=Text("Совет родителей", "Parents' council"),
                act=Text("согласует", "agrees"),
                kind="done",
                state=Text("Согласовано с замечанием", "Agreed with a remark"),
                instrument="протокол № 7 от 18.04.2023",
                instrument_href="#",
                signer="Ключевая-Заозёрская В. Н.",
                recorder="Лугина М. С.",
                remark="В пункте 2.3 просим назвать цвет жилета словами, а не номером по каталогу.",
            ),
        ),
        note=Text("в любом порядке", "in any order"),
    ),
    Stage(
        Text("Принятие", "Adoption"),
        "waiting",
        (
            Step(
                who=Text("Педагогический совет", "Pedagogical council"),
                act=Text("принимает", "adopts"),
                kind="waiting",
                state=Text("Ждёт решения", "Waits for a decision"),
                due=date(2023, 5, 12),
                mine=True,
            ),
        ),
    ),
    Stage(
        Text("Утверждение", "Approval"),
        "later",
        (
            Step(
                who=Text("Директор", "Head"),
                act=Text("утверждает приказом", "approves by an order"),
                kind="later",
                state=Text("Позже", "Later"),
            ),
        ),
    ),
)

REFUSED = (
    Stage(
        Text("Согласование", "Agreement"),
        "refused",
        (
            Step(
                who=Text("Совет родителей", "Parents' council"),
                act=Text("согласует", "agrees"),
                kind="refused",
                state=Text("Не согласовано", "Not agreed"),
                instrument="протокол № 6 от 03.04.2023",
                signer="Ключевая-Заозёрская В. Н.",
                remark="Не указано, кто платит за форму семьям с тремя детьми.",
            ),
            Step(
                who=Text("Совет обучающихся", "Student council"),
                act=Text("согласует", "agrees"),
                kind="former",
                state=Text("Больше не требуется", "No longer needed"),
            ),
        ),
    ),
)

STAMPS = (
    Stamp("Согласовано", ("Советом родителей", "(протокол от 18.04.2023 № 7)")),
    Stamp("Принято", ("Педагогическим советом", "(протокол от 12.05.2023 № 4)")),
    Stamp("Утверждено", ("приказом директора", "от 15.05.2023 № 61-О")),
)

CLAUSES = (
    Clause(
        "a1",
        "1",
        "Общие положения",
        "section",
        (
            Clause(
                "a2",
                "1.1",
                "Настоящее Положение устанавливает, какой бывает школьная форма и как её носят.",
                "point",
            ),
            Clause(
                "a3",
                "1.2",
                "Форма бывает:",
                "point",
                (
                    Clause("a4", "а)", "повседневной – в ней приходят на уроки;", "item"),
                    Clause(
                        "a5",
                        "б)",
                        "парадной – в ней приходят в дни праздников:",
                        "item",
                        (
                            Clause("a6", "", "первого сентября;", "dash"),
                            Clause("a7", "", "в день последнего звонка.", "dash"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    Clause(
        "b1",
        "2",
        "Повседневная форма",
        "section",
        (
            Clause(
                "b2",
                "2.1",
                "Жилет тёмно-зелёный, без рисунков. Класс вправе выбрать себе знак и носить его слева.",
                "point",
            ),
            Clause("b3", "", "Спортивная форма в этом разделе не описывается.", "paragraph"),
        ),
    ),
)

EVENTS = (
    Event(
        datetime(2023, 4, 18, 11, 42, tzinfo=UTC),
        Text("Записано согласие совета родителей с замечанием", "The parents' council agreed with a remark"),
        "Лугина М. С.",
        Text("секретарь совета родителей", "secretary of the parents' council"),
        "В пункте 2.3 просим назвать цвет жилета словами.",
        "#",
    ),
    Event(
        datetime(2023, 4, 18, 6, 5, tzinfo=UTC),
        Text("Добавлен скан протокола № 7", "The scan of protocol No. 7 was added"),
        "Лугина М. С.",
        Text("секретарь совета родителей", "secretary of the parents' council"),
    ),
)

EDITIONS = (
    Edition(
        Text("Редакция 3", "Edition 3"),
        "#",
        "waiting",
        Text("На согласовании", "Being agreed"),
        basis=Text("от 11.04.2023", "of 11.04.2023"),
    ),
    Edition(
        Text("Редакция 2", "Edition 2"),
        "#",
        "done",
        Text("Действует", "In force"),
        date(2021, 9, 1),
        basis="приказ № 48-О от 30.08.2021",
    ),
    Edition(
        Text("Редакция 1", "Edition 1"),
        "#",
        "former",
        Text("Утратила силу", "No longer in force"),
        date(2016, 9, 1),
        date(2021, 9, 1),
        "приказ № 52 от 29.08.2016",
    ),
)

FACTS = (
    Fact(Text("Вид", "Kind"), Text("положение", "regulation")),
    Fact(Text("Действует с", "In force since"), date(2021, 9, 1)),
    Fact(Text("Основание", "Basis"), "приказ № 48-О от 30.08.2021", "#"),
    Fact(
        Text("Отпечаток текста", "Hash of the text"),
        "9f3c0b7de5a14c2286d0f4b1a7e3c95d8b60f2417ac9e53d1b84f6027c5ea913",
    ),
)

COLUMNS = (
    Column(Text("Документ", "Document")),
    Column(Text("Номер", "Number")),
    Column(Text("Дата", "Date"), "date"),
    Column(Text("Пунктов", "Clauses"), "number"),
    Column(Text("Состояние", "State")),
)
SIGNED = Text("подписан", "signed")
ROWS = (
    (Link("О режиме работы в праздничные дни", "#"), "61-О", date(2023, 4, 27), "4", SIGNED),
    (Link("Об утверждении положений", "#"), "39/1", date(2023, 3, 2), "112", SIGNED),
)

UNMET = (
    Unmet(
        "protocol-date",
        Text("Протокол датирован позже приказа", "The protocol is later than the order"),
        Text("секретарь совета родителей", "secretary of the parents' council"),
    ),
    Unmet("quorum", Text("На заседании не было кворума: 4 из 9", "The sitting had no quorum: 4 of 9")),
)


class DecisionForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """The four fields of a decision, and one of every other kind."""

    outcome = RadioField(
        "Решение",
        choices=[("agreed", "Согласовать"), ("remarks", "Согласовать с замечаниями"), ("refused", "Вернуть")],
        default="agreed",
    )
    number = StringField("Номер протокола", validators=[InputRequired("введите номер, как он напечатан")])
    held_on = DateField("Дата заседания", format="%d.%m.%Y", validators=[InputRequired("введите дату")])
    present = IntegerField("Присутствовали")
    remark = TextAreaField("Замечания")
    scan = FileField("Скан протокола")
    register = SelectField("Журнал", choices=[("council", "Протоколы совета родителей"), ("other", "Другой")])
    again = BooleanField("Записать так же следующее решение этого заседания")

    class Meta:
        """Nothing is sent from the style guide."""

        csrf = False


@blueprint.get("/styleguide")
def show() -> str:
    """The page of all parts."""
    wrong = DecisionForm(MultiDict({"outcome": "remarks", "held_on": "31.02.2023", "register": "council"}))
    wrong.validate()
    return render_template("styleguide.html", form=wrong, **_samples())


def _samples() -> dict[str, object]:
    return {
        "today": TODAY,
        "tasks": TASKS,
        "stages": STAGES,
        "refused": REFUSED,
        "stamps": STAMPS,
        "clauses": CLAUSES,
        "events": EVENTS,
        "editions": EDITIONS,
        "fact_rows": FACTS,
        "columns": COLUMNS,
        "rows": ROWS,
        "unmet": UNMET,
        "empty_form": DecisionForm(formdata=None, prefix="new-"),
        "head_actions": (
            Action(Text("Новая редакция", "New edition"), "#"),
            Action(Text("Скачать PDF", "Download PDF"), "#", "secondary"),
        ),
        "crumbs": (Link(Text("Документы", "Documents"), "#"), Link(Text("Положения", "Regulations"), "#")),
        "tab_links": (
            Link(Text("Текст", "Text"), "#", current=True),
            Link(Text("Ход согласования", "Approval"), "#"),
            Link(Text("История", "History"), "#", count=14),
            Link(Text("Редакции", "Editions"), "#", count=3),
        ),
        "kinds": (
            ("waiting", Text("Ждёт решения", "Waits for a decision")),
            ("done", Text("Согласовано", "Agreed")),
            ("refused", Text("Возвращено", "Returned")),
            ("warning", Text("Протокол позже приказа", "Protocol later than the order")),
            ("former", Text("Утратила силу", "No longer in force")),
            ("later", Text("Позже", "Later")),
        ),
    }
