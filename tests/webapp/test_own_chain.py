"""A chain of one's own, brought by page and by command: told before it is used, refused with its lines."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import make
import pytest
from terminal import done, grif
from visitor import Visitor, hidden
from written import contents

import definitions

Visit = Callable[[str], Visitor]
PATH = "/school/chains/own"
OWN = definitions.shipped()["site-publication"].replace("id: site-publication", "id: portal")
PLONE = """<dc-workflow workflow_id="wf" title="Wf" state_variable="review_state" initial_state="a">
 <state state_id="a" title="A"><exit-transition transition_id="submit"/></state>
 <state state_id="b" title="B"/>
 <transition transition_id="submit" title="Go" new_state="b" trigger="USER" before_script="" after_script="">
  <guard><guard-role>author</guard-role></guard></transition>
</dc-workflow>"""


def test_what_it_means_is_shown_and_nothing_is_kept_until_it_is_confirmed(
    visit: Visit, school: make.School
) -> None:
    administrator = visit("administrator")
    assert administrator.get("/school/chains").soup.select_one(f'main a[href="{PATH}"]')
    before = contents(school.database)
    page = administrator.post(PATH, {"text": OWN, "act": "look"})
    assert "Идёт рядом с цепочкой согласования" in page.text
    assert page.soup.select_one(".drawing svg")
    assert contents(school.database) == before
    page = administrator.post(PATH, {"text": OWN, "act": "save"})
    assert "Цепочка введена: Публикация на сайте" in page.text and page.heading == "Цепочки"
    assert "Введена цепочка «Публикация на сайте»" in visit("administrator").get("/school/history").text


def test_every_fault_comes_back_with_its_line_and_the_text(visit: Visit, school: make.School) -> None:
    wrong = OWN.replace("to: published", "to: nowhere").replace(
        "roles: [administrator, head]", "roles: [boss]"
    )
    before = contents(school.database)
    page = visit("administrator").post(PATH, {"text": wrong, "act": "save"}, status=422)
    lines = [one.get_text(" ", strip=True) for one in page.soup.select(".notices > li")]
    assert len(lines) == 2 and all(re.match(r"Строка \d+:", one) for one in lines)
    assert "nowhere" in page.soup.select_one("textarea").get_text()
    assert contents(school.database) == before


def test_a_file_takes_the_place_of_the_text_and_may_be_plones(visit: Visit, school: make.School) -> None:
    administrator = visit("administrator")
    page = administrator.post(
        PATH, {"text": "x", "act": "look", "file": (io.BytesIO(PLONE.encode()), "definition.xml")}
    )
    assert "Wf" in page.text and "dc-workflow" in page.soup.select_one("textarea").get_text()
    # It names no kind of document of ours.
    administrator.post(PATH, {"text": PLONE, "act": "save"}, status=422)


@pytest.mark.parametrize("text", ["", "x: [", "\x00", "<a>", "grif: 1"])
def test_what_is_no_definition_is_told(visit: Visit, school: make.School, text: str) -> None:
    page = visit("administrator").post(PATH, {"text": text, "act": "look"}, status=422)
    assert "Цепочка не принята" in page.text


def test_only_an_administrator_publishes(visit: Visit, school: make.School) -> None:
    before = contents(school.database)
    visit("head").get(PATH, status=403)
    head = visit("head")
    sent = {**hidden(head.get("/account")), "text": OWN, "act": "save"}
    assert head.client.post(PATH, data=sent).status_code == 403
    assert contents(school.database) == before


def test_the_command_publishes_a_file_for_its_kinds_or_for_others(
    school: make.School, tmp_path: Path
) -> None:
    data = Path(str(school.database.url.database)).parent
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    known = done("definition", "publish", file, "--data", data).strip()
    assert re.fullmatch("[0-9a-f]{64}", known)
    done("definition", "publish", file, "--kind", "plan", "--data", data)
    with school.database.work() as work:
        kinds = [one for one in ("regulation", "plan") if known in work.definitions.published(school.id, one)]
    assert kinds == ["regulation", "plan"]
    assert grif("definition", "publish", file, "--kind", "no-such", "--data", data).exit_code == 1
    file.write_text(OWN.replace("to: published", "to: nowhere"), encoding="utf-8")
    assert grif("definition", "publish", file, "--data", data).exit_code == 1
