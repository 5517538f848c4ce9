"""The calendar: a year at a glance, a term counted on it, and how an administrator adds what is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.calendar_forms import LinesForm, TermForm, WeekForm
from webapp.calendar_year import days_off, months, told_days, year_facts
from webapp.filters import said
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Action, Column, Link
from workflow import policy
from workflow.errors import Invalid, NotFound, Refused
from workflow.governance.calendar import Calendar, SchoolWeek, Vacation, school_year, school_year_title
from workflow.governance.production_year import (
    statutory,
    typed_days,
    typed_vacations,
    written_days,
    written_vacations,
)
from workflow.governance.reckoning import Length, Reckoned, reckon
from workflow.policy import Permission
from workflow.services import calendar as keeping
from workflow.values import Text

blueprint = Blueprint("calendar", __name__, url_prefix="/<organisation>/calendar")

WEEKS = {"5": Text("Пять дней", "Five days"), "6": Text("Шесть дней", "Six days")}
_ONE_DAY = timedelta(days=1)


@blueprint.get("")
def current(organisation: str) -> str | tuple[str, int]:
    """The calendar of this year."""
    return show(organisation, moment(organisation).today.year)


@blueprint.get("/<int:year>")
def show(organisation: str, year: int) -> str | tuple[str, int]:
    """A year: working days, holidays, transfers, vacations; and a term counted on the calendar."""
    policy.require(actor(), Permission.READ, organisation)
    known = grif().reads.calendar_years(organisation)
    _check(year)
    calendar = grif().reads.calendar(organisation, date(year, 1, 1))
    form = TermForm(request.args).offer()
    reckoned, fault = _reckoned(organisation, form)
    page = render_template(
        "calendar/show.html",
        year=year,
        known=year in known,
        title=_("Календарь на %(year)s год", year=year),
        caption=_source(known, year),
        years=_years(organisation, known, year),
        months=months(calendar, year) if year in known else [],
        facts=year_facts(calendar, year) if year in known else [],
        columns=(Column(_("День"), "date"), Column(_("Что это за день")), Column(_("Почему"))),
        days=told_days(calendar, year),
        off=days_off(calendar, year),
        off_columns=(
            Column(_("Каникулы")),
            Column(_("С какого дня"), "date"),
            Column(_("Последний день"), "date"),
        ),
        actions=_actions(organisation, year, known),
        form=form,
        reckoned=reckoned,
        fault=fault,
    )
    return (page, 422) if form.errors else page


@blueprint.route("/<int:year>/days", methods=["GET", "POST"])
def days(organisation: str, year: int) -> Response | str | tuple[str, int]:
    """The year is added, or some of its days are said to be others here."""
    policy.require(actor(), Permission.MANAGE_CALENDAR, organisation)
    _check(year)
    new = year not in grif().reads.calendar_years(organisation)
    form = LinesForm()
    if not form.is_submitted():
        form.lines.data = written_days(statutory(year)) if new else ""
        return _lines_page(organisation, year, form, "days", new)

    def keep() -> None:
        typed = typed_days(form.lines.data or "", year)
        at = moment(organisation)
        if new:
            keeping.add_year(grif().store, actor(), organisation, year, typed, at)
        else:
            keeping.change_days(grif().store, actor(), organisation, typed, at)

    return _kept(organisation, year, form, keep, "days", new)


@blueprint.route("/<int:year>/vacations", methods=["GET", "POST"])
def vacations(organisation: str, year: int) -> Response | str | tuple[str, int]:
    """The vacations of the school year that begins in this year."""
    policy.require(actor(), Permission.MANAGE_CALENDAR, organisation)
    _check(year)
    form = LinesForm()
    if not form.is_submitted():
        form.lines.data = written_vacations(_of_school_year(organisation, year))
        return _lines_page(organisation, year, form, "vacations")

    def keep() -> None:
        typed = typed_vacations(form.lines.data or "", year)
        keeping.set_vacations(grif().store, actor(), organisation, year, typed, moment(organisation))

    return _kept(organisation, year, form, keep, "vacations")


@blueprint.route("/week", methods=["GET", "POST"])
def week(organisation: str) -> Response | str | tuple[str, int]:
    """How many days a week the school teaches, from a day on."""
    policy.require(actor(), Permission.MANAGE_CALENDAR, organisation)
    at = moment(organisation)
    form = WeekForm()
    form.days.choices = [(id_, said(title)) for id_, title in WEEKS.items()]
    back = url_for(".show", organisation=organisation, year=at.today.year)
    if not form.is_submitted():
        form.since.data = date(school_year(at.today), 9, 1)
        form.days.data = str(grif().reads.calendar(organisation, at.today).week(at.today))
        return render_template("calendar/week.html", form=form, back=back)
    if not form.validate():
        return render_template("calendar/week.html", form=form, back=back), 422
    said_week = SchoolWeek(form.since.data, 6 if form.days.data == "6" else 5)
    keeping.set_week(grif().store, actor(), organisation, said_week, at)
    flash(_("Записано"))
    return redirect(back)


def _check(year: int) -> None:
    if not keeping.FIRST_YEAR <= year <= keeping.LAST_YEAR:
        raise NotFound


def _kept(
    organisation: str, year: int, form: LinesForm, keep: Callable[[], None], what: str, new: bool = False
) -> Response | tuple[str, int]:
    try:
        if not form.validate():
            raise Invalid({})
        keep()
    except Invalid as fault:
        form.tell(fault)
        return _lines_page(organisation, year, form, what, new), 422
    flash(_("Записано"))
    return redirect(url_for(".show", organisation=organisation, year=year))


def _lines_page(organisation: str, year: int, form: LinesForm, what: str, new: bool = False) -> str:
    return render_template(
        f"calendar/{what}.html",
        form=form,
        year=year,
        school_year=school_year_title(year),
        new=new,
        back=url_for(".show", organisation=organisation, year=year),
    )


def _of_school_year(organisation: str, first: int) -> Sequence[Vacation]:
    found: Calendar = grif().reads.calendar(organisation, date(first, 9, 1))
    return [one for one in found.vacations if school_year(one.since) == first]


def _reckoned(organisation: str, form: TermForm) -> tuple[Reckoned | None, Refused | None]:
    """The term that was asked for, or why it cannot be counted; neither when none was."""
    if not request.args or not form.validate() or not (form.since.data and form.days.data):
        return None, None
    length = Length(form.days.data, form.unit.data or "working", form.first.data, form.roll.data)
    calendar = grif().reads.calendar(organisation, form.since.data)
    try:
        return reckon(calendar, form.since.data, length), None
    except Refused as fault:
        return None, fault


def _source(known: dict[int, str], year: int) -> str:
    if year not in known:
        return ""
    return _("Официальные праздники и переносы") if known[year] else _("Внесён администратором")


def _years(organisation: str, known: dict[int, str], shown: int) -> list[Link]:
    """The shown year with its neighbours, and the next one that nobody has entered."""
    near = [year for year in {*known, max(known, default=shown) + 1} if abs(year - shown) <= 2]
    years = sorted({*near, shown})
    return [
        Link(str(year), url_for(".show", organisation=organisation, year=year), year == shown)
        for year in years
    ]


def _actions(organisation: str, year: int, known: dict[int, str]) -> list[Action]:
    if not policy.may(actor(), Permission.MANAGE_CALENDAR, organisation):
        return []
    place = {"organisation": organisation, "year": year}
    days = Action(_("Изменить дни") if year in known else _("Добавить год"), url_for(".days", **place))
    off = Action(_("Каникулы"), url_for(".vacations", **place), "secondary")
    return [days, off, Action(_("Учебная неделя"), url_for(".week", organisation=organisation), "secondary")]
