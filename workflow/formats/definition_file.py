"""A definition file in whichever form it is written: YAML of ours, or Plone's XML."""

from __future__ import annotations

from workflow.engine import reader
from workflow.engine.definition import Definition
from workflow.engine.reader import DefinitionFaults, Fault
from workflow.formats import plone_xml
from workflow.values import Text

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_plone_xml(content: bytes) -> bool:
    """Whether the file is XML: no YAML of ours begins with an angle bracket."""
    for mark in _MARKS:
        content = content.removeprefix(mark)
    return content[:1000].lstrip(b"\0 \t\r\n")[:1] == b"<"


def read(content: bytes, file: str) -> Definition:
    """The definition of the file. Raises DefinitionFaults with every fault."""
    if is_plone_xml(content):
        return plone_xml.read(content, file).definition
    return reader.read(reader.decoded(content, file), file)


def check(content: bytes, file: str) -> tuple[Fault, ...]:
    """Every fault and warning of the file, in its order; what is not carried from Plone is a warning."""
    try:
        if not is_plone_xml(content):
            return reader.check(reader.decoded(content, file), file)
        reading = plone_xml.read(content, file)
    except DefinitionFaults as found:
        return found.faults
    return tuple(_warning(one, file) for one in reading.lost)


def _warning(lost: plone_xml.Lost, file: str) -> Fault:
    what = f"{lost.element}: {lost.text}" if lost.text else lost.element
    message = Text(f"{what} – {lost.instead.ru}", f"{what} – {lost.instead.en}")
    return Fault(file, lost.line, 1, lost.code, "warning", message)
