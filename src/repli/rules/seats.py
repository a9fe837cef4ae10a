"""Rules about people on commercial flights (docs/reference/plan-meaning.md, D and F).

Their check-in is the load that takes them out of stock (`repli.rules.stock`, `ready`), and the flight's departure is
when they are out (`repli.rules.accounting`).
"""

from collections import Counter
from collections.abc import Iterator

from repli.errors import Phrase, phrase
from repli.model import Booking, Cargo, Finding, Operation, Plan, SeatBlock
from repli.rules.rule import Rule, clock, found

__all__ = ["RULES"]


def _booked(operation: Operation, plan: Plan) -> Iterator[tuple[Booking, SeatBlock]]:
    blocks = {block.flight_id: block for block in operation.seat_blocks}
    for booking in plan.bookings:
        if booking.flight_id in blocks:
            yield booking, blocks[booking.flight_id]


def seats_on_the_way(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A booking takes people, from a site at the flight's first field to a site at its last.

    Source: docs/reference/plan-meaning.md, D.
    """
    for booking, block in _booked(operation, plan):
        for cargo in booking.loads:
            message = _wrong_way(operation, block, cargo)
            if message is not None:
                yield found("seats-on-the-way", booking.flight_id, block.departs_minute, message)


def _wrong_way(operation: Operation, block: SeatBlock, cargo: Cargo) -> Phrase | None:
    line = operation.people_of.get(cargo.line_id)
    if line is None:
        return phrase("{line} is no people line.", line=cargo.line_id)
    origin, destination = operation.site_of.get(cargo.site_id), operation.site_of.get(line.destination_id)
    if origin is None or origin.field_id != block.from_field:
        return phrase(
            "{line} starts at {site}, which is not at {field}.",
            line=line.line_id,
            site=cargo.site_id,
            field=block.from_field,
        )
    if destination is None or destination.field_id != block.to_field:
        return phrase(
            "{line} goes to {site}, which is not at {field}.",
            line=line.line_id,
            site=line.destination_id,
            field=block.to_field,
        )
    return None


def seats_enough(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The people booked on a flight, all bookings together, have seats, and weigh no more than its payload.

    Source: docs/reference/plan-meaning.md, D.
    """
    people: Counter[str] = Counter()
    kg: Counter[str] = Counter()
    for booking, _ in _booked(operation, plan):
        for cargo in booking.loads:
            line = operation.people_of.get(cargo.line_id)
            people[booking.flight_id] += cargo.quantity
            kg[booking.flight_id] += cargo.quantity * (line.kg_per_person if line is not None else 0)
    for block in operation.seat_blocks:
        name = block.flight_id
        if people[name] > block.seats:
            message = phrase("{people} people are booked on {seats} seats.", people=people[name], seats=block.seats)
            yield found("seats-enough", name, block.departs_minute, message)
        if kg[name] > block.payload_kg:
            message = phrase("{kg} kg are booked on a payload of {payload} kg.", kg=kg[name], payload=block.payload_kg)
            yield found("seats-enough", name, block.departs_minute, message)


def check_in_after_as_of(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Nobody checks in before as_of.

    Source: docs/reference/plan-meaning.md, A and D.
    """
    for booking, block in _booked(operation, plan):
        check_in = block.departs_minute - block.check_in_minutes
        if check_in < operation.as_of_minute:
            message = phrase("Check-in is at {minute}, before planning starts.", minute=clock(check_in))
            yield found("check-in-after-as-of", booking.flight_id, check_in, message)


RULES = (
    Rule(
        name="seats-on-the-way",
        explanation=phrase("Commercial seats take people from a site at the flight's field to where they go."),
        check=seats_on_the_way,
    ),
    Rule(
        name="seats-enough",
        explanation=phrase("A commercial flight has the seats and the payload for all who are booked on it."),
        check=seats_enough,
    ),
    Rule(
        name="check-in-after-as-of",
        explanation=phrase("Nobody checks in for a commercial flight before planning starts."),
        check=check_in_after_as_of,
    ),
)
