"""The dearest sequence of sorties, by hand: out, unload, back, load; each as soon as it can be."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from repli.model import Operation
from repli.rules.doors import Network
from repli.rules.grid import Grid
from repli.rules.tours import Tours, tour_of
from tests.rules.drawn_lives import drawn_life, life_operation, offs_of
from tests.rules.plain_world import plain_operation
from tests.tiny import at, edit_row, tiny_operation

TINY = tiny_operation()


def test_an_aircraft_goes_out_once_in_each_round() -> None:
    """120 in and 60 to load, then a round of 360: out, unload, in, load; two aircraft that do the same."""
    operation = plain_operation(1, 2)
    tours, end = Tours(Network(operation), operation.type_of["LIFT"]), operation.horizon_minute + 1
    assert tours.names == {"LIFT/FLD1/OUT1"}
    for minutes, times in ((180, 0), (181, 1), (540, 1), (541, 2), (900, 2), (901, 3)):
        grid = Grid(minutes=(at(0), at(0) + minutes, end))
        assert tours.worth({"LIFT/FLD1/OUT1": (10, 0)}, grid) == 2 * 10 * times
    dear = Grid(minutes=(at(0), at(0) + 181, at(0) + 540, end))
    assert tours.worth({"LIFT/FLD1/OUT1": (10, 25, 0)}, dear) == 2 * 25  # rather later and dearer: both are too near


def test_an_aircraft_that_leaves_early_goes_no_more() -> None:
    operation = plain_operation(1, 1)
    kind, end = operation.type_of["LIFT"], operation.horizon_minute + 1
    for minutes, times in ((179, 0), (180, 1), (539, 1), (540, 2)):
        until = edit_row(operation, "vehicles", operation.vehicles[0].vehicle_id, available_to_minute=at(0) + minutes)
        assert Tours(Network(until), kind).worth({"LIFT/FLD1/OUT1": (3, 0)}, Grid(minutes=(at(0), at(1), end))) == (
            3 * times
        )


def test_a_minute_at_which_a_vehicle_is_ready_is_rounded_down_to_a_quarter_of_an_hour() -> None:
    operation = edit_row(plain_operation(1, 1), "vehicles", "L1", available_from_minute=at(0) + 14)
    tours, end = Tours(Network(operation), operation.type_of["LIFT"]), operation.horizon_minute + 1
    assert tours.worth({"LIFT/FLD1/OUT1": (3, 0)}, Grid(minutes=(at(0), at(0) + 181, end))) == 3
    assert tours.worth({"LIFT/FLD1/OUT1": (3, 0)}, Grid(minutes=(at(0), at(0) + 180, end))) == 0


@pytest.mark.parametrize("missing", ["load", "unload"])
def test_a_type_that_cannot_load_or_unload_has_no_sequences(missing: str) -> None:
    times = tuple(one for one in TINY.type_of["TRUCK"].operation_times if missing not in one.operations)
    operation = edit_row(TINY, "vehicle_types", "TRUCK", operation_times=times)
    assert not Tours(Network(operation), operation.type_of["TRUCK"]).names


def test_a_type_that_follows_itself_within_a_quarter_of_an_hour_has_none() -> None:
    """Ready minutes are rounded down, so its sorties could follow each other without end."""
    kind = TINY.type_of["TRUCK"]
    quick = tuple(replace(one, ground_minutes=0, work_minutes=0) for one in kind.operation_times)
    operation = edit_row(TINY, "vehicle_types", "TRUCK", operation_times=quick)
    near = replace(
        operation,
        passages=tuple(replace(one, block_minutes=7, stretches=()) for one in operation.passages),
    )
    assert Tours(Network(operation), operation.type_of["TRUCK"]).names
    assert not Tours(Network(near), near.type_of["TRUCK"]).names


def test_sorties_are_named_by_type_and_ends() -> None:
    network = Network(TINY)
    names = {tour_of(edge) for edge in network.all_edges if edge.kind.type_id == "TRUCK"}
    assert names == Tours(network, TINY.type_of["TRUCK"]).names == {"TRUCK/BASE/FEED", "TRUCK/FEED/BASE"}


def test_whatever_an_aircraft_does_within_the_rules_its_sorties_pay_no_more_than_the_dearest_sequence() -> None:
    """One is paid for each of its off blocks, to the minute; half an hour sooner it often could not have been there."""
    lives = several = sooner = 0
    for seed in range(60):
        operation = life_operation(seed)
        tours = Tours(Network(operation), operation.type_of["LIFT"])
        for number in range(6):
            offs = offs_of(operation, drawn_life(operation, number))
            assert paid_at_most(tours, operation, offs) == len(offs), (seed, number)
            lives, several = lives + bool(offs), several + (len(offs) > 1)
            for place in range(1, len(offs)):
                hurried = [*offs[:place], *((minute - 30, name) for minute, name in offs[place:])]
                sooner += paid_at_most(tours, operation, hurried) < len(offs)
    assert lives >= 100
    assert min(several, sooner) >= 40


def paid_at_most(tours: Tours, operation: Operation, offs: Sequence[tuple[int, str]]) -> int:
    """What vehicles can pay at most if each of these off blocks alone, in buckets of a minute, pays one."""
    cuts = {operation.as_of_minute, *(minute + more for minute, _ in offs for more in (0, 1))}
    grid = Grid(minutes=(*sorted(cuts), operation.horizon_minute + 1))
    charges = {name: [0] * grid.buckets for _, name in offs}
    for minute, name in offs:
        charges[name][grid.bucket(minute) or 0] = 1
    return tours.worth(charges, grid)
