"""What the notices about a file's format say: what was dropped, changed or could not be taken over."""

from __future__ import annotations

from workflow.documents.reading.values import Weight

# code: weight, message ru, message en, suggestion ru, suggestion en
FILE_TOLD: dict[str, tuple[Weight, str, str, str, str]] = {
    "table": (
        "check",
        "Таблица (строк: {rows}) прочитана построчно.",
        "A table ({rows} rows) is read row by row.",
        "Сверить строки с файлом.",
        "Compare the rows with the file.",
    ),
    "columns": (
        "note",
        "Грифы стояли рядом; прочитаны столбец за столбцом.",
        "Stamps stood side by side; they are read column by column.",
        "Проверить, что у каждого грифа свои номер и дата.",
        "Check that each stamp has its own number and date.",
    ),
    "tracked-deletion": (
        "check",
        "Исправление в файле: удалено «{text}»; в текст не вошло.",
        "A tracked change: “{text}” is deleted; it is left out of the text.",
        "Вернуть, если исправление не было принято.",
        "Put it back if the change was not accepted.",
    ),
    "tracked-insertion": (
        "check",
        "Исправление в файле: вставлено «{text}»; вошло в текст.",
        "A tracked change: “{text}” is inserted; it is part of the text.",
        "Убрать, если исправление не было принято.",
        "Remove it if the change was not accepted.",
    ),
    "tracked-move": (
        "check",
        "Исправление в файле: сюда перенесено «{text}».",
        "A tracked change: “{text}” was moved here.",
        "Вернуть на прежнее место, если исправление не было принято.",
        "Move it back if the change was not accepted.",
    ),
    "footnote": (
        "check",
        "Сноска записана в строку в квадратных скобках: «{text}».",
        "A footnote is written into the line in square brackets: “{text}”.",
        "Оставить в тексте или убрать.",
        "Keep it in the text, or remove it.",
    ),
    "headers": (
        "note",
        "Колонтитулы в текст не вошли: «{text}».",
        "Headers and footers are left out: “{text}”.",
        "Вернуть, если там часть документа.",
        "Put them back if they are part of the document.",
    ),
    "hidden-text": (
        "check",
        "Скрытый текст не напечатался бы и в текст не вошёл: «{text}».",
        "Hidden text would not be printed and is left out: “{text}”.",
        "Вернуть, если он нужен.",
        "Put it back if it is needed.",
    ),
    "picture": (
        "check",
        "Рисунки не читаются (мест: {count}); первый – у этой строки.",
        "Pictures are not read ({count} places); the first is at this line.",
        "Если на рисунке текст или подпись, впишите их.",
        "If a picture shows text or a signature, type it.",
    ),
    "text-box": (
        "check",
        "Надпись (текст в рамке) записана перед этой строкой.",
        "A text box is written above this line.",
        "Проверить её место.",
        "Check its place.",
    ),
    "macros": (
        "note",
        "В файле есть макросы; они не читались и не выполнялись.",
        "The file holds macros; they were neither read nor run.",
        "Хранить документ без макросов (.docx).",
        "Keep the document without macros (.docx).",
    ),
    "external-content": (
        "note",
        "Файл ссылается на внешние данные (мест: {count}); они не загружались.",
        "The file points to outside content ({count} places); nothing was fetched.",
        "Проверить, что текст полон.",
        "Check that the text is complete.",
    ),
    "embedded": (
        "check",
        "Вложенные объекты не читаются (мест: {count}).",
        "Embedded objects are not read ({count} places).",
        "Если в них текст, впишите его.",
        "If they hold text, type it.",
    ),
    "comments": (
        "note",
        "Примечания на полях (мест: {count}) в текст не вошли.",
        "Comments in the margin ({count} places) are left out.",
        "Сверить, что они учтены.",
        "Check that they were dealt with.",
    ),
    "empty-number": (
        "check",
        "Номер {label} стоит без текста и пропущен.",
        "Number {label} stands without text and is left out.",
        "Проверить, не потерян ли текст.",
        "Check whether a text is lost.",
    ),
    "running-head": (
        "note",
        "Колонтитулы и номера страниц в текст не вошли (строк: {count}): «{text}».",
        "Running heads and page numbers are left out ({count} lines): “{text}”.",
        "Вернуть, если это часть текста.",
        "Put them back if they are part of the text.",
    ),
    "pages-without-text": (
        "check",
        "На страницах {pages} нет текстового слоя (скан): они не прочитаны.",
        "Pages {pages} have no text layer (a scan): they are not read.",
        "Распознать их (OCR) и загрузить файл снова или вписать текст.",
        "Recognise them (OCR) and upload again, or type the text.",
    ),
    "letters-lost": (
        "check",
        "Часть знаков в файле не имеет букв (мест: {count}); на их месте «�».",
        "Some signs of the file have no letter ({count} places); “�” stands for them.",
        "Сверить с бумагой.",
        "Check it against the paper.",
    ),
    "element-left-out": (
        "check",
        "Часть файла «{text}» не текст акта; в пункты не вошла.",
        "A part of the file, “{text}”, is no text of the act; it is left out of the clauses.",
        "Проверить, не потеряно ли нужное.",
        "Check that nothing needed is lost.",
    ),
    "text-altered": (
        "check",
        "Текст файла изменён после выгрузки: он не тот, чей SHA-256 назван в файле.",
        "The text was changed after the export: it is not the one whose SHA-256 the file names.",
        "Сравнить с редакцией в системе.",
        "Compare it with the edition in the system.",
    ),
}
