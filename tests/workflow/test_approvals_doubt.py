"""What is read with doubt is said to be: misread figures, bodies whose words run into another column."""

from __future__ import annotations

import pytest

from workflow.documents.approvals import recognise

TEXT = "\n\nПоложение о музее\n\n1. Общие положения\n1.1. Музей хранит память.\n"


@pytest.mark.parametrize(
    ("printed", "number", "doubt"),
    [
        ("41", "41", False),
        ("39/1", "39/1", False),
        ("388-Д", "388-Д", False),
        ("4l1", "411", True),
        ("4З1", "431", True),
        ("4О1", "401", True),
    ],
)
def test_a_sign_read_as_a_figure_makes_the_number_doubtful(printed: str, number: str, doubt: bool) -> None:
    [one] = recognise(f"УТВЕРЖДЕНО\nприказом директора\nот 20.03.2023 № {printed}{TEXT}")
    assert (one.number, one.ambiguous) == (number, doubt)


def test_a_body_whose_words_run_into_another_column_is_doubtful() -> None:
    head = (
        "СОГЛАСОВАНО УТВЕРЖДАЮ\nсовет школы директор\nпротокол № 3 приказ № 41\nот 16.03.2023 от 20.03.2023"
    )
    agreed, approved = recognise(head + TEXT)
    assert (agreed.ambiguous, approved.ambiguous) == (True, False)
    apart = (
        "СОГЛАСОВАНО\nсовет школы\nпротокол № 3 от 16.03.2023\nУТВЕРЖДАЮ\nдиректор\nприказ № 41 от 20.03.2023"
    )
    assert [one.ambiguous for one in recognise(apart + TEXT)] == [False, False]
