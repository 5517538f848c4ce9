"""Every document of the demo goes out as Word and PDF and is read back as what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import demo_in, done, said

from webapp.papers import reading_of
from workflow.documents.approvals import Approval
from workflow.documents.clauses import walk
from workflow.documents.reading import Reading, documents

Record = tuple[str | None, str, str | None, str | None]
# A stamp names any body that is none of the usual councils; the order names who signs it by a post.
_OTHER = {"coordinator": "other"}
# What an order amended stays approved as it was: its paper has the stamp of that edition.
_AMENDED = {"lakeside/1@2": "lakeside/1@1"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_in(tmp_path_factory.mktemp("back") / "demo")


def _records(approvals: tuple[Approval, ...]) -> list[Record]:
    """What was decided; an empty stamp of a draft says nothing yet."""
    decided = (one for one in approvals if one.number or one.date)
    return sorted((one.act, _OTHER.get(one.by_kind, one.by_kind), one.number, one.date) for one in decided)


def _clauses(found: Reading) -> list[tuple[str, str]]:
    """Labels and words, act and annexes; an order prints the names of its lists with dashes."""
    every = [one for part in documents(found) for one in walk(part.clauses)]
    return [("" if one.label == "–" else one.label, one.text) for one in every]


def _files(demo: Path, name: str, into: Path) -> Iterator[Reading]:
    for form in ("akn", "docx"):
        done("export", name, "--as", form, "-o", into / f"act.{form}", "--data", demo)
        yield reading_of((into / f"act.{form}").read_bytes())
    done("pdf", name, "-o", into / "act.pdf", "--data", demo)
    yield reading_of((into / "act.pdf").read_bytes())


@pytest.mark.timeout(240)
def test_every_document_of_every_school_comes_back_from_word_and_pdf(demo: Path, tmp_path: Path) -> None:
    """Kind, title, approvals, text and annexes, as the same edition tells them as data."""
    editions = said(demo, "SELECT organisation, document, number FROM edition ORDER BY 1, 2, 3")
    assert len(editions) >= 25
    approvals: dict[str, list[Record]] = {}
    for organisation, document, edition in editions:
        name = f"{organisation}/{document}@{edition}"
        stored, *back = _files(demo, name, tmp_path)
        approvals[name] = _records(stored.approvals)
        for form, found in zip(("docx", "pdf"), back, strict=True):
            where = f"{name} {form}"
            assert (found.title, found.kind, found.word) == (stored.title, stored.kind, stored.word), where
            assert _clauses(found) == _clauses(stored), where
            assert [one.title for one in found.annexes] == [one.title for one in stored.annexes], where
            assert _preamble(found) == _preamble(stored), where
            if stored.approvals:
                assert _records(found.approvals) == approvals[_AMENDED.get(name, name)], where
            assert not any("«" in one.by_text and "»" not in one.by_text for one in found.approvals), where


def _preamble(found: Reading) -> str:
    """Its words; «ПРИКАЗЫВАЮ:» is of the form and not of every text."""
    return " ".join(found.preamble.replace("ПРИКАЗЫВАЮ:", "").split())
