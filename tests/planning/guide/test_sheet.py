"""Rows of a sheet: sums of factors, and two rows where a sum must be just so much."""

import pytest

from repli.planning.guide.sheet import Terms, equal, plus
from repli.planning.prices.solver import Program


def test_factors_of_one_variable_add_up_and_a_sum_is_just_the_amount() -> None:
    program, terms = Program(), Terms()
    x = program.variable(-1.0)
    plus(terms, x, 1.5)
    plus(terms, x, 0.5)
    equal(program, terms, 3.0)
    assert program.solve() == pytest.approx([1.5])
