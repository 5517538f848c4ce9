"""The text of an amending order into instructions: line by line, quotations whole, faults with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workflow.documents.addresses import Address
from workflow.documents.amend.grammar import NotUnderstood, instructions
from workflow.documents.amend.instructions import Fault, Instruction, Instructions
from workflow.documents.amend.naming import NotAnAddress, addresses_in
from workflow.documents.amend.quotes import MARK, Quoted, Unbalanced, quoted
from workflow.documents.reading.marks import Mark, mark
from workflow.values import Text

_LIMIT = 1_000_000
# Who has so many to mend reads no further; and a text that is no order at all ends soon.
_MOST_FAULTS = 200
# «Внести в Положение о хоре, утверждённое …, следующие изменения:» names the act, and orders nothing.
_OPENING = re.compile(
    r"(?:внести\s+)?(?:следующие\s+изменени[ея]\s+)?в[о]?\s+(?P<act>.+?)(?:,?\s+внести)?"
    r"(?:,?\s*следующ(?:ие|ее)\s+изменени[ея])?\s*:",
    re.IGNORECASE,
)
# «… в приложение № 1 к Положению о хоре …»; the act may itself be an annex to the order that approved it.
_IN_ANNEX = re.compile(
    r"(?P<annex>приложение(?:\s+(?:№\s*)?\d+)?)(?:\s+к\s+(?!приказ|распоряжени|постановлени)(?P<act>.+))?",
    re.IGNORECASE,
)
# «… в пункт 2.3 Положения о хоре …»: the lines below work in that unit.
_IN_UNIT = re.compile(
    r"(?P<unit>(?:раздел|глав|стать|част|пункт|подпункт|п\.|пп\.)\S*\s.*?)"
    r"(?:\s+(?P<act>(?:(?:настоящ|указанн|данн)\w+\s+)?"
    r"(?:Положения|Порядка|Правил|Инструкции|Регламента|Устава|Программы|Плана|Кодекса)\b.*))?",
    re.IGNORECASE,
)
# «Внести в Положение следующие изменения: пункт 2.3 исключить», on one line.
_AND_MORE = re.compile(r"(?P<heading>[^:]*:)\s+(?P<rest>\S.*)")
_ENTERS = re.compile(r"[^⟨⟩]*\bвступа\w+\s+в\s+силу\b[^⟨⟩]*", re.IGNORECASE)
_ABOVE = re.compile(r"в\s+(?P<address>[^⟨⟩]+?)\s*:", re.IGNORECASE)
# What stands above it in an order is its head and its reasons, and orders nothing.
_COMMAND = re.compile(r"п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*ю\s*:?", re.IGNORECASE)
# Lines of an order beside its amendments.
_BESIDE = re.compile(
    r"(?:контроль\s+(?:за\s+)?(?:исполнени|выполнени)\w+.*|контроль\s+(?:оставляю|возлагаю|возложить)\b[^⟨⟩]*|"
    r"(?:настоящ\w+\s+)?(?:приказ|изменени[ея])\s+вступа\w+\s+в\s+силу.*)",
    re.IGNORECASE,
)
# «…; абзац второй исключить»: of the point that the sentence before names, or of the act itself?
_PARTS = ("paragraph", "dash", "item", "table", "row", "column")
# «Пункт 4.3. Положения изложить»: no sentence begins in the genitive.
_GENITIVE = r"(?:Положения|Порядка|Правил|Инструкции|Регламента|Устава|Программы|Плана|Кодекса)\b"
# What else an order tells people to do, and its signature; never a line that could change the text.
_DUTY = re.compile(
    r"(?:.+\s)?(?:ознакомить|разместить|опубликовать|довести)\s.+|утвердить\s+(?:прилагаем\w+\s+)?изменения\b.*|"
    r"с\s+приказом\s+ознакомлен\w*.*|"
    r"(?:и\.?\s?о\.?\s+|врио\s+)?(?:директор|заведующ|начальник|руководител|председател)\w*\s.*"
    r"(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё-]+",
    re.IGNORECASE,
)
_CHANGING = re.compile(
    r"⟨|\b(?:изложи|читать|замени|исключи|дополни|добави|включи|утративш|считать|перенес)|\b(?:под)?пункт|\bп\.|"
    r"\bабзац|\bраздел|\bтаблиц|\bстрок|\bнумераци",
    re.IGNORECASE,
)
_SENTENCES = re.compile(rf";\s*|(?<=[»⟩\wа-я])\.\s+(?!{_GENITIVE})(?=[А-ЯЁ])")

_MESSAGES = {
    "not-understood": Text(
        "эта фраза не разобрана целиком и потому не исполняется: «{said}»",
        "this sentence is not understood as a whole, so it is not carried out: “{said}”",
    ),
    "no-address": Text(
        "не ясно, какой пункт меняется: «{said}»", "it is not clear which clause is meant: “{said}”"
    ),
    "everywhere": Text(
        "замена «по тексту» не исполняется: назовите каждый пункт",
        "a replacement throughout the text is not carried out: name each clause",
    ),
    "units-and-text": Text(
        "названо несколько пунктов, а строк в кавычках не столько же: «{said}»",
        "several clauses are named, and the quotation has not as many lines: “{said}”",
    ),
    "unbalanced": Text(
        "у этой кавычки нет пары; внутри цитаты закройте каждую кавычку: «{said}»",
        "this quote has no pair; close every quote inside the quotation: “{said}”",
    ),
    "enters-later": Text(
        "день отдельного пункта назначает пункт приказа «Ввести отдельные пункты позже»: добавьте его "
        "в проект приказа, а здесь эту строку уберите",
        "the day of a single clause is set by a point of the order: add it to the draft order, "
        "and leave this line out here",
    ),
    "too-long": Text("текст слишком длинный", "the text is too long"),
}


def read_order(text: str) -> Instructions:
    """The instructions of an order, or of the list of changes annexed to it. Faults are told."""
    if len(text) > _LIMIT:
        return Instructions("", (), (Fault(1, 1, "too-long", _MESSAGES["too-long"], ""),))
    try:
        whole = quoted(text)
    except Unbalanced as unbalanced:
        return Instructions("", (), (_fault(text, unbalanced.at, "unbalanced", _near(text, unbalanced.at)),))
    return _Order(text, whole).read()


class _Order:
    """One order on its way: what the lines above say of where the next ones work."""

    def __init__(self, text: str, whole: Quoted) -> None:
        self.text = text
        self.spans = whole.spans
        # A quotation on a line of its own belongs to the line before; each place stays where it was.
        self.masked = re.sub(r"\n\s*(?=⟨)", lambda found: " " * len(found[0]), whole.masked)
        self.act = ""
        self.above: list[tuple[object, Address]] = []
        # A line without a number belongs to the list above it until a full stop ends that.
        self.goes_on = False
        self.found: list[Instruction] = []
        self.faults: list[Fault] = []

    def read(self) -> Instructions:
        """All its lines in order."""
        at, lines = 0, self.masked.split("\n")
        begin = next((turn for turn, line in enumerate(lines, 1) if _COMMAND.fullmatch(line.strip())), 0)
        for turn, line in enumerate(lines):
            if turn >= begin:
                self._line(line, at)
            at += len(line) + 1
        return Instructions(self.act, tuple(self.found), tuple(self.faults))

    def _line(self, line: str, at: int) -> None:
        if not line.strip():
            return
        one = mark(line.strip())
        said = one.rest if one.sort in ("number", "bracket", "dash") else line.strip()
        said, level = (said, _level(one)) if said else (line.strip(), ("none", 0))
        # A heading without a number ends the one above it; what it heads has no number either.
        goes_on = level[0] == "none" and self.goes_on and not said.endswith(":")
        ends = level[0] == "none" and not self.goes_on
        while self.above and not goes_on and (self.above[-1][0] == level or ends):
            self.above.pop()
        self.goes_on = line.rstrip().endswith((":", ";", ","))
        if _orders_nothing(said.strip()):
            return
        more = _AND_MORE.fullmatch(said)
        if more is not None and self._heading(more["heading"], level):
            said = more["rest"]
        if not self._heading(said, level):
            for turn, sentence in enumerate(_sentences(said)):
                if len(self.faults) == _MOST_FAULTS:
                    return
                self._sentence(sentence, at + line.find(sentence), turn == 0)

    def _heading(self, said: str, level: object) -> bool:
        """A line that orders nothing itself: it names the act, or the unit that the lines below work in."""
        within = _ABOVE.fullmatch(said)
        if within is not None:
            try:
                [address] = addresses_in(within["address"], self.spans)
            except (NotAnAddress, ValueError):
                pass
            else:
                self.above.append((level, (*self._context(), *address)))
                return True
        opening = _OPENING.fullmatch(said)
        if opening is None or "изменени" not in said.casefold():
            return False
        if (unit := _IN_UNIT.fullmatch(opening["act"])) is not None:
            return self._opens_unit(unit, level)
        annex = _IN_ANNEX.fullmatch(opening["act"])
        if annex is not None:
            self.above.append((level, addresses_in(annex["annex"], self.spans)[0]))
        act = annex["act"] or self.act if annex else opening["act"]
        self.act = self._unmasked(act)
        return True

    def _opens_unit(self, unit: re.Match[str], level: object) -> bool:
        """Whether the unit is one that can be named: else its line is a fault, and not a heading."""
        try:
            [address] = addresses_in(unit["unit"], self.spans)
        except (NotAnAddress, ValueError):
            return False
        self.above.append((level, (*self._context(), *address)))
        self.act = self._unmasked(unit["act"]) if unit["act"] else self.act
        return True

    def _context(self) -> Address:
        return self.above[-1][1] if self.above else ()

    def _sentence(self, sentence: str, at: int, first: bool) -> None:
        try:
            made = instructions(sentence, self.spans, self._context())
            if not first and any(one.target[:1] and one.target[0].unit in _PARTS for one in made):
                raise NotUnderstood(sentence, "no-address")
        except NotUnderstood as fault:
            said, enters = self._unmasked(fault.where), _ENTERS.fullmatch(sentence) is not None
            code = "enters-later" if enters else fault.code
            self.faults.append(_fault(self.text, self._offset(at), code, said))
            return
        line = self.text.count("\n", 0, self._offset(at)) + 1
        whole = self._unmasked(sentence)
        self.found += [replace(one, line=line, said=whole) for one in made]

    def _unmasked(self, said: str) -> str:
        return MARK.sub(lambda found: f"«{self.spans[int(found[1])]}»", said)

    def _offset(self, at: int) -> int:
        """The place in the order of a place in the masked text."""
        grown = sum(
            len(self.spans[int(found[1])]) + 2 - len(found[0]) for found in MARK.finditer(self.masked[:at])
        )
        return at + grown


def _orders_nothing(said: str) -> bool:
    """Whether a line of the order changes no text: who controls it, who tells whom, who signed."""
    duty = _DUTY.fullmatch(said) is not None and _CHANGING.search(said) is None
    return duty or _BESIDE.fullmatch(said) is not None


def _level(one: Mark) -> tuple[str, int]:
    letter = one.sort == "bracket" and one.label[:1].isalpha()
    return ("letter" if letter else one.sort), len(one.parts)


def _sentences(said: str) -> Iterator[str]:
    yield from (one for one in _SENTENCES.split(said) if one.strip(" .;"))


def _near(text: str, at: int) -> str:
    return " ".join(text[at : at + 60].split())


def _fault(text: str, at: int, code: str, said: str) -> Fault:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return Fault(line, column, code, _MESSAGES[code].filled(said=said), said)
