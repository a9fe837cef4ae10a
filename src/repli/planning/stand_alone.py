"""Whether one item, or one person, could stand or sit in a configuration at all, whatever else is aboard: for proofs.

Strength: some positions of one row carry it (docs/reference/plan-meaning.md, G). Balance: the centre of gravity of any
load lies between the foremost and the aftmost arm, so limits that meet none of these arms for its weight or more allow
no load that holds it.
"""

from repli.model import Configuration
from repli.planning.stowing import Piece, stow

__all__ = ["can_stand"]


def can_stand(configuration: Configuration, *, kg: int, positions: int) -> bool:
    """Say whether a piece of so many kg that takes so many positions (0 = a seat) could be aboard."""
    if positions and stow(configuration, (Piece(positions=positions, kg=kg),), seated_kg=0, in_balance=False) is None:
        return False
    if not configuration.balance or not configuration.floor:
        return True
    arms = [configuration.seats_arm_cm, *(one.arm_cm for one in configuration.floor)]
    return any(
        limit.up_to_kg >= kg and limit.forward_arm_cm <= max(arms) and limit.aft_arm_cm >= min(arms)
        for limit in configuration.balance
    )
