from functools import cache

from repli.errors import phrase
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.levels import Level, level_chart
from repli.reporting.charts.theme import FLOOR
from repli.reporting.voice import Voice
from tests.reporting.html_check import read
from tests.tiny import at


@cache
def _draw(*, is_floor: bool) -> Chart:
    level = Level(
        first_minute=at(0),
        last_minute=at(3),
        level=((at(0), 20), (at(0, 9), 6)),
        limit=((at(0), 4),),
        is_floor=is_floor,
        level_word=phrase("vehicles parked"),
        limit_word=phrase("spots: {spots}, for size {size} or smaller", spots=4, size=3),
    )
    table = Table(caption="Table", head=("Day",), rows=())
    voice = Voice("fr", "Africa/Niamey")
    return level_chart(level, voice, chart_id="level", title="Level", description="What", table=table)


def test_a_floor_is_shaded_and_a_ceiling_is_not() -> None:
    assert FLOOR in _draw(is_floor=True).svg
    assert FLOOR not in _draw(is_floor=False).svg


def test_the_axis_reaches_the_highest_level() -> None:
    assert {"0", "20"} <= set(read(_draw(is_floor=True).svg).texts)


def test_the_legend_speaks_the_language_of_the_page() -> None:
    words = ["véhicules stationnés", "postes\u00a0: 4, pour la taille 3 ou moins"]
    assert [entry.text for entry in _draw(is_floor=False).legend] == words
    assert [entry.swatch for entry in _draw(is_floor=True).legend] == ["level", "floor"]
