"""Rules about what is aboard: where it is loaded, that it is unloaded, and what a vehicle can take.

docs/reference/plan-meaning.md, G: people + items kg <= payload of the passage; people <= seats; positions <= pallet
positions; outsize items need an outsize configuration. Items do not divide, people do.
"""

from collections import Counter
from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Cargo, Finding, Operation, Plan, Stop
from repli.rules.carriage import carriages
from repli.rules.reading import AIR, Trip, sites_at, trips_of
from repli.rules.rule import Rule, found

__all__ = ["RULES"]


def _cargoes(operation: Operation, plan: Plan) -> Iterator[tuple[Trip, Stop, Cargo]]:
    for trip in trips_of(operation, plan):
        for stop in trip.movement.stops:
            for cargo in stop.unloads + stop.loads:
                yield trip, stop, cargo


def cargo_at_place(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A vehicle loads from and unloads into sites at the place where it stands.

    Source: docs/reference/plan-meaning.md, C; a site's stock is reached at the site, or at the field it names.
    """
    for trip, stop, cargo in _cargoes(operation, plan):
        if cargo.site_id not in sites_at(operation, trip.kind, stop.place_id):
            message = phrase("{site} is not at {place}.", site=cargo.site_id, place=stop.place_id)
            yield found("cargo-at-place", trip.name, stop.work_start_minute, message)


def whole_units(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A load or unload is of at least one person, or of exactly one whole item.

    Source: docs/reference/plan-meaning.md, G: items do not divide.
    """
    for trip, stop, cargo in _cargoes(operation, plan):
        if cargo.quantity < 1 or (cargo.quantity > 1 and cargo.line_id in operation.item_of):
            message = phrase("{count} of {line} cannot be moved.", count=cargo.quantity, line=cargo.line_id)
            yield found("whole-units", trip.name, stop.work_start_minute, message)


def aboard(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """What is unloaded was aboard, and nothing is aboard any more when a movement ends.

    Source: docs/reference/plan-meaning.md, C and J: everything is accounted for.
    """
    for trip in trips_of(operation, plan):
        units: Counter[str] = Counter()
        for stop in trip.movement.stops:
            for cargo in stop.unloads:
                units[cargo.line_id] -= cargo.quantity
                if units[cargo.line_id] < 0:
                    message = phrase("{line} is unloaded and was not aboard.", line=cargo.line_id)
                    yield found("aboard", trip.name, stop.work_start_minute, message)
            for cargo in stop.loads:
                units[cargo.line_id] += cargo.quantity
        for line_id in sorted(line_id for line_id, count in units.items() if count > 0):
            message = phrase("{line} is still aboard when the movement ends.", line=line_id)
            yield found("aboard", trip.name, trip.last.off_block_minute, message)


def payload(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """On every leg people and items weigh no more than the payload of the type on that leg.

    Source: docs/reference/plan-meaning.md, G.
    """
    for one in carriages(operation, plan):
        limit = one.payload_kg
        if limit is not None and one.kg > limit:
            message = phrase("{kg} kg are aboard, and the payload is {limit} kg.", kg=one.kg, limit=limit)
            yield found("payload", one.trip.name, one.stop.off_block_minute, message)


def seats(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """On every leg there is a seat for everyone aboard.

    Source: docs/reference/plan-meaning.md, G.
    """
    for one in carriages(operation, plan):
        if one.people > one.trip.configuration.seats:
            message = phrase(
                "People aboard: {people}; seats: {seats}.", people=one.people, seats=one.trip.configuration.seats
            )
            yield found("seats", one.trip.name, one.stop.off_block_minute, message)


def positions(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """On every leg the items take no more positions than the configuration has.

    Source: docs/reference/plan-meaning.md, G.
    """
    for one in carriages(operation, plan):
        room = one.trip.configuration.pallet_positions
        if one.positions > room:
            message = phrase("Positions taken: {taken}; positions there are: {room}.", taken=one.positions, room=room)
            yield found("positions", one.trip.name, one.stop.off_block_minute, message)


def outsize(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Outsize items go only in a configuration that takes them.

    Source: docs/reference/plan-meaning.md, G.
    """
    for one in carriages(operation, plan):
        if not one.trip.configuration.outsize:
            for line in one.aboard:
                if line.is_outsize:
                    message = phrase("{line} is outsize and does not fit.", line=line.line_id)
                    yield found("outsize", one.trip.name, one.stop.off_block_minute, message)


def dangerous_goods(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """No two classes of dangerous goods, and no class and people, are aboard an aircraft if the table forbids the pair.

    Source: docs/reference/plan-meaning.md, G. In a convoy they ride in different vehicles.
    """
    for one in carriages(operation, plan):
        if one.trip.kind.mode != AIR:
            continue
        units: Counter[str] = Counter()
        for line, count in one.aboard.items():
            if line.dangerous_class is not None:
                units[line.dangerous_class] += count
        for first, second in sorted(operation.segregation):
            if units[first] and units[second] and (first != second or units[first] > 1):
                message = phrase("Aboard together: {first} and {second}.", first=first, second=second)
                yield found("dangerous-goods", one.trip.name, one.stop.off_block_minute, message)


RULES = (
    Rule(
        name="cargo-at-place",
        explanation=phrase("A vehicle loads and unloads only for sites at the place where it stands."),
        check=cargo_at_place,
    ),
    Rule(
        name="whole-units",
        explanation=phrase("People are moved one by one or in groups, items whole."),
        check=whole_units,
    ),
    Rule(
        name="aboard",
        explanation=phrase("What is loaded is unloaded, and nothing else."),
        check=aboard,
    ),
    Rule(
        name="payload",
        explanation=phrase("What is aboard weighs no more than the payload on that leg."),
        check=payload,
    ),
    Rule(
        name="seats",
        explanation=phrase("Everyone aboard has a seat."),
        check=seats,
    ),
    Rule(
        name="positions",
        explanation=phrase("Items take no more positions than the configuration has."),
        check=positions,
    ),
    Rule(
        name="outsize",
        explanation=phrase("Outsize items go only in a configuration that takes them."),
        check=outsize,
    ),
    Rule(
        name="dangerous-goods",
        explanation=phrase("Nothing dangerous is aboard with what its class must be kept from."),
        check=dangerous_goods,
    ),
)
