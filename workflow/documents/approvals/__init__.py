"""Approval blocks (грифы) of a document's head: who agreed, adopted or approved it, by what, and when."""

from workflow.documents.approvals.recognise import recognise
from workflow.documents.approvals.records import Approval

__all__ = ["Approval", "recognise"]
