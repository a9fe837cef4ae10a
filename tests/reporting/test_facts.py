from repli.reporting.facts import summary_of
from tests.reporting.samples import sample_forecast
from tests.tiny import tiny_plan


def test_a_summary_holds_the_integers_by_which_plans_are_compared() -> None:
    summary = summary_of(tiny_plan(), sample_forecast())
    assert (summary.closure_day, summary.bound_day, summary.movements) == (2, 1, 6)
    assert (summary.stay_minutes, summary.flying_minutes) == (2_061, 960)
    assert (summary.chance_ppm, summary.as_of_minute) == (710_000, tiny_plan().as_of_minute)


def test_without_a_forecast_there_is_no_chance() -> None:
    assert summary_of(tiny_plan(), None).chance_ppm is None
