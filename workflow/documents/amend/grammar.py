"""One sentence of an order into instructions: the whole of it is understood, or none of it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from workflow.documents.addresses import Address, Step
from workflow.documents.amend.instructions import Instruction
from workflow.documents.amend.naming import NotAnAddress, addresses_in, instrumental
from workflow.documents.amend.sentences import inside, mentioned
from workflow.documents.amend.turning import EDITION, LAPSED, NAME, TEXT, WORD, WORD_OF, WORDS, ways

_ACT = (
    r"(?:(?:настоящ|указанн|данн)\w+\s+)?(?:положени[еяю]|поряд(?:ок|ка)|правила?|инструкци[юяи]|"
    r"регламента?|устава?|программ[уы]|плана?|кодекса?|акта?)\b"
)
_BY_ANNEX = (
    r"(?:\s*[(,]?\s*(?:согласно\s+)?приложени[еюя](?:\s+(?:№\s*)?\d+)?"
    r"(?:\s+к\s+(?:(?:настоящ|данн)\w+\s+)?(?:приказу|распоряжению|постановлению|изменениям))?\s*\)?)?"
)
_DATED = (
    r"(?:от\s+\d{1,2}\.\d{1,2}\.\d{4}(?:\s*г\.?)?\s+№\s*\S+|№\s*\S+\s+от\s+\d{1,2}\.\d{1,2}\.\d{4}(?:\s*г)?)"
)
_DEED = (
    rf"(?:{WORD}\s+⟨\d+⟩\s+(?:заменить\s+{WORDS}\s+⟨\d+⟩|исключить)"
    rf"|(?:после|перед)\s+(?:слов(?:а|ами|ом)?|цифр(?:ы|ами|ой)?|{WORDS}|{WORD_OF})\s+⟨\d+⟩\s+дополнить\s+{WORDS}\s+⟨\d+⟩"
    rf"|дополнить\s+{WORDS}\s+⟨\d+⟩)"
)
# «дополнить пунктом следующего содержания: «2.4. …»»: one unit, whose number stands in its text.
_UNNUMBERED = re.compile(r"разделом|(?:под)?пунктом", re.IGNORECASE)
_ITS_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)*(?=\.\s)|(?:\d+|[а-яё])\)(?=\s))", re.IGNORECASE)
_VAGUE = re.compile(r"по\s+(?:всему\s+)?тексту|в\s+соответствующ\w+\s+падеж|и\s+далее\b", re.IGNORECASE)

# Quotations aside no instruction is so long; what is longer is not worth trying every form on.
_LONGEST = 1_500

Spans = tuple[str, ...]
Found = Iterator[Instruction]


class NotUnderstood(ValueError):
    """These words are no instruction that we carry out; `code` tells why."""

    def __init__(self, where: str, code: str = "not-understood") -> None:
        super().__init__(where)
        self.where = where
        self.code = code


@dataclass(frozen=True, slots=True)
class _Form:
    """One manner of saying it, and what is made of its parts."""

    shape: re.Pattern[str]
    made: Callable[[re.Match[str], Spans], Found]


def instructions(sentence: str, spans: Spans, above: Address = ()) -> tuple[Instruction, ...]:
    """What the sentence orders, lists of units expanded; `above` is what the lines over it are about.

    Raises NotUnderstood unless every word of it is understood.
    """
    said = " ".join(sentence.replace("ё", "е").split()).rstrip(" .;,")
    if len(said) > _LONGEST:
        raise NotUnderstood(said[:80])
    if _VAGUE.search(said):
        raise NotUnderstood(said, "everywhere")
    about = mentioned(said, above)
    if about is None:
        return _any_way(said, spans, above)
    rest, above, turn, after = about
    found = inside(_any_way(rest, spans, above), turn, after=after)
    if found is None:
        raise NotUnderstood(said)
    return found


def _any_way(said: str, spans: Spans, above: Address) -> tuple[Instruction, ...]:
    refused = NotUnderstood(said)
    for order in ways(said):
        try:
            return _read(order, spans, above)
        except NotUnderstood as fault:
            refused = fault if refused.code == "not-understood" else refused
    raise refused


def _read(order: str, spans: Spans, above: Address) -> tuple[Instruction, ...]:
    for form in _FORMS:
        match = form.shape.fullmatch(order)
        if match is not None:
            return _made(form, match, spans, above)
    raise NotUnderstood(order)


def _made(form: _Form, match: re.Match[str], spans: Spans, above: Address) -> tuple[Instruction, ...]:
    try:
        return tuple(_inside(one, above) for one in form.made(match, spans))
    except NotAnAddress as fault:
        raise NotUnderstood(fault.where or match[0], "no-address") from None


def _inside(one: Instruction, above: Address) -> Instruction:
    if not above or one.does in ("new_edition", "repeal_act", "replace_annex"):
        return one
    beside = (*above, *one.beside) if one.beside else ()
    return replace(one, target=(*above, *one.target), beside=beside)


def _span(reference: str, spans: Spans) -> str:
    return spans[int(reference.strip("⟨⟩"))]


def _replace(match: re.Match[str], spans: Spans) -> Found:
    text = _span(match["text"], spans)
    found = addresses_in(match["target"], spans)
    texts = [text] if len(found) == 1 else _shared(text, len(found))
    for address, own in zip(found, texts, strict=True):
        yield Instruction("replace", address, text=own)


def _shared(text: str, count: int) -> list[str]:
    """One quotation with a line for each unit. Raises NotUnderstood when lines and units are not as many."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) != count:
        raise NotUnderstood(text, "units-and-text")
    return lines


def _head(match: re.Match[str], spans: Spans) -> Found:
    text = _span(match["text"], spans)
    of = match["of"]
    preamble = match["head"].casefold().startswith("преамбул")
    if not of or re.fullmatch(_ACT, of.strip(), re.IGNORECASE):
        yield Instruction("replace_preamble" if preamble else "replace_title", text=text)
    else:
        for address in _only(addresses_in(of, spans), of):
            yield Instruction("replace_preamble" if preamble else "replace_heading", address, text=text)


def _only(found: tuple[Address, ...], words: str) -> tuple[Address, ...]:
    if len(found) != 1:
        raise NotAnAddress(words)
    return found


def _add(match: re.Match[str], spans: Spans) -> Found:
    """«раздел 2 дополнить пунктом 2.5», «дополнить пункт 3.1 абзацем», «после пункта 3.4 дополнить …»."""
    parts = match.groupdict()
    target, what = parts.get("target") or "", parts["what"]
    start = instrumental(what)
    if start is None:
        raise NotUnderstood(what)
    target = f"{target} {what[:start]}".strip()
    if re.fullmatch(_ACT, target, re.IGNORECASE):
        target = ""
    where, beside = "by_number", parts.get("beside") or ""
    if beside:
        where = "after" if parts["side"].casefold() == "после" else "before"
    above: Address = ()
    for address in _only(addresses_in(target, spans), target) if target else ((),):
        above = address
    near: Address = ()
    if beside:
        [near] = _only(addresses_in(beside, spans), beside)
    text = _span(match["text"], spans)
    told = list(_units(what[start:], text, spans))
    # Of lines without a number each comes right after the neighbour, so the last one first.
    lined = len(told) > 1 and where == "after" and not told[0][0].label
    for unit, own in reversed(told) if lined else told:
        yield Instruction("add", above, unit, where, near, text=own)  # type: ignore[arg-type]  # narrowed above
        if beside and unit is not None:
            near, where = ((*near[:-1], unit) if unit.label else near), "after"


def _units(what: str, text: str, spans: Spans) -> Iterator[tuple[Step, str]]:
    bare = re.fullmatch(r"(абзац|дефис|строк)(ем|ами|ом|ой|ою)", what.strip(), re.IGNORECASE)
    if bare:
        lines = [text] if bare[2] != "ами" else [line for line in text.split("\n") if line.strip()]
        for line in lines:
            yield Step("row" if bare[1].casefold() == "строк" else "paragraph", ""), line
        return
    found = addresses_in(_with_number(what.strip(), text), spans)
    texts = [text] if len(found) == 1 else _shared(text, len(found))
    for address, own in zip(found, texts, strict=True):
        if len(address) != 1:
            raise NotAnAddress(what)
        if address[0].unit == "annex":
            raise NotUnderstood(what)
        yield address[0], own


def _with_number(what: str, text: str) -> str:
    """«пунктом» with the number that the new text itself begins with; any other words as they are."""
    number = _ITS_NUMBER.match(text)
    return f"{what} {number[1]}" if number and _UNNUMBERED.fullmatch(what) else what


def _each(does: str) -> Callable[[re.Match[str], Spans], Found]:
    def made(match: re.Match[str], spans: Spans) -> Found:
        for address in addresses_in(match["target"], spans):
            yield Instruction(does, address)  # type: ignore[arg-type]  # the word is one of ours

    return made


def _words(match: re.Match[str], spans: Spans) -> Found:
    target = _OF_HEADING.sub("", re.sub(r"^(?:во?|из)\s+", "", match["target"] or "", flags=re.IGNORECASE))
    found = addresses_in(target, spans) if target else ((),)
    for address in found:
        for deed in re.finditer(_DEED, match["deeds"], re.IGNORECASE):
            yield _deed(address, deed[0], spans)


def _deed(address: Address, deed: str, spans: Spans) -> Instruction:
    said = [_span(one, spans) for one in re.findall(r"⟨\d+⟩", deed)]
    small = deed.casefold()
    if "заменить" in small:
        return Instruction("replace_words", address, words=said[0], text=said[1])
    if "исключить" in small:
        return Instruction("exclude_words", address, words=said[0])
    if small.startswith("дополнить"):
        return Instruction("add_words", address, where="end", text=said[0])
    where = "before" if small.startswith("перед") else "after"
    return Instruction("add_words", address, where=where, words=said[0], text=said[1])  # type: ignore[arg-type]  # one of ours


def _sentence(match: re.Match[str], spans: Spans) -> Found:
    target = match["target"]
    for address in _only(addresses_in(target, spans), target) if target else ((),):
        yield Instruction("add_words", address, where="end", text=_span(match["text"], spans))


def _renumber(match: re.Match[str], spans: Spans) -> Found:
    found, named = addresses_in(match["target"], spans), addresses_in(match["unit"], spans)
    if len(found) != len(named) or any(len(one) != 1 for one in named):
        raise NotAnAddress(match["unit"])
    for address, (unit,) in zip(found, named, strict=True):
        yield Instruction("renumber", address, unit)


def _move(match: re.Match[str], spans: Spans) -> Found:
    [address] = _only(addresses_in(match["target"], spans), match["target"])
    unit: Step | None = None
    if match["unit"]:
        [(unit,)] = _only(addresses_in(match["unit"], spans), match["unit"])
    into: Address = ()
    if match["into"]:
        [into] = _only(addresses_in(match["into"], spans), match["into"])
    beside: Address = ()
    if match["beside"]:
        [beside] = _only(addresses_in(match["beside"], spans), match["beside"])
    elif "в начало" not in match[0].casefold():
        # «перенести в раздел 3» leaves it open where in it.
        raise NotUnderstood(match[0])
    yield Instruction("move", address, unit, "after" if beside else "start", beside, into)


def _annex(match: re.Match[str], spans: Spans) -> Found:
    for address in _only(addresses_in(match["target"], spans), match["target"]):
        yield Instruction("replace_annex", address)


def _edition(match: re.Match[str], spans: Spans) -> Found:
    bare = re.fullmatch(rf"его|{_ACT}", match["act"], re.IGNORECASE)
    yield Instruction("new_edition", words="" if bare else _named(match["act"], spans))


def _repeal_act(match: re.Match[str], spans: Spans) -> Found:
    yield Instruction("repeal_act", words=_named(match["act"], spans))


def _named(words: str, spans: Spans) -> str:
    """An act's name with its quotations."""
    for at, span in enumerate(spans):
        words = words.replace(f"⟨{at}⟩", f"«{span}»")
    return words


_FOLLOWING = r"(?:\s+следующего\s+содержания|\s+в\s+следующей\s+редакции)?"
# The words of a unit that has units below it are its heading.
_OF_HEADING = re.compile(r"(?:наименовании|названии|заголовке)\s+(?=раздел|глав|стат)", re.IGNORECASE)
_HEAD = r"(?:наименование|название|заголовок|преамбулу)"


def _form(shape: str, made: Callable[[re.Match[str], Spans], Found]) -> _Form:
    return _Form(re.compile(shape, re.IGNORECASE), made)


_FORMS = (
    _form(rf"(?P<head>{_HEAD})(?:\s+(?P<of>{NAME}))?\s+изложить\s+{EDITION}{TEXT}", _head),
    _form(rf"(?P<target>приложение[^⟨⟩]*?)\s+изложить\s+{EDITION}{_BY_ANNEX}", _annex),
    _form(rf"(?P<act>его|{_ACT}.*?)\s+изложить\s+{EDITION}{_BY_ANNEX}", _edition),
    _form(rf"(?P<target>{NAME})\s+изложить\s+{EDITION}{TEXT}", _replace),
    _form(
        rf"(?:(?P<target>{NAME})\s*,?\s*)?(?P<deeds>{_DEED}(?:(?:\s*,\s*(?:[иа]\s+)?|\s+и\s+){_DEED})*)",
        _words,
    ),
    _form(
        rf"(?:(?:в\s+)?(?P<target>{NAME})\s+)?дополнить\s+предложени(?:ем|ями){_FOLLOWING}{TEXT}", _sentence
    ),
    _form(
        rf"(?:(?:в\s+)?(?P<target>{NAME})\s+)?(?P<side>после|перед)\s+(?P<beside>{NAME})\s+дополнить\s+"
        rf"(?P<what>[^⟨⟩]+?){_FOLLOWING}{TEXT}",
        _add,
    ),
    _form(rf"(?:(?P<target>{NAME})\s+)?дополнить\s+(?P<what>(?!после|перед)[^⟨⟩]+?){_FOLLOWING}{TEXT}", _add),
    _form(rf"признать\s+{LAPSED}\s+(?P<act>{_ACT}.*утвержденн\w+\s+[^;]+?\s+{_DATED})", _repeal_act),
    _form(rf"(?P<target>{NAME})\s+признать\s+{LAPSED}", _each("repeal")),
    _form(rf"(?P<target>{NAME})\s+исключить", _each("exclude")),
    _form(
        rf"(?P<target>{NAME})\s+перенести(?:\s+в\s+начало)?(?:\s+(?:в\s+)?(?P<into>(?!после|в\s)[^⟨⟩]+?))?"
        rf"(?:\s+после\s+(?P<beside>{NAME}))?(?:,\s*считая\s+(?:его|ее)\s+(?P<unit>[^⟨⟩]+))?",
        _move,
    ),
    _form(rf"(?P<target>{NAME})\s+считать\s+(?:соответственно\s+)?(?P<unit>(?!утративш)[^⟨⟩]+)", _renumber),
)
