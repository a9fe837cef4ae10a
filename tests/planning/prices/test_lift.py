"""What can go off block within some minutes: by hand, against every choice of sorties, and against plans."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.model import Operation, Plan, SeatBlock
from repli.planning.prices.ground import Ground
from repli.planning.prices.lift import WITHOUT_END, Lift, sortie_sum
from repli.planning.prices.need import KG, MEASURES, PEOPLE, SENSITIVE
from repli.planning.prices.takers import Limit
from repli.rules.flows import Departure, departures
from tests.planning.exhaustive import kept_plans
from tests.planning.small_operations import small_operation
from tests.tiny import at, edit_row, tiny_operation

NOON = at(1, 12)


def lift(operation: Operation, site_id: str = "BASE") -> Lift:
    return Ground(operation).waves.of(site_id).lift


def people(operation: Operation, minutes: int, site_id: str = "BASE") -> int:
    return lift(operation, site_id).most(PEOPLE, NOON, NOON + minutes, seats=True)


def test_two_aircraft_of_20_seats_and_a_truck_of_12_leave_base_within_an_hour() -> None:
    assert people(tiny_operation(), 60) == 2 * 20 + 12


def test_vehicles_come_again_when_they_have_gone_away_and_come_back() -> None:
    """One aircraft: 120 + 120 + 60 minutes from off block to off block; no limits of clearances or spots."""
    free = edit_row(tiny_operation(), "clearances", "C-AIR", limit_per_day=0)
    free = edit_row(free, "fields", "FLD1", parking_spots=())
    free = replace(free, vehicles=tuple(one for one in free.vehicles if one.vehicle_id == "L1"))
    assert [people(free, minutes) for minutes in (299, 300, 600)] == [20, 40, 60]


def test_a_vehicle_counts_only_when_it_can_have_come() -> None:
    """Available at 08:00 at OUT1: 120 minutes to come and 60 to load, so off block at 11:00."""
    late = edit_row(tiny_operation(), "vehicles", "L1", available_from_minute=at(1, 8))
    late = replace(late, vehicles=tuple(one for one in late.vehicles if one.vehicle_id == "L1"))
    found = [lift(late).most(PEOPLE, at(1, 7), end, seats=False) for end in (at(1, 11) - 1, at(1, 11))]
    assert found == [0, 20]


def many(tails: int) -> Operation:
    """The tiny operation with so many aircraft, no trucks and no limit of clearances."""
    tiny = edit_row(tiny_operation(), "clearances", "C-AIR", limit_per_day=0)
    first = tiny.vehicle_of["L1"]
    return replace(tiny, vehicles=tuple(replace(first, vehicle_id=f"L{number}") for number in range(tails)))


def test_spots_let_each_aircraft_stand_an_hour() -> None:
    """Two parking spots, 60 minutes on the ground: 2 x (1 + 2) sorties; one working spot, 40 minutes: 2 + 3."""
    assert people(many(9), 120) == 5 * 20
    wide = edit_row(many(9), "fields", "FLD1", working_spots=())
    assert people(wide, 120) == 6 * 20
    assert people(edit_row(wide, "fields", "FLD1", handling_sets=1), 120) == 5 * 20
    assert people(edit_row(wide, "fields", "FLD1", parking_spots=((1, 9),)), 120) == 0  # too small for them


def test_a_limit_a_day_counts_for_each_day_that_is_touched() -> None:
    open_field = edit_row(many(9), "fields", "FLD1", open_intervals=tiny_operation().field_of["OUT1"].open_intervals)
    limited = edit_row(open_field, "clearances", "C-AIR", limit_per_day=1)
    assert lift(limited).most(PEOPLE, at(1, 22), at(2) - 1, seats=False) == 20
    assert lift(limited).most(PEOPLE, at(1, 22), at(2), seats=False) == 40


def test_payload_and_positions_count_too() -> None:
    heavy = many(1)
    heavy = replace(heavy, people=tuple(replace(one, kg_per_person=1_000) for one in heavy.people))
    assert people(heavy, 0) == 12  # 12,000 kg
    assert lift(heavy).most(KG, NOON, NOON, seats=True) == 12_000
    assert lift(heavy).most(SENSITIVE, NOON, NOON, seats=True) == 6  # one position and 2,000 kg each
    weightless = replace(heavy, items=tuple(replace(one, kg=0, positions=0) for one in heavy.items))
    assert lift(weightless).most(SENSITIVE, NOON, NOON, seats=True) == WITHOUT_END


def test_seats_of_a_commercial_flight_are_lifted_when_it_departs() -> None:
    flight = SeatBlock(
        flight_id="F",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=NOON,
        arrives_minute=NOON + 100,
        check_in_minutes=60,
        seats=9,
        payload_kg=750,
    )
    seated = replace(many(0), seat_blocks=(flight,))
    assert [people(seated, 0), lift(seated).most(PEOPLE, NOON, NOON, seats=False)] == [7, 0]
    assert lift(seated).most(PEOPLE, NOON + 1, NOON + 60, seats=True) == 0


TYPES = "ABC"
NESTED = st.permutations(TYPES).flatmap(
    lambda order: st.tuples(
        st.fixed_dictionaries({name: st.integers(0, 9) for name in TYPES}),
        st.lists(st.integers(0, 5), min_size=3, max_size=3),
        st.lists(st.tuples(st.integers(1, 3), st.integers(0, 7)), max_size=3),
    ).map(lambda drawn: (drawn[0], limits_of(tuple(order), drawn[1], drawn[2])))
)


def limits_of(order: tuple[str, ...], single: list[int], nested: list[tuple[int, int]]) -> list[Limit]:
    alone = [Limit(types=frozenset({name}), most=most) for name, most in zip(order, single, strict=True)]
    return alone + [Limit(types=frozenset(order[:count]), most=most) for count, most in nested]


@given(NESTED)
def test_the_largest_first_is_the_largest_sum(drawn: tuple[Mapping[str, int], list[Limit]]) -> None:
    takes, limits = drawn
    best = 0
    for counts in product(range(6), repeat=3):
        flown = dict(zip(TYPES, counts, strict=True))
        if all(sum(flown[name] for name in one.types) <= one.most for one in limits):
            best = max(best, sum(flown[name] * takes[name] for name in TYPES))
    assert sortie_sum(takes, limits) == best


def windows(dice: Random, gone: list[Departure]) -> Iterator[tuple[int, int]]:
    """From one off block to another, and some minutes around."""
    offs = sorted({one.off_block_minute for one in gone})
    for start, end in dice.sample(list(product(offs, offs)), min(len(offs) ** 2, 8)):
        if start <= end:
            yield start, end
            yield start - dice.randint(0, 90), end + dice.randint(0, 90)


def carried(gone: list[Departure], measure: str, start: int, end: int) -> int:
    """What goes off block from one to the other minute, both too, each unit of a line once at most."""
    total = 0
    for one in gone:
        if start <= one.off_block_minute <= end:
            size = {PEOPLE: int(one.line.is_people), KG: one.line.kg_per_unit * (not one.line.is_people)}
            total += one.units * size.get(measure, int(one.line.is_sensitive))
    return total


def compared(operation: Operation, plan: Plan, dice: Random) -> tuple[int, int]:
    """How many windows were compared, and how many were full; fail where more went than can go."""
    full = count = 0
    ground = Ground(operation)
    for site in operation.sites:
        gone = [one for one in departures(operation, plan) if one.site_id == site.site_id]
        for start, end in windows(dice, gone) if site.inside else ():
            for measure in MEASURES:
                most = ground.waves.of(site.site_id).lift.most(measure, start, end, seats=True)
                went = carried(gone, measure, start, end)
                assert went <= most, (site.site_id, measure, start, end)
                full, count = full + (0 < went == most), count + 1
    return count, full


def compare(seeds: range) -> tuple[int, int]:
    dice = Random(1)  # noqa: S311 - test data, not a secret
    counts = [
        compared(small_operation(seed), plan, dice)
        for seed in seeds
        for plan in islice(kept_plans(small_operation(seed)), 3)
    ]
    return sum(count for count, _ in counts), sum(full for _, full in counts)


def test_no_plan_lifts_more_than_can_be_lifted() -> None:
    count, full = compare(range(50))
    assert count >= 300
    assert full >= 6


@pytest.mark.heavy
def test_no_plan_of_300_more_operations_lifts_more() -> None:
    count, full = compare(range(50, 350))
    assert count >= 3_000
    assert full >= 30
