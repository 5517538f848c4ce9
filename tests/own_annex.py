"""A regulation with a list of members that changes by the head's order alone, for tests of several rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import make

from storage.reads import Reads
from workflow.chain.compile import compile_chain
from workflow.documents.clauses import Clause
from workflow.documents.document import Edition, EditionText
from workflow.engine.definition import Definition
from workflow.services import annexing, documents, submission
from workflow.services.annexing import Begun


def members(*people: str) -> EditionText:
    """An annex that lists people."""
    clauses = tuple(Clause(f"m{at}", str(at), name, "point") for at, name in enumerate(people, 1))
    return EditionText("Состав совета", "other", "приложение", clauses)


def by_the_head(kind: str = "regulation", *, apart: bool = True) -> Definition:
    """The head's order alone; `apart`: annexes may change by themselves."""
    made = make.chain([make.step("head", "approve", "order")], id_=f"{kind}-test")
    own = "own_chain" if apart else ""
    return compile_chain(replace(made, documents=(kind,), annexes=own, in_force=("repeal_previous",)))


def enacted(school: make.School, known: str) -> Edition:
    """The regulation in force since today by order No. 121, its annex lists two members."""
    one = school.submitted(known, replace(make.text(), annexes=(members("Первый член", "Второй член"),)))
    school.decide(one, "head", "approved", "121")
    return one


def regulation(school: make.School) -> Edition:
    """The same, under a chain that lets the list of members change by itself."""
    school.publish(by_the_head("list"), "list")
    return enacted(school, school.publish(by_the_head()))


def begun(school: make.School, act: Edition, by: str = "administrator", **more: object) -> Edition:
    """Its first annex as a document of its own."""
    asked = Begun(act.key.of, **{"turn": 1, "word": "состав", **more})
    return annexing.begin(school.database, school.actor(by), asked, make.moment())


def listing(school: make.School, edition: Edition, people: Sequence[str]) -> Edition:
    """The draft with other people."""
    text = replace(edition.text, clauses=members(*people).clauses)
    by, at = school.administrator, make.moment()
    return documents.rewrite(school.database, by, edition.key, text, edition.sha256, at)


def renewed(school: make.School, edition: Edition, *people: str) -> Edition:
    """The next edition of the annex, as a draft."""
    text = replace(edition.text, clauses=members(*people).clauses)
    return documents.new_edition(school.database, school.administrator, edition.key.of, text, make.moment())


def approved(school: make.School, edition: Edition, number: str, day: date) -> None:
    """In force from a day by the head's order."""
    known = next(iter(Reads(school.database).published(school.id, "list")))
    submission.submit(school.database, school.administrator, edition.key, known, make.moment())
    school.decide(edition, "head", "approved", number, dated=day, today=day)
