import re
from functools import cache

from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.gantt import Bar, Tick, gantt
from repli.reporting.charts.theme import PAPER, PLAN
from repli.reporting.voice import Voice
from tests.reporting.html_check import read
from tests.tiny import at

TABLE = Table(caption="Table", head=("Movement",), rows=())
CLEARED = Bar(vehicle_id="L1", movement_id="R1", start_minute=at(0, 6), end_minute=at(0, 12), is_cleared=True)
PROPOSED = Bar(vehicle_id="L2", movement_id="R2", start_minute=at(1, 6), end_minute=at(1, 12), is_cleared=False)
JOINT = Tick(vehicle_id="L1", at_minute=at(0, 9), is_joint=True)
ALONE = Tick(vehicle_id="L3", at_minute=at(0, 9), is_joint=False)


@cache
def _draw(
    bars: tuple[Bar, ...], ticks: tuple[Tick, ...] = (), deadline: int = at(5), span: tuple[int, int] = (at(-1), at(2))
) -> Chart:
    voice = Voice("en", "Africa/Niamey")
    return gantt(bars, ticks, voice, span=span, deadline_minute=deadline, chart_id="gantt", title="Gantt", table=TABLE)


def test_every_vehicle_that_moves_or_moved_has_a_row() -> None:
    assert {"L1", "L2", "L3"} <= set(read(_draw((CLEARED, PROPOSED), (JOINT, ALONE)).svg).texts)


def test_cleared_is_solid_and_proposed_is_hollow() -> None:
    bars = re.findall(rf'<rect[^>]*stroke="{PLAN}"[^>]*>', _draw((CLEARED, PROPOSED)).svg)
    assert [f'fill="{PLAN}"' in bar for bar in bars] == [True, False]
    assert f'fill="{PAPER}"' in bars[1]


def test_a_bar_is_as_long_as_its_movement() -> None:
    """Six hours of three days: a twelfth of the width between the names and the edge."""
    bar = re.search(r'<rect x="([\d.]+)"[^>]*? width="([\d.]+)"', _draw((CLEARED,)).svg)
    assert bar is not None
    left = 10 + 7.8 * len("L1")
    assert float(bar[2]) == round((896 - left) / 12, 1)
    assert float(bar[1]) == round(left + (896 - left) * 30 / 72, 1)


def test_a_name_stands_in_its_bar_only_where_it_fits() -> None:
    assert "R1" in read(_draw((CLEARED,)).svg).texts
    assert "R1" not in read(_draw((CLEARED,), span=(at(-30), at(30))).svg).texts


def test_what_lies_outside_the_span_has_neither_bar_nor_row() -> None:
    texts = read(_draw((CLEARED, PROPOSED), (ALONE,), span=(at(1), at(2))).svg).texts
    assert {"L1", "L3"}.isdisjoint(texts)
    assert "L2" in texts


def test_the_legend_names_only_what_is_drawn() -> None:
    assert [entry.swatch for entry in _draw((CLEARED,)).legend] == ["cleared"]
    everything = _draw((CLEARED, PROPOSED), (JOINT, ALONE), deadline=at(1))
    assert [entry.swatch for entry in everything.legend] == [
        "cleared",
        "proposed",
        "double-tick",
        "single-tick",
        "deadline",
    ]


def test_a_plan_without_movements_is_still_a_picture() -> None:
    assert read(_draw(()).svg).faults == []
