import re
from dataclasses import replace
from functools import cache

import pytest

from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.s_curve import Curve, Mark, s_curve
from repli.reporting.charts.theme import BAND, CLAIM, LATE, PLAN, SIGNED
from repli.reporting.voice import Voice
from tests.reporting.html_check import read
from tests.tiny import at

FULL = Curve(
    first_minute=at(0),
    last_minute=at(4),
    baseline=30,
    deadline_minute=at(3),
    signed=((at(0), 2), (at(0, 9), 16)),
    planned=((at(0), 0), (at(0, 9), 14), (at(2, 13), 30)),
    band=((at(1), 10, 12, 14), (at(2), 20, 25, 30)),
    milestones=(Mark(at_minute=at(2), value=15, label="50 %"),),
    claims=(Mark(at_minute=at(1), value=15, label="7"),),
)
TABLE = Table(caption="Table", head=("Day",), rows=())


@cache
def _draw(curve: Curve, language: str = "en") -> Chart:
    return s_curve(curve, Voice(language, "Africa/Niamey"), chart_id="curve", title="Curve", table=TABLE)


def test_the_axis_names_the_baseline_the_deadline_its_day_and_marks_their_labels() -> None:
    texts = read(_draw(FULL).svg).texts
    assert {"0", "30", "deadline 9 January 2030", "50 %", "7"} <= set(texts)


def test_days_on_the_axis_are_written_in_the_language_of_the_page() -> None:
    curve = replace(FULL, first_minute=at(0), last_minute=at(200), deadline_minute=at(190))
    assert any(text.endswith("avr.") for text in read(_draw(curve, "fr").svg).texts)
    assert any(text.endswith("Apr") for text in read(_draw(curve, "en").svg).texts)


@pytest.mark.parametrize(("name", "colour"), [("signed", SIGNED), ("planned", PLAN), ("band", BAND), ("claims", CLAIM)])
def test_what_is_not_given_is_neither_drawn_nor_named(name: str, colour: str) -> None:
    bare = _draw(replace(FULL, **{name: ()}))
    assert colour in _draw(FULL).svg
    assert colour not in bare.svg
    assert name.removesuffix("s") not in [entry.swatch for entry in bare.legend]


def test_the_deadline_is_always_drawn() -> None:
    chart = _draw(replace(FULL, signed=(), planned=(), band=(), milestones=(), claims=()))
    assert LATE in chart.svg
    assert [entry.swatch for entry in chart.legend] == ["deadline"]


def test_the_signed_line_rises_at_the_height_of_its_figures() -> None:
    """270 units high for 30 people: 16 people stand at 270 - 16 x 9 = 126, 2 people at 252."""
    path = next(tag for tag in re.findall(r"<path[^>]*>", _draw(FULL).svg) if f'stroke="{SIGNED}"' in tag)
    heights = {float(y) for y in re.findall(r"[ML][\d.]+,([\d.]+)", path)}
    assert {252.0, 126.0} <= heights
