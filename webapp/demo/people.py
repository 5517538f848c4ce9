"""Invented people: who sits where, and under which login they sign in."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.governance.people import CHAIR, HOLDER, MEMBER, SECRETARY, PersonName
from workflow.values import Text

PASSWORD = "demo"  # noqa: S105  # printed on the screen: the demo keeps nothing secret


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the demo in one seat or office; without a login nobody signs in as them."""

    organisation: str
    party: str
    capacity: str
    name: PersonName
    login: str = ""
    role: Text | None = None


def _person(
    organisation: str, party: str, capacity: str, name: str, login: str = "", ru: str = "", en: str = ""
) -> Person:
    return Person(
        organisation, party, capacity, PersonName(*name.split()), login, Text(ru, en) if ru else None
    )


ADMINISTRATORS = (
    _person("gymnasium", "administrator", HOLDER, "Сомова Елена Викторовна", "admin",
            "администратор регламентов", "administrator of regulations"),
    _person("horizon", "administrator", HOLDER, "Лебедь Анна Юрьевна", "school-admin",
            "администратор регламентов", "administrator of regulations"),
    _person("rowan", "administrator", HOLDER, "Пчёлкина Вера Олеговна", "garden-admin",
            "администратор регламентов", "administrator of regulations"),
    _person("district", "administrator", HOLDER, "Мельник Павел Андреевич", "district-admin",
            "администратор регламентов", "administrator of regulations"),
    _person("lakeside", "administrator", HOLDER, "Кузьмина Ольга Петровна", "village-admin",
            "администратор регламентов", "administrator of regulations"),
)  # fmt: skip
SEATED = (
    _person("gymnasium", "governing_council", SECRETARY, "Рощина Дарья Сергеевна", "council",
            "секретарь управляющего совета", "secretary of the governing council"),
    _person("gymnasium", "governing_council", CHAIR, "Тихомиров Глеб Иванович"),
    _person("gymnasium", "governing_council", MEMBER, "Белых Инна Аркадьевна"),
    _person("gymnasium", "governing_council", MEMBER, "Гаврилов Степан Петрович"),
    _person("gymnasium", "governing_council", MEMBER, "Юсупова Дина Рашидовна"),
    _person("gymnasium", "parents_council", SECRETARY, "Панина Юлия Игоревна", "parents",
            "секретарь совета родителей", "secretary of the parents’ council"),
    _person("gymnasium", "parents_council", CHAIR, "Жукова Марина Олеговна"),
    _person("gymnasium", "parents_council", MEMBER, "Кравцов Илья Сергеевич"),
    _person("gymnasium", "parents_council", MEMBER, "Ершова Полина Андреевна"),
    _person("gymnasium", "parents_council", MEMBER, "Мансурова Лейла Ильдаровна"),
    _person("gymnasium", "student_council", SECRETARY, "Воробьёва Алина Денисовна", "students",
            "секретарь совета обучающихся", "secretary of the student council"),
    _person("gymnasium", "student_council", CHAIR, "Назаров Тимур Русланович"),
    _person("gymnasium", "student_council", MEMBER, "Лисицын Фёдор Юрьевич"),
    _person("gymnasium", "student_council", MEMBER, "Гусева Варвара Антоновна"),
    _person("gymnasium", "pedagogical_council", SECRETARY, "Осипова Лидия Марковна", "teachers",
            "секретарь педагогического совета", "secretary of the pedagogical council"),
    _person("gymnasium", "head", HOLDER, "Верещагин Андрей Николаевич", "director", "директор", "director"),
    _person("gymnasium", "auditor", HOLDER, "Строгова Нина Фёдоровна", "auditor", "аудитор", "auditor"),
    _person("gymnasium", "coordinator-workshop", HOLDER, "Ветрова Наталья Степановна", "coordinator",
            "координатор группы «Мастерская урока»", "coordinator of the group “Мастерская урока”"),
    _person("gymnasium", "coordinator-reading", HOLDER, "Ильина Ольга Дмитриевна", "coordinator2",
            "координатор группы «Читаем вместе»", "coordinator of the group “Читаем вместе”"),
    _person("horizon", "pedagogical_council", SECRETARY, "Юдина Мария Ильинична", "school-teachers",
            "секретарь педагогического совета", "secretary of the pedagogical council"),
    _person("horizon", "head", HOLDER, "Громова Светлана Вадимовна", "school-director",
            "директор", "director"),
    _person("horizon", "auditor", HOLDER, "Дёмина Татьяна Павловна", "school-auditor", "аудитор", "auditor"),
    _person("horizon", "coordinator-club", HOLDER, "Каримов Ринат Айдарович", "school-coordinator",
            "координатор клуба «Соседний кабинет»", "coordinator of the club “Соседний кабинет”"),
    _person("rowan", "governing_council", SECRETARY, "Зимина Алла Романовна", "garden-council",
            "секретарь управляющего совета", "secretary of the governing council"),
    _person("rowan", "governing_council", CHAIR, "Быков Олег Тарасович"),
    _person("rowan", "head", HOLDER, "Снегирёва Галина Львовна", "garden-head", "заведующий", "head"),
    _person("rowan", "auditor", HOLDER, "Клёнова Софья Яковлевна", "garden-auditor", "аудитор", "auditor"),
    _person("district", "authority", HOLDER, "Корнеев Виктор Алексеевич", "district",
            "начальник Управления образования", "head of the education authority"),
    _person("district", "methodical_centre", HOLDER, "Архипова Людмила Борисовна", "methodist",
            "районный методический центр", "methodical centre"),
    _person("district", "auditor", HOLDER, "Соловьёв Кирилл Антонович", "district-auditor",
            "аудитор", "auditor"),
    _person("lakeside", "head", HOLDER, "Морозов Егор Васильевич", "village-director",
            "директор", "director"),
    _person("lakeside", "auditor", HOLDER, "Лаптева Зоя Ефимовна", "village-auditor", "аудитор", "auditor"),
)  # fmt: skip
DEPUTY = _person("horizon", "head", "acting", "Белова Ксения Артёмовна", "school-deputy",
                 "заместитель директора", "deputy director")  # fmt: skip
SIGN_INS = tuple(one for one in (*SEATED, *ADMINISTRATORS) if one.login)
