"""Floors as step functions, against an oracle that looks at every minute."""

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.model import Floor, Operation
from repli.rules import check_plan
from tests.tiny import at, drop_movement, edit_row, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()
WAVE_START = {"BASE": at(2, 10, 40), "FEED": at(1, 9, 30)}


def weights(operation: Operation, quantity: str, function: str | None) -> dict[str, tuple[str, int, int]]:
    """Line -> (origin, units, what one unit adds to the quantity)."""
    if quantity == "people":
        return {p.line_id: (p.site_id, p.count, int(function in (None, p.function))) for p in operation.people}
    if quantity == "kg":
        return {i.line_id: (i.site_id, 1, i.kg) for i in operation.items}
    return {i.line_id: (i.site_id, 1, int(i.sensitivity != "none")) for i in operation.items}


def present_each_minute(operation: Operation, floor: Floor, until: int) -> list[int]:
    """Present at the floor's site at every minute from as_of to ``until``."""
    lines = weights(operation, floor.quantity, floor.function)
    level = sum(units * each for origin, units, each in lines.values() if origin == floor.site_id)
    change = dict.fromkeys(range(operation.as_of_minute, until), 0)
    transfer = operation.site_of[floor.site_id].transfer_minutes
    for stop in (stop for movement in PLAN.movements for stop in movement.stops):
        for cargo in stop.loads:
            if cargo.site_id == floor.site_id and cargo.line_id in lines and stop.off_block_minute in change:
                change[stop.off_block_minute] -= cargo.quantity * lines[cargo.line_id][2]
        for cargo in stop.unloads:
            if cargo.site_id == floor.site_id and cargo.line_id in lines and stop.work_end_minute + transfer in change:
                change[stop.work_end_minute + transfer] += cargo.quantity * lines[cargo.line_id][2]
    levels = []
    for minute in range(operation.as_of_minute, until):
        level += change[minute]
        levels.append(level)
    return levels


kinds = st.sampled_from(
    [
        ("people", None, 22),
        ("people", "guard", 12),
        ("people", "logistic", 22),
        ("kg", None, 16_000),
        ("sensitive", None, 2),
    ]
)


@st.composite
def floors(draw: st.DrawFn) -> Floor:
    quantity, function, most = draw(kinds)
    minutes = sorted(draw(st.sets(st.integers(at(-1), at(3)), min_size=1, max_size=4)))
    minima = sorted((draw(st.integers(0, most)) for _ in minutes), reverse=True)
    site_id = draw(st.sampled_from(["BASE", "FEED"]))
    steps = tuple(zip(minutes, minima, strict=True))
    return Floor(site_id=site_id, quantity=quantity, function=function, steps=steps)


@settings(max_examples=60)
@given(floors())
def test_a_floor_is_broken_at_the_first_minute_with_too_little_present(floor: Floor) -> None:
    present = present_each_minute(OPERATION, floor, WAVE_START[floor.site_id])
    expected = None
    for offset, level in enumerate(present):
        minute = OPERATION.as_of_minute + offset
        minimum = next((least for start, least in reversed(floor.steps) if start <= minute), 0)
        if level < minimum:
            expected = minute
            break
    found = check_plan(tiny_operation(floors=(floor,)), PLAN)
    assert [finding.minute for finding in found] == ([] if expected is None else [expected])
    assert all(finding.rule.startswith("floor-") for finding in found)


def test_a_floor_binds_until_the_minute_before_the_wave() -> None:
    # at BASE 10 people are present when the wave starts at 10:40 of day 2
    def of_from(minute: int) -> set[str]:
        floor = Floor(site_id="BASE", quantity="people", function=None, steps=((minute, 11),))
        return {finding.rule for finding in check_plan(tiny_operation(floors=(floor,)), PLAN)}

    assert of_from(at(2, 10, 39)) == {"floor-people"}
    assert of_from(at(2, 10, 40)) == set()


def test_a_site_that_nothing_leaves_keeps_its_floor_to_the_horizon() -> None:
    floor = Floor(site_id="FEED", quantity="people", function="guard", steps=((at(5, 23, 59), 5),))
    stays = drop_movement(drop_movement(PLAN, "C1"), "C2")
    found = [one for one in check_plan(tiny_operation(floors=(floor,)), stays) if one.rule == "floor-function"]
    assert [(one.subject, one.minute) for one in found] == [("FEED", at(5, 23, 59))]


def test_those_who_come_count_from_the_end_of_their_transfer() -> None:
    # C1 unloads until 11:35 of day 0
    def minute_of_breach(transfer_minutes: int) -> list[int | None]:
        floor = Floor(site_id="BASE", quantity="people", function=None, steps=((at(0, 12, 4), 12),))
        operation = edit_row(tiny_operation(floors=(floor,)), "sites", "BASE", transfer_minutes=transfer_minutes)
        return [one.minute for one in check_plan(operation, PLAN) if one.rule == "floor-people"][:1]

    assert minute_of_breach(30) == [at(0, 12, 4)]
    # with 29 minutes all 12 are there at 12:04, until R2 takes six of them at 09:00 of day 1
    assert minute_of_breach(29) == [at(1, 9)]
