"""Closing waves that stand: sites close as in a plan at hand, and vehicles have to be there for it.

What a wave uses is held from the start; a vehicle must stand where its flight of the wave begins by then.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from repli.planning.acts import attend, end_acts, unattend
from repli.planning.board import Board
from repli.planning.postings import move_on
from repli.planning.sorties import MARK, Slot

__all__ = ["Appointment", "closed_as", "given_up", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A flight of a site's closing wave, and its place among the flights."""

    site_id: str
    index: int
    slot: Slot

    @property
    def minute(self) -> int:
        """When the vehicle has to stand there."""
        return self.slot.timing.off[0]

    @property
    def start(self) -> str:
        """Where the vehicle has to stand."""
        return self.slot.route.stops[0].place_id

    @property
    def end(self) -> str:
        """Where the vehicle stands after it."""
        return self.slot.route.stops[-1].place_id


def closed_as(board: Board, agreed: Board) -> Mapping[str, tuple[Appointment, ...]]:
    """Close the sites of a board on which nothing has left as another one does, with all acts on site.

    Return each vehicle's appointments.
    """
    found: dict[str, list[Appointment]] = defaultdict(list)
    end_acts(board, agreed.acts)
    for site_id, closing in agreed.closings.items():
        board.closings[site_id] = closing
        if closing.act is not None:
            attend(board, closing.act)
        for index, slot in enumerate(closing.flights):
            if slot.route.flight is None:
                board.timeline.hold(slot.route, slot.timing)
                name = slot.vehicle_id.partition(MARK)[0]
                found[name].append(Appointment(site_id=site_id, index=index, slot=slot))
    return {name: tuple(sorted(some, key=lambda one: one.minute)) for name, some in found.items()}


def given_up(board: Board, site_id: str, missed: tuple[Appointment, ...]) -> None:
    """Open a site again some of whose appointments were missed: its act and its whole wave are given back."""
    closing = board.closings.pop(site_id)
    if closing.act is not None:
        unattend(board, closing.act)
    late = {one.index for one in missed}
    for index, slot in enumerate(closing.flights):
        if index in late:
            board.timeline.hold(slot.route, slot.timing, by=-1)
        elif slot.route.flight is None and slot.route.round_trip:
            board.timeline.release(slot.vehicle_id, slot.route, slot.timing)


def kept(board: Board, posting: str, one: Appointment) -> str:
    """Let a vehicle keep an appointment that begins where it stands; return the posting that it then has."""
    slot, timeline, after = one.slot, board.timeline, posting
    if one.start != one.end:
        timeline.hold(slot.route, slot.timing, by=-1)
        after = move_on(board, posting, slot)
        name = f"{posting if MARK in posting else posting + MARK + '0'}>"
    else:
        name = posting
    timeline.diaries[name] = timeline.diaries[name].away(slot.timing.off[0], slot.timing.back(slot.route))
    closing = board.closings[one.site_id]
    flights = list(closing.flights)
    flights[one.index] = replace(slot, vehicle_id=name)
    board.closings[one.site_id] = replace(closing, flights=tuple(flights))
    return after
