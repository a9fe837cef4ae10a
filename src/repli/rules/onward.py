"""How long whatever leaves a site last must still travel until it is out (docs/reference/bound-meaning.md, 3, `on`).

By blocks alone: any types, any change between air and road at a site inside.
"""

import heapq
from collections.abc import Iterator

from repli.model import Site
from repli.rules.doors import IN
from repli.rules.reading import AIR
from repli.rules.routes import Ways

__all__ = ["onward_minutes"]

ROAD = "road"

_Place = tuple[str, str]
"""Mode and place inside."""


def onward_minutes(ways: Ways, site_id: str) -> int:
    """Return the least minutes from an off block at a site inside until out; 0 where that is not sure."""
    site = ways.operation.site_of[site_id]
    if not all(line.must_be_out for line in ways.lines.values()):
        return 0
    queue = [(0, False, place) for place in _places(site)]
    settled: set[_Place] = set()
    while queue:
        minutes, is_out, place = heapq.heappop(queue)
        if is_out:
            return minutes
        if place not in settled:
            settled.add(place)
            for step in _steps(ways, place):
                heapq.heappush(queue, (minutes + step[0], *step[1:]))
    return 0


def _steps(ways: Ways, place: _Place) -> Iterator[tuple[int, bool, _Place]]:
    """Yield (minutes, whether that is out, place) for each way on from a place."""
    mode, name = place
    if mode == AIR and any(one.from_field == name for one in ways.operation.seat_blocks):
        yield 0, True, place
    for key in ways.network.at(mode, name):
        for edge in ways.network.doors[key].edges:
            if key[2] != IN:
                yield 0 if mode == AIR else edge.block_minutes, True, place
            else:
                yield edge.block_minutes, False, (mode, edge.to_place)
                for site in ways.operation.sites:
                    if site.inside and edge.to_place == (site.field_id if mode == AIR else site.site_id):
                        yield from ((edge.block_minutes, False, other) for other in _places(site))


def _places(site: Site) -> list[_Place]:
    return [(ROAD, site.site_id), *([(AIR, site.field_id)] if site.field_id is not None else [])]
