"""Sequences as rows of the program: few where little can go, and beside them sorties need no other count."""

from repli.planning.bound import closure_bound
from repli.planning.prices import priced_bound
from repli.planning.prices.doors import Yard
from repli.planning.prices.grid import Buckets
from repli.planning.prices.solver import Program
from repli.planning.prices.touring import add_tours, asked_subjects, step_of
from repli.planning.prices.tours import Tours
from repli.rules.bound import prove_bound
from tests.rules.plain_world import plain_operation
from tests.tiny import at


def test_a_type_whose_sequences_are_priced_is_not_counted_in_other_ways() -> None:
    tours, other = ("tours", "LIFT/FLD1/OUT1"), ("fleet", "TRUCK")
    found = asked_subjects([("rounds", "LIFT"), ("fleet", "LIFT"), ("permits", "K1"), other, tours, tours])
    assert found == [other, ("permits", "K1"), tours]


def test_steps_get_longer_with_the_days_until_there_would_be_too_many() -> None:
    """One edge with one start: two rows a step, 20,000 at most."""
    tours = Tours(Yard(plain_operation(1, 2)))
    for days, minutes in ((1, 30), (208, 30), (209, 60), (416, 60), (417, 120), (833, 120), (834, None)):
        assert step_of(tours, Buckets((at(0), at(days), at(days + 1)))) == minutes


def test_the_program_charges_two_vehicles_for_the_sorties_that_they_can_make() -> None:
    """A price of at most 1 a sortie: three rounds of six hours from 03:00 on, and what begins on the next day."""
    operation = plain_operation(1, 2)
    tours, program = Tours(Yard(operation)), Program()
    buckets = Buckets((at(0), at(1), operation.horizon_minute + 1))
    prices = [program.variable(100.0, high=1.0), program.variable(0.0, high=0.0)]
    add_tours(program, tours, buckets, {("tours", "LIFT/FLD1/OUT1"): prices})
    assert program.worth(program.solve()) == 100 - tours.worth({"LIFT/FLD1/OUT1": [1, 0]}, buckets)


def test_the_bound_of_an_operation_with_one_aircraft_rests_on_its_sequence() -> None:
    """And so it is proven by the rule book, which `test_bounds` asks for a hundred operations."""
    operation = plain_operation(9, 1)
    bound = priced_bound(operation, closure_bound(operation))
    rows = [row for one in bound.certificates if one.claim == "stay" for row in one.rows]
    assert {row.kind for row in rows} == {"tours"}
    assert prove_bound(operation, bound) == ()
