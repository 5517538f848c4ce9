"""The kinds of body and office that a step may ask, with their names: a closed table."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Literal

from workflow.values import Text

Nature = Literal["body", "office"]


@dataclass(frozen=True, slots=True)
class PartyKind:
    """A kind of body (decides by protocol) or office (one person); `title` is in the nominative."""

    id: str
    nature: Nature
    title: Text


def _table(*kinds: tuple[str, Nature, str, str]) -> Mapping[str, PartyKind]:
    return {id_: PartyKind(id_, nature, Text(ru, en)) for id_, nature, ru, en in kinds}


PARTY_KINDS: Mapping[str, PartyKind] = _table(
    ("governing_council", "body", "управляющий совет", "the governing council"),
    ("parents_council", "body", "совет родителей", "the parents' council"),
    ("student_council", "body", "совет обучающихся", "the student council"),
    ("pedagogical_council", "body", "педагогический совет", "the pedagogical council"),
    ("general_meeting", "body", "общее собрание работников", "the general meeting of staff"),
    ("trade_union", "body", "профсоюзный комитет", "the trade union committee"),
    ("methodical_council", "body", "методический совет", "the methodical council"),
    ("supervisory_board", "body", "наблюдательный совет", "the supervisory board"),
    ("board_of_trustees", "body", "попечительский совет", "the board of trustees"),
    ("head", "office", "руководитель", "the head"),
    ("authority", "office", "орган управления образованием", "the education authority"),
    ("founder", "office", "учредитель", "the founder"),
    ("coordinator", "office", "координатор сообщества", "the community's coordinator"),
    ("methodical_centre", "office", "методический центр", "the methodical centre"),
    ("community", "body", "сообщество педагогов", "the community of teachers"),
)


def free_id(kind: str, taken: Container[str]) -> str:
    """The id of a new body or office: its kind, numbered when there is such an id already."""
    if kind not in taken:
        return kind
    return next(id_ for number in count(2) if (id_ := f"{kind}-{number}") not in taken)
