"""Ways out: from where each vehicle works, which routes it has to each site, and which site receives from which.

A site is *direct* if some vehicle can bring every line from it to its destination, working from its home or, where a
site would have no way out else, from where it can go to stand (`repli.planning.postings`). Another site is a *feeder*:
all of it goes to one receiving site first, and out from there. Feeders are planned before the sites that receive from
them. Commercial flights add to that: they make a site direct only where vehicles leave no other way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from repli.model import Operation, VehicleType
from repli.planning.flights import flight_routes, flights_for
from repli.planning.homes import Home, homes_of
from repli.planning.lines import leaving_of
from repli.planning.lots import drop_place_of
from repli.planning.network import STOP, Network, network_of, times_of
from repli.planning.occupancy import FOREVER
from repli.planning.routes import Route, empty_route, pickup_routes
from repli.planning.straight import Feed, feeds_of, parted

__all__ = ["Ways", "ways_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Routes by (type, home, site); ``stages`` are sites in planning order, feeders first; ``stranded`` have no way.

    ``onward`` are the routes of a type that lead from one place to another, found when asked for. ``feeds`` are what
    leaves the feeders from which aircraft take what they can straight to where it goes.
    """

    network: Network
    homes: tuple[Home, ...]
    routes: dict[tuple[str, str, str], tuple[Route, ...]]
    receiver: dict[str, str]
    stages: tuple[tuple[str, ...], ...]
    stranded: tuple[str, ...]
    bases: "_Bases"
    by_road: frozenset[str]
    feeds: Mapping[str, Feed]
    onward: dict[tuple[str, str, str], tuple[Route, ...]] = field(default_factory=dict)

    def routes_from(self, type_id: str, home: str, site_id: str) -> tuple[Route, ...]:
        """Return the routes of a type from any place to a site and back there."""
        key = (type_id, home, site_id)
        if key not in self.routes:
            kind = self.network.operation.type_of.get(type_id)
            self.routes[key] = () if kind is None else self._served(kind, home, site_id, home)
        return self.routes[key]

    def routes_to(self, type_id: str, start: str, end: str) -> tuple[Route, ...]:
        """Return the routes of a type that lead from one place to another, the empty one first.

        Those by way of a site can be made without a load too.
        """
        key = (type_id, start, end)
        if key not in self.onward:
            kind = self.network.operation.type_of[type_id]
            halt, empty = times_of(kind, STOP), empty_route(self.network, kind, start, end)
            least = FOREVER if halt is None else halt.ground_minutes
            sites = (site_id for stage in self.stages for site_id in stage)
            loaded = (route for site_id in sites for route in self._served(kind, start, site_id, end))
            self.onward[key] = (
                *(() if empty is None else (empty,)),
                *(route for route in loaded if all(stop.ground_minutes >= least for stop in route.stops[1:])),
            )
        return self.onward[key]

    def _served(self, kind: VehicleType, home: str, site_id: str, end: str) -> tuple[Route, ...]:
        """Return the routes of a type to a site that is emptied, with its loads to where they go from there."""
        if not any(site_id in stage for stage in self.stages):
            return ()
        receiver = self.receiver.get(site_id)
        if receiver is None or (site_id in self.by_road and kind.mode != "road"):
            return self.bases.out(kind, home, site_id, end)
        across = self.bases.across(kind, home, site_id, receiver, end)
        if site_id not in self.feeds or kind.mode != "air" or not across:
            return across
        return parted(self.feeds[site_id], across, self.bases.out(kind, home, site_id, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bases:
    """The network, the distinct (type, home) pairs of the fleet, where lines of each site go, and routes found."""

    network: Network
    pairs: tuple[tuple[VehicleType, str], ...]
    goals: Mapping[str, frozenset[str]]
    found: dict[tuple[str, str, str, str], tuple[Route, ...]] = field(default_factory=dict)

    def out(self, kind: VehicleType, home: str, site_id: str, end: str | None = None) -> tuple[Route, ...]:
        """Return the routes of a type from a site to each place where its lines may go; ``end``: not home again."""
        key = (kind.type_id, home, site_id, home if end is None else end)
        if key not in self.found:
            self.found[key] = tuple(self._out(kind, home, site_id, key[3]))
        return self.found[key]

    def _out(self, kind: VehicleType, home: str, site_id: str, end: str) -> Iterator[Route]:
        """Yield the routes of a type from a site to each place where its lines may go."""
        by_place: dict[str, set[str]] = {}
        for destination in sorted(frozenset().union(*self.goals.values())):
            place = drop_place_of(self.network.operation, destination, kind.mode)
            if place is not None:
                by_place.setdefault(place, set()).add(destination)
        for place, served in sorted(by_place.items()):
            yield from pickup_routes(
                self.network,
                kind,
                home=home,
                site_id=site_id,
                drop_place=place,
                unload_site=None,
                serves=frozenset(served),
                end=end,
            )

    def across(
        self, kind: VehicleType, home: str, site_id: str, receiver: str, end: str | None = None
    ) -> tuple[Route, ...]:
        """Return the routes of a type from a feeder to a receiving site."""
        site = self.network.operation.site_of[receiver]
        place = site.field_id if kind.mode == "air" else receiver
        if place is None:
            return ()
        return pickup_routes(
            self.network,
            kind,
            home=home,
            site_id=site_id,
            drop_place=place,
            unload_site=receiver,
            serves=frozenset(),
            end=end,
        )


def ways_of(operation: Operation, *, by_hubs: bool = False, straight: bool = True) -> Ways:
    """Find the ways out of every site inside; ``by_hubs``: over the road to a site with more ways out too.

    ``straight``: aircraft take what they can from a feeder straight to where it goes.
    """
    network = network_of(operation)
    homes = homes_of(network)
    pairs = {(home.vehicle.type_id, home.place_id) for home in homes}
    bases = _Bases(
        network=network,
        pairs=tuple((operation.type_of[type_id], home) for type_id, home in sorted(pairs)),
        goals=_destinations(operation),
    )
    receiver, level = _levels(bases)
    if any(site.inside and site.site_id not in level for site in operation.sites):
        receiver, level = _levels(replace(bases, pairs=(*bases.pairs, *_elsewhere(bases))))
    feeders = frozenset(receiver)
    if by_hubs:
        receiver, level = _with_hubs(bases, receiver, level)
    sites = [site.site_id for site in operation.sites if site.inside]
    feeds = feeds_of(operation) if straight else {}
    ways = Ways(
        network=network,
        homes=homes,
        routes=flight_routes(operation),
        receiver=receiver,
        stages=tuple(
            tuple(site_id for site_id in sites if level.get(site_id) == depth)
            for depth in range(max(level.values(), default=-1), -1, -1)
        ),
        stranded=tuple(site_id for site_id in sites if site_id not in level),
        bases=bases,
        by_road=frozenset(receiver) - feeders,
        feeds={one: feeds[one] for one in receiver.keys() - receiver.values() if one in feeds},
    )
    for kind, home in bases.pairs:
        for site_id in level:
            ways.routes_from(kind.type_id, home, site_id)
    return ways


def _elsewhere(bases: _Bases) -> Iterator[tuple[VehicleType, str]]:
    """Yield each type with the places where it could go to stand, to work from there."""
    operation = bases.network.operation
    fields, sites = [one.field_id for one in operation.fields], [one.site_id for one in operation.sites]
    for kind, home in bases.pairs:
        for place in fields if kind.mode == "air" else sites:
            if place != home and empty_route(bases.network, kind, home, place) is not None:
                yield kind, place


def _levels(bases: _Bases) -> tuple[dict[str, str], dict[str, int]]:
    """Return receiving site by feeder, and how many changes of vehicle each site is from outside."""
    operation = bases.network.operation
    sites = [site for site in operation.sites if site.inside]
    reach = {site.site_id: _reach(bases, site.site_id) for site in sites}
    goals = {site.site_id: bases.goals.get(site.site_id, frozenset()) for site in sites}
    level = {site_id: 0 for site_id in reach if goals[site_id] <= reach[site_id]}
    receiver: dict[str, str] = {}
    for depth in range(len(sites)):
        for site_id in [one for one in reach if one not in level]:
            givers = [one for one in reach if level.get(one) == depth and goals[site_id] <= reach[one]]
            nearest = _nearest(bases, site_id, givers)
            if nearest is not None:
                level[site_id], receiver[site_id], reach[site_id] = depth + 1, nearest, reach[nearest]
    level |= {one: 0 for one in reach if one not in level and _flies_out(operation, one, reach[one])}
    return receiver, level


def _with_hubs(bases: _Bases, receiver: dict[str, str], level: dict[str, int]) -> tuple[dict[str, str], dict[str, int]]:
    """Return receivers and levels where a direct site also feeds, over the road, one with more kinds of ways out."""
    direct = [site_id for site_id, depth in level.items() if depth == 0]
    ways = {one: sum(bool(bases.out(kind, home, one)) for kind, home in bases.pairs) for one in direct}
    hubs = dict(receiver)
    for site_id in direct:
        better = [one for one in direct if ways[one] > ways[site_id]]
        hub = _nearest(bases, site_id, better, mode="road")
        if hub is not None:
            hubs[site_id] = hub
    depths: dict[str, int] = {}
    for site_id in level:
        chain = [site_id]
        while chain[-1] in hubs:
            chain.append(hubs[chain[-1]])
        depths[site_id] = len(chain) - 1
    return hubs, depths


def _flies_out(operation: Operation, site_id: str, reach: set[str]) -> bool:
    """Say whether vehicles and commercial flights from a site together bring all of its lines to where they go."""
    from_field = operation.site_of[site_id].field_id
    return all(
        line.destination_id in reach or any(one.from_field == from_field for one in flights_for(operation, line))
        for line in leaving_of(operation)
        if line.site_id == site_id
    )


def _reach(bases: _Bases, site_id: str) -> set[str]:
    """Return the destinations that some vehicle brings lines to from a site."""
    routes = (route for kind, home in bases.pairs for route in bases.out(kind, home, site_id))
    return {destination for route in routes for destination in route.serves}


def _nearest(bases: _Bases, site_id: str, receivers: Iterable[str], mode: str | None = None) -> str | None:
    """Return the receiving site that some vehicle (of a mode) reaches in the fewest minutes; None if there is none."""
    choices = [
        (sum(stop.block_minutes for stop in route.stops[route.pick : route.drop]), receiver)
        for receiver in receivers
        for kind, home in bases.pairs
        if mode in {None, kind.mode}
        for route in bases.across(kind, home, site_id, receiver)
    ]
    return min(choices)[1] if choices else None


def _destinations(operation: Operation) -> dict[str, frozenset[str]]:
    """Return where the lines of each site go."""
    goals: dict[str, set[str]] = {}
    for line in leaving_of(operation):
        goals.setdefault(line.site_id, set()).add(line.destination_id)
    return {site_id: frozenset(some) for site_id, some in goals.items()}
