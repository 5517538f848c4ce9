"""Drawn trees of clauses and drawn edits of them: texts as schools write them, numbers as they print them."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st

from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText

WORDS = (
    "совет", "школы", "решает", "один", "раз", "в", "месяц", "педагог", "родители", "и", "ученики", "план",
    "отчёт", "не", "позднее", "сентября", "директор", "утверждает", "состав", "вправе", "протокол", "10", "№",
    "«Аврора»", "хор", "готовит", "класс", "по", "запросу", "(далее – ПОС)", "учителя", "обязан",
)  # fmt: skip

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def _sentence(words: str, end: str) -> str:
    return words[:1].upper() + words[1:] + end


said = st.builds(_sentence, sentences, st.sampled_from((".", ";", ":", "")))


@st.composite
def trees(draw: st.DrawFn) -> tuple[Clause, ...]:
    """Sections with points, items, dashes and paragraphs, numbered as a person would."""
    uids = count(1)

    def leaves(size: int) -> tuple[Clause, ...]:
        form = draw(st.sampled_from(("dash", "item", "letter", "paragraph")))
        return tuple(
            Clause(f"u{next(uids)}", _label(form, at), draw(said), "item" if form == "letter" else form)
            for at in range(size)
        )

    def points(number: int) -> tuple[Clause, ...]:
        made = []
        for at in range(draw(st.integers(0, 4))):
            uid = f"u{next(uids)}"
            inside = leaves(draw(st.integers(0, 3)))
            made.append(Clause(uid, f"{number}.{at + 1}", draw(said), "point", inside))
        return tuple(made)

    return tuple(
        Clause(f"s{number}", str(number), draw(sentences), "section", points(number))
        for number in range(1, draw(st.integers(1, 4)) + 1)
    )


def _label(form: str, at: int) -> str:
    return {"dash": "–", "item": f"{at + 1})", "letter": f"{'абвгде'[at]})", "paragraph": ""}[form]


class Garden:
    """A tree taken apart, to be changed at random."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.nodes = {one.uid: one for one in walk(clauses)}
        self.children = {one.uid: [child.uid for child in one.children] for one in walk(clauses)}
        self.children[""] = [one.uid for one in clauses]

    def grown(self, parent: str = "") -> tuple[Clause, ...]:
        return tuple(
            Clause(uid, self.nodes[uid].label, self.nodes[uid].text, self.nodes[uid].kind, self.grown(uid))
            for uid in self.children[parent]
        )

    def below(self, uid: str) -> set[str]:
        return {uid, *(deep for child in self.children[uid] for deep in self.below(child))}

    def parent(self, uid: str) -> str:
        return next(parent for parent, children in self.children.items() if uid in children)

    def drop(self, uid: str) -> None:
        self.children[self.parent(uid)].remove(uid)
        for gone in self.below(uid):
            del self.nodes[gone], self.children[gone]


@st.composite
def edited(draw: st.DrawFn, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The tree after some edits: reworded, renumbered, moved, dropped, added, repealed."""
    garden = Garden(clauses)
    for at in range(draw(st.integers(0, 6))):
        uids = sorted(garden.nodes)
        if not uids:
            break
        _edit(draw, garden, draw(st.sampled_from(uids)), at)
    return garden.grown()


def _edit(draw: st.DrawFn, garden: Garden, uid: str, at: int) -> None:
    act = draw(st.sampled_from(("reword", "number", "move", "drop", "add", "repeal", "reshape")))
    one = garden.nodes[uid]
    if act == "reword":
        garden.nodes[uid] = Clause(uid, one.label, draw(said), one.kind)
    elif act == "number":
        garden.nodes[uid] = Clause(
            uid, draw(st.sampled_from(("9.1", "7", "3)", "–", ""))), one.text, one.kind
        )
    elif act == "reshape":
        garden.nodes[uid] = Clause(uid, one.label, one.text, "paragraph")
    elif act == "repeal":
        garden.nodes[uid] = Clause(uid, one.label, "Утратил силу.", one.kind)
    elif act == "drop":
        garden.drop(uid)
    elif act == "move":
        places = ["", *sorted(set(garden.nodes) - garden.below(uid))]
        garden.children[garden.parent(uid)].remove(uid)
        _put(draw, garden, draw(st.sampled_from(places)), uid)
    else:
        made = f"n{at}"
        garden.nodes[made], garden.children[made] = Clause(made, "8.8", draw(said), "point"), []
        _put(draw, garden, draw(st.sampled_from(["", *uids_of(garden, made)])), made)


def uids_of(garden: Garden, but: str) -> list[str]:
    return sorted(set(garden.nodes) - {but})


def _put(draw: st.DrawFn, garden: Garden, parent: str, uid: str) -> None:
    garden.children[parent].insert(draw(st.integers(0, len(garden.children[parent]))), uid)


@st.composite
def amended(draw: st.DrawFn, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The tree after such edits as an order makes: numbers fit their clauses, and none is given twice."""
    garden = Garden(clauses)
    touched: set[str] = set()
    for at in range(draw(st.integers(1, 5))):
        free = sorted(uid for uid, one in garden.nodes.items() if one.kind == "point" and uid not in touched)
        if not free:
            break
        uid = draw(st.sampled_from(free))
        touched |= garden.below(uid)
        _order(draw, garden, uid, at)
    return garden.grown()


def _order(draw: st.DrawFn, garden: Garden, uid: str, at: int) -> None:
    act = draw(st.sampled_from(("reword", "word", "number", "drop", "repeal", "add", "below", "move")))
    one, section = garden.nodes[uid], garden.parent(uid)
    fresh = f"{garden.nodes[section].label}.{20 + at}"
    if act == "reword":
        garden.nodes[uid] = Clause(uid, one.label, draw(said), one.kind)
    elif act == "word":
        words = one.text.split()
        words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
        garden.nodes[uid] = Clause(uid, one.label, " ".join(words), one.kind)
    elif act == "number":
        garden.nodes[uid] = Clause(uid, fresh, one.text, one.kind)
    elif act == "drop":
        garden.drop(uid)
    elif act == "repeal":
        for child in list(garden.children[uid]):
            garden.drop(child)
        garden.nodes[uid] = Clause(uid, one.label, "Утратил силу.", one.kind)
    elif act in ("add", "below"):
        made = f"n{at}"
        kind = "point" if act == "add" else draw(st.sampled_from(("paragraph", "dash")))
        label = fresh if act == "add" else "–" if kind == "dash" else ""
        garden.nodes[made], garden.children[made] = Clause(made, label, draw(said), kind), []
        _put(draw, garden, section if act == "add" else uid, made)
    else:
        target = draw(
            st.sampled_from(sorted(uid for uid, one in garden.nodes.items() if one.kind == "section"))
        )
        garden.nodes[uid] = Clause(uid, f"{garden.nodes[target].label}.{30 + at}", one.text, one.kind)
        garden.children[section].remove(uid)
        _put(draw, garden, target, uid)


@st.composite
def amendments(draw: st.DrawFn) -> tuple[EditionText, EditionText]:
    """A text and one made of it as an order makes it."""
    old = draw(trees())
    return text(old, "Положение о совете"), text(draw(amended(old)), "Положение о совете")


@st.composite
def editions(draw: st.DrawFn) -> tuple[EditionText, EditionText]:
    """A text and one made of it by edits, annexes too."""
    old, annex = draw(trees()), draw(trees())
    new, other = draw(edited(old)), draw(edited(annex))
    before = text(old, "Положение о совете", (text(annex, "Состав совета"),))
    annexes = draw(
        st.sampled_from(((text(other, "Состав совета"),), (), (text(other, "Состав"), text(annex, "План"))))
    )
    return before, text(
        new, draw(st.sampled_from(("Положение о совете", "Положение о совете школы"))), annexes
    )


def text(clauses: tuple[Clause, ...], title: str, annexes: tuple[EditionText, ...] = ()) -> EditionText:
    return EditionText(title, "regulation", "положение", clauses, annexes)
