"""What one movement takes: the most valuable load over its configurations, and what floors let go.

People come first (a person weighs more in the objective than the kg they need), then items in the order of the book; a
group that goes together is taken whole or not at all.
"""

from collections.abc import Iterable, Sequence

from repli.model import Configuration
from repli.planning.hold import PEOPLE, Apart, Hold, Load, Weights
from repli.planning.lots import PeopleLot
from repli.planning.stock import Waiting

__all__ = ["Lots", "best_load", "fill_percent", "filled"]

Lots = tuple[Sequence[PeopleLot], Waiting]
"""People, and stacks of equal items, that wait, in loading order."""


def best_load(  # noqa: PLR0917 - what is chosen from, and every limit on it
    configurations: Iterable[Configuration],
    payload_kg: int,
    lots: Lots,
    rooms: Sequence[int],
    weights: Weights,
    apart: Apart = frozenset(),
) -> Load | None:
    """Return the most valuable load over the configurations, None if nothing fits; ties go to the first one.

    Where people are kept apart from some goods, a load without people is tried too when such goods come first.
    """
    choices = [lots]
    if lots[0] and any(PEOPLE in pair for pair in apart):
        with_people = {lot.line.together for lot in lots[0]} - {None}
        choices.append(((), lots[1].without(lambda lot: lot.line.together in with_people)))
    configurations = tuple(configurations)
    holds = [filled(Hold(one, payload_kg, rooms, apart), choice) for choice in choices for one in configurations]
    best: Load | None = None
    for hold in sorted(holds, key=lambda one: -weights.of(*one.worth)):
        if best is not None and weights.of(*hold.worth) <= best.value(weights):
            break
        load = hold.balanced()
        if load is not None and (best is None or load.value(weights) > best.value(weights)):
            best = load
    return None if best is None or best.empty else best


def filled(hold: Hold, lots: Lots) -> Hold:
    """Fill one hold: people in order, then items in order; a group with the first of its lines."""
    people, stacks = lots
    tried: set[str] = set()
    for lot in people:
        if lot.line.together is not None:
            _add_group_once(hold, lots, lot.line.together, tried)
        elif hold.seats:
            hold.add_people(lot, lot.count)
    least_kg, least_positions = stacks.least
    for stack in stacks:
        if hold.kg < least_kg or hold.positions < least_positions:
            break
        line = stack[0].line
        if line.together is not None:
            _add_group_once(hold, lots, line.together, tried)
        elif line.kg <= hold.kg and line.positions <= hold.positions and hold.kg:
            hold.add_items(stack)
    return hold


def _add_group_once(hold: Hold, lots: Lots, group: str, tried: set[str]) -> None:
    """Take all lots of a group, if it was not tried before."""
    if group not in tried:
        tried.add(group)
        people, stacks = lots
        hold.add_group(
            [lot for lot in people if lot.line.together == group],
            [lot for stack in stacks for lot in stack if lot.line.together == group],
        )


def fill_percent(load: Load, payload_kg: int) -> int:
    """Return how full a load is: the largest of its shares of seats, positions and payload, in percent."""
    configuration = load.configuration
    positions = sum(lot.line.positions for lot in load.items)
    shares = (
        (load.people_count, configuration.seats),
        (positions, configuration.pallet_positions),
        (load.kg, payload_kg),
    )
    return max(100 * used // space for used, space in shares if space)
