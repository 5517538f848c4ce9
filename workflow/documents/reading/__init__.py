"""Reading plain and Markdown-like text into clauses, and printing clauses back."""

from workflow.documents.reading.contract import as_json
from workflow.documents.reading.printing import plain
from workflow.documents.reading.reader import read
from workflow.documents.reading.transcript import Transcript
from workflow.documents.reading.values import Notice, Reading, documents

__all__ = ["Notice", "Reading", "Transcript", "as_json", "documents", "plain", "read"]
