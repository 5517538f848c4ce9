"""An edition goes out as Akoma Ntoso 3.0, valid by the schema we ship, and comes back to the last letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from random_trees import text, trees
from reading_samples import NAMES, shape
from reading_samples import reading as sample

from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText, canonical_text, text_sha256
from workflow.documents.reading import read
from workflow.documents.reading.texts import text_of
from workflow.errors import Refused
from workflow.formats import akn, document_file
from workflow.formats.akn import Expression, LifeEvent, Modification, Paper, Step

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SCHEMA = Path(akn.__file__).parent / "schema" / "akomantoso30.xsd"
ORDER = Paper("order", "39/1", date(2024, 9, 2), "gymnasium")
PROTOCOL = Paper("protocol", "3", date(2024, 8, 29), "gymnasium")
DAY, HERE = date(2024, 8, 29), "gymnasium"
COUNCIL = ("governing_council", "управляющий совет", HERE)
AGREED = Step("agree", "согласовать", "agreed", "Согласовано", *COUNCIL, DAY, PROTOCOL)
SILENT = Step("opinion", "дать мнение", "no_reply", "Нет ответа", "parents_council", "родители", HERE, None)
APPROVED = Step(
    "approve", "утвердить", "approved", "Утверждено", "head", "директор", HERE, date(2024, 9, 2), ORDER
)
STEPS = (AGREED, SILENT, APPROVED)
EVENTS = (LifeEvent("generation", date(2023, 5, 10)), LifeEvent("amendment", date(2024, 9, 2), ORDER))
POINTS = (
    Clause("s1", "1", "Общие положения", "section", (
        Clause("p1", "1.1", "Совет решает:", "point", (
            Clause("d1", "–", "о плане;", "dash", (Clause("i1", "1)", "на год;", "item"),)),
            Clause("d2", "–", "об отчёте.", "dash"),
            Clause("a1", "", "Решение пишется.", "paragraph"),
        )),
        Clause("p2", "1.2", "Утратил силу.", "point"),
        Clause("p3", "1.2.1", "Состав:", "point", (Clause("i2", "а)", "учителя.", "item"),)),
    )),
)  # fmt: skip
ACT = EditionText(
    "Положение о совете",
    "regulation",
    "положение",
    POINTS,
    (EditionText("Состав", "list", "состав", POINTS),),
)


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def expression(said: EditionText, steps: tuple[Step, ...] = STEPS) -> Expression:
    sha256 = text_sha256(canonical_text(said))
    days = date(2023, 5, 10), date(2024, 9, 2)
    return Expression("gymnasium", "Гимназия «Заря»", 12, 2, said, sha256, *days, EVENTS, steps)


def written(said: EditionText) -> bytes:
    return akn.render(expression(said))


def valid(data: bytes) -> bool:
    document = etree.fromstring(data)
    assert schema().validate(document), schema().error_log
    return True


def test_an_act_with_approvals_and_annexes_is_valid_and_comes_back_whole() -> None:
    data = written(ACT)
    assert valid(data)
    assert akn.text(data) == ACT
    assert akn.render(expression(ACT)) == data


@pytest.mark.parametrize("name", NAMES)
def test_what_was_read_from_any_paper_is_valid_and_comes_back_whole(name: str) -> None:
    said = text_of(sample(name))
    data = written(said)
    assert valid(data)
    assert canonical_text(akn.text(data)) == canonical_text(said)


def kept_by_xml() -> st.SearchStrategy[str]:
    blank = st.sampled_from(' \t\n\r\u00a0\u2028.)–1\x00\ufffe<&"')
    return st.text(st.one_of(blank, st.characters(exclude_categories=("Cs",))), max_size=12)


@st.composite
def odd(draw: st.DrawFn, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The tree with texts, labels and kinds that nobody would write."""
    made = []
    for one in clauses:
        kind = draw(st.sampled_from((one.kind, one.kind, "section", "point", "item", "dash", "paragraph")))
        said = draw(st.one_of(st.just(one.text), kept_by_xml()))
        label = draw(st.one_of(st.just(one.label), kept_by_xml()))
        made.append(Clause(one.uid, label, said, kind, draw(odd(one.children))))
    return tuple(made)


@given(st.data())
def test_any_tree_is_valid_and_comes_back_with_its_hash(data: st.DataObject) -> None:
    said = text(data.draw(odd(data.draw(trees()))), data.draw(kept_by_xml()))
    said = replace(said, preamble=data.draw(kept_by_xml()), annexes=(text(data.draw(trees()), "Состав"),))
    sent = written(said)
    back = akn.text(sent)
    assert back == said
    assert text_sha256(canonical_text(back)) == text_sha256(canonical_text(said))
    assert valid(sent)


@given(trees())
def test_no_identifier_is_given_twice(clauses: tuple[Clause, ...]) -> None:
    root = etree.fromstring(written(text(clauses, "Положение", (text(clauses, "Состав"),))))
    given_ids = root.xpath("//@eId")
    assert len(given_ids) == len(set(given_ids))


def test_a_clause_keeps_its_uid_and_bears_its_place() -> None:
    root = etree.fromstring(written(ACT))
    found = {str(one.get("wId")): str(one.get("eId")) for one in root.iterfind(".//{*}body//*[@wId]")}
    assert found["p1"] == "sec_1__para_1-1"
    assert found["d2"] == "sec_1__para_1-1__list_1__indent_2"
    assert found["i2"] == "sec_1__para_1-2-1__list_1__point_а"
    removed = root.xpath("//*[@status='removed']/@wId")
    assert removed == ["p2", "p2"]


def test_work_expression_and_manifestation_are_named() -> None:
    said = written(ACT).decode()
    work = "/akn/ru/act/regulation/gymnasium/2023-05-10/12"
    assert f'<FRBRuri value="{work}"/>' in said
    assert f'<FRBRuri value="{work}/rus@2024-09-02"/>' in said
    assert f'<FRBRthis value="{work}/rus@2024-09-02/!main.akn"/>' in said


def test_approvals_are_read_back_with_body_instrument_number_and_day() -> None:
    found = akn.reading(written(ACT))
    assert [(one.act, one.by_kind, one.instrument, one.number, one.date) for one in found.approvals] == [
        ("СОГЛАСОВАНО", "governing_council", "protocol", "3", "2024-08-29"),
        ("УТВЕРЖДЕНО", "head", "order", "39/1", "2024-09-02"),
    ]
    assert [one.code for one in found.notices] == []
    assert (found.title, found.kind, found.word) == ("Положение о совете", "regulation", "положение")
    assert [one.title for one in found.annexes] == ["Состав"]
    assert len(found.starts) == len(list(walk(found.clauses)))


def test_amended_clauses_name_the_order_that_amended_them() -> None:
    mods = (
        Modification("substitution", "p1", ORDER), Modification("repeal", "p2", ORDER),
        Modification("insertion", "gone", ORDER),
    )  # fmt: skip
    data = akn.render(replace(expression(ACT), modifications=mods))
    assert valid(data)
    root = etree.fromstring(data)
    told = [
        (one.get("type"), one.find("{*}source").get("href"), one.find("{*}destination").get("href"))
        for one in root.iter("{*}textualMod")
    ]
    assert told == [
        ("substitution", "#paper_1", "#sec_1__para_1-1"), ("repeal", "#paper_1", "#sec_1__para_1-2"),
    ]  # fmt: skip


def test_a_text_changed_after_the_export_is_told() -> None:
    changed = written(ACT).replace("об отчёте".encode(), "о смете".encode())
    assert "text-altered" in [one.code for one in akn.reading(changed).notices]


def test_no_words_are_read_that_the_file_does_not_show() -> None:
    said = replace(ACT, title="Положение  о совете")
    data = written(said)
    assert akn.text(data).title == "Положение  о совете"
    hidden = data.replace(b"\\u0441\\u043e\\u0432\\u0435\\u0442\\u0435", b"\\u0445\\u043e\\u0440\\u0435")
    assert hidden != data
    assert akn.text(hidden).title == "Положение о совете"


def test_a_file_of_another_system_is_read_by_what_its_elements_mean() -> None:
    found = akn.reading(OTHER.encode())
    assert found.title == "Правила приёма"
    assert [(one.kind, one.label, one.text, len(one.children)) for one in walk(found.clauses)] == [
        ("section", "Глава 1", "Общее", 1),
        ("section", "Статья 1", "Кто принят", 2),
        ("point", "1", "Приняты все", 3),
        ("item", "а)", "дети;", 0),
        ("dash", "–", "взрослые.", 0),
        ("paragraph", "", "Это всё.", 0),
        ("point", "", "", 2),
        ("paragraph", "", "Класс | Мест", 0),
        ("paragraph", "", "1 | 25", 0),
    ]
    assert {one.code for one in found.notices} == {"table", "element-left-out"}


OTHER = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:x="urn:x"><act name="act">
<preface><p><docTitle>Правила  приёма</docTitle></p></preface>
<body><chapter eId="ch"><num>Глава 1.</num><heading>Общее</heading>
 <article eId="art_1"><num>Статья 1.</num><heading>Кто
   принят</heading>
  <paragraph eId="p1"><num>1.</num><content><p>Приняты <b>все</b></p>
   <blockList eId="l"><item eId="i"><num>а)</num><p>дети;</p></item></blockList>
   <ul><li>взрослые.</li></ul><p>Это всё.</p><x:y>нет</x:y></content></paragraph>
  <paragraph eId="p2"><content><table><tr><td><p>Класс</p></td><td>Мест</td></tr>
   <tr><td>1</td><td>25</td></tr></table></content></paragraph>
 </article></chapter></body></act></akomaNtoso>"""


HOSTILE = {
    "entities": b'<!DOCTYPE akomaNtoso [<!ENTITY a "aaaa">]><akomaNtoso><act>&a;</act></akomaNtoso>',
    "cut off": b"<akomaNtoso><act><body>",
    "too deep": b"<akomaNtoso><act>" + b"<section>" * 300,
    "too many": b"<akomaNtoso><act>" + b"<p/>" * 100_001,
    "no act": b"<akomaNtoso><judgment/></akomaNtoso>",
    "another vocabulary": b'<akomaNtoso xmlns="urn:other"><act/></akomaNtoso>',
    "encoding": b'<?xml version="1.0" encoding="x-none"?><akomaNtoso/>',
    "a long tag": b"<akomaNtoso><act " + b"a" * 3_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(name: str) -> None:
    with pytest.raises(Refused) as refused:
        akn.reading(HOSTILE[name])
    assert refused.value.message.ru


def test_the_format_is_told_by_content() -> None:
    assert akn.is_akn(written(ACT))
    assert akn.is_akn("\ufeff<akomaNtoso/>".encode("utf-16-le"))
    assert not akn.is_akn("Положение akomaNtoso".encode())
    assert not akn.is_akn(b"<definition/>")


def test_typed_out_it_reads_as_the_same_clauses_and_approvals() -> None:
    paper = sample("lyceum")
    found = read(document_file.transcript(written(text_of(paper))))
    assert shape(found.clauses) == shape(paper.clauses)
    assert [(one.act, one.by_kind, one.number, one.date) for one in found.approvals] == [
        ("СОГЛАСОВАНО", "governing_council", "3", "2024-08-29"),
        ("УТВЕРЖДЕНО", "head", "39/1", "2024-09-02"),
    ]


@pytest.mark.parametrize(
    "tag", ["section", "list", "content", "attachments><attachment><doc", "b", "li", "table"]
)
def test_the_deepest_file_that_is_taken_is_read(tag: str) -> None:
    names = tag.split("><")
    depth = 190 // len(names)
    close = "".join(f"</{name}>" for name in reversed(names))
    said = f"<{tag}>" * depth + "<p>Слово</p>" + close * depth
    whole = f"<akomaNtoso xmlns='{NAMESPACE}'><act><body>{said}</body></act></akomaNtoso>"
    assert akn.reading(whole.encode()) and document_file.transcript(whole.encode())


@given(st.data())
def test_whatever_was_broken_is_read_or_refused(data: st.DataObject) -> None:
    said = written(ACT)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(said)))
        end = data.draw(st.integers(start, min(len(said), start + 400)))
        put = data.draw(
            st.sampled_from((b"", said[start:end] * 2, b"</section>", b"<p>", b"\\xff", b"&#1;", b'"'))
        )
        said = said[:start] + put + said[end:]
    try:
        assert akn.reading(said).lines
    except Refused as refused:
        assert refused.message.ru
