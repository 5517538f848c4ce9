"""The statements that gather what is on record about one edition, for the rules of findings."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from storage.cases import of_edition
from storage.statements import Statement
from storage.tables import (
    agenda_item,
    assignment,
    decision,
    document,
    edition,
    edition_day,
    event,
    instrument,
    membership,
    organisation,
    organisation_name,
    paper_stamp,
    party,
    party_name,
    person_name,
    sign_off,
    void_sign_off,
)
from storage.tables import case as case_table
from storage.tables.references import BY_INSTRUMENT, DECISION
from workflow.governance.people import ACTING, HOLDER

_OF_DOCUMENT = (
    edition.c.organisation == bindparam("of_organisation"),
    edition.c.document == bindparam("of_document"),
)
_KEPT_SINCE = (
    select(func.min(organisation_name.c.since))
    .where(organisation_name.c.organisation == bindparam("of_organisation"))
    .scalar_subquery()
)
_VOIDED = select(func.count()).select_from(void_sign_off).where(*of_edition(void_sign_off))
_CHANGED = (
    select(func.max(event.c.at)).select_from(void_sign_off.join(event)).where(*of_edition(void_sign_off))
)
_PUBLISHED = select(edition_day.c.day).where(*of_edition(edition_day), edition_day.c.what == "published")
PERFORMED = Statement(
    select(event.c.at, event.c.record)
    .where(
        event.c.organisation == bindparam("of_organisation"),
        event.c.document == bindparam("of_document"),
        event.c.kind == "performed",
    )
    .order_by(event.c.seq)
)
EDITION = Statement(
    select(
        edition.c.title,
        edition.c.text,
        edition.c.sha256,
        edition.c.submitted_at,
        edition.c.in_force_from,
        edition.c.in_force_until,
        document.c.paper,
        document.c.kind,
        document.c.editions,
        organisation.c.zone,
        case_table.c.definition,
        _KEPT_SINCE.label("kept_since"),
        _VOIDED.scalar_subquery().label("voided"),
        _CHANGED.scalar_subquery().label("changed_at"),
        _PUBLISHED.scalar_subquery().label("published"),
    )
    .select_from(
        edition.join(document)
        .join(organisation, organisation.c.id == document.c.organisation)
        .outerjoin(
            case_table,
            and_(
                case_table.c.organisation == edition.c.organisation,
                case_table.c.document == edition.c.document,
                case_table.c.edition == edition.c.number,
                case_table.c.workflow == "",
            ),
        )
    )
    .where(*_OF_DOCUMENT, edition.c.number == bindparam("of_edition"))
)
CONTROLLED = Statement(
    select(
        assignment.c.point,
        assignment.c.due,
        person_name.c.surname,
        person_name.c.given,
        person_name.c.patronymic,
    )
    .select_from(
        instrument.join(
            assignment,
            and_(
                assignment.c.organisation == instrument.c.organisation,
                assignment.c.instrument == instrument.c.id,
            ),
        ).join(person_name, person_name.c.person == assignment.c.person)
    )
    .where(
        instrument.c.organisation == bindparam("of_organisation"),
        instrument.c.document == bindparam("of_document"),
        assignment.c.closed_on.is_(None),
        person_name.c.since <= bindparam("on_day"),
        or_(person_name.c.until.is_(None), person_name.c.until > bindparam("on_day")),
    )
    .order_by(assignment.c.point)
)
OTHERS = Statement(
    select(edition.c.number, edition.c.in_force_from, edition.c.in_force_until).where(
        *_OF_DOCUMENT, edition.c.number != bindparam("of_edition"), edition.c.in_force_from.is_not(None)
    )
)


def _on_day(since: ColumnElement[Any], until: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether it held on the day of the answer; of an answer without a day, whether it holds still."""
    day = sign_off.c.decided_on
    holds = and_(since <= day, or_(until.is_(None), until > day))
    return or_(holds, and_(day.is_(None), until.is_(None)))


def _seated_there() -> ColumnElement[bool]:
    return and_(
        membership.c.organisation == sign_off.c.party_organisation, membership.c.party == sign_off.c.party
    )


def _the_item() -> ColumnElement[bool]:
    """The question of the protocol that the decision answers, where its sitting is on record."""
    return and_(
        agenda_item.c.organisation == decision.c.instrument_organisation,
        agenda_item.c.instrument == decision.c.instrument,
        agenda_item.c.number == decision.c.item,
    )


ANSWERS = Statement(
    select(
        sign_off.c.step,
        sign_off.c.act,
        sign_off.c.outcome,
        sign_off.c.party_organisation,
        sign_off.c.party.label("party_id"),
        sign_off.c.text_sha256,
        sign_off.c.decided_on,
        sign_off.c.recorded_at,
        instrument.c.instrument,
        instrument.c.printed,
        instrument.c.signed_by,
        party.c.kind,
        party.c.nature,
        party.c.since,
        party.c.until,
        party_name.c.nominative,
        agenda_item.c.quorum,
        paper_stamp.c.word,
        paper_stamp.c.party.label("shown"),
        paper_stamp.c.evidence,
        paper_stamp.c.number,
        paper_stamp.c.signer,
        paper_stamp.c.unsure,
        paper_stamp.c.order_number,
        paper_stamp.c.order_dated,
    )
    .select_from(
        sign_off.join(party)
        .outerjoin(
            party_name,
            and_(
                party_name.c.organisation == sign_off.c.party_organisation,
                party_name.c.party == sign_off.c.party,
                _on_day(party_name.c.since, party_name.c.until),
            ),
        )
        .outerjoin(decision, DECISION.on)
        .outerjoin(instrument, BY_INSTRUMENT.on)
        .outerjoin(agenda_item, _the_item())
        .outerjoin(paper_stamp)
    )
    .where(*of_edition(sign_off))
    .order_by(sign_off.c.recorded_at, sign_off.c.step)
)
SEATS = Statement(
    select(
        sign_off.c.step,
        func.min(membership.c.since).label("began"),
        func.max(func.coalesce(membership.c.until, literal(date.max, Date))).label("ended"),
        func.sum(
            case((or_(membership.c.until.is_(None), membership.c.until > sign_off.c.decided_on), 1), else_=0)
        ).label("members"),
    )
    .select_from(sign_off.join(membership, _seated_there()))
    .where(*of_edition(sign_off), membership.c.since <= sign_off.c.decided_on)
    .group_by(sign_off.c.step)
)
# Every name that the person has borne: which of them stood under the act is not ours to guess.
HOLDERS = Statement(
    select(
        sign_off.c.step,
        membership.c.person,
        membership.c.capacity,
        membership.c.basis,
        person_name.c.surname,
        person_name.c.given,
        person_name.c.patronymic,
    )
    .select_from(
        sign_off.join(membership, _seated_there()).join(
            person_name, person_name.c.person == membership.c.person
        )
    )
    .where(
        *of_edition(sign_off),
        or_(membership.c.capacity == HOLDER, membership.c.capacity == ACTING),
        _on_day(membership.c.since, membership.c.until),
    )
    .order_by(membership.c.since, person_name.c.since)
)
NAME = Statement(
    select(person_name.c.surname, person_name.c.given, person_name.c.patronymic)
    .where(person_name.c.person == bindparam("of_person"))
    .order_by(person_name.c.since.desc())
)


def _beside(lower: bool) -> Select[Any]:
    """The entry next to each of the edition's in its register, if the order of their days is not theirs.

    Only one that stood there before: of two that do not fit, the later one is told. Found by its id, so that
    both databases look it up: asked by its serial, SQLite reads every entry of the organisation.
    """
    other, each = instrument.alias("other"), instrument.alias("each")
    place = [each.c[name] == instrument.c[name] for name in ("organisation", "register", "period")]
    if lower:
        next_to = each.c.serial < instrument.c.serial
        order: tuple[ColumnElement[Any], ...] = (each.c.serial.desc(), each.c.sub.desc())
        wrong = other.c.dated > instrument.c.dated
    else:
        next_to, order = each.c.serial > instrument.c.serial, (each.c.serial, each.c.sub)
        wrong = other.c.dated < instrument.c.dated
    beside = (
        select(each.c.id).where(*place, next_to).order_by(*order).limit(literal_column("1")).scalar_subquery()
    )
    return (
        select(decision.c.step, other.c.printed, other.c.dated)
        .select_from(
            decision.join(instrument, BY_INSTRUMENT.on).join(
                other, and_(other.c.organisation == instrument.c.organisation, other.c.id == beside)
            )
        )
        .where(*of_edition(decision), wrong, other.c.recorded_at < instrument.c.recorded_at)
    )


LOWER, HIGHER = Statement(_beside(lower=True)), Statement(_beside(lower=False))
