"""Lists in lists, as people make them in Word and LibreOffice, are read as the trees they are seen to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import office
import pytest
from docx_files import abstract, docx, num, raw_p, run, starts, table
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_samples import REGULATION
from random_trees import text
from reading_samples import shape

from workflow.documents.clauses import Clause, Kind
from workflow.documents.reading import Reading, plain, read
from workflow.documents.reading.texts import text_of
from workflow.formats import docx_out, pdf
from workflow.formats.document_file import transcript
from workflow.services.printing import own_clauses

STEP = 720
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr>'
    '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="heading 1"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)
TITLE = raw_p(run("ПОЛОЖЕНИЕ", "<w:b/>")) + raw_p(run("о школьной столовой", "<w:b/>"))


def lvl(at: int, text: str, manner: str = "decimal") -> str:
    """A level as Word's gallery sets it: each is one step further in, its number hangs."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{manner}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{STEP * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def line(text: str, place: tuple[int, int] | None = None, left: int | None = None, style: str = "") -> str:
    """A paragraph, set in by `left` where the person moved it."""
    made = raw_p(run(text), place, style)
    moved = f'<w:ind w:left="{left}" w:hanging="360"/>' if left is not None else ""
    return made.replace("<w:rPr></w:rPr></w:pPr>", f"{moved}</w:pPr>", 1)


OWN = abstract(0, *(lvl(at, f"%{at + 1}.") for at in range(9)))
"""LibreOffice's «Numbering 123»: every level prints its own number alone."""
PLAIN = [abstract(at, *(lvl(one, f"%{one + 1}.") for one in range(9))) for at in range(1, 6)]
LISTS = OWN + "".join(PLAIN) + "".join(num(at + 1, at) for at in range(6))
Tree = list[tuple[int, str, str]]
TWO: Tree = [
    (0, "1", "Общие положения"), (1, "1", "Столовая работает всегда."), (1, "2", "Обед выдают по часам."),
    (0, "2", "Порядок работы"), (1, "1", "Столы накрывают заранее."), (1, "2", "Буфет открыт на переменах."),
    (0, "3", "Заключение"), (1, "1", "Положение действует до отмены."), (1, "2", "Положение вывешивают."),
]  # fmt: skip


def two(place: Callable[[int, int], str]) -> str:
    """The text of three sections; `place` makes the paragraph of the turn in TWO and of its section."""
    section, made = 0, ""
    for at, (depth, _, _) in enumerate(TWO):
        section += depth == 0
        made += place(at, section)
    return TITLE + made


def levels() -> bytes:
    return docx(two(lambda at, _: line(TWO[at][2], (1, TWO[at][0]))), LISTS)


def lists_of_their_own() -> bytes:
    """A new list for each section, moved to the right by hand."""
    return docx(
        two(lambda at, of: line(TWO[at][2], (1 + of, 0), 1440) if TWO[at][0] else line(TWO[at][2], (1, 0))),
        LISTS,
    )


def lists_at_one_edge() -> bytes:
    """A new list for each section, all at the same edge: only what goes on behind them tells."""
    return docx(two(lambda at, of: line(TWO[at][2], (1 + of if TWO[at][0] else 1, 0))), LISTS)


def lists_begun_anew() -> bytes:
    """«Restart at 1» of Word: lists of one definition with a start of their own."""
    anew = "".join(num(6 + at, 1, starts(0, 1)) for at in range(1, 4))
    return docx(two(lambda at, of: line(TWO[at][2], (6 + of if TWO[at][0] else 1, 0))), LISTS + anew)


def numbered_headings() -> bytes:
    """Headings numbered by their style, points by lists at the left edge."""
    return docx(
        two(
            lambda at, of: (
                line(TWO[at][2], (1 + of, 0), 360)
                if TWO[at][0]
                else line(TWO[at][2], left=720, style="Numbered")
            )
        ),
        LISTS,
        STYLES,
    )


def typed_headings() -> bytes:
    """The sections' numbers typed by hand, the points numbered by Word."""
    return docx(
        two(
            lambda at, of: (
                line(TWO[at][2], (1 + of, 0)) if TWO[at][0] else line(f"{TWO[at][1]}. {TWO[at][2]}", left=360)
            )
        ),
        LISTS,
    )


THROUGH: Tree = [(depth, label, text) for (depth, _, text), label in zip(TWO, "112234356", strict=True)]


def counted_through() -> bytes:
    """Points counted through the whole act under numbered sections."""
    return docx(
        two(lambda at, _: line(TWO[at][2], (2 if TWO[at][0] else 1, 0), 360 + 720 * TWO[at][0])), LISTS
    )


DEEP: Tree = [
    (0, "1", "Столовая"), (1, "1", "Питание:"), (2, "1", "завтрак;"), (2, "2", "обед:"),
    (3, "1", "горячее;"), (3, "2", "чай;"), (2, "3", "полдник."), (1, "2", "Дежурство ведут классы."),
    (0, "2", "Буфет"), (1, "1", "Буфет открыт на переменах."), (1, "2", "Буфет закрыт летом."),
]  # fmt: skip


def four_levels() -> bytes:
    return docx(TITLE + "".join(line(text, (1, depth)) for depth, _, text in DEEP), LISTS)


GOST: Tree = [
    (0, "1", "Общие положения"), (1, "1.1", "Столовая работает каждый день."), (2, "1.1.1", "Завтрак рано."),
    (2, "1.1.2", "Обед выдают в час."), (1, "1.2", "Дежурят классы."), (0, "2", "Порядок"),
    (1, "2.1", "Столы накрывают заранее."), (2, "1", "Скатерти стелет дежурный."), (2, "2", "Повар моет."),
    (1, "2.2", "Буфет открыт на переменах."), (2, "1", "Чай бесплатный."), (2, "2", "Булочки по цене."),
]  # fmt: skip


def gost() -> bytes:
    """1, 1.1, 1.1.1, and lists of their own numbers inside points that end with a full stop."""
    many = abstract(9, lvl(0, "%1."), lvl(1, "%1.%2."), lvl(2, "%1.%2.%3.")) + num(9, 9)
    body = "".join(line(text, (9, depth)) for depth, _, text in GOST[:7])
    body += "".join(line(text, (2, 0), 2160) for _, _, text in GOST[7:9]) + line(GOST[9][2], (9, 1))
    return docx(TITLE + body + "".join(line(text, (3, 0), 2160) for _, _, text in GOST[10:]), LISTS + many)


MIXED: Tree = [
    (0, "1", "Заведующая столовой:"), (1, "–", "составляет меню:"), (2, "–", "на день;"), (2, "–", "на год;"),
    (1, "–", "ведёт журнал."), (0, "2", "Дежурный класс:"), (1, "а)", "ставит столы;"), (2, "1)", "утром;"),
    (2, "2)", "днём;"), (1, "б)", "убирает посуду."), (0, "3", "Столовую закрывают на лето."),
]  # fmt: skip


def bullets_and_letters() -> bytes:
    """Signs and letters in numbers, each a list of its own, numbers with a bracket in the letters."""
    more = abstract(7, lvl(0, "\uf0b7", "bullet"), lvl(1, "o", "bullet")) + num(7, 7)
    more += abstract(8, lvl(0, "%1)", "russianLower"), lvl(1, "%2)")) + num(8, 8)
    places = [(1, 0), (7, 0), (7, 1), (7, 1), (7, 0), (1, 0), (8, 0), (8, 1), (8, 1), (8, 0), (1, 0)]
    body = "".join(line(text, place) for (_, _, text), place in zip(MIXED, places, strict=True))
    return docx(TITLE + body, LISTS + more)


GALLERY: Tree = [
    (0, "1", "Столовая работает каждый день."), (1, "a", "Завтрак выдают всем."), (2, "i", "Каша горячая."),
    (2, "ii", "Чай сладкий."), (1, "b", "Обед выдают по списку."), (0, "2", "Буфет открыт на переменах."),
    (1, "a", "Касса работает."),
]  # fmt: skip


def gallery(closing: str) -> Callable[[], bytes]:
    """What Word makes of Tab in a plain numbered list, «1. a. i.», and of its first gallery, «1) a) i)»."""

    def made() -> bytes:
        one = (
            lvl(0, f"%1{closing}")
            + lvl(1, f"%2{closing}", "lowerLetter")
            + lvl(2, f"%3{closing}", "lowerRoman")
        )
        body = "".join(line(text, (9, depth)) for depth, _, text in GALLERY)
        return docx(TITLE + body, abstract(9, one) + num(9, 9))

    return made


BROKEN: Tree = [
    (0, "1", "Общие положения"), (1, "1", "Столовая работает каждый день."),
    (0, "", "Часы работы назначает директор."), (1, "2", "Обед выдают по часам."),
    (0, "", "Класс | Время"), (0, "", "5 | 11:00"), (1, "3", "Дежурят классы."),
    (0, "2", "Порядок работы"), (1, "1", "Столы накрывают заранее."),
]  # fmt: skip


def broken_off() -> bytes:
    """A list that goes on behind a plain paragraph and behind a table."""
    made = [line(text, (1, depth) if label else None) for depth, label, text in BROKEN]
    made[4:6] = [table(["Класс", "Время"], ["5", "11:00"])]
    return docx(TITLE + "".join(made), LISTS)


LONE: Tree = [
    (0, "1", "Порядок работы"), (1, "1", "Столы накрывают заранее."), (1, "2", "Буфет открыт на переменах."),
]  # fmt: skip


def one_heading() -> bytes:
    """A single numbered heading: nothing goes on behind its list, and nothing is set in."""
    body = line(LONE[0][2], left=720, style="Numbered") + "".join(
        line(one[2], (2, 0), 360) for one in LONE[1:]
    )
    return docx(TITLE + body, LISTS, STYLES)


SHAPES: dict[str, tuple[Callable[[], bytes], Tree]] = {
    "levels": (levels, TWO),
    "lists of their own": (lists_of_their_own, TWO),
    "lists at one edge": (lists_at_one_edge, TWO),
    "lists begun anew": (lists_begun_anew, TWO),
    "numbered headings": (numbered_headings, TWO),
    "typed headings": (typed_headings, TWO),
    "counted through": (counted_through, THROUGH),
    "four levels": (four_levels, DEEP),
    "1, 1.1, 1.1.1": (gost, GOST),
    "signs and letters": (bullets_and_letters, MIXED),
    "1. a. i.": (gallery("."), GALLERY),
    "1) a) i)": (gallery(")"), [(depth, f"{label})", text) for depth, label, text in GALLERY]),
    "broken off": (broken_off, BROKEN),
    "one heading": (one_heading, LONE),
}
NAMES = list(SHAPES)
MANY = 2_000
UNSEEN = ("lists at one edge", "lists begun anew", "typed headings", "signs and letters", "broken off")
"""On their paper nothing shows what stands inside what, or where a short line ends its paragraph."""


def tree(clauses: tuple[Clause, ...], depth: int = 0) -> Tree:
    """Every clause with its depth; what has no number is counted at the outermost."""
    found: Tree = []
    for one in clauses:
        found.append((depth if one.label else 0, one.label, one.text))
        found += tree(one.children, depth + 1)
    return found


def brought(name: str) -> Reading:
    return read(transcript(SHAPES[name][0]()))


@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_the_file_decides_the_tree(name: str) -> None:
    assert tree(brought(name).clauses) == SHAPES[name][1]


def test_lists_in_lists_without_end_do_not_make_lines_without_end() -> None:
    """Each list goes on behind the next, so that each seems to stand inside the one before."""
    turns = [*range(1, MANY), *range(MANY, 0, -1)]
    named = OWN + "".join(num(at, 0, starts(0, 1)) for at in range(1, MANY + 1))
    found = transcript(docx("".join(line("Слово", (at, 0)) for at in turns), named))
    assert not isinstance(found, str)
    assert max(map(len, found.text.splitlines())) < 100


def test_what_short_lines_of_a_list_head_are_sections_and_what_sentences_head_are_points() -> None:
    assert {(one.kind, one.children[0].kind) for one in brought("levels").clauses} == {("section", "point")}
    assert {(one.kind, one.children[0].kind) for one in brought("1. a. i.").clauses} == {("point", "item")}


@pytest.mark.parametrize("name", NAMES)
def test_numbers_that_count_anew_inside_are_no_faults(name: str) -> None:
    faults = {"duplicate-number", "skipped-number", "number-out-of-order", "number-of-other-section"}
    assert not faults & {one.code for one in brought(name).notices}


@pytest.mark.parametrize("name", NAMES)
def test_the_tree_goes_out_as_text_word_and_print_and_comes_back(name: str) -> None:
    found = brought(name)
    printed = replace(
        REGULATION,
        title=found.title,
        word=found.word,
        clauses=own_clauses(text_of(found)),
        annexes=(),
        stamps=(),
    )
    files = (docx_out.render(printed, text_of(found)), pdf.render(printed))
    for back in (read(plain(found)), *(read(transcript(file)) for file in files)):
        assert shape(back.clauses) == shape(found.clauses)


SAID = ("Совет решает.", "Совет решает:", "план и отчёт;", "Буфет")


def numbered(draw: st.DrawFn, turns: Iterator[int], depth: int) -> tuple[Clause, ...]:
    """Clauses that each count from one among their like: points of a section, items of anything else."""
    kind: Kind = "point" if depth == 1 else "item"
    size = draw(st.integers(1 if depth == 1 else 0, 3))
    return tuple(
        Clause(
            f"u{next(turns)}",
            str(at + 1),
            draw(st.sampled_from(SAID)),
            kind,
            numbered(draw, turns, depth + 1),
        )
        for at in range(size if depth < 5 else 0)
    )


@st.composite
def counted_anew(draw: st.DrawFn) -> tuple[Clause, ...]:
    """Sections whose points, and lists in lists below them, print no number but their own."""
    turns, sections = count(1), draw(st.integers(2, 4))
    heads = [f"s{at}" for at in range(1, sections + 1)]
    return tuple(
        Clause(uid, str(at), "Общие положения", "section", numbered(draw, turns, 1))
        for at, uid in enumerate(heads, 1)
    )


@settings(max_examples=30, deadline=None)
@given(counted_anew())
def test_whatever_counts_anew_inside_is_printed_and_read_as_the_same_tree(
    clauses: tuple[Clause, ...],
) -> None:
    assert shape(read(plain(clauses)).clauses) == shape(clauses)
    printed = replace(REGULATION, clauses=clauses, annexes=(), stamps=())
    written = docx_out.render(printed, text(clauses, printed.title))
    assert shape(read(transcript(written)).clauses) == shape(clauses)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Еда:\n   1. утром;\n   2. днём.\n2. Буфет.", [(0, "1"), (1, "1"), (1, "2"), (0, "2")]),
        ("1. Столовая.\n    2. Первая строка с отступом.\n3. Буфет.", [(0, "1"), (0, "2"), (0, "3")]),
        ("   1. Столовая.\n   2. Обед.\n   3. Буфет.", [(0, "1"), (0, "2"), (0, "3")]),
        ("1. Общее\n1.1. Один.\n       2. Порядок\n2.1. Два.", [(0, "1"), (1, "1.1"), (0, "2"), (1, "2.1")]),
        ("**1. Столовая**\n1. Утром.\n2. Днём.\n**2. Буфет**\n1. Вечером.",
         [(0, "1"), (1, "1"), (1, "2"), (0, "2"), (1, "1")]),
        ("1. Совет.\nВ совет входят:\n  1. дети;\n  2. семьи.\n2. Срок.",
         [(0, "1"), (0, ""), (2, "1"), (2, "2"), (0, "2")]),
        ("1. Общее\n  1. Раз.\n2. Срок\n  1. Два.\n3. Дни\n  1. Три.\n3.1 обед.",
         [(0, "1"), (1, "1"), (0, "2"), (1, "1"), (0, "3"), (1, "1"), (1, "3.1")]),
        ("1) утром:\n  1) чай;\n  2) каша;\n2) днём.", [(0, "1)"), (1, "1)"), (1, "2)"), (0, "2)")]),
    ],
    ids=["list in a list", "first line set in", "all set in", "in the middle", "bold heading",
         "under a line of its own", "beside a number of its section", "brackets"],
)  # fmt: skip
def test_indents_of_a_text_nest_only_what_counts_anew_further_in(
    text: str, expected: list[tuple[int, str]]
) -> None:
    found = read(f"# Положение о столовой\n\n{text}")
    assert [(depth, label) for depth, label, _ in tree(found.clauses)] == expected


@pytest.mark.timeout(180)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_libreoffice_saves_reads_as_the_same_tree(form: str, tmp_path: Path) -> None:
    names = [name for name in NAMES if form == "docx" or name not in UNSEEN]
    files = [tmp_path / f"{at}.docx" for at in range(len(names))]
    for file, name in zip(files, names, strict=True):
        file.write_bytes(SHAPES[name][0]())
    for file, name in zip(office.all_saved(files, form), names, strict=True):
        assert tree(read(transcript(file.read_bytes())).clauses) == SHAPES[name][1], name
