"""The page of a whole withdrawal: claims beside the log, sites on the days that changed them, the balance."""

from repli.errors import phrase
from repli.progress.balance import TERMS
from repli.reporting import PeriodFacts, check_claims, findings_counted, period_page, steps_of, telling_days
from repli.reporting.positions import DayPosition
from repli.reporting.words import BALANCE_TERMS
from tests.reporting.html_check import Reader, read
from tests.reporting.samples import TRUTH, sample_claim, sample_operation
from tests.reporting.test_positions import ZONE, played


def facts(positions: tuple[DayPosition, ...]) -> PeriodFacts:
    """The positions with two published figures beside them: one that agrees, one that does not."""
    claims = (
        sample_claim(stated_on="2030-01-07", qualifier="exact", value=5),
        sample_claim("c2", stated_on="2030-01-08", quantity="people_remaining", qualifier="exact", value=24),
    )
    checks = check_claims(claims, steps_of(positions), baseline=30, as_of_minute=positions[-1].minute, time_zone=ZONE)
    return PeriodFacts(
        truth=TRUTH, reader=phrase("both parties"), operation=sample_operation(), checks=checks, positions=positions
    )


def page() -> Reader:
    return read(period_page(facts(played())))


def test_every_term_of_the_balance_has_a_word() -> None:
    assert set(BALANCE_TERMS) == set(TERMS)


def test_only_days_on_which_a_site_changed_and_the_last_one_are_told() -> None:
    assert [one.day for one in telling_days(played())] == ["2030-01-07", "2030-01-08", "2030-01-09"]


def test_findings_are_counted_in_words() -> None:
    found = [(str(words), count) for words, count in findings_counted(facts(played()).checks)]
    assert found == [("agrees with the log", 1), ("conflict", 1)]


def test_the_page_says_who_is_where_in_both_languages() -> None:
    texts = page().texts
    assert "30 on the list and 0 who came: 5 departed, 25 remaining, 0 retained outside the count." in texts
    assert any("30 sur la liste et 0 venus en renfort" in text for text in texts)
    assert "0, closed by act" in texts
    assert "conflict: 1" in texts
    assert any("RESTRICTED" in text for text in texts)
