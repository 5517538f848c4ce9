"""The flow of a part (body, notes, header) from events to paragraphs and tables, changes accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from workflow.errors import Refused
from workflow.formats.docx.blocks import Block, Cell, Change, Entry, Paragraph, Table
from workflow.formats.docx.elements import NO_INDENTS, Indents, indents, number, switched_on, value
from workflow.formats.docx.styles import Styles
from workflow.formats.limits import Budget
from workflow.formats.xml_events import Attributes
from workflow.values import Text

Label = Callable[[str, int | None, int | None, Indents], tuple[str, Entry | None]]
"""The number of the next paragraph and its place, by its style, by the list, level and indents of its own."""

# What these hold is no text of the document, or is there a second time.
_SKIPPED = frozenset(
    {
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange",
        "trPrChange", "tblGridChange", "numberingChange", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid",
        "mc:Fallback", "instrText", "delInstrText", "fldData", "rt",
    }
)  # fmt: skip
_CHANGES = {"del": "deletion", "moveFrom": "departure", "ins": "insertion", "moveTo": "move"}
_GONE = ("deletion", "departure")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PICTURES = frozenset({"pic:pic", "v:imagedata"})
_DEEPEST_TABLE = 20
_TABLES = Text(
    "Таблицы вложены глубже {limit} уровней: такой документ не читается.",
    "Tables are nested over {limit} levels deep: no such document is read.",
)


@dataclass(slots=True)
class _Run:
    bold: bool | None = None
    hidden: bool = False
    capitals: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph being read."""

    paragraph: Paragraph
    style: str = ""
    list_id: int | None = None
    level: int | None = None
    indents: Indents = NO_INDENTS
    outline: int | None = None
    mark_gone: bool = False
    pieces: list[str] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    change_open: bool = False


class Story:
    """Told of every element of a part, it gives the part's blocks and notes."""

    def __init__(self, styles: Styles, label: Label, budget: Budget) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[str, list[Block]] = {}
        self.comments = 0
        self.embedded = 0
        self._styles, self._label, self._budget = styles, label, budget
        self._flows: list[list[Block]] = [self.blocks]
        self._tables: list[Table] = []
        self._cells: list[Cell] = []
        self._open: list[_Open] = []
        self._run = _Run()
        self._changes: list[str] = []
        self._skipped = 0
        self._properties: list[str] = []
        self._text: list[str] | None = None
        self._carried: _Open | None = None

    # The three events.

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipped or tag in _SKIPPED:
            self._skipped += 1
        elif begin := _BEGIN.get(tag):
            begin(self, attributes)
        elif tag in _CHANGES and not self._properties:
            self._changes.append(_CHANGES[tag])
        elif self._properties:
            self._property(tag, attributes)
        elif tag in _SIGNS:
            self._say(_SIGNS[tag])
        elif tag in _PICTURES and self._open:
            self._open[-1].paragraph.pictures += 1

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif finish := _FINISH.get(tag):
            finish(self)
        elif tag in _CHANGES and not self._properties and self._changes:
            self._changes.pop()

    def characters(self, text: str) -> None:
        """Letters; they count only inside a text element."""
        if self._text is not None and not self._skipped:
            self._text.append(text)

    # Paragraphs.

    def _begin_paragraph(self, _: Attributes) -> None:
        self._open.append(_Open(Paragraph()))

    def _finish_paragraph(self) -> None:
        if not self._open:
            return
        one = self._joined(self._open.pop())
        if one.mark_gone:
            # A deleted paragraph end joins what is left with the next paragraph.
            self._carried = one if _says_anything(one) else None
            return
        self._keep(one)

    def finish(self) -> None:
        """What a deleted paragraph end left behind stands alone where nothing follows it."""
        if self._carried is not None:
            one, self._carried = self._carried, None
            self._keep(one)

    def _keep(self, one: _Open) -> None:
        paragraph, style = one.paragraph, self._styles.of(one.style)
        paragraph.text = "".join(one.pieces)
        label, paragraph.entry = self._label(one.style, one.list_id, one.level, one.indents)
        paragraph.edge = one.indents.over(style.indents).edge
        paragraph.label = label.lstrip(" ")
        paragraph.indent = len(label) - len(paragraph.label)
        paragraph.heading = one.outline < 9 if one.outline is not None else bool(style.heading)
        paragraph.bold = one.bold > 0 and one.plain == 0
        self._flows[-1].append(paragraph)

    def _joined(self, one: _Open) -> _Open:
        before, self._carried = self._carried, None
        if before is not None:
            one.pieces[:0] = before.pieces
            one.paragraph.changes[:0] = before.paragraph.changes
            one.paragraph.notes[:0] = before.paragraph.notes
            one.paragraph.boxes[:0] = before.paragraph.boxes
            one.bold, one.plain = one.bold + before.bold, one.plain + before.plain
        return one

    def _begin_properties(self, _: Attributes) -> None:
        self._properties.append("paragraph")

    def _begin_run_properties(self, _: Attributes) -> None:
        self._properties.append("mark" if "paragraph" in self._properties else "run")

    def _begin_row_properties(self, _: Attributes) -> None:
        self._properties.append("row")

    def _begin_cell_properties(self, _: Attributes) -> None:
        self._properties.append("cell")

    def _finish_properties(self) -> None:
        if self._properties:
            self._properties.pop()

    def _property(self, tag: str, attributes: Attributes) -> None:
        if not self._open:
            return
        of, one = self._properties[-1], self._open[-1]
        if of == "paragraph":
            _set_paragraph(one, tag, attributes)
        elif of == "mark" and tag in ("del", "moveFrom"):
            one.mark_gone = True
        elif of == "run":
            self._set_run(tag, attributes)

    def _set_run(self, tag: str, attributes: Attributes) -> None:
        if tag == "b":
            self._run.bold = switched_on(attributes)
        elif tag == "vanish":
            self._run.hidden = switched_on(attributes)
        elif tag == "caps":
            self._run.capitals = switched_on(attributes)
        elif tag == "rStyle" and self._run.bold is None:
            self._run.bold = self._styles.of(value(attributes, "val") or "").bold

    # Text.

    def _begin_run(self, _: Attributes) -> None:
        self._run = _Run()

    def _begin_text(self, _: Attributes) -> None:
        self._text = []

    def _finish_text(self) -> None:
        text, self._text = self._text, None
        if text:
            self._say("".join(text))

    def _symbol(self, attributes: Attributes) -> None:
        code = value(attributes, "char") or ""
        if 0 < len(code) <= 5 and all(sign in "0123456789abcdefABCDEF" for sign in code):
            sign = int(code, 16)
            self._say(chr(sign) if 0x20 <= sign <= 0x10FFFF and not 0xD800 <= sign < 0xE000 else "�")

    def _say(self, text: str) -> None:
        if not self._open:
            return
        self._budget.letters(len(text))
        one = self._open[-1]
        sort = self._changes[-1] if self._changes else ""
        gone = any(change in _GONE for change in self._changes)
        if self._run.hidden:
            one.paragraph.hidden += text
            return
        if sort:
            _note_change(one, "deletion" if "deletion" in self._changes else sort, text)
        one.change_open = bool(sort)
        if not gone:
            one.pieces.append(text.upper() if self._run.capitals else text)
            self._weigh(one, text)

    def _weigh(self, one: _Open, text: str) -> None:
        letters = sum(map(str.isalnum, text))
        bold = self._run.bold if self._run.bold is not None else self._styles.of(one.style).bold
        one.bold, one.plain = one.bold + letters * bool(bold), one.plain + letters * (not bold)

    def _footnote(self, attributes: Attributes) -> None:
        self._note(f"f{value(attributes, 'id')}")

    def _endnote(self, attributes: Attributes) -> None:
        self._note(f"e{value(attributes, 'id')}")

    def _note(self, name: str) -> None:
        if self._open and not any(change in _GONE for change in self._changes):
            self._open[-1].paragraph.notes.append(name)
            self._open[-1].pieces.append(NOTE)

    # Tables, text boxes, notes.

    def _begin_table(self, _: Attributes) -> None:
        if len(self._tables) >= _DEEPEST_TABLE:
            raise Refused("file-too-complex", _TABLES.filled(limit=_DEEPEST_TABLE))
        self._tables.append(Table())

    def _finish_table(self) -> None:
        if self._tables:
            table = self._tables.pop()
            self._flows[-1].append(table)

    def _begin_row(self, _: Attributes) -> None:
        if self._tables:
            self._tables[-1].rows.append([])

    def _begin_cell(self, _: Attributes) -> None:
        self._cells.append(Cell())
        self._flows.append(self._cells[-1].blocks)

    def _finish_cell(self) -> None:
        if not self._cells:
            return
        self.finish()
        self._flows.pop()
        cell = self._cells.pop()
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(cell)

    def _span(self, attributes: Attributes) -> None:
        if self._cells:
            self._cells[-1].span = min(max(number(attributes) or 1, 1), 63)

    def _continue(self, attributes: Attributes) -> None:
        if self._cells:
            self._cells[-1].continues = (value(attributes, "val") or "continue") == "continue"

    def _begin_box(self, _: Attributes) -> None:
        self._flows.append(self._open[-1].paragraph.boxes if self._open else [])

    def _finish_box(self) -> None:
        if len(self._flows) > 1:
            self.finish()
            self._flows.pop()

    def _begin_note(self, attributes: Attributes) -> None:
        self._flows.append(self.notes.setdefault(value(attributes, "id") or "", []))

    def _comment(self, _: Attributes) -> None:
        self.comments += 1

    def _embed(self, _: Attributes) -> None:
        self.embedded += 1


NOTE = "\ufffc"
"""Where a note is called; a paragraph's `notes` name them in order."""


def _says_anything(one: _Open) -> bool:
    return bool("".join(one.pieces).strip() or one.paragraph.changes or one.paragraph.boxes)


def _note_change(one: _Open, sort: str, text: str) -> None:
    changes = one.paragraph.changes
    if one.change_open and changes and changes[-1].sort == sort:
        changes[-1].text += text
    else:
        changes.append(Change(sort, text))


def _set_paragraph(one: _Open, tag: str, attributes: Attributes) -> None:
    if tag == "pStyle":
        one.style = value(attributes, "val") or ""
    elif tag == "numId":
        one.list_id = number(attributes)
    elif tag == "ilvl":
        one.level = number(attributes)
    elif tag == "ind":
        one.indents = indents(attributes)
    elif tag == "outlineLvl":
        one.outline = number(attributes)


_BEGIN: dict[str, Callable[[Story, Attributes], None]] = {
    "p": Story._begin_paragraph,
    "pPr": Story._begin_properties,
    "rPr": Story._begin_run_properties,
    "trPr": Story._begin_row_properties,
    "tcPr": Story._begin_cell_properties,
    "r": Story._begin_run,
    "t": Story._begin_text,
    "delText": Story._begin_text,
    "m:t": Story._begin_text,
    "sym": Story._symbol,
    "footnoteReference": Story._footnote,
    "endnoteReference": Story._endnote,
    "tbl": Story._begin_table,
    "tr": Story._begin_row,
    "tc": Story._begin_cell,
    "gridSpan": Story._span,
    "vMerge": Story._continue,
    "txbxContent": Story._begin_box,
    "footnote": Story._begin_note,
    "endnote": Story._begin_note,
    "commentReference": Story._comment,
    "object": Story._embed,
    "altChunk": Story._embed,
}
_FINISH: dict[str, Callable[[Story], None]] = {
    "p": Story._finish_paragraph,
    "pPr": Story._finish_properties,
    "rPr": Story._finish_properties,
    "trPr": Story._finish_properties,
    "tcPr": Story._finish_properties,
    "t": Story._finish_text,
    "delText": Story._finish_text,
    "m:t": Story._finish_text,
    "tbl": Story._finish_table,
    "tc": Story._finish_cell,
    "txbxContent": Story._finish_box,
    "footnote": Story._finish_box,
    "endnote": Story._finish_box,
}
