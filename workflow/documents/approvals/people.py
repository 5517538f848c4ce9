"""People named in a heading, as «Surname I.O.», and which of them signed which stamp."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from workflow.documents.approvals.evidence import Filled
from workflow.documents.approvals.marks import Mark
from workflow.documents.approvals.page import Page
from workflow.documents.approvals.words import meaning

# Latin letters that look like Cyrillic ones stand in for them in a scanned name.
_BIG, _SMALL = "А-ЯЁABCEHKMOPTX", "а-яёaceopxykmtun"
_SURNAME = rf"[{_BIG}][{_SMALL}]+(?:-[{_BIG}][{_SMALL}]+)?(?![А-ЯЁа-яёA-Za-z0-9-])"
_TOKEN = re.compile(
    rf"(?<![А-ЯЁа-яёA-Za-z0-9.-])(?:(?P<initials>[{_BIG}]\.\s?[{_BIG}](?:\.|\b)(?!\.[\w]))|(?P<surname>{_SURNAME}))"
    rf"|(?<=[{_BIG}]\.)(?P<glued>{_SURNAME})"
)
_IN_FULL = re.compile(
    rf"(?<![\w-])(?P<surname>{_SURNAME})\s(?P<name>[А-ЯЁ])[а-яё]+\s(?P<father>[А-ЯЁ])[а-яё]+(?:ич|вна|чна)\b"
)
_NAMED_AFTER = re.compile(r"(?i:\bимени|\bим\.)\s*(?:[А-Яа-яё]+\s)?\Z")
_WRITERS = re.compile(r"(?i:составител|разработ|автор|исполнител|\bучител[ья])[^\n]{0,40}\Z")
_CYRILLIC = str.maketrans("ABCEHKMOPTXaceopxykmtun", "АВСЕНКМОРТХасеорхукмтип")
_PERSONAL = frozenset({"head", "authority", "founder", "trade_union"})


def names(page: Page) -> Iterator[Mark]:
    """People as «Surname I.O.», but nobody an organisation is named after and no writer of the text."""
    for start, end, value in sorted((*_initialled(page.text), *_in_full(page.text))):
        before = page.text[max(0, start - 50) : start]
        if not _NAMED_AFTER.search(before) and not _WRITERS.search(before):
            yield Mark("name", value.translate(_CYRILLIC), start, end, page.row_at(start))


def signers(group: Sequence[Filled], people: Sequence[Mark]) -> list[str | None]:
    """Who signed each stamp of a group, of the people named under them; None where that is not plain."""
    if len({one.column.act.start for one in group}) == 1:
        return _under_one_act(group, people)
    rows = Counter(mark.row for mark in people)
    full = next((row for row in rows if rows[row] == len(group)), None)
    if full is not None:
        people = [mark for mark in people if mark.row == full]
    if len(people) == len(group):
        return [mark.value for mark in people]
    # Fewer names than stamps: councils have protocols, officials sign.
    officials = [i for i, one in enumerate(group) if one.column.kind in _PERSONAL]
    given: dict[int, str] = {}
    if len(people) == len(officials):
        given = dict(zip(officials, (mark.value for mark in people), strict=True))
    return [given.get(i) for i in range(len(group))]


def _under_one_act(group: Sequence[Filled], people: Sequence[Mark]) -> list[str | None]:
    bodies = [one.column.body.start if one.column.body else 0 for one in group]
    if len(group) == 1:
        return [people[0].value if people else None]
    ends = [*bodies[1:], 10**9]
    return [
        next((mark.value for mark in people if start < mark.start < end), None)
        for start, end in zip(bodies, ends, strict=True)
    ]


def _initialled(text: str) -> Iterator[tuple[int, int, str]]:
    tokens = list(_TOKEN.finditer(text))
    taken = -1
    for i, token in enumerate(tokens):
        if not token["initials"]:
            continue
        left = i - 1 if taken < i - 1 and _beside(text, tokens, i - 1, r"\s") else None
        right = i + 1 if _beside(text, tokens, i, r"[^\S\n]?") else None
        if left is not None and right is not None and _in_front(text, tokens, i):
            right = None
        surname = left if right is None else right
        if surname is not None:
            taken = max(i, surname)
            letters = re.sub(r"[\s.]", "", token["initials"])
            first, last = sorted((tokens[surname], token), key=lambda match: match.start())
            yield first.start(), last.end(), f"{tokens[surname].group()} {letters[0]}.{letters[1]}."


def _beside(text: str, tokens: Sequence[re.Match[str]], i: int, blank: str) -> bool:
    """Whether two tokens stand beside each other and the one that is no initials can be a surname."""
    if not 0 <= i < len(tokens) - 1 or not re.fullmatch(blank, text[tokens[i].end() : tokens[i + 1].start()]):
        return False
    words = [token.group() for token in tokens[i : i + 2] if not token["initials"]]
    return len(words) == 1 and meaning(words[0]) is None


def _in_front(text: str, tokens: Sequence[re.Match[str]], i: int) -> bool:
    """«Ким А.А. Пак Б.Б.»: surnames come first when the word behind has initials of its own."""
    same_row = "\n" not in text[tokens[i - 1].end() : tokens[i].start()]
    return (
        same_row
        and i + 2 < len(tokens)
        and bool(tokens[i + 2]["initials"])
        and _beside(text, tokens, i + 1, " ")
    )


def _in_full(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _IN_FULL.finditer(text):
        if meaning(match["surname"]) is None:
            yield match.start(), match.end(), f"{match['surname']} {match['name']}.{match['father']}."
