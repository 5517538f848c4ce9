"""Two editions of a document compared for a person who may read both; what changed since a body agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from workflow.chain.acts import ACTS
from workflow.chain.progress import Signature
from workflow.documents.compare import Comparison, ComparisonTable, Made, all_grounds, compare, table
from workflow.documents.compare.grounds import NONE
from workflow.documents.dates import numeric
from workflow.documents.document import Edition
from workflow.documents.life import NOMINATIVE
from workflow.formats import docx_out, pdf
from workflow.formats.docx_out import Changes
from workflow.formats.pdf import PrintedComparison
from workflow.governance.people import Actor
from workflow.ports import Instrument
from workflow.services import editions
from workflow.services.printed_facts import OrganisationReads, organisation_on
from workflow.services.viewing import CaseView, Opened, Reads, open_document
from workflow.values import DocumentKey, EditionKey, Language, PartyKey, Text


class WayReads(editions.Reads, Protocol):
    """Where the editions between two and their papers are looked up."""

    def case(self, key: EditionKey, today: date) -> CaseView | None: ...


@dataclass(frozen=True, slots=True)
class Compared:
    """Two editions of one document with all in which they differ, and by what papers they came to."""

    former: Opened
    latter: Opened
    comparison: Comparison
    table: ComparisonTable
    way: tuple[Made, ...] = ()


def compared(
    reads: Reads, actor: Actor, key: DocumentKey, editions: tuple[int, int], today: date
) -> Compared:
    """The editions, the former first, as this actor may see both. Raises NotFound."""
    former, latter = (open_document(reads, actor, key, edition, today) for edition in editions)
    comparison = compare(former.edition.current, latter.edition.current)
    way = way_between(reads, former.edition, latter.edition, today)
    told = table(comparison, named(former.edition), named(latter.edition), way)
    return Compared(former, latter, comparison, told, way)


def way_between(reads: WayReads, former: Edition, latter: Edition, today: date) -> tuple[Made, ...]:
    """The editions in force between two of one document, and the latter; none leads back or elsewhere."""
    key, since = latter.key, former.key.edition
    if former.key.of != key.of or since >= key.edition:
        return ()
    # One repealed on its first day was decided too.
    lives = () if since + 1 == key.edition else reads.life(key.of)
    turns = [one for one in lives if since < one.edition < key.edition and one.days is not None]
    said = [_named(by.instrument, by.number, by.dated) if (by := one.basis) else NONE for one in turns]
    texts = [reads.edition(EditionKey(*key.of, one.edition)).current for one in turns]
    pairs = pairwise([former.current, *texts, latter.current])
    last = grounds(reads.case(key, today))
    return tuple(Made(compare(*pair), by) for pair, by in zip(pairs, [*said, last], strict=True))


def named(edition: Edition) -> Text:
    """«редакция 2, действует с 02.09.2024»."""
    said = _EDITION.filled(edition=edition.key.edition)
    if edition.in_force_from is None:
        return said
    since = _SINCE.filled(day=numeric(edition.in_force_from))
    return Text(said.ru + since.ru, said.en + since.en)


def grounds(case: CaseView | None) -> Text:
    """What the paper behind an edition is called; empty without one."""
    paper = basis(case)
    if paper is None:
        return NONE
    return _named(paper.instrument, paper.printed, paper.dated)


def _named(instrument: str, number: str, dated: date) -> Text:
    return NOMINATIVE[instrument].filled(number=number, dated=numeric(dated))


def basis(case: CaseView | None) -> Instrument | None:
    """The order that approved an edition, else the last protocol or order of its way."""
    signed = [one for one in (case.signatures if case else ()) if one.instruments and _advanced(one)]
    approving = [one for one in signed if one.sign_off.outcome == "approved"]
    return next((one.instruments[0] for one in [*approving, *reversed(signed)]), None)


def last_agreed(reads: Reads, key: EditionKey, party: PartyKey, today: date) -> EditionKey | None:
    """The newest edition before this one to which the party gave its consent."""
    for number in range(key.edition - 1, 0, -1):
        earlier = EditionKey(*key.of, number)
        case = reads.case(earlier, today)
        if any(_consented(one, party) for one in (case.signatures if case else ())):
            return earlier
    return None


def printed(reads: OrganisationReads, one: Compared, language: Language, today: date) -> bytes:
    """The comparison table as PDF; the same editions give the same bytes."""
    return pdf.render_comparison(_paper(reads, one, language, today))


def worded(reads: OrganisationReads, one: Compared, language: Language, today: date) -> bytes:
    """The comparison table as a Word document; the same editions give the same bytes."""
    return docx_out.render_comparison(_paper(reads, one, language, today))


def _paper(reads: OrganisationReads, one: Compared, language: Language, today: date) -> PrintedComparison:
    edition = one.latter.edition
    day = edition.in_force_from or date.fromisoformat(edition.made_at[:10])
    organisation = organisation_on(reads, edition.key.organisation, day, today)
    return PrintedComparison(one.table, organisation.full, day.year, edition.sha256, language)


def tracked(reads: OrganisationReads, one: Compared, language: Language, today: date) -> bytes:
    """Both editions as one Word document with tracked changes, by the order that made the latter."""
    edition = one.latter.edition
    day = edition.in_force_from or date.fromisoformat(edition.made_at[:10])
    organisation = organisation_on(reads, edition.key.organisation, day, today)
    paper = basis(one.latter.case) if one.way else None
    names = named(one.former.edition), named(edition)
    author = capital(all_grounds(one.way).ru) or organisation.names.nominative or organisation.full
    dated = paper.dated if paper else day
    return docx_out.render_changes(
        Changes(one.comparison, *names, author, dated, organisation.full, day.year, language)
    )


def capital(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]


def file_name(one: Compared, ending: str = "pdf") -> str:
    """The name of the printed table: gymnasium-12-1-2.pdf."""
    key = one.latter.key
    return f"{key.organisation}-{key.document}-{one.former.key.edition}-{key.edition}.{ending}"


def _consented(signature: Signature, party: PartyKey) -> bool:
    return signature.sign_off.party == party and _advanced(signature)


def _advanced(signature: Signature) -> bool:
    answer = signature.sign_off
    known = {one.id: one for one in ACTS[answer.act].outcomes}.get(answer.outcome)
    return known is not None and known.effect == "advance"


_EDITION = Text("редакция {edition}", "edition {edition}")
_SINCE = Text(", действует с {day}", ", in force from {day}")
