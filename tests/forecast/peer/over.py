"""When an operation is closed in a replication of the SimPy model (docs/reference/forecast-meaning.md, 1)."""

from tests.forecast.peer.hours import NEVER
from tests.forecast.peer.model import Peer

__all__ = ["over"]


def over(peer: Peer) -> int:
    """The minute from which all its sites are closed and all that must leave is out."""
    operation, plan = peer.operation, peer.plan
    carriers = {booking.flight_id for booking in plan.bookings}
    for movement in plan.movements:
        unloaded = [cargo.site_id for stop in movement.stops for cargo in stop.unloads]
        carriers |= {movement.movement_id for site_id in unloaded if not operation.site_of[site_id].inside}
    ends = [peer.closed(site.site_id) for site in operation.sites if site.inside]
    return max([*ends, *(peer.out.get(name, NEVER) for name in carriers)])
