from dataclasses import replace

import pytest

from repli.errors import phrase
from repli.model import LogVerdict, Plan
from repli.reporting import CommissionFacts, Naive, commission_page
from repli.reporting.claims import ClaimCheck, check_claims
from repli.reporting.history import signed_steps
from repli.reporting.pages.curve_view import commission_curve
from repli.reporting.voice import Voice
from tests.reporting.html_check import Reader, read
from tests.reporting.samples import commission_html, sample_claim, sample_commission_facts
from tests.tiny import at, tiny_plan


@pytest.fixture(scope="module")
def page() -> Reader:
    return read(commission_html())


def page_checks(facts: CommissionFacts) -> tuple[ClaimCheck, ...]:
    """The checks of the page's claims, for the curve alone."""
    assert facts.history is not None
    return check_claims(
        facts.claims,
        signed_steps(facts.history),
        baseline=30,
        as_of_minute=facts.now_minute,
        time_zone="Africa/Niamey",
    )


def _late(verdict: str) -> Plan:
    plan = tiny_plan()
    return replace(plan, verdict=verdict, objective=replace(plan.objective, overrun_days=2, closure_day=4))


def test_the_page_says_that_it_is_restricted_in_both_languages(page: Reader) -> None:
    assert "RESTRICTED: holds the plan. For the parties only, not for publication." in page.texts
    assert "RESTREINT\u00a0: contient le plan. Réservé aux parties, ne pas publier." in page.texts


def test_the_days_to_the_deadline_are_civil_days(page: Reader) -> None:
    place = page.texts.index("Days to the deadline")
    assert page.texts[place + 1] == "1"


def test_the_plan_stands_beside_its_bound_and_the_naive_figure(page: Reader) -> None:
    assert "KEPT" in page.texts
    assert "Closure on 9 January 2030: best possible under these assumptions." in page.texts
    assert "Proven: no plan closes before 8 January 2030." in page.texts
    assert "Planning factors alone would say 8 January 2030. None." in page.texts


def test_why_no_plan_closes_sooner_is_said_in_both_languages_where_it_is_known() -> None:
    why = phrase("Clearances, spots, vehicles and floors together do not let all be out sooner.")
    texts = read(commission_page(sample_commission_facts(bound_reasons=(why,)))).texts
    assert texts[texts.index("Why no plan closes sooner") + 1] == str(why)
    french = texts.index("Pourquoi aucun plan ne ferme plus tôt")
    assert (
        texts[french + 1]
        == "Autorisations, postes, véhicules et planchers ensemble ne laissent pas tout sortir plus tôt."
    )
    assert "Why no plan closes sooner" not in read(commission_html()).texts


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("late-proven", "The delay is unavoidable under the rules."),
        ("late-not-proven", "That the delay is unavoidable is not proven."),
    ],
)
def test_a_late_plan_says_late_and_whether_that_is_proven(verdict: str, sentence: str) -> None:
    page = read(commission_page(sample_commission_facts(plan=_late(verdict))))
    assert {"LATE", "EN RETARD"} <= set(page.texts)
    assert "Closure on 11 January 2030, 2 days after the deadline: best possible under these assumptions." in page.texts
    assert any(text.endswith(sentence) for text in page.texts)


def test_an_unproven_bound_is_called_an_estimate() -> None:
    plan = tiny_plan()
    plan = replace(plan, bound=replace(plan.bound, proven=False))
    page = read(commission_page(sample_commission_facts(plan=plan)))
    assert "Estimate: hardly before 8 January 2030; not proven." in page.texts
    assert "Proven" not in page.text


def test_chances_are_rounded_to_five_percent_and_never_certain(page: Reader) -> None:
    place = page.texts.index("low assumptions")
    assert page.texts[place : place + 6] == [
        "low assumptions",
        "40\u00a0%",
        "base assumptions",
        "70\u00a0%",
        "high assumptions",
        "more than 95\u00a0%",
    ]


def test_the_error_stands_apart_and_what_flips_the_answer_is_named(page: Reader) -> None:
    assert "Monte Carlo error: up to ± 1.2 points on 2,000 replications; chances are rounded to 5\u00a0%." in page.texts
    assert "What flips the answer, if it goes badly: weather that closes fields." in page.texts


def test_where_planning_factors_have_no_answer_the_page_says_so() -> None:
    facts = sample_commission_facts(naive=Naive(closure_day=None, ignores=phrase("None.")))
    texts = read(commission_page(facts)).texts
    assert "Planning factors alone find no day of closure. None." in texts


def test_minor_alerts_are_folded_away_with_their_number(page: Reader) -> None:
    assert page.texts.count("Minor alerts: 1") == 1
    folded = [one for one in page.of("li") if one.attributes.get("class") == "low"]
    assert all("details" in one.inside for one in folded)


def test_a_floor_from_before_the_plan_starts_with_the_plan() -> None:
    """The floor of 6 holds since day -3; nothing is drawn or listed before the plan's first minute."""
    facts = sample_commission_facts()
    floors = tuple(replace(floor, steps=((at(-3), 6), *floor.steps[1:])) for floor in facts.operation.floors)
    page = read(commission_page(replace(facts, operation=replace(facts.operation, floors=floors))))
    assert "2030-01-04 00:00" not in page.texts
    starts = [index for index, text in enumerate(page.texts) if text == "2030-01-07 00:00"]
    assert ["20", "6"] in [page.texts[index + 1 : index + 3] for index in starts]


def test_alerts_come_most_severe_first_with_a_fix(page: Reader) -> None:
    severities = [one.attributes["class"] for one in page.of("li") if one.attributes.get("class") in {"high", "low"}]
    assert severities == ["high", "low", "high", "low"]
    assert page.texts.count("Ask for one more departure a day.") == 2


def test_next_steps_come_in_order_of_time(page: Reader) -> None:
    """What has to be asked for stands first, in a table of its own."""
    place = page.texts.index("request by")
    assert page.texts[place - 2 : place + 3] == ["Wed 9 January", "08:00", "request by", "movements", "Parties"]
    assert page.texts.index("depart and sign") > place
    assert page.texts[(french := page.texts.index("demander avant")) - 2 : french + 1] == [
        "mer. 9 janvier",
        "8\u00a0h\u00a000",
        "demander avant",
    ]


def test_before_and_after_stand_side_by_side_with_days_as_dates(page: Reader) -> None:
    """The sample's "before" closes on day 3, a day late; its summary was kept without its start."""
    place = page.texts.index("The plan made as of 7 January 2030, before and after")
    assert page.texts[place + 5 : place + 8] == ["verdict", "LATE", "KEPT"]
    closure = page.texts.index("closure")
    assert page.texts[closure : closure + 4] == ["closure", "10 January 2030", "9 January 2030", "-1 d"]
    hours = page.texts.index("flying hours")
    assert page.texts[hours : hours + 4] == ["flying hours", "15", "16", "+1"]


def test_a_comparison_of_first_plans_counts_from_their_own_start_and_never_says_certain() -> None:
    """They start a week before the page's plan: day 9 is then 9 January, and 100 % is "more than 95 %"."""
    before = sample_commission_facts().before
    assert before is not None
    before = replace(before, as_of_minute=at(-7), chance_ppm=1_000_000)
    facts = sample_commission_facts(before=before, after=replace(before, closure_day=9, chance_ppm=0))
    texts = read(commission_page(facts)).texts
    assert "The first plan, made as of 31 December 2029, before and after" in texts
    place = texts.index("closure")
    assert texts[place : place + 4] == ["closure", "3 January 2030", "9 January 2030", "+6 d"]
    place = texts.index("chance to meet the deadline")
    assert texts[place + 1 : place + 3] == ["more than 95\u00a0%", "less than 5\u00a0%"]


def test_only_claims_of_people_departed_are_points_of_the_curve() -> None:
    """Fewer than 10 remaining at one site is no 20 departed: it stays in the table and out of the picture."""
    departed = (sample_claim("a", value=15), sample_claim("b", value=21, total=35))
    remaining = sample_claim("c", quantity="people_remaining", qualifier="fewer_than", value=10)
    for drawn, claims in ((2, departed), (2, (*departed, remaining)), (0, (remaining,))):
        facts = sample_commission_facts(claims=claims)
        curve = commission_curve(facts, page_checks(facts), Voice("en", "Africa/Niamey"))
        assert sum(label in {"1", "2", "3"} for label in read(curve.svg).texts) == drawn
    assert "fewer than 10 of 30" in read(commission_page(sample_commission_facts(claims=(remaining,)))).texts


def test_weights_have_their_unit_and_a_share_is_told_in_percent() -> None:
    claims = (
        sample_claim("a", quantity="kg_departed", value=2_500, qualifier="about", total=None),
        sample_claim("b", quantity="milestone_fraction_ppm", value=666_667, qualifier="exact", total=1_000_000),
    )
    texts = read(commission_page(sample_commission_facts(claims=claims))).texts
    assert {"about 2,500 kg", "2,000 kg", "66.7\u00a0%"} <= set(texts)


def test_a_field_has_a_row_for_each_spot_named_by_the_types_that_it_is_made_for(page: Reader) -> None:
    assert {"1 \u00b7 LIFT", "2 \u00b7 size 3", "2 \u00b7 taille 3"} <= set(page.texts)
    assert "Field one: spots held, at most 2 of 2 at once" in page.texts


def test_every_movement_of_the_plan_is_in_the_table(page: Reader) -> None:
    place = page.texts.index("L2", page.texts.index("Movements by vehicle, local time")) - 1
    assert page.texts[place : place + 8] == [
        "R2",
        "L2",
        "OUT1 → FLD1 → OUT1",
        "2030-01-08 06:00",
        "2030-01-08 11:00",
        "6",
        "11,000",
        "cleared",
    ]


def test_claims_stand_beside_log_and_plan_and_later_ones_are_kept(page: Reader) -> None:
    assert "outside the period of the log" in page.texts
    assert "“LATER-CLAIM”" in page.texts
    assert "“plus de quinze”" in page.texts


def test_floors_are_drawn_for_people_of_every_function(page: Reader) -> None:
    titles = {"Base: all people", "Base: guards", "Feed: guards", "Field one: who stands where"}
    assert titles <= set(page.texts)


def test_a_floor_ends_when_the_closing_wave_starts(page: Reader) -> None:
    """BASE's last off block is 13:40 on day 2, its wave starts 180 minutes before: at 10:40 the floor is 0."""
    places = [index for index, text in enumerate(page.texts) if text == "2030-01-09 10:40"]
    rows = [page.texts[index + 1 : index + 3] for index in places if page.texts[index + 1].isdigit()]
    assert rows == [["10", "0"], ["10", "0"], ["1", "0"]] * 2  # all people, guards, sensitive items; two languages


def test_the_figures_are_exact_for_those_who_signed_them(page: Reader) -> None:
    assert "16 of 30 departed, 53.3\u00a0%" in page.texts
    assert "more than 16" not in page.text


def test_every_assumption_is_listed_with_file_and_row(page: Reader) -> None:
    place = page.texts.index("sites.csv:2")
    assert page.texts[place + 2] == "Where BASE lies is <assumed> & made up."


def test_the_verdict_on_the_log_is_shown_with_its_keys(page: Reader) -> None:
    assert "The log holds." in page.texts
    assert "1a" * 32 in page.texts


def test_a_refused_log_names_place_and_reason() -> None:
    verdict = LogVerdict(
        answer="no",
        place="feed host line 3",
        reason=phrase("Signatures"),
        sentence=phrase("Figures"),
        state_digest="",
        figures=(),
        fingerprints=(),
    )
    page = read(commission_page(sample_commission_facts(verdict=verdict)))
    assert "The log is refused." in page.texts
    assert "feed host line 3: Signatures" in page.texts


def test_before_the_log_begins_the_plan_is_all_there_is() -> None:
    page = read(
        commission_page(
            sample_commission_facts(
                state=None, history=None, forecast=None, verdict=None, before=None, alerts=(), next_steps=()
            )
        )
    )
    assert page.faults == []
    assert "Chance to meet the deadline" not in page.texts
    assert "The log was not verified for this page." in page.texts
    assert "Nothing is planned." in page.texts


def test_a_movement_without_a_clearance_is_hollow() -> None:
    plan = tiny_plan()
    first = plan.movements[2]
    stops = tuple(replace(stop, clearance_id=None) for stop in first.stops)
    changed = replace(plan, movements=(*plan.movements[:2], replace(first, stops=stops), *plan.movements[3:]))
    assert "proposed, a clearance is missing" not in read(commission_html()).texts
    page = read(commission_page(sample_commission_facts(plan=changed)))
    assert "proposed, a clearance is missing" in page.texts


def test_the_same_facts_give_the_same_bytes() -> None:
    assert commission_page(sample_commission_facts()) == commission_html()


def test_a_plan_made_under_way_starts_at_those_who_have_departed() -> None:
    """The new plan no longer lists the 14 people of R1: all 30 are out at the deadline, not 16.

    Its milestone asks for a sixteenth of the 16 it lists, that is 1, which makes 15 of 30 with the 14.
    """
    facts = sample_commission_facts()
    people = tuple(line for line in facts.operation.people if line.line_id != "BASE-STAFF")
    milestone = replace(facts.operation.agreement.milestones[0], fraction_ppm=62_500)
    agreement = replace(facts.operation.agreement, milestones=(milestone,))
    operation = replace(facts.operation, people=people, agreement=agreement)
    plan = replace(facts.plan, as_of_minute=at(1), movements=facts.plan.movements[3:])
    page = read(commission_page(sample_commission_facts(operation=operation, plan=plan)))
    place = page.texts.index("2030-01-10 00:00")
    assert page.texts[place + 1] == "30"
    finished = page.texts.index("“LATER-CLAIM”")  # a claim of day 2: beside it what the plan says of that day's end
    assert page.texts[finished + 1] == "30"
    assert page.texts.count("50.0\u00a0%") == 2  # on the curve and in the table
    assert "6.3\u00a0%" not in page.text
