import re
from importlib import resources
from itertools import pairwise

import pytest

from repli.reporting.charts import theme

CSS = (resources.files("repli.reporting.pages") / "templates" / "style.css").read_text("utf-8")
TOKENS = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", CSS))


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_charts_and_pages_have_the_same_colours() -> None:
    assert {name.lower(): getattr(theme, name) for name in theme.__all__}.items() <= TOKENS.items()


@pytest.mark.parametrize("text", ["ink", "quiet", "plan", "late", "claim", "good", "signed"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_text_stands_out_from_its_ground_as_wcag_asks(text: str, ground: str) -> None:
    assert _contrast(TOKENS[text], TOKENS[ground]) >= 4.5


def test_names_on_the_map_stand_out_from_land_and_sea() -> None:
    assert _contrast(TOKENS["quiet"], TOKENS["land"]) >= 4.5
    assert _contrast(TOKENS["quiet"], TOKENS["sea"]) >= 4.5


def test_in_grey_print_signed_planned_and_band_differ() -> None:
    greys = [_luminance(getattr(theme, name)) for name in ("SIGNED", "PLAN", "BAND", "PAPER")]
    assert all(_contrast_of(one, other) >= 1.5 for one, other in pairwise(greys))


def _contrast_of(dark: float, light: float) -> float:
    return (light + 0.05) / (dark + 0.05)
