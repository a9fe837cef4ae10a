"""What a vehicle could do next: goods by way of the base to where they go, or go there empty."""

from repli.planning.guide.offers import offers_of
from repli.planning.guide.tour import first_sheet
from repli.planning.guide.worth import worth_of
from tests.planning.elsewhere_operations import port_operation
from tests.planning.guide.toured import drafted, tour_after


def test_an_aircraft_at_home_may_take_an_item_to_the_port_or_go_there_empty() -> None:
    state = drafted(port_operation())
    assert state is not None
    tour = tour_after(state)
    worth = worth_of(first_sheet(tour))
    (aircraft,) = (one for one in tour.todo if one.vehicle_id == "L1")
    offers = list(offers_of(tour.board, worth, aircraft))
    assert {(one.trip.end, None if one.load is None else len(one.load.items)) for one in offers} == {
        ("OUT2", None),
        ("OUT2", 1),
    }
    loaded = next(one for one in offers if one.load is not None)
    assert loaded.day > 0
    assert loaded.back == loaded.slot.timing.back(loaded.slot.route)
