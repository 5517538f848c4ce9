"""What is unusual in a draft, told at its clause: numbers, citations, terms, lists; nothing is mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.addresses import addresses, named
from workflow.documents.citations import dangling
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.documents.editing.places import parts
from workflow.documents.numerals import numeral
from workflow.documents.reading import lists, wording
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.citing import cited
from workflow.documents.reading.messages import notice
from workflow.documents.reading.numbering import order_remarks
from workflow.documents.reading.outline import Node
from workflow.documents.reading.values import Weight
from workflow.values import Text

_LISTS = frozenset({"no-colon", "mixed-terminators", "undashed-list", "several-intros"})
_TERM = re.compile(r"\(далее(?:\s+по\s+тексту)?\s*[-–—:]?\s*([А-ЯЁ]{2,8})\)")
_ABBREVIATION = re.compile(r"(?<![\w-])[А-ЯЁ]{3,8}(?![\w-])")
# Known to every reader of a school's papers: nobody defines them.
_KNOWN = frozenset(
    "ФГОС ФЗ РФ УК ТК ГК КОАП ИНН КПП ОГРН СНИЛС МБОУ МАОУ МКОУ МБДОУ МАДОУ МКДОУ ГБОУ ГАОУ ГКОУ ГБДОУ "
    "ФГБОУ СОШ ООШ НОШ ДОУ ОУ ОО ЕГЭ ОГЭ ГИА ВПР ОВЗ ИКТ МЧС МВД ОРВИ СМИ США ГОСТ ОКПО ОКУД ФИО ФАОП ФОП "
    "ООП АООП ПМПК".split()
)


@dataclass(frozen=True, slots=True)
class Noticed:
    """One irregularity at a clause, with the mend a person may choose."""

    uid: str
    code: str
    message: Text
    suggestion: Text
    weight: Weight = "check"


def noticed(text: EditionText) -> tuple[Noticed, ...]:
    """Everything unusual in the text and its annexes, in the order of their clauses."""
    return tuple(one for part in parts(text) for one in _part(part.clauses))


def _part(clauses: Sequence[Clause]) -> list[Noticed]:
    order = {one.uid: turn for turn, one in enumerate(walk(clauses))}
    found = [*_remarks(clauses), *_citations(clauses), *_terms(clauses)]
    return sorted(found, key=lambda one: order[one.uid])


def _remarks(clauses: Sequence[Clause]) -> Iterator[Noticed]:
    """What the reader of files would say, a clause's turn in the text standing for its line."""
    roots = _nodes(clauses, None, [0])
    uids = [one.uid for one in walk(clauses)]
    names = {turn: named(address) for turn, address in enumerate(addresses(clauses).values(), 1)}
    met = [one for one in lists.remarks(roots) if one.code in _LISTS]
    for remark in (*order_remarks(roots), *wording.remarks(roots), *met):
        yield _told(remark, uids[remark.line - 1], names)


def _told(remark: Remark, uid: str, names: dict[int, Text]) -> Noticed:
    facts = dict(remark.facts)
    said = notice(remark)
    message = said.message
    if "first" in facts:
        where = names.get(int(facts["first"]), Text("", ""))
        message = Text(
            message.ru.replace(f"в строке {facts['first']}", f"здесь: {where.ru}"),
            message.en.replace(f"at line {facts['first']}", f"here: {where.en}"),
        )
    return Noticed(uid, remark.code, message, said.suggestion, said.weight)


def _nodes(clauses: Sequence[Clause], parent: Node | None, count: list[int]) -> list[Node]:
    found = []
    for one in clauses:
        count[0] += 1
        node = Node(one.kind, one.label, one.text, count[0], _parts(one), parent=parent)
        node.sort = "dash" if one.kind == "dash" else "number"
        node.children = _nodes(one.children, node, count)
        found.append(node)
    return found


def _parts(clause: Clause) -> tuple[int, ...]:
    own = numeral(clause.label) if clause.kind in ("section", "point", "item") else None
    if own is None:
        return ()
    above = [int(one) for one in own.stem.split(".") if one.isdecimal()]
    return (*above, own.serial)


def _citations(clauses: Sequence[Clause]) -> Iterator[Noticed]:
    for one in dangling(clauses):
        said = notice(cited(one, 0))
        yield Noticed(one.uid, said.code, said.message, said.suggestion)


def _terms(clauses: Sequence[Clause]) -> Iterator[Noticed]:
    """Abbreviations that nobody introduced, used before they were, or introduced for nothing."""
    every = list(walk(clauses))
    defined = {
        term: turn for turn, one in reversed(list(enumerate(every))) for term in _TERM.findall(one.text)
    }
    told: set[str] = set()
    for turn, one in enumerate(every):
        for term in _ABBREVIATION.findall(one.text) if not one.text.isupper() else ():
            if term in told or term in _KNOWN:
                continue
            if term not in defined and _twin(term, defined) is None:
                told.add(term)
                yield _term(one.uid, "term-unknown", term)
            elif term in defined and turn < defined[term]:
                told.add(term)
                yield _term(one.uid, "term-early", term)
    for term, turn in defined.items():
        if sum(len(re.findall(rf"\b{term}\b", one.text)) for one in every) < 2:
            yield _term(every[turn].uid, "term-unused", term)


def _twin(term: str, defined: dict[str, int]) -> str | None:
    """The same letters in another order: the reader's own remark tells of those."""
    return next((one for one in defined if sorted(one) == sorted(term)), None)


def _term(uid: str, code: str, term: str) -> Noticed:
    message, mend = _TERMS[code]
    return Noticed(uid, code, message.filled(term=term), mend.filled(term=term), "note")


_TERMS = {
    "term-unknown": (
        Text("Сокращение {term} нигде не введено.", "The abbreviation {term} is introduced nowhere."),
        Text(
            "Ввести его при первом употреблении: «(далее – {term})».",
            "Introduce it at its first use: «(далее – {term})».",
        ),
    ),
    "term-early": (
        Text("Сокращение {term} употреблено раньше, чем введено.", "{term} is used before it is introduced."),
        Text("Перенести «(далее – {term})» сюда.", "Move «(далее – {term})» here."),
    ),
    "term-unused": (
        Text("Сокращение {term} введено, но не употребляется.", "{term} is introduced and never used."),
        Text("Убрать «(далее – {term})».", "Remove «(далее – {term})»."),
    ),
}
