"""Rules about the floor of a vehicle: where each item stands, and whether the load is in balance on each leg.

docs/reference/plan-meaning.md, G, Load plan. Only a configuration with a floor list has one. An item stands on
``positions`` numbers from the stated one on, from loading to unloading. A leg on which something stands nowhere has no
centre of gravity: `load-plan` names the item, and `balance` looks at the other legs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from repli.errors import Phrase, phrase
from repli.model import Configuration, Finding, Operation, Plan
from repli.rules.lines import Line, lines_of
from repli.rules.reading import Trip, aboard_on_legs, trips_of
from repli.rules.rule import Rule, found
from repli.rules.stowage import gravity_of, places_of, spots_of

__all__ = ["RULES"]


def load_plan(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Each item that takes positions stands on free ones of one row, strong enough, from loading to unloading.

    Source: docs/reference/plan-meaning.md, G. Items without positions, and configurations without a floor list, have
    no place on a floor, and none is stated.
    """
    lines = lines_of(operation)
    for trip in trips_of(operation, plan):
        minute = trip.first.off_block_minute
        for message in _misplaced(trip, lines):
            yield found("load-plan", trip.name, minute, message)
        for stop, _, aboard in aboard_on_legs(trip, lines):
            for message in _shared(trip, aboard):
                yield found("load-plan", trip.name, stop.off_block_minute, message)


def balance(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """On each leg the centre of gravity of the load lies within the limits for its weight.

    Source: docs/reference/plan-meaning.md, G: items at the mean arm of their positions, people and items without a
    position at the arm of the seats; weight over the last limit has none, and may not fly.
    """
    lines = lines_of(operation)
    for trip in trips_of(operation, plan):
        if not trip.configuration.balance:
            continue
        for stop, _, aboard in aboard_on_legs(trip, lines):
            message = _out_of_balance(trip, aboard)
            if message is not None:
                yield found("balance", trip.name, stop.off_block_minute, message)


def _misplaced(trip: Trip, lines: Mapping[str, Line]) -> Iterator[Phrase]:
    """Yield what is wrong with the statement of where each item stands, whatever stands beside it."""
    stated = Counter(one.item_id for one in trip.movement.placements)
    carried = {cargo.line_id for stop in trip.movement.stops for cargo in stop.loads}
    placed = {item_id for item_id in carried if lines[item_id].positions} if trip.configuration.floor else set()
    for item_id in sorted(placed - set(stated)):
        yield phrase("{item} stands nowhere on the floor.", item=item_id)
    for item_id, times in sorted(stated.items()):
        if item_id not in placed:
            yield phrase("{item} has a place on the floor and takes none there.", item=item_id)
        elif times > 1:
            yield phrase("{item} has {count} places on the floor.", item=item_id, count=times)
    for one in trip.movement.placements:
        if one.item_id in placed:
            yield from _unfit(trip.configuration, lines[one.item_id], one.position)


def _unfit(configuration: Configuration, line: Line, first: int) -> Iterator[Phrase]:
    """Yield why an item cannot stand from a position on, even on an empty floor."""
    spots = spots_of(configuration, line, first)
    if len(spots) < line.positions or len({spot.row for spot in spots}) > 1:
        yield phrase(
            "{item} takes {count} positions from {first} on, and no row has them.",
            item=line.line_id,
            count=line.positions,
            first=first,
        )
        return
    for spot in spots:
        if line.kg_per_unit > line.positions * spot.max_kg:
            yield phrase(
                "{item} weighs {kg} kg on {count} positions; position {number} carries {limit} kg.",
                item=line.line_id,
                kg=line.kg_per_unit,
                count=line.positions,
                number=spot.number,
                limit=spot.max_kg,
            )


def _shared(trip: Trip, aboard: Mapping[Line, int]) -> Iterator[Phrase]:
    """Yield the positions on which more than one item stands on a leg."""
    on_spot: dict[int, list[str]] = {}
    for line, place in places_of(trip, aboard).items():
        for number in range(place, place + line.positions):
            on_spot.setdefault(number, []).append(line.line_id)
    for number, names in sorted(on_spot.items()):
        if len(names) > 1:
            yield phrase("On position {number} stand {items}.", number=number, items=" ".join(sorted(names)))


def _out_of_balance(trip: Trip, aboard: Mapping[Line, int]) -> Phrase | None:
    """Return what is wrong with the balance of what is aboard; None if nothing is, or it cannot be told."""
    gravity = gravity_of(trip, aboard)
    if gravity is None:
        return None
    if gravity.limit is None or gravity.margin_cm is None:
        return phrase("{kg} kg are aboard, and the limits of balance end before that.", kg=gravity.kg)
    if gravity.margin_cm >= 0:
        return None
    return phrase(
        "The centre of gravity of {kg} kg is at about {arm} cm; the limits are {forward} and {aft} cm.",
        kg=gravity.kg,
        arm=round(gravity.arm_cm),
        forward=gravity.limit.forward_arm_cm,
        aft=gravity.limit.aft_arm_cm,
    )


RULES = (
    Rule(
        name="load-plan",
        explanation=phrase("Each item stands on free positions of one row that are strong enough."),
        check=load_plan,
    ),
    Rule(
        name="balance",
        explanation=phrase("The load is in balance on every leg."),
        check=balance,
    ),
)
