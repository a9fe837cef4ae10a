"""Doors: when a type can go off block."""

from dataclasses import replace

from repli.intake.expand.halts import departures_of
from repli.model import Operation
from repli.rules.doors import Network
from repli.rules.hours import joined
from repli.units import Interval
from tests.planning.rich_generator import rich_operation_of
from tests.rules.plain_world import plain_operation
from tests.tiny import at, edit_row

OUT = ("air", "FLD1", "OUT1")


def hours(operation: Operation) -> list[tuple[int, int]]:
    return list(Network(operation).doors[OUT].hours)


def test_leg_fields_clearance_and_fleet_must_all_allow_an_off_block() -> None:
    """The leg until 12:00, FLD1 from 06:00, OUT1 (120 minutes on) from 09:00, the clearance from 07:20.

    Aircraft of OUT1 that are there from 07:00 on are at FLD1 at 09:00.
    """
    operation = plain_operation(1, 2, open_intervals=(Interval(at(0, 6), at(0, 20)),))
    legs = tuple(replace(one, open_intervals=(Interval(at(0), at(0, 12)),)) for one in operation.legs)
    operation = replace(operation, legs=legs)
    assert hours(operation) == [(at(0, 6), at(0, 12))]
    operation = edit_row(operation, "fields", "OUT1", open_intervals=(Interval(at(0, 9), at(0, 13)),))
    assert hours(operation) == [(at(0, 7), at(0, 11))]
    window = Interval(at(0, 7, 40), at(0, 10))
    cleared = edit_row(operation, "clearances", "C-AIR", window=window, tolerance_minutes=20)
    assert hours(cleared) == [(at(0, 7, 20), at(0, 10, 20))]
    planned = edit_row(cleared, "clearances", "C-AIR", state="planned", lead_minutes=480, answer_minutes=60)
    assert hours(planned) == [(at(0, 8), at(0, 10, 20))]
    late = replace(planned, vehicles=tuple(replace(one, available_from_minute=at(0, 7)) for one in planned.vehicles))
    assert hours(late) == [(at(0, 9), at(0, 10, 20))]
    assert hours(replace(late, horizon_minute=at(0, 10))) == [(at(0, 9), at(0, 10, 1))]


def test_a_type_that_the_clearance_or_its_range_keeps_back_has_no_hours() -> None:
    operation = plain_operation(1, 1)
    assert hours(edit_row(operation, "clearances", "C-AIR", types=frozenset({"TRUCK"}))) == []
    assert OUT not in Network(edit_row(operation, "vehicle_types", "LIFT", range_km=899)).doors
    assert OUT in Network(edit_row(operation, "vehicle_types", "LIFT", range_km=900)).doors


def test_on_a_leg_with_halts_each_stretch_lies_in_one_opening_and_openings_that_touch_are_one() -> None:
    """As the rule judges it: a stretch may pass midnight where the leg is open day after day."""
    met = 0
    for seed in range(20):
        operation = rich_operation_of(seed)
        network = Network(operation)
        for edge in (edge for some in network.edges.values() for edge in some if edge.passage.stretches):
            leg = operation.leg_of[edge.key[0], edge.key[1], edge.to_place]
            opened = tuple(Interval(*one) for one in joined(leg.open_intervals))
            allowed = joined(departures_of(edge.passage.stretches, opened))
            assert all(any(start <= one[0] and one[1] <= end for start, end in allowed) for one in edge.hours)
            met += 1
    assert met >= 5
