"""A definition file in whichever form it is written: YAML of ours, or Plone's XML."""

from __future__ import annotations

from workflow.engine import reader
from workflow.engine.definition import Definition
from workflow.engine.facts import Facts
from workflow.engine.facts import facts as engine_facts
from workflow.engine.reader import DefinitionFaults, Fault
from workflow.engine.reader.faults import Faults
from workflow.engine.reader.soundness import check_soundness
from workflow.formats import plone_xml

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_plone_xml(content: bytes | str) -> bool:
    """Whether the file is XML: no YAML of ours begins with an angle bracket."""
    if isinstance(content, str):
        return content[:1000].lstrip("\ufeff \t\r\n").startswith("<")
    for mark in _MARKS:
        content = content.removeprefix(mark)
    return content[:1000].lstrip(b"\0 \t\r\n")[:1] == b"<"


def read(content: bytes | str, file: str) -> Definition:
    """The definition of the file. Raises DefinitionFaults with every fault."""
    if is_plone_xml(content):
        return plone_xml.read(content, file).definition
    return reader.read(_text(content, file), file)


def facts(content: bytes | str, file: str, language: str) -> Facts:
    """The facts of the definition; of Plone's XML as its own import reads it. Raises DefinitionFaults."""
    if is_plone_xml(content):
        return plone_xml.facts(plone_xml.read(content, file), language)
    return engine_facts(reader.read(_text(content, file), file), language)


def check(content: bytes | str, file: str) -> tuple[Fault, ...]:
    """Every fault and warning of the file, in its order; what is not carried from Plone is a warning."""
    try:
        return _plone(content, file) if is_plone_xml(content) else reader.check(_text(content, file), file)
    except DefinitionFaults as found:
        return found.faults


def _text(content: bytes | str, file: str) -> str:
    return content if isinstance(content, str) else reader.decoded(content, file)


def _plone(content: bytes | str, file: str) -> tuple[Fault, ...]:
    reading, faults = plone_xml.read(content, file), Faults(file)
    check_soundness(reading.definition, reading.places, faults, origin="plone")
    lost = {(one.line, one.code) for one in reading.lost}
    # What reading has told already is not told again by the check.
    found = [fault for fault in faults.told() if (fault.line, fault.code) not in lost]
    every = [*(_warning(one, file) for one in reading.lost), *found]
    return tuple(sorted(every, key=lambda fault: fault.line))


def _warning(lost: plone_xml.Lost, file: str) -> Fault:
    return Fault(file, lost.line, 1, lost.code, "warning", lost.said)
