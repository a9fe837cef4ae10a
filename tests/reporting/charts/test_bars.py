"""Bars as long as their values, each with its words; what is below zero leans left."""

import re

from repli.errors import phrase
from repli.reporting.charts.bars import Bar, bar_chart
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.theme import PLAN
from repli.reporting.voice import Voice
from tests.reporting.html_check import read

TABLE = Table(caption="Table", head=("Cause",), rows=())


def draw(*values: float) -> Chart:
    bars = tuple(Bar(name=f"cause & {number}", value=one, words=f"{one} d") for number, one in enumerate(values))
    return bar_chart(
        bars, Voice("en", "UTC"), chart_id="c", title="Causes", description="Bars", unit=phrase("days"), table=TABLE
    )


def boxes(chart: Chart) -> list[tuple[float, float]]:
    """(left edge, length) of each bar."""
    found = re.findall(rf'<rect x="([\d.-]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" fill="{PLAN}"', chart.svg)
    return [(float(left), float(length)) for left, length in found]


def test_bars_are_as_long_as_their_values_and_start_at_one_line() -> None:
    (first, long), (second, short) = boxes(draw(4.0, 1.0))
    assert first == second
    assert abs(long - 4 * short) < 0.3


def test_a_value_below_zero_leans_left_of_the_line() -> None:
    (first, _), (second, length) = boxes(draw(4.0, -0.1))
    assert abs(second + length - first) < 0.2


def test_the_picture_is_well_formed_and_says_names_and_words() -> None:
    page = read(draw(4.0, 1.0).svg)
    assert page.faults == []
    assert {"cause & 0", "4.0 d"} <= set(page.texts)
    assert read(draw().svg).faults == []
