"""When an act of handover may be held."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.network import network_of
from repli.planning.office import office_of
from repli.planning.teams import teams_of
from repli.planning.timeline import timeline_of
from repli.units import Interval
from tests.tiny import tiny_operation

_MINUTES = st.lists(st.integers(0, 400), min_size=2, max_size=16, unique=True).map(sorted)


@given(_MINUTES, st.integers(0, 60), st.integers(0, 420))
def test_an_office_tells_what_a_look_at_every_interval_tells(marks: list[int], length: int, minute: int) -> None:
    hours = tuple(Interval(start, end) for start, end in zip(marks[::2], marks[1::2], strict=False))
    tiny = tiny_operation()
    site = replace(tiny.site_of["BASE"], office_intervals=hours, handover_minutes=length, inspection_teams=0)
    office = office_of(teams_of(tiny), site)
    assert office.after(minute) == tuple(one for one in hours if one.end_minute >= minute)
    later = [one.start_minute for one in hours if one.end_minute - one.start_minute >= length]
    assert office.next_start(minute) == min((one for one in later if one > minute), default=None)


def test_a_timeline_and_its_copies_put_the_hours_of_a_site_together_once() -> None:
    operation = tiny_operation()
    timeline, site = timeline_of(network_of(operation)), operation.site_of["BASE"]
    assert timeline.copy().office(site) is timeline.office(site)
