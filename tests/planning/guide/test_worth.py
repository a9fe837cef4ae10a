"""Prices of a guide: a vehicle is worth no more later than now, and what the program makes is owed until it is made."""

from itertools import pairwise

import pytest

from repli.planning.guide.tour import first_sheet
from repli.planning.guide.worth import worth_of
from tests.planning.elsewhere_operations import port_operation
from tests.planning.guide.toured import drafted, tour_after


def test_a_vehicle_is_worth_no_more_later_at_the_same_place() -> None:
    state = drafted(port_operation())
    assert state is not None
    worth = worth_of(first_sheet(tour_after(state)))
    scene = worth.sheet.scene
    for place in ("OUT1", "OUT2"):
        some = [worth.vehicle("LIFT", place, minute) for minute in range(scene.now, scene.start(scene.parts - 2), 90)]
        assert all(later <= before + 1e-6 for before, later in pairwise(some))
    assert worth.vehicle("LIFT", "OUT1", scene.start(scene.parts)) == pytest.approx(0.0)


def test_what_was_made_is_owed_no_more() -> None:
    state = drafted(port_operation())
    assert state is not None
    worth = worth_of(first_sheet(tour_after(state)))
    trip, part = max(worth.flown, key=lambda go: worth.flown[go])
    owed = worth.owed(trip, part)
    assert owed > 0
    worth.made[trip] = 1
    assert worth.owed(trip, part) == pytest.approx(owed - 1)
