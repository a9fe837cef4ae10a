"""What is left at a site, asked minute by minute, is what is left when it is counted anew."""

from random import Random

from repli.planning.board import board_of
from repli.planning.dispatch import dispatch
from repli.planning.leftover import Rest, left_at
from repli.planning.stage import sort_lots
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of
from tests.planning.generator import operation_of


def test_what_is_left_at_a_minute_is_what_is_left_when_counted_anew() -> None:
    judged = 0
    for seed in range(12):
        ways, taste = ways_of(operation_of(seed)), variants_of(1)[0]
        board = board_of(ways)
        sites = next(iter(ways.stages), ())
        sort_lots(board, sites, taste)
        free = board.copy()
        dispatch(free, sites, taste)
        for site_id in sites:
            own = [one for one in free.sorties if one.load is not None and one.slot.route.site_id == site_id]
            own.sort(key=lambda one: one.slot.off_minute)
            rest = Rest(book=board.books[site_id], sorties=tuple(own))
            minutes = [one.slot.off_minute + more for one in own for more in (-1, 0)]
            Random(seed).shuffle(minutes)  # noqa: S311 - test data, not a secret
            for minute in (*sorted(minutes), *minutes):
                judged += 1
                left, counted = rest.at(minute), left_at(board.books[site_id], own, minute)
                assert (left.people, left.items) == (counted.people, counted.items)
                assert left.last_ready() == counted.last_ready()
    assert judged > 40
