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


@pytest.mark.parametrize(("text", "records"), WORDINGS.values(), ids=WORDINGS)
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
