"""Rare wordings of stamps, each read as a person would write it down."""

from __future__ import annotations

import pytest

from workflow.documents.approvals import recognise

WORDINGS = {
    "an amendment by its own order is a record beside the first approval": (
        "УТВЕРЖДЕНО\nприказом от 01.09.2016 № 60\n"
        "С изменениями, утверждёнными приказом\nот 12.03.2018 № 21\n\nПоложение о медиации",
        ["УТВЕРЖДЕНО head 60 2016-09-01", "УТВЕРЖДЕНО head 21 2018-03-12 amendment"],
    ),
    "amendments adopted by a council are that council's second act": (
        "ПРИНЯТО\nпедагогическим советом\nПротокол № 1 от 30.08.2015\n"
        "Изменения приняты\nпедагогическим советом\nПротокол № 4 от 12.01.2017\nПОЛОЖЕНИЕ о кружке",
        [
            "ПРИНЯТО pedagogical_council 1 2015-08-30",
            "ПРИНЯТО pedagogical_council 4 2017-01-12 amendment",
        ],
    ),
    "an amending order leaves the bare signature above it bare": (
        "УТВЕРЖДАЮ\nДиректор МОУ СОШ\n____ Вялов О.О.\n"
        "Изменения внесены приказом № 17 от 03.02.2020\nПОЛОЖЕНИЕ о кружке",
        ["УТВЕРЖДАЮ head - -", "УТВЕРЖДАЮ head 17 2020-02-03 amendment"],
    ),
    "the day from which an order is in force is not the day of approval": (
        "УТВЕРЖДАЮ\nДиректор школы\nК.К. Осипчук\nВведено в действие с 1 сентября 2020 г.\n"
        "приказом № 77 от 28.08.2020\nПОЛОЖЕНИЕ о кружке",
        ["УТВЕРЖДАЮ head - -", "ВВЕДЕНО head 77 2020-08-28"],
    ),
    "an opinion behind a stamp's word and a colon is the stamp": (
        "Согласовано: Мотивированное мнение выборного профсоюзного органа учтено\n"
        "протокол от 02.03.2020 № 6\nУтверждаю: директор ______ И.И. Кох\n"
        "приказ от 03.03.2020 № 31\nПоложение об оплате труда",
        ["МНЕНИЕ УЧТЕНО trade_union 6 2020-03-02", "УТВЕРЖДАЮ head 31 2020-03-03"],
    ),
    "the council of a settlement is an authority": (
        "СОВЕТ СЕЛЬСКОГО ПОСЕЛЕНИЯ ДУБРАВА\nРЕШЕНИЕ\n11 мая 2016 года № 44\nОб утверждении порядка\n"
        "Совет решил:\n1. Утвердить порядок.\nГлава Ю.Ю. Титаренко",
        ["УТВЕРЖДЕНО authority 44 2016-05-11"],
    ),
    "a council of teachers is the pedagogical council": (
        "ПРИНЯТО:\nна Совете педагогов\nпротокол от 06.07.2021 № 5\nПоложение о прогулках",
        ["ПРИНЯТО pedagogical_council 5 2021-07-06"],
    ),
    "a conference of parents is no meeting of the staff": (
        "СОГЛАСОВАНО\nс общешкольной родительской конференцией\nпротокол № 2 от 10.09.2019\nУстав",
        ["СОГЛАСОВАНО parents_council 2 2019-09-10"],
    ),
    "a word of a council cut short by a full stop": (
        "Принято на пед. совете\nпротокол № 4 от 01.02.2016\n"
        "Согласовано с род. комитетом\nпротокол № 2 от 02.02.2016\nПоложение о библиотеке",
        ["ПРИНЯТО pedagogical_council 4 2016-02-01", "СОГЛАСОВАНО parents_council 2 2016-02-02"],
    ),
    "one meeting of the staff and the parents is one record": (
        "ПРИНЯТЫ\nна Общем собрании работников\nи родителей\nПротокол № 2 от 19.09.2014\nПРАВИЛА поведения",
        ["ПРИНЯТО general_meeting 2 2014-09-19"],
    ),
    "the order of an education department's agency is an authority's": (
        "УТВЕРЖДЕНО\nприказом МКУ «Отдел образования»\nот 27.12.2013 № 215\nУСТАВ школы",
        ["УТВЕРЖДЕНО authority 215 2013-12-27"],
    ),
    "the kindergarten's number is not its order's": (
        "УТВЕРЖДЕНЫ\nприказом заведующей\nдетским садом № 6 «Ромашка»\nот 22.09.2014 № 40-д\nПРАВИЛА",
        ["УТВЕРЖДЕНО head 40-д 2014-09-22"],
    ),
    "verbs of running text are no stamps": (
        "Рассмотрим вопросы, утверждаемые ежегодно.\nЧасы приёма: с 9.00.",
        [],
    ),
    "a sentence that tells what was approved is no stamp": (
        "Утверждены новые санитарные правила с 01.01.2021. Обращение № 45 от 12.02.2021.\n"
        "Расписание уроков принято к сведению.",
        [],
    ),
    "news is no stamp": (
        "Принято участие в конкурсе. Рассмотрено 15 заявок.\nПриказ № 40 от 10.03.2023 размещён на сайте.",
        [],
    ),
    "an extract from an order is that order": (
        "Выписка из приказа\n№ 77 от 03.09.2018\nпо МКОУ «СОШ»\nО назначении ответственных\nПРИКАЗЫВАЮ:\n"
        "1. Назначить.\nВерно: секретарь Птицына О.О.",
        ["УТВЕРЖДЕНО head 77 2018-09-03"],
    ),
    "an order signed by who manages a department is an authority's": (
        "ОТДЕЛ ОБРАЗОВАНИЯ\nПРИКАЗ\n01.10.2020 г. № 268\nО проведении олимпиады\nПРИКАЗЫВАЮ:\n1. Провести.\n"
        "Заведующий отделом Ж.К. Порох",
        ["УТВЕРЖДЕНО authority 268 2020-10-01"],
    ),
    "who leads a centre is none of the bodies, and takes no protocol of the next stamp": (
        "Согласовано\nРуководитель Центра «Росток»\n____ Клименко И.Ш.\nПринято на педсовете\n"
        "Протокол № 1 от 31.08.2021\nУтверждаю\nДиректор школы\nПриказ № 143 от 01.09.2021\nПрограмма",
        [
            "СОГЛАСОВАНО other - -",
            "ПРИНЯТО pedagogical_council 1 2021-08-31",
            "УТВЕРЖДАЮ head 143 2021-09-01",
        ],
    ),
    "a word of a stamp broken in three is one word": (
        "УТ BЕР ЖДАЮ\nЗаве дующий МБ ДОУ\n____ Л.Н. Клён\nПриказ № 17 от 02.09.2013\nПоложение о комиссии",
        ["УТВЕРЖДАЮ head 17 2013-09-02"],
    ),
    "a row of blanks in a spaced line hides no number": (
        "Утверждено\nприказом директора\n№   3 4   о т   0 2 . 0 9 . 2 0 1 9\nПоложение",
        ["УТВЕРЖДЕНО head 34 2019-09-02"],
    ),
}
MIXED = {
    "an act printed between the words of an opinion keeps its own record": (
        "Принято с учётом Утверждаю\nмнения ПК Директор МОУ «СОШ № 3»\nПротокол № 8 ____ Э.А. Седых\n"
        "от 11.09.2023 Приказ от 12.09.2023 № 401\nПоложение о наставничестве",
        ["МНЕНИЕ УЧТЕНО trade_union 8 2023-09-11", "УТВЕРЖДАЮ head 401 2023-09-12"],
    ),
    "one council in two columns is two records": (
        "УТВЕРЖДАЮ СОГЛАСОВАНО Принято\n"
        "Директор школы на педагогическом совете решением педагогического совета\n"
        "приказ № 5 от 03.02.2020 протокол № 15 от 01.02.2020 протокол № 16 от 02.02.2020\nИНСТРУКЦИЯ",
        [
            "УТВЕРЖДАЮ head 5 2020-02-03",
            "СОГЛАСОВАНО pedagogical_council 15 2020-02-01",
            "ПРИНЯТО pedagogical_council 16 2020-02-02",
        ],
    ),
    "two councils cut by the edges of their columns are told apart": (
        "Согласовано на Согласовано на Утверждаю\nзаседании Совета заседании Совета Директор школы\n"
        "старшеклассников родителей ____ Юдина Н.Н.\n"
        "Пр. №1 от 3.09.15 Пр. №2 от 4.09.15 Пр. №97 от 7.09.15\nПоложение о телефонах",
        [
            "СОГЛАСОВАНО student_council 1 2015-09-03",
            "СОГЛАСОВАНО parents_council 2 2015-09-04",
            "УТВЕРЖДАЮ head 97 2015-09-07",
        ],
    ),
    "a column may begin with an opinion": (
        "«Утверждаю»                        С учётом мнения\n"
        "Директор                           совета обучающихся\n"
        "_________ Е. А. Седых              Протокол № 10\n"
        "приказ № 11 от 16 июня 2022 г.     от 4 июня 2022 г.\n\nИНСТРУКЦИЯ",
        ["УТВЕРЖДАЮ head 11 2022-06-16", "МНЕНИЕ УЧТЕНО student_council 10 2022-06-04"],
    ),
    "a council of the staff cut by the edge of its column is the staff's": (
        "СОГЛАСОВАНО УТВЕРЖДАЮ\nПредседатель Совета Директор\nтрудового коллектива МАОУ «Гимназия № 6»\n"
        "____ Щука О.Я. ____ Язь М.Я.\n01.02.2008 02.02.2008\nПоложение о премировании",
        ["СОГЛАСОВАНО general_meeting - 2008-02-01", "УТВЕРЖДАЮ head - 2008-02-02"],
    ),
    "a meeting of parents cut by the edge of its column is theirs": (
        "Обсуждено и принято Утверждаю\nна общем родительском Заведующая\nсобрании детским садом № 12\n"
        "Протокол № 2 _______ Бор Л.Л.\nот 22.10.2015 23.10.2015\nПоложение о комитете",
        ["ПРИНЯТО parents_council 2 2015-10-22", "УТВЕРЖДАЮ head - 2015-10-23"],
    ),
    "a certificate over one column takes no date of the other": (
        "СОГЛАСОВАНО УТВЕРЖДАЮ\nс родительским комитетом Сертификат: 03F1AC22\n"
        "протокол № 2 Владелец: Зотова Мария Ильинична\nот 25.10.2023 Директор МБОУ СОШ № 4\n"
        "Действителен: с 10.10.2022 по 03.01.2024\n____ М.И. Зотова\nприказ № 210 от 26.10.2023\nПоложение",
        ["СОГЛАСОВАНО parents_council 2 2023-10-25", "УТВЕРЖДАЮ head 210 2023-10-26"],
    ),
}
SIGNED = {
    "ПРИКАЗ\n21.02.2020 № 95\nО кружке\nПРИКАЗЫВАЮ:\n1. Создать кружок.\nДиректор А.В. Щукина": "Щукина А.В.",
    "УТВЕРЖДЕНО\nЗаведующий МБДОУ № 27 г. Озёрска\nТ. П. Лебедь\nПриказ от 29.08.2025 № 104": "Лебедь Т.П.",
    "УТВЕРЖДЕНО приказом директора колледжа имени А.К. Рябинина от 06.11.2018 № 061": None,
    "УТВЕРЖДАЮ\nДиректор школы\nРакитина Татьяна Денисовна\nПриказ № 1 от 02.03.2021": "Ракитина Т.Д.",
}


def written(text: str) -> list[str]:
    return [
        " ".join([one.act or "-", one.by_kind, one.number or "-", one.date or "-"])
        + (" amendment" if one.amendment else "")
        for one in recognise(text)
    ]


@pytest.mark.parametrize(("text", "records"), (WORDINGS | MIXED).values(), ids=WORDINGS | MIXED)
def test_the_wording_is_read_as_meant(text: str, records: list[str]) -> None:
    assert written(text) == records


@pytest.mark.parametrize(("text", "signer"), SIGNED.items())
def test_the_signer_is_a_person_and_nothing_else(text: str, signer: str | None) -> None:
    assert [one.signer for one in recognise(text)] == [signer]


def test_each_column_is_signed_by_its_own_official() -> None:
    heading = (
        "РАССМОТРЕНО СОГЛАСОВАНО УТВЕРЖДАЮ\nна заседании ШМО Зам. директора по УВР Директор школы\n"
        "Протокол № 1 _________ Гребень А.И. _________ Ноздрина Ц.В.\n"
        "от 27.08.2021 от 28.08.2021 Приказ № 5 от 30.08.2021\nРабочая программа"
    )
    assert [one.signer for one in recognise(heading)] == [None, "Гребень А.И.", "Ноздрина Ц.В."]
