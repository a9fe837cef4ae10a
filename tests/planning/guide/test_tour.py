"""On tour: the aircraft takes goods to the port, shuttles, and is there for the closing wave."""

from repli.planning.guide.tour import send_on_tour
from tests.planning.elsewhere_operations import port_operation
from tests.planning.guide.toured import drafted, tour_after


def test_the_aircraft_goes_on_to_the_port_shuttles_and_keeps_the_closing_wave() -> None:
    state = drafted(port_operation())
    assert state is not None
    tour = tour_after(state)
    send_on_tour(tour, 100)
    board = tour.board
    assert board.books["BASE"].empty
    assert not any(tour.appointments.values())
    places = [[stop.place_id for stop in one.slot.route.stops] for one in board.sorties if one.load is not None]
    assert places == [["OUT1", "FLD1", "OUT2"], ["OUT2", "FLD1", "OUT2"], ["OUT2", "FLD1", "OUT2"]]


def test_who_is_not_on_tour_is_there_for_the_wave_all_the_same() -> None:
    state = drafted(port_operation())
    assert state is not None
    tour = tour_after(state)
    send_on_tour(tour, 0)
    assert not any(tour.appointments.values())
    assert set(tour.board.closings) == set(state.board.closings)
