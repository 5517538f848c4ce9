"""An instruction on one sentence of a clause as an operation on the clause's words."""

from __future__ import annotations

from workflow.documents.amend.instructions import Instruction
from workflow.documents.amend.operations import AddWords, ExcludeWords, ReplaceWords, own_sha256
from workflow.documents.amend.sentences import NotCertain, closed, sentence, sentences
from workflow.documents.amend.wordwork import WordOperation, occurrences, reworded
from workflow.documents.clauses import Clause
from workflow.values import Text


class SentenceNotFound(ValueError):
    """The clause has no such sentence, or its words do not stand there once; `told` says which."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


def on_sentence(one: Instruction, clause: Clause) -> WordOperation:
    """The operation that expects the clause as it is. Raises SentenceNotFound."""
    old, uid, own = _old(one, clause), clause.uid, own_sha256(clause)
    if one.does == "replace":
        return ReplaceWords(uid, own, old, _line(closed(one.text, old)))
    if one.does == "exclude":
        if len(sentences(clause.text)) == 1:
            raise SentenceNotFound(_ONLY)
        return ExcludeWords(uid, own, old)
    if one.does == "add_words" and not one.words:
        if one.where == "after":
            return AddWords(uid, own, "after", old, _line(closed(one.text, old)))
        return ReplaceWords(uid, own, old, reworded(old, AddWords(uid, own, "end", "", one.text)))
    return _in_words(one, clause, old)


def _in_words(one: Instruction, clause: Clause, old: str) -> WordOperation:
    """Words that stand in other sentences too are told by the whole sentence."""
    if occurrences(old, one.words) != 1:
        raise SentenceNotFound(_NOT_ONCE.filled(said=one.words))
    uid, own = clause.uid, own_sha256(clause)
    made: WordOperation
    if one.does == "replace_words":
        made = ReplaceWords(uid, own, one.words, one.text)
    elif one.does == "exclude_words":
        made = ExcludeWords(uid, own, one.words)
    else:
        made = AddWords(uid, own, "before" if one.where == "before" else "after", one.words, one.text)
    if occurrences(clause.text, one.words) == 1:
        return made
    return ReplaceWords(uid, own, old, reworded(old, made))


def _old(one: Instruction, clause: Clause) -> str:
    try:
        old = sentence(clause, one.sentence)
    except NotCertain:
        raise SentenceNotFound(_NOT_CERTAIN) from None
    if old is None or occurrences(clause.text, old) != 1:
        raise SentenceNotFound(_NONE)
    return old


def _line(text: str) -> str:
    if "\n" in text:
        raise SentenceNotFound(_LINES)
    return text


_NONE = Text(
    "такого предложения в этом пункте нет, или оно стоит там дважды",
    "the clause has no such sentence, or has it twice",
)
_ONLY = Text(
    "в пункте только это предложение: исключите пункт",
    "the clause has this sentence alone: exclude the clause",
)
_NOT_CERTAIN = Text(
    "где в этом пункте кончается предложение, сказать наверное нельзя: приведите слова",
    "where a sentence of this clause ends is not certain: quote the words",
)
_NOT_ONCE = Text(
    "в этом предложении слова «{said}» стоят не один раз",
    "the words “{said}” do not stand once in that sentence",
)
_LINES = Text("предложение пишут одной строкой", "a sentence is one line")
