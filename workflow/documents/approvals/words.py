"""The closed tables of words a stamp is made of, and the reading of a damaged word by them."""

from __future__ import annotations

from functools import lru_cache

from workflow.documents.approvals.letters import distance, fold


def _forms(stems: str, endings: str) -> list[str]:
    return [stem + ending.strip("-") for stem in stems.split() for ending in endings.split()]


_PARTICIPLE = "- а о ы"
# Whole words, each with its meaning.
_WORDS = {
    "утверждаю": _forms("утвержда", "ю ем"),
    "утверждено": _forms("утвержден", _PARTICIPLE),
    "согласовано": _forms("согласован", _PARTICIPLE),
    "рассмотрено": _forms("рассмотрен", _PARTICIPLE),
    "одобрено": _forms("одобрен обсужден рекомендован", _PARTICIPLE),
    "принято": _forms("принят", _PARTICIPLE),
    "разработано": _forms("разработан", _PARTICIPLE),
    "введено": [*_forms("введен", _PARTICIPLE), "вводится", "ввести"],
    "учтено": _forms("учтен", _PARTICIPLE),
    "учет": ["учетом", "учет", "учета"],
    "мнение": ["мнение", "мнения", "мнением", "мнении"],
    "протокол": [*_forms("протокол", "- а ом у е"), "прот"],
    "приказ": _forms("приказ", "- а ом у е"),
    "распоряжение": _forms("распоряжени", "е я ем ю"),
    "постановление": _forms("постановлени", "е я ем ю"),
    "решение": _forms("решени", "е я ем ю"),
    "пр": ["пр"],
    "приложение": _forms("приложени", "е я ем ю"),
    # Long enough to be known through a lost letter.
    "совет": _forms("совет", "ом ов"),
    "координатор": _forms("координатор", "- а ом у"),
    # Words that look like an act's and are none.
    "иное": [
        *_forms("утверждени согласовани рассмотрени введени", "е я ем ю и"),
        *_forms("утвержденн согласованн рассмотренн принят введенн", "ый ая ое ые ого ой ых ым ыми ую ом"),
        *_forms("приняти", "е я ем ю и"),
        *"показ отказ указ наказ утверждает утвердить согласовать рассмотреть принять принимать".split(),
        *_forms("рассмотр", "им ит ят"),
        *_forms("утверждаем", "ый ая ое ые ого ых ыми"),
        *"проект согласно понятно занято зачислено проведено директива".split(),
    ],
}
# Beginnings of words, whatever their endings.
_STEMS = {
    "иное": "положени направлени воспитани гимнази приказыва управленч совещани разработк обсуждени "
    "начальног начальны предложени",
    "педагогический": "педагогическ педсовет",
    "управляющий": "управляющ упрсовет",
    "родители": "родител родкомитет",
    "учащиеся": "обучающ учащ старшекласс ученич учени студен лицеист гимназист школьников воспитанник",
    "профсоюз": "профсоюз профком профорганизац",
    "собрание": "собрани",
    "конференция": "конференц",
    "методический": "методическ методсовет методобъедин научно-методическ",
    "наблюдательный": "наблюдательн",
    "попечительский": "попечительск",
    "учредитель": "учредител",
    "директор": "директор",
    "заведующий": "заведующ",
    "руководитель": "руководител",
    "заместитель": "заместител замдиректор",
    "начальник": "начальник",
    "министр": "министр министерств минист",
    "глава": "главой главы",
    "администрация": "администраци",
    "управление": "управлени",
    "департамент": "департамент",
    "отдел": "отделом отдела",
    "совет": "совет",
    "комитет": "комитет",
    "комиссия": "комисси",
    "объединение": "объединени",
    "коллектив": "коллектив",
    "работники": "работник",
    "председатель": "председател",
    "заседание": "заседани",
}
_SHORT = {
    "ппо": "профсоюз",
    "профкома": "профсоюз",
    "шмо": "методический",
    "шмк": "методический",
    "шмс": "методический",
    "утв": "утверждено",
    "утвержд": "утверждено",
    "дир": "директор",
    "рмо": "методический",
    "нмс": "методический",
    "зав": "заведующий",
    "зам": "заместитель",
    "глава": "глава",
    "отдел": "отдел",
    "мэр": "глава",
    "ректор": "директор",
}
_MEANING = {form: meaning for meaning, forms in _WORDS.items() for form in forms} | _SHORT
_BEGINNINGS = [(stem, meaning) for meaning, stems in _STEMS.items() for stem in stems.split()]
_BY_INITIAL: dict[str, list[tuple[str, str]]] = {}
for _stem, _meaning in _BEGINNINGS:
    _BY_INITIAL.setdefault(_stem[:3], []).append((_stem, _meaning))

ACTS = {
    "утверждаю": "УТВЕРЖДАЮ",
    "утверждено": "УТВЕРЖДЕНО",
    "согласовано": "СОГЛАСОВАНО",
    "рассмотрено": "РАССМОТРЕНО",
    "одобрено": "РАССМОТРЕНО",
    "принято": "ПРИНЯТО",
    "введено": "ВВЕДЕНО",
    "учтено": "МНЕНИЕ УЧТЕНО",
}
INSTRUMENTS = {
    "протокол": "protocol",
    "приказ": "order",
    "распоряжение": "resolution",
    "постановление": "resolution",
    "решение": "decision",
    "пр": "short",
}
# Of two acts in one stamp the later in this row is the one that counts.
STRENGTH = ("разработано", "одобрено", "рассмотрено", "согласовано", "принято", "утверждено", "утверждаю")


def _mask(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 63)
    return mask


_MASKED_WORDS = [(form, _mask(form), meaning) for form, meaning in _MEANING.items() if len(form) >= 6]
_MASKED_STEMS = [(stem, _mask(stem), meaning) for stem, meaning in _BEGINNINGS if len(stem) >= 7]


def exact(form: str) -> str | None:
    """What the folded word means, when it stands undamaged in the tables."""
    if form in _MEANING:
        return _MEANING[form]
    if form[:5] == "совет" and form[5:] not in ("", "а", "у", "ом", "е", "ы", "ов", "ами"):
        return "иное"
    for stem, meaning in _BY_INITIAL.get(form[:3], ()):
        if form.startswith(stem):
            return meaning
    return None


@lru_cache(maxsize=20_000)
def meaning(word: str) -> str | None:
    """What a printed word means for a stamp, through up to two misread letters; None for any other word."""
    form = fold(word)
    sense = exact(form) or (_nearest(form) if len(form) >= 6 else None)
    return None if sense == "иное" else sense


def _nearest(form: str) -> str | None:
    """The one meaning within reach; a tie between two meanings is no reading."""
    limit = 2 if len(form) >= 8 else 1
    mask = _mask(form)
    best: dict[str, int] = {}
    for whole, whole_mask, sense in _MASKED_WORDS:
        if (mask ^ whole_mask).bit_count() <= 2 * limit and (far := distance(form, whole, limit)) <= limit:
            best[sense] = min(far, best.get(sense, 9))
    for stem, stem_mask, sense in _MASKED_STEMS:
        if (
            len(form) < len(stem) - 1
            or (_mask(form[: len(stem) + 1]) ^ stem_mask).bit_count() > 2 * limit + 1
        ):
            continue
        reach = 1 if len(stem) < 10 else 2
        far = min(distance(form[: len(stem) + more], stem, reach) for more in (-1, 0, 1))
        if far <= reach:
            best[sense] = min(far, best.get(sense, 9))
    near = sorted((far, sense) for sense, far in best.items())
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]
