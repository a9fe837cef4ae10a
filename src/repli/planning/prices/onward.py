"""How long what leaves a site last is under way until it is out (docs/reference/bound-meaning.md, 3, `on`).

Blocks alone are added up, over any types and any changes of mode, so that nothing is sooner.

>>> onward(Yard(operation))["AB101"]  # doctest: +SKIP
0
"""

from collections.abc import Mapping

from repli.model import ItemLine
from repli.planning.lines import lines_of
from repli.planning.prices.doors import AIR, Edge, Place, Yard
from repli.planning.prices.first import leaves

__all__ = ["onward"]


def onward(yard: Yard) -> Mapping[str, int]:
    """Return the least minutes from an off block at each site inside until out; 0 where nothing is sure."""
    sites = [site.site_id for site in yard.operation.sites if site.inside]
    if not all(leaves(yard, one) or (isinstance(one, ItemLine) and one.stays) for one in lines_of(yard.operation)):
        return dict.fromkeys(sites, 0)
    known = _from_places(yard)
    return {
        site_id: min((known[place] for place in yard.places_of(site_id) if place in known), default=0)
        for site_id in sites
    }


def _from_places(yard: Yard) -> Mapping[Place, int]:
    """Return the least minutes from an off block at each place until out, where there is a way."""
    known: dict[Place, int] = {(AIR, one.from_field): 0 for one in yard.operation.seat_blocks}
    changed = True
    while changed:
        changed = False
        for edge in yard.edges:
            minutes, place = _by(yard, edge, known), (edge.mode, edge.from_place)
            if minutes is not None and (place not in known or minutes < known[place]):
                known[place], changed = minutes, True
    return known


def _by(yard: Yard, edge: Edge, known: Mapping[Place, int]) -> int | None:
    """Return the least minutes until out of what goes off block on an edge; None where no way out is known yet."""
    if not edge.inwards:
        return 0 if edge.mode == AIR else edge.block_minutes
    here = (edge.mode, edge.to_place)
    places = {here, *(place for site_id in yard.sites_at(*here) for place in yard.places_of(site_id))}
    further = min((known[place] for place in places if place in known), default=None)
    return None if further is None else edge.block_minutes + further
