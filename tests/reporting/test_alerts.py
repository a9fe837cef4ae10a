"""Alerts: what needs a person in a plan and its forecast, most severe first, in words and numbers of each language."""

from dataclasses import replace

import pytest

from repli.forecast.causes import DISTURBANCES
from repli.model import Cause, ClearanceRequest, Forecast
from repli.reporting.alerts import alerts_of
from repli.reporting.plan_alerts import alerts_of_plan
from repli.reporting.voice import Voice
from tests.reporting.samples import sample_forecast
from tests.tiny import at, edit_row, tiny_operation, tiny_plan

ENGLISH, FRENCH = Voice("en", "Africa/Niamey"), Voice("fr", "Africa/Niamey")


def calm() -> Forecast:
    """A forecast in which nothing is worth an alert."""
    scenarios = tuple(
        replace(one, chance=0.99, milestones=(("half", 0.99),), causes=()) for one in sample_forecast().scenarios
    )
    return replace(sample_forecast(), scenarios=scenarios, flips=None)


def with_base(forecast: Forecast, **changes: object) -> Forecast:
    scenarios = tuple(
        replace(one, **changes) if one.name == "base" else one  # type: ignore[arg-type]  # as many types as the fields
        for one in forecast.scenarios
    )
    return replace(forecast, scenarios=scenarios)


def said(forecast: Forecast, voice: Voice = ENGLISH) -> list[tuple[str, str]]:
    """What is said beside the alerts of the plan alone (see test_plan_alerts.py)."""
    alone = set(alerts_of_plan(tiny_operation(), tiny_plan()))
    found = alerts_of(tiny_operation(), tiny_plan(), forecast)
    return [(alert.severity, voice.say(alert.cause)) for alert in found if alert not in alone]


def test_a_plan_that_closes_on_the_last_day_is_tight_and_clearances_used_up_are_listed_by_days() -> None:
    assert said(calm()) == [
        ("medium", "Only 0 days lie between the planned closure and the deadline."),
        (
            "low",
            "Clearances used up to their daily limit, and on how many days: C-FEED (2), C-FEED.back (2), C-AIR (1).",
        ),
    ]


def test_a_plan_with_a_week_to_spare_and_room_in_every_clearance_raises_no_other_alert() -> None:
    agreement = replace(
        tiny_operation().agreement, day_starts=tuple(at(day) for day in range(20)), deadline_minute=at(10)
    )
    operation = tiny_operation(agreement=agreement)
    for clearance_id in ("C-AIR", "C-FEED", "C-FEED.back"):
        operation = edit_row(operation, "clearances", clearance_id, limit_per_day=0)
    assert set(alerts_of(operation, tiny_plan(), calm())) == set(alerts_of_plan(operation, tiny_plan()))


def test_a_late_plan_is_urgent_and_says_by_how_many_days() -> None:
    plan = replace(tiny_plan(), verdict="late-proven", objective=replace(tiny_plan().objective, overrun_days=3))
    first = alerts_of(tiny_operation(), plan, calm())[0]
    assert (first.severity, ENGLISH.say(first.cause)) == ("high", "The plan is LATE: 3 days after the deadline.")


def test_a_missed_deadline_is_told_in_percent_of_the_replications() -> None:
    assert ("high", "The deadline is missed in 60\u00a0% of replications.") in said(with_base(calm(), chance=0.4))


@pytest.mark.parametrize(("verdict", "only_extension"), [("late-proven", True), ("late-not-proven", False)])
def test_where_lateness_is_proven_only_the_extension_is_proposed(verdict: str, *, only_extension: bool) -> None:
    causes = (Cause(name="turn-in", days_lost=2.44, chance_without=0.0, chance_gain=0.1, gain_error=0.01),)
    objective = replace(tiny_plan().objective, overrun_days=3, closure_day=5)
    plan = replace(tiny_plan(), verdict=verdict, objective=objective)
    found = alerts_of(tiny_operation(), plan, with_base(calm(), chance=0.0, causes=causes))
    alone = set(alerts_of_plan(tiny_operation(), plan))
    fixes = {ENGLISH.say(alert.fix) for alert in found if alert.severity != "low" and alert not in alone}
    extension = "Ask for the extension clause: no plan keeps the deadline under these rules."
    assert (fixes == {extension}) is only_extension
    assert any(fix.startswith("Stage items at the field three days") for fix in fixes) is not only_extension


@pytest.mark.parametrize(("chance", "severity"), [(0.49, "high"), (0.79, "medium"), (0.8, None)])
def test_an_unlikely_deadline_is_urgent_and_an_unsure_one_is_to_watch(chance: float, severity: str | None) -> None:
    found = [alert for alert, cause in said(with_base(calm(), chance=chance)) if "% of replications" in cause]
    assert found == ([] if severity is None else [severity])


def test_a_cause_is_told_in_words_with_the_numbers_of_the_language() -> None:
    causes = (
        Cause(name="turn-in", days_lost=2.44, chance_without=0.9, chance_gain=0.1, gain_error=0.01),
        Cause(name="weather", days_lost=0.9, chance_without=0.9, chance_gain=0.1, gain_error=0.01),
    )
    forecast = with_base(calm(), causes=causes)
    assert ("medium", "2.4 days lost on average: materiel handed in late.") in said(forecast)
    assert ("medium", "2,4 jours perdus en moyenne\u00a0: matériel remis en retard.") in said(forecast, FRENCH)
    assert not [cause for _, cause in said(forecast) if "weather" in cause]


@pytest.mark.parametrize("name", DISTURBANCES)
def test_whatever_flips_the_answer_is_named_in_words_and_has_a_fix(name: str) -> None:
    alerts = alerts_of(tiny_operation(), tiny_plan(), replace(calm(), flips=name))
    flips = [alert for alert in alerts if "this alone" in str(alert.cause)]
    assert [alert.severity for alert in flips] == ["high"]
    cause, fix = ENGLISH.say(flips[0].cause), ENGLISH.say(flips[0].fix)
    assert f": {name}." not in cause
    assert fix.endswith(".")


@pytest.mark.parametrize(("day", "severity"), [(6, "high"), (8, "medium")])
def test_a_clearance_that_nobody_granted_is_an_alert_urgent_when_the_request_is_due_soon(
    day: int, severity: str
) -> None:
    plan = replace(tiny_plan(), requests=(ClearanceRequest(clearance_id="C-AIR", request_minute=at(day)),))
    alerts = alerts_of(tiny_operation(), plan, calm())
    (mine,) = (one for one in alerts if "C-AIR for FLD1, not granted yet" in ENGLISH.say(one.cause))
    assert mine.severity == severity
    assert "host" in FRENCH.say(mine.fix)
