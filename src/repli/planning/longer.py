"""Agreed departures that cannot stay where a site has to be held for longer: its floors, and the guards who leave last.

A site's last off block comes no sooner than the first at which what is left there can leave, nor than that of sites it
closes after. Until ``wave_minutes`` before it floors stand, and guards who leave last are there until
``formation_minutes`` before it. What departures to the outside that leave sooner must keep of their loads, nine tenths
by kg, is gone by then: as many of them move as it takes to leave enough (docs/reference/plan-meaning.md, E, F and N).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from repli.model import Cargo, ItemLine, Movement, Operation, PeopleLine
from repli.planning.board import Board
from repli.planning.limits import NO_LIMIT, Limit
from repli.planning.lines import Line
from repli.planning.lots import GUARD, SiteBook
from repli.planning.past import Agreed
from repli.planning.prices.doors import AIR, Yard

__all__ = ["beyond_ends", "last_offs"]

_ONE_IN = 10
"""So much of a load may change on a departure that stays."""

_ALL = Fraction(1 << 40)
"""Of what weighs nothing any number may change."""

_Weight = Callable[[Line], int]


def beyond_ends(begun: Board, departures: Iterable[Agreed], tolerance_minutes: int) -> int:
    """Return how many departures move at least, site by site; ``begun`` is the board with what has begun, no more."""
    operation, leaving = begun.ways.network.operation, defaultdict[str, list[Agreed]](list)
    for one in departures:
        if len(one.sites) == 1 and isinstance(one.what, Movement) and _goes_out(operation, one.what):
            leaving[min(one.sites)].append(one)
    yard, moved = Yard(operation), 0
    for site_id, minute in last_offs(begun, yard).items():
        counts = [0]
        for gone_by, spare, weight in _kept(begun, yard, site_id, minute):
            early = (one for one in leaving[site_id] if one.off_minute + tolerance_minutes < gone_by)
            counts.append(_beyond(spare, [_least(operation, one.cargo, weight) for one in early]))
        moved += max(counts)
    return moved


def last_offs(begun: Board, yard: Yard) -> Mapping[str, int]:
    """Return for the sites that something still leaves a minute before which the last has not left."""
    found: dict[str, int] = {}
    for site_id, book in begun.books.items():
        first = None if book.empty else _first_off(yard, site_id, max(book.last_ready(), begun.now_minute))
        if first is not None:
            found[site_id] = first
    for _ in found:
        for site_id, minute in list(found.items()):
            site = begun.books[site_id].site
            if not (site.act_after and site.handover_minutes):
                found[site_id] = max([minute, *(found[one] for one in site.closes_after if one in found)])
    return found


def _first_off(yard: Yard, site_id: str, ready: int) -> int | None:
    """Return the first minute from one on at which something may leave a site; None if there is none."""
    keys = (key for place in yard.places_of(site_id) for key in yard.keys_at.get(place, ()))
    offs = [off for key in keys for edge in yard.edges_of[key] if (off := edge.hours.next_open(ready)) is not None]
    field_id = yard.operation.site_of[site_id].field_id
    flights = (one for one in yard.operation.seat_blocks if one.from_field == field_id)
    offs += [one.departs_minute for one in flights if one.departs_minute - one.check_in_minutes >= ready]
    return min(offs, default=None)


def _goes_out(operation: Operation, movement: Movement) -> bool:
    """Say whether all places after the first load are outside: what it takes does not come back."""
    by_air = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id].mode == AIR
    stops = movement.stops
    pick = next((index for index, stop in enumerate(stops) if stop.loads), len(stops))
    places = [stop.place_id for stop in stops[pick + 1 :]]
    inside = [(operation.field_of[one] if by_air else operation.site_of[one]).inside for one in places]
    return bool(inside) and not any(inside)


def _kept(begun: Board, yard: Yard, site_id: str, last_off: int) -> Iterator[tuple[int, int, _Weight]]:
    """Yield until when something stands at a site, how much may be gone by then, and how it is counted."""
    operation, book = yard.operation, begun.books[site_id]
    others = [other for other in begun.books.values() if other is not book and _is_reached(yard, site_id)]
    wave = last_off - operation.wave_minutes
    for limit in book.limits if wave > begun.now_minute else ():
        room = limit.room(wave - 1, wave) if limit.agreed else NO_LIMIT
        if room < NO_LIMIT:
            weight = _counted_by(limit)
            yield wave, room + sum(_amount(other, weight) for other in others), weight
    if book.site.last_out_people:
        weight = _guards_of(site_id)
        there = _amount(book, weight) + sum(_amount(other, weight) for other in others)
        yield last_off - operation.formation_minutes, there - book.site.last_out_people, weight


def _is_reached(yard: Yard, site_id: str) -> bool:
    """Say whether something may come to a site from another one inside."""
    places = yard.places_of(site_id)
    return any(edge.inwards and (edge.mode, edge.to_place) in places for edge in yard.edges)


def _counted_by(limit: Limit) -> _Weight:
    return lambda line: limit.of_item(line) if isinstance(line, ItemLine) else limit.of_person(line)


def _guards_of(site_id: str) -> _Weight:
    return lambda line: int(isinstance(line, PeopleLine) and (line.function, line.site_id) == (GUARD, site_id))


def _amount(book: SiteBook, weight: _Weight) -> int:
    """Return how much of what waits at a site is counted."""
    return sum(lot.count * weight(lot.line) for lot in book.people) + sum(weight(lot.line) for lot in book.items)


def _least(operation: Operation, cargoes: Iterable[Cargo], weight: _Weight) -> int:
    """Return how much of what is counted a departure must take if it stays."""
    whole, total, dearest = 0, 0, Fraction(0)
    for cargo in cargoes:
        line = operation.people_of.get(cargo.line_id) or operation.item_of.get(cargo.line_id)
        if line is not None:
            kg = line.kg if isinstance(line, ItemLine) else line.kg_per_person
            whole, total = whole + cargo.quantity * weight(line), total + cargo.quantity * kg
            dearest = max(dearest, Fraction(weight(line), kg)) if kg else _ALL
    return max(0, whole - int(dearest * total / _ONE_IN))


def _beyond(spare: int, amounts: Iterable[int]) -> int:
    """Return how many of some departures move so that the others take no more than there is to spare."""
    taken = sorted(amounts)
    moved = 0
    while taken and sum(taken) > max(spare, 0):
        taken.pop()
        moved += 1
    return moved
