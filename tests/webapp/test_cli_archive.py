"""`grif import` and `grif pdf`: paper goes in once, acts come out the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pypdfium2
import pytest
from terminal import demo_in, done, grif, process, said, school_in

PAPER = Path(__file__).resolve().parents[2] / "webapp" / "demo" / "texts" / "duty.txt"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return school_in(tmp_path / "school")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return demo_in(tmp_path / "demo")


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def counted(folder: Path) -> list[tuple[object, ...]]:
    tables = ("document", "edition", "sign_off", "event", "file", "finding")
    return [said(folder, f"SELECT count(*) FROM {table}")[0] for table in tables]  # noqa: S608  # our tables


def test_a_paper_is_put_in_with_its_findings_and_only_once(school: Path) -> None:
    first = json.loads(done("import", PAPER, "--data", school, "--json"))
    [document] = first["documents"]
    assert (first["organisation"], document["document"], document["replayed"]) == ("rodnik", 1, False)
    assert "adoption-after-approval" in [one["code"] for one in document["findings"]]
    before = counted(school)
    [again] = json.loads(done("import", PAPER, "--data", school, "--json"))["documents"]
    assert again == {**document, "replayed": True}
    assert "уже в архиве" in done("import", PAPER, "--data", school)
    assert counted(school) == before


def test_people_are_told_number_title_and_findings(school: Path) -> None:
    told = done("import", PAPER, "--data", school, "--organisation", "rodnik")
    assert told.startswith("rodnik/1: внесён: Положение о дежурстве по гимназии\n")
    assert "Приказ раньше заседания" in told


def test_a_paper_is_compared_with_a_published_chain(demo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAPER.read_text(encoding="utf-8").replace("дежурстве", "смене"), encoding="utf-8")
    words = ("import", other, "--data", demo, "--organisation", "gymnasium", "--json")
    told = json.loads(done(*words, "--chain", "regulation-gymnasium"))
    missing = [one for one in told["documents"][0]["findings"] if one["code"] == "step-missing"]
    assert [one["facts"]["party"] for one in missing] == ["управляющий совет", "совет обучающихся"]


@pytest.mark.parametrize(
    ("words", "field"),
    [(("--chain", "no-such"), "chain"), (("--organisation", "nobody"), "organisation")],
)
def test_what_is_not_there_is_named_with_what_is(school: Path, words: tuple[str, str], field: str) -> None:
    before = counted(school)
    result = grif("import", PAPER, "--data", school, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{field}:" in result.stderr
    assert counted(school) == before


def test_a_file_that_is_no_text_leaves_nothing(school: Path, tmp_path: Path) -> None:
    before = counted(school)
    picture = tmp_path / "scan.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert grif("import", picture, "--data", school).exit_code == 1
    assert counted(school) == before


def test_of_several_organisations_one_must_be_named(demo: Path) -> None:
    result = grif("import", PAPER, "--data", demo)
    assert result.exit_code == 1
    assert "district, gymnasium, horizon, lakeside, rowan" in result.stderr


def test_every_source_document_is_put_in_and_printed(
    seeds: tuple[Path, ...], demo: Path, tmp_path: Path
) -> None:
    if not seeds:
        pytest.skip("the source documents are not beside this checkout")
    numbers = []
    for seed in seeds:
        told = json.loads(done("import", seed, "--data", demo, "--organisation", "gymnasium", "--json"))
        numbers += [(one["document"], one["title"]) for one in told["documents"]]
    assert len(numbers) == len(seeds) + 1, "the order brings its annex as a document of its own"
    for number, title in numbers:
        file = tmp_path / f"{number}.pdf"
        done("pdf", f"gymnasium/{number}", "-o", file, "--data", demo)
        assert title.split()[-1].strip("»") in text_of(file)
    assert "Всё цело" in done("verify", "--data", demo)


def test_the_act_in_force_is_the_stored_one_and_its_hash_stands_in_the_journal(
    demo: Path, tmp_path: Path
) -> None:
    done("pdf", "gymnasium/2", "-o", tmp_path / "act.pdf", "--data", demo)
    content = (tmp_path / "act.pdf").read_bytes()
    records = said(demo, "SELECT record FROM event WHERE kind = 'printed' AND document = 2")
    assert hashlib.sha256(content).hexdigest() in b"".join(bytes(one[0]) for one in records).decode()
    told = text_of(tmp_path / "act.pdf")
    assert "ПРИНЯТО Педагогическим советом МБОУ «Гимназия № 4»" in told
    assert "УТВЕРЖДЕНО приказом МБОУ «Гимназия № 4»" in told
    assert "ПРОЕКТ" not in told


def test_the_former_edition_prints_as_it_came_into_force(demo: Path, tmp_path: Path) -> None:
    done("pdf", "2", "--edition", 1, "-o", tmp_path / "1.pdf", "--organisation", "gymnasium", "--data", demo)
    assert "№ 187" in text_of(tmp_path / "1.pdf")
    assert "Утратила" not in text_of(tmp_path / "1.pdf")


def test_an_edition_on_its_way_prints_as_a_draft_with_blanks(demo: Path, tmp_path: Path) -> None:
    done("pdf", "gymnasium/10", "-o", tmp_path / "draft.pdf", "--data", demo)
    told = text_of(tmp_path / "draft.pdf")
    assert "ПРОЕКТ" in told
    assert "УТВЕРЖДЕНО приказом МБОУ «Гимназия № 4» от ____________ № ____" in told


def test_the_same_edition_gives_the_same_bytes_in_every_process(demo: Path, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        assert process("pdf", "gymnasium/10", "-o", tmp_path / name, "--data", demo).returncode == 0
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_an_order_signed_by_the_acting_head_says_so(demo: Path, tmp_path: Path) -> None:
    done("pdf", "horizon/3", "-o", tmp_path / "order.pdf", "--data", demo)
    told = text_of(tmp_path / "order.pdf")
    assert "Исполняющий обязанности директора" in told
    assert "К.А. Белова" in told
    assert "№ 54-од" in told


def test_act_and_order_of_paper_print_their_recorded_stamps(demo: Path, tmp_path: Path) -> None:
    done("pdf", "horizon/2", "-o", tmp_path / "annex.pdf", "--data", demo)
    done("pdf", "horizon/1", "-o", tmp_path / "order.pdf", "--data", demo)
    assert "УТВЕРЖДЕНО приказом МАОУ «Школа „Горизонт“» от 12.02.2024 № 28" in text_of(tmp_path / "annex.pdf")
    assert "12.02.2024 № 28" in text_of(tmp_path / "order.pdf")
    assert "ПРОЕКТ" not in text_of(tmp_path / "order.pdf")


def test_a_reprinted_paper_names_who_signed_it(demo: Path, tmp_path: Path) -> None:
    done("pdf", "horizon/1", "-o", tmp_path / "order.pdf", "--data", demo)
    assert text_of(tmp_path / "order.pdf").rstrip().split("Директор")[-1].lstrip().startswith("С.В. Громова")
    paper = tmp_path / "mixed.txt"
    stamp = "УТВЕРЖДАЮ\nДиректор школы\n_______ О.П. Северцева\nПриказ № 77 от 12.03.2024"
    paper.write_text(
        f"{stamp}\n\nПОЛОЖЕНИЕ\nо кабинете\n\n1. Общее\n1.1. Кабинет открыт.\n", encoding="utf-8"
    )
    [made] = json.loads(done("import", paper, "--data", demo, "--organisation", "rowan", "--json"))[
        "documents"
    ]
    done("pdf", f"rowan/{made['document']}", "-o", tmp_path / "mixed.pdf", "--data", demo)
    assert "____________ О.П. Северцева" in text_of(tmp_path / "mixed.pdf").replace("\u00a0", " ")


@pytest.mark.parametrize("place", ["gymnasium/999", "nobody/1"])
def test_a_document_that_is_not_there_is_refused(demo: Path, tmp_path: Path, place: str) -> None:
    result = grif("pdf", place, "-o", tmp_path / "none.pdf", "--data", demo)
    assert result.exit_code == 1
    assert not (tmp_path / "none.pdf").exists()


@pytest.mark.parametrize("place", ["gymnasium/two", "gymnasium/0", "-1"])
def test_a_place_that_is_no_number_is_wrong_use(demo: Path, tmp_path: Path, place: str) -> None:
    assert grif("pdf", place, "-o", tmp_path / "none.pdf", "--data", demo).exit_code == 2
