"""Definitions read from YAML: `read` gives the definition or every fault, `check` the warnings too."""

from workflow.engine.reader.faults import DefinitionFaults, Fault
from workflow.engine.reader.nodes import MAX_BYTES
from workflow.engine.reader.reader import check, decoded, read

__all__ = ["MAX_BYTES", "DefinitionFaults", "Fault", "check", "decoded", "read"]
