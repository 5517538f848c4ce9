"""What a vote comes to under the body's rule, and why, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workflow.governance.sittings.meeting import Item, Meeting, Vote, Window, here
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.rules import HALF, Base, Rule, Share
from workflow.values import Text

Quorum = Literal["met", "unmet", "unknown"]
Ground = Literal["counted", "casting", "stated", "no_quorum"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a question is carried, on what ground, and the figures that say so.

    `present` counts the meeting, `voters` those of them who were not recused from this question; both None
    when the minutes name nobody. `missing` are the categories that nobody stood for.
    """

    carried: bool
    quorum: Quorum
    ground: Ground
    rule: Rule
    vote: Vote
    listed: int
    present: int | None
    voters: int | None
    missing: tuple[str, ...] = ()


def verdict(roster: Roster, meeting: Meeting, item: Item, window: Window | None = None) -> Verdict:
    """The verdict on one question; the figures are taken as checked (`faults`)."""
    who = here(meeting, window)
    listed = len(roster.listed)
    if who is None:
        return _unverified(roster.rule, item.vote, listed)
    counted = {one.person: one.category for one in roster.listed if one.person in who}
    missing = tuple(sorted(roster.categories - set(counted.values()))) if roster.rule.each_category else ()
    may_vote = len(set(counted) - item.recused)
    quorum = _quorum(roster.rule, len(counted), listed, bool(missing))
    ground, carried = _outcome(roster.rule, item.vote, quorum, listed, may_vote)
    return Verdict(carried, quorum, ground, roster.rule, item.vote, listed, len(counted), may_vote, missing)


def _unverified(rule: Rule, vote: Vote, listed: int) -> Verdict:
    """Minutes without a list of those present: taken as they state it, never as a quorum that was met."""
    if vote.manner == "stated":
        return Verdict(vote.declared, "unknown", "stated", rule, vote, listed, None, None)
    # Of those present there is only what the votes themselves show.
    base = vote.total if rule.majority.of == "present" else _base(rule, rule.majority.of, listed, 0)
    carried, ground = _majority(rule, vote, base)
    return Verdict(carried, "unknown", ground, rule, vote, listed, None, None)


def _quorum(rule: Rule, present: int, listed: int, lacking: bool) -> Quorum:
    enough = rule.quorum.met(present, _base(rule, rule.quorum.of, listed, present))
    return "met" if enough and not lacking else "unmet"


def _outcome(rule: Rule, vote: Vote, quorum: Quorum, listed: int, may_vote: int) -> tuple[Ground, bool]:
    if quorum == "unmet":
        return "no_quorum", False
    if vote.manner == "stated":
        return "stated", vote.declared
    carried, ground = _majority(rule, vote, _base(rule, rule.majority.of, listed, may_vote))
    return ground, carried


def _majority(rule: Rule, vote: Vote, base: int) -> tuple[bool, Ground]:
    if rule.majority.met(vote.in_favour, base) and base:
        return True, "counted"
    if _tied(rule, vote, base) and vote.chair in ("for", "against"):
        return vote.chair == "for", "casting"
    return False, "counted"


def _tied(rule: Rule, vote: Vote, base: int) -> bool:
    """Half of those present for and half against, an open vote, and the chair is given the last word.

    A qualified majority or one of the list is not made by one voice, nor is one out of abstentions.
    """
    simple = rule.majority == Share(HALF, False, "present")
    halves = vote.in_favour == vote.against and vote.in_favour * 2 == base
    return rule.tie == "chair" and simple and halves and vote.manner == "open"


def _base(rule: Rule, of: Base, listed: int, present: int) -> int:
    if of == "present":
        return present
    return rule.seats if of == "seats" and rule.seats is not None else listed


def explained(one: Verdict) -> Text:
    """The verdict in one sentence, with the figures it rests on."""
    quorum, came = _quorum_said(one), _came(one)
    if one.ground == "no_quorum":
        return Text(f"{quorum.ru}: {came.ru}", f"{quorum.en}: {came.en}")
    votes = votes_said(one.vote)
    return Text(f"{quorum.ru}; {votes.ru}: {came.ru}", f"{quorum.en}; {votes.en}: {came.en}")


def votes_said(vote: Vote) -> Text:
    """«за 7, против 1, воздержался 1»; what the minutes say where they give no figures."""
    if vote.manner == "stated":
        return Text("число голосов в протоколе не указано", "the minutes give no number of votes")
    abstained = "воздержался" if _one(vote.abstained) else "воздержались"
    ru = f"за {vote.in_favour}, против {vote.against}, {abstained} {vote.abstained}"
    en = f"{vote.in_favour} for, {vote.against} against, {vote.abstained} abstained"
    return Text(f"тайно: {ru}", f"by secret ballot: {en}") if vote.manner == "secret" else Text(ru, en)


def _quorum_said(one: Verdict) -> Text:
    if one.present is None:
        return _UNKNOWN
    word = "Присутствовал" if _one(one.present) else "Присутствовали"
    of = _base(one.rule, one.rule.quorum.of, one.listed, one.present)
    ru, en = f"{word} {one.present} из {of}", f"Present {one.present} of {of}"
    need = one.rule.quorum.said
    if one.quorum == "met":
        return Text(f"{ru}, кворум есть ({need.ru})", f"{en}, a quorum ({need.en})")
    if one.rule.quorum.met(one.present, of):
        lack = ", ".join(one.missing)
        return Text(f"{ru}, кворума нет (никого: {lack})", f"{en}, no quorum (nobody for: {lack})")
    least = one.rule.quorum.needed(of)
    return Text(
        f"{ru}, кворума нет (нужно {need.ru}, то есть {least})", f"{en}, no quorum ({need.en}: {least})"
    )


def _came(one: Verdict) -> Text:
    if one.ground == "no_quorum":
        return Text("решение принять нельзя", "nothing can be decided")
    word = Text("принято", "carried") if one.carried else Text("не принято", "not carried")
    if one.ground == "stated":
        return Text(f"{word.ru}, как сказано в протоколе", f"{word.en}, as the minutes state")
    if one.ground == "casting":
        return Text(f"{word.ru} решающим голосом председателя", f"{word.en} by the chair's casting vote")
    return _by_majority(one, word)


def _by_majority(one: Verdict, word: Text) -> Text:
    share = one.rule.majority
    present = one.voters if one.voters is not None else one.vote.total
    base = _base(one.rule, share.of, one.listed, present)
    of = _BASES[share.of]
    if one.carried:
        simple = share.fraction == HALF and not share.at_least
        how = (
            Text("большинством", "by a majority")
            if simple
            else Text(f"({share.said.ru})", f"({share.said.en})")
        )
        return Text(f"{word.ru} {how.ru} {of.ru}", f"{word.en} {how.en} {of.en}")
    need, least = share.said, share.needed(base)
    return Text(
        f"{word.ru}, нужно {need.ru} {of.ru}, то есть {least} из {base}",
        f"{word.en}, {need.en} {of.en} is needed: {least} of {base}",
    )


def _one(count: int) -> bool:
    return count % 10 == 1 and count % 100 != 11


_UNKNOWN = Text(
    "Присутствовавшие в протоколе не названы, кворум проверить нельзя",
    "The minutes do not name those present, the quorum is not verifiable",
)
_BASES = {
    "present": Text("от присутствующих", "of those present"),
    "list": Text("от списка", "of the list"),
    "seats": Text("от числа мест", "of the seats"),
}
