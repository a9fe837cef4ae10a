import pytest

from repli.reporting.claims import check_claims, claim_words, end_of_day
from repli.reporting.history import signed_steps
from tests.reporting.samples import NOW, sample_claim, sample_claims, sample_history
from tests.tiny import at

SIGNED = signed_steps(sample_history())


def _findings(*claims: object) -> list[str]:
    checks = check_claims(
        claims,  # type: ignore[arg-type]  # samples are claims
        SIGNED,
        baseline=30,
        as_of_minute=NOW,
        time_zone="Africa/Niamey",
    )
    return [check.finding for check in checks]


def test_the_sample_shows_every_kind_of_answer() -> None:
    assert _findings(*sample_claims()) == ["agrees", "other-scope", "conflict", "conflict", "outside"]


@pytest.mark.parametrize(
    ("qualifier", "value", "finding"),
    [
        ("exact", 16, "agrees"),
        ("exact", 15, "conflict"),
        ("at_least", 16, "agrees"),
        ("at_least", 17, "conflict"),
        ("fewer_than", 17, "agrees"),
        ("fewer_than", 16, "conflict"),
        ("about", 16, "agrees"),
        ("about", 20, "conflict"),
    ],
)
def test_a_claim_agrees_if_the_log_has_a_value_that_its_words_allow(qualifier: str, value: int, finding: str) -> None:
    assert _findings(sample_claim(qualifier=qualifier, value=value)) == [finding]


def test_people_remaining_are_the_baseline_less_those_departed() -> None:
    assert _findings(sample_claim(quantity="people_remaining", qualifier="exact", value=14)) == ["agrees"]


def test_the_baseline_is_its_own_total() -> None:
    same = sample_claim(quantity="people_baseline", qualifier="exact", value=30, total=None)
    other = sample_claim(quantity="people_baseline", qualifier="exact", value=35, total=None)
    assert _findings(same) == ["agrees"]
    assert _findings(other) == ["other-scope"]


def test_a_number_without_its_total_is_not_compared() -> None:
    assert _findings(sample_claim(total=None)) == ["scope-not-stated"]


def test_what_the_log_does_not_count_is_said_so() -> None:
    assert _findings(sample_claim(quantity="aircraft_departed")) == ["not-counted"]


@pytest.mark.parametrize("day", ["2030-01-05", "2030-01-09"])
def test_a_claim_from_outside_the_record_is_not_judged(day: str) -> None:
    assert _findings(sample_claim(stated_on=day)) == ["outside"]


def test_a_reconstruction_is_said_to_be_built_from_what_it_agrees_with_and_from_nothing_else() -> None:
    checks = check_claims(
        sample_claims(), SIGNED, baseline=30, as_of_minute=NOW, time_zone="Africa/Niamey", reconstruction=True
    )
    assert [check.finding for check in checks] == ["built-from", "other-scope", "conflict", "conflict", "outside"]


def test_two_exact_claims_of_one_day_conflict_and_name_each_other() -> None:
    checks = check_claims(sample_claims(), SIGNED, baseline=30, as_of_minute=NOW, time_zone="Africa/Niamey")
    assert (checks[2].against, checks[3].against) == ((4,), (3,))


def test_claims_of_different_totals_do_not_conflict_with_each_other() -> None:
    one, other = sample_claim(qualifier="exact", value=16), sample_claim(qualifier="exact", value=20, total=35)
    assert _findings(one, other) == ["agrees", "other-scope"]


def test_the_value_of_the_log_is_that_of_the_claims_own_day() -> None:
    checks = check_claims(
        (sample_claim(), sample_claim(stated_on="2030-01-05")),
        SIGNED,
        baseline=30,
        as_of_minute=NOW,
        time_zone="Africa/Niamey",
    )
    assert [check.derived for check in checks] == [16, None]


def test_a_claim_is_repeated_in_the_words_in_which_it_was_made() -> None:
    assert str(claim_words(sample_claim())) == "more than 15 of 30"
    assert str(claim_words(sample_claim(qualifier="fewer_than", total=None))) == "fewer than 15"
    assert str(claim_words(sample_claim(qualifier="about", total=None))) == "about 15"
    assert str(claim_words(sample_claim(qualifier="exact", total=None))) == "15"


def test_a_day_ends_at_local_midnight() -> None:
    assert end_of_day("2030-01-07", "Africa/Niamey") == at(1)
