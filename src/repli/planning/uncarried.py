"""Why a line cannot be carried to its destination in any plan: the requirements that stand in the way, by name.

Each is set aside alone; all with which the line would arrive are named. Proven: see `repli.planning.reach`.
"""

from collections.abc import Iterator
from dataclasses import replace

from repli.errors import Phrase, phrase
from repli.planning.flights import flights_for
from repli.planning.lines import Line, leaving_of
from repli.planning.network import Network, network_of
from repli.planning.reach import Reach, shape_of

__all__ = ["too_few_seats", "uncarried"]

_ALL = frozenset({"clearance", "fleet", "crew", "teams", "customs", "range", "floor", "hours", "spots"})


def uncarried(network: Network) -> Iterator[Phrase]:
    """Yield the lines that no chain of types, configurations and legs can carry, each with its reason.

    Lines that ask for the same are judged by the one that can be loaded last: what carries that carries them all.
    """
    known: dict[tuple[object, ...], Phrase | None] = {}
    reach = Reach(network)
    alike: dict[tuple[object, ...], list[Line]] = {}
    for line in leaving_of(network.operation):
        alike.setdefault(reach.asks(line), []).append(line)
    doubtful = {key for key, lines in alike.items() if not reach.arrives(max(lines, key=reach.earliest))}
    for line in leaving_of(network.operation) if doubtful else ():
        if reach.asks(line) not in doubtful:
            continue
        shape = (line.site_id, line.destination_id, reach.earliest(line), *shape_of(line))
        if shape not in known:
            known[shape] = None if reach.arrives(line) else _why(network, line)
        reason = known[shape]
        if reason is not None:
            yield phrase("Line {line} at {site}: {reason}", line=line.line_id, site=line.site_id, reason=reason)


def _why(network: Network, line: Line) -> Phrase:
    """Return what stands in the way of a line: each requirement that alone, set aside, would let it go."""
    alone = [why for without, why in _causes(network) if Reach(network, frozenset({without})).arrives(line)]
    alone = alone or [why for without, why in _wider(line) if Reach(network, frozenset({without})).arrives(line)]
    if alone:
        reason = alone[0]
        for other in alone[1:]:
            reason = phrase("{one} As well: {other}", one=reason, other=other)
        return reason
    if Reach(network, _ALL).arrives(line):
        return phrase(
            "clearances, hours, spots, crew duty and the times of the fleet together let no vehicle carry it to {to}.",
            to=line.destination_id,
        )
    return phrase(
        "no vehicle of the fleet, in any configuration and over any legs, can carry it to {to}.", to=line.destination_id
    )


def _causes(network: Network) -> Iterator[tuple[str, Phrase]]:
    """Yield each requirement that may be set aside, with what is said where it is the one in the way."""
    operation = network.operation
    yield (
        "clearance",
        phrase("no clearance, granted or to be had in time, covers any way out for a type that can carry it."),
    )
    yield "fleet", phrase("no vehicle that can carry it is available when it could go; see fleet.csv.")
    yield "crew", phrase("no crew's duty is long enough for a flight or drive that takes it; see vehicle_types.csv.")
    yield (
        "teams",
        phrase("no escort or driver team is there for the way out; see teams.csv, legs.csv, vehicle_types.csv."),
    )
    yield (
        "customs",
        phrase("too few customs teams work there for as long as loading takes; see sites.csv, teams.csv."),
    )
    yield "range", phrase("no aircraft that can carry it flies so far with full tanks; see vehicle_types.csv.")
    yield "floor", phrase("no floor carries it in balance; see positions.csv, balance_limits.csv.")
    for field in operation.fields:
        yield (
            f"spots/{field.field_id}",
            phrase("no spot of {field} is free for a vehicle that can carry it; see fields.csv, closures.csv.",
                   field=field.field_id),
        )  # fmt: skip
    for place in (*operation.field_of, *(leg.leg_id for leg in operation.legs)):
        yield (
            f"hours/{place}",
            phrase("{place} is never open when a vehicle that can carry it could use it; see closures.csv.",
                   place=place),
        )  # fmt: skip


def _wider(line: Line) -> Iterator[tuple[str, Phrase]]:
    """Yield the requirements that are in the way at several places at once."""
    yield (
        "hours",
        phrase(
            "the fields and legs between {site} and {to} are never open for long enough; see legs.csv, closures.csv.",
            site=line.site_id,
            to=line.destination_id,
        ),
    )
    yield (
        "spots",
        phrase("spots are never free where a vehicle that can carry it needs them; see fields.csv, closures.csv."),
    )


def too_few_seats(network: Network) -> Iterator[Phrase]:
    """Yield the people whom only commercial flights take, where these have fewer seats in all."""
    operation = network.operation
    grounded = Reach(network_of(replace(operation, seat_blocks=())))
    only = [line for line in operation.people if flights_for(operation, line) and not grounded.arrives(line)]
    flights = {one.flight_id: one for line in only for one in flights_for(operation, line)}
    people, seats = sum(line.count for line in only), sum(one.seats for one in flights.values())
    if people > seats:
        yield phrase(
            "Lines {lines}: only commercial flights take these {people} people, and {flights} have {seats} seats.",
            lines=" ".join(line.line_id for line in only),
            people=people,
            flights=" ".join(sorted(flights)),
            seats=seats,
        )
