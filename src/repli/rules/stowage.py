"""Where the items of a load stand on a floor, and where its centre of gravity lies against the limits.

docs/reference/plan-meaning.md, G, Load plan: an item stands on ``positions`` numbers from the stated one on; it counts
at the mean arm of its positions, people and items without a position at the arm of the seats. Exact fractions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from repli.model import BalanceLimit, Configuration, FloorPosition
from repli.rules.lines import Line
from repli.rules.reading import Trip

__all__ = ["Gravity", "gravity_of", "places_of", "spots_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gravity:
    """The weight of a load, its moment (kg times cm from the datum), and the limit for that weight, if one reaches."""

    kg: int
    moment: Fraction
    limit: BalanceLimit | None

    @property
    def arm_cm(self) -> Fraction:
        """Where the centre of gravity lies, in cm behind the type's datum."""
        return self.moment / self.kg

    @property
    def margin_cm(self) -> Fraction | None:
        """How far inside the nearer limit it lies; below zero = outside; None without a limit for the weight."""
        if self.limit is None:
            return None
        return min(self.arm_cm - self.limit.forward_arm_cm, self.limit.aft_arm_cm - self.arm_cm)


def gravity_of(trip: Trip, aboard: Mapping[Line, int], placed: tuple[Line, int] | None = None) -> Gravity | None:
    """Return the centre of gravity of what is aboard; None if nothing is, or something stands nowhere.

    ``placed`` = one item more (it is in ``aboard``) and the position from which on it is thought to stand.
    """
    kg = sum(line.kg_per_unit * units for line, units in aboard.items())
    places = places_of(trip, aboard) | dict([placed] if placed else [])
    moment = _moment(trip, aboard, places)
    if kg == 0 or moment is None:
        return None
    reaching = [one for one in trip.configuration.balance if kg <= one.up_to_kg]
    return Gravity(kg=kg, moment=moment, limit=min(reaching, key=lambda one: one.up_to_kg, default=None))


def places_of(trip: Trip, aboard: Mapping[Line, int]) -> dict[Line, int]:
    """Return the first positions of the items aboard, as far as they are stated once."""
    stated = {one.item_id: one.position for one in trip.movement.placements}
    return {line: stated[line.line_id] for line in aboard if line.positions and line.line_id in stated}


def spots_of(configuration: Configuration, line: Line, first: int) -> list[FloorPosition]:
    """Return those of the positions of an item that exist."""
    return [spot for spot in configuration.floor if first <= spot.number < first + line.positions]


def _moment(trip: Trip, aboard: Mapping[Line, int], places: Mapping[Line, int]) -> Fraction | None:
    """Return kg times cm of what is aboard; None if something stands nowhere."""
    moment = Fraction(0)
    for line, units in aboard.items():
        arm = Fraction(trip.configuration.seats_arm_cm)
        if line.positions:
            spots = spots_of(trip.configuration, line, places[line]) if line in places else []
            if len(spots) != line.positions:
                return None
            arm = Fraction(sum(spot.arm_cm for spot in spots), line.positions)
        moment += line.kg_per_unit * units * arm
    return moment
