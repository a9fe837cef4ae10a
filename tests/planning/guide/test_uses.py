"""What a trip uses: its vehicle for as long as it takes, and it is out by air at off block, by road at the border."""

import pytest

from repli.planning.guide.uses import goes_of, out_minute
from tests.planning.elsewhere_operations import port_operation
from tests.planning.guide.toured import drafted, first_scene, tour_after


def test_a_vehicle_is_busy_for_the_minutes_of_its_trip() -> None:
    state = drafted(port_operation())
    assert state is not None
    scene, trips = first_scene(state), tour_after(state).trips
    shuttle = next(one for one in trips if (one.start, one.end) == ("OUT2", "OUT2"))
    goes = list(goes_of(scene, shuttle, 7))
    assert [one.trip for one in goes] == [7] * len(goes)
    assert sum(goes[0].busy.values()) == pytest.approx(shuttle.minutes)
    clear_by = scene.board.closings["BASE"].clear_by
    assert all(scene.start(one.part) <= one.minute <= clear_by for one in goes)


def test_goods_are_out_when_the_aircraft_leaves_and_when_the_convoy_arrives() -> None:
    state = drafted(port_operation())
    assert state is not None
    trips = tour_after(state).trips
    by_air = next(one for one in trips if (one.start, one.end) == ("OUT2", "OUT2"))
    by_road = next(one for one in trips if one.route.mode == "road")
    assert out_minute(by_air.route, by_air.timing) == by_air.timing.off[by_air.route.pick]
    assert out_minute(by_road.route, by_road.timing) == by_road.timing.on[by_road.route.drop]
    assert by_road.timing.on[by_road.route.drop] - by_road.timing.off[by_road.route.pick] == 2_880
