"""What happened, said in plain sentences when read, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from workflow import edition_events
from workflow.calendar_events import Facts, Known, Sentence, day, days_said, vacations_said
from workflow.chain.acts import ACTS
from workflow.documents.editing.told import edited
from workflow.engine.definition import Act
from workflow.engine.versions import VOID
from workflow.governance.findings import PERSONAL_FACTS, Finding, told
from workflow.journal import Recorded
from workflow.values import PartyKey, Text, both


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history: what happened, who did it and as what, on which text, with what remark."""

    at: str
    seq: int
    sentences: tuple[Text, ...]
    who: Text
    capacity: Text
    edition: int | None
    sha256: str | None
    remark: str


CAPACITIES: Mapping[str, Text] = {
    "chair": Text("председатель", "chair"),
    "deputy": Text("заместитель председателя", "deputy chair"),
    "secretary": Text("секретарь", "secretary"),
    "member": Text("член", "member"),
    "holder": Text("должностное лицо", "official"),
    "acting": Text("исполняющий обязанности", "acting official"),
    "administrator": Text("администратор", "administrator"),
    "auditor": Text("аудитор", "auditor"),
    "coordinator": Text("координатор", "coordinator"),
    "head": Text("руководитель", "head"),
    "authority": Text("руководитель органа управления", "head of the authority"),
}
SYSTEM_NAME = Text("Система", "The system")
_ERASED = "–"
ERASED_NAME = Text("имя удалено по закону", "name erased by law")
INSTRUMENTS: Mapping[str, Text] = {
    "protocol": Text("протокол № {number} от {dated}", "protocol No. {number} of {dated}"),
    "order": Text("приказ № {number} от {dated}", "order No. {number} of {dated}"),
}


def tell(event: Recorded, known: Known) -> Told:
    """The event as a line of history."""
    facts = {**_about_people(event), **event.facts}
    said = _SENTENCES[event.kind](facts, known) if event.kind in _SENTENCES else (both(event.kind),)
    return Told(
        event.at,
        event.seq,
        _of_process(facts, said) if "process" in facts else said,
        _who(event),
        _capacity(event),
        cast("int | None", facts.get("edition")),
        cast("str | None", facts.get("sha256")),
        (event.personal or {}).get("remark", ""),
    )


def _of_process(facts: Facts, said: tuple[Text, ...]) -> tuple[Text, ...]:
    """Of what goes beside the chain each sentence names it first."""
    ru, en = facts["process"]
    return tuple(Text(f"{ru}: {_lower(one.ru)}", f"{en}: {_lower(one.en)}") for one in said)


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def _capacity(event: Recorded) -> Text:
    """In what capacity, and by what paper when for another."""
    said = CAPACITIES.get(event.capacity, both(event.capacity))
    basis = (event.personal or {}).get("basis") if event.kind == "signed" else None
    return Text(f"{said.ru} ({basis})", f"{said.en} ({basis})") if basis else said


def _about_people(event: Recorded) -> Mapping[str, object]:
    """Whom the sentence is about: told by the personal payload alone, and erased with it."""
    return event.personal if event.personal is not None else {"person": _ERASED, "login": _ERASED}


def _plain(ru: str, en: str) -> Sentence:
    template = Text(ru, en)

    def say(facts: Facts, _known: Known) -> tuple[Text, ...]:
        return (template.filled(**facts),)

    return say


def _dated(ru: str, en: str, field: str) -> Sentence:
    template = Text(ru, en)

    def say(facts: Facts, _known: Known) -> tuple[Text, ...]:
        return (template.filled(**{**facts, field: day(facts[field])}),)

    return say


def _seated(ru: str, en: str, field: str) -> Sentence:
    def say(facts: Facts, _known: Known) -> tuple[Text, ...]:
        capacity = CAPACITIES.get(facts["capacity"], both(facts["capacity"]))
        told = {**facts, field: day(facts[field])}
        russian = ru.format(**{**told, "capacity": capacity.ru})
        return (Text(russian, en.format(**{**told, "capacity": capacity.en})),)

    return say


def _signed(facts: Facts, known: Known) -> tuple[Text, ...]:
    party = known.party(PartyKey(*facts["party"]))
    party = party[:1].upper() + party[1:]
    answers = {answer.id: answer.told for answer in ACTS[cast("Act", facts["act"])].outcomes}
    answer = answers.get(facts["outcome"], both(facts["outcome"]))
    said = Text(f"{party}: {answer.ru}", f"{party}: {answer.en}")
    if "about" in facts:
        about, on = known.party(PartyKey(*facts["about"])), day(facts["on"])
        said = Text(f"{said.ru}: {about}, {on}", f"{said.en}: {about}, {on}")
    if "instrument" in facts:
        link = INSTRUMENTS[facts["instrument"]].filled(number=facts["number"], dated=day(facts["dated"]))
        said = Text(f"{said.ru}, {link.ru}", f"{said.en}, {link.en}")
    if "votes" in facts:
        votes = _VOTES.filled(**dict(zip(("yes", "no", "abstained"), facts["votes"], strict=True)))
        said = Text(f"{said.ru}; {votes.ru}", f"{said.en}; {votes.en}")
    return (said, *_moved(facts, known))


def _sat(facts: Facts, known: Known) -> tuple[Text, ...]:
    """The sitting, then each body's protocol."""
    said = _SITTING.filled(day=day(facts["held_on"]))
    protocols = [(known.party(PartyKey(*party)), number) for party, number in facts["protocols"]]
    return (said, *(Text(f"{name}: протокол № {no}", f"{name}: protocol No. {no}") for name, no in protocols))


def _corrected(facts: Facts, known: Known) -> tuple[Text, ...]:
    name = known.party(PartyKey(*facts["party"]))
    return (Text(f"{name}: к протоколу добавлено исправление", f"{name}: a protocol was corrected"),)


def _ruled(facts: Facts, known: Known) -> tuple[Text, ...]:
    name, since = known.party(PartyKey(*facts["party"])), day(facts["since"])
    return (Text(f"{name}: правила принятия решений с {since}", f"{name}: how it decides, from {since}"),)


def _ballot(ru: str, en: str) -> Sentence:
    def say(facts: Facts, known: Known) -> tuple[Text, ...]:
        name = known.party(PartyKey(*facts["party"]))
        return (Text(f"{name}: {ru}", f"{name}: {en}"),)

    return say


def _moved(facts: Facts, known: Known) -> tuple[Text, ...]:
    """The moves that followed by themselves, booked on the system with this event as their cause."""
    moves = [move for move in facts.get("moves", []) if move[1] != move[2]]
    titles = [_state(facts, known, target) for _, _, target, _ in moves]
    return tuple(Text(f"Состояние: {title.ru}", f"State: {title.en}") for title in titles)


def _state(facts: Facts, known: Known, state: str) -> Text:
    return known.state(facts["edition"], state, facts.get("workflow", ""))


def _begun(facts: Facts, known: Known) -> tuple[Text, ...]:
    title = _state(facts, known, facts["state"])
    return (Text(f"Начато, состояние «{title.ru}»", f"Begun, state “{title.en}”"),)


def _performed(facts: Facts, known: Known) -> tuple[Text, ...]:
    title = Text(*facts["title"])
    said = Text(f"Действие «{title.ru}»", f"“{title.en}” was performed")
    if facts.get("bypassed"):
        said = Text(f"{said.ru}{_BYPASSED.ru}", f"{said.en}{_BYPASSED.en}")
    return (said, *_moved(facts, known))


def _submitted(facts: Facts, known: Known) -> tuple[Text, ...]:
    said = Text(
        "Редакция {edition} отправлена по цепочке «{chain}»", "Edition {edition} was submitted by “{chain}”"
    ).filled(**facts)
    absent = (known.party(PartyKey(*party)) for party in facts.get("absent", []))
    missing = (Text(f"Не создан: {name}", f"Not formed: {name}") for name in absent)
    return (said, *missing, *_moved(facts, known))


def _migrated(facts: Facts, known: Known) -> tuple[Text, ...]:
    """The new chain, then each answer that is void and why, then who is asked besides."""
    said = Text(
        "Ход редакции {edition} переведён на цепочку «{chain}»",
        "Edition {edition} goes on by the chain “{chain}”",
    ).filled(**facts)
    state = _state(facts, known, facts["state"][1])
    stands = Text(f"Состояние: {state.ru}", f"State: {state.en}")
    kept = [_of_party(_KEPT, known, party, both("")) for _, _, *party in facts["kept"]]
    void = [_of_party(_VOID, known, party, VOID.get(code, both(code))) for _, code, *party in facts["void"]]
    asked = [_of_party(_ASKED, known, party, both("")) for _, *party in facts["asked"]]
    return (said, stands, *kept, *void, *asked)


def _of_party(told: Text, known: Known, party: Any, why: Text) -> Text:
    # Not `filled`: a body's name is what people typed and may hold braces.
    name = known.party(PartyKey(*party))
    russian = told.ru.replace("{why}", why.ru).replace("{party}", name)
    return Text(russian, told.en.replace("{why}", why.en).replace("{party}", name))


def _of_step(ru: str, en: str) -> Sentence:
    def say(facts: Facts, known: Known) -> tuple[Text, ...]:
        name = known.party(PartyKey(*facts["party"]))
        return (Text(f"{name}: {ru}", f"{name}: {en}"),)

    return say


def _withdrawn(facts: Facts, _known: Known) -> tuple[Text, ...]:
    return (Text("Редакция {edition} отозвана", "Edition {edition} was withdrawn").filled(**facts),)


def _elapsed(facts: Facts, known: Known) -> tuple[Text, ...]:
    if "silent" in facts:
        party = known.party(PartyKey(*facts["silent"]))
        said = Text(f"Мнение не поступило в срок: {party}", f"No opinion came in time: {party}")
        return (said, *_moved(facts, known))
    return (Text("Наступил срок", "The term ended"), *_moved(facts, known))


def _finding(ru: str, en: str) -> Sentence:
    def say(facts: Facts, _known: Known) -> tuple[Text, ...]:
        named = {name: str(facts[name]) for name in PERSONAL_FACTS if name in facts}
        said = told(Finding(facts["code"], "warning", {**facts["compared"], **named}))
        return (Text(f"{ru}: {said.ru}", f"{en}: {said.en}"),)

    return say


def _who(event: Recorded) -> Text:
    if event.actor == "system":
        return SYSTEM_NAME
    if event.personal is None:
        return ERASED_NAME
    return both(event.personal.get("name", event.actor))


def _order_signed(facts: Facts, _known: Known) -> tuple[Text, ...]:
    order = INSTRUMENTS["order"].filled(number=facts["number"], dated=day(facts["dated"]))
    title, count = facts["title"], len(facts["points"])
    return (
        Text(
            f"Подписан {order.ru} «{title}», пунктов: {count}",
            f"Signed: {order.en} “{title}”, points: {count}",
        ),
    )


def _order_point_revoked(facts: Facts, _known: Known) -> tuple[Text, ...]:
    number, point = facts["revoked"], facts["point"]
    dated, since = day(facts["revoked_dated"]), day(facts["since"])
    return (
        Text(
            f"Пункт {point} приказа № {number} от {dated} отменён с {since}",
            f"Point {point} of order No. {number} of {dated} is revoked from {since}",
        ),
    )


_BYPASSED = Text(
    ", условия обойдены по праву управляющего", ", its conditions were passed by with a manager's right"
)
_KEPT = Text("Отметка сохраняет силу: {party}", "The sign-off stays valid: {party}")
_VOID = Text("Отметка потеряла силу: {party} – {why}", "The sign-off is void: {party} – {why}")
_ASKED = Text("Теперь ждут решения: {party}", "Now asked: {party}")
_SITTING = Text("Записано заседание {day}", "The sitting of {day} was recorded")
_VOTES = Text(
    "за {yes}, против {no}, воздержались {abstained}", "{yes} for, {no} against, {abstained} abstained"
)
_SENTENCES: Mapping[str, Sentence] = {
    "created": _plain("Внесён документ «{title}»", "The document “{title}” was put in"),
    "edition_made": _plain("Создан проект редакции {edition}", "A draft of edition {edition} was made"),
    "draft_changed": _plain(
        "Изменён проект редакции {edition}", "The draft of edition {edition} was changed"
    ),
    "amendment_begun": _plain(
        "Начат проект изменений № {amendment}", "Draft amendment {amendment} was begun"
    ),
    "amendment_dropped": _plain(
        "Удалён проект изменений № {amendment}", "Draft amendment {amendment} was dropped"
    ),
    "amendment_rebased": _plain(
        "Проект изменений № {amendment} перенесён на редакцию {base}",
        "Draft amendment {amendment} was carried over to edition {base}",
    ),
    "clause_edited": lambda facts, _known: edited(facts),
    "file_read": _plain(
        "Файл прочитан: правок принято {accepted}, отклонено {declined}, вписано {typed}",
        "The file was read: {accepted} mends accepted, {declined} declined, {typed} lines typed",
    ),
    "submitted": _submitted,
    "signed": _signed,
    "performed": _performed,
    "process_begun": _begun,
    "process_ended": _plain("Прекращено", "Ended"),
    "withdrawn": _withdrawn,
    "claimed": _of_step("дело взято", "the task was taken"),
    "released": _of_step("дело отпущено", "the task was released"),
    "elapsed": _elapsed,
    "case_migrated": _migrated,
    **edition_events.SENTENCES,
    "printed": _plain("Печатный акт сохранён: {file}", "The printed act was stored: {file}"),
    "imported": _plain(
        "Внесён в архив бумажный документ «{title}»", "The paper document “{title}” was put in the archive"
    ),
    "finding_opened": _finding("Замечание", "Finding"),
    "finding_settled": _finding("Замечание снято: факты изменились", "Finding settled: its facts changed"),
    "finding_closed": _finding("Закрыто замечание", "Finding closed"),
    "sitting_recorded": _sat,
    "protocol_corrected": _corrected,
    "rule_set": _ruled,
    "ballot_opened": _ballot("открыто голосование", "a vote was opened"),
    "ballot_closed": _ballot("голосование закончено", "the vote was closed"),
    "organisation_added": _plain("Заведена организация", "The organisation was added"),
    "party_added": _plain("Добавлено: {party_name}", "Added: {party_name}"),
    "party_renamed": _dated(
        "{party_name}: с {since} – {new_name}", "{party_name}: from {since} {new_name}", "since"
    ),
    "party_closed": _dated(
        "{party_name}: деятельность прекращена {until}", "{party_name}: ended on {until}", "until"
    ),
    "body_absent": _dated(
        "{party_name}: не создан, заявлено {day}", "{party_name}: not formed: {day}", "day"
    ),
    "body_formed": _dated("{party_name}: создан {since}", "{party_name}: formed on {since}", "since"),
    "order_begun": _plain("Начат проект приказа «{title}»", "A draft order “{title}” was begun"),
    "order_dropped": _plain("Удалён проект приказа «{title}»", "The draft order “{title}” was dropped"),
    "order_signed": _order_signed,
    "order_point_revoked": _order_point_revoked,
    "point_closed": _plain(
        "Пункт {point} приказа исполнен и снят с контроля", "Point {point} of the order is done and closed"
    ),
    "seat_given": _seated(
        "{party_name}: {person}, {capacity}, с {since}",
        "{party_name}: {person}, {capacity}, from {since}",
        "since",
    ),
    "seat_ended": _seated(
        "{party_name}: {person}, {capacity}, до {until}",
        "{party_name}: {person}, {capacity}, until {until}",
        "until",
    ),
    "definition_published": _plain("Введена цепочка «{chain}»", "The chain “{chain}” was published"),
    "definition_withdrawn": _plain("Отменена цепочка «{chain}»", "The chain “{chain}” was withdrawn"),
    "account_opened": _plain("Открыта учётная запись {login}", "The account {login} was opened"),
    "account_renewed": _plain(
        "Новый пароль для учётной записи {login}", "The account {login} was given a new password"
    ),
    "paperless": _dated("С {since} подпись в системе: {basis}", "Signed here from {since}: {basis}", "since"),
    "on_paper": _dated("С {since} подпись на бумаге: {basis}", "On paper from {since}: {basis}", "since"),
    "calendar_year": _plain("В календарь добавлен {year} год", "The year {year} was added to the calendar"),
    "calendar_days": days_said,
    "vacations": vacations_said,
    "school_week": _dated(
        "С {since} учебных дней в неделю: {days}", "From {since} lessons on {days} days a week", "since"
    ),
    "register_opened": _plain("Открыт журнал «{title}»", "The register “{title}” was opened"),
    "register_rule": _dated(
        "Журнал «{title}»: с {since} номера вида {sample}",
        "Register “{title}”: from {since} numbers such as {sample}",
        "since",
    ),
    "register_term": _dated(
        "Журнал «{title}»: новый срок полномочий с {since}",
        "Register “{title}”: a new term of office from {since}",
        "since",
    ),
    "number_void": _dated(
        "Журнал «{title}»: номер {number} от {dated} аннулирован",
        "Register “{title}”: number {number} of {dated} is void",
        "dated",
    ),
    "account_disabled": _plain("Закрыта учётная запись {login}", "The account {login} was disabled"),
}
