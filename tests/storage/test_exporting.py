"""An export tells the life of the act and reads as the edition reads now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import make
import pytest

from storage.reads import Reads
from workflow.chain.compile import compile_chain
from workflow.documents.document import Edition
from workflow.formats import akn, docx
from workflow.services import documents, exporting, submission
from workflow.services.correcting import Correction, correct, seen_sha256

SAID = "Сообщество собирает всех учителей."


@pytest.fixture
def act(school: make.School) -> Edition:
    """An edition in force by an order, whose chain allows corrections."""
    chain = make.chain([make.step("head", "approve", "order")])
    known = school.publish(compile_chain(replace(chain, in_force=("repeal_previous", "correct"))))
    one = school.submitted(known)
    school.decide(one, "head", "approved", "121")
    return one


def exported(school: make.School, one: Edition, form: exporting.Form, on: date | None = None) -> bytes:
    reads, auditor = Reads(school.database), school.actor("auditor")
    return exporting.export(reads, auditor, one.key, form, make.later(40), on)


def renewed(school: make.School, first: Edition) -> Edition:
    uid = first.text.clauses[0].uid
    [known] = Reads(school.database).published(school.id, "regulation")
    clauses = (replace(first.text.clauses[0], text=SAID), *first.text.clauses[1:])
    said = replace(first.text, clauses=clauses)
    assert said.clauses[0].uid == uid
    new = documents.new_edition(school.database, school.administrator, first.key.of, said, make.moment())
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    school.decide(new, "head", "approved", "122", make.later(30), today=make.later(30))
    return Reads(school.database).edition(new.key)


def test_a_text_approved_anew_tells_the_life_of_the_act_but_no_amended_clause(
    school: make.School, act: Edition
) -> None:
    new = renewed(school, act)
    said = exported(school, new, "akn").decode()
    assert 'type="generation"' in said and 'type="amendment"' in said
    assert 'showAs="приказ № 121' in said and 'showAs="приказ № 122' in said
    assert akn.text(said.encode()) == new.text
    assert "<textualMod" not in said


def test_a_corrected_edition_goes_out_as_it_reads_and_names_both_hashes(
    school: make.School, act: Edition
) -> None:
    unit = f"c-{act.text.clauses[0].uid}"
    wanted = Correction(act.key, unit, SAID, "Описка", seen_sha256(act))
    made = correct(school.database, school.administrator, wanted, make.moment(make.later(10)))
    said = exported(school, act, "akn")
    assert akn.text(said) == made.text
    assert f"sha256:{made.sha256}" in said.decode() and f"sha256:{act.sha256}" in said.decode()
    assert not akn.reading(said).notices
    assert akn.text(exported(school, act, "akn", make.later(9))) == act.text
    assert SAID in docx.transcript(exported(school, act, "docx")).text
