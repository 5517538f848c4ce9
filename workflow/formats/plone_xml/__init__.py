"""Plone's definition.xml: `read` gives the definition and what could not be carried, `write` the file."""

from workflow.formats.plone_xml.facts import facts
from workflow.formats.plone_xml.reader import read
from workflow.formats.plone_xml.reading import Lost, Reading
from workflow.formats.plone_xml.writer import write

__all__ = ["Lost", "Reading", "facts", "read", "write"]
