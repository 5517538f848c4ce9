"""Two texts compared clause by clause, and inside a clause word by word."""

from workflow.documents.compare.aligning import aligned
from workflow.documents.compare.changes import compare
from workflow.documents.compare.contract import as_json
from workflow.documents.compare.grounds import Made, all_grounds
from workflow.documents.compare.rebuilding import rebuilt, turned_back
from workflow.documents.compare.table import ComparisonTable, TableRow, table
from workflow.documents.compare.values import Change, ChangeKind, Comparison, Row, Spot
from workflow.documents.compare.words import Run, runs

__all__ = [
    "Change",
    "ChangeKind",
    "Comparison",
    "ComparisonTable",
    "Made",
    "Row",
    "Run",
    "Spot",
    "TableRow",
    "aligned",
    "all_grounds",
    "as_json",
    "compare",
    "rebuilt",
    "runs",
    "table",
    "turned_back",
]
