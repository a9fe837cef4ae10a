import re
from dataclasses import replace

from repli.reporting.charts.board import Board, board_chart
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.theme import INK, LATE, PLAN, SHUT
from repli.reporting.parking import Stay
from repli.reporting.voice import Voice
from repli.units import Interval
from tests.reporting.html_check import read
from tests.tiny import at

TABLE = Table(caption="Table", head=("From",), rows=())
STAY = Stay(
    vehicle_id="L1",
    movement_id="R1",
    size=2,
    start_minute=at(0, 6),
    end_minute=at(0, 18),
    works=((at(0, 7), at(0, 9)),),
    spot=1,
)
BOARD = Board(
    first_minute=at(0),
    last_minute=at(14),
    rows=((1, "1"),),
    stays=(STAY,),
    open_intervals=(Interval(at(0), at(14)),),
    cleared=frozenset({"R1"}),
)


def _draw(board: Board = BOARD) -> Chart:
    return board_chart(board, Voice("en", "Africa/Niamey"), chart_id="b", title="Field", table=TABLE)


def test_a_stay_is_as_long_as_its_hours_and_the_work_lies_in_it() -> None:
    """Twelve hours are a fourteenth of the week's width, two hours of work a sixth of the stay."""
    left = 10 + 6.6
    stay = re.search(r'<rect x="([\d.]+)"[^>]* width="([\d.]+)"', _draw().svg)
    work = re.search(rf'<path d="M([\d.]+),[\d.]+h([\d.]+)[^"]*" fill="{INK}"', _draw().svg)
    assert stay is not None
    assert work is not None
    assert float(stay[2]) == round((896 - left) / 14, 1)
    assert float(work[2]) == round((896 - left) / 84, 1)
    assert float(stay[1]) < float(work[1])


def test_only_weeks_in_which_something_stands_there_are_drawn() -> None:
    assert "7 Jan" in read(_draw().svg).texts
    assert "14 Jan" not in read(_draw().svg).texts
    late = replace(STAY, start_minute=at(8), end_minute=at(8, 2), works=())
    texts = read(_draw(replace(BOARD, stays=(STAY, late))).svg).texts
    assert {"7 Jan", "14 Jan"} <= set(texts)


def test_shut_hours_are_grey_ground() -> None:
    assert SHUT not in _draw().svg
    daytime = tuple(Interval(at(day, 6), at(day, 20)) for day in range(14))
    shut = re.search(rf'<path d="([^"]*)" fill="{SHUT}"', _draw(replace(BOARD, open_intervals=daytime)).svg)
    assert shut is not None
    assert shut[1].count("M") == 8  # seven nights and the piece of one before the first day


def test_each_state_differs_by_its_fill() -> None:
    other = replace(STAY, vehicle_id="", movement_id="", works=())
    stands = replace(STAY, movement_id="", works=())
    looks = {
        "cleared": BOARD,
        "proposed": replace(BOARD, cleared=frozenset()),
        "standing": replace(BOARD, stays=(stands,)),
        "other-user": replace(BOARD, stays=(other,)),
    }
    fills = {}
    for swatch, board in looks.items():
        chart = _draw(board)
        assert chart.legend[0].swatch == swatch
        rect = re.search(r'<rect [^>]*fill="([^"]*)" stroke', chart.svg)
        assert rect is not None
        fills[swatch] = rect[1]
    assert len(set(fills.values())) == len(fills)
    assert fills["cleared"] == PLAN
    assert fills["other-user"] == "url(#b-h)"


def test_what_found_no_spot_has_a_red_row() -> None:
    board = replace(BOARD, rows=((1, "1"), (None, "no spot")), stays=(STAY, replace(STAY, vehicle_id="L2", spot=None)))
    assert re.search(rf'fill="{LATE}"[^>]*>no spot', _draw(board).svg)
