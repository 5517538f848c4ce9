"""Words found, replaced, added and excluded inside a clause: exactly once, whole words, blanks kept tidy."""

from __future__ import annotations

import re

from workflow.documents.amend.operations import AddWords, ExcludeWords, ReplaceWords

WordOperation = ReplaceWords | AddWords | ExcludeWords
_CLOSING = re.compile(r"[.;:,!?…]+$")


def sought(operation: WordOperation) -> str:
    """The words that the operation expects to find once; empty when it adds at the end."""
    if isinstance(operation, ReplaceWords):
        return operation.old
    return operation.words if isinstance(operation, ExcludeWords) else operation.beside


def occurrences(text: str, words: str) -> int:
    """How many times the words stand in the text as whole words, small and capital letters apart."""
    return len(list(_places(words).finditer(text))) if words else 0


def reworded(text: str, operation: WordOperation) -> str:
    """The text after the operation. Raises ValueError when its words do not stand there exactly once."""
    words = sought(operation)
    if not words:
        return _at_end(text, operation.words) if isinstance(operation, AddWords) else text
    found = list(_places(words).finditer(text))
    if len(found) != 1:
        raise ValueError(words)
    start, end = found[0].span()
    if isinstance(operation, ReplaceWords):
        return text[:start] + operation.new + text[end:]
    if isinstance(operation, ExcludeWords):
        return _tidy(text[:start], text[end:])
    if operation.side == "before":
        return f"{text[:start]}{operation.words} {text[start:]}"
    return text[:end] + _led(operation.words) + text[end:]


def _places(words: str) -> re.Pattern[str]:
    start = r"(?<!\w)" if words[:1].isalnum() else ""
    end = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(f"{start}{re.escape(words)}{end}")


def _led(words: str) -> str:
    return words if words[:1] in ",.;:)" else f" {words}"


def _at_end(text: str, words: str) -> str:
    """Words go before the closing mark; a sentence, which brings its own, goes after it."""
    closing = _CLOSING.search(text)
    if closing is None or _CLOSING.search(words):
        return text + _led(words)
    return text[: closing.start()] + _led(words) + closing[0]


def _tidy(before: str, after: str) -> str:
    """The two ends joined by one blank where there were two, by none before a mark or at the start."""
    if not before or before[-1].isspace():
        after = after.lstrip(" ")
        return before.rstrip(" ") + after if after[:1] in ",.;:)" or not after else before + after
    return before + after
