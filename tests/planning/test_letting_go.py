"""What is let go: from nothing to all, what is late and its neighbours between, and never what is held."""

from itertools import pairwise
from random import Random

from repli.planning.letting_go import halves, in_ways, ladder, late_of, other
from repli.planning.past import Agreed, agreed_of
from tests.tiny import at, edit_row, tiny_operation, tiny_plan


def dice(seed: int) -> Random:
    """Chance of a seed."""
    return Random(seed)  # noqa: S311 - test data, not a secret


def departures() -> list[Agreed]:
    """Those of the tiny plan, in order of loading."""
    return agreed_of(tiny_operation(), tiny_plan())


def test_the_ladder_goes_from_nothing_over_what_is_late_to_all() -> None:
    free = departures()
    rungs = list(ladder(free, frozenset({"R4"}), ()))
    assert rungs[0] == frozenset()
    assert rungs[1] == {"R4"}
    assert rungs[-1] == {one.name for one in free}
    assert all(one <= more for one, more in pairwise(rungs))
    assert rungs[2] == {"R3", "R4"}, "the last from the same site before it"
    assert rungs[-2] == {"R1", "R2", "R3", "R4"}, "all that leaves the site"


def test_where_a_site_did_not_close_all_that_leaves_it_is_let_go() -> None:
    assert {"C1", "C2"} in list(ladder(departures(), frozenset(), ["FEED"]))


def test_late_is_what_carries_a_line_after_its_latest_time() -> None:
    assert late_of(tiny_operation(), departures()) == frozenset()
    early = edit_row(tiny_operation(), "items", "I2", latest_minute=at(1))
    assert late_of(early, departures()) == {"R3"}


def test_one_way_stays_together_and_halves_are_the_whole() -> None:
    names = in_ways(departures())
    assert [name[0] for name in names] in (["C", "C", "R", "R", "R", "R"], ["R", "R", "R", "R", "C", "C"])
    assert [*halves(names)[0], *halves(names)[1]] == names
    assert halves(["R1"]) == []


def test_another_choice_is_made_of_free_departures_alone_the_same_by_a_seed() -> None:
    free = departures()[1:]
    names = {one.name for one in free}
    for seed in range(20):
        found = other(free, frozenset({"R3"}), dice(seed))
        assert found <= names
        assert found == other(free, frozenset({"R3"}), dice(seed))
    assert other([], frozenset(), dice(1)) == frozenset()
