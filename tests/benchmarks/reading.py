"""Reading a document that a school has on paper: its stamps, its clauses, its notices, once imported.

A DOCX of twenty pages stands beside its floor: the same parts unpacked and parsed, nothing done about them.
A PDF is told without the start of the process that the product opens it in. The texts are the sources beside
the checkout where they are there, else the invented texts of the tests.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import partial
from xml.parsers import expat

from harness import ROOT, Figure, Goal, micro, table

from workflow.documents.reading import read
from workflow.formats.document_file import transcript

WORD = Goal("reading a DOCX of 20 pages, clauses and all", 300, 150, "ms")
PRINT = Goal("reading a PDF of 20 pages, clauses and all", 1000, 600, "ms")
READ = Goal("reading the slowest document, once imported", 50, 20, "ms")

_SOURCES = ROOT.parent / "shared" / "seeds"
_INVENTED = ROOT / "tests" / "data"


def texts() -> dict[str, str]:
    """Documents by name."""
    for folder in (_SOURCES, _INVENTED):
        if found := sorted(folder.glob("**/*.txt")):
            return {path.stem: path.read_text(encoding="utf-8") for path in found}
    raise SystemExit("there is no text to read")


def figures() -> Iterator[Figure]:
    """The row of the table that is about reading."""
    slowest = 0.0
    for name, text in texts().items():
        took = micro("reading", f"grif: {name}, {len(text)} characters", partial(read, text), rounds=9)
        slowest = max(slowest, took / 1000)
    yield Figure(READ, slowest, f"{slowest:.1f} ms")
    word, printed = _word(), _print()
    took = micro(
        "reading", f"grif: DOCX, 20 pages, {len(word)} bytes", lambda: read(transcript(word)), rounds=7
    )
    floor = micro("reading", "floor: zipfile and expat alone", lambda: _unpacked(word), rounds=7)
    yield Figure(WORD, took / 1000, f"{took / 1000:.0f} ms", f"{floor / 1000:.0f} ms")
    took = micro(
        "reading", f"grif: PDF, 20 pages, {len(printed)} bytes", lambda: read(transcript(printed)), rounds=5
    )
    yield Figure(PRINT, took / 1000, f"{took / 1000:.0f} ms")


_SENTENCE = (
    "Совет собирается не реже одного раза в четверть, рассматривает обращения учеников и родителей, готовит "
    "предложения директору и отчитывается перед общим собранием в конце учебного года."
)
_LOOK = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/><w:lang w:val="ru-RU"/>'
)


def _word() -> bytes:
    """Twenty pages of numbered points, each in several runs as Word leaves them: 18 points a page."""
    from docx_files import LEGAL, docx, num, raw_p, run

    words = _SENTENCE.split()
    pieces = [" ".join(words[at : at + 5]) + " " for at in range(0, len(words), 5)]
    runs = "".join(run(piece, _LOOK) for piece in pieces)
    sections = (raw_p(run("Порядок работы", _LOOK), (1, 0)) + raw_p(runs, (1, 1)) * 17 for _ in range(20))
    return docx("".join(sections), LEGAL + num(1, 0))


def _print() -> bytes:
    """Twenty pages of lines set one under the other."""
    from pdf_files import LEFT, pdf, prose

    pages = []
    for page in range(1, 21):
        lines, top = [(LEFT, 780.0, f"{page}. Порядок работы")], 764.0
        for at in range(1, 15):
            point = prose(f"{page}.{at}. {_SENTENCE}", top=top)
            lines, top = [*lines, *point], point[-1][1] - 16.0
        pages.append(lines)
    return pdf(*pages)


def _unpacked(word: bytes) -> None:
    """The least that reads the parts at all."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        for name in package.namelist():
            expat.ParserCreate().Parse(package.read(name), True)


if __name__ == "__main__":
    print(table(list(figures())))
