from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.reporting.plan_changes import changes_between, shared_percent
from repli.reporting.plan_record import Departure

ONE = Departure(
    movement_id="R001",
    vehicle_id="C17-A",
    type_id="C-17",
    route=("OUT", "IN", "OUT"),
    origin="IN",
    at_minute=1_000,
    people=0,
    kg=10_000,
    loads=(("I1", 1, 6_000), ("I2", 1, 4_000)),
)
OTHER = replace(ONE, movement_id="R002", at_minute=9_000, loads=(("I3", 1, 5_000),), kg=5_000)


def test_a_name_says_nothing_and_what_is_carried_says_all() -> None:
    """The two change their names: nothing moved."""
    swapped = (replace(OTHER, movement_id="R001"), replace(ONE, movement_id="R002"))
    found = changes_between((ONE, OTHER), swapped)
    assert [pair.after.movement_id for pair in found.same] == ["R002", "R001"]
    assert (found.swapped, found.moved, found.new, found.dropped) == ((), (), (), ())


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"at_minute": 1_001}, ("time",)),
        ({"type_id": "C-130", "vehicle_id": "C130-A"}, ("type",)),
        ({"route": ("OUT", "IN2", "OUT")}, ("route",)),
        ({"loads": (("I1", 1, 6_000),), "kg": 6_000}, ("load",)),
        ({"at_minute": 4_000, "loads": (("I1", 1, 6_000),)}, ("time", "load")),
    ],
)
def test_what_differs_is_named(changes: dict[str, object], what: tuple[str, ...]) -> None:
    found = changes_between((ONE,), (replace(ONE, **changes),))
    assert [pair.what for pair in found.moved] == [what]


def test_another_vehicle_of_the_same_type_is_no_move_but_told() -> None:
    found = changes_between((ONE,), (replace(ONE, vehicle_id="C17-B"),))
    assert len(found.swapped) == 1
    assert (found.same, found.moved) == ((), ())


def test_less_than_half_of_the_load_a_day_away_is_one_dropped_and_one_new() -> None:
    far = replace(ONE, at_minute=1_000 + 1_441, loads=(("I2", 1, 4_000),))
    found = changes_between((ONE,), (far,))
    assert (found.new, found.dropped) == ((far,), (ONE,))
    near = replace(far, at_minute=1_000 + 1_440)
    assert changes_between((ONE,), (near,)).moved[0].what == ("time", "load")


def test_the_better_match_wins() -> None:
    half = replace(ONE, movement_id="half", loads=(("I1", 1, 6_000),))
    whole = replace(ONE, movement_id="whole", at_minute=8_000)
    found = changes_between((ONE,), (half, whole))
    assert [pair.after.movement_id for pair in found.moved] == ["whole"]
    assert [one.movement_id for one in found.new] == ["half"]


@pytest.mark.parametrize(
    ("loads", "percent"),
    [
        ((("I1", 1, 6_000),), 60),
        ((("I2", 1, 4_000),), 40),
        ((), 0),
        ((("I1", 1, 6_000), ("I2", 1, 4_000), ("I9", 1, 10_000)), 50),
    ],
)
def test_a_share_is_of_the_heavier_load(loads: tuple[tuple[str, int, int], ...], percent: int) -> None:
    assert shared_percent(ONE, replace(ONE, loads=loads)) == percent


_LOADS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 3), max_size=4).map(
    lambda held: tuple((line, units, 1_000) for line, units in sorted(held.items()))
)
_DEPARTURES = st.lists(
    st.builds(
        lambda at_minute, vehicle, loads: replace(ONE, at_minute=at_minute, vehicle_id=vehicle, loads=loads),
        st.integers(0, 5_000),
        st.sampled_from(["C17-A", "C17-B"]),
        _LOADS,
    ),
    max_size=6,
).map(lambda some: tuple(replace(one, movement_id=f"R{number}") for number, one in enumerate(some)))


@given(_DEPARTURES, _DEPARTURES)
def test_every_departure_of_both_plans_stands_in_exactly_one_group(
    before: tuple[Departure, ...], after: tuple[Departure, ...]
) -> None:
    found = changes_between(before, after)
    pairs = [*found.same, *found.swapped, *found.moved]
    assert sorted(one.movement_id for one in (*(pair.before for pair in pairs), *found.dropped)) == sorted(
        one.movement_id for one in before
    )
    assert sorted(one.movement_id for one in (*(pair.after for pair in pairs), *found.new)) == sorted(
        one.movement_id for one in after
    )


@given(_DEPARTURES)
def test_a_plan_is_its_own_equal(before: tuple[Departure, ...]) -> None:
    found = changes_between(before, before)
    assert (found.moved, found.new, found.dropped) == ((), (), ())
    assert len(found.same) + len(found.swapped) == len(before)
