"""The metadata of the standard: work, expression, manifestation; the life of the act; its approval chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workflow.documents.dates import numeric
from workflow.documents.document import EditionText
from workflow.events import INSTRUMENTS
from workflow.formats.akn.expression import Expression, LifeEvent, Paper, Step
from workflow.formats.akn.markup import element, value

_US = "#grif"
_NAME = "grif"


def meta(one: Expression, places: Mapping[str, str]) -> Iterator[str]:
    """The metadata of the act itself; `places` are the identifiers of its clauses by uid."""
    papers = _papers(one)
    yield from element(
        "meta",
        {},
        _identification(one, one.text, "!main"),
        _lifecycle(one.events, papers),
        _workflow(one, papers),
        _analysis(one, papers, places),
        _references(one, papers),
    )


def annex_meta(one: Expression, text: EditionText, component: str) -> Iterator[str]:
    """The metadata of an annex: nothing but what it is a part of."""
    yield from element("meta", {}, _identification(one, text, component))


def _identification(one: Expression, text: EditionText, component: str) -> Iterator[str]:
    yield from element(
        "identification",
        {"source": _US},
        element(
            "FRBRWork",
            {},
            _place(one.work_uri, component),
            _dated(one.first, "made"),
            element("FRBRauthor", {"href": "#organisation"}),
            value("FRBRcountry", "ru"),
            value("FRBRsubtype", text.kind) if text.kind else (),
            value("FRBRnumber", str(one.document)),
            value("FRBRname", text.word) if text.word else (),
        ),
        element(
            "FRBRExpression",
            {},
            _place(one.uri, component),
            _hashes(one) if component == "!main" else (),
            _dated(one.dated, "edition"),
            element("FRBRauthor", {"href": "#organisation"}),
            value("FRBRversionNumber", str(one.edition)),
            element("FRBRlanguage", {"language": "rus"}),
        ),
        element(
            "FRBRManifestation",
            {},
            _place(one.uri, component, ".akn"),
            _dated(one.dated, "edition"),
            element("FRBRauthor", {"href": _US}),
            value("FRBRformat", "application/akn+xml"),
        ),
    )


def _hashes(one: Expression) -> Iterator[str]:
    yield from value("FRBRalias", f"sha256:{one.sha256}", name="sha256")
    if one.signed:
        yield from value("FRBRalias", f"sha256:{one.signed}", name="sha256-signed")


def _place(uri: str, component: str, suffix: str = "") -> Iterator[str]:
    yield from value("FRBRthis", f"{uri}/{component}{suffix}")
    yield from value("FRBRuri", f"{uri}{suffix}")


def _dated(day: object, name: str) -> Iterator[str]:
    yield from element("FRBRdate", {"date": str(day), "name": name})


def _lifecycle(events: Iterable[LifeEvent], papers: Mapping[Paper, str]) -> Iterator[str]:
    told = [
        line
        for turn, one in enumerate(events, 1)
        for line in element(
            "eventRef",
            {
                "eId": f"event_{turn}",
                "date": str(one.dated),
                "source": f"#{papers[one.paper]}" if one.paper else "#organisation",
                "type": one.kind,
            },
        )
    ]
    if told:
        yield from element("lifecycle", {"source": _US}, told)


def _workflow(one: Expression, papers: Mapping[Paper, str]) -> Iterator[str]:
    told = [line for turn, step in enumerate(one.steps, 1) for line in _step(one, step, turn, papers)]
    if told:
        yield from element("workflow", {"source": _US}, told)


def _step(one: Expression, step: Step, turn: int, papers: Mapping[Paper, str]) -> Iterator[str]:
    yield from element(
        "step",
        {
            "eId": f"step_{turn}",
            # The standard wants a day even where the paper has none; then it is that of the edition.
            "date": str(step.dated or one.dated),
            "by": f"#party_{turn}",
            "as": f"#act_{step.act}",
            "outcome": f"#outcome_{step.outcome}",
            "refersTo": f"#{papers[step.paper]}" if step.paper else None,
            "grif:undated": None if step.dated else "true",
        },
    )


def _analysis(one: Expression, papers: Mapping[Paper, str], places: Mapping[str, str]) -> Iterator[str]:
    """Which clauses were amended, and by what."""
    told = [each for each in one.modifications if each.uid in places]
    if not told:
        return
    mods = [
        line
        for turn, each in enumerate(told, 1)
        for line in element(
            "textualMod",
            {"type": each.kind, "eId": f"mod_{turn}"},
            element("source", {"href": f"#{papers[each.paper]}" if each.paper else "#organisation"}),
            element("destination", {"href": f"#{places[each.uid]}"}),
        )
    ]
    yield from element("analysis", {"source": _US}, element("passiveModifications", {}, mods))


def _references(one: Expression, papers: Mapping[Paper, str]) -> Iterator[str]:
    acts = {step.act: step.act_title for step in one.steps}
    outcomes = {step.outcome: step.outcome_title for step in one.steps}
    yield from element(
        "references",
        {"source": _US},
        (line for paper, name in papers.items() for line in _paper(paper, name)),
        _reference("TLCOrganization", "organisation", f"organization/{one.organisation}",
                   one.organisation_name or one.organisation),
        _reference("TLCOrganization", _NAME, "organization/grif", _NAME),
        (line for turn, step in enumerate(one.steps, 1) for line in _party(step, turn)),
        (
            line
            for act, title in acts.items()
            for line in _reference("TLCRole", f"act_{act}", f"role/{act}", title)
        ),
        (
            line
            for outcome, title in outcomes.items()
            for line in _reference("TLCConcept", f"outcome_{outcome}", f"outcome/{outcome}", title)
        ),
    )  # fmt: skip


def _party(step: Step, turn: int) -> Iterator[str]:
    name = step.party or step.party_kind
    yield from _reference(
        "TLCOrganization", f"party_{turn}", f"organization/{step.organisation}/{step.party_kind}", name
    )


def _reference(tag: str, name: str, place: str, shown_as: str) -> Iterator[str]:
    yield from element(tag, {"eId": name, "href": f"/akn/ontology/{place}", "showAs": shown_as})


def _paper(paper: Paper, name: str) -> Iterator[str]:
    said = INSTRUMENTS[paper.sort].filled(number=paper.number, dated=numeric(paper.dated)).ru
    # A number may hold a slash («39/1»), which divides an address; it is told whole beside it.
    number = paper.number.replace("/", "-").replace(" ", "")
    yield from element(
        "passiveRef",
        {
            "eId": name,
            "href": f"/akn/ru/doc/{paper.sort}/{paper.issuer}/{paper.dated}/{number}",
            "showAs": said,
            "grif:number": paper.number,
            "grif:dated": str(paper.dated),
            "grif:instrument": paper.sort,
        },
    )


def _papers(one: Expression) -> dict[Paper, str]:
    """Every protocol and order that is told of, with its name in this file."""
    told = [event.paper for event in one.events]
    told += [step.paper for step in one.steps]
    told += [each.paper for each in one.modifications]
    return {paper: f"paper_{turn}" for turn, paper in enumerate(dict.fromkeys(filter(None, told)), 1)}
