"""Where a unit can walk until it is out, or until a claim no longer asks (docs/reference/bound-meaning.md, 5 and 6).

A unit is in stock at a site, or aboard at a place after a leg inwards. It passes doors, takes a seat, or waits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from repli.model import SeatBlock
from repli.rules.doors import IN, DoorKey, Doors
from repli.rules.ends import own_doors
from repli.rules.lines import Line
from repli.rules.reading import AIR
from repli.rules.routes import LOADED, THROUGH, First, Ways

__all__ = ["Choices", "Pass", "Paths", "State", "Walk", "until_gone_from_site", "until_out"]

State = tuple[str, str]
"""("", site) = in stock; (mode, place) = aboard."""

Pass = tuple[DoorKey, str]
"""A door, and how it is passed: loaded there, or through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a unit can do in a state: be done by a pass or a seat, or move on by a pass; it waits at ``sites``."""

    done: Sequence[Pass] = ()
    moves: Sequence[tuple[Pass, Sequence[State]]] = ()
    seats: Sequence[SeatBlock] = ()
    sites: Sequence[str] = ()


Walk = Callable[[Ways, Doors, Sequence[Pass]], Choices]
"""The choices of a unit, by the doors of its line and the passes that it can make.

`until_out` and `until_gone_from_site` are walks.
"""


def until_out(ways: Ways, doors: Doors, passes: Sequence[Pass]) -> Choices:
    """Return the choices of a unit that walks until it is out."""
    moves = []
    for key, how in (one for one in passes if one[0][2] == IN):
        places = sorted({edge.to_place for edge in doors.doors[key].edges})
        moves.append(((key, how), [*((key[0], place) for place in places), *_stocks(ways, key[0], places)]))
    return Choices(done=[one for one in passes if one[0][2] != IN], moves=moves)


def until_gone_from_site(_ways: Ways, _doors: Doors, passes: Sequence[Pass]) -> Choices:
    """Return the choices of a unit that walks until it has left its own site."""
    return Choices(done=passes)


class Paths:
    """The states of lines on one walk: one object for all lines whose passes and seats are the same."""

    def __init__(self, walk: Walk, ways: Ways) -> None:
        """Work nothing out before it is asked for."""
        self.walk, self.ways = walk, ways
        self._known: dict[tuple[int, str], Mapping[State, Choices]] = {}
        self._alike: dict[tuple[object, ...], Mapping[State, Choices]] = {}
        self._shared: dict[tuple[object, ...], Mapping[State, Choices]] = {}

    def of(self, line: Line) -> Mapping[State, Choices]:
        """Return the choices of a line that leaves in each state that it can be in."""
        first = self.ways.first(line)
        key = (id(first), line.destination_id if line.is_people else "")
        if key not in self._known:
            seats = [
                (site_id, one)
                for one in self.ways.seats(line)
                for site_id in first.sites
                if _can_check_in(self.ways, first, site_id, one)
            ]
            doors = self.ways.network.of(line)
            alike = (
                line.site_id,
                id(doors),
                frozenset(first.doors),
                tuple((site_id, one.flight_id) for site_id, one in seats),
            )
            if alike not in self._alike:
                states = self._states(line.site_id, doors, first, seats)
                self._alike[alike] = self._shared.setdefault((frozenset(states), *alike[1:]), states)
            self._known[key] = self._alike[alike]
        return self._known[key]

    def _states(
        self, site_id: str, doors: Doors, first: First, seats: Sequence[tuple[str, SeatBlock]]
    ) -> Mapping[State, Choices]:
        found: dict[State, Choices] = {}
        waiting: list[State] = [("", site_id)]
        while waiting:
            state = waiting.pop()
            if state not in found:
                choices = self.walk(self.ways, doors, _passes(self.ways, first, state))
                found[state] = Choices(
                    done=choices.done,
                    moves=choices.moves,
                    seats=[one for site, one in seats if ("", site) == state],
                    sites=_sites_at(self.ways, *state) if state[0] else [state[1]],
                )
                waiting += [target for _, targets in choices.moves for target in targets]
        return found


def _passes(ways: Ways, first: First, state: State) -> list[Pass]:
    """Return the passes that a unit can ever make from a state."""
    if state[0]:
        passes = [(key, THROUGH) for key in ways.network.at(*state)]
    else:
        passes = [(key, LOADED) for key in own_doors(ways, ways.operation.site_of[state[1]])]
    return [one for one in passes if one in first.doors]


def _can_check_in(ways: Ways, first: First, site_id: str, flight: SeatBlock) -> bool:
    minute = first.sites.get(site_id)
    in_time = minute is not None and minute <= flight.departs_minute - flight.check_in_minutes
    return in_time and ways.operation.site_of[site_id].field_id == flight.from_field


def _stocks(ways: Ways, mode: str, places: Iterable[str]) -> list[State]:
    return [("", site_id) for place in sorted(places) for site_id in _sites_at(ways, mode, place)]


def _sites_at(ways: Ways, mode: str, place: str) -> list[str]:
    """Return the sites inside that can be filled at a place."""
    sites = (site for site in ways.operation.sites if site.inside)
    return [one.site_id for one in sites if (one.field_id if mode == AIR else one.site_id) == place]
