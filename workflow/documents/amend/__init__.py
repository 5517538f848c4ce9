"""Amendments: operations on clauses as data, read from an order, applied all or nothing, put into words."""

from workflow.documents.amend.applying import StaleBase, applied, obstacles, problems, rebased
from workflow.documents.amend.binding import amending, bound, refuse_amending
from workflow.documents.amend.conflicts import Conflict, conflicts
from workflow.documents.amend.contract import as_json, of_json
from workflow.documents.amend.generating import amendment
from workflow.documents.amend.instructions import Fault, Instruction, Instructions
from workflow.documents.amend.operations import Amendment, Operation, edition_sha256
from workflow.documents.amend.orders import read_order
from workflow.documents.amend.references import Broken, broken_references
from workflow.documents.amend.wording import Drafted, Unsayable, drafted, lines, said, same_words, wording

__all__ = [
    "Amendment",
    "Broken",
    "Conflict",
    "Drafted",
    "Fault",
    "Instruction",
    "Instructions",
    "Operation",
    "StaleBase",
    "Unsayable",
    "amending",
    "amendment",
    "applied",
    "as_json",
    "bound",
    "broken_references",
    "conflicts",
    "drafted",
    "edition_sha256",
    "lines",
    "obstacles",
    "of_json",
    "problems",
    "read_order",
    "rebased",
    "refuse_amending",
    "said",
    "same_words",
    "wording",
]
