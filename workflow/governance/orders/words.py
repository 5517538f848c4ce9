"""The words of an order: its heading, preamble and points in right Russian (norms §1.5, §2.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.documents.clauses import Clause
from workflow.documents.dates import numeric
from workflow.documents.declension import NamedDocument, named_document
from workflow.documents.document import EditionText
from workflow.documents.kinds import Ending
from workflow.governance.declension import accusative
from workflow.governance.names import Names
from workflow.governance.orders.amending import (
    amending_sentence,
    amending_title,
    change_clauses,
    listed_changes,
)
from workflow.governance.orders.carried import (
    ACTS,
    CONTROL,
    LAPSED,
    Ground,
    Replaced,
    approved_words,
    preamble_of,
    repeal_words,
)
from workflow.governance.orders.effects import coordinator, lapse_day
from workflow.governance.orders.known import Known
from workflow.governance.orders.order import Order, Point, PointKind, coordinator_of
from workflow.governance.people import ACTING, CHAIR, SECRETARY
from workflow.governance.surnames import accusative as person_accusative
from workflow.values import EditionKey

_ACTS, _OF_ACTS = "локальные нормативные акты", "локальных нормативных актов"
_ROLES = {CHAIR: "председатель", SECRETARY: "секретарь"}
_ITS: Mapping[Ending, str] = {"": "его", "О": "его", "А": "её", "Ы": "их"}
MISSING = "__________"
"""What stands in a draft for what has not been chosen yet."""


@dataclass(frozen=True, slots=True)
class _Said:
    order: Order
    known: Known
    dated: date


def worded(order: Order, known: Known, dated: date) -> EditionText:
    """The order's text, as it is hashed, kept and printed."""
    said = zip(order.points, point_words(order, known, dated), strict=True)
    points = tuple(_clause(number, point.kind, *words) for number, (point, words) in enumerate(said, 1))
    annexes = (*_brought(order, known), *(_annex(one.title, one.text) for one in order.annexes))
    title = order.title.strip() or suggested_title(order, known)
    return EditionText(title, "order", "приказ", points, annexes, order.preamble.strip())


def point_words(order: Order, known: Known, dated: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each point's sentence and the lines of its list, if it has one."""
    said = _Said(order, known, dated)
    return tuple(_SAYS[point.kind](said, point) for point in order.points)


def suggested_title(order: Order, known: Known) -> str:
    """The heading that the points suggest: «Об утверждении Положения …»."""
    if len(order.approved) > 1:
        kinds = {one.kind for one in order.points if one.kind in ("approve", "amend")}
        return f"О внесении изменений в {_ACTS}" if kinds == {"amend"} else f"Об утверждении {_OF_ACTS}"
    return next(
        (title for one in order.points if (title := _TITLES[one.kind](_Said(order, known, date.min), one))),
        "",
    )


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


def _approve(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    key = _edition(said, point)
    if key is None:
        return f"Утвердить {MISSING}.", ()
    verb = ACTS.get(said.known.editions[key].act, ACTS["approve"])[0]
    return f"{verb} {_named(said, key).accusative} ({_annex_reference(said, key)}).", ()


def _amend(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    key = _edition(said, point)
    if key is None:
        return f"Внести изменения в {MISSING}.", ()
    edition = said.known.editions[key]
    if edition.changed is not None:
        former = said.known.editions.get(edition.former or key)
        by = former.by if former and former.key != key else None
        basis = approved_words(edition.changed.name.ending, by) if by else ""
        return amending_sentence(edition.changed, basis), listed_changes(edition.changed.lines)
    name, reference = _named(said, key), _annex_reference(said, key)
    how = f"изложив {_ITS[name.ending]} в новой редакции ({reference})"
    return f"Внести изменения в {name.accusative}, {how}.", ()


def _enter(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    day = numeric(point.since) if point.since else MISSING
    keys = [key for key in point.editions if key in said.known.editions]
    if not keys:
        return f"Ввести {MISSING} в действие с {day}.", ()
    by_order = annexed(said.order, said.known)
    if all(key in said.order.approved and key not in by_order for key in keys):
        return f"Изменения вступают в силу с {day}.", ()
    if len(keys) == 1:
        alone = said.order.approved == (keys[0],)
        name = _named(said, keys[0])
        return f"Ввести {name.short if alone else name.accusative} в действие с {day}.", ()
    if set(keys) == set(by_order):
        return f"Ввести указанные документы в действие с {day}.", ()
    return f"Ввести в действие с {day}:", _listed([_entering(said, key) for key in keys])


def _entering(said: _Said, key: EditionKey) -> str:
    changed = said.known.editions[key].changed
    if changed is None or key in annexed(said.order, said.known):
        return _named(said, key).accusative
    return f"изменения в {changed.name.accusative}"


def _repeal(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    key = _edition(said, point)
    if key is None:
        return f"Признать утратившим силу {MISSING}.", ()
    edition = said.known.editions[key]
    words = repeal_words(Replaced(edition.title, edition.word, key.edition, edition.by))
    day = lapse_day(said.order, said.known, point, key, said.dated)
    lapses = "силу" if day == said.dated else f"силу с {numeric(day)}"
    return words.replace("силу", lapses, 1), ()


def _revoke(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    issued = said.known.points.get((point.order, point.number))
    order = (
        f"пункт {issued.number} приказа от {numeric(issued.dated)} № {issued.printed}" if issued else MISSING
    )
    return f"Признать утратившим силу {order}{_from(said, point)}.", ()


def _create(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    name = accusative(point.names.nominative) if point.names else MISSING
    return f"Создать {name}{_from(said, point)}.", ()


def _reorganise(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    old, new = _party(said, point.party), point.names
    into = accusative(new.nominative) if new else MISSING
    return f"Реорганизовать {accusative(old.nominative)}, преобразовав в {into}{_from(said, point)}.", ()


def _liquidate(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    return f"Прекратить деятельность {_party(said, point.party).genitive}{_from(said, point)}.", ()


def _members(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    people = [(said.known.name(one.who).full, _ROLES.get(one.capacity, "")) for one in point.members]
    lines = [", ".join(part for part in one if part) for one in people] or [MISSING]
    return f"Утвердить состав {_party(said, point.party).genitive}{_term(point)}:", _listed(lines)


def _appoint(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    office = _party(said, point.party)
    person = _person(said, point)
    basis = f" Основание: {point.basis.strip().rstrip('.')}." if point.basis.strip() else ""
    if point.capacity == ACTING:
        duty = f"Возложить исполнение обязанностей {office.genitive} на {person}"
        return _ended(f"{duty}{_term(point)}") + basis, ()
    return _ended(f"Назначить {person} {office.instrumental}{_term(point)}") + basis, ()


def _control(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    term = f" Срок исполнения – {_last_day(point)}." if point.until else ""
    if not point.who:
        return f"{CONTROL}{term}", ()
    return _ended(f"Контроль за исполнением приказа возложить на {_person(said, point)}") + term, ()


def _free(said: _Said, point: Point) -> tuple[str, tuple[str, ...]]:
    first, *rest = [line.strip() for line in point.words.splitlines() if line.strip()] or [MISSING]
    return _with_doer(said, point, first), tuple(rest)


def _with_doer(said: _Said, point: Point, sentence: str) -> str:
    """«… (ответственный – Орлова Ирина Андреевна, срок – 15.06.2026).»: who does it and by when."""
    who = f"ответственный – {said.known.name(point.who).full}" if point.who else ""
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


def _annex_reference(said: _Said, key: EditionKey) -> str:
    """«приложение», or «приложение № 2» when the order has several."""
    with_text = annexed(said.order, said.known)
    brought = len(list(_brought(said.order, said.known)))
    if len(with_text) + brought + len(said.order.annexes) < 2:
        return "приложение"
    return f"приложение № {with_text.index(key) + 1}"


def _edition(said: _Said, point: Point) -> EditionKey | None:
    return next((key for key in point.editions if key in said.known.editions), None)


def _named(said: _Said, key: EditionKey) -> NamedDocument:
    edition = said.known.editions[key]
    return named_document(edition.title, edition.word)


def _party(said: _Said, party: str) -> Names:
    """The body or office, one that an earlier point creates too."""
    if party in said.known.parties:
        return said.known.parties[party].party.names
    for one in said.order.points:
        if one.kind == "create" and one.names is not None:
            if one.party == party:
                return one.names
            if coordinator_of(one.party) == party:
                return coordinator(one.names)
    return Names.fixed(MISSING)


def _person(said: _Said, point: Point) -> str:
    if point.called.strip():
        return point.called.strip()
    return person_accusative(said.known.name(point.who)) if point.who else MISSING


def _ended(sentence: str) -> str:
    """With its full stop, which the dot of an initial is already."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def _from(said: _Said, point: Point) -> str:
    """« с 01.09.2026», where it is another day than the order's own."""
    return f" с {numeric(point.since)}" if point.since and point.since != said.dated else ""


def _term(point: Point) -> str:
    since = f" с {numeric(point.since)}" if point.since else ""
    return f"{since} по {_last_day(point)}" if point.until else since


def _last_day(point: Point) -> str:
    return numeric(point.until - timedelta(days=1)) if point.until else ""


def _listed(lines: list[str]) -> tuple[str, ...]:
    last = len(lines) - 1
    return tuple(f"{line}{'.' if at == last else ';'}" for at, line in enumerate(lines))


def _no_title(_said: _Said, _point: Point) -> str:
    return ""


def _about_approval(said: _Said, point: Point) -> str:
    key = _edition(said, point)
    about = ACTS.get(said.known.editions[key].act, ACTS["approve"])[1] if key else ""
    return f"{about} {_named(said, key).genitive}" if key else ""


def _about_amendment(said: _Said, point: Point) -> str:
    key = _edition(said, point)
    changed = said.known.editions[key].changed if key else None
    if changed is not None:
        return amending_title(changed)
    return f"О внесении изменений в {_named(said, key).accusative}" if key else ""


def _about_entry(said: _Said, point: Point) -> str:
    key = _edition(said, point)
    return f"О введении в действие {_named(said, key).genitive}" if key else ""


def _about_repeal(said: _Said, point: Point) -> str:
    key = _edition(said, point)
    if key is None:
        return ""
    name = _named(said, key)
    return f"О признании {LAPSED[name.ending]} силу {name.genitive}"


def _about_revocation(said: _Said, point: Point) -> str:
    issued = said.known.points.get((point.order, point.number))
    told = f"от {numeric(issued.dated)} № {issued.printed}" if issued else ""
    return f"О признании утратившим силу пункта {point.number} приказа {told}" if issued else ""


def _about_creation(_said: _Said, point: Point) -> str:
    return f"О создании {point.names.genitive}" if point.names else ""


def _about_reorganisation(said: _Said, point: Point) -> str:
    return f"О реорганизации {_party(said, point.party).genitive}"


def _about_liquidation(said: _Said, point: Point) -> str:
    return f"О прекращении деятельности {_party(said, point.party).genitive}"


def _about_members(said: _Said, point: Point) -> str:
    return f"Об утверждении состава {_party(said, point.party).genitive}"


def _about_appointment(said: _Said, point: Point) -> str:
    about = "О возложении обязанностей" if point.capacity == ACTING else "О назначении"
    return f"{about} {_party(said, point.party).genitive}"


_SAYS: Mapping[PointKind, Callable[[_Said, Point], tuple[str, tuple[str, ...]]]] = {
    "approve": _approve,
    "amend": _amend,
    "enter": _enter,
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
_TITLES: Mapping[PointKind, Callable[[_Said, Point], str]] = {
    "approve": _about_approval,
    "amend": _about_amendment,
    "enter": _about_entry,
    "repeal": _about_repeal,
    "revoke": _about_revocation,
    "create": _about_creation,
    "reorganise": _about_reorganisation,
    "liquidate": _about_liquidation,
    "members": _about_members,
    "appoint": _about_appointment,
    "control": _no_title,
    "free": _no_title,
}
