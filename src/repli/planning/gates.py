"""Gates: sites from which nothing gets out unless a vehicle goes off block by air at one field.

Relaxed on purpose: every type that has a passage counts, whether or not there is a vehicle, and spots and hours are
ignored, so that what follows from it holds for every plan. ``seats`` asks for people, who may also leave by commercial
flights.
"""

from collections.abc import Iterator

from repli.model import Operation, Passage, Site, VehicleType

__all__ = ["only_ways_out"]

_Node = tuple[str, str]
"""``air`` and a field, or ``road`` and a site."""


def only_ways_out(operation: Operation, *, seats: bool, goal: str | None = None) -> dict[str, str]:
    """Return site -> field for the sites from which nothing gets out unless a vehicle goes off block there by air.

    With a ``goal``: nothing gets to that site, even by places outside.
    """
    fields = [field.field_id for field in operation.fields if field.inside]
    gates: dict[str, str] = {}

    def there(site: Site, closed: str | None) -> bool:
        return _gets_out(operation, site, closed=closed, seats=seats, goal=goal)

    for site in operation.sites:
        if site.inside and there(site, None):
            gate = next((one for one in fields if not there(site, one)), None)
            if gate is not None:
                gates[site.site_id] = gate
    return gates


def _passages(operation: Operation, leg_id: str) -> Iterator[tuple[VehicleType, Passage]]:
    """Yield the types that can take a leg."""
    for kind in operation.vehicle_types:
        passage = operation.passage_of.get((kind.type_id, leg_id))
        if passage is not None:
            yield kind, passage


def _gets_out(operation: Operation, site: Site, *, closed: str | None, seats: bool, goal: str | None) -> bool:
    """Say whether legs or commercial flights lead from a site to outside, or the goal, without legs out of a field."""
    ends = frozenset() if goal is None else {("road", goal), ("air", operation.site_of[goal].field_id)}
    seen: set[_Node] = set()
    queue: list[_Node] = [("road", site.site_id)]
    while queue:
        node = queue.pop()
        arrived = node in ends if goal is not None else not _inside(operation, node)
        if arrived or (seats and _flies(operation, node)):
            return True
        if node not in seen:
            seen.add(node)
            queue += _onward(operation, node, closed)
    return False


def _flies(operation: Operation, node: _Node) -> bool:
    """Say whether a commercial flight takes people from the stock of a site."""
    mode, place = node
    here = operation.site_of[place].field_id if mode == "road" else None
    return any(one.from_field == here for one in operation.seat_blocks)


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
