"""The certificate that is worth most, by a linear program over all rows, doors and floors of a shuttle operation.

Written for `tests.rules.shuttle_world`, where nothing changes vehicles inside: a unit waits at its site and passes one
door, or takes a seat. Prices are rounded so that the certificate stands: rows up, doors down.
"""

from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any

from ortools.math_opt.python import mathopt

from repli.model import Certificate, DoorPrices, FloorPrices, RowPrice
from repli.rules.credits import floor_at
from repli.rules.cycles import least_way_in, saved_minutes
from repli.rules.doors import Edge
from repli.rules.ends import own_doors
from repli.rules.payers import Payer, payers_of, whole_of
from repli.rules.routes import LOADED
from repli.rules.scarce import SEATS, SEATS_KG, Thing
from tests.rules.bold_prices import Bold

__all__ = ["best_certificate"]

Sum = Any
"""A linear expression of MathOpt; plain numbers are sums too."""


@dataclass
class Program:
    """The variables of the linear program, by what they price."""

    model: mathopt.Model = field(default_factory=mathopt.Model)
    rows: dict[tuple[str, str, int, int], Sum] = field(default_factory=dict)
    doors: dict[tuple[str, str, str], list[tuple[Sum, Sum, Sum]]] = field(default_factory=dict)
    floors: dict[tuple[str, str, str | None], dict[int, Sum]] = field(default_factory=dict)

    def price(self) -> Sum:
        """One more price."""
        return self.model.add_variable(lb=0.0, ub=1e9)


def best_certificate(bold: Bold) -> Certificate | None:
    """The certificate of the best prices for the claim of ``bold``; None where the program has no end."""
    program = Program()
    _add_rows(program, bold)
    _add_doors(program, bold)
    _add_floors(program, bold)
    program.model.maximize(_value(program, bold))
    try:
        result = mathopt.solve(program.model, mathopt.SolverType.HIGHS)
    except (AttributeError, RuntimeError):  # how MathOpt says that the solver failed
        return None
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    return _certificate(program, bold, result.variable_values())


def _add_rows(program: Program, bold: Bold) -> None:
    for kind, subject in (one for one in bold.things() if one[0] != "tours"):  # they have no capacity of their own
        for last in range(bold.buckets):
            for first in {0, last} if kind in {"permits", "fleet"} else {0}:
                program.rows[kind, subject, first, last] = program.price()
    for flight in bold.operation.seat_blocks:
        bucket = bold.grid.bucket(flight.departs_minute)
        if bucket is not None and bucket < bold.buckets:
            for kind in (SEATS, SEATS_KG):
                program.rows[kind, flight.flight_id, bucket, bucket] = program.price()


def _add_doors(program: Program, bold: Bold) -> None:
    for key, door in bold.ways.network.doors.items():
        prices = [(program.price(), program.price(), program.price()) for _ in range(bold.grid.buckets)]
        program.doors[key] = prices
        for edge in door.edges:
            for clearance, hours in edge.by_clearance.items():
                for bucket in bold.grid.met_by(hours):
                    if bucket < bold.buckets:
                        paid = _paid(program, bold, edge, clearance, bucket)
                        kg, seat, position = prices[bucket]
                        for one in edge.kind.configurations:
                            earned = edge.passage.payload_kg * kg + one.seats * seat + one.pallet_positions * position
                            program.model.add_linear_constraint(earned <= paid)


def _paid(program: Program, bold: Bold, edge: Edge, clearance: str, bucket: int) -> Sum:
    paid: Sum = 0.0
    if bold.claim == "flying":
        paid += bold.scale * (edge.block_minutes + least_way_in(bold.ways.network, edge.kind)[edge.key[1]])
    for (kind, subject, first, last), price in program.rows.items():
        thing = bold.scarce.thing(kind, subject)
        assert isinstance(thing, Thing)
        use = thing.use(edge, clearance, LOADED) if first <= bucket <= last else 0
        paid += use * price
    return paid


def _add_floors(program: Program, bold: Bold) -> None:
    for key, bucket in bold.floors():
        program.floors.setdefault(key, {})[bucket] = program.price()


def _value(program: Program, bold: Bold) -> Sum:
    total: Sum = 0.0
    for (kind, subject, first, last), price in program.rows.items():
        thing = bold.scarce.thing(kind, subject)
        assert isinstance(thing, Thing)
        total -= thing.capacity(first, last) * price
    for (kind, site_id, function), prices in program.floors.items():
        known = floor_at(bold.ends, FloorPrices(kind=kind, site_id=site_id, function=function, prices=()))
        assert known is not None
        for bucket, price in prices.items():
            total += known.least_at(bold.minutes[bucket + 1]) * price
    payers = payers_of(bold.operation, bold.ways.lines)
    people, kg = whole_of(payers)
    weights = (kg, people) if bold.claim == "stay" else (0, 0)
    for payer, units in payers.items():
        if bold.claim != "site" or payer.line.site_id == bold.subject:
            total += units * _least(program, bold, payer, weights)
    return total - (
        bold.scale * saved_minutes(bold.ways.network, bold.operation.vehicles) if bold.claim == "flying" else 0
    )


def _least(program: Program, bold: Bold, payer: Payer, weights: tuple[int, int]) -> Sum:
    """A variable that is at most what the payer pays in each bucket."""
    least = program.model.add_variable(lb=-1e12, ub=1e12)
    line, site, first = payer.line, bold.operation.site_of[payer.line.site_id], bold.ways.first(payer.line)
    weight = weights[0] if line.is_people else weights[1] * line.kg_per_unit
    start = bold.grid.bucket(payer.since_minute) or 0
    for key in (key for key in own_doors(bold.ways, site) if (key, LOADED) in first.doors):
        for bucket in range(start, bold.buckets):
            minute = bold.grid.first_in(bold.ways.network.doors[key].hours, bucket, first.doors[key, LOADED])
            if minute is not None:
                kg, seat, position = program.doors[key][bucket]
                paid = line.kg_per_unit * kg + int(line.is_people) * seat + line.positions * position
                stay = weight * (minute - payer.since_minute)
                program.model.add_linear_constraint(least <= stay + paid - _credited(program, bold, payer, bucket))
    for flight in bold.ways.seats(line):
        bucket = bold.grid.bucket(flight.departs_minute)
        if bucket is not None and bucket < bold.buckets and site.field_id == flight.from_field:
            paid = program.rows[SEATS, flight.flight_id, bucket, bucket]
            paid = paid + line.kg_per_unit * program.rows[SEATS_KG, flight.flight_id, bucket, bucket]
            stay = weight * (flight.departs_minute - payer.since_minute)
            program.model.add_linear_constraint(least <= stay + paid - _credited(program, bold, payer, bucket))
    return least


def _credited(program: Program, bold: Bold, payer: Payer, until: int) -> Sum:
    start = bold.grid.bucket(payer.since_minute) or 0
    credited: Sum = 0.0
    for (kind, site_id, function), prices in program.floors.items():
        known = floor_at(bold.ends, FloorPrices(kind=kind, site_id=site_id, function=function, prices=()))
        assert known is not None
        size = known.measure(payer.line)
        for bucket, price in prices.items():
            here = known.is_guards or (payer.line.site_id == site_id and bucket >= start)
            if bucket < until and here:
                credited += size * price
    return credited


def _certificate(program: Program, bold: Bold, values: Any) -> Certificate:  # noqa: ANN401 - a mapping of MathOpt
    def down(price: Sum) -> int:
        return max(0, floor(values[price]))

    return Certificate(
        claim=bold.claim,
        subject=bold.subject,
        value=bold.last,
        scale=bold.scale,
        grid_minute=bold.minutes,
        doors=tuple(
            DoorPrices(
                mode=key[0],
                place_id=key[1],
                to_place=key[2],
                kind=LOADED,
                kg=tuple(down(kg) for kg, _, _ in prices),
                seat=tuple(down(seat) for _, seat, _ in prices),
                position=tuple(down(position) for _, _, position in prices),
            )
            for key, prices in program.doors.items()
        ),
        rows=tuple(
            RowPrice(kind=kind, subject=subject, first=first, last=last, price=max(0, ceil(values[price] - 1e-9)))
            for (kind, subject, first, last), price in program.rows.items()
        ),
        floors=tuple(
            FloorPrices(
                kind=kind,
                site_id=site_id,
                function=function,
                prices=tuple(down(prices[bucket]) if bucket in prices else 0 for bucket in range(bold.grid.buckets)),
            )
            for (kind, site_id, function), prices in program.floors.items()
        ),
    )
