"""What a step may ask, what may be answered, and what each answer does to the case: closed tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workflow.engine.definition import Act
from workflow.errors import Invalid
from workflow.values import Text

Effect = Literal["advance", "block", "return"]
NO_REPLY = "no_reply"
"""What becomes of a step that only time answers."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer: the word a person picks, what it does, and how history tells it (no gender, past)."""

    id: str
    title: Text
    effect: Effect
    told: Text
    remark_required: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class ActKind:
    """An act with all that may become of it; nobody gives a `silent` outcome, it only ever happens.

    `dated`: the day it was done is asked for, though no protocol or order bears it.
    """

    id: Act
    title: Text
    outcomes: tuple[Outcome, ...]
    dated: bool = False

    @property
    def offered(self) -> tuple[Outcome, ...]:
        """The answers that a person may give."""
        return tuple(one for one in self.outcomes if not one.silent)


def _yes(id_: str, ru: str, en: str, told_ru: str, told_en: str) -> Outcome:
    return Outcome(id_, Text(ru, en), "advance", Text(told_ru, told_en))


def _no(ru: str, en: str, told_ru: str, told_en: str) -> Outcome:
    return Outcome("refused", Text(ru, en), "return", Text(told_ru, told_en), remark_required=True)


AGREE = ActKind(
    "agree",
    Text("согласовать", "agree"),
    (
        _yes("agreed", "Согласовано", "Agreed", "согласовано", "agreed"),
        Outcome(
            "agreed_with_remarks",
            Text("Согласовано с замечаниями", "Agreed with remarks"),
            "advance",
            Text("согласовано с замечаниями", "agreed with remarks"),
            remark_required=True,
        ),
        _no("Не согласовано", "Not agreed", "отказано в согласовании", "agreement refused"),
    ),
)
OPINION = ActKind(
    "opinion",
    Text("дать мнение", "give an opinion"),
    (
        _yes(
            "positive",
            "Мнение положительное",
            "Positive opinion",
            "дано положительное мнение",
            "positive opinion given",
        ),
        # Law lets the head go on against an opinion (ТК РФ 372, 273-ФЗ 30), so it never sends back.
        Outcome(
            "negative",
            Text("Мнение отрицательное", "Negative opinion"),
            "advance",
            Text("дано отрицательное мнение", "negative opinion given"),
            remark_required=True,
        ),
        Outcome(
            NO_REPLY,
            Text("Мнение не поступило в срок", "No opinion in time"),
            "advance",
            Text("мнение не поступило в срок", "no opinion came in time"),
            silent=True,
        ),
    ),
)
ADOPT = ActKind(
    "adopt",
    Text("принять", "adopt"),
    (
        _yes("adopted", "Принято", "Adopted", "принято", "adopted"),
        _no("Не принято", "Not adopted", "отказано в принятии", "adoption refused"),
    ),
)
APPROVE = ActKind(
    "approve",
    Text("утвердить", "approve"),
    (
        _yes("approved", "Утверждено", "Approved", "утверждено", "approved"),
        _no("Не утверждено", "Not approved", "отказано в утверждении", "approval refused"),
    ),
)
CONSIDER = ActKind(
    "consider",
    Text("рассмотреть", "consider"),
    (
        _yes("considered", "Рассмотрено", "Considered", "рассмотрено", "considered"),
        _no(
            "Отправлено на доработку",
            "Sent back for rework",
            "отправлено на доработку",
            "sent back for rework",
        ),
    ),
)
ACKNOWLEDGE = ActKind(
    "acknowledge",
    Text("ознакомиться", "acknowledge"),
    (
        _yes(
            "acknowledged",
            "Ознакомление подтверждено",
            "Acknowledged",
            "ознакомление подтверждено",
            "acknowledged",
        ),
    ),
)
REGISTER = ActKind(
    "register",
    Text("зарегистрировать", "register"),
    (_yes("registered", "Зарегистрировано", "Registered", "зарегистрировано", "registered"),),
)

DELIVER = ActKind(
    "deliver",
    Text("передать проект", "hand over the draft"),
    (_yes("delivered", "Проект получен", "Draft received", "проект передан", "the draft was handed over"),),
    dated=True,
)
CONSULT = ActKind(
    "consult",
    Text("провести консультации", "hold consultations"),
    (
        _yes(
            "settled",
            "Согласие достигнуто",
            "Agreed",
            "на консультациях достигнуто согласие",
            "agreed after consultation",
        ),
        Outcome(
            "amend",
            Text("Договорились изменить текст", "The text is to be amended"),
            "return",
            Text("на консультациях решено изменить текст", "the consultation led to an amended text"),
            remark_required=True,
        ),
        _yes(
            "disagreed",
            "Составлен протокол разногласий",
            "Protocol of disagreements",
            "составлен протокол разногласий",
            "a protocol of disagreements was drawn up",
        ),
    ),
    dated=True,
)

ACTS: Mapping[str, ActKind] = {
    kind.id: kind
    for kind in (AGREE, OPINION, ADOPT, APPROVE, CONSIDER, ACKNOWLEDGE, REGISTER, DELIVER, CONSULT)
}


ABSENT = "absent"
"""What stands for the answer of a body that was not formed: the step is not applicable (norms, rule 8)."""

AGAINST = frozenset({"negative", "disagreed"})
"""The answers after which the document goes on although somebody is against it."""


def outcome(act: Act, id_: str) -> Outcome:
    """The answer `id_` of `act`; raises Invalid (field `outcome`) naming the answers there are."""
    kind = ACTS[act]
    for answer in kind.offered:
        if answer.id == id_:
            return answer
    raise Invalid({"outcome": _choose(kind)})


def _choose(kind: ActKind) -> Text:
    ru = ", ".join(f"«{answer.title.ru}»" for answer in kind.offered)
    en = ", ".join(f"“{answer.title.en}”" for answer in kind.offered)
    return Text(f"Выберите ответ: {ru}", f"Choose an answer: {en}")
