"""Where else a vehicle could work from, and how it gets there: the choices of `repli.planning.postings`.

Another place is of use if a type reaches from there what it does not reach from where it is, or is sooner back. On its
way a vehicle takes along what it can.

>>> stands_of(ways, "C-17", "FHOME")  # doctest: +SKIP
('FPORT',)
"""

from repli.planning.board import Board
from repli.planning.occupancy import FOREVER
from repli.planning.postings import move_on, onward_slots
from repli.planning.sorties import Slot
from repli.planning.ways import Ways

__all__ = ["send_on", "stands_of"]


def stands_of(ways: Ways, type_id: str, home: str) -> tuple[str, ...]:
    """Return the places where a type could be of more use than at its home, and that it reaches from there."""
    operation = ways.network.operation
    by_air = operation.type_of[type_id].mode == "air"
    places = [one.field_id for one in operation.fields] if by_air else [one.site_id for one in operation.sites]
    now = _offers(ways, type_id, home)
    return tuple(
        place
        for place in places
        if place != home
        and any(minutes < now.get(what, FOREVER) for what, minutes in _offers(ways, type_id, place).items())
        and ways.routes_to(type_id, home, place)
    )


def _offers(ways: Ways, type_id: str, home: str) -> dict[tuple[str, str], int]:
    """Return for each site and place to unload how many minutes a type is away at least, from a home where it rests."""
    offers: dict[tuple[str, str], int] = {}
    for site_id in (site_id for stage in ways.stages for site_id in stage):
        for route in ways.routes_from(type_id, home, site_id):
            if route.pause_minutes < FOREVER:
                what = (site_id, route.stops[route.drop].place_id)
                minutes = sum(max(one.ground_minutes, one.work_minutes) + one.block_minutes for one in route.stops)
                offers[what] = min(minutes, offers.get(what, FOREVER))
    return offers


def send_on(board: Board, name: str, place_id: str, depart_from: int) -> str | None:
    """Let a vehicle leave its last posting from a minute on to stand elsewhere; return its new posting.

    It goes by way of the site that has most for it, else by the fastest way; None if there is no way.
    """
    slots = list(onward_slots(board, name, place_id, depart_from))
    if not slots:
        return None
    return move_on(board, name, min(slots, key=lambda slot: (-_worth(board, slot), slot.timing.back(slot.route))))


def _worth(board: Board, slot: Slot) -> int:
    """Return what a slot could take along now; 0 if nothing, or if its site is closing by then."""
    site_id = slot.route.site_id
    closing = board.closings.get(site_id)
    if not site_id or (closing is not None and slot.off_minute > closing.clear_by):
        return 0
    load = board.load_for(slot, FOREVER if closing is None else closing.wave_start)
    return 0 if load is None else load.value(board.weights)
