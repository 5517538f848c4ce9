"""A person's name as it stands under an act."""

from __future__ import annotations

import pytest

from workflow.governance.people import as_signed


@pytest.mark.parametrize(
    ("read", "signed"),
    [
        ("Орлова И.А.", "И.А. Орлова"),
        ("Орлова И. А.", "И.А. Орлова"),
        ("Орлова И.", "И. Орлова"),
        ("Орлова Ирина Андреевна", "И.А. Орлова"),
        ("И.А. Орлова", "И.А. Орлова"),
        ("Орлова", "Орлова"),
        ("", ""),
    ],
)
def test_initials_stand_before_the_surname(read: str, signed: str) -> None:
    assert as_signed(read) == signed
