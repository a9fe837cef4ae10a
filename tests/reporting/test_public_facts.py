from dataclasses import replace

import pytest

from repli.progress import cells_of
from repli.reporting.public_facts import site_states
from repli.reporting.truth import Truth
from tests.reporting.samples import (
    NOW,
    sample_history,
    sample_operation,
    sample_public_facts,
    sample_published,
    sample_state,
)
from tests.tiny import at


def _agreement(**policy: str) -> object:
    return replace(sample_operation().agreement, disclosure=tuple(sorted(policy.items())))


def test_the_curve_holds_what_both_signed_up_to_now() -> None:
    assert sample_public_facts().signed == ((at(0), 2), (at(0, 9), 16))


def test_nothing_later_than_now_is_on_the_curve() -> None:
    assert sample_public_facts(as_of_minute=at(0, 8)).signed == ((at(0), 2),)


@pytest.mark.parametrize("part", ["people_opening", "people_counted", "movements_departed"])
def test_where_a_part_is_withheld_only_published_figures_are_drawn(part: str) -> None:
    agreement = _agreement(people_departed="at_least", **{part: "withheld"})
    assert sample_public_facts(agreement=agreement).signed == ((NOW, 16),)
    facts = sample_public_facts(agreement=agreement, published=((at(0, 20), 14),))
    assert facts.signed == ((at(0, 20), 14), (NOW, 16))


def test_a_rounded_figure_is_drawn_rounded() -> None:
    history = replace(sample_history(), opening_people=149)
    facts = sample_public_facts(agreement=_agreement(people_departed="rounded"), history=history)
    assert facts.signed == ((at(0), 150), (at(0, 9), 160))


def test_a_withheld_figure_has_no_curve_at_all() -> None:
    assert sample_public_facts(agreement=_agreement(people_departed="withheld")).signed is None


def test_claims_of_a_later_day_are_left_out() -> None:
    assert [check.claim.claim_id for check in sample_public_facts().claims] == ["c1", "c2", "c3", "c4"]


def test_a_claim_is_set_beside_the_figure_as_it_may_be_told() -> None:
    first = sample_public_facts().claims[0]
    assert (first.finding, str(first.words)) == ("built-from", "more than 16")


def test_only_a_log_that_is_no_reconstruction_is_said_to_agree() -> None:
    truth = Truth(assumptions=0, reconstruction=False, demonstration=False)
    assert sample_public_facts(truth=truth).claims[0].finding == "agrees"


@pytest.mark.parametrize("style", ["rounded", "range", "withheld"])
def test_no_judgement_gives_away_a_figure_that_is_kept_back(style: str) -> None:
    facts = sample_public_facts(agreement=_agreement(people_departed=style))
    assert {check.derived for check in facts.claims} == {None}
    assert not {"agrees", "built-from"} & {check.finding for check in facts.claims}


def test_sites_outside_the_territory_are_not_the_publics_business() -> None:
    assert [site.name_en for site in sample_public_facts().sites] == ["Base", "Feed"]


def test_a_site_is_open_then_departing_then_empty() -> None:
    sites, state = sample_operation().sites, sample_state()
    gone = replace(state.departed, cells=cells_of({("BASE", "military"): 20, ("FEED", "military"): 1}))
    assert site_states(sites, None) == {"BASE": "open", "FEED": "open", "HOME": "outside"}
    assert site_states(sites, state) == {"BASE": "departing", "FEED": "open", "HOME": "outside"}
    assert site_states(sites, replace(state, departed=gone)) == {
        "BASE": "empty",
        "FEED": "departing",
        "HOME": "outside",
    }


def test_texts_come_with_the_hashes_of_the_log() -> None:
    assert sample_public_facts().communiques == (sample_published(),)
