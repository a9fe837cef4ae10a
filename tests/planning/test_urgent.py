"""Sites that a draft closes late are urgent, and come first each day."""

from dataclasses import replace

from repli.planning.dispatch import dispatch
from repli.planning.urgent import urgent_sites
from repli.planning.variants import variants_of
from tests.planning.late_sites import closed, twin_board


def test_sites_after_the_middle_between_mean_and_last_of_their_stage_are_urgent() -> None:
    board = closed((("A", "B", "C"), ("D",), ("E", "F")), {"A": 10, "B": 40, "C": 35, "D": 90, "E": 50, "F": 50})
    assert urgent_sites(board) == {"B", "C"}


def test_an_urgent_site_gets_the_day_first() -> None:
    for urgent, first in ((frozenset[str](), "BASE"), (frozenset({"TWIN"}), "TWIN")):
        board = twin_board()
        dispatch(board, ["BASE", "TWIN"], replace(variants_of(1)[0], urgent=urgent))
        assert board.sorties[0].slot.route.site_id == first
