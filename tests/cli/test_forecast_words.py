"""What commands say of a forecast, worked out by hand from the sample; midnight belongs to the day that ends."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from repli.cli.answers import forecast_as_json, sweep_as_json
from repli.cli.forecast_words import chance_before, forecast_lines, sites_by, sweep_lines
from repli.commission import Case
from repli.model import CaseHistory, Forecast, SiteForecast, SweepRow
from tests.reporting.samples import sample_forecast
from tests.tiny import at, tiny_operation

CASE = Case(
    folder=Path(),
    operation=tiny_operation(),
    history=CaseHistory(claims=(), movements=()),
    agreement_sha256="0" * 64,
)
BASE = SiteForecast(
    site_id="BASE", median_minute=at(3), late_minute=None, chance=0.5, closed_on=(0, 500, 500, 600, 0, 0, 0, 0)
)


def with_site() -> Forecast:
    forecast = sample_forecast()
    return replace(forecast, scenarios=tuple(replace(one, sites=(BASE,)) for one in forecast.scenarios))


def test_sites_are_told_with_median_late_day_and_chance() -> None:
    assert "  site BASE: median 9 Jan, 90 % by not within the horizon; by the deadline 50 %" in list(
        forecast_lines(CASE, with_site())
    )


def test_the_chance_before_a_day_counts_the_days_that_end_before_it() -> None:
    assert chance_before(CASE, BASE, date(2030, 1, 9), 2000) == 0.25
    assert chance_before(CASE, BASE, date(2030, 1, 10), 2000) == 0.5
    assert chance_before(CASE, BASE, date(2029, 12, 31), 2000) == 0.0
    assert chance_before(CASE, BASE, date(2031, 1, 1), 2000) == 0.8


def test_sites_by_a_day_are_told_under_all_three_assumptions() -> None:
    assert list(sites_by(CASE, with_site(), date(2030, 1, 10))) == [
        "site BASE closed before 10 Jan: 50 % (low 50 %, high 50 %)"
    ]


ROWS = (
    SweepRow(
        fleet=-1,
        spots=2,
        deadline_days=14,
        delay_factor=1.5,
        chance=0.42,
        standard_error=0.011,
        median_minute=at(2, 14),
        sure_minute=None,
    ),
)


def test_a_sweep_is_one_table_with_a_line_for_each_combination() -> None:
    head, row = sweep_lines(CASE, ROWS)
    words = ["fleet", "spots", "deadline", "clearance", "x", "chance", "error", "%", "median", "95", "%", "by"]
    assert head.split() == words
    assert row.split() == ["-1", "+2", "+14d", "1.50", "40", "%", "1.1", "9", "Jan", "not", "within", "the", "horizon"]


def test_in_json_a_sweep_has_times_and_a_forecast_its_histograms() -> None:
    (row,) = sweep_as_json(ROWS)
    assert (row["median_at"], row["sure_at"], row["chance"]) == ("2030-01-09T13:00Z", None, 0.42)
    base = forecast_as_json(CASE, with_site())["scenarios"][1]  # type: ignore[index]  # a list
    assert base["closed_on"] == {"2030-01-09": 1200, "2030-01-10": 600, "2030-01-11": 200}
    assert base["sites"]["BASE"]["closure_on"] == {"50": "2030-01-09", "90": None}
