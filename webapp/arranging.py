"""A draft's clauses arranged: one comes, moves, lapses or goes; numbers are changed only as accepted."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, request

from webapp import editing_parts
from webapp.clause_choices import clause_choices, clause_line, clause_words
from webapp.editing import Answer, begin, late, lost
from webapp.editing_forms import AddForm, MoveForm, NumberingForm, RemoveForm
from webapp.editing_parts import drafted, editor, heading, names, tree_href
from webapp.filters import said
from webapp.forms import GrifForm
from webapp.language import gettext as _
from workflow.documents.amend.operations import own_sha256, whole_sha256
from workflow.documents.clauses import Clause, Kind, walk
from workflow.documents.document import EditionText
from workflow.documents.editing.citing import cited_in, followed
from workflow.documents.editing.numbers import Renaming, below, counted_label, free_label, in_order
from workflow.documents.editing.places import Place, Where, clause_at, part_of, parts
from workflow.documents.editing.places import place as place_of
from workflow.errors import GrifError, Invalid, NotFound, Refused, Stale
from workflow.services import editing
from workflow.services.editing import Added, Gone, Moved, Overtaken, Window
from workflow.services.viewing import Opened
from workflow.values import Text

blueprint = Blueprint(
    "arranging", __name__, url_prefix="/<organisation>/documents/<int:number>/editions/<int:edition>/draft"
)

blueprint.register_error_handler(Stale, late)

KINDS: dict[Kind, Text] = {
    "point": Text("Пункт", "Clause"),
    "item": Text("Подпункт перечня", "Item of a list"),
    "dash": Text("Дефис", "Dash"),
    "paragraph": Text("Абзац без номера", "Paragraph without a number"),
    "section": Text("Раздел", "Section"),
}
HEADINGS: dict[Where, Text] = {
    "before": Text("Вставить перед", "Insert before"),
    "after": Text("Вставить после", "Insert after"),
    "inside": Text("Вставить внутрь", "Insert inside"),
}


@blueprint.route("/<uid>/add/<any(before,after,inside):where>", methods=["GET", "POST"])
def add(organisation: str, number: int, edition: int, uid: str, where: Where) -> Answer:
    """A new clause beside or inside another."""
    opened = drafted(organisation, number, edition)
    form = AddForm()
    try:
        at = _place(opened, uid, where)
    except NotFound:
        if not form.is_submitted():
            raise
        return lost(opened, form, where)
    choices = dict(_offered(opened, uid, at))
    form.what.choices = list(choices.items())
    if not form.is_submitted():
        begin(form, opened, uid, None, where)
        form.what.data = _likely(clause_at(opened.edition.text, uid), where, choices)
        return _add_page(opened, uid, where, form)
    try:
        done = editing.add(editor(opened), _added(form, uid, where, at), _window(form, f"{uid}+{where}"))
    except Overtaken:
        return lost(opened, form, where)
    except (Invalid, Refused) as fault:
        code = refused(form, fault)
        return _add_page(opened, uid, where, form), code
    made = next(one for one in _uids(done.text) if one not in set(_uids(opened.edition.text)))
    flash(_("Вставлено в проект: %(clause)s", clause=said(names(done.text)[made])), "done")
    return redirect(tree_href(opened, made))


@blueprint.route("/<uid>/move", methods=["GET", "POST"])
def move(organisation: str, number: int, edition: int, uid: str) -> Answer:
    """A clause to another place: first what would come of it, then the move."""
    opened = drafted(organisation, number, edition)
    one = clause_at(opened.edition.text, uid)
    form = MoveForm()
    form.target.choices = _targets(opened, one)
    if not form.is_submitted():
        form.new_command()
        form.seen.data, form.where.data, form.numbering.data = own_sha256(one), "after", "free"
        return _move_page(opened, one, form)
    try:
        moved = _moved(opened, one, form)
        if request.form.get("act") != "save":
            return _move_page(opened, one, form, moved)
        editing.move(editor(opened), moved, Window(command=form.command.data or None))
    except (Overtaken, Invalid, Refused) as fault:
        code = refused(form, fault)
        form.seen.data = own_sha256(one)
        return _move_page(opened, one, form), code
    flash(_("Перенесено: %(clause)s", clause=said(heading(opened, uid))), "done")
    return redirect(tree_href(opened, uid))


@blueprint.route("/<uid>/remove", methods=["GET", "POST"])
def remove(organisation: str, number: int, edition: int, uid: str) -> Answer:
    """A clause lapses and keeps its number, or goes with all below it."""
    opened = drafted(organisation, number, edition)
    one = clause_at(opened.edition.text, uid)
    form = RemoveForm()
    if not form.is_submitted():
        form.new_command()
        form.seen.data = whole_sha256(one)
        form.way.data = "repeal" if opened.document.in_force else "exclude"
        return _remove_page(opened, one, form)
    if not form.validate():
        return _remove_page(opened, one, form), 422
    try:
        gone = Gone(uid, form.seen.data or "", form.way.data == "repeal")
        editing.remove(editor(opened), gone, Window(command=form.command.data or None))
    except (Overtaken, Invalid, Refused) as fault:
        code = refused(form, fault)
        form.seen.data = whole_sha256(one)
        return _remove_page(opened, one, form), code
    flash(_("Сделано: %(clause)s", clause=said(heading(opened, uid))), "done")
    return redirect(tree_href(opened, uid if gone.lapses else ""))


@blueprint.route("/numbering/<int:part>", methods=["GET", "POST"])
def numbering(organisation: str, number: int, edition: int, part: int) -> Answer:
    """The numbers that a count in order would give, each to be accepted."""
    opened = drafted(organisation, number, edition)
    text = opened.edition.text
    if part >= len(parts(text)):
        raise NotFound
    proposed = {_key(one): one for one in in_order(parts(text)[part].clauses)}
    form = NumberingForm()
    form.accepted.choices = [
        (key, f"{one.former} → {one.latter}: {clause_words(clause_at(text, one.uid))}")
        for key, one in proposed.items()
    ]
    if not form.is_submitted():
        form.new_command()
        form.accepted.data = list(proposed)
        return _numbering_page(opened, form, part, list(proposed.values()))
    accepted = [_renaming(key) for key in form.accepted.data or []]
    try:
        editing.renumber(editor(opened), part, accepted, Window(command=form.command.data or None))
    except (Overtaken, Invalid, Refused) as fault:
        code = refused(form, fault)
        return _numbering_page(opened, form, part, list(proposed.values())), code
    flash(_("Номера изменены"), "done")
    return redirect(tree_href(opened))


def _place(opened: Opened, uid: str, where: Where) -> Place:
    text = opened.edition.text
    return place_of(parts(text)[part_of(text, uid)].clauses, uid, where)


def _offered(opened: Opened, uid: str, at: Place) -> Iterator[tuple[str, str]]:
    """What may come at a place, with the number it would bear and whom it would move."""
    text = opened.edition.text
    clauses = parts(text)[part_of(text, uid)].clauses
    for kind, word in KINDS.items():
        if kind == "section" and at.parent is not None and at.parent.kind != "section":
            continue
        free = free_label(at.siblings, at.turn, kind, at.parent)
        yield f"{kind}:free", _said_free(kind, word, free)
        counted = counted_label(at.siblings, at.turn, kind, at.parent)
        if counted is not None and counted[1]:
            yield f"{kind}:push", _said_push(word, counted, clauses)


def _said_free(kind: Kind, word: Text, free: str | None) -> str:
    if kind in ("dash", "paragraph"):
        return said(word)
    if free is None:
        return _("%(what)s: свободного номера нет, впишите свой ниже", what=said(word))
    return f"{said(word)} {free}"


def _said_push(word: Text, counted: tuple[str, tuple[Renaming, ...]], clauses: tuple[Clause, ...]) -> str:
    label, pushed = counted
    told = ", ".join(f"{one.former} → {one.latter}" for one in pushed[:6])
    told = f"{told}…" if len(pushed) > 6 else told
    citing = [clause_line(_by_uid(clauses, one.uid)) for one in followed(clauses, pushed)]
    words = _("%(what)s %(label)s, номера ниже сдвинутся: %(told)s", what=said(word), label=label, told=told)
    return f"{words}; {_('ссылки исправятся: %(where)s', where='; '.join(citing))}" if citing else words


def _by_uid(clauses: tuple[Clause, ...], uid: str) -> Clause:
    return next(one for one in walk(clauses) if one.uid == uid)


def _likely(one: Clause, where: Where, choices: dict[str, str]) -> str:
    """What people add most: the same as what stands there."""
    kind = one.kind
    if where == "inside":
        kind = one.children[-1].kind if one.children else ("point" if one.kind == "section" else "dash")
    return f"{kind}:free" if f"{kind}:free" in choices else next(iter(choices))


def _added(form: AddForm, uid: str, where: Where, at: Place) -> Added:
    """The clause of the form. Raises Invalid."""
    if not form.validate():
        raise Invalid({})
    kind, _colon, way = (form.what.data or "").partition(":")
    own, typed = (form.label.data or "").strip(), form.text.data or ""
    push = way == "push" and not own
    free = free_label(at.siblings, at.turn, kind, at.parent)
    if free is None and not own and not push:
        raise Invalid({"label": _NO_FREE})
    return Added(uid, where, kind, own or free or "", typed, push)


def _targets(opened: Opened, one: Clause) -> list[tuple[str, str]]:
    """The clauses of the same part that it may come to: not itself, not what stands below it."""
    text = opened.edition.text
    inside = {found.uid for found in walk((one,))}
    clauses = parts(text)[part_of(text, one.uid)].clauses
    return [choice for choice in clause_choices(clauses) if choice[0] not in inside]


def _moved(opened: Opened, one: Clause, form: MoveForm) -> Moved:
    """The move of the form. Raises Invalid."""
    if not form.validate():
        raise Invalid({})
    target, where = str(form.target.data), form.where.data
    at = _place(opened, target, where).without(one.uid)
    own = (form.label.data or "").strip()
    label = own or one.label
    if not own and form.numbering.data == "free":
        free = free_label(at.siblings, at.turn, one.kind, at.parent)
        if free is None:
            raise Invalid({"label": _NO_FREE})
        label = free
    return Moved(one.uid, form.seen.data or "", target, where, label)


def _window(form: AddForm, at: str) -> Window:
    return Window(at, form.tab.data or "", form.command.data or None)


def refused(form: GrifForm, fault: GrifError) -> int:
    """The fault on the form, and the answer's code; who presses again has seen the clause as it is now."""
    form.new_command()
    if isinstance(fault, Invalid):
        form.tell(fault)
        return 422
    changed = _("Пункт изменили, пока вы смотрели: посмотрите ещё раз и повторите")
    form.form_errors.append(changed if isinstance(fault, Overtaken) else said(fault.message))
    return 409


def _add_page(opened: Opened, uid: str, where: Where, form: AddForm) -> str:
    return render_template(
        "editing/add.html",
        **editing_parts.frame(opened),
        form=form,
        uid=uid,
        where=where,
        heading=HEADINGS[where],
        name=heading(opened, uid),
        clause=clause_at(opened.edition.text, uid),
    )


def _move_page(opened: Opened, one: Clause, form: MoveForm, moved: Moved | None = None) -> str:
    renamed = [Renaming(one.uid, one.label, moved.label), *below(one, moved.label)] if moved else []
    renamed = [found for found in renamed if found.former != found.latter]
    text = opened.edition.text
    clauses = parts(text)[part_of(text, one.uid)].clauses
    return render_template(
        "editing/move.html",
        **editing_parts.frame(opened),
        form=form,
        clause=one,
        name=heading(opened, one.uid),
        moved=moved,
        target=heading(opened, moved.target) if moved else "",
        renamed=renamed,
        citing=[clause_line(_by_uid(clauses, found.uid)) for found in followed(clauses, renamed)],
    )


def _remove_page(opened: Opened, one: Clause, form: RemoveForm) -> str:
    return render_template(
        "editing/remove.html",
        **editing_parts.frame(opened),
        form=form,
        clause=one,
        name=heading(opened, one.uid),
        below=sum(1 for _found in walk(one.children)),
        citing=[clause_line(found) for found in _citing(opened, one)],
    )


def _citing(opened: Opened, one: Clause) -> Iterator[Clause]:
    """The clauses that cite one which goes, or something below it."""
    text = opened.edition.text
    clauses = parts(text)[part_of(text, one.uid)].clauses
    going = {found.uid for found in walk((one,))}
    told = {found.uid: found for found, to in cited_in(clauses) if to.uid in going}
    yield from (found for found in told.values() if found.uid not in going)


def _numbering_page(opened: Opened, form: NumberingForm, part: int, proposed: list[Renaming]) -> str:
    clauses = parts(opened.edition.text)[part].clauses
    return render_template(
        "editing/numbering.html",
        **editing_parts.frame(opened),
        form=form,
        proposed=proposed,
        citing=[clause_line(_by_uid(clauses, one.uid)) for one in followed(clauses, proposed)],
    )


def _uids(text: EditionText) -> list[str]:
    return [one.uid for part in parts(text) for one in walk(part.clauses)]


def _key(one: Renaming) -> str:
    return f"{one.uid}|{one.former}|{one.latter}"


def _renaming(key: str) -> Renaming:
    uid, _bar, labels = key.partition("|")
    former, _bar, latter = labels.partition("|")
    return Renaming(uid, former, latter)


_NO_FREE = Text("Свободного номера здесь нет: впишите свой", "No number is free here: type one")
