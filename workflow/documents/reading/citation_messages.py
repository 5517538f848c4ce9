"""What the notices of citations say, in files and in drafts alike."""

from __future__ import annotations

from workflow.documents.reading.values import Weight

# code: weight, message ru, message en, suggestion ru, suggestion en
CITATIONS_TOLD: dict[str, tuple[Weight, str, str, str, str]] = {
    "citation-gone": (
        "check",
        "Ссылка на {cited}: такого здесь нет.",
        "It cites {cited_en}, which is not here.",
        "Исправить номер или убрать ссылку.",
        "Correct the number, or remove the citation.",
    ),
    "citation-lapsed": (
        "check",
        "Ссылка на {cited}: он утратил силу.",
        "It cites {cited_en}, which has lapsed.",
        "Исправить номер или убрать ссылку.",
        "Correct the number, or remove the citation.",
    ),
    "citation-several": (
        "check",
        "Ссылка на {cited}: таких несколько.",
        "It cites {cited_en}, and there are several.",
        "Дать пунктам разные номера.",
        "Give the clauses different numbers.",
    ),
}
