"""Who is named in a stamp: councils, meetings, heads and authorities, from the words around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from workflow.documents.approvals.marks import SLIGHT, Mark, Word
from workflow.documents.approvals.records import COLLEGIAL
from workflow.documents.approvals.words import ACTS, INSTRUMENTS

_ADJECTIVES = {
    "педагогический": "pedagogical_council",
    "управляющий": "governing_council",
    "методический": "methodical_council",
    "наблюдательный": "supervisory_board",
    "попечительский": "board_of_trustees",
}
_PLAIN = {
    "профсоюз": "trade_union",
    "учредитель": "founder",
    "конференция": "general_meeting",
}
_AUTHORITIES = frozenset({"администрация", "управление", "департамент", "отдел", "министр", "комитет"})
_COUNCIL_OF = (
    (("трудов",), "general_meeting"),
    (("депутат", "поселен", "сельского", "народн"), "authority"),
    (("отцов", "матер"), "parents_council"),
    (("педагог",), "pedagogical_council"),
    (("ветеран", "профилакт", "молод", "настав", "медиа", "дел"), "other"),
)
_OTHER_COUNCILS = ("художествен", "экспертн", "научн", "тренер", "координац", "общественн", "консультат")
_SHORT_NAMES = {
    "УС": "governing_council",
    "ПС": "pedagogical_council",
    "ПК": "trade_union",
    "РК": "parents_council",
    "МС": "methodical_council",
    "МО": "methodical_council",
    "СТК": "general_meeting",
}
_CALLERS = frozenset({"председатель", "заседание", "протокол", "решение", "руководитель"})
_INSTITUTION = (
    "школ",
    "гимнази",
    "лице",
    "учрежд",
    "организ",
    "оу",
    "мбоу",
    "мкоу",
    "маоу",
    "мбдоу",
    "мадоу",
    "доу",
    "детск",
)
_NOT_THE_HEAD = ("хозяйств", "библиотек", "кафедр", "производ", "склад", "музе", "практик")
_NEAR = 6
# «приказом МКУ «Управление образования»»: the agency's legal form stands before its name.
_AGENCY = re.compile(r"М[А-ЯЁ]{0,3}У\Z")


def bodies(words: Sequence[Word]) -> list[Mark]:
    """Every body or office that can stand in a stamp; a phrase cut by a column's edge is one body."""
    return _Scan(words).run()


class _Scan:
    """One pass over the words; remembers the half of a phrase whose other half is still to come."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.found: list[Mark] = []
        self.taken = -1
        self.half_adjective = False
        self.bare_councils: list[int] = []
        self.half_parents = False
        self.pupils_until = -1
        self.last: dict[str, int] = {}
        self.acts = Counter(word.row for word in words if word.sense in ACTS)

    def run(self) -> list[Mark]:
        for i, word in enumerate(self.words):
            if word.raw in _SHORT_NAMES:
                self._short_name(i)
            elif word.sense and i > self.taken and (read := _READERS.get(word.sense)):
                read(self, i)
        return self.found

    def sense(self, i: int) -> str | None:
        return self.words[i].sense if 0 <= i < len(self.words) else None

    def form(self, i: int) -> str:
        return self.words[i].form if 0 <= i < len(self.words) else ""

    def add(self, kind: str, first: int, last: int | None = None) -> None:
        near = self.last.get(kind, -99)
        self.last[kind] = i = first if last is None else last
        if kind != "head" and first - near <= _NEAR and not self._apart(kind, near, first):
            return
        word = self.words[first]
        # «методического (педагогического) совета» is one body under two names.
        aside = SLIGHT if word.aside and self.found else 0.0
        self.found.append(Mark("body", kind, word.start, self.words[i].end, word.row, aside))

    def _apart(self, kind: str, near: int, first: int) -> bool:
        """Whether a body named again soon is another stamp's: an act between, or a row of two columns."""
        if any(self.sense(i) in ACTS for i in range(max(near, 0), first)):
            return True
        one, two = self.words[max(near, 0)], self.words[first]
        if near < 0 or one.row != two.row or two.aside or not self._under_columns(two.row):
            return False
        return not {self.sense(i) for i in range(near, first)} & {"председатель", "протокол"}

    def _under_columns(self, row: int) -> bool:
        """Whether the nearest row of acts, this one or one above it, has two of them or more."""
        above = max((each for each in self.acts if each <= row), default=-1)
        return self.acts[above] > 1

    def recent(self, i: int, senses: frozenset[str] | set[str], reach: int) -> bool:
        return any(self.sense(j) in senses for j in range(max(0, i - reach), i))

    def _short_name(self, i: int) -> None:
        called = {*_CALLERS, "мнение", *ACTS}
        if self.sense(i - 1) in called or self.form(i - 1) in ("на", "с"):
            self.add(_SHORT_NAMES[self.words[i].raw], i)

    def adjective(self, i: int) -> None:
        form, after = self.form(i), self.form(i + 1)
        if self.sense(i) == "педагогический" and self._of_people(i, after):
            return
        closed = "сов" in form or self.sense(i + 1) in ("совет", "объединение") or "объед" in form
        if self.sense(i) == "управляющий" and after.startswith("дел"):
            return
        self.half_adjective = not closed and form not in ("шмо", "рмо", "нмс")
        self.taken = i + 1 if self.sense(i + 1) in ("совет", "объединение") else i
        self.add(_ADJECTIVES[self.sense(i) or ""], i, self.taken)

    def _of_people(self, i: int, after: str) -> bool:
        """«Педагогические работники» are no council; «решение педагогического коллектива» is its own."""
        if after.startswith("коллектив"):
            return self.recent(i, {"собрание"}, 4)
        return after.startswith(("работ", "состав", "деят", "образ"))

    def council(self, i: int) -> None:
        if self.half_adjective:
            self.half_adjective = False
            return
        if self.sense(i + 1) in ("родители", "учащиеся") or self.sense(i - 1) in ("родители", "учащиеся"):
            return
        if self.sense(i - 1) == "председатель" and any(mark.value in COLLEGIAL for mark in self.found[-3:]):
            return
        before, after = self.form(i - 1), self.form(i + 1)
        for beginnings, kind in _COUNCIL_OF:
            if after.startswith(beginnings):
                return self.add(kind, i, i + 1)
        if before.startswith(_OTHER_COUNCILS):
            return self.add("other", i - 1, i)
        self.add("governing_council", i)
        if after.startswith(_INSTITUTION):
            self.bare_councils = []
        elif len(self.found) - 1 not in self.bare_councils:
            self.bare_councils.append(len(self.found) - 1)

    def parents(self, i: int) -> None:
        if self.form(i - 1) == "и" and self.recent(i, {"собрание", "конференция"}, 4):
            # «Общее собрание работников и родителей» is one meeting.
            return
        meets = self.sense(i + 1) in ("собрание", "комитет", "конференция", "совет")
        self.half_parents = self.form(i).startswith("родительск") and not meets
        if not self._completes_council("parents_council", i):
            first = i - 1 if self.sense(i - 1) in ("совет", "собрание") else i
            self.add("parents_council", first, i)
        self.pupils_until = i + 6

    def pupils(self, i: int) -> None:
        joined = self.form(i - 1) == "и" and self.sense(i - 2) in ("родители", "учащиеся")
        called = self.recent(i, {"совет", "мнение", "комитет"}, 2)
        self_ruled = self.sense(i + 1) in ("совет", "комитет") or self.form(i + 1).startswith("самоупр")
        if i <= self.pupils_until and not (joined or self.sense(i - 1) == "совет"):
            return
        if self._completes_council("student_council", i):
            return
        if joined or called or self_ruled:
            self.add("student_council", i - 1 if self.sense(i - 1) == "совет" else i, i)

    def _completes_council(self, kind: str, i: int) -> bool:
        """«Совет … родителей» with the other column's words between; of councils in one row the first."""
        if not self.bare_councils or self.sense(i - 1) == "совет":
            return False
        row = self.found[self.bare_councils[-1]].row
        if self.words[i].row - row > 2 or self.words[i].row == row:
            return False
        self.bare_councils = [each for each in self.bare_councils if self.found[each].row == row]
        first = self.bare_councils.pop(0)
        self.found[first] = replace(self.found[first], value=kind)
        return True

    def meeting(self, i: int) -> None:
        parents, self.half_parents = self.half_parents, False
        if not parents and "родители" not in (self.sense(i - 1), self.sense(i + 1)):
            self.add("general_meeting", i - 1 if self.form(i - 1).startswith("общ") else i, i)

    def collective(self, i: int) -> None:
        """«Совет … трудового коллектива» with the other column's words between."""
        if self.form(i - 1).startswith("трудов") and self.sense(i - 2) != "собрание":
            self._completes_council("general_meeting", i)

    def plain(self, i: int) -> None:
        if self.sense(i) == "конференция" and "родители" in (self.sense(i - 1), self.sense(i + 1)):
            return
        self.add(_PLAIN[self.sense(i) or ""], i)

    def head(self, i: int) -> None:
        after = self.form(i + 1)
        if self.recent(i, {"заместитель"}, 2) or after.startswith(_NOT_THE_HEAD):
            return
        if self.sense(i + 1) in _AUTHORITIES - {"администрация"}:
            self.add("authority", i, i + 1)
        else:
            first = i - 2 if (self.form(i - 2), self.form(i - 1)) == ("и", "о") else i
            self.add("head", first, i)

    def leader(self, i: int) -> None:
        if self.form(i + 1).startswith(_INSTITUTION) and not self.form(i - 1).startswith("классн"):
            self.add("head", i)
        elif self.sense(i - 1) in ACTS and not any(
            self.sense(j) in ("методический", "объединение") or self.words[j].raw in _SHORT_NAMES
            for j in range(i + 1, min(i + 4, len(self.words)))
        ):
            self.add("other", i)

    def deputy(self, i: int) -> None:
        if self.sense(i + 1) != "председатель":
            self.add("authority", i, min(i + 1, len(self.words) - 1))

    def chief(self, i: int) -> None:
        if self.form(i + 1).startswith("лагер"):
            self.add("head", i)
        elif (
            self.sense(i) != "глава"
            or self.words[i].raw[:1].isupper()
            or self.sense(i + 1) == "администрация"
        ):
            self.add("authority", i)

    def authority(self, i: int) -> None:
        before, after = self.sense(i - 1), self.form(i + 1)
        if i and _AGENCY.match(self.words[i - 1].raw):
            before = self.sense(i - 2)
        if self.sense(i) == "комитет" and not (after == "по" or after.startswith(("образов", "администр"))):
            return
        if self.sense(i) in ("управление", "отдел") and not after.startswith(
            ("образов", "по", "культ", "народ", "админ")
        ):
            return
        opens = i > 0 and self.words[i].row != self.words[i - 1].row and self.words[i].raw[:1].isupper()
        if before in INSTRUMENTS or before in ACTS or before in ("начальник", "глава") or opens:
            self.add("authority", i)

    def commission(self, i: int) -> None:
        if self.recent(i, set(ACTS) | {"заседание", "протокол"}, 2):
            self.add("other", i)


_Reader = Callable[[_Scan, int], None]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_ADJECTIVES, _Scan.adjective),
    **dict.fromkeys(_PLAIN, _Scan.plain),
    **dict.fromkeys(_AUTHORITIES, _Scan.authority),
    "совет": _Scan.council,
    "родители": _Scan.parents,
    "учащиеся": _Scan.pupils,
    "собрание": _Scan.meeting,
    "коллектив": _Scan.collective,
    "директор": _Scan.head,
    "заведующий": _Scan.head,
    "руководитель": _Scan.leader,
    "заместитель": _Scan.deputy,
    "начальник": _Scan.chief,
    "глава": _Scan.chief,
    "комиссия": _Scan.commission,
    "координатор": _Scan.commission,
}
