"""The stylesheet's promises: readable contrast in every theme, one dark theme, colours by name only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import webapp

CSS = (Path(webapp.__file__).parent / "static" / "grif.css").read_text(encoding="utf-8")
TINTED = ("waiting", "done", "refused", "warning", "former")
PAIRS = (
    *((ink, ground) for ink in ("ink", "muted", "accent", "accent-deep") for ground in ("paper", "sheet")),
    *((kind, ground) for kind in TINTED for ground in ("paper", "sheet", f"{kind}-tint")),
    *(("ink", f"{kind}-tint") for kind in TINTED),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("accent-deep", "waiting-tint"),
)
"""What is written on what."""


def blocks() -> dict[str, dict[str, str]]:
    """The token blocks of the screen by selector."""
    screen = CSS[: CSS.index("/* ---------- Ground")]
    found = re.findall(r"(:root[^{]*)\{([^}]*)\}", screen)
    return {one.strip(): dict(re.findall(r"--([\w-]+):\s*([^;]+);", body)) for one, body in found}


LIGHT = blocks()[":root"]
DARK = blocks()[':root[data-theme="dark"]']
LARGE = blocks()[':root[data-type="large"]']
LARGE_DARK = blocks()[':root[data-type="large"][data-theme="dark"]']
THEMES = {
    "light": LIGHT,
    "dark": LIGHT | DARK,
    "large": LIGHT | LARGE,
    "large dark": LIGHT | DARK | LARGE | LARGE_DARK,
}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("name", "least"), [("light", 4.5), ("dark", 4.5), ("large", 7), ("large dark", 7)])
def test_words_stand_out_from_their_ground(name: str, least: float) -> None:
    theme = THEMES[name]
    weak = {pair: contrast(theme[pair[0]], theme[pair[1]]) for pair in PAIRS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < least}


@pytest.mark.parametrize("name", THEMES)
def test_edges_of_controls_stand_out(name: str) -> None:
    theme = THEMES[name]
    assert all(contrast(theme["edge"], theme[ground]) >= 3 for ground in ("paper", "sheet"))


def test_the_systems_dark_theme_is_the_chosen_one() -> None:
    found = blocks()
    assert found[':root:not([data-theme="light"])'] == DARK
    assert found[':root[data-type="large"]:not([data-theme="light"])'] == LARGE_DARK


def test_colours_are_only_named_in_the_tokens() -> None:
    rules = CSS[CSS.index("/* ---------- Ground") : CSS.index("/* ---------- Print")]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rules)


def test_every_token_that_is_used_is_defined() -> None:
    defined = set(re.findall(r"--([\w-]+):", CSS))
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= defined


def test_nothing_is_fetched_that_the_policy_forbids() -> None:
    assert not re.findall(r"url\(|@import|@font-face", CSS)
