"""Where a stamp begins and where the heading ends: acts, annex marks, titles and running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from workflow.documents.approvals.dates import month_of
from workflow.documents.approvals.marks import Mark, MarkKind, Word
from workflow.documents.approvals.page import Page
from workflow.documents.approvals.words import ACTS, INSTRUMENTS, STRENGTH

AMENDED = "изменено"
ANNEX = "приложение"
OPINION = "МНЕНИЕ УЧТЕНО"

_BETWEEN_COMPOUND = re.compile(r"[\s»\"]*(?:и|,|/|,\s*и)\s*[«\"]?\s*\Z")
_AMENDED = re.compile(
    r"(?i:внесен[ыо]?\s+(?:следующие\s+)?изменени[яе]|"
    r"изменени[яе]\s+(?:и\s+дополнения\s+)?(?:(?:внесен|принят|рассмотрен|согласован|утвержд[её]н)[ыо]?(?:\s+и\s+)?){1,2}|"
    r"с\s+изменениями,?\s+(?:внес[её]нн|принят|утвержд[её]нн)ыми\b|"
    r"[(\s]с\s+изменениями(?=[^\n)]{0,30}\d)|в\s+ред(?:акции|\.)\s+(?=приказ|протокол|от\s))"
)
_IN_FORCE = re.compile(r"(?i:дата\s+введения|вступает\s+в\s+(?:силу|действие)|вводится\s+в\s+действие)")
_TITLE_WORDS = (
    "положени[ея]|правила|порядок|инструкци[яи]|программа|план|устав|регламент|договор|отч[её]т|график|паспорт|"
    "концепци[яи]|кодекс|стратегия|расписание|режим|перечень|методика|требования|модель|памятка|список|анализ|"
    "рабочая|основная|адаптированная|дополнительная|учебный|годовой|календарный|коллективный|должностная|штатное"
)
_TITLE = re.compile(
    rf"(?<![\w«\"(])(?:(?:{_TITLE_WORDS.upper()})\b"
    rf"|(?m:^)(?:{'|'.join(word[:1].upper() + word[1:] for word in _TITLE_WORDS.split('|'))})\b"
    rf"|(?:Положение|Порядок|Правила|План|Программа|Инструкция|Устав|Отчёт|Отчет|Рабочая\s+программа|Учебный\s+план)"
    rf"\s+(?:о|об|по|для|приёма|приема|работы|внутреннего|внеурочной|воспит|развит)\b)"
)
SECTION = re.compile(
    r"(?m:^)[ *_]{0,3}(?:1|I)[ ]?[.)][ ]?[А-ЯЁ«]|\b(?:[Оо]бщие\s+положения|ОБЩИЕ\s+ПОЛОЖЕНИЯ)\b|"
    r"(?<![\d.])1\.\s?[1lI]\.?\s?(?=[А-ЯЁ«])|(?i:пояснительная\s+записка)|"
    r"(?m:^)[^\w\n]{0,9}(?i:содержание|оглавление|введение)[^\w\n]{0,9}(?m:$)|"
    r"(?i:приказываю)|(?<![\d.])1\.\s(?=(?:Общие|Настоящ|Основные|Цел))"
)
_PROSE = re.compile(
    r"(?:Настоящ|Федеральн|\b[Зз]акон(?:а|ом|у|е)?\b|\bФЗ\b|(?i:в\s+соответствии|на\s+основании|основание:|ознакомлен|"
    r"взамен|утрати|признать|отменить|согласно\s+приказу)|(?m:^)Разработ(?!ано\s+и))"
)
_LINE_STOP = re.compile(
    r"(?i:лицензи|регистрационн|\bрег\.|зарегистрирован|опубликован|публикаци|размещен|\bтел\b|\bтел\.|огрн|\bинн\b|"
    r"срок\s+действия|аккредитац|санпин|\bсп\s\d)"
)
_TITLED = frozenset("положение правила порядок программа план устав инструкция регламент отчет".split())
_DENIED = frozenset("не быть было считать ранее если когда после должно может".split())


def acts(page: Page, words: Sequence[Word]) -> list[Mark]:
    """The beginnings of stamps in order; a compound such as «рассмотрено и принято» is one."""
    found = [*_stamp_words(page, words), *_annexes(words), *_by_pattern(page)]
    return _merged(page, sorted(found, key=lambda mark: mark.start))


def heading_end(page: Page, first_act: int) -> int:
    """Where running text begins behind the first stamp."""
    match = SECTION.search(page.text, first_act)
    return match.start() if match else len(page.text)


def limits(page: Page) -> list[Mark]:
    """Titles, and the places from which numbers and dates belong to something else."""
    found = []
    for pattern, value in ((_TITLE, "title"), (_PROSE, "prose"), (_LINE_STOP, "line")):
        for match in pattern.finditer(page.text):
            kind: MarkKind = "title" if value == "title" else "stop"
            found.append(Mark(kind, value, match.start(), match.end(), page.row_at(match.start())))
    return sorted(found, key=lambda mark: mark.start)


def _stamp_words(page: Page, words: Sequence[Word]) -> Iterator[Mark]:
    for i, word in enumerate(words):
        sense = word.sense
        if sense == "мнение":
            yield from _opinion(words, i)
        elif sense == "учтено" and not _has_opinion(words, i):
            if _stands(page, words, i):
                yield _act(word, OPINION)
        elif sense == "введено":
            stands = _stands(page, words, i) or page.text[word.start - 2 : word.start] in (", ", "; ")
            if [after.form for after in words[i + 1 : i + 3]] == ["в", "действие"] and stands:
                yield _act(word, "ВВЕДЕНО")
        elif sense in ACTS and sense != "учтено" and _stands(page, words, i):
            yield _act(word, ACTS[sense])
        elif sense == "разработано" and _stands(page, words, i):
            yield _act(word, "разработано")


def _act(word: Word, value: str) -> Mark:
    return Mark("act", value, word.start, word.end, word.row)


def _opinion(words: Sequence[Word], i: int) -> Iterator[Mark]:
    """«С учётом мнения», «учтено мнение», «мнение … учтено»."""
    for j in range(max(0, i - 2), i):
        if words[j].sense == "учтено" or (words[j].form == "учетом" and words[j - 1].form in ("с", "c")):
            # «с учётом Утверждаю мнения»: the next column's act stands between.
            last = j if any(word.sense in ACTS for word in words[j + 1 : i]) else i
            yield Mark("act", OPINION, words[j].start, words[last].end, words[j].row)
            return
    if any(word.sense == "учтено" for word in words[i + 1 : i + 15]):
        start = words[i - 1] if i and words[i - 1].form.startswith("мотивир") else words[i]
        yield Mark("act", OPINION, start.start, words[i].end, start.row)


def _has_opinion(words: Sequence[Word], i: int) -> bool:
    return any(word.sense == "мнение" for word in words[max(0, i - 14) : i + 3])


def _stands(page: Page, words: Sequence[Word], i: int) -> bool:
    """A stamp's word begins a phrase; the same word inside a sentence is no stamp."""
    word = words[i]
    if (i and words[i - 1].form in _DENIED) or _tells(page, words, i):
        return False
    if word.raw.islower() and i + 1 < len(words) and words[i + 1].form == "решение":
        return False
    if not word.raw.islower() or word.sense == "утверждаю":
        return True
    if (
        i
        and words[i - 1].form in _TITLED
        and i + 1 < len(words)
        and words[i + 1].sense in (*INSTRUMENTS, "и")
    ):
        return True
    before = page.text[max(0, word.start - 2) : word.start]
    if i and words[i - 1].form in ("и", "") and i > 1 and words[i - 2].sense in STRENGTH:
        return True
    return not before or "\n" in before or before.endswith(("(", "«", '"', "/"))


def _tells(page: Page, words: Sequence[Word], i: int) -> bool:
    """«Утверждены новые правила»: a sentence whose subject follows, and nobody who approved."""
    row = takewhile(lambda word: word.row == words[i].row, words[i + 1 : i + 6])
    rest = list(takewhile(lambda word: ". " not in page.text[words[i].end : word.start], row))
    if len(rest) > 1 and rest[0].raw.isdigit() and not month_of(rest[1].raw):
        # «Рассмотрено 15 заявок»
        rest = rest[1:]
    if not rest or words[i].raw.isupper() or not rest[0].raw.islower() or len(rest[0].raw) < 4:
        return False
    by_whom = rest[0].form.endswith(("ым", "им", "ой", "ом", "ем", "ей"))
    return not by_whom and all(word.sense is None for word in rest)


def _annexes(words: Sequence[Word]) -> Iterator[Mark]:
    for i, word in enumerate(words):
        if word.sense != "приложение":
            continue
        for j in range(i + 1, min(i + 12, len(words))):
            if words[j].sense in ("приказ", "постановление", "распоряжение") and any(
                before.form == "к" for before in words[max(i, j - 2) : j]
            ):
                yield Mark("act", ANNEX, word.start, word.end, word.row)
                break


def _by_pattern(page: Page) -> Iterator[Mark]:
    for pattern, value in ((_AMENDED, AMENDED), (_IN_FORCE, "ВВЕДЕНО")):
        for match in pattern.finditer(page.text):
            yield Mark("act", value, match.start(), match.end(), page.row_at(match.start()))


def _merged(page: Page, marks: list[Mark]) -> list[Mark]:
    merged: list[Mark] = []
    for mark in marks:
        last = merged[-1] if merged else None
        if last and mark.start < last.end:
            continue
        if last and _BETWEEN_COMPOUND.match(page.text[last.end : mark.start]) and mark.value != AMENDED:
            merged[-1] = replace(last, value=_stronger(last.value, mark.value), end=mark.end)
        elif last and _with_opinion(page, last, mark):
            merged[-1] = replace(last, value=OPINION, end=mark.end)
        else:
            merged.append(mark)
    return [mark for mark in merged if mark.value != "разработано"]


def _with_opinion(page: Page, last: Mark, mark: Mark) -> bool:
    """«Принято с учётом мнения»: the opinion is what the stamp records."""
    begins = page.text[mark.start : mark.start + 4].lower().replace("ё", "е")
    between = page.text[last.end : mark.start]
    if mark.value != OPINION or not (begins == "учет" or ":" in between):
        return False
    return not between.strip(' \n:»"(сcСC')


def _stronger(one: str, two: str) -> str:
    order = [ACTS.get(sense, sense) for sense in STRENGTH]
    if two not in order:
        return one
    return max(one, two, key=lambda value: order.index(value) if value in order else -1)
