"""Differences of two plans, figure by figure, and how far several lie apart."""

from dataclasses import asdict

from repli.planning import make_plan
from repli.planning.gains_saved import saved_between, spread_of
from tests.planning.shuttle import shuttle
from tests.tiny import at, edit_row


def test_a_plan_saves_nothing_of_itself_and_the_other_way_round_it_is_the_opposite() -> None:
    operation = shuttle(at(0), at(0))
    later = edit_row(operation, "items", "I1", ready_minute=at(4))
    one, other = (make_plan(each, seed=1, version="test") for each in (operation, later))
    assert set(asdict(saved_between(operation, one, operation, one)).values()) == {0}
    there, back = saved_between(later, other, operation, one), saved_between(operation, one, later, other)
    assert asdict(there) == {name: -value for name, value in asdict(back).items()}
    assert (there.closure_days, there.kg_minutes, there.person_minutes) == (3, 10_000 * 3 * 1440, 0)


def test_plans_lie_apart_by_their_largest_difference_and_none_or_one_by_nothing() -> None:
    operation = shuttle(at(0), at(0))
    plans = [make_plan(operation, seed=seed, version="test") for seed in (1, 2)]
    assert set(asdict(spread_of(operation, ())).values()) == {0}
    assert set(asdict(spread_of(operation, plans[:1])).values()) == {0}
    apart = spread_of(operation, plans)
    difference = saved_between(operation, *(plans[0], operation, plans[1]))
    assert asdict(apart) == {name: abs(value) for name, value in asdict(difference).items()}
