import re

from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.shifts import Lane, shift_chart
from repli.reporting.charts.theme import LATE, PLAN, QUIET
from repli.reporting.voice import Voice
from tests.reporting.html_check import read
from tests.tiny import at

TABLE = Table(caption="Table", head=("Site",), rows=())


def _draw(*shifts: tuple[int | None, int | None]) -> Chart:
    lanes = (Lane(name="BASE & co", shifts=shifts),)
    return shift_chart(lanes, Voice("en", "Africa/Niamey"), chart_id="c", title="Closings", table=TABLE)


def test_what_stays_is_joined_straight_down_what_is_later_leans_right() -> None:
    def ends(chart: Chart, colour: str) -> list[tuple[float, float]]:
        lines = re.findall(rf'<path d="M([\d.]+),13L([\d.]+),31" fill="none" stroke="{colour}"', chart.svg)
        return [(float(before), float(after)) for before, after in lines]

    ((before, after),) = ends(_draw((at(1), at(1))), QUIET)
    assert before == after
    ((before, after),) = ends(_draw((at(1), at(2))), LATE)
    assert before < after
    ((before, after),) = ends(_draw((at(2), at(1))), PLAN)
    assert after < before


def test_the_legend_names_only_what_is_drawn() -> None:
    assert [entry.swatch for entry in _draw((at(1), at(1))).legend] == ["before", "after"]
    everything = _draw((at(1), at(2)), (at(2), at(1)), (None, at(1)), (at(1), None))
    assert [entry.swatch for entry in everything.legend] == ["before", "after", "later", "earlier", "new", "dropped"]


def test_the_picture_is_well_formed_with_and_without_lanes() -> None:
    assert read(_draw((None, at(1)), (at(2), None)).svg).faults == []
    assert "BASE & co" in read(_draw((at(1), at(1))).svg).texts
    empty = shift_chart((), Voice("fr", "Africa/Niamey"), chart_id="c", title="Closings", table=TABLE)
    assert read(empty.svg).faults == []
