"""The words of an order: its points, its preamble and its annexes in right Russian (norms §1.5, §2.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.documents.clauses import Clause
from workflow.documents.dates import numeric
from workflow.documents.document import EditionText
from workflow.documents.kinds import Ending
from workflow.governance.declension import accusative
from workflow.governance.names import Names
from workflow.governance.orders import delays
from workflow.governance.orders.amending import (
    amending_sentence,
    change_clauses,
    listed_changes,
)
from workflow.governance.orders.carried import (
    ACTS,
    CONTROL,
    Ground,
    Replaced,
    Said,
    approved_words,
    preamble_of,
    repeal_words,
)
from workflow.governance.orders.effects import lapse_day
from workflow.governance.orders.headings import suggested_title
from workflow.governance.orders.known import Known, party_names
from workflow.governance.orders.order import MISSING, Order, Point, PointKind
from workflow.governance.people import ACTING, CHAIR, SECRETARY
from workflow.governance.surnames import accusative as person_accusative
from workflow.values import EditionKey

_ROLES = {CHAIR: "председатель", SECRETARY: "секретарь"}
_ITS: Mapping[Ending, str] = {"": "его", "О": "его", "А": "её", "Ы": "их"}


@dataclass(frozen=True, slots=True)
class _Worded:
    order: Order
    known: Known
    dated: date


def worded(order: Order, known: Known, dated: date) -> EditionText:
    """The order's text, as it is hashed, kept and printed."""
    of = _Worded(order, known, dated)
    points = tuple(
        _clause(number, one.kind, *_SAYS[one.kind](of, one)) for number, one in enumerate(order.points, 1)
    )
    annexes = (*_brought(order, known), *(_annex(one.title, one.text) for one in order.annexes))
    title = order.title.strip() or suggested_title(order, known)
    return EditionText(title, "order", "приказ", points, annexes, order.preamble.strip())


def suggested_preamble(order: Order, known: Known) -> str:
    """The decisions of bodies that the approved editions rest on, each protocol once."""
    grounds: dict[Ground, None] = {}
    for key in order.approved:
        grounds.update(dict.fromkeys(known.editions[key].grounds if key in known.editions else ()))
    return preamble_of(list(grounds))


def _brought(order: Order, known: Known) -> Iterator[EditionText]:
    """The new texts of annexes that amendments bring."""
    for key in order.approved:
        changed = known.editions[key].changed if key in known.editions else None
        if changed is not None and key not in annexed(order, known):
            yield from changed.texts


def _clause(number: int, kind: PointKind, sentence: str, lines: tuple[str, ...]) -> Clause:
    listed = tuple(Clause(f"p{number}-{at}", "", line, "dash") for at, line in enumerate(lines, 1))
    if kind == "amend":
        listed = change_clauses(f"p{number}", lines)
    return Clause(f"p{number}", str(number), sentence, "point", listed)


def _annex(title: str, text: str) -> EditionText:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    clauses = tuple(Clause(f"a{at}", "", line, "paragraph") for at, line in enumerate(lines, 1))
    return EditionText(title.strip(), "other", "приложение", clauses)


def _approve(of: _Worded, point: Point) -> Said:
    edition = of.known.edition(point)
    if edition is None:
        return f"Утвердить {MISSING}.", ()
    verb = ACTS.get(edition.act, ACTS["approve"])[0]
    return f"{verb} {edition.name.accusative} ({_annex_reference(of, edition.key)}).", ()


def _amend(of: _Worded, point: Point) -> Said:
    edition = of.known.edition(point)
    if edition is None:
        return f"Внести изменения в {MISSING}.", ()
    if edition.changed is not None:
        former = of.known.former(edition)
        by = former.by if former else None
        basis = approved_words(edition.changed.name.ending, by) if by else ""
        return amending_sentence(edition.changed, basis), listed_changes(edition.changed.lines)
    how = f"изложив {_ITS[edition.name.ending]} в новой редакции ({_annex_reference(of, edition.key)})"
    return f"Внести изменения в {edition.name.accusative}, {how}.", ()


def _delay(of: _Worded, point: Point) -> Said:
    return delays.sentence(of.known, point), ()


def _enter(of: _Worded, point: Point) -> Said:
    day = numeric(point.since) if point.since else MISSING
    keys = [key for key in point.editions if key in of.known.editions]
    if not keys:
        return f"Ввести {MISSING} в действие с {day}.", ()
    by_order = annexed(of.order, of.known)
    if all(key in of.order.approved and key not in by_order for key in keys):
        return f"Изменения вступают в силу с {day}.", ()
    if len(keys) == 1:
        alone = of.order.approved == (keys[0],)
        name = of.known.editions[keys[0]].name
        return f"Ввести {name.short if alone else name.accusative} в действие с {day}.", ()
    if set(keys) == set(by_order):
        return f"Ввести указанные документы в действие с {day}.", ()
    return f"Ввести в действие с {day}:", _listed([_entering(of, key) for key in keys])


def _entering(of: _Worded, key: EditionKey) -> str:
    edition = of.known.editions[key]
    if edition.changed is None or key in annexed(of.order, of.known):
        return edition.name.accusative
    return f"изменения в {edition.changed.name.accusative}"


def _repeal(of: _Worded, point: Point) -> Said:
    edition = of.known.edition(point)
    if edition is None:
        return f"Признать утратившим силу {MISSING}.", ()
    words = repeal_words(
        Replaced(edition.title, edition.word, edition.key.edition, edition.by, edition.annex)
    )
    day = lapse_day(of.order, of.known, point, edition.key, of.dated)
    lapses = "силу" if day == of.dated else f"силу с {numeric(day)}"
    return words.replace("силу", lapses, 1), ()


def _revoke(of: _Worded, point: Point) -> Said:
    issued = of.known.points.get((point.order, point.number))
    order = (
        f"пункт {issued.number} приказа от {numeric(issued.dated)} № {issued.printed}" if issued else MISSING
    )
    return f"Признать утратившим силу {order}{_from(of, point)}.", ()


def _create(of: _Worded, point: Point) -> Said:
    name = accusative(point.names.nominative) if point.names else MISSING
    return f"Создать {name}{_from(of, point)}.", ()


def _reorganise(of: _Worded, point: Point) -> Said:
    old, new = _party(of, point), point.names
    into = accusative(new.nominative) if new else MISSING
    return f"Реорганизовать {accusative(old.nominative)}, преобразовав в {into}{_from(of, point)}.", ()


def _liquidate(of: _Worded, point: Point) -> Said:
    return f"Прекратить деятельность {_party(of, point).genitive}{_from(of, point)}.", ()


def _members(of: _Worded, point: Point) -> Said:
    people = [(of.known.name(one.who).full, _ROLES.get(one.capacity, "")) for one in point.members]
    lines = [", ".join(part for part in one if part) for one in people] or [MISSING]
    return (
        f"Утвердить состав {_party(of, point).genitive}{_term(point)}:",
        _listed(lines),
    )


def _appoint(of: _Worded, point: Point) -> Said:
    office = _party(of, point)
    person = _person(of, point)
    basis = f" Основание: {point.basis.strip().rstrip('.')}." if point.basis.strip() else ""
    if point.capacity == ACTING:
        duty = f"Возложить исполнение обязанностей {office.genitive} на {person}"
        return _ended(f"{duty}{_term(point)}") + basis, ()
    return _ended(f"Назначить {person} {office.instrumental}{_term(point)}") + basis, ()


def _control(of: _Worded, point: Point) -> Said:
    term = f" Срок исполнения – {_last_day(point)}." if point.until else ""
    if not point.who:
        return f"{CONTROL}{term}", ()
    return _ended(f"Контроль за исполнением приказа возложить на {_person(of, point)}") + term, ()


def _free(of: _Worded, point: Point) -> Said:
    first, *rest = [line.strip() for line in point.words.splitlines() if line.strip()] or [MISSING]
    return _with_doer(of, point, first), tuple(rest)


def _with_doer(of: _Worded, point: Point, sentence: str) -> str:
    """«… (ответственный – Орлова Ирина Андреевна, срок – 15.06.2026).»: who does it and by when."""
    who = f"ответственный – {of.known.name(point.who).full}" if point.who else ""
    term = f"срок – {_last_day(point)}" if point.until else ""
    told = ", ".join(part for part in (who, term) if part)
    if not told:
        return sentence
    words, end = (sentence[:-1], sentence[-1]) if sentence[-1] in ".:;" else (sentence, ".")
    return f"{words} ({told}){end}"


def annexed(order: Order, known: Known) -> tuple[EditionKey, ...]:
    """The approved editions that are annexes of the order: all but those whose changes it says itself."""
    said = {
        key
        for one in order.points
        if one.kind == "amend"
        for key in one.editions
        if key in known.editions and known.editions[key].changed
    }
    return tuple(key for key in order.approved if key not in said)


def _annex_reference(of: _Worded, key: EditionKey) -> str:
    """«приложение», or «приложение № 2» when the order has several."""
    with_text = annexed(of.order, of.known)
    brought = len(list(_brought(of.order, of.known)))
    if len(with_text) + brought + len(of.order.annexes) < 2:
        return "приложение"
    return f"приложение № {with_text.index(key) + 1}"


def _party(of: _Worded, point: Point) -> Names:
    return party_names(of.order, of.known, point.party)


def _person(of: _Worded, point: Point) -> str:
    if point.called.strip():
        return point.called.strip()
    return person_accusative(of.known.name(point.who)) if point.who else MISSING


def _ended(sentence: str) -> str:
    """With its full stop, which the dot of an initial is already."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def _from(of: _Worded, point: Point) -> str:
    """« с 01.09.2026», where it is another day than the order's own."""
    return f" с {numeric(point.since)}" if point.since and point.since != of.dated else ""


def _term(point: Point) -> str:
    since = f" с {numeric(point.since)}" if point.since else ""
    return f"{since} по {_last_day(point)}" if point.until else since


def _last_day(point: Point) -> str:
    return numeric(point.until - timedelta(days=1)) if point.until else ""


def _listed(lines: list[str]) -> tuple[str, ...]:
    last = len(lines) - 1
    return tuple(f"{line}{'.' if at == last else ';'}" for at, line in enumerate(lines))


_SAYS: Mapping[PointKind, Callable[[_Worded, Point], Said]] = {
    "approve": _approve,
    "amend": _amend,
    "enter": _enter,
    "delay": _delay,
    "repeal": _repeal,
    "revoke": _revoke,
    "create": _create,
    "reorganise": _reorganise,
    "liquidate": _liquidate,
    "members": _members,
    "appoint": _appoint,
    "control": _control,
    "free": _free,
}
