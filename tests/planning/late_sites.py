"""Boards on which sites close early or late, and two bases alike of which one has more to send."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from repli.planning.board import Board, board_of
from repli.planning.ways import ways_of
from tests.tiny import at, tiny_operation


def closed(stages: tuple[tuple[str, ...], ...], closes: dict[str, int]) -> Board:
    """A finished board of which only stages and closings are known; now is minute 0."""
    closings: Any = {site_id: SimpleNamespace(closes=minute) for site_id, minute in closes.items()}
    return cast("Board", SimpleNamespace(ways=SimpleNamespace(stages=stages), closings=closings, now_minute=0))


def twin_board() -> Board:
    """BASE with five people, ready at once, and TWIN on the same field with four; nothing has left."""
    tiny = tiny_operation()
    base = next(site for site in tiny.sites if site.site_id == "BASE")
    twin = replace(base, site_id="TWIN", closes_after=())
    staff = replace(tiny.people_of["BASE-STAFF"], ready_minute=at(0), count=5, together=None, before=())
    people = (replace(staff, line_id="ONE"), replace(staff, line_id="TWO", site_id="TWIN", count=4))
    return board_of(ways_of(replace(tiny, sites=(*tiny.sites, twin), people=people, items=(), floors=())))
