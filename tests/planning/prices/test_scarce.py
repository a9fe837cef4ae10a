"""How much there is of scarce things: by hand on the tiny operation, and against a look at every minute."""

from dataclasses import replace

from repli.model import Operation, TakenSpots
from repli.planning.prices.doors import LOADED, THROUGH, Yard
from repli.planning.prices.grid import Buckets
from repli.planning.prices.scarce import Scarce
from repli.units import Interval
from tests.planning.small_operations import small_operation
from tests.tiny import at, edit_row, tiny_operation

DAYS = Buckets(tuple(at(day) for day in range(7)))


def of(operation: Operation) -> Scarce:
    return Scarce(Yard(operation))


def limited(limit: int) -> Operation:
    return edit_row(tiny_operation(), "clearances", "C-AIR", limit_per_day=limit, window=Interval(at(1, 12), at(4)))


def test_permits_are_the_limit_of_each_day_that_has_a_usable_minute() -> None:
    operation = edit_row(limited(2), "clearances", "C-AIR", tolerance_minutes=0)
    scarce = of(operation)
    assert [scarce.capacity(("permits", "C-AIR"), DAYS, day, day) for day in range(6)] == [0, 2, 2, 2, 0, 0]
    assert scarce.capacity(("permits", "C-AIR"), DAYS, 1, 3) == 6


def test_a_day_that_is_cut_in_two_counts_in_both_parts() -> None:
    halves = Buckets((at(0), at(2), at(2, 12), at(3)))
    scarce = of(limited(3))
    assert [scarce.capacity(("permits", "C-AIR"), halves, t, t) for t in (1, 2)] == [3, 3]
    assert scarce.capacity(("permits", "C-AIR"), halves, 1, 2) == 3


def test_one_aircraft_goes_out_as_often_as_its_shortest_cycle_and_the_hours_allow() -> None:
    """Lead 120 + 60; cycle 120 out + 30 of a stop + 120 in + 60 to load = 330 minutes."""
    operation = edit_row(tiny_operation(), "fields", "FLD1", open_intervals=(Interval(at(0), at(6)),))
    lift = tuple(one for one in operation.vehicles if one.type_id == "LIFT")
    scarce = of(replace(operation, vehicles=lift[:1]))
    edge = next(one for one in scarce.yard.edges if not one.inwards)
    minute, count = max(at(0), lift[0].available_from_minute) + 180, 0
    while (minute := edge.hours.next_open(minute) or at(6)) < at(1):
        count, minute = count + 1, minute + 330
    assert scarce.capacity(("fleet", "LIFT"), DAYS, 0, 0) == count
    assert scarce.capacity(("fleet", "LIFT"), DAYS, 0, 5) >= 2 * count


def test_spot_minutes_are_the_free_spots_of_each_open_minute() -> None:
    for seed in range(40):
        operation = small_operation(seed)
        scarce, field = of(operation), operation.field_of["FLD1"]
        for kind, spots in (("work", field.working_spots), ("parking", field.parking_spots)):
            subject = (kind, "FLD1/2")
            if not spots:
                assert subject not in set(scarce.subjects())
                continue
            free = sum(max(0, count(spots, 2) - taken(field.taken, kind, m)) for m in open_minutes(operation, at(2)))
            nights = scarce.capacity(subject, DAYS, 0, 1) - free
            assert nights == (0 if kind == "work" else count(spots, 2) * sum(gaps(operation, at(2))))


def count(spots: tuple[tuple[int, int], ...], size: int) -> int:
    return sum(number for one, number in spots if one >= size)


def taken(slots: tuple[TakenSpots, ...], kind: str, minute: int) -> int:
    return sum(
        count(one.working_spots if kind == "work" else one.parking_spots, 2)
        for one in slots
        if one.interval.contains(minute)
    )


def open_minutes(operation: Operation, end: int) -> list[int]:
    spans = operation.field_of["FLD1"].open_intervals
    return [m for m in range(at(0), end) if any(span.contains(m) for span in spans)]


def gaps(operation: Operation, end: int) -> list[int]:
    """Closed stretches between open ones, none counted longer than a stop that loads (60 minutes)."""
    opened = set(open_minutes(operation, at(6) + 1))
    lengths, length, seen = [], 0, False
    for minute in range(at(0), end + 1):
        if minute in opened:
            if seen and length:
                lengths.append(min(length, 60))
            seen, length = True, 0
        else:
            length += 1
    return lengths


def test_what_goes_through_parks_and_does_not_work() -> None:
    scarce = of(tiny_operation())
    edge = next(one for one in scarce.yard.edges if not one.inwards)
    uses = {kind: dict(scarce.uses(edge, edge.grants[0][0], kind)) for kind in (LOADED, THROUGH)}
    assert {name for name, _ in uses[LOADED]} >= {"work", "parking", "fleet"}
    assert {name for name, _ in uses[THROUGH]} == {name for name, _ in uses[LOADED]} - {"work", "sets"}
