"""The frame of one document: head, title, preamble, body, foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.kinds import Kind, words
from workflow.documents.reading import words as told
from workflow.documents.reading.lines import Line
from workflow.documents.reading.marks import Mark

_TITLE_LINES = 9
_TITLE_ZONE = 150


@dataclass(frozen=True, slots=True)
class Marked:
    """A line and the mark it begins with."""

    line: Line
    mark: Mark

    @property
    def text(self) -> str:
        """The cleaned line, its mark included."""
        return self.line.text

    @property
    def counted(self) -> bool:
        """Begins with a number of whatever kind, so the body may begin here."""
        return self.line.literal or (
            self.mark.sort in ("number", "roman", "worded") and (self.mark.dotted or bool(self.mark.rest))
        )

    @property
    def plain(self) -> bool:
        """Has words and no mark."""
        bare = self.mark.sort == "none" and bool(self.line.text)
        return bare and not self.line.literal and not self.line.of_section


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the stretches of one document begin; `word` is None when the document does not name itself."""

    title: tuple[int, int]
    body: int
    foot: int
    word: Kind | None
    ordering: bool


def frame(lines: Sequence[Marked], stamped: frozenset[int], contents: range = range(0)) -> Frame:
    """The frame of one document; `stamped` are the places of approvals in them, `contents` no text."""
    ordered = _ordering_line(lines)
    foot = _foot(lines)
    if ordered is not None and ordered < foot:
        title = _order_title(lines, ordered)
        return Frame(title, ordered + 1, foot, _order_word(lines, ordered), True)
    above = max([contents.stop, *(at + 1 for at in stamped)])
    first = next((at for at in range(above, foot) if _begins_body(lines, at)), foot)
    title, word = _title(lines, contents.start if contents else first, stamped)
    body = _body(lines, max(title[1], contents.stop), first, stamped)
    annexed = bool(lines) and told.ANNEX.match(lines[0].text) is not None
    if body == foot and (contents or annexed or not title[1]):
        body = _after_stamps(lines, max(title[1], contents.stop), foot, stamped)
    if _is_order(word):
        about = _order_title(lines, body)
        title = about if about[0] >= title[1] else title
    return Frame(title, body, max(foot, body), word, _is_order(word))


def _is_order(word: Kind | None) -> bool:
    return word is not None and word.id == "order"


def _ordering_line(lines: Sequence[Marked]) -> int | None:
    zone = [at for at, one in enumerate(lines[:_TITLE_ZONE]) if one.plain and told.ORDERING.search(one.text)]
    return zone[0] if zone else None


def _begins_body(lines: Sequence[Marked], at: int) -> bool:
    """A number that can open a text: 1, I, 1.1; a contents line («… 3») cannot."""
    one = lines[at]
    if one.line.literal or one.line.of_section:
        return True
    return one.counted and (one.mark.parts[0] <= 2 or one.mark.dotted)


def _order_word(lines: Sequence[Marked], until: int) -> Kind:
    for one in lines[:until]:
        named = told.document_word(one.text) if one.plain else None
        if named and named[0].id == "order":
            return named[0]
    return words["постановление" if "становл" in lines[until].text.lower() else "приказ"]


def _order_title(lines: Sequence[Marked], until: int) -> tuple[int, int]:
    """«О создании …»: from the first line that begins so to where the preamble begins."""
    starts = [at for at in range(until) if _about(lines[at].text)]
    if not starts:
        return (0, 0)
    start = end = starts[-1]
    while end + 1 < until and _title_goes_on(lines[end], lines[end + 1]):
        end += 1
    return (start, end + 1)


def _about(text: str) -> bool:
    return text.lstrip('«"„“').lower().startswith(("о ", "об ", "обо "))


def _title_goes_on(this: Marked, following: Marked) -> bool:
    text = following.text
    if (
        not following.plain
        or told.PREAMBLE_START.match(text)
        or (this.text.endswith((".", "»", '"')) and not text[0].islower())
    ):
        return False
    same = (this.line.bold and following.line.bold) or (
        told.in_capitals(this.text) and told.in_capitals(text)
    )
    return same or told.goes_on(text) or told.dangling(this.text)


def _title(
    lines: Sequence[Marked], until: int, stamped: frozenset[int]
) -> tuple[tuple[int, int], Kind | None]:
    found = [at for at in range(min(until, _TITLE_ZONE)) if _names_itself(lines, at, stamped)]
    if not found:
        return (0, 0), None
    start = max(found, key=lambda at: (_set_apart(lines[at]), at))
    named = told.document_word(lines[start].text)
    end = _title_end(lines, start, until, stamped)
    return (start, end), named[0] if named else None


def _names_itself(lines: Sequence[Marked], at: int, stamped: frozenset[int]) -> bool:
    one = lines[at]
    named = told.document_word(one.text) if one.plain else None
    if named is None or len(one.text) > 400 or told.ANNEX.match(one.text):
        return False
    if one.text.endswith((".", ";", ":")) and not one.line.hinted and len(one.text) > 60:
        return False
    kind = named[0]
    if kind.id in ("order", "protocol"):
        return not _under_stamp(lines, at) and (_set_apart(one) or told.only_word(one.text))
    if at in stamped and not told.only_word(one.text):
        return False
    annexed = told.ANNEX.match(lines[0].text) is not None
    return (annexed or not told.weak(kind) or _set_apart(one)) and not told.says_what_it_does(one.text)


def _set_apart(one: Marked) -> bool:
    first = one.text.split()[0]
    return told.only_word(one.text) or one.line.hinted or (len(first) > 3 and first.isupper())


def _under_stamp(lines: Sequence[Marked], at: int) -> bool:
    above = [one.text for one in lines[max(0, at - 6) : at] if one.text]
    return any(told.STAMP.match(text) for text in above)


def _title_end(lines: Sequence[Marked], start: int, until: int, stamped: frozenset[int]) -> int:
    """The line after the title: up to nine lines, across a blank line only when it cannot be complete."""
    end = start
    for at in range(start + 1, min(until, start + 2 * _TITLE_LINES)):
        one = lines[at]
        if not one.text:
            continue
        if at - start > _TITLE_LINES + 2 or not _belongs_to_title(lines, start, end, at, stamped):
            break
        end = at
    return end + 1


def _belongs_to_title(
    lines: Sequence[Marked], start: int, end: int, at: int, stamped: frozenset[int]
) -> bool:
    one, before = lines[at], lines[end]
    text = one.text
    if not one.plain or at in stamped or told.beside_title(text):
        return False
    if _opens_numbering(lines, at) or (told.sentence_like(text) and not one.line.hinted and len(text) > 120):
        return False
    bare = told.only_word(" ".join(line.text for line in lines[start : end + 1] if line.text))
    if told.TITLE_ENDS.search(before.text):
        return False
    if before.line.hinted and not one.line.hinted and not bare and text.endswith((".", ";")):
        return False
    if at == end + 1:
        return bare or not told.ORGANISATION.match(text) or told.goes_on(text) or told.in_capitals(text)
    if bare or (one.line.heading and before.line.heading):
        return True
    return told.goes_on(text) and not text.endswith((".", ";", ":")) and not before.text.endswith(".")


def _opens_numbering(lines: Sequence[Marked], at: int) -> bool:
    """A line right above «1.1»: the heading of a section that lost its number."""
    following = next((one for one in lines[at + 1 : at + 4] if one.text), None)
    return bool(
        following
        and following.mark.sort == "number"
        and len(following.mark.parts) > 1
        and following.mark.number == 1
        and told.title_like(lines[at].text)
        and not told.goes_on(lines[at].text)
    )


def _body(lines: Sequence[Marked], after: int, first: int, stamped: frozenset[int]) -> int:
    """Where normative text begins: at the first number, or above it at a heading or a full sentence."""
    start = _after_stamps(lines, after, first, stamped)
    for at in range(start, first):
        one = lines[at]
        if not one.text or at in stamped or told.STAMP.match(one.text):
            continue
        if told.ANNEX.match(one.text):
            continue
        heading = one.line.hinted and told.title_like(one.text) and at >= after and after > 0
        if heading or _opens_numbering(lines, at) or _text_of_its_own(one, first == len(lines)):
            return at
    return first


def _after_stamps(lines: Sequence[Marked], start: int, foot: int, stamped: frozenset[int]) -> int:
    """Text without title or numbers: all that stands under the last stamp."""
    return max([start, *(at + 1 for at in range(start, foot) if at in stamped)])


def _text_of_its_own(one: Marked, unnumbered: bool) -> bool:
    if one.mark.sort in ("dash", "bracket"):
        return True
    return told.sentence_like(one.text) or (unnumbered and one.text.endswith((".", ":", ";")))


def _foot(lines: Sequence[Marked]) -> int:
    """Where the signatures begin: after the last marked line, at a post or a name with initials."""
    last = max((at for at, one in enumerate(lines) if one.text and not one.plain), default=-1)
    foot, signed = len(lines), False
    for at in range(len(lines) - 1, last, -1) if last >= 0 else ():
        text = lines[at].text
        if len(text) > 200:
            break
        unsigned_post = foot == len(lines) and told.POST.fullmatch(text) is not None
        signed = signed or unsigned_post or told.INITIALS.search(text) is not None
        if signed and len(text) <= 120 and told.SIGNATURE.match(text) and not text.endswith((".", ";", ":")):
            foot = at
    return foot
