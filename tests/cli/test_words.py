"""What commands say of the tiny plan, worked out by hand; dates and decimals in the language asked for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from repli.cli.answers import forecast_as_json, plan_as_json, verdict_as_json
from repli.cli.forecast_words import forecast_lines
from repli.cli.plan_words import flying_sentence, plan_lines, plan_sentence, stay_sentence
from repli.cli.words import chance_words, day_words, decimal_words, local_day, verdict_lines
from repli.commission import Case
from repli.errors import phrase
from repli.model import CaseHistory, Least, LogVerdict
from tests.reporting.samples import sample_forecast
from tests.tiny import at, tiny_operation, tiny_plan

CASE = Case(
    folder=Path(),
    operation=tiny_operation(),
    history=CaseHistory(claims=(), movements=()),
    agreement_sha256="0" * 64,
)


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.0, "under 5 %"), (0.02, "under 5 %"), (0.06, "5 %"), (0.71, "70 %"), (0.97, "95 %"), (1.0, "over 95 %")],
)
def test_a_chance_is_never_said_as_certainty(chance: float, words: str) -> None:
    assert chance_words(chance) == words


def test_days_and_decimals_are_written_in_the_language_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (day_words(date(2024, 8, 9)), decimal_words(2.44)) == ("9 Aug", "2.4")
    monkeypatch.setenv("REPLI_LANG", "fr")
    assert (day_words(date(2024, 8, 9)), decimal_words(2.44)) == ("9 août", "2,4")


def test_a_day_is_that_of_the_agreements_zone() -> None:
    assert local_day(CASE, at(1)) == date(2030, 1, 8)  # 23:00Z of the day before
    assert local_day(CASE, at(1) - 1) == date(2030, 1, 7)


def test_a_plan_is_told_with_its_bound_and_what_it_rests_on() -> None:
    lines = list(plan_lines(CASE, tiny_plan()))
    assert lines == [
        "kept: every commitment is met",
        "6 movements, closed 9 Jan; bound 8 Jan (proven), gap 1 d",
        "on average out on day 1.4",
        "16 flying hours",
        "  - Site BASE: no single cause was found; vehicles, crews, floors or the planner's own choices hold it.",
        "  - Site FEED closes on the day when I6 is ready.",
        "These figures hold under the assumptions of the operation; 0 values are assumed.",
    ]


def test_bounds_of_stay_and_flying_stand_beside_the_figures_with_their_gaps() -> None:
    stay, flying = Least(minutes=1_800, level="prices", proven=True), Least(minutes=800, level="prices", proven=False)
    plan = replace(tiny_plan(), bound=replace(tiny_plan().bound, stay=stay, flying=flying, alone_minutes=1_700))
    assert stay_sentence(plan) == "on average out on day 1.4; bound 1.2 (proven), each line alone 1.2, gap 261 %"
    assert flying_sentence(plan) == "16 flying hours; bound 13 (estimate), gap 20 %"
    level = replace(plan.bound, alone_minutes=1_800)
    assert stay_sentence(replace(plan, bound=level)).endswith("gap -")


def test_a_bound_that_is_not_proven_is_called_an_estimate() -> None:
    plan = replace(tiny_plan(), bound=replace(tiny_plan().bound, proven=False))
    assert "bound 8 Jan (estimate)" in plan_sentence(CASE, plan)


def test_a_plan_in_json_has_the_same_dates_as_in_words() -> None:
    answer = plan_as_json(CASE, tiny_plan())
    assert (answer["closure_on"], answer["bound_on"], answer["movements"]) == ("2030-01-09", "2030-01-08", 6)


def test_a_closure_beyond_the_horizon_keeps_its_own_date() -> None:
    plan = replace(tiny_plan(), objective=replace(tiny_plan().objective, closure_day=30))
    assert plan_as_json(CASE, plan)["closure_on"] == "2030-02-06"


def test_a_forecast_is_told_per_scenario_with_its_causes_and_what_flips_it() -> None:
    assert list(forecast_lines(CASE, sample_forecast())) == [
        "low: 40 % (Monte Carlo error 1.2 %), median closure 9 Jan",
        "base: 70 % (Monte Carlo error 1.2 %), median closure 9 Jan",
        "high: over 95 % (Monte Carlo error 1.2 %), median closure 9 Jan",
        "closed with a chance of 95 % by: 11 Jan",
        "  milestone half, due 8 Jan: 50 %",
        "  weather: 1.2 days; chance without it 90 %",
        "Pessimistic values of this alone make it unlikely: weather.",
    ]


def test_a_forecast_in_json_is_exact() -> None:
    answer = forecast_as_json(CASE, sample_forecast())
    assert [one["chance"] for one in answer["scenarios"]] == [0.42, 0.71, 0.99]  # type: ignore[attr-defined]  # a list
    assert answer["flips"] == "weather"


def test_a_refused_log_is_told_with_its_place_and_reason() -> None:
    verdict = LogVerdict(
        answer="no",
        place="feed demo-force line 6",
        reason=phrase("the signature does not hold"),
        sentence=phrase(""),
        state_digest="",
        figures=(),
        fingerprints=(("demo-force/represent", "ab" * 32),),
    )
    assert list(verdict_lines(verdict)) == [
        "NO: feed demo-force line 6: the signature does not hold",
        "  demo-force/represent " + "ab" * 32,
    ]
    assert verdict_as_json(verdict)["place"] == "feed demo-force line 6"


def test_a_believed_log_is_told_with_what_ties_a_communique_to_it() -> None:
    verdict = LogVerdict(
        answer="yes",
        place="",
        reason=phrase(""),
        sentence=phrase("Joint."),
        state_digest="cd" * 32,
        figures=(),
        fingerprints=(("demo-force/represent", "ab" * 32),),
        origin="RECONSTRUCTION/x",
        demonstration=True,
        published=2,
        published_state="ef" * 32,
        head=("RECONSTRUCTION/x/demo-force", 10, "AAAA"),
    )
    assert list(verdict_lines(verdict)) == [
        "YES",
        "Log RECONSTRUCTION/x.",
        "Joint.",
        "Communiqué 2: state " + "ef" * 32,
        "Joint head RECONSTRUCTION/x/demo-force: 10 AAAA",
        "  demo-force/represent " + "ab" * 32,
        "DEMONSTRATION KEYS: made from a published seed; anybody could have signed this log.",
    ]
    answer = verdict_as_json(verdict)
    assert answer["published_state"] == "ef" * 32
    assert answer["head"] == {"origin": "RECONSTRUCTION/x/demo-force", "size": 10, "root": "AAAA"}
