"""The linear program: a corner by hand, and what has no optimum is refused by one name."""

import pytest

from repli.planning.prices.solver import Program, SolverError


def test_the_best_corner_is_found() -> None:
    """3x + 2y with x + y <= 4, x + 3y <= 6 and x <= 3 is largest at (3, 1)."""
    program = Program()
    x, y = program.variable(3.0, high=3.0), program.variable(2.0)
    program.row([(x, -1.0), (y, -1.0)], -4.0)
    program.row([(x, -1.0), (y, -3.0)], -6.0)
    values = program.solve()
    assert values == pytest.approx([3.0, 1.0])
    assert program.worth(values) == pytest.approx(11.0)


def test_a_row_costs_what_one_unit_less_of_it_would_gain() -> None:
    """In the corner at (3, 1) the first row costs 2: x cannot grow, and y gains 2; the second one has room."""
    program = Program()
    x, y = program.variable(3.0, high=3.0), program.variable(2.0)
    program.row([(x, -1.0), (y, -1.0)], -4.0)
    program.row([(x, -1.0), (y, -3.0)], -7.0)
    values, costs = program.solve_priced()
    assert values == pytest.approx([3.0, 1.0])
    assert costs == pytest.approx([2.0, 0.0])


def test_what_cannot_be_and_what_has_no_end_is_a_solver_error() -> None:
    endless = Program()
    endless.variable(1.0)
    with pytest.raises(SolverError):
        endless.solve()
    impossible = Program()
    impossible.row([(impossible.variable(1.0, high=1.0), 1.0)], 2.0)
    with pytest.raises(SolverError):
        impossible.solve()
