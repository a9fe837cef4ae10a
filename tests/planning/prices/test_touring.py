"""Sequences as rows of the program: few where little can go, and beside them sorties need no other count."""

from repli.planning.bound import closure_bound
from repli.planning.prices import priced_bound
from repli.planning.prices.doors import Yard
from repli.planning.prices.grid import Buckets
from repli.planning.prices.solver import Program
from repli.planning.prices.touring import add_tours, asked_subjects, tour_rows
from repli.planning.prices.tours import Tours
from tests.planning.small_operations import small_operation
from tests.rules.plain_world import plain_operation
from tests.tiny import at


def test_a_type_whose_sequences_are_priced_is_not_counted_in_other_ways() -> None:
    tours, other = ("tours", "LIFT/FLD1/OUT1"), ("fleet", "TRUCK")
    found = asked_subjects([("rounds", "LIFT"), ("fleet", "LIFT"), ("permits", "K1"), other, tours, tours])
    assert found == [other, ("permits", "K1"), tours]


def test_a_day_in_steps_of_two_hours_takes_a_row_for_going_and_one_for_each_start() -> None:
    tours = Tours(Yard(plain_operation(1, 2)))
    assert tour_rows(tours, Buckets((at(0), at(1), at(2)))) == 13 * 2


def test_the_program_charges_two_vehicles_for_the_sorties_that_they_can_make() -> None:
    """A price of at most 1 a sortie: three rounds of six hours from 03:00 on, and what begins on the next day."""
    operation = plain_operation(1, 2)
    tours, program = Tours(Yard(operation)), Program()
    buckets = Buckets((at(0), at(1), operation.horizon_minute + 1))
    prices = [program.variable(100.0, high=1.0), program.variable(0.0, high=0.0)]
    add_tours(program, tours, buckets, {("tours", "LIFT/FLD1/OUT1"): prices})
    assert program.worth(program.solve()) == 100 - tours.worth({"LIFT/FLD1/OUT1": [1, 0]}, buckets)


def test_bounds_of_small_operations_rest_on_sequences() -> None:
    """And so they are proven by the rule book, which `test_bounds` asks for a hundred of these operations."""
    kinds = set()
    for seed in range(12):
        operation = small_operation(seed)
        for one in priced_bound(operation, closure_bound(operation)).certificates:
            if one.claim == "stay":
                kinds |= {row.kind for row in one.rows}
    assert "tours" in kinds
