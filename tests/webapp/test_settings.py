"""What an installation may set: the address that its papers name."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.settings import read_settings


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://docs.school.example/", "https://docs.school.example"),
        ("http://192.168.0.7:8080", "http://192.168.0.7:8080"),
        ("https://документы.школа.рф", "https://документы.школа.рф"),
        ("", ""),
        ("http://127.0.0.1:8080", ""),
        ("http://localhost", ""),
        ("http://docs.localhost:80", ""),
        ("http://[::1]:8080", ""),
        ("http://0.0.0.0", ""),
        ("http://[", ""),
        ("docs.school.example", ""),
    ],
)
def test_paper_names_an_address_that_others_reach_or_none(tmp_path: Path, address: str, site: str) -> None:
    assert read_settings(tmp_path, {"GRIF_BASE_URL": address}).site == site
