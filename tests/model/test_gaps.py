"""Gaps of a plan to its bounds, by hand."""

from dataclasses import replace

from repli.model import Gaps, Least, gaps_of
from tests.tiny import tiny_plan


def test_gaps_are_days_and_shares_of_what_the_law_says() -> None:
    plan = tiny_plan()  # closes on day 2 (bound 1), stay 2,061 minutes, 960 flying minutes
    bound = replace(
        plan.bound,
        stay=Least(minutes=1_861, level="prices", proven=True),
        flying=Least(minutes=800, level="prices", proven=True),
        alone_minutes=1_461,
    )
    assert gaps_of(replace(plan, bound=bound)) == Gaps(
        closure_days=1, closure_ppm=1_000_000, stay_ppm=500_000, flying_ppm=200_000
    )


def test_a_gap_to_nothing_is_none_and_no_gap_is_zero() -> None:
    plan = tiny_plan()
    assert gaps_of(plan).stay_ppm is None
    exact = Least(minutes=plan.objective.stay_minutes, level="alone", proven=True)
    bound = replace(plan.bound, closure_day=0, stay=exact, alone_minutes=exact.minutes)
    assert gaps_of(replace(plan, bound=bound)) == Gaps(closure_days=2, closure_ppm=None, stay_ppm=0, flying_ppm=None)
