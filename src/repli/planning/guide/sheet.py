"""The sheet of a guide: its program, and what its variables and rows mean; and the flows of which the rows are made."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from repli.planning.guide.scene import Scene
from repli.planning.guide.trips import Trip
from repli.planning.guide.uses import Spot
from repli.planning.guide.wares import Ware
from repli.planning.prices.solver import Program

__all__ = ["LEFT_DAYS", "Flows", "Sheet", "Terms", "equal", "plus"]

LEFT_DAYS = 300.0
"""What is left at the end costs as if it stayed so many days longer."""

Terms = dict[int, float]


@dataclass(slots=True, kw_only=True)
class Sheet:
    """The program and its rows and variables by what they mean.

    ``taken`` are variables by (trip, part, ware), ``goes`` by (trip, part), one for each configuration. ``loads`` are
    the rows of what trips can lift; ``free`` and ``minutes`` those of vehicles' minutes, at a place and of a type in
    all, and ``places`` those of their whereabouts, two rows each; ``there`` are the variables of these.
    """

    scene: Scene
    trips: Sequence[Trip]
    wares: tuple[Ware, ...]
    program: Program = field(default_factory=Program)
    taken: dict[tuple[int, int, int], int] = field(default_factory=dict)
    goes: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    loads: set[int] = field(default_factory=set)
    free: dict[tuple[str, str, int], int] = field(default_factory=dict)
    places: dict[tuple[str, str, int], int] = field(default_factory=dict)
    there: dict[tuple[str, str, int], int] = field(default_factory=dict)
    minutes: dict[tuple[str, int], int] = field(default_factory=dict)
    person: float = 0.0
    each_kg: float = 0.0

    def worth_of_day(self, ware: Ware) -> float:
        """Return what a unit that stays a day longer costs."""
        return self.person if ware.people else self.each_kg * ware.kg


@dataclass(slots=True)
class Flows:
    """What the rows of the sheet are made of while trips are added.

    ``by_site`` are the wares of each site, ``later`` the numbers of those that come there, by what they were before.
    """

    by_site: Mapping[str, Sequence[Ware]]
    later: Mapping[tuple[int, str], int]
    out: dict[tuple[int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    come: dict[tuple[int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    busy: dict[tuple[str, str, int], Terms] = field(default_factory=lambda: defaultdict(dict))
    away: dict[tuple[str, int], Terms] = field(default_factory=lambda: defaultdict(dict))
    moves: dict[tuple[str, str, int], Terms] = field(default_factory=lambda: defaultdict(dict))
    permits: dict[tuple[tuple[str, ...], int], Terms] = field(default_factory=lambda: defaultdict(dict))
    spots: dict[Spot, Terms] = field(default_factory=lambda: defaultdict(dict))


def plus(terms: Terms, column: int, amount: float) -> None:
    """Add to the factor of a variable."""
    terms[column] = terms.get(column, 0.0) + amount


def equal(program: Program, terms: Terms, amount: float) -> None:
    """Add that a sum is equal to an amount: two rows."""
    program.row(terms.items(), amount)
    program.row([(column, -one) for column, one in terms.items()], -amount)
