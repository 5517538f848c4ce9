"""A file of another format written out as text in the notation that `read` takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.documents.reading import words as told
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.lines import is_rule, tidy, without_markup
from workflow.documents.reading.marks import mark

_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of a file, and what was met while it was written out; lines of both count alike.

    `title` is what the file's properties call the document.
    """

    text: str
    remarks: tuple[Remark, ...] = ()
    title: str = ""


class Writing:
    """A transcript being written, one paragraph a line.

    Heads (stamps, title) stand line under line as printed; behind the first number a paragraph without mark
    stands apart, so that it is not taken for the end of the line above.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._remarks: list[Remark] = []
        self._in_text = False

    def paragraph(
        self, text: str, heading: bool = False, bold: bool = False, apart: bool = True, indent: int = 0
    ) -> None:
        """A paragraph as printed, its number in front; a heading or bold line only where it reads as one.

        One that is not `apart` is a further line of the paragraph above; `indent` sets in a list in a list.
        """
        text = tidy(_BREAKS.sub(" ", text))
        if not text:
            self.blank()
            return
        marked = mark(text)
        if _opens_head(text):
            self._in_text = False
        elif marked.sort == "none" and self._in_text and apart:
            self.blank()
        self._in_text = self._in_text or marked.sort != "none"
        set_apart = (heading or bold) and told.title_like(marked.rest or text)
        self._lines.append(" " * indent + _noted(text, heading and set_apart, bold and set_apart))

    def row(self, text: str) -> None:
        """A line that stands for itself, whatever it looks like: a row of a table."""
        if self._in_text or any(self._lines):
            self._in_text = True
            self.blank()
            self._lines.append("\\" + _escaped(tidy(_BREAKS.sub(" ", text))))
        else:
            self.paragraph(text)

    def blank(self) -> None:
        """An empty line; several are one."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def remark(self, code: str, **facts: str) -> None:
        """Notes an irregularity at the line written last."""
        line = next((at for at in range(len(self._lines), 0, -1) if self._lines[at - 1]), 1)
        self._remarks.append(Remark(code, line, tuple(facts.items())))

    def done(self) -> Transcript:
        """The finished transcript."""
        return Transcript("\n".join(self._lines).rstrip("\n") + "\n", tuple(self._remarks))


def quoted(text: str) -> str:
    """A text as a notice quotes it: one line, not longer than a notice can bear."""
    text = tidy(text)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"


def is_stamp(text: str) -> bool:
    """The word of an approval at the head of a column, not a sentence about one."""
    text = tidy(text.split("\n", 1)[0])
    if not told.STAMP.match(text):
        return False
    first = text.strip('«"„“').split()[0].strip('»"”:')
    return first.isupper() or len(text) <= len("УТВЕРЖДЕНО приказом:")


def _opens_head(text: str) -> bool:
    """The first line of an annex, an approval or a title: what follows is a head again."""
    annexed = told.ANNEX.match(text) is not None and len(text) <= 250
    return annexed or told.only_word(text) or is_stamp(text)


def _noted(text: str, heading: bool, bold: bool) -> str:
    plain = _escaped(text)
    if heading:
        return f"# {plain}"
    return f"**{plain}**" if bold and "*" not in plain else plain


def _escaped(text: str) -> str:
    """The text so that the notation takes none of its signs for markup."""
    plain = text
    if tidy(without_markup(text)) != text:
        plain = re.sub(r"([*_])", r"\\\1", text).removesuffix("\\")
    return "\\" + plain if text.startswith(("#", "\\")) or is_rule(text) else plain
