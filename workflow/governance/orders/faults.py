"""What keeps an order from being signed, by point and field; nothing of it is done while one fault stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.documents.dates import numeric
from workflow.errors import Unmet
from workflow.governance.orders import delays
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.effects import COMMUNITY
from workflow.governance.orders.headings import suggested_title
from workflow.governance.orders.known import Known, KnownParty
from workflow.governance.orders.order import Order, Point, PointKind, Who, coordinator_of
from workflow.governance.orders.together import Fault, clashes
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import ACTING, CHAIR, HOLDER, PersonName
from workflow.values import EditionKey, Text

MAX_WORDS = 10_000
IRREVOCABLE = ("revoke", "reorganise", "liquidate")
"""Kinds of point whose effects nothing takes back."""


@dataclass(frozen=True, slots=True)
class _Checked:
    order: Order
    known: Known
    dated: date
    created: Mapping[str, Point]


Fields = Iterator[tuple[str, Text]]


def faults(order: Order, known: Known, dated: date) -> tuple[Fault, ...]:
    """Everything wrong with the order on that day, in the order of its points."""
    created = {one.party: one for one in order.points if one.kind == "create"}
    of = _Checked(order, known, dated, created)
    return (*_of_order(of), *_of_points(of), *clashes(order, known))


def _of_order(of: _Checked) -> Iterator[Fault]:
    order = of.order
    if not order.title.strip() and not suggested_title(order, of.known):
        yield Fault(0, "title", _NO_TITLE)
    if all(one.kind == "control" for one in order.points):
        yield Fault(0, "points", _NO_POINTS)
    for annex in order.annexes:
        if not annex.title.strip() or not annex.text.strip():
            yield Fault(0, "annexes", _NO_ANNEX)


def _of_points(of: _Checked) -> Iterator[Fault]:
    for number, point in enumerate(of.order.points, 1):
        for field, message in _CHECKS[point.kind](of, point):
            unmet = _unmet(of.known, point) if field == "editions" else ()
            yield Fault(number, field, message, unmet)
        if point.kind == "control" and number != len(of.order.points):
            yield Fault(number, "kind", _CONTROL_LAST)


def _unmet(known: Known, point: Point) -> tuple[Unmet, ...]:
    return tuple(
        each for key in point.editions if key in known.editions for each in known.editions[key].unmet
    )


def _approve(of: _Checked, point: Point) -> Fields:
    if len(point.editions) != 1 or point.editions[0] not in of.known.editions:
        yield "editions", _NO_EDITION
        return
    edition = of.known.editions[point.editions[0]]
    if edition.closed is not None:
        yield "editions", edition.closed
    if edition.latest is not None and of.dated < edition.latest:
        yield "editions", _BEFORE_DECISIONS.filled(day=numeric(edition.latest))
    if point.kind == "amend" and edition.former is None:
        yield "editions", _NOTHING_TO_AMEND
    if edition.enters and of.order.entry(edition.key) is None:
        yield from _against_former(of, edition.key, of.dated, "editions")


def _enter(of: _Checked, point: Point) -> Fields:
    if not point.editions or any(key not in of.known.editions for key in point.editions):
        yield "editions", _NO_EDITION
        return
    if point.since is None:
        yield "since", _NO_DAY
    elif point.since < of.dated:
        yield "since", _BEFORE_ORDER.filled(day=numeric(of.dated))
    for key in point.editions:
        edition = of.known.editions[key]
        if key not in of.order.approved and (edition.since is not None or not edition.approved):
            yield "editions", (_IN_FORCE if edition.since else _NOT_APPROVED).filled(title=edition.title)
        elif key in of.order.approved and not edition.enters and edition.closed is None:
            yield "editions", _MORE_STEPS.filled(title=edition.title)
        if point.since is not None:
            yield from _against_former(of, key, point.since, "since")


def _delay(of: _Checked, point: Point) -> Fields:
    return delays.faults(of.order, of.known, of.dated, point)


def _against_former(of: _Checked, key: EditionKey, day: date, field: str) -> Fields:
    former = of.known.former(of.known.editions[key])
    if former is not None and former.since is not None and day < former.since:
        yield field, _BEFORE_FORMER.filled(day=numeric(former.since))


def _repeal(of: _Checked, point: Point) -> Fields:
    if len(point.editions) != 1 or point.editions[0] not in of.known.editions:
        yield "editions", _NO_EDITION
        return
    edition, day = of.known.editions[point.editions[0]], point.since or of.dated
    if day < of.dated:
        yield "since", _BEFORE_ORDER.filled(day=numeric(of.dated))
    if edition.since is None or (edition.until is not None and edition.until <= day):
        yield "editions", _NOT_IN_FORCE
    elif day < edition.since:
        yield "since", _BEFORE_FORCE.filled(day=numeric(edition.since))


def _revoke(of: _Checked, point: Point) -> Fields:
    issued = of.known.points.get((point.order, point.number))
    day = point.since or of.dated
    if issued is None:
        yield "order", _NO_SUCH_POINT
        return
    if issued.revoked_by:
        yield "order", _REVOKED_ALREADY
    if issued.kind in IRREVOCABLE:
        yield "order", _NEVER_REVOKED
    if issued.kind == "repeal" and not _still_ahead(of.known, issued.effects, day):
        yield "order", _NOT_REVIVED
    if day < max(of.dated, issued.dated):
        yield "since", _BEFORE_ORDER.filled(day=numeric(max(of.dated, issued.dated)))


def _still_ahead(known: Known, done: Sequence[Effect], day: date) -> bool:
    editions = [known.editions[one.edition] for one in done if one.edition in known.editions]
    return any(one.until is not None and day < one.until for one in editions)


def _create(of: _Checked, point: Point) -> Fields:
    if point.names is None or not all(_cases(point)):
        yield "names", _NO_NAMES
    elif twin := _same_name(of, point.names.nominative, point.since or of.dated):
        yield "names", _EXISTS.filled(name=twin)
    if not point.party or not point.party_kind:
        yield "party_kind", _NO_KIND
    elif point.party in of.known.parties:
        yield "party", _PARTY_TAKEN
    if (point.since or of.dated) < of.dated:
        yield "since", _BEFORE_ORDER.filled(day=numeric(of.dated))


def _same_name(of: _Checked, name: str, day: date) -> str:
    """The name of a body that exists already; names are compared without case and quotes."""
    mine = _plain(name)
    for one in of.known.parties.values():
        if one.exists_on(day) and _plain(one.party.names.nominative) == mine:
            return one.party.names.nominative
    return ""


def _reorganise(of: _Checked, point: Point) -> Fields:
    yield from _existing_body(of, point)
    if point.names is None or not all(_cases(point)):
        yield "names", _NO_NAMES
    known = of.known.parties.get(point.party)
    if known and (point.since or of.dated) <= known.since:
        yield "since", _BEFORE_BODY.filled(day=numeric(known.since))


def _liquidate(of: _Checked, point: Point) -> Fields:
    yield from _existing_body(of, point)
    known = of.known.parties.get(point.party)
    if known and (point.since or of.dated) <= known.since:
        yield "since", _BEFORE_BODY.filled(day=numeric(known.since))


def _members(of: _Checked, point: Point) -> Fields:
    yield from _existing_body(of, point)
    if not point.members:
        yield "members", _NO_MEMBERS
    people = [one.who for one in point.members]
    if len(set(people)) < len(people):
        yield "members", _MEMBER_TWICE
    if [one.capacity for one in point.members].count(CHAIR) > 1:
        yield "members", _CHAIRS
    if not all(_somebody(of.known, one) for one in people):
        yield "members", _NO_PERSON
    yield from _term(of, point)
    yield from _seats_before(of, point, {one.capacity for one in point.members} | {"member"})


def _appoint(of: _Checked, point: Point) -> Fields:
    coordinators = {coordinator_of(id_) for id_, one in of.created.items() if one.party_kind == COMMUNITY}
    office = of.known.parties.get(point.party)
    if point.party not in coordinators:
        if office is None or office.party.nature != "office" or office.party.kind not in PARTY_KINDS:
            yield "party", _NO_OFFICE
        elif not office.exists_on(point.since or of.dated):
            yield "since", _NO_PARTY_THEN
    if not _somebody(of.known, point.who):
        yield "who", _NO_PERSON
    if point.capacity not in (HOLDER, ACTING):
        yield "capacity", _NO_CAPACITY
    if point.capacity == ACTING and not point.basis.strip():
        yield "basis", _NO_BASIS
    yield from _term(of, point)
    yield from _seats_before(of, point, {point.capacity})


def _somebody(known: Known, who: Who) -> bool:
    """Whether it is a person of the organisation, or a new one with surname and name."""
    if isinstance(who, PersonName):
        return bool(who.surname.strip() and who.given.strip())
    return who in known.people


def _seats_before(of: _Checked, point: Point, capacities: set[str]) -> Fields:
    """A seat that begins on that day or later cannot be ended by this point: the two would overlap."""
    day = point.since or of.dated
    for seat in of.known.seats.get(point.party, ()):
        if seat.capacity in capacities and seat.meets(day, point.until) and seat.since >= day:
            yield "since", _SEATED_LATER.filled(day=numeric(seat.since))
            return
        if point.capacity == ACTING and seat.capacity == ACTING and seat.meets(day, point.until):
            yield "since", _ACTING_ALREADY.filled(day=numeric(seat.since))
            return


def _term(of: _Checked, point: Point) -> Fields:
    if point.since is None:
        yield "since", _NO_DAY
    elif point.since < of.dated:
        yield "since", _BEFORE_ORDER.filled(day=numeric(of.dated))
    if point.until is not None and point.until <= (point.since or of.dated):
        yield "until", _ENDS_FIRST


def _control(of: _Checked, point: Point) -> Fields:
    if point.who and (isinstance(point.who, PersonName) or not _somebody(of.known, point.who)):
        yield "who", _NO_PERSON
    if point.until is not None and point.until <= of.dated:
        yield "until", _BEFORE_ORDER.filled(day=numeric(of.dated))


def _free(of: _Checked, point: Point) -> Fields:
    yield from _control(of, point)
    if not point.words.strip():
        yield "words", _NO_WORDS
    elif len(point.words) > MAX_WORDS:
        yield "words", _WORDS_LONG


def _existing_body(of: _Checked, point: Point) -> Fields:
    if point.party in of.created and point.kind == "members":
        return
    known: KnownParty | None = of.known.parties.get(point.party)
    if known is None or known.party.nature != "body":
        yield "party", _NO_BODY
    elif not known.exists_on(point.since or of.dated):
        yield "since", _NO_PARTY_THEN


_CHECKS: Mapping[PointKind, Callable[[_Checked, Point], Fields]] = {
    "approve": _approve,
    "amend": _approve,
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


def _cases(point: Point) -> tuple[str, ...]:
    names = point.names
    return (names.nominative.strip(), names.genitive.strip(), names.instrumental.strip()) if names else ("",)


def _plain(name: str) -> str:
    return " ".join("".join(char for char in name.casefold() if char not in "«»„“\"'").split())


_NO_TITLE = Text("Напишите заголовок приказа: о чём он", "Write the heading: what the order is about")
_NO_POINTS = Text("В приказе нет ни одного пункта: добавьте, что решено", "The order has no point: add one")
_NO_ANNEX = Text("У приложения должны быть название и текст", "An annex needs a title and a text")
_CONTROL_LAST = Text("Пункт о контроле стоит последним", "The point on control stands last")
_NO_EDITION = Text("Выберите документ", "Choose the document")
_BEFORE_DECISIONS = Text(
    "Приказ не может быть раньше решений, на которых он основан: последнее от {day}",
    "The order may not precede the decisions it rests on: the last is of {day}",
)
_NOTHING_TO_AMEND = Text(
    "Изменять нечего: действующей редакции нет. Выберите «Утвердить документ»",
    "Nothing to amend: no edition is in force. Choose “Approve a document”",
)
_NO_DAY = Text("Укажите дату: ДД.ММ.ГГГГ", "Give the date: DD.MM.YYYY")
_BEFORE_ORDER = Text("Дата раньше самого приказа ({day})", "The date is before the order itself ({day})")
_IN_FORCE = Text(
    "«{title}»: редакция уже введена в действие", "“{title}”: the edition has been put into force already"
)
_NOT_APPROVED = Text(
    "«{title}»: редакция не утверждена. Добавьте пункт об утверждении",
    "“{title}”: the edition is not approved. Add a point that approves it",
)
_MORE_STEPS = Text(
    "«{title}»: после приказа нужны ещё решения, и дату вступления в силу определят они",
    "“{title}”: more decisions follow the order, and they will say the day of entry into force",
)
_BEFORE_FORMER = Text(
    "Прежняя редакция действует с {day}: новая не может начаться раньше",
    "The former edition is in force since {day}: the new one may not begin earlier",
)
_NOT_IN_FORCE = Text("Эта редакция в тот день уже не действует", "This edition is not in force on that day")
_BEFORE_FORCE = Text(
    "Редакция действует с {day}: раньше этого дня она утратить силу не может",
    "The edition is in force since {day}: it may not lapse before",
)
_NO_SUCH_POINT = Text("Такого пункта в приказах нет", "There is no such point in the orders")
_REVOKED_ALREADY = Text("Этот пункт уже отменён", "This point has been revoked already")
_NEVER_REVOKED = Text(
    "Этот пункт отменить нельзя: издайте обратное решение (создать орган, утвердить состав заново)",
    "This point cannot be revoked: order the opposite instead (create the body, approve its members anew)",
)
_NOT_REVIVED = Text(
    "Документ уже утратил силу и отменой пункта не возвращается: утвердите его заново",
    "The document has lapsed, and revoking the point does not revive it: approve it anew",
)
_NO_NAMES = Text("Впишите название во всех трёх падежах", "Give the name in all three cases")
_EXISTS = Text("Такой орган уже есть: «{name}»", "There is such a body already: “{name}”")
_NO_KIND = Text("Выберите вид органа", "Choose the kind of body")
_PARTY_TAKEN = Text(
    "Такой орган уже создан: откройте пункт и сохраните его ещё раз",
    "Such a body has been created meanwhile: open the point and save it again",
)
_BEFORE_BODY = Text(
    "Орган существует с {day}: дата должна быть позже", "The body exists since {day}: later, please"
)
_NO_BODY = Text("Выберите орган", "Choose the body")
_NO_OFFICE = Text("Выберите должность", "Choose the office")
_NO_PARTY_THEN = Text(
    "В этот день такого органа или должности нет", "On that day there is no such body or office"
)
_NO_MEMBERS = Text("Назовите членов", "Name the members")
_MEMBER_TWICE = Text("Человек назван дважды", "A person is named twice")
_CHAIRS = Text("Председатель может быть только один", "There can be one chair only")
_NO_PERSON = Text("Впишите фамилию и имя или выберите человека", "Give surname and name, or choose a person")
_NO_CAPACITY = Text("Назначение или исполнение обязанностей", "Appointed or acting")
_NO_BASIS = Text(
    "Исполняющий обязанности назначается только с основанием: впишите его",
    "An acting official needs a basis: write it",
)
_SEATED_LATER = Text(
    "В эти дни место занято (с {day}): выберите другой день",
    "The place is held from {day}: choose another day",
)
_ACTING_ALREADY = Text(
    "Обязанности в эти дни уже исполняют (с {day}): сначала закончите прежний срок",
    "Somebody acts in these days (since {day}): end that term first",
)
_ENDS_FIRST = Text("Последний день раньше первого", "It would end before it begins")
_NO_WORDS = Text("Напишите текст пункта", "Write the point")
_WORDS_LONG = Text("Пункт длиннее 10 000 знаков", "The point is over 10,000 characters")
