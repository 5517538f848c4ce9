"""«(в ред. приказа от … № …)» read in a consolidated text: told, kept beside the text, no part of it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_samples import NAMES, letters, letters_kept, reading, sample, shape, shapes

from workflow.documents.clauses import walk
from workflow.documents.reading import Reading, as_json, documents, plain, read
from workflow.documents.reading.edition_notes import is_note
from workflow.documents.reading.mending import Mender
from workflow.documents.reading.transcript import Transcript

NOTES = [
    "(в ред. приказа от 12.04.2024 № 220)",
    "(в ред. приказа от 12.04.2024 № 220, протокола от 01.09.2025 № 3)",
    "(введён приказом от 12.04.2024 № 220)",
    "(введен Приказом Минобразования области от 12.04.2024 N 220)",
    "(утратил силу: приказ от 12.04.2024 № 220)",
    "(Утратил силу – приказ директора школы от 12.04.2024 № 220-ОД)",
    "(исключён приказом от 12.04.2024 № 220)",
    "(в редакции 3)",
    "(в ред. редакции 2, приказа от 12.04.2024 № 220)",
    "(в ред. приказа от 12.04.2024 № 220; с редакционной правкой от 13.05.2024)",
    "(п. 1.1 в ред. Приказа Минпросвещения от 01.02.2024 N 62)",
    "(подпункт «б» пункта 2.3 введён постановлением администрации от 3 июня 2021 г. № 15)",
    "(абзац второй в редакции решения педагогического совета, протокол от 30.08.2022 № 1)",
    "(часть 2 в ред. Федерального закона от 29.12.2022 № 641-ФЗ)",
    "(с изменениями, внесёнными приказом от 02.09.2019 № 201)",
    "(см. текст в предыдущей редакции)",
]
WORDS = [
    "(в редакции, принятой педагогическим советом)",
    "(введён в эксплуатацию в 2010 году)",
    "(утратил силу)",
    "(см. текст)",
    "(далее – приказ от 12.04.2024 № 220)",
    "(приказ от 12.04.2024 № 220)",
    "(в ред. приказа от 12.04.2024 № 220) применяется",
    "Пункт в ред. приказа от 12.04.2024 № 220.",
]
ACT = (
    "Положение\nо кружке\n{under_title}\n1. Общие положения\n{heading}\n1.1. Кружок открыт.\n{point}\n"
    "1.2. Занятия:\n– пение;\n{dash}\n– танцы.\n"
)
PLACES = ("under_title", "heading", "point", "dash")


def accepted(text: str, code: str) -> Reading:
    """The text read anew once the one suggestion of that code was carried out."""
    found = read(text)
    (told,) = [one for one in found.notices if one.code == code]
    mended = Mender(Transcript(text), found).mended(told)
    assert mended is not None
    return read(mended)


def act(**said: str) -> str:
    return ACT.format(**{place: said.get(place, "") for place in PLACES})


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_told_and_is_no_part_of_the_text(note: str) -> None:
    bare = read(act())
    for place in PLACES:
        found = read(act(**{place: note}))
        assert (found.title, shapes(found)) == (bare.title, shapes(bare)), place
        assert (found.preamble, found.head, found.foot) == ("", "", "")
        (told,) = [one for one in found.notices if one.code == "edition-note"]
        assert told.weight == "note" and note[:60] in told.message.ru
        assert act(**{place: note}).splitlines()[told.line - 1] == note
        assert [one.text for one in found.notes] == [note]


@pytest.mark.parametrize("words", WORDS)
def test_words_in_brackets_that_name_no_amending_act_stay_in_the_text(words: str) -> None:
    found = read(act(point=words))
    assert not is_note(words)
    assert not found.notes and words in " ".join(one.text for one in walk(found.clauses))


def test_a_note_is_kept_with_the_clause_that_it_stands_under() -> None:
    found = read(act(under_title=NOTES[0], heading=NOTES[2], dash=NOTES[4]))
    texts = {one.uid: one.text for one in walk(found.clauses)}
    under = [texts.get(one.clause) for one in found.notes]
    assert under == [None, "Общие положения", "пение;"]
    assert as_json(found)["notes"] == [
        {"line": one.line, "text": one.text, "clause": one.clause} for one in found.notes
    ]


def test_a_note_over_several_lines_is_one() -> None:
    note = "(в ред. приказа от 12.04.2024 № 220,\nприказа от\n01.09.2025 № 310)"
    found = read(act(point=note))
    assert shapes(found) == shapes(read(act()))
    assert [one.text for one in found.notes] == [note.replace("\n", " ")]


def test_a_note_under_the_heading_of_changing_acts_is_one_with_it() -> None:
    found = read(act(under_title=f"Список изменяющих документов\n{NOTES[1]}"))
    assert (found.title, shapes(found)) == ("Положение о кружке", shapes(read(act())))
    assert [one.text for one in found.notes] == [f"Список изменяющих документов {NOTES[1]}"]


def test_an_act_cited_in_an_edition_of_its_own_is_no_note() -> None:
    cited = "1.3. Школа действует по приказу от 01.02.2020 № 5\n(в ред. приказа от 12.04.2024 № 220)"
    for end in ("\nи по уставу.", ".", ";"):
        found = read(act() + cited + end)
        assert not found.notes
        assert "№ 5 (в ред. приказа" in found.clauses[0].children[-1].text


def test_a_list_goes_on_over_a_note_and_no_blank_is_told_in_it() -> None:
    found = read(act(dash=f"\n{NOTES[0]}"))
    assert [one.code for one in found.notices if one.code in ("blank-in-list", "edition-note")] == [
        "edition-note"
    ]


def test_a_paragraph_under_a_note_is_not_run_into_the_text_above_it() -> None:
    said = "1.1. Кружок открыт для учеников всех классов и для их родителей и друзей"
    under = "Занятия ведёт учитель"
    found = read(f"Положение о кружке\n1. Общее\n{said}\n{NOTES[0]}\n{under}\n1.2. Всё.\n")
    assert [one.text for one in walk(found.clauses)][1:3] == [said.removeprefix("1.1. "), under]


def test_a_note_with_a_stop_is_one_where_the_sentence_above_is_over() -> None:
    found = read(act(point=f"{NOTES[0]}."))
    assert [one.text for one in found.notes] == [f"{NOTES[0]}."]
    assert shapes(found) == shapes(read(act()))


def test_a_note_under_a_stamp_is_left_to_the_stamp() -> None:
    note = "(с изменениями, внесёнными приказом от 12.04.2024 № 220)"
    found = read(f"УТВЕРЖДЕНО\nприказом от 01.09.2020 № 121\n{note}\n\n" + act(point=NOTES[0]))
    assert [one.number for one in found.approvals] == ["121", "220"]
    assert "220" in found.head and [one.text for one in found.notes] == [NOTES[0]]


def test_a_note_under_the_title_is_no_approval_of_it() -> None:
    head = "УТВЕРЖДЕНО\nприказом от 01.09.2020 № 121\n\n"
    found = read(head + act(under_title=NOTES[0]))
    assert [one.number for one in found.approvals] == ["121"]
    assert found.title == "Положение о кружке"


def test_a_note_under_a_title_of_no_known_word_is_none_of_the_stamp_above() -> None:
    stamp = "УТВЕРЖДЕНО\nприказом от 01.09.2020 № 121\n\n"
    found = read(f"{stamp}**Как мы живём вместе**\n{NOTES[0]}\n\n1. Общее\n1.1. Живём.\n")
    assert [one.text for one in found.notes] == [NOTES[0]]
    assert [one.number for one in found.approvals] == ["121"]


def test_the_last_note_of_a_text_and_one_under_the_title_of_an_annex_are_told_in_their_document() -> None:
    annex = f"\nПриложение № 1\nСостав\n{NOTES[1]}\n1. Глава.\n{NOTES[2]}\n"
    found = read(act() + NOTES[0] + "\n" + annex)
    told = [[(one.line, one.text) for one in part.notes] for part in documents(found)]
    assert [[text for _, text in part] for part in told] == [[NOTES[0]], [NOTES[1], NOTES[2]]]
    for part in documents(found):
        assert [one.line for one in part.notices if one.code == "edition-note"] == [
            one.line for one in part.notes
        ]


@pytest.mark.parametrize("label", ["1.1. Кружок открыт.", "1. Общие положения"])
def test_a_note_after_the_words_of_a_clause_is_told_and_taken_out_when_a_person_says_so(label: str) -> None:
    text = act().replace(label, f"{label} {NOTES[0]}")
    found = read(text)
    assert NOTES[0] in " ".join(one.text for one in walk(found.clauses)) and not found.notes
    mended = accepted(text, "edition-note-inside")
    assert shapes(mended) == shapes(read(act()))
    assert [one.text for one in mended.notes] == [NOTES[0]]


def test_a_citation_at_the_end_of_a_clause_is_not_told_as_a_note() -> None:
    found = read(act(point="1.2. Основание – приказ от 01.02.2020 № 5 (в ред. приказа от 12.04.2024 № 220)."))
    assert not [one for one in found.notices if one.code.startswith("edition-note")]


def test_a_paragraph_that_a_person_declares_to_be_text_stays_text() -> None:
    found = read(act(point="\\" + NOTES[0]))
    assert not found.notes and NOTES[0] in [one.text for one in walk(found.clauses)]
    assert shapes(read(plain(found))) == shapes(found)


def test_a_note_that_a_person_puts_back_is_a_paragraph() -> None:
    found = accepted(act(point=NOTES[0]), "edition-note")
    assert not found.notes and NOTES[0] in [one.text for one in walk(found.clauses)]


def test_a_file_of_nothing_but_notes_is_read() -> None:
    found = read("\n".join(NOTES[:3]))
    assert letters_kept(found) + letters("".join(one.text for one in found.notes)) == letters(
        "".join(NOTES[:3])
    )


LINES = [line for name in NAMES for line in sample(name).split("\n")]


@given(st.lists(st.sampled_from([*LINES, *NOTES, *WORDS, "Список изменяющих документов", ""]), max_size=40))
def test_no_letter_of_any_text_with_notes_is_lost(lines: list[str]) -> None:
    found = read("\n".join(lines))
    noted = (one.text for part in documents(found) for one in part.notes)
    assert Counter(letters_kept(found) + letters("".join(noted))) == Counter(letters("".join(lines)))


@given(st.data())
def test_notes_between_the_clauses_of_a_printed_text_change_nothing_in_it(data: st.DataObject) -> None:
    document = reading(data.draw(st.sampled_from(NAMES)))
    lines = plain(document.clauses).split("\n\n")
    noted = [(one, data.draw(st.sampled_from([None, *NOTES]))) for one in lines]
    text = "\n\n".join(f"{one}\n{note}" if note else one for one, note in noted)
    kind = "order" if document.kind == "order" else None
    assert shape(read(text, kind=kind).clauses) == shape(read("\n\n".join(lines), kind=kind).clauses)
