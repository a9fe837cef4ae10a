"""Agreed departures to come, each kept, moved or dropped: by time beyond the tolerance, type, route or load."""

from dataclasses import replace

import pytest

from repli.reporting.plan_record import Departure
from repli.reporting.replan_difference import difference_of

ONE = Departure(
    movement_id="R001",
    vehicle_id="V1",
    type_id="C-17",
    route=("OUT", "IN", "OUT"),
    origin="IN",
    at_minute=1_000,
    people=0,
    kg=1_000,
    loads=(("I1", 1, 900), ("I2", 1, 100)),
)
PAST = replace(ONE, movement_id="R000", at_minute=10, loads=(("I0", 1, 500),))


@pytest.mark.parametrize(
    ("changes", "moved"),
    [
        ({}, 0),
        ({"at_minute": 1_030}, 0),
        ({"at_minute": 1_031}, 1),
        ({"vehicle_id": "V2"}, 0),
        ({"vehicle_id": "V2", "type_id": "A400M"}, 1),
        ({"route": ("OUT", "IN", "ELSEWHERE")}, 1),
        ({"loads": (("I1", 1, 900),)}, 0),
        ({"loads": (("I2", 1, 100),)}, 1),
    ],
)
def test_a_departure_is_moved_by_the_definition_only(changes: dict[str, object], moved: int) -> None:
    after = replace(ONE, **changes)  # type: ignore[arg-type]  # by name
    found = difference_of((PAST, ONE), (PAST, after), now_minute=500, tolerance_minutes=30)
    assert (len(found.moved), len(found.kept), found.agreed) == (moved, 1 - moved, 1)
    assert found.moved_ppm == moved * 1_000_000


def test_what_is_gone_is_dropped_what_is_there_is_new_and_the_past_is_not_counted() -> None:
    other = replace(ONE, movement_id="R009", vehicle_id="V3", at_minute=9_000, loads=(("I9", 1, 100),))
    found = difference_of((PAST, ONE), (other,), now_minute=500, tolerance_minutes=30)
    assert (found.dropped, found.added, found.kept) == ((ONE,), (other,), ())
    assert found.moved_ppm == 1_000_000
    assert difference_of((PAST,), (), now_minute=500, tolerance_minutes=0).moved_ppm == 0
