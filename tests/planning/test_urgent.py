"""Sites that a draft closes late are urgent, and come first each day."""

from dataclasses import replace

from repli.planning.dispatch import dispatch
from repli.planning.pace import Pace
from repli.planning.urgent import urgent_sites
from repli.planning.variants import Variant, variants_of
from tests.planning.late_sites import closed, twin_board


def first_site(variant: Variant) -> str:
    board = twin_board()
    dispatch(board, ["BASE", "TWIN"], variant)
    return board.sorties[0].slot.route.site_id


def test_sites_after_the_middle_between_mean_and_last_of_their_stage_are_urgent() -> None:
    board = closed((("A", "B", "C"), ("D",), ("E", "F")), {"A": 10, "B": 40, "C": 35, "D": 90, "E": 50, "F": 50})
    assert urgent_sites(board) == {"B", "C"}


def test_an_urgent_site_gets_the_day_first() -> None:
    assert first_site(variants_of(1)[0]) == "BASE"
    assert first_site(replace(variants_of(1)[0], urgent=frozenset({"TWIN"}))) == "TWIN"


def test_a_site_that_is_behind_its_pace_goes_before_one_with_more_but_not_before_an_urgent_one() -> None:
    course = tuple(float(day) for day in range(99))
    types = {one.type_id for one in twin_board().timeline.diaries.values()}
    paced = replace(variants_of(1)[0], pace=Pace({(one, "TWIN"): course for one in types}))
    assert first_site(paced) == "TWIN"
    assert first_site(replace(paced, urgent=frozenset({"BASE"}))) == "BASE"
