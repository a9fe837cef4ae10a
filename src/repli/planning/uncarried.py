"""Why a line cannot be carried to its destination in any plan: the requirements that stand in the way, by name.

Each is set aside alone; all with which the line would arrive are named. Proven: see `repli.planning.reach`.
"""

from collections.abc import Iterator

from repli.errors import Phrase, phrase
from repli.planning.lines import Line, earliest_of, leaving_of
from repli.planning.network import Network
from repli.planning.reach import Reach, shape_of

__all__ = ["uncarried"]

_ALL = frozenset({"clearance", "fleet", "crew", "hours", "spots"})


def uncarried(network: Network) -> Iterator[Phrase]:
    """Yield the lines that no chain of types, configurations and legs can carry, each with its reason."""
    known: dict[tuple[object, ...], Phrase | None] = {}
    reach = Reach(network)
    for line in leaving_of(network.operation):
        shape = (line.site_id, line.destination_id, earliest_of(line), *shape_of(line))
        if shape not in known:
            known[shape] = None if reach.arrives(line) else _why(network, line)
        reason = known[shape]
        if reason is not None:
            yield phrase("Line {line} at {site}: {reason}", line=line.line_id, site=line.site_id, reason=reason)


def _why(network: Network, line: Line) -> Phrase:
    """Return what stands in the way of a line: each requirement that alone, set aside, would let it go."""
    alone = [why for without, why in _causes(network) if Reach(network, frozenset({without})).arrives(line)]
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
