"""A chain on paper, to put before a council: who decides what in which order, and the drawing."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from workflow.formats.pdf.drawing import Picture
from workflow.formats.pdf.page import Sheet, build
from workflow.formats.pdf.printed import PrintedChain
from workflow.formats.pdf.styles import FLUSH, HEIGHT, NOTE, STRONG, TITLE, balanced, paragraph
from workflow.values import Text


def draw(chain: PrintedChain) -> bytes:
    """The chain as PDF bytes; the same value gives the same bytes."""
    return build(list(_story(chain)), _sheet(chain))


def _story(chain: PrintedChain) -> Iterator[Flowable]:
    yield balanced(chain.organisation, STRONG)
    yield Spacer(0, 16)
    yield paragraph(_WAY.said(chain.language), TITLE)
    yield balanced(chain.title, NOTE)
    yield Spacer(0, 12)
    for sentence in chain.sentences:
        yield paragraph(sentence, FLUSH)
    yield Spacer(0, 16)
    yield Picture(chain.drawing, HEIGHT - 1, " ".join(chain.sentences))


def _sheet(chain: PrintedChain) -> Sheet:
    title = f"{_WAY.said(chain.language)}. {chain.title}"
    return Sheet(title, chain.organisation, chain.year, 0, chain.definition_sha256, (), chain.language)


_WAY = Text("Порядок согласования", "The way of approval")
