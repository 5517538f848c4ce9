"""Running cases go over to another version of their chain: mapped, foreseen, then done page by page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import Form, SelectField

from webapp import foreseen, pieces
from webapp.filters import said
from webapp.forms import edition_of, number_of
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.parts import Action, Link
from workflow.chain.acts import ACTS
from workflow.engine.correspondence import (
    Correspondence,
    misfits,
    proposed,
    running_states,
    steps_in_order,
)
from workflow.engine.definition import NOTHING, Definition, Step
from workflow.engine.process import Marking
from workflow.engine.versions import Migration
from workflow.errors import NotFound, Refused, Stale
from workflow.governance.parties import PARTY_KINDS
from workflow.services import migration
from workflow.services.migration import Foreseen
from workflow.values import EditionKey, PartyKey, Text

blueprint = Blueprint("migration", __name__, url_prefix="/<organisation>/chains/migration")

PAGE = 100
DROPPED = "-"
"""What is chosen for a step that carries nothing over."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The two versions of an address; `running` cases go by the old one."""

    organisation: str
    source: str
    target: str
    old: Definition
    new: Definition
    running: int

    def href(self, **more: object) -> str:
        """The page of this way."""
        place = {"organisation": self.organisation, "known": self.source, "target": self.target}
        return url_for("migration.between", **place, **more)


@blueprint.get("")
def choose(organisation: str) -> str:
    """The chains that cases go by now, each with those that it may be exchanged for."""
    running = migration.on_their_way(grif().migrations, actor(), organisation)
    g.zone = organisation_zone(organisation)
    published = _published(organisation)
    return render_template(
        "migration/choose.html",
        chains=[_choice(organisation, known, count, published) for known, count in running.items()],
        trail=[_chains(organisation)],
    )


@blueprint.route("/<known>/<target>", methods=["GET", "POST"])
def between(organisation: str, known: str, target: str) -> Response | str | tuple[str, int]:
    """What corresponds to what; once that is said, what becomes of each case, and doing it."""
    way = _way(organisation, known, target)
    form = _map_form(way)
    asked = [name for name in request.args if name in form]
    if not asked:
        return _map_page(way, form)
    of = _correspondence(form)
    if not form.validate() or not _fits(way, form, of):
        return _map_page(way, form), 422
    told = migration.between(grif().migrations, actor(), organisation, known, target, of)
    return _done(way, told) if request.method == "POST" else _cases_page(way, told)


def _published(organisation: str) -> dict[str, Definition]:
    return {one.digest: one.definition for one in grif().reads.publications(organisation)}


def _way(organisation: str, known: str, target: str) -> _Way:
    running = migration.on_their_way(grif().migrations, actor(), organisation)
    g.zone = organisation_zone(organisation)
    published = _published(organisation)
    # Of the last page sent twice the old chain has no cases any more, and may still be published.
    there = known in running or (request.method == "POST" and known in published)
    if not there or target not in published or known == target:
        raise NotFound
    old = grif().reads.definition(known)
    return _Way(organisation, known, target, old, published[target], running.get(known, 0))


def _choice(
    organisation: str, known: str, count: int, published: Mapping[str, Definition]
) -> dict[str, object]:
    old = grif().reads.definition(known)
    targets = [
        Action(
            _("Перевести на: %(chain)s", chain=_named(one, target)),
            url_for(".between", organisation=organisation, known=known, target=target),
            "secondary",
            about=_named(old, known),
        )
        for target, one in published.items()
        if target != known and set(one.documents) & set(old.documents) and migration.exchangeable(old, one)
    ]
    return {"title": old.title, "version": known[:8], "count": count, "actions": targets}


def _named(definition: Definition, known: str) -> str:
    return _("%(title)s (версия %(hash)s)", title=said(definition.title), hash=known[:8])


def _map_form(way: _Way) -> Form:
    """A choice for each state and step of the old chain; the same ids are chosen for a start."""
    of = proposed(way.old, way.new)
    fields = {
        f"state-{id_}": SelectField(said(way.old.states[id_].title), default=of.states.get(id_, ""))
        for id_ in running_states(way.old)
    }
    for id_ in steps_in_order(way.old):
        fields[f"step-{id_}"] = SelectField(_asks(way.old.steps[id_]), default=of.steps.get(id_, ""))
    form: Form = type("MapForm", (Form,), fields)(request.args)
    for entry in form:
        entry.choices = (_state_choices if entry.name.startswith("state-") else _step_choices)(way.new)
    return form


def _state_choices(new: Definition) -> list[tuple[str, str]]:
    running = [(id_, said(new.states[id_].title)) for id_ in running_states(new)]
    return [("", _("– выберите –")), *running]


def _step_choices(new: Definition) -> list[tuple[str, str]]:
    steps = [(id_, _asks(new.steps[id_])) for id_ in steps_in_order(new)]
    return [("", _("– выберите –")), (DROPPED, _("не переносить")), *steps]


def _asks(step: Step) -> str:
    if step.title != NOTHING:
        return said(step.title)
    who = pieces.capital(PARTY_KINDS[step.by.kind].title)
    return f"{said(who)}: {said(ACTS[step.act].title)}"


def _correspondence(form: Form) -> Correspondence:
    chosen = {"state": {}, "step": {}}
    for entry in form:
        table, _dash, id_ = entry.name.partition("-")
        if entry.data:
            chosen[table][id_] = entry.data
    steps = {id_: step for id_, step in chosen["step"].items() if step != DROPPED}
    return Correspondence(chosen["state"], steps, tuple(sorted(chosen["step"].keys() - steps.keys())))


def _fits(way: _Way, form: Form, of: Correspondence) -> bool:
    """Whether the map leaves no question; each that it leaves is told beside its field."""
    found = misfits(way.old, way.new, of)
    for one in found:
        entry = form[f"{'state' if one.table == 'states' else 'step'}-{one.id}"]
        unsaid = one.code in ("unmapped-state", "unmapped-step")
        message = _("Выберите, что этому соответствует") if unsaid else said(one.message)
        entry.errors = [*entry.errors, message]
    return not found


def _map_page(way: _Way, form: Form) -> str:
    return render_template(
        "migration/map.html",
        form=form,
        draft=_draft(way, form),
        states=[entry for entry in form if entry.name.startswith("state-")],
        steps=[entry for entry in form if entry.name.startswith("step-")],
        total=way.running,
        trail=_trail(way, 1),
        caption=_caption(way),
    )


def _draft(way: _Way, form: Form) -> str:
    """The field of the state before submission, in which no case stands: not asked where it is plain."""
    name = f"state-{way.old.initial_state}"
    staged = way.old.initial_state in {stage.state for stage in way.old.stages}
    return name if not staged and way.old.stages and form[name].data and not form[name].errors else ""


def _cases_page(way: _Way, told: Migration) -> str:
    found = migration.foresee(
        grif().migrations,
        actor(),
        way.organisation,
        told,
        moment(way.organisation),
        after=_after(way.organisation),
        limit=PAGE + 1,
    )
    page, more = found[:PAGE], len(found) > PAGE
    arguments = request.args.to_dict()
    following = f"{page[-1].key.document}/{page[-1].key.edition}" if more else ""
    total = max(request.args.get("total", 0, type=number_of) or 0, way.running)
    return render_template(
        "migration/cases.html",
        cases=[_row(one, told) for one in page],
        going=sum(1 for one in page if one.moved is not None),
        seen=" ".join(_seen(one) for one in page if one.moved is not None),
        following=following,
        next_href=way.href(**{**arguments, "after": following}) if following else "",
        action=way.href(**arguments),
        done=total - way.running,
        total=total,
        trail=_trail(way, 2),
        caption=_caption(way),
    )


def _row(one: Foreseen, told: Migration) -> dict[str, object]:
    place = {"organisation": one.key.organisation, "number": one.key.document, "edition": one.key.edition}
    return {"told": foreseen.told(one, told, _name_of), "href": url_for("documents.show", **place)}


def _name_of(party: PartyKey) -> str:
    """A body's or office's name of today, read once a request."""
    known: dict[PartyKey, str] = g.setdefault("named_parties", {})
    if party not in known:
        names = grif().reads.party_names({party}, moment(party.organisation).today)
        known[party] = names[party].nominative if party in names else party.party
    return known[party]


def _done(way: _Way, told: Migration) -> Response:
    """Those shown go over, each in a transaction of its own; whatever has changed since is left."""
    done, left = _gone_over(way, told, dict(_shown(way.organisation)))
    if left:
        flash(_("Переведено: %(done)s. Изменились за это время и оставлены: %(left)s", done=done, left=left))
    else:
        flash(_("Переведено: %(done)s", done=done))
    arguments = {name: value for name, value in request.args.items() if name != "after"}
    following = request.form.get("following", "")
    if migration.on_their_way(grif().migrations, actor(), way.organisation).get(way.source):
        return redirect(way.href(**arguments, **({"after": following} if following else {})))
    return redirect(url_for("chains.all", organisation=way.organisation))


def _gone_over(way: _Way, told: Migration, shown: Mapping[EditionKey, str]) -> tuple[int, int]:
    now = migration.foresee(
        grif().migrations,
        actor(),
        way.organisation,
        told,
        moment(way.organisation),
        after=_after(way.organisation),
        limit=2 * PAGE,
    )
    found = [one for one in now if shown.get(one.key) == _fingerprint(one.before)]
    done = 0
    for one in found:
        try:
            at = moment(way.organisation)
            migration.migrate(grif().migrations, actor(), told, one.key, one.before, at)
            done += 1
        except (Refused, Stale):
            continue
    return done, len(shown) - done


def _shown(organisation: str) -> Sequence[tuple[EditionKey, str]]:
    """The cases of the page that was sent, each with how it stood."""
    found = []
    for word in request.form.get("seen", "").split():
        named, _slash, stood = word.rpartition("/")
        if key := edition_of(organisation, named, "/"):
            found.append((key, stood))
    return found


def _seen(one: Foreseen) -> str:
    return f"{one.key.document}/{one.key.edition}/{_fingerprint(one.before)}"


def _fingerprint(marking: Marking) -> str:
    values = sorted((id_, str(value)) for id_, value in marking.values.items())
    said = json.dumps([marking.state, sorted(marking.signed.items()), values])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _after(organisation: str) -> EditionKey | None:
    return edition_of(organisation, request.args.get("after", ""), "/")


def _chains(organisation: str) -> Link:
    return Link(_("Цепочки"), url_for("chains.all", organisation=organisation))


def _trail(way: _Way, depth: int) -> list[Link]:
    steps = [
        _chains(way.organisation),
        Link(_("Идущие согласования"), url_for("migration.choose", organisation=way.organisation)),
        Link(_("Соответствие"), way.href()),
    ]
    return steps[: depth + 1]


def _caption(way: _Way) -> Text:
    old, new = way.old.title, way.new.title
    return Text(
        f"«{old.ru}» ({way.source[:8]}) → «{new.ru}» ({way.target[:8]})",
        f"“{old.en}” ({way.source[:8]}) → “{new.en}” ({way.target[:8]})",
    )
