"""The least that any plan needs: minutes from ready to out for each site, and sites with one field as the only way out.

Relaxed on purpose: every type that has a passage counts, whether or not there is a vehicle, spots and hours are
ignored, and stops on the way cost nothing, so that what follows from it holds for every plan
(docs/reference/plan-meaning.md, L). ``seats`` asks for people, who may also leave by commercial flights.
"""

from collections.abc import Iterator

from repli.model import Operation, Passage, Site, VehicleType
from repli.planning.occupancy import FOREVER

__all__ = ["least_minutes_to_out", "only_ways_out"]

_Hop = tuple[str, str, int, bool]
"""From place, to place, block minutes, whether it ends outside."""
_Node = tuple[str, str]
"""``air`` and a field, or ``road`` and a site."""


def least_minutes_to_out(operation: Operation, *, seats: bool) -> dict[str, int]:
    """Return, for each site inside that has a way out, the least minutes from a line's ready minute to its out minute.

    By air: the least work of a ``load`` stop over the types that serve its field, then off block (D). By road: the
    same, plus the block minutes to a site outside; or to a site with a field, unloading, transfer and the same from
    there. By a commercial flight: the check-in.
    """
    hops = list(_hops(operation))
    sites = [site for site in operation.sites if site.inside]
    best = {site.site_id: _by_seat(operation, site) if seats else FOREVER for site in sites}
    for _ in sites:
        to_out = _minutes_to_out_of_field(hops, _onward_from_field(operation, best))
        for site in sites:
            by_air = _by_air(operation, site, to_out)
            best[site.site_id] = min(best[site.site_id], by_air, _by_road(operation, site.site_id, best))
    return {site_id: minutes for site_id, minutes in best.items() if minutes < FOREVER}


def only_ways_out(operation: Operation, *, seats: bool) -> dict[str, str]:
    """Return site -> field for the sites from which nothing gets out unless a vehicle goes off block there by air."""
    fields = [field.field_id for field in operation.fields if field.inside]
    gates: dict[str, str] = {}
    for site in operation.sites:
        if site.inside and _gets_out(operation, site, closed=None, seats=seats):
            gate = next((one for one in fields if not _gets_out(operation, site, closed=one, seats=seats)), None)
            if gate is not None:
                gates[site.site_id] = gate
    return gates


def _hops(operation: Operation) -> Iterator[_Hop]:
    """Yield the air legs that some type can fly, from fields inside."""
    for leg in operation.legs:
        blocks = [passage.block_minutes for _, passage in _passages(operation, leg.leg_id)]
        if leg.mode == "air" and blocks and operation.field_of[leg.from_place].inside:
            yield leg.from_place, leg.to_place, min(blocks), not operation.field_of[leg.to_place].inside


def _minutes_to_out_of_field(hops: list[_Hop], onward: dict[str, int]) -> dict[str, int]:
    """Return the least minutes from the off block at each field to out: by a leg that ends outside, or ``onward``.

    ``onward`` are the minutes from the on block at a field to out for what is unloaded there.
    """
    minutes = {start: 0 for start, _, _, outside in hops if outside}
    for _ in hops:
        for start, end, block, outside in hops:
            after = min(minutes.get(end, FOREVER), onward.get(end, FOREVER))
            if not outside and after < FOREVER:
                minutes[start] = min(minutes.get(start, FOREVER), block + after)
    return minutes


def _onward_from_field(operation: Operation, best: dict[str, int]) -> dict[str, int]:
    """Return the least minutes from the on block at each field to out through the stock of a site there."""
    onward: dict[str, int] = {}
    for site in operation.sites:
        if site.inside and site.field_id is not None and best[site.site_id] < FOREVER:
            unload = _least_work(operation, "air", site.field_id, "unload", arriving=True)
            minutes = min(unload + site.transfer_minutes + best[site.site_id], FOREVER)
            onward[site.field_id] = min(minutes, onward.get(site.field_id, FOREVER))
    return onward


def _by_air(operation: Operation, site: Site, to_out: dict[str, int]) -> int:
    """Return the least minutes from a site by air: loading at its field, then ``to_out`` from there."""
    if site.field_id is None or site.field_id not in to_out:
        return FOREVER
    return min(_least_work(operation, "air", site.field_id, "load") + to_out[site.field_id], FOREVER)


def _by_seat(operation: Operation, site: Site) -> int:
    """Return the least minutes from a site by a commercial flight: the shortest check-in at its field."""
    here = (one.check_in_minutes for one in operation.seat_blocks if one.from_field == site.field_id)
    return min(here, default=FOREVER)


def _by_road(operation: Operation, site_id: str, best: dict[str, int]) -> int:
    """Return the least minutes from a site by road, given what is known of the other sites."""
    least = FOREVER
    load = _least_work(operation, "road", site_id, "load")
    for leg in operation.legs:
        if leg.mode != "road" or leg.from_place != site_id:
            continue
        there = operation.site_of[leg.to_place]
        for _, passage in _passages(operation, leg.leg_id):
            onward = 0
            if there.inside:
                unload = _least_work(operation, "road", leg.to_place, "unload", arriving=True)
                onward = min(best[there.site_id] + unload + there.transfer_minutes, FOREVER)
            least = min(least, load + passage.block_minutes + onward)
    return least


def _least_work(operation: Operation, mode: str, place: str, operation_name: str, *, arriving: bool = False) -> int:
    """Return the least work minutes of a stop with ``operation_name`` over the types that leave, or reach, a place."""
    works = [
        times.work_minutes
        for leg in operation.legs
        if leg.mode == mode and (leg.to_place if arriving else leg.from_place) == place
        for kind, _ in _passages(operation, leg.leg_id)
        for times in kind.operation_times
        if operation_name in times.operations
    ]
    return min(works, default=FOREVER)


def _passages(operation: Operation, leg_id: str) -> Iterator[tuple[VehicleType, Passage]]:
    """Yield the types that can take a leg."""
    for kind in operation.vehicle_types:
        passage = operation.passage_of.get((kind.type_id, leg_id))
        if passage is not None:
            yield kind, passage


def _gets_out(operation: Operation, site: Site, *, closed: str | None, seats: bool) -> bool:
    """Say whether legs or commercial flights lead from a site to outside, without legs out of the field ``closed``."""
    seen: set[_Node] = set()
    queue: list[_Node] = [("road", site.site_id)]
    while queue:
        node = queue.pop()
        if not _inside(operation, node) or (seats and _flies(operation, node)):
            return True
        if node not in seen:
            seen.add(node)
            queue += _onward(operation, node, closed)
    return False


def _flies(operation: Operation, node: _Node) -> bool:
    """Say whether a commercial flight takes people from the stock of a site."""
    mode, place = node
    return mode == "road" and _by_seat(operation, operation.site_of[place]) < FOREVER


def _onward(operation: Operation, node: _Node, closed: str | None) -> Iterator[_Node]:
    """Yield where one gets from a field or a site: to the other one at the same place, and along its legs."""
    mode, place = node
    if mode == "air":
        yield from (("road", site.site_id) for site in operation.sites if site.field_id == place)
    elif (field_id := operation.site_of[place].field_id) is not None:
        yield "air", field_id
    if node == ("air", closed):
        return
    for leg in operation.legs:
        if leg.mode == mode and leg.from_place == place and any(_passages(operation, leg.leg_id)):
            yield mode, leg.to_place


def _inside(operation: Operation, node: _Node) -> bool:
    mode, place = node
    return operation.field_of[place].inside if mode == "air" else operation.site_of[place].inside
