"""Where vehicles can go: places, open hours and clearances of an operation, prepared once for the scheduler.

A *place* is a field (air) or a site (road). `paths` finds the legs between two places for one type: the fastest chain
and, where it differs, the chain that carries most. Stops on the way are made outside the territory only, except where a
vehicle goes empty to stand elsewhere (`through`).
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repli.model import Leg, Operation, OperationTime, Passage, VehicleType
from repli.planning.hours import Hours, hours_of
from repli.planning.permits import Permits, Scope, permits_of

__all__ = ["LOAD", "REFUEL", "STOP", "UNLOAD", "Network", "network_of", "paths", "through", "times_of"]

LOAD = frozenset({"load"})
UNLOAD = frozenset({"unload"})
REFUEL = frozenset({"refuel"})
STOP: frozenset[str] = frozenset()

_FULL = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """An operation with merged hours per field and leg, its unused clearances, and legs by (mode, place)."""

    operation: Operation
    field_hours: Mapping[str, Hours]
    leg_hours: Mapping[str, Hours]
    permits: Permits
    legs_from: Mapping[tuple[str, str], tuple[Leg, ...]]

    def inside(self, place_id: str) -> bool:
        """Say whether a place lies in the territory."""
        field = self.operation.field_of.get(place_id)
        return field.inside if field is not None else self.operation.site_of[place_id].inside

    def scope_of(self, leg: Leg) -> Scope | None:
        """Return the clearance scope that the off block onto ``leg`` needs, or None (plan-meaning.md, I)."""
        if leg.mode == "air":
            return ("field", leg.from_place) if self.inside(leg.from_place) else None
        return ("leg", leg.leg_id) if self.inside(leg.from_place) else None

    def departure_hours(self, type_id: str, leg: Leg) -> Hours:
        """Return when a type may set out on a leg: with halts, so that it drives only while the leg is open."""
        passage = self.operation.passage_of[type_id, leg.leg_id]
        return hours_of(passage.departure_intervals) if passage.stretches else self.leg_hours[leg.leg_id]

    def passages_from(self, kind: VehicleType, place_id: str) -> Iterator[tuple[Leg, Passage]]:
        """Yield the legs out of a place that ``kind`` can take and, where it must, has a clearance for."""
        for leg in self.legs_from.get((kind.mode, place_id), ()):
            passage = self.operation.passage_of.get((kind.type_id, leg.leg_id))
            scope = self.scope_of(leg)
            if 0 < kind.range_km < leg.distance_km:
                continue
            if passage is not None and (scope is None or self.permits.covers(scope, kind.type_id)):
                yield leg, passage


def network_of(operation: Operation) -> Network:
    """Prepare the tables."""
    legs_from: dict[tuple[str, str], list[Leg]] = defaultdict(list)
    for leg in operation.legs:
        legs_from[leg.mode, leg.from_place].append(leg)
    return Network(
        operation=operation,
        field_hours={field.field_id: hours_of(field.open_intervals) for field in operation.fields},
        leg_hours={leg.leg_id: hours_of(leg.open_intervals) for leg in operation.legs},
        permits=permits_of(operation),
        legs_from={key: tuple(legs) for key, legs in legs_from.items()},
    )


def times_of(kind: VehicleType, operations: frozenset[str]) -> OperationTime | None:
    """Return the ground and work minutes of a type for a set of operations; None = it cannot do them."""
    return next((times for times in kind.operation_times if times.operations == operations), None)


def through(network: Network, kind: VehicleType, start: str, end: str) -> tuple[Leg, ...] | None:
    """Return the fastest chain of legs, with stops on the way inside too; None if there is none."""
    return _shortest(network, kind, start, end, least_kg=0, inside=True)


def paths(network: Network, kind: VehicleType, start: str, end: str) -> tuple[tuple[Leg, ...], ...]:
    """Return the fastest chain of legs and, if another one carries more, that one too; empty if there is none."""
    fastest = _shortest(network, kind, start, end, least_kg=0)
    if fastest is None:
        return ()
    best = (fastest,)
    for least_kg in sorted({passage.payload_kg for passage in _of_type(network, kind)}, reverse=True):
        if least_kg <= _payload(network, kind, fastest):
            return best
        heavier = _shortest(network, kind, start, end, least_kg=least_kg)
        if heavier is not None:
            return (fastest, heavier)
    return best


def _of_type(network: Network, kind: VehicleType) -> Iterator[Passage]:
    return (passage for passage in network.operation.passages if passage.type_id == kind.type_id)


def _payload(network: Network, kind: VehicleType, legs: tuple[Leg, ...]) -> int:
    """Return what a type carries over all of the legs."""
    return min((network.operation.passage_of[kind.type_id, leg.leg_id].payload_kg for leg in legs), default=_FULL)


def _shortest(
    network: Network, kind: VehicleType, start: str, end: str, *, least_kg: int, inside: bool = False
) -> tuple[Leg, ...] | None:
    """Dijkstra over block and ground minutes; ties go to the smaller leg ids."""
    stop = times_of(kind, STOP)
    queue: list[tuple[int, tuple[str, ...], str, tuple[Leg, ...]]] = [(0, (), start, ())]
    settled: set[str] = set()
    while queue:
        minutes, names, place, legs = heapq.heappop(queue)
        if place == end and legs:
            return legs
        if place in settled or (legs and (stop is None or (network.inside(place) and not inside))):
            continue
        settled.add(place)
        halt = stop.ground_minutes if legs and stop is not None else 0
        for leg, passage in network.passages_from(kind, place):
            if passage.payload_kg >= least_kg and leg.to_place not in settled:
                cost = minutes + halt + passage.block_minutes
                heapq.heappush(queue, (cost, (*names, leg.leg_id), leg.to_place, (*legs, leg)))
    return None
