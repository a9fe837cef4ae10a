"""One bar a span, as tall as its share; later than the deadline in another colour and named in the legend."""

import re

from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.histogram import Span, histogram_chart
from repli.reporting.charts.theme import LATE, PLAN
from repli.reporting.voice import Voice
from tests.reporting.html_check import read
from tests.tiny import at

TABLE = Table(caption="Table", head=("Day",), rows=())


def draw(*shares: int, deadline: int = 3, language: str = "en") -> Chart:
    spans = tuple(Span(start_minute=at(day), end_minute=at(day + 1), share_ppm=one) for day, one in enumerate(shares))
    return histogram_chart(
        spans,
        Voice(language, "Africa/Niamey"),
        deadline_minute=at(deadline),
        chart_id="h",
        title="Closing",
        description="Bars",
        table=TABLE,
    )


def heights(chart: Chart, colour: str) -> list[float]:
    paths = re.findall(rf'<path d="([^"]*)" fill="{colour}"/>', chart.svg)
    return [float(one) for path in paths for one in re.findall(r"h[\d.]+v([\d.]+)h", path)]


def test_bars_are_as_tall_as_their_shares() -> None:
    tall, half = heights(draw(0, 600_000, 300_000), PLAN)
    assert abs(tall - 2 * half) < 0.3


def test_what_closes_after_the_deadline_has_its_own_colour_and_legend() -> None:
    late = draw(500_000, 0, 0, 500_000)
    assert (len(heights(late, PLAN)), len(heights(late, LATE))) == (1, 1)
    assert [entry.swatch for entry in late.legend] == ["bar", "late-bar", "deadline"]
    assert [entry.swatch for entry in draw(500_000, 500_000).legend] == ["bar", "deadline"]


def test_the_picture_names_the_day_of_the_deadline_in_both_languages() -> None:
    for language, day in (("en", "deadline 9 January 2030"), ("fr", "échéance 9 janvier 2030")):
        page = read(draw(1_000_000, language=language).svg)
        assert page.faults == []
        assert any(day in text.replace("\u00a0", " ") for text in page.texts)
