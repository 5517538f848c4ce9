"""A protocol or an extract drawn as schools print it: head, agenda, heard, resolved, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.colors import black
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from workflow.documents.dates import NBSP, numeric
from workflow.documents.stamps import BLANK
from workflow.formats.pdf.blocks import table
from workflow.formats.pdf.page import Sheet, build
from workflow.formats.pdf.protocol_page import Certificate
from workflow.formats.pdf.styles import (
    AT_RIGHT,
    CENTRED,
    FLUSH,
    LABEL,
    PLAIN,
    STRONG,
    STRONG_LEFT,
    TEXT,
    TITLE,
    WIDTH,
    balanced,
    paragraph,
)
from workflow.formats.pdf.tags import Rule, tagged
from workflow.governance.sittings.protocol import ProtocolText, Question, listed


class _Sheet(Sheet):
    """A protocol has no editions: its pages say its number."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """«Протокол № 4»."""
        return self.title.partition(" от ")[0]


def draw(text: ProtocolText, certificate: Certificate | None) -> bytes:
    """The protocol as PDF bytes; an extract carries its certificate instead of signatures."""
    story: list[Flowable] = [
        *_head(text),
        *_opening(text),
        *_agenda(text),
        *(part for one in text.questions for part in _question(one)),
        *_corrections(text),
        KeepTogether(
            [Spacer(0, 20), *(_signed(text) if certificate is None else _certified(text, certificate))]
        ),
        *_annex(text),
    ]
    return build(story, _sheet(text))


def _head(text: ProtocolText) -> Iterator[Flowable]:
    yield balanced(text.organisation, STRONG)
    yield Rule(width="100%", thickness=1, color=black, spaceBefore=6, spaceAfter=12)
    yield paragraph("ВЫПИСКА ИЗ ПРОТОКОЛА" if text.extract else "ПРОТОКОЛ", TITLE)
    yield paragraph(text.heading, CENTRED)
    yield Spacer(0, 10)
    row = [paragraph(numeric(text.dated), PLAIN), paragraph(f"№{NBSP}{text.number}", AT_RIGHT)]
    yield table([row], [WIDTH / 2, WIDTH / 2])
    yield paragraph(text.place, CENTRED)
    yield Spacer(0, 10)


def _opening(text: ProtocolText) -> Iterator[Flowable]:
    for word, name in text.led:
        yield paragraph(f"{word} – {listed(name)}", PLAIN)
    people = (
        " (список прилагается)" if text.annexed else f": {', '.join(text.present)}" if text.present else ""
    )
    if text.window:
        yield paragraph(_sentence(text.window), PLAIN)
    yield paragraph(_sentence(f"{text.came}{people}"), PLAIN)
    if text.invited:
        yield paragraph(_sentence(f"Приглашённые: {text.invited}"), PLAIN)
    yield Spacer(0, 8)


def _sentence(text: str) -> str:
    """With one full stop at its end, initials or not."""
    return text if text.endswith(".") else f"{text}."


def _agenda(text: ProtocolText) -> Iterator[Flowable]:
    if text.extract:
        return
    yield tagged(paragraph("ПОВЕСТКА ДНЯ:", STRONG_LEFT), "H2")
    for number, title in text.agenda:
        yield paragraph(f"{number}.{NBSP}{title}", PLAIN)
    yield Spacer(0, 8)


def _question(one: Question) -> Iterator[Flowable]:
    # The words start at the left margin; a question keeps its number in an extract as well.
    yield tagged(paragraph(f"{one.number}. СЛУШАЛИ:", LABEL), "H2")
    yield paragraph(one.heard, TEXT)
    if one.spoke:
        yield paragraph("ВЫСТУПИЛИ:", LABEL)
        yield paragraph(one.spoke, TEXT)
    yield paragraph("РЕШИЛИ:", LABEL)
    yield paragraph(one.resolved, TEXT)
    yield paragraph(_sentence(f"Голосование: {one.voted}"), TEXT)
    yield Spacer(0, 6)


def _corrections(text: ProtocolText) -> Iterator[Flowable]:
    if text.corrections:
        yield paragraph("Исправления, внесённые отдельной записью:", LABEL)
    for told in text.corrections:
        yield paragraph(_sentence(told), FLUSH)


def _signed(text: ProtocolText) -> Iterator[Flowable]:
    for word, name in text.led:
        yield from (_line(word, name.signature), Spacer(0, 14))


def _certified(text: ProtocolText, by: Certificate) -> Iterator[Flowable]:
    """Who signed the protocol, then Верно with post, signature, name and day (norms §1.6)."""
    signed = ", ".join(f"{word.lower()} {listed(name)}" for word, name in text.led)
    if signed:
        yield paragraph(_sentence(f"Протокол подписали: {signed}"), PLAIN)
    yield Spacer(0, 14)
    yield paragraph("Верно", PLAIN)
    yield _line(by.post, by.name)
    yield paragraph(numeric(by.dated), PLAIN)


def _line(word: str, name: str) -> Flowable:
    row = [paragraph(word, PLAIN), paragraph(BLANK, CENTRED), paragraph(name, AT_RIGHT)]
    return table([row], [WIDTH * 0.4, WIDTH * 0.25, WIDTH * 0.35], level="BOTTOM")


def _annex(text: ProtocolText) -> Iterator[Flowable]:
    """More than ten present are a list of their own, part of the protocol."""
    if not text.annexed:
        return
    yield PageBreak()
    mark = f"Приложение к протоколу от{NBSP}{numeric(text.dated)} №{NBSP}{text.number}"
    yield paragraph(mark, AT_RIGHT)
    yield Spacer(0, 12)
    yield tagged(paragraph("СПИСОК ПРИСУТСТВОВАВШИХ", STRONG), "H2")
    yield Spacer(0, 8)
    for number, name in enumerate(text.present, 1):
        yield paragraph(f"{number}.{NBSP}{name}", PLAIN)


def _sheet(text: ProtocolText) -> Sheet:
    kind = "Выписка из протокола" if text.extract else "Протокол"
    title = f"{kind} № {text.number} от {numeric(text.dated)} {text.heading}"
    return _Sheet(title, text.organisation, text.dated.year, 1, "", (), "ru")
