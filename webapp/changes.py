"""Composing an amendment: an operation on a chosen clause, or the text of an order read whole."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.amendment_forms import (
    HINTS,
    PLACES,
    SHOWN,
    SIDES,
    TITLES,
    UNITS,
    ChangeForm,
    OrderTextForm,
    shown_for,
)
from webapp.amendments import frame, place, seen, versioned, written
from webapp.clause_choices import clause_choices
from webapp.filters import said
from webapp.grif import actor, grif
from webapp.language import gettext as _
from webapp.parts import Link
from webapp.pieces import capital
from workflow.documents.addresses import Step, named
from workflow.documents.amend import Instruction, Instructions, bound, lines, read_order
from workflow.documents.amend.annexed import within
from workflow.documents.amend.chosen import (
    Choice,
    Chosen,
    current,
    instructions,
    offered,
    proposed_unit,
)
from workflow.documents.amend.rearranging import proposed_label
from workflow.documents.annexes import all_addresses
from workflow.documents.clauses import Clause, walk
from workflow.documents.declension import named_document
from workflow.documents.document import EditionText
from workflow.documents.editing.places import clause_at, part_of, parts
from workflow.documents.editing.places import place as beside
from workflow.documents.matching import carry_uids
from workflow.documents.reading import read
from workflow.documents.tables import grid, row_table, serial
from workflow.errors import Invalid, NotFound, Refused, Stale
from workflow.services import amending
from workflow.services.amendment_viewing import Looked
from workflow.services.enacting import act_name
from workflow.values import Text

blueprint = Blueprint(
    "changes", __name__, url_prefix="/<organisation>/documents/<int:number>/amendments/<int:amendment>"
)

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """What is changed: a clause, or without one the whole `text`: of the act (part 0) or of an annex."""

    part: int
    text: EditionText
    clause: Clause | None

    @property
    def uid(self) -> str:
        """Of the clause; empty for a whole text."""
        return self.clause.uid if self.clause else ""

    @property
    def about(self) -> tuple[Clause, ...]:
        """What is shown of it: the clause; of a row the head of its table too."""
        if self.clause is None:
            return ()
        head = self.table[:1]
        return self.table[:2] if head == (self.clause,) else (*head, self.clause)

    @property
    def table(self) -> tuple[Clause, ...]:
        """The rows of the table in which the clause is one; nothing for any other."""
        return row_table(beside(self.text.clauses, self.uid, "after").siblings, self.uid) if self.uid else ()


@blueprint.route("/act", methods=["GET", "POST"])
@blueprint.route("/annexes/<int:annex>", methods=["GET", "POST"])
@blueprint.route("/clauses/<uid>", methods=["GET", "POST"])
def change(organisation: str, number: int, amendment: int, uid: str = "", annex: int = 0) -> Answer:
    """One clause, the act itself or an annex: which operation, then its words."""
    one = written(organisation, number, amendment)
    spot = _spot(one.base.text, uid, annex)
    choices = offered(spot.clause, spot.part, row=bool(spot.table))
    does = next((known for known in choices if known == request.args.get("does")), None)
    if does is None:
        return _choices_page(one, spot, choices)
    form = _change_form(spot, does)
    if not form.is_submitted():
        _propose(form, one, spot, does)
        return _change_page(one, spot, does, form)
    if form.validate() and _kept(one, form, does, spot):
        flash(_("Изменение добавлено"))
        return redirect(url_for("amendments.show", **place(one.draft)))
    return _change_page(one, spot, does, form), 422


def _spot(text: EditionText, uid: str, annex: int) -> Spot:
    """Raises NotFound."""
    part = part_of(text, uid) if uid else annex
    if part >= len(parts(text)):
        raise NotFound
    return Spot(part, parts(text)[part], clause_at(text, uid) if uid else None)


def _href(one: Looked, spot: Spot, **asked: str) -> str:
    at = {"uid": spot.uid} if spot.uid else {"annex": spot.part} if spot.part else {}
    return url_for(".change", **at, **asked, **place(one.draft))


@blueprint.route("/order", methods=["GET", "POST"])
def order(organisation: str, number: int, amendment: int) -> Answer:
    """The text of an order: how it was understood is seen first; not understood whole, it is not kept."""
    one, form = written(organisation, number, amendment), OrderTextForm()
    if not form.is_submitted():
        versioned(form, one)
        return _order_page(one, form, None)
    told = read_order((form.order.data or "").replace("\r\n", "\n"))
    if not form.validate() or not _understood(one, form, told):
        return _order_page(one, form, told), 422
    if request.form.get("act") != "save":
        return _order_page(one, form, told)
    if not _composed(one, form, told.found, _annex_texts(one, form.annex.data or "", told.found)):
        return _order_page(one, form, told), 409
    flash(_("Изменения из приказа добавлены"))
    return redirect(url_for("amendments.show", **place(one.draft)))


def _named(one: Looked, spot: Spot) -> Text:
    if spot.clause is not None:
        return capital(named(all_addresses(one.base.text)[spot.uid]))
    return capital(named((Step("annex", str(spot.part)),))) if spot.part else _WHOLE


def _choices_page(one: Looked, spot: Spot, choices: Sequence[Choice]) -> str:
    links = [(Link(TITLES[does], _href(one, spot, does=does)), HINTS[does]) for does in choices]
    return render_template(
        "amendments/choose.html", **frame(one), about=spot.about, name=_named(one, spot), choices=links
    )


def _change_form(spot: Spot, does: Choice) -> ChangeForm:
    form = ChangeForm()
    if does == "move" and spot.clause is not None:
        inside = {each.uid for each in walk((spot.clause,))}
        known = clause_choices(spot.text.clauses)
        form.target.choices = [("", _("Выберите пункт")), *(each for each in known if each[0] not in inside)]
    if does == "replace_cell" and spot.clause is not None:
        form.column.choices = _columns(spot.table, spot.clause)
    form.side.choices = [(side, said(title)) for side, title in SIDES]
    form.place.choices = [(where, said(title)) for where, title in PLACES]
    form.unit.choices = [(unit, said(title)) for unit, title in UNITS]
    if does in ChangeForm.FOLLOWING:
        form.following.label.text = said(ChangeForm.FOLLOWING[does])
    if does in ChangeForm.LABELS:
        form.text.label.text = said(ChangeForm.LABELS[does])
    return form


def _columns(table: Sequence[Clause], row: Clause) -> list[tuple[str, str]]:
    """Each cell of a row under the head of its column, with the words that it has."""
    lines = grid(table)
    said = lines[[one.uid for one in table].index(row.uid)]
    return [
        (
            str(at),
            _("Графа %(turn)s (%(head)s): %(words)s", turn=at + 1, head=head or "–", words=words or "–"),
        )
        for at, (head, words) in enumerate(zip(lines[0], said, strict=True))
    ]


def _propose(form: ChangeForm, one: Looked, spot: Spot, does: Choice) -> None:
    """What the form begins with: the words as they stand, a number that is free."""
    versioned(form, one)
    text, clause = spot.text, spot.clause
    heads = {"replace_title": text.title, "replace_preamble": text.preamble}
    form.text.data = current(clause, does) if clause else heads.get(does, "")
    if "unit" in SHOWN[does]:
        form.unit.data, form.label.data = proposed_unit(text, spot.uid, does)
    if does == "replace_cell" and clause:
        form.column.data = str(min(1, len(serial(clause))))
    if does == "renumber" and clause:
        before = within(one.draft.amendment.operations, spot.part - 1 if spot.part else None)
        form.label.data = proposed_label(text, clause.uid, before)
        form.following.data = form.label.data != clause.label


def _change_page(one: Looked, spot: Spot, does: Choice, form: ChangeForm) -> str:
    return render_template(
        "amendments/change.html",
        **{**frame(one), "back": _href(one, spot)},
        about=spot.about,
        name=_named(one, spot),
        does=does,
        title=TITLES[does],
        hint=HINTS[does],
        shown=shown_for(does, spot.clause),
        row=bool(spot.table),
        form=form,
    )


def _kept(one: Looked, form: ChangeForm, does: Choice, spot: Spot) -> bool:
    """Whether the change was kept; else the form tells why, with what was typed."""
    chosen = form.chosen(does, spot.uid, spot.part)
    try:
        told = instructions(one.base.text, chosen, one.draft.amendment.operations)
    except Invalid as fault:
        form.tell(fault)
        return False
    if _composed(one, form, told, _texts(one, chosen)):
        return True
    _beside_its_field(form, SHOWN[does])
    return False


def _beside_its_field(form: ChangeForm, shown: Sequence[str]) -> None:
    """The first reason stands beside what was typed; a form that asks for nothing has it above."""
    field = next((name for name in ("words", "target", "label", "text") if name in shown), None)
    if field and form.form_errors:
        form[field].errors = [form.form_errors.pop(0)]


def _composed(one: Looked, form: Any, told: Sequence[Instruction], texts: Sequence[EditionText]) -> bool:
    try:
        amending.compose(grif().orders, actor(), seen(one, form), told, texts, _new_uid)
    except (Refused, Stale) as fault:
        unmet = fault.unmet if isinstance(fault, Refused) else ()
        reasons = [said(each.message) for each in unmet] or [said(fault.message)]
        form.form_errors.extend(reason[:1].upper() + reason[1:] for reason in reasons)
        return False
    return True


def _texts(one: Looked, chosen: Chosen) -> list[EditionText]:
    """The new text of the act or of an annex, with its clauses known from the former one."""
    base = one.base.text
    if chosen.does == "new_edition":
        return [_read(chosen.text, base)]
    if chosen.does == "replace_annex":
        return [_read(chosen.text, base.annexes[chosen.annex - 1])]
    return []


def _annex_texts(one: Looked, text: str, told: Sequence[Instruction]) -> list[EditionText]:
    """The annex of a pasted order: of the annex that it gives anew, or of the whole act."""
    if not text.strip():
        return []
    base = one.base.text
    of = next((each for each in told if each.does == "replace_annex"), None)
    label = of.target[-1].label or "1" if of else ""
    turn = int(label) - 1 if label.isdecimal() else -1
    return [_read(text, base.annexes[turn] if 0 <= turn < len(base.annexes) else base)]


def _read(text: str, former: EditionText) -> EditionText:
    reading = read(text)
    clauses = carry_uids(former.clauses, reading.clauses, _new_uid)
    return replace(former, title=reading.title or former.title, clauses=clauses, preamble=reading.preamble)


def _understood(one: Looked, form: OrderTextForm, told: Instructions) -> bool:
    """Whether every instruction was understood and fits the act; each that was not is told with its place."""
    if not told.found and not told.faults:
        form.order.errors = [*form.order.errors, said(_NO_ORDER)]
    for fault in told.faults:
        where = _("Строка %(line)s, знак %(column)s", line=fault.line, column=fault.column)
        form.form_errors.append(f"{where}: {said(fault.message)}")
    if form.form_errors:
        form.order.errors = [said(_NOTHING_TAKEN)]
    if form.order.errors:
        return False
    try:
        texts = _annex_texts(one, form.annex.data or "", told.found)
        bound(told.found, one.base.text, texts, _new_uid, one.draft.amendment.operations)
    except Refused as refusal:
        reasons = [said(each.message) for each in refusal.unmet] or [said(refusal.message)]
        form.form_errors.extend(reason[:1].upper() + reason[1:] for reason in reasons)
        form.order.errors = [said(_NOTHING_TAKEN)]
        return False
    return True


def _order_page(one: Looked, form: OrderTextForm, told: Instructions | None) -> str:
    return render_template(
        "amendments/order.html",
        **frame(one),
        form=form,
        told=told,
        sound=told is not None and not form.errors,
        said_lines=_said_lines(one, form, told) if told is not None and not form.errors else (),
        other=_other_act(one, told) if told else "",
    )


def _said_lines(one: Looked, form: OrderTextForm, told: Instructions) -> tuple[str, ...]:
    """What was understood, in the words that the new order will use."""
    base, before = one.base.text, one.draft.amendment.operations
    texts = _annex_texts(one, form.annex.data or "", told.found)
    amendment = bound(told.found, base, texts, _new_uid, before)
    return lines(base, amendment, act_name(base))[len(before) :]


def _other_act(one: Looked, told: Instructions) -> str:
    """The act that the order names, when it does not look like this one."""
    text, act = one.base.text, _plain(told.act)
    name = named_document(text.title, text.word)
    known = (name.accusative, name.genitive, text.title)
    return told.act if act and all(_plain(each) not in act for each in known) else ""


def _plain(words: str) -> str:
    return " ".join("".join(one if one.isalnum() else " " for one in words.casefold()).split())


def _new_uid() -> str:
    return secrets.token_hex(4)


_WHOLE = Text("Акт целиком", "The whole act")
_NOTHING_TAKEN = Text(
    "Не внесено ничего: исправьте то, что отмечено", "Nothing was taken: correct what is told above"
)
_NO_ORDER = Text("В тексте нет ни одного изменения", "There is no change in the text")
