"""What units pay at doors and on flights, what floors and guards credit them, and what a minute until out costs.

The law is docs/reference/bound-meaning.md, 4 and 5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from repli.planning.prices.doors import Door
from repli.planning.prices.payers import Member

__all__ = ["Credit", "Tariff"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What the end of each bucket credits to each that is counted: a floor's site, or a site's own guards."""

    kind: str
    site_id: str
    function: str | None
    prices: Sequence[int]

    def size_of(self, member: Member) -> int:
        """Return what one unit counts."""
        if self.kind == "floor-kg":
            return 0 if member.seat else member.kg
        if self.kind == "floor-sensitive":
            return int(member.sensitive)
        if self.kind == "guards-last":
            return int(member.guard)
        return int(member.seat > 0 and self.function in (None, member.function))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """All that units pay and earn: (kg, seat, position) prices of doors by bucket, seats of flights, credits.

    ``person`` and ``item_kg`` are what a minute until out costs a person, and an item for each kg.
    """

    doors: Mapping[Door, Sequence[tuple[int, int, int]]]
    flights: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    credits: tuple[Credit, ...] = ()
    person: int = 0
    item_kg: int = 0

    def most(self, minutes: int, kg: int, positions: int) -> int:
        """Return more than any walk of a unit so large can cost or earn."""
        door = sum(
            kg * max((one[0] for one in prices), default=0)
            + max((one[1] for one in prices), default=0)
            + positions * max((one[2] for one in prices), default=0)
            for prices in self.doors.values()
        )
        earned = sum((max(kg, 1) if one.kind == "floor-kg" else 1) * sum(one.prices) for one in self.credits)
        seats = sum(seat + kg * a_kg for seat, a_kg in self.flights.values())
        return door * 2 + earned + seats + minutes * (self.person + self.item_kg * kg) + 1
