import re
from functools import cache

from repli.errors import phrase
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.levels import Level, level_chart
from repli.reporting.charts.theme import FLOOR, INK
from repli.reporting.voice import Voice
from tests.reporting.html_check import read
from tests.tiny import at


@cache
def _draw(wave: int | None = at(2)) -> Chart:
    level = Level(
        first_minute=at(0),
        last_minute=at(4),
        level=((at(0), 20), (at(1), 5)),
        limit=((at(0), 4), (at(2), 0)),
        wave_minute=wave,
        level_word=phrase("present by the plan"),
        limit_word=phrase("security floor, until the closing wave"),
    )
    table = Table(caption="Table", head=("Day",), rows=())
    voice = Voice("fr", "Africa/Niamey")
    return level_chart(level, voice, chart_id="level", title="Level", description="What", table=table)


def test_the_level_goes_in_steps_from_its_height_to_its_last_minute() -> None:
    """20 is the top (y 16), 5 a quarter of it (128.5 of 150 below the top); day 1 is a quarter of the way."""
    path = re.search(rf'<path d="M([^"]*)"[^>]*stroke="{INK}"', _draw().svg)
    assert path is not None
    points = [tuple(float(value) for value in point.split(",")) for point in path[1].split("L")]
    left, right = points[0][0], points[-1][0]
    assert [y for _, y in points] == [16, 16, 128.5, 128.5]
    assert points[1][0] == points[2][0] == round(left + (right - left) / 4, 1)


def test_the_floor_is_shaded() -> None:
    assert f'fill="{FLOOR}"' in _draw().svg


def test_the_start_of_the_closing_wave_is_named_where_there_is_one() -> None:
    assert "9 janv., 0\u00a0h\u00a000" in read(_draw().svg).texts
    assert "9 janv., 0\u00a0h\u00a000" not in read(_draw(None).svg).texts


def test_the_axis_reaches_the_highest_level() -> None:
    assert {"0", "20"} <= set(read(_draw().svg).texts)


def test_the_legend_speaks_the_language_of_the_page() -> None:
    assert [entry.text for entry in _draw().legend] == [
        "présents selon le plan",
        "plancher de sécurité, jusqu\u2019à la vague de fermeture",
        "vague de fermeture",
    ]
