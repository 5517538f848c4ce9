"""A notice's suggestion, accepted, mends just that: the notice goes, no other words change."""

from __future__ import annotations

import pytest

from workflow.documents.reading import Transcript, read
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.mending import Mender, rewritten

HEAD = "ПОЛОЖЕНИЕ о школьном музее\n\n1. Первый\n"
TERM = "Поисковый отряд (далее – ПОС)"


def accepted(text: str, code: str) -> str:
    """The text after the first notice of that code was accepted; the notice must be gone."""
    transcript = Transcript(HEAD + text)
    reading = read(transcript)
    notice = next(one for one in reading.notices if one.code == code)
    done = Mender(transcript, reading).mended(notice)
    assert done is not None, notice
    left = [one for one in read(done).notices if one.code == code]
    assert len(left) == len([one for one in reading.notices if one.code == code]) - 1, left
    return done.text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("code", "text", "after"),
    [
        ("skipped-number", "1.1. Слово.\n1.3. Дело.", "1.1. Слово.\n1.2. Дело."),
        ("skipped-number", "1.1. Слово.\n**1.3.** Дело.", "1.1. Слово.\n**1.2.** Дело."),
        ("duplicate-number", "1.1. Слово.\n1.1. Дело.", "1.1. Слово.\n1.2. Дело."),
        ("number-out-of-order", "1.2. Слово.\n1.1. Дело.", "1.2. Слово.\n1.3. Дело."),
        ("dashed-number", "- 1.1. Слово.\n1.2. Дело.", "1.1. Слово.\n1.2. Дело."),
        ("skipped-number", "I. Слово\nIII. Дело", "I. Слово\nII. Дело"),
        ("skipped-number", "Глава 1. Слово\nГлава 3. Дело", "Глава 1. Слово\nГлава 2. Дело"),
        ("skipped-number", "1.1. Слово:\nа) одно;\nв) два.", "1.1. Слово:\nа) одно;\nб) два."),
        ("misread-number", "1.1. Слово.\nl.2. Дело.", "1.1. Слово.\n1.2. Дело."),
        ("misread-number", "1.1. Слово.\n1. 2. Дело.", "1.1. Слово.\n1.2. Дело."),
        ("number-apart", "1.1. Слово.\n1.2\n\nДело.", "1.1. Слово.\n1.2. Дело."),
        ("number-inside", "1.1. Слово. 1.2. Дело. 1.3. Итог.", "1.1. Слово.\n1.2. Дело. 1.3. Итог."),
        ("mixed-final-dot", "1.1. Слово.\n1.2 Дело.", "1.1. Слово.\n1.2. Дело."),
        ("page-break", "1.1. Музей хранит\n\nпамять школы.", "1.1. Музей хранит память школы."),
        ("hyphen-at-break", "1.1. Музей хра-\nнит память.", "1.1. Музей хранит память."),
        ("blank-in-list", "1.1. Слово:\n- одно;\n\n- два.", "1.1. Слово:\n- одно;\n- два."),
        ("no-colon", "1.1. Задачи музея.\n- одно;\n- два.", "1.1. Задачи музея:\n- одно;\n- два."),
        (
            "mixed-terminators",
            "1.1. Задачи:\n- одно,\n- два;\n- три",
            "1.1. Задачи:\n- одно;\n- два;\n- три.",
        ),
        (
            "undashed-list",
            "1.1. Задачи:\n\nСобирать предметы;\n\nГотовить выставки.\n1.2. Дело.",
            "1.1. Задачи:\n\n– Собирать предметы;\n\n– Готовить выставки.\n1.2. Дело.",
        ),
        (
            "abbreviation-drift",
            f"1.1. {TERM}.\n1.2. ПСО решает, ПСО вправе.",
            f"1.1. {TERM}.\n1.2. ПОС решает, ПОС вправе.",
        ),
        (
            "term-defined-twice",
            f"1.1. {TERM}.\n1.2. {TERM} вправе.",
            f"1.1. {TERM}.\n1.2. Поисковый отряд вправе.",
        ),
    ],
)  # fmt: skip
def test_an_accepted_suggestion_mends_its_place_alone(code: str, text: str, after: str) -> None:
    assert accepted(text, code) == after


def test_what_only_a_person_can_mend_is_left_to_a_person() -> None:
    transcript = Transcript(HEAD + "1.1. Слово (в скобке.")
    reading = read(transcript)
    [notice] = [one for one in reading.notices if one.code == "unbalanced"]
    assert Mender(transcript, reading).mended(notice) is None


def test_remarks_on_the_file_stay_at_their_words_when_lines_are_joined() -> None:
    text = HEAD + "1.1. Музей хранит\n\nпамять.\n1.2. Музей открыт для всех."
    transcript = Transcript(text, (Remark("tracked-insertion", 7, (("text", "для всех"),)),))
    reading = read(transcript)
    joined = Mender(transcript, reading).mended(
        next(one for one in reading.notices if one.code == "page-break")
    )
    assert joined is not None and joined.remarks[0].line == 5
    again = read(joined)
    inserted = next(one for one in again.notices if one.code == "tracked-insertion")
    done = Mender(joined, again).mended(inserted)
    assert done is not None and done.text.splitlines()[-1] == "1.2. Музей открыт."


def test_a_line_is_rewritten_as_a_person_typed_it() -> None:
    transcript = Transcript("раз\nдва\nтри", (Remark("picture", 3),))
    done = rewritten(transcript, 2, "две\nс половиной")
    assert (done.text, done.remarks[0].line) == ("раз\nдве\nс половиной\nтри", 4)
