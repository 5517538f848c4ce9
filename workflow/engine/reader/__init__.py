"""Definitions read from YAML: `read` gives the definition or every fault, `check` the warnings too."""

from workflow.engine.reader.faults import DefinitionFaults, Fault
from workflow.engine.reader.reader import check, read

__all__ = ["DefinitionFaults", "Fault", "check", "read"]
