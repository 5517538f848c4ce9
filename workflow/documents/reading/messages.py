"""What each notice says: the irregularity and its mend, in Russian and in English."""

from __future__ import annotations

from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.citation_messages import CITATIONS_TOLD
from workflow.documents.reading.file_messages import FILE_TOLD
from workflow.documents.reading.values import Notice, Weight
from workflow.values import Text

# code: weight, message ru, message en, suggestion ru, suggestion en
_TOLD: dict[str, tuple[Weight, str, str, str, str]] = {
    "duplicate-number": (
        "check",
        "Номер {label} напечатан второй раз (впервые – в строке {first}).",
        "Number {label} is printed a second time (first at line {first}).",
        "Исправить на {mend}.",
        "Make it {mend}.",
    ),
    "skipped-number": (
        "check",
        "После {before} идёт {label}: номера между ними пропущены.",
        "{label} follows {before}: the numbers between are skipped.",
        "Оставить, если на эти номера ссылаются, или исправить на {mend}.",
        "Keep it if other acts cite these numbers, or make it {mend}.",
    ),
    "number-out-of-order": (
        "check",
        "Номер {label} стоит после {before}.",
        "Number {label} stands after {before}.",
        "Исправить на {mend} или переставить пункт.",
        "Make it {mend} or move the clause.",
    ),
    "number-of-other-section": (
        "check",
        "Пункт {label} стоит в разделе {section}.",
        "Point {label} stands in section {section}.",
        "Исправить на {mend} или перенести в свой раздел.",
        "Make it {mend} or move it to its own section.",
    ),
    "section-without-number": (
        "check",
        "У раздела «{text}» нет номера.",
        "The section “{text}” has no number.",
        "Поставить номер {inferred}.",
        "Number it {inferred}.",
    ),
    "heading-without-number": (
        "note",
        "Заголовок «{text}» напечатан без номера.",
        "The heading “{text}” is printed without a number.",
        "Пронумеровать его или оставить заголовком без номера.",
        "Number it, or keep it as a heading without number.",
    ),
    "list-without-points": (
        "note",
        "В разделе {label} нет пунктов, только перечень.",
        "Section {label} has no points, only a list.",
        "Оставить или ввести пункт {mend} перед перечнем, чтобы на него можно было ссылаться.",
        "Keep it, or put point {mend} before the list so that it can be cited.",
    ),
    "several-intros": (
        "check",
        "В разделе {label} несколько ненумерованных вводных строк со своими перечнями.",
        "Section {label} has several unnumbered intros, each with its own list.",
        "Пронумеровать вводные строки: {mend} и далее.",
        "Number the intros: {mend} and on.",
    ),
    "undashed-list": (
        "check",
        "После двоеточия идёт перечень без знаков ({count} абз.).",
        "A list without marks follows the colon ({count} paragraphs).",
        "Поставить перед каждым абзацем тире или номер.",
        "Put a dash or a number before each paragraph.",
    ),
    "extra-paragraph": (
        "check",
        "Ненумерованный абзац после {label} прочитан как его абзац.",
        "The unnumbered paragraph after {label} is read as a paragraph of it.",
        "Оставить абзацем {label} или дать ему свой номер.",
        "Keep it as a paragraph of {label}, or give it a number of its own.",
    ),
    "dashed-number": (
        "check",
        "Перед номером {label} стоит тире.",
        "A dash stands before number {label}.",
        "Убрать тире.",
        "Remove the dash.",
    ),
    "mixed-list": (
        "check",
        "Внутри пункта перечня с тире идёт перечень {label}.",
        "The list {label} runs inside an entry of a dashed list.",
        "Проверить, какому пункту он принадлежит.",
        "Check which entry it belongs to.",
    ),
    "mixed-final-dot": (
        "note",
        "Номера напечатаны и с точкой, и без точки на конце (без точки: {labels}).",
        "Numbers are printed both with and without a final dot (without: {labels}).",
        "Печатать все номера с точкой.",
        "Print every number with a dot.",
    ),
    "three-levels": (
        "note",
        "Нумерация в три уровня и глубже (первый – {label}); место найдено по номеру.",
        "Numbers run three levels deep or more (first is {label}); places follow the numbers.",
        "Проверить, что {label} стоит под {mend}.",
        "Check that {label} stands under {mend}.",
    ),
    "page-break": (
        "check",
        "Абзац {label} разорван пустой строкой перед «{text}…»; части соединены.",
        "Paragraph {label} is broken by a blank line before “{text}…”; the halves are joined.",
        "Подтвердить, что это один абзац.",
        "Confirm that this is one paragraph.",
    ),
    "page-number": (
        "note",
        "Строка «{text}» – номер страницы; в текст она не вошла.",
        "The line “{text}” is a page number; it is left out of the text.",
        "Вернуть её, если это не номер страницы.",
        "Put it back if it is not a page number.",
    ),
    "edition-note": (
        "note",
        "«{text}» – примечание о том, чем изменён текст; в текст оно не вошло.",
        "“{text}” is a note of what changed the text; it is left out of the text.",
        "Вернуть примечание в текст, если это слова самого документа.",
        "Put the note back into the text if the document itself says it.",
    ),
    "edition-note-inside": (
        "check",
        "После слов пункта стоит примечание «{text}»; оно осталось в тексте.",
        "The note “{text}” stands after the words of the clause; it is left in the text.",
        "Вынести примечание из текста.",
        "Take the note out of the text.",
    ),
    "hyphen-at-break": (
        "check",
        "Слово «{text}» перенесено на новую строку, дефис оставлен.",
        "The word “{text}” runs over a line end; its hyphen is kept.",
        "Убрать дефис, если это знак переноса.",
        "Remove the hyphen if it only divides the word.",
    ),
    "misread-number": (
        "check",
        "Строка начинается с «{label}»: похоже на номер {mend}, прочитанный с ошибкой.",
        "The line begins with “{label}”: it looks like number {mend} misread.",
        "Исправить на {mend}.",
        "Make it {mend}.",
    ),
    "number-apart": (
        "check",
        "Номер {label} стоит отдельной строкой, без своих слов.",
        "Number {label} stands on a line of its own, without its words.",
        "Соединить {label} со следующей строкой.",
        "Join {label} to the next line.",
    ),
    "number-inside": (
        "check",
        "В строке пункта {label} начинается пункт {mend}.",
        "Point {mend} begins inside the line of point {label}.",
        "Начать пункт {mend} с новой строки.",
        "Begin point {mend} on a new line.",
    ),
    "point-without-words": (
        "check",
        "У пункта {label} нет текста.",
        "Point {label} has no words.",
        "Вписать текст или убрать номер.",
        "Write its text, or remove the number.",
    ),
    "point-without-parent": (
        "check",
        "Есть пункт {label}, а пункта {mend} нет.",
        "There is point {label}, but no point {mend}.",
        "Вставить пункт {mend} или исправить номер {label}.",
        "Insert point {mend}, or correct number {label}.",
    ),
    "blank-in-list": (
        "note",
        "Внутри перечня пустые строки (мест: {count}).",
        "Blank lines inside a list ({count} places).",
        "Убрать пустые строки.",
        "Remove the blank lines.",
    ),
    "markup": (
        "note",
        "В тексте знаки разметки (строк: {count}); они сняты.",
        "The text has markup signs ({count} lines); they are taken off.",
        "Проверить, что заголовки определены верно.",
        "Check that the headings are right.",
    ),
    "several-documents": (
        "check",
        "В файле несколько документов: с этой строки начинается «{title}».",
        "The file holds several documents: “{title}” begins at this line.",
        "Читать как приложение к первому документу.",
        "Read it as an annex to the first document.",
    ),
    "inner-dash": (
        "note",
        "Тире внутри строк перечня не считается знаком перечня (строк: {count}).",
        "A dash inside an entry is not read as a list mark ({count} lines).",
        "Проверить, что записи не разбиты.",
        "Check that the entries are whole.",
    ),
    "bare-date": (
        "note",
        "«{text}» прочитано как дата и номер документа, а не как номер пункта.",
        "“{text}” is read as the date and number of the document, not as the number of a clause.",
        "Написать «от … № …».",
        "Write “от … № …”.",
    ),
    "guessed-instrument": (
        "check",
        "«Пр.» может значить и протокол, и приказ; прочитано по отметке: {instrument}.",
        "“Пр.” may mean protocol or order; read from the stamp: {instrument_en}.",
        "Написать слово полностью: «{instrument}».",
        "Write the word in full: “{instrument}”.",
    ),
    "unusual-date": (
        "note",
        "Дата записана необычно: «{text}».",
        "The date is written unusually: “{text}”.",
        "Записать её как {mend}.",
        "Write it as {mend}.",
    ),
    "number-with-slash": (
        "note",
        "Номер «{number}» составной и хранится как напечатан.",
        "Number “{number}” is compound and is kept as printed.",
        "Проверить номер по журналу.",
        "Check the number against the register.",
    ),
    "stamp-layout": (
        "note",
        "Отметка {text} оформлена не по образцу; прочитана по смыслу.",
        "The stamp {text} is not laid out as the standard says; it is read by its meaning.",
        "Напечатать отметку заново из системы.",
        "Print the stamp anew from the system.",
    ),
    "body-over-lines": (
        "note",
        "Название органа разбито по строкам: «{text}».",
        "The name of the body is broken over lines: “{text}”.",
        "Проверить, что орган определён верно.",
        "Check that the body is the right one.",
    ),
    "blank-signature": (
        "check",
        "Место подписи пустое: подписи на этом экземпляре может не быть.",
        "The place for the signature is blank: this copy may be unsigned.",
        "Сверить с подписанным экземпляром.",
        "Compare with the signed copy.",
    ),
    "stamp-order": (
        "note",
        "Отметка {act} напечатана после {before}.",
        "Stamp {act} is printed after {before}.",
        "Порядок отметок определён по датам и ролям, не по месту.",
        "The order of stamps follows dates and roles, not places.",
    ),
    "unbalanced": (
        "check",
        "Кавычки или скобки не закрыты: {signs}.",
        "Quotes or brackets are not closed: {signs}.",
        "Добавить парный знак или убрать лишний.",
        "Add the missing sign or remove the stray one.",
    ),
    "mixed-terminators": (
        "check",
        "Записи перечня оканчиваются по-разному: {signs}.",
        "The entries of the list end differently: {signs}.",
        "Точка с запятой после каждой записи, точка после последней.",
        "A semicolon after each entry, a full stop after the last.",
    ),
    "no-colon": (
        "check",
        "Перед перечнем нет двоеточия.",
        "There is no colon before the list.",
        "Поставить двоеточие после «{text}».",
        "Put a colon after “{text}”.",
    ),
    "abbreviation-drift": (
        "check",
        "Сокращение {found} похоже на введённое {term}.",
        "Abbreviation {found} looks like the defined {term}.",
        "Исправить на {term} или ввести {found} отдельно.",
        "Make it {term}, or define {found} of its own.",
    ),
    "term-defined-twice": (
        "check",
        "Сокращение {term} введено второй раз (впервые – в строке {first}).",
        "Abbreviation {term} is defined a second time (first at line {first}).",
        "Убрать второе «(далее – {term})».",
        "Remove the second “(далее – {term})”.",
    ),
    "lost-text": (
        "check",
        "Похоже, здесь потерян текст: «{text}».",
        "Some text seems to be lost here: “{text}”.",
        "Сверить с бумагой.",
        "Check it against the paper.",
    ),
    "heading-of-sentences": (
        "note",
        "В заголовке раздела два предложения; он взят целиком.",
        "The heading has two sentences; it is taken whole.",
        "Разделить заголовок и текст, если это разные строки.",
        "Divide heading and text if they are different lines.",
    ),
    "title-of-lines": (
        "note",
        "Название набрано в несколько строк ({count}); собрано в одну.",
        "The title runs over {count} lines; it is put into one.",
        "Проверить название.",
        "Check the title.",
    ),
    "flattened": (
        "check",
        "Весь текст стоит в одной строке; он разделён по номерам.",
        "The whole text stands in one line; it is divided at its numbers.",
        "Сверить деление с бумагой.",
        "Check the division against the paper.",
    ),
    "contents": (
        "note",
        "Оглавление (строк: {count}) оставлено в начале документа и в пункты не вошло.",
        "The table of contents ({count} lines) is kept in the head and is no clause.",
        "Убрать его: оглавление строится само.",
        "Remove it: the contents are made anew.",
    ),
    "no-approvals": (
        "check",
        "Отметок об утверждении, принятии или согласовании не найдено.",
        "No stamp of approval, adoption or agreement was found.",
        "Добавить отметки при импорте или начать согласование.",
        "Add them on import, or start the approval.",
    ),
    "no-title": (
        "check",
        "Название документа не найдено.",
        "The document's title was not found.",
        "Вписать название.",
        "Type the title.",
    ),
    "no-clauses": (
        "check",
        "Текста, который можно разделить на пункты, не найдено.",
        "No text that could be divided into clauses was found.",
        "Проверить, тот ли это файл.",
        "Check that this is the right file.",
    ),
    **CITATIONS_TOLD,
    **FILE_TOLD,
}


def codes() -> frozenset[str]:
    """Every code a notice may bear."""
    return frozenset(_TOLD)


def notice(remark: Remark) -> Notice:
    """The notice for a remark, its sentence filled with the remark's facts."""
    facts = dict(remark.facts)
    code = remark.code
    if code == "section-without-number" and not facts.get("inferred"):
        code = "heading-without-number"
    weight, ru, en, mend_ru, mend_en = _TOLD[code]
    message, mend = Text(ru, en).filled(**facts), Text(mend_ru, mend_en).filled(**facts)
    said = _smooth(message), _smooth(mend)
    return Notice(remark.line, code, *said, weight, facts.get("inferred", ""), remark.facts)


def _smooth(text: Text) -> Text:
    """No double blanks where a fact is empty."""
    return Text(" ".join(text.ru.split()), " ".join(text.en.split()))
