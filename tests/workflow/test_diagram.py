"""A drawing of a definition: nothing lies over anything else, every line meets its boxes."""

from __future__ import annotations

import itertools
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

import definitions
from workflow.engine import reader
from workflow.engine.definition import Definition, State, Step, Term, Transition
from workflow.engine.definition import PartyRef as Party
from workflow.engine.diagram import Drawing, draw
from workflow.engine.diagram.layers import layered
from workflow.engine.diagram.lettering import clean, width, wrapped
from workflow.engine.diagram.places import spread
from workflow.errors import Refused
from workflow.formats import svg
from workflow.formats.pdf import fonts
from workflow.values import Text, both

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&]]>\x00\u202e\ud800'
NAMES = [f"s{number}" for number in range(12)]


def parsed(written: str) -> ElementTree.Element:
    return ElementTree.fromstring(written)  # noqa: S314  # our own text, and the test is that it parses


def graph(exits: dict[str, list[str]], ways: dict[str, Transition], title: str = "A") -> Definition:
    states = {id_: State(id_, both(f"State {id_}"), transitions=tuple(out)) for id_, out in exits.items()}
    return Definition("a", both(title), next(iter(exits)), states, ways)


def way(id_: str, to_state: str, **more: object) -> Transition:
    return Transition(id_, both(f"Go {id_}"), to_state, **more)


@st.composite
def graphs(draw_: st.DrawFn) -> Definition:
    """Any states and transitions, of every kind: rings, loops, states nobody reaches, ways nobody takes."""
    states = NAMES[: draw_(st.integers(1, 12))]
    ids = [f"t{number}" for number in range(draw_(st.integers(0, 16)))]
    titles = st.text(max_size=60)
    ways = {
        id_: Transition(
            id_,
            Text(draw_(titles), draw_(titles)),
            draw_(st.sampled_from(["", *states])),
            draw_(st.sampled_from(["user", "automatic", "timed", "internal"])),
            hidden=draw_(st.booleans()),
        )
        for id_ in ids
    }
    exits = {state: draw_(st.lists(st.sampled_from(ids), max_size=6)) if ids else [] for state in states}
    return graph(exits, ways, draw_(titles))


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two rectangles (x, y, x, y) share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def boxes(drawing: Drawing) -> list[tuple[float, ...]]:
    return [(box.x, box.y, box.x + box.width, box.y + box.height) for box in drawing.boxes]


def rooms(drawing: Drawing) -> list[tuple[float, ...]]:
    """The room of every line of words."""
    left = [(one, one.x - one.width / 2 if one.middle else one.x) for one in drawing.words]
    return [(x, one.y - 0.75 * one.size, x + one.width, one.y + 0.2 * one.size) for one, x in left]


def points(drawing: Drawing) -> list[tuple[float, float]]:
    """Points along every line, a few to a curve."""
    return [point for line in drawing.lines for stroke in line.strokes for point in along(stroke)]


def along(stroke):
    at = stroke.start
    for first, second, end in stroke.curves:
        for fifth in range(6):
            t = fifth / 5
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            curve = (at, first, second, end)
            yield tuple(
                sum(share * p[axis] for share, p in zip(shares, curve, strict=True)) for axis in (0, 1)
            )
        at = end


def assert_sound(definition: Definition, drawing: Drawing) -> None:
    """All that a reader of any drawing may expect of it."""
    assert {box.state for box in drawing.boxes} == set(definition.states)
    assert not [pair for pair in itertools.combinations(boxes(drawing), 2) if overlap(*pair)]
    words = rooms(drawing)
    assert not [pair for pair in itertools.combinations(words, 2) if overlap(*pair)]
    labels = [r for r, one in zip(words, drawing.words, strict=True) if not inside_some(r, boxes(drawing))]
    assert not [pair for pair in itertools.product(labels, boxes(drawing)) if overlap(*pair)]
    for x, y, to_x, to_y in [*boxes(drawing), *words]:
        assert x >= 0 and y >= 0 and to_x <= drawing.width and to_y <= drawing.height
    for x, y in points(drawing):
        assert 0 <= x <= drawing.width and 0 <= y <= drawing.height
        dot = (x - 0.01, y - 0.01, x + 0.01, y + 0.01)
        assert not [
            box for box in boxes(drawing) if overlap(dot, (box[0], box[1] + 0.2, box[2], box[3] - 0.2))
        ]
        assert not [room for room in labels if overlap(dot, room)]
    assert_joined(definition, drawing)


def inside_some(room, every) -> bool:
    return any(b[0] <= room[0] and b[1] <= room[1] and room[2] <= b[2] and room[3] <= b[3] for b in every)


def assert_joined(definition: Definition, drawing: Drawing) -> None:
    """Each transition to another state leaves all its states, and its arrow ends on the next one."""
    edges = {box.state: (box.x, box.x + box.width, box.y, box.y + box.height) for box in drawing.boxes}
    drawn = set()
    for line in drawing.lines:
        left, right, top, bottom = edges[line.target]
        assert left <= line.head[0] <= right
        assert line.head[1] == (bottom if line.up else top)
        for source in line.sources:
            left, right, top, bottom = edges[source]
            starts = [stroke.start for stroke in line.strokes]
            assert [s for s in starts if left <= s[0] <= right and s[1] == (top if line.up else bottom)]
            drawn.add((line.transition, source, line.target))
    assert drawn == {
        (out, state.id, definition.transitions[out].to_state)
        for state in definition.states.values()
        for out in state.transitions
        if definition.transitions[out].to_state not in ("", state.id)
    }


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from(["ru", "en"]), st.sampled_from([*NAMES, ""]))
def test_any_definition_is_drawn_with_nothing_over_anything_else(definition, language, current):
    drawing = draw(definition, language, current)
    assert_sound(definition, drawing)
    assert draw(definition, language, current) == drawing
    parsed(svg.write(drawing))


@pytest.mark.parametrize("id_", list(definitions.shipped()))
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_shipped_definition_is_drawn(id_, language):
    definition = reader.read(definitions.shipped()[id_], id_)
    assert_sound(definition, draw(definition, language))
    last = list(definition.states)[-1]
    assert_sound(definition, draw(definition, language, last))


def chain() -> Definition:
    return reader.read(definitions.shipped()["regulation-gymnasium"], "f")


def test_a_chain_stands_in_one_upright_line_with_its_steps_inside_the_stages():
    drawing = draw(chain(), "ru")
    middles = {box.state: round(box.x + box.width / 2) for box in drawing.boxes}
    assert len({middles[state] for state in ("draft", "agreement", "adoption", "approval", "in_force")}) == 1
    said = [words.text for words in drawing.words if words.kind == "row"]
    assert "Согласовать: совет родителей" in said and "Утвердить: руководитель" in said
    assert len([dot for dot in drawing.dots if dot.kind == "step"]) == 5


def test_where_a_case_stands_is_told_in_words_too():
    drawing = draw(chain(), "ru", "adoption")
    assert {box.state: box.mark for box in drawing.boxes} == {
        "draft": "done", "agreement": "done", "adoption": "current", "approval": "ahead", "in_force": "ahead",
        "returned": "", "withdrawn": "",
    }  # fmt: skip
    said = [words.text for words in drawing.words]
    assert said.count("Сейчас здесь") == 1 and said.count("Пройдено") == 2
    assert drawing.description.startswith("Сейчас здесь: «Принятие».")
    assert "Now here: “Adoption”." in draw(chain(), "en", "adoption").description


def test_a_state_that_is_not_there_is_not_marked():
    assert draw(chain(), "ru", "nowhere") == draw(chain(), "ru")


def test_how_a_transition_happens_is_written_at_it():
    ways = {
        "auto": way("auto", "b", trigger="automatic"),
        "timed": way("timed", "b", trigger="timed", after=Term("calendar", days=5)),
        "yearly": way("yearly", "b", trigger="timed", after=Term("date", month=9, day=1)),
        "internal": way("internal", "b", trigger="internal"),
        "hidden": way("hidden", "b", hidden=True),
        "plain": way("plain", "b"),
    }
    drawing = draw(graph({"a": list(ways), "b": []}, ways), "ru")
    notes = [words.text for words in drawing.words if words.kind == "note"]
    assert sorted(notes) == sorted(["после 01.09", "без кнопки", "внутренний", "через 5 дн.", "само"])


def test_what_is_done_without_leaving_a_state_stands_inside_its_box():
    step = Step("head", Party("head"), "approve", "none")
    ways = {"sign": way("sign", "", signs="head"), "note": way("note", "a"), "go": way("go", "b")}
    definition = graph({"a": list(ways), "b": []}, ways)
    drawing = draw(Definition("a", both("A"), "a", definition.states, ways, {"head": step}), "en")
    assert [words.text for words in drawing.words if words.kind == "row"] == ["Go sign", "Go note"]
    assert [dot.kind for dot in drawing.dots] == ["start", "step", "stay"]
    assert [line.transition for line in drawing.lines] == ["", "go"]


def test_a_transition_from_many_states_is_one_line_that_all_of_them_join():
    ways = {f"n{at}": way(f"n{at}", f"s{at + 1}") for at in range(4)} | {"stop": way("stop", "end")}
    exits = {f"s{at}": [f"n{at}", "stop"] for at in range(4)} | {"s4": [], "end": []}
    drawing = draw(graph(exits, ways), "ru")
    stop = [line for line in drawing.lines if line.transition == "stop"]
    assert [line.sources for line in stop] == [("s0", "s1", "s2", "s3")]
    assert len([words for words in drawing.words if words.text == "Go stop"]) == 1


def test_ways_back_lead_up_and_ways_on_lead_down():
    ways = {"on": way("on", "b"), "back": way("back", "a")}
    drawing = draw(graph({"a": ["on"], "b": ["back"]}, ways), "ru")
    assert {line.transition: line.up for line in drawing.lines} == {"": False, "on": False, "back": True}


def test_hostile_titles_cannot_leave_their_place():
    ways = {"go": Transition("go", both(HOSTILE), "b")}
    definition = graph({"a": ["go"], "b": []}, ways, HOSTILE)
    written = svg.write(draw(definition, "ru"))
    tree = parsed(written)
    assert not list(tree.iter(f"{SVG}script"))
    assert "\u202e" not in written and "\x00" not in written
    written.encode()
    assert parsed(svg.embedded(draw(definition, "ru"), '"><b a="')).get("role") == "img"


def test_a_very_long_title_ends_in_an_ellipsis_and_keeps_the_drawing_small():
    definition = graph({"a": []}, {}, "Б")
    long = Definition("a", both("A"), "a", {"a": State("a", both("слово " * 9000))}, {})
    assert draw(long, "ru").width < 300 > draw(definition, "ru").width
    assert draw(long, "ru").words[-1].text.endswith("…")


def test_the_picture_is_told_to_a_screen_reader_and_scales_with_the_text():
    tree = parsed(svg.embedded(draw(chain(), "ru", "adoption"), "chain-1"))
    assert (tree.get("role"), tree.get("lang")) == ("img", "ru")
    ids = {one.get("id"): one.tag.removeprefix(SVG) for one in tree.iter() if one.get("id")}
    assert ids == {"chain-1-title": "title", "chain-1-words": "desc"}
    assert tree.get("aria-labelledby").split() == list(ids)
    assert tree.get("width").endswith("em")
    left, top, right, low = map(float, tree.get("viewBox").split())
    assert (left, top) == (0, 0) and right > 0 and low > 0


def test_a_page_gets_no_style_that_its_policy_forbids():
    page = svg.embedded(draw(chain(), "ru"), "chain")
    assert "<style" not in page and "style=" not in page and "<script" not in page
    assert "prefers-color-scheme: dark" in svg.write(draw(chain(), "ru"))


@pytest.mark.parametrize("face", [fonts.REGULAR, fonts.BOLD, "Helvetica", "Helvetica-Bold"])
def test_words_take_no_more_room_than_is_kept_for_them(face):
    fonts.glyphs()
    words = ["Отправить по цепочке", "ЖУРНАЛ ШЕФА", "Мнение: студенческий совет", "№ 12/1 – «Щит»", "Всё"]
    latin = ["Send back for rework", "WILLOW", "Publish internally", "minimum (illicit)", "01-08/121"]
    bold = face.endswith("Bold")
    for text in latin if face.startswith("Helvetica") else words + latin:
        real = stringWidth(text, face, 13)
        assert real <= width(text, 13, bold=bold) <= real * 1.45, text


def test_words_are_broken_between_words_and_within_those_too_long():
    assert wrapped("aaa bbb ccc", 10, 50, 3) == ("aaa bbb", "ccc")
    cut = wrapped("W" * 40, 10, 50, 3)
    assert len(cut) == 3 and cut[-1].endswith("…")
    assert all(width(line, 10) <= 50 for line in cut)
    assert wrapped("", 10, 50, 3) == ()


@given(st.text())
def test_what_cannot_be_seen_is_not_drawn(text):
    said = clean(text)
    assert said == " ".join(said.split()) and said.isprintable()


@given(st.lists(st.tuples(st.floats(-99, 99), st.floats(0.1, 9), st.floats(0, 30)), min_size=1, max_size=8))
def test_places_keep_their_order_and_distance_and_are_the_nearest_such(items):
    wanted, weights = [one[0] for one in items], [one[1] for one in items]
    gaps = [one[2] for one in items[1:]]
    found = spread(wanted, weights, gaps)
    assert all(b - a >= gap - 1e-6 for (a, b), gap in zip(itertools.pairwise(found), gaps, strict=True))

    def cost(places):
        return sum(w * (p - q) ** 2 for w, p, q in zip(weights, places, wanted, strict=True))

    # The nearest of a convex set: no step towards any other allowed places comes nearer.
    kept = [sum(gaps[:at]) for at in range(len(items))]
    step = [p + 0.01 * (q - p) for p, q in zip(found, kept, strict=True)]
    assert cost(found) <= cost(step) + 1e-6


def test_twelve_states_are_drawn_in_less_than_a_fiftieth_of_a_second():
    ways = {f"n{at}": way(f"n{at}", f"s{at + 1}") for at in range(11)}
    ways |= {"back": way("back", "s0"), "drop": way("drop", "s11"), "jump": way("jump", "s6")}
    exits = {f"s{at}": [f"n{at}", "back", "drop", "jump"] for at in range(11)} | {"s11": []}
    definition = graph(exits, ways)

    def once() -> float:
        begun = time.process_time()
        svg.write(draw(definition, "ru", "s5"))
        return time.process_time() - begun

    assert min(once() for _ in range(5)) < 0.02


def test_what_nobody_could_follow_is_refused_at_once():
    ways = {f"t{at}": way(f"t{at}", f"s{at}") for at in range(300)}
    states = {f"s{at}": [f"t{other}" for other in range(300)] for at in range(300)}
    begun = time.process_time()
    with pytest.raises(Refused, match="too-much-to-draw"):
        draw(graph(states, ways), "ru")
    assert time.process_time() - begun < 1


def test_layers_are_the_longest_way_from_the_beginning():
    from workflow.engine.diagram.graph import graph_of

    ways = {"ab": way("ab", "b"), "bc": way("bc", "c"), "ac": way("ac", "c"), "ca": way("ca", "a")}
    definition = graph({"a": ["ac", "ab"], "b": ["bc"], "c": ["ca"]}, ways)
    layers = layered(graph_of(definition, "ru", ""), "a")
    ranks = {slot.name: slot.rank for rank in layers.ranks for slot in rank if slot.kind == "state"}
    assert ranks == {"a": 0, "b": 2, "c": 4}
