"""What latest times make dear to keep: never more charged than the cheapest way to keep departures misses."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from repli.model import Cargo, Operation, Plan
from repli.planning.objective import day_of
from repli.planning.overdue import beyond, charges_of
from repli.planning.past import Agreed
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

LINES = ("BASE-GUARD", "BASE-STAFF", "I1", "I2")


def departure(number: int, off_minute: int, loads: dict[str, int]) -> Agreed:
    """A flight with other loads and another off block, named by a number."""
    flight = next(one for one in tiny_plan().movements if one.movement_id == "R1")
    cargo = tuple(Cargo(line_id=name, quantity=count, site_id="BASE") for name, count in sorted(loads.items()))
    stops = tuple(replace(stop, loads=cargo if stop.loads else ()) for stop in flight.stops)
    what = replace(flight, movement_id=f"R{number}", stops=stops)
    return Agreed(what=what, name=what.movement_id, load_minute=off_minute, off_minute=off_minute)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Operation, list[Agreed]]:
    """An operation with some latest times, and departures on days around them."""
    operation = tiny_operation()
    for name in LINES:
        latest = draw(st.sampled_from([None, at(1), at(1, 5), at(3)]))
        operation = edit_row(operation, "items" if name in {"I1", "I2"} else "people", name, latest_minute=latest)
    found = []
    for number in range(draw(st.integers(1, 4))):
        loads = draw(st.dictionaries(st.sampled_from(LINES), st.integers(1, 6), min_size=1))
        loads |= {name: 1 for name in loads if name in {"I1", "I2"}}
        found.append(departure(number, at(draw(st.integers(0, 5)), 6), loads))
    return operation, found


def kg_of(operation: Operation, name: str) -> int:
    """What one of a line weighs."""
    return operation.people_of[name].kg_per_person if name in operation.people_of else operation.item_of[name].kg


def days_late(operation: Operation, name: str, off_minute: int) -> int:
    """By how many days a line misses its latest time if it leaves at a minute."""
    line = operation.people_of.get(name) or operation.item_of[name]
    if line.latest_minute is None or off_minute <= line.latest_minute:
        return 0
    return max(1, day_of(operation, off_minute) - day_of(operation, line.latest_minute - 1))


def cheapest(operation: Operation, kept: tuple[Agreed, ...], spare: int) -> int | None:
    """The fewest days missed if all of ``kept`` stay, by trying for each departure which of its lines stay on it."""
    best: int | None = None

    def go_on(left: tuple[Agreed, ...], days: dict[str, int]) -> None:
        nonlocal best
        if not left:
            best = min(sum(days.values()), sum(days.values()) if best is None else best)
            return
        first, *others = left
        loads = {one.line_id: one.quantity * kg_of(operation, one.line_id) for one in first.cargo}
        for count in range(len(loads) + 1):
            for names in combinations(loads, count):
                if 10 * sum(loads[name] for name in names) >= 9 * sum(loads.values()):
                    late = {name: days_late(operation, name, first.off_minute - spare) for name in names}
                    go_on(tuple(others), days | {name: max(one, days.get(name, 0)) for name, one in late.items()})

    go_on(kept, {})
    return best


@given(cases(), st.sampled_from([0, 30, 1_440]), st.integers(0, 8))
def test_no_choice_of_what_stays_misses_as_few_days_and_keeps_more(
    case: tuple[Operation, list[Agreed]], spare: int, days: int
) -> None:
    operation, departures = case
    most = max(
        count
        for count in range(len(departures) + 1)
        for kept in combinations(departures, count)
        if (cheapest(operation, kept, spare) or 0) <= days
    )
    proven = beyond(charges_of(operation, departures, spare), days)
    assert proven <= len(departures) - most
    if days == 0:
        assert proven == len(departures) - most


def test_a_load_that_is_late_as_a_whole_costs_its_days_and_with_a_tenth_of_it_nothing() -> None:
    operation = edit_row(tiny_operation(), "people", "BASE-STAFF", latest_minute=at(1))
    whole = departure(1, at(3, 6), {"BASE-STAFF": 10})
    tenth = departure(2, at(3, 6), {"BASE-STAFF": 1, "BASE-GUARD": 9})
    charges = charges_of(operation, [whole, tenth], 30)
    assert len(charges) == 1
    assert beyond(charges, 0) == 1
    assert beyond(charges, 3) == 0


def test_what_does_not_leave_has_no_latest_time_that_counts() -> None:
    operation = edit_row(tiny_operation(), "people", "BASE-STAFF", latest_minute=at(1), destination_id="FEED")
    assert charges_of(operation, [departure(1, at(3, 6), {"BASE-STAFF": 10})], 30) == ()


def test_the_plan_as_it_is_misses_nothing_and_is_charged_nothing() -> None:
    operation, plan = tiny_operation(), tiny_plan()
    assert isinstance(plan, Plan)
    own = [
        Agreed(what=one, name=one.movement_id, load_minute=stop.work_start_minute, off_minute=stop.off_block_minute)
        for one in plan.movements
        for stop in one.stops
        if stop.loads
    ]
    assert charges_of(operation, own, 0) == ()
