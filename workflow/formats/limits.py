"""How much of a stranger's file is read before it is refused, counted while reading."""

from __future__ import annotations

from workflow.errors import Refused
from workflow.values import Text

MAX_BYTES = 48 * 1024 * 1024
MAX_ELEMENTS = 300_000
MAX_DEPTH = 200
# Of drawn tables: five hundred pages full of them hold fewer.
MAX_CELLS = 200_000
MAX_LETTERS = 1_000_000
MAX_LINES = 100_000
MAX_PAGES = 500


class Budget:
    """What one file may still unpack to."""

    def __init__(self, elements: int = MAX_ELEMENTS) -> None:
        self._bytes = MAX_BYTES
        self._most, self._elements = elements, elements
        self._letters = MAX_LETTERS
        self._cells = MAX_CELLS

    def bytes(self, count: int) -> None:
        """Counts unpacked bytes. Raises Refused when the file unpacks to too many."""
        self._bytes -= count
        if self._bytes < 0:
            raise Refused("file-too-complex", _SWELLS.filled(limit=MAX_BYTES // 1024**2))

    def element(self) -> None:
        """Counts an element of markup. Raises Refused when there are too many."""
        self._elements -= 1
        if self._elements < 0:
            raise Refused("file-too-complex", _ELEMENTS.filled(limit=self._most))

    def cells(self, count: int) -> None:
        """Counts cells of drawn tables. Raises Refused when there are too many."""
        self._cells -= count
        if self._cells < 0:
            raise Refused("file-too-complex", _CELLS.filled(limit=MAX_CELLS))

    def letters(self, count: int) -> None:
        """Counts letters of text. Raises Refused when there are too many."""
        self._letters -= count
        if self._letters < 0:
            raise Refused("file-too-long", TOO_LONG.filled(limit=MAX_LETTERS))


def refuse_long(text: str) -> None:
    """Raises Refused when a text has more letters or lines than any school document."""
    if len(text) > MAX_LETTERS:
        raise Refused("file-too-long", TOO_LONG.filled(limit=MAX_LETTERS))
    if text.count("\n") >= MAX_LINES:
        raise Refused("file-too-long", _LINES.filled(limit=MAX_LINES))


def damaged() -> Refused:
    """The refusal of a file that breaks the rules of its format."""
    return Refused("file-damaged", _DAMAGED)


def encrypted() -> Refused:
    """The refusal of a file that only a password opens."""
    return Refused("file-encrypted", _ENCRYPTED)


def too_many_pages(count: int) -> Refused:
    """The refusal of a file with more pages than any school document has."""
    return Refused("file-too-long", _PAGES.filled(count=count, limit=MAX_PAGES))


_SWELLS = Text(
    "Файл разворачивается больше чем в {limit} МБ: такой документ не читается.",
    "The file unpacks to more than {limit} MB: no such document is read.",
)
_ELEMENTS = Text(
    "Файл слишком сложный: в нём больше {limit} элементов разметки.",
    "The file is too complex: it holds more than {limit} elements of markup.",
)
_CELLS = Text(
    "Файл слишком сложный: в его таблицах больше {limit} клеток. Если это чертёж, сохраните текст без него.",
    "The file is too complex: its tables have more than {limit} cells. If it is a drawing, save the text "
    "without it.",
)
TOO_LONG = Text(
    "Документ слишком длинный: больше {limit} знаков.",
    "The document is too long: more than {limit} letters.",
)
_LINES = Text(
    "Документ слишком длинный: больше {limit} строк.",
    "The document is too long: more than {limit} lines.",
)
_PAGES = Text(
    "Документ слишком длинный: страниц {count}, принимается не более {limit}.",
    "The document is too long: {count} pages, at most {limit} are taken.",
)
_DAMAGED = Text(
    "Файл повреждён или обрезан: прочитать его нельзя. Сохраните документ заново.",
    "The file is damaged or cut off and cannot be read. Save the document again.",
)
_ENCRYPTED = Text(
    "Файл защищён паролем. Сохраните документ без пароля и загрузите снова.",
    "The file is protected by a password. Save the document without it and upload again.",
)
