"""Rules that come first: can the plan be read beside this operation at all?

Findings of these rules are reported alone: nothing sensible can be said about the rest before they are mended.
"""

from collections import Counter
from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.reading import FEWEST_STOPS, unknown_in, unknown_in_cargo
from repli.rules.rule import Rule, found

__all__ = ["RULES"]


def same_operation(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The plan was made for exactly this operation: same id, same hash, same as_of.

    Source: docs/reference/plan-meaning.md, M.
    """
    stated = (plan.operation_id, plan.operation_hash, plan.as_of_minute)
    if stated != (operation.operation_id, operation.operation_hash, operation.as_of_minute):
        message = phrase("The plan was made for another operation, or for another state of this one.")
        yield found("same-operation", plan.operation_id, None, message)


def known_ids(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Every vehicle, place, clearance, line and site that the plan names exists in the operation.

    Source: docs/reference/plan-meaning.md, B, C, F and I, which speak of these things only.
    """
    for movement in plan.movements:
        for minute, message in unknown_in(operation, movement):
            yield found("known-ids", movement.movement_id, minute, message)
    for request in plan.requests:
        if request.clearance_id not in operation.clearance_of:
            message = phrase("There is no clearance {clearance}.", clearance=request.clearance_id)
            yield found("known-ids", request.clearance_id, request.request_minute, message)
    yield from _unknown_in_bookings(operation, plan)
    for one in plan.acts:
        if one.item_id not in operation.item_of:
            yield found(
                "known-ids", one.item_id, one.start_minute, phrase("There is no item {item}.", item=one.item_id)
            )
    sites = [(act.site_id, act.start_minute) for act in plan.handovers]
    sites += [(act.site_id, act.start_minute) for act in plan.acts]
    for site_id, minute in sites:
        if site_id not in operation.site_of:
            yield found("known-ids", site_id, minute, phrase("There is no site {place}.", place=site_id))


def _unknown_in_bookings(operation: Operation, plan: Plan) -> Iterator[Finding]:
    flights = {one.flight_id for one in operation.seat_blocks}
    for booking in plan.bookings:
        messages = [message for cargo in booking.loads for message in unknown_in_cargo(operation, cargo)]
        if booking.flight_id not in flights:
            messages.insert(0, phrase("There is no flight {flight}.", flight=booking.flight_id))
        for message in messages:
            yield found("known-ids", booking.flight_id, None, message)


def known_configuration(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The configuration of a movement is one of its vehicle's type.

    Source: docs/reference/plan-meaning.md, G.
    """
    for movement in plan.movements:
        vehicle = operation.vehicle_of.get(movement.vehicle_id)
        kind = None if vehicle is None else operation.type_of.get(vehicle.type_id)
        if kind is None:
            continue
        if movement.configuration_id not in {one.configuration_id for one in kind.configurations}:
            message = phrase("{kind} has no configuration {name}.", kind=kind.type_id, name=movement.configuration_id)
            yield found("known-configuration", movement.movement_id, None, message)


def two_stops(_operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A movement has at least two stops: where the vehicle stood, and where it stays.

    Source: docs/reference/plan-meaning.md, B.
    """
    for movement in plan.movements:
        if len(movement.stops) < FEWEST_STOPS:
            message = phrase("A movement needs two stops or more, and this one has {count}.", count=len(movement.stops))
            yield found("two-stops", movement.movement_id, None, message)


def one_name_each(_operation: Operation, plan: Plan) -> Iterator[Finding]:
    """No two movements share an id.

    Source: docs/reference/plan-meaning.md, B: a movement is one journey of one vehicle.
    """
    for movement_id, count in Counter(movement.movement_id for movement in plan.movements).items():
        if count > 1:
            message = phrase("{count} movements share this id.", count=count)
            yield found("one-name-each", movement_id, None, message)


RULES = (
    Rule(
        name="same-operation",
        explanation=phrase("The plan belongs to this operation: same id, same hash, same starting day."),
        check=same_operation,
    ),
    Rule(
        name="known-ids",
        explanation=phrase("Everything the plan names exists in the operation."),
        check=known_ids,
    ),
    Rule(
        name="known-configuration",
        explanation=phrase("A movement uses a configuration that its type of vehicle has."),
        check=known_configuration,
    ),
    Rule(
        name="two-stops",
        explanation=phrase("A movement has at least two stops."),
        check=two_stops,
    ),
    Rule(
        name="one-name-each",
        explanation=phrase("No two movements share an id."),
        check=one_name_each,
    ),
)
