"""Sites whose stock everything from another site has to pass on its way out (docs/reference/bound-meaning.md, 3).

A camp that only a road leads from, to the base whose field takes its people on: the base does not close before the
camp, since what leaves the camp last is still to be unloaded and loaded there.

>>> passing_of(firsts)["AB101"]  # doctest: +SKIP
{"AB103": 345}
"""

from collections.abc import Iterable, Iterator, Mapping

from repli.model import PeopleLine, SeatBlock, Site
from repli.planning.lines import Line, leaving_of
from repli.planning.lots import GUARD
from repli.planning.prices.doors import IN, LOADED, THROUGH, Door, Yard
from repli.planning.prices.first import Firsts, leaves, seats_for

__all__ = ["passing_of"]

_State = tuple[str, str]
"""("", site) in stock, or (mode, place) aboard."""

_Way = tuple[Yard, tuple[SeatBlock, ...]]
"""What some lines know: the edges that take them, and their flights."""


def passing_of(firsts: Firsts) -> Mapping[str, Mapping[str, int]]:
    """Return for each site the others whose stock has to pass it, with the least minutes between the off blocks."""
    operation = firsts.yard.operation
    lines = [one for one in leaving_of(operation) if leaves(firsts.yard, one)]
    if len(lines) < len(leaving_of(operation)):
        return {}  # what neither leaves nor stays may be what a site sees last
    sites = [site for site in operation.sites if site.inside]
    found: dict[str, dict[str, int]] = {}
    for start in sites:
        there = [line for line in lines if start.site_id in firsts.of_line(line).stocks]
        all_ways = _kinds(firsts, there)
        guards = _kinds(firsts, (line for line in there if _last_out(start, line)))
        block = _least_block(firsts.yard, start.site_id)
        for site in sites if block is not None else ():
            handled = _least_handling(firsts.yard, site)
            if site == start or block is None or handled is None:
                continue
            if _has_to_pass(all_ways, start, site):
                found.setdefault(site.site_id, {})[start.site_id] = block + handled
            elif _has_to_pass(guards, start, site):
                found.setdefault(site.site_id, {})[start.site_id] = block + handled - operation.formation_minutes
    return found


def _last_out(site: Site, line: Line) -> bool:
    """Say whether people of a line may be the guards who leave a site last."""
    return (
        site.last_out_people > 0
        and isinstance(line, PeopleLine)
        and (line.function, line.site_id) == (GUARD, site.site_id)
    )


def _has_to_pass(ways: list[_Way], start: Site, site: Site) -> bool:
    return bool(ways) and not any(_gets_out(*way, start.site_id, site.site_id) for way in ways)


def _kinds(firsts: Firsts, lines: Iterable[Line]) -> list[_Way]:
    """Return the ways that lines know and the flights they can take, each combination once."""
    found: dict[tuple[object, ...], _Way] = {}
    for line in lines:
        yard = firsts.yard.taking(line)
        flights = tuple(seats_for(firsts.yard, line, firsts.of_line(line)))
        found[id(yard), tuple(one.flight_id for one in flights)] = (yard, flights)
    return list(found.values())


def _gets_out(yard: Yard, flights: Iterable[SeatBlock], start: str, without: str) -> bool:
    """Say whether what is in stock at ``start`` can get out though nothing is loaded from the stock of ``without``."""
    seen: set[_State] = set()
    queue: list[_State] = [("", start)]
    while queue:
        state = queue.pop()
        if state in seen or state == ("", without):
            continue
        seen.add(state)
        site = yard.operation.site_of[state[1]] if not state[0] else None
        if site is not None and any(one.from_field == site.field_id for one in flights):
            return True
        for door in _doors(yard, state):
            if door.to_place != IN:
                return True
            for edge in yard.edges_of[door.key]:
                queue.append((edge.mode, edge.to_place))
                queue += [("", one) for one in yard.sites_at(edge.mode, edge.to_place)]
    return False


def _doors(yard: Yard, state: _State) -> Iterator[Door]:
    if state[0]:
        yield from yard.doors_at(state, THROUGH)
    else:
        for place in yard.places_of(state[1]):
            yield from yard.doors_at(place, LOADED)


def _least_block(yard: Yard, site_id: str) -> int | None:
    """Return the shortest block from a site to anywhere inside."""
    edges = [edge for place in yard.places_of(site_id) for edge in yard.edges_of.get((*place, IN), ())]
    return min((edge.block_minutes for edge in edges), default=None)


def _least_handling(yard: Yard, site: Site) -> int | None:
    """Return the least minutes from on block to off block of what is unloaded at a site and leaves it again."""
    operation = yard.operation
    kinds = [operation.type_of[type_id] for type_id in yard.fleet]
    times = [one for kind in kinds for one in kind.operation_times]
    unload = min((one.work_minutes for one in times if "unload" in one.operations), default=None)
    load = [one.work_minutes for one in times if "load" in one.operations]
    load += [one.check_in_minutes for one in operation.seat_blocks if one.from_field == site.field_id]
    return None if unload is None or not load else unload + site.transfer_minutes + min(load)
