"""The centre of gravity by hand: R1 takes I1 (2,000 kg) at 500 cm and 14 people of 100 kg at 600 cm."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from repli.model import BalanceLimit, Operation, Plan
from repli.rules.carriage import Carriage, carriages
from repli.rules.stowage import gravity_of, places_of, spots_of
from tests.rules.breaches_of_movements import with_floor
from tests.tiny import edit_movement, edit_row

LIMIT = BalanceLimit(up_to_kg=9_000, forward_arm_cm=500, aft_arm_cm=700)


def leg_of(name: str, operation: Operation, plan: Plan) -> Carriage:
    return next(one for one in carriages(operation, plan) if one.trip.name == name and one.stop.loads)


def test_people_count_at_the_seats_and_items_at_their_position() -> None:
    """2,000 x 500 + 1,400 x 600 = 1,840,000 kg cm on 3,400 kg; the nearer limit is 500 cm."""
    leg = leg_of("R1", *with_floor(LIMIT))
    gravity = gravity_of(leg.trip, leg.aboard)
    assert gravity is not None
    assert (gravity.kg, gravity.moment, gravity.limit) == (3_400, 1_840_000, LIMIT)
    assert gravity.arm_cm == Fraction(1_840_000, 3_400)
    assert gravity.margin_cm == Fraction(1_840_000, 3_400) - 500


def test_without_a_limit_for_the_weight_there_is_no_margin() -> None:
    leg = leg_of("R1", *with_floor())
    gravity = gravity_of(leg.trip, leg.aboard)
    assert gravity is not None
    assert (gravity.limit, gravity.margin_cm) == (None, None)


def test_an_empty_leg_and_one_with_something_nowhere_have_no_centre() -> None:
    operation, plan = with_floor(LIMIT)
    leg = leg_of("R1", operation, plan)
    assert gravity_of(leg.trip, {}) is None
    nowhere = leg_of("R1", operation, edit_movement(plan, "R1", placements=()))
    assert gravity_of(nowhere.trip, nowhere.aboard) is None


def test_places_and_positions_are_those_that_the_movement_states() -> None:
    leg = leg_of("R3", *with_floor(LIMIT))
    places = {line.line_id: first for line, first in places_of(leg.trip, leg.aboard).items()}
    assert places == {"I2": 1, "I6": 2}
    line = next(line for line in leg.aboard if line.line_id == "I6")
    assert [spot.number for spot in spots_of(leg.trip.configuration, line, 2)] == [2]


@given(st.integers(1, 14), st.integers(-400, 400))
def test_a_datum_further_ahead_moves_the_centre_as_far(people: int, shift: int) -> None:
    """Independent of the number of people, arms that all grow by a shift put the centre further back by that shift."""
    operation, plan = with_floor(LIMIT)
    cargo, pax = operation.type_of["LIFT"].configurations
    spots = tuple(replace(spot, arm_cm=spot.arm_cm + shift) for spot in pax.floor)
    shifted = replace(pax, floor=spots, seats_arm_cm=pax.seats_arm_cm + shift)
    centres = []
    for one in (operation, edit_row(operation, "vehicle_types", "LIFT", configurations=(cargo, shifted))):
        leg = leg_of("R1", one, plan)
        aboard = {line: (people if line.is_people else 1) for line in leg.aboard}
        found = gravity_of(leg.trip, aboard)
        assert found is not None
        centres.append(found.arm_cm)
    assert centres[1] - centres[0] == shift
