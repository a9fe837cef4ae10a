"""The page of a changed operation; the sample moves R1 by an hour, swaps R2's aircraft and drops R4."""

from dataclasses import replace

import pytest

from repli.reporting import changes_page
from repli.reporting.pages.departures_view import shift_words
from repli.reporting.voice import Voice
from tests.reporting.html_check import Reader, read
from tests.reporting.samples import changes_html, sample_changes_facts


@pytest.fixture(scope="module")
def page() -> Reader:
    return read(changes_html())


def test_the_page_says_what_became_of_the_closure_and_of_every_departure(page: Reader) -> None:
    assert "The closure is 1 d later." in page.texts
    assert "La fermeture est retardée de 1 j." in page.texts
    counted = "Departures: 3 as before, 1 on another vehicle of the same type, 1 moved, 0 new, 1 dropped."
    assert any(text.startswith(counted) for text in page.texts)


def test_a_moved_departure_stands_with_both_names_times_and_the_shift(page: Reader) -> None:
    place = page.texts.index("R1 \u21d2 R9", page.texts.index("Moved departures, local time"))
    assert page.texts[place : place + 9] == [
        "R1 \u21d2 R9",
        "L1",
        "OUT1 \u2192 FLD1 \u2192 OUT1",
        "2030-01-07 09:00",
        "2030-01-07 10:00",
        "+1.0\u00a0h",
        "14",
        "2.0",
        "time",
    ]


def test_what_another_vehicle_does_and_what_is_dropped_is_listed(page: Reader) -> None:
    place = page.texts.index("On another vehicle of the same type, local time")
    assert page.texts[page.texts.index("R2", place) + 1] == "L2 \u21d2 L1"
    place = page.texts.index("Dropped departures, local time")
    assert page.texts[page.texts.index("R4", place) + 3] == "2030-01-09 13:40"
    assert "New departures, local time" not in page.texts


def test_both_curves_are_on_one_picture_and_in_one_table(page: Reader) -> None:
    """At the deadline 30 were to be out, and without the 4 of R4 26."""
    assert {"planned before the change", "prévu avant la modification"} <= set(page.texts)
    place = page.texts.index("2030-01-10 00:00")
    assert page.texts[place + 1 : place + 4] == ["30", "26", "-4"]


def test_a_site_closes_by_its_last_departure_before_and_after(page: Reader) -> None:
    place = page.texts.index("Closing of the sites, local time")
    base = page.texts.index("Base (BASE)", place)
    assert page.texts[base + 1 : base + 4] == ["2030-01-09 13:40", "2030-01-09 13:00", "-0.7\u00a0h"]


def test_chances_stand_under_each_set_of_assumptions(page: Reader) -> None:
    place = page.texts.index("the same under low assumptions")
    assert page.texts[place + 1 : place + 3] == ["40\u00a0%", "40\u00a0%"]


def test_the_changed_inputs_are_named(page: Reader) -> None:
    assert "Changed inputs: fleet.csv" in page.texts


def test_the_page_says_that_it_is_restricted(page: Reader) -> None:
    assert "RESTRICTED: holds the plan. For the parties only, not for publication." in page.texts


def test_where_nothing_changed_the_page_says_so() -> None:
    facts = sample_changes_facts()
    page = read(changes_page(replace(facts, after=facts.before, changed=())))
    assert {"The closure stays on its day.", "Every departure is as it was."} <= set(page.texts)
    assert not any(text.startswith("Changed inputs") for text in page.texts)


def test_a_site_that_only_one_plan_knows_has_one_end() -> None:
    facts = sample_changes_facts()
    page = read(changes_page(replace(facts, after=replace(facts.after, sites=(("NEW", 31_566_180),)))))
    place = page.texts.index("NEW", page.texts.index("Closing of the sites, local time"))
    assert page.texts[place + 1] == "2030-01-07 00:00"


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, ""), (60, "+1.0\u00a0h"), (-2_879, "-48.0\u00a0h"), (2_880, "+2.0\u00a0d")]
)
def test_a_shift_is_told_in_hours_below_two_days(minutes: int, words: str) -> None:
    assert shift_words(1_000, 1_000 + minutes, Voice("en", "Africa/Niamey")) == words
