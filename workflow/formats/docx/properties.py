"""What a document's properties call it."""

from __future__ import annotations

from workflow.formats.docx.elements import feed
from workflow.formats.docx.package import Package
from workflow.formats.limits import Budget
from workflow.formats.xml_events import Attributes

_LONGEST = 500


def title(package: Package, budget: Budget) -> str:
    """The title among the core properties; empty where there is none."""
    part = package.properties
    if part is None:
        return ""
    heard = _Heard()
    feed(package.part(part), heard, budget)
    return heard.title


class _Heard:
    """Listens to the one element."""

    def __init__(self) -> None:
        self.title = ""
        self._open = False

    def start(self, tag: str, _: Attributes) -> None:
        self._open = tag == "dc:title"

    def end(self, _: str) -> None:
        self._open = False

    def characters(self, text: str) -> None:
        if self._open:
            self.title = (self.title + text)[:_LONGEST]
