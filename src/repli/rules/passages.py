"""Sites that cannot empty before others: what leaves those passes their stock (docs/reference/bound-meaning.md, 3).

Whatever goes last from such a site is still to be unloaded, to enter the stock, and to be loaded again.
"""

from collections.abc import Iterator, Mapping, Sequence

from repli.model import Operation, SeatBlock, Site
from repli.rules.doors import IN, Doors
from repli.rules.lines import GUARD, Line
from repli.rules.reading import AIR
from repli.rules.routes import Ways

__all__ = ["passages_of"]

_Places = Sequence[tuple[str, str]]


def passages_of(ways: Ways) -> Mapping[tuple[str, str], int]:
    """Return (site, site passed) -> the least minutes from the last off block of the first to that of the second."""
    if any(not line.leaves and not line.stays for line in ways.lines.values()):
        return {}
    operation = ways.operation
    inside = [site for site in operation.sites if site.inside]
    found = {}
    for site in inside:
        block = _shortest_inwards(ways.network, _places(site))
        there = [one for one in ways.lines.values() if one.leaves and site.site_id in ways.first(one).sites]
        last_out = [one for one in there if one.function == GUARD and one.site_id == site.site_id]
        groups = [(there, 0)] + ([(last_out, operation.formation_minutes)] if site.last_out_people > 0 else [])
        for passed in (one for one in inside if one != site):
            handling = _handling(operation, ways.network.types, passed)
            for lines, before in groups:
                travellers = list(_travellers(ways, lines))
                if block is None or handling is None or not travellers:
                    break
                if not _free(operation, travellers, site, passed):
                    found[site.site_id, passed.site_id] = block + handling - before
                    break
    return found


def _travellers(ways: Ways, lines: Sequence[Line]) -> Iterator[tuple[Doors, Sequence[SeatBlock]]]:
    """Yield the doors and seats of each line; those alike once."""
    seen = set()
    for line in lines:
        doors, seats = ways.network.of(line), _seats(ways, line)
        key = (id(doors), tuple(one.flight_id for one in seats))
        if key not in seen:
            seen.add(key)
            yield doors, seats


def _seats(ways: Ways, line: Line) -> Sequence[SeatBlock]:
    return ways.seats(line) if line.is_people else ()


def _free(
    operation: Operation, travellers: Sequence[tuple[Doors, Sequence[SeatBlock]]], start: Site, passed: Site
) -> bool:
    """Say whether something gets out from the stock of ``start`` that is never loaded from that of ``passed``."""
    return any(_escapes(operation, doors, seats, start, passed) for doors, seats in travellers)


def _escapes(operation: Operation, doors: Doors, seats: Sequence[SeatBlock], start: Site, passed: Site) -> bool:
    aboard: set[tuple[str, str]] = set()
    stocks = {start.site_id}
    waiting = list(_places(start))
    if _departs(seats, start):
        return True
    while waiting:
        place = waiting.pop()
        for key in doors.at(*place):
            if key[2] != IN:
                return True
            for edge in doors.doors[key].edges:
                arrived = (key[0], edge.to_place)
                if arrived in aboard:
                    continue
                aboard.add(arrived)
                waiting.append(arrived)
                for site in _filled_at(operation, arrived):
                    if site.site_id not in {*stocks, passed.site_id}:
                        if _departs(seats, site):
                            return True
                        stocks.add(site.site_id)
                        waiting += _places(site)
    return False


def _departs(seats: Sequence[SeatBlock], site: Site) -> bool:
    return any(one.from_field == site.field_id for one in seats)


def _places(site: Site) -> _Places:
    by_air = [(AIR, site.field_id)] if site.field_id is not None else []
    return [("road", site.site_id), *by_air]


def _filled_at(operation: Operation, place: tuple[str, str]) -> Iterator[Site]:
    return (site for site in operation.sites if site.inside and place in _places(site))


def _shortest_inwards(doors: Doors, places: _Places) -> int | None:
    keys = [key for place in places for key in doors.at(*place) if key[2] == IN]
    return min((edge.block_minutes for key in keys for edge in doors.doors[key].edges), default=None)


def _handling(operation: Operation, types: frozenset[str], site: Site) -> int | None:
    """Return the least minutes of unloading, entering the stock, and loading or checking in at a site."""
    times = [row for name in types for row in operation.type_of[name].operation_times]
    unloading = [row.work_minutes for row in times if "unload" in row.operations]
    loading = [row.work_minutes for row in times if "load" in row.operations]
    loading += [one.check_in_minutes for one in operation.seat_blocks if one.from_field == site.field_id]
    return min(unloading) + site.transfer_minutes + min(loading) if unloading and loading else None
