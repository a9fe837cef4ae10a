"""Where the items of one load stand on a floor: a complete search within a work limit, the same for the same load.

docs/reference/plan-meaning.md, G: each item on free positions of one row that follow each other by number, none above
its strength; the centre of gravity within the limits for the weight. A movement loads at one stop and unloads at one
(`repli.planning.routes`), so one load is aboard on all its loaded legs.

Depth first: the widest and heaviest items first, each where it brings the centre of gravity nearest to the middle of
the limits. Cut where what is still to be placed cannot bring it back within them, or too few runs are free for the
items that stand on the same ones; a state that failed (how many, which positions, what moment) is not tried twice.

>>> stow(configuration, (Piece(kg=2_000, positions=1),), seated_kg=900)  # doctest: +SKIP
(3,)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import lcm

from repli.model import BalanceLimit, Configuration

__all__ = ["MOST_STEPS", "Piece", "stow", "weakest_kg"]

MOST_STEPS = 4_000
"""Placings tried before the search gives up; a load of the Niger case takes about as many as it has items."""

_ANYWHERE = BalanceLimit(up_to_kg=0, forward_arm_cm=0, aft_arm_cm=10**9)
_REMEMBERED = 50_000
_MOST_GROUNDS = 1_000


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Piece:
    """An item that takes positions, as far as the floor knows it."""

    positions: int
    kg: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Positions of one row that follow each other: bits of the floor, sum of their arms, and the first number."""

    bits: int
    arms_cm: int
    first: int


def stow(
    configuration: Configuration, pieces: Sequence[Piece], *, seated_kg: int, in_balance: bool = True
) -> tuple[int, ...] | None:
    """Return the first position of each piece; None if none was found within the work limit.

    ``seated_kg`` counts at the arm of the seats: people, and items without a position. ``in_balance`` = within the
    limits too. A configuration without a floor list places nothing.
    """
    if not configuration.floor:
        return ()
    order = sorted(range(len(pieces)), key=lambda index: (-pieces[index].positions, -pieces[index].kg, index))
    shapes = tuple((pieces[index].positions, pieces[index].kg) for index in order)
    places = _stowed(_ground_of(configuration), shapes, seated_kg if in_balance else -1)
    if places is None:
        return None
    found = dict(zip(order, places, strict=True))
    return tuple(found[index] for index in range(len(pieces)))


def weakest_kg(configuration: Configuration) -> int:
    """Return what the weakest position of a floor carries."""
    return _ground_of(configuration).weakest_kg


class _Ground:
    """A configuration as the search sees it, the same object for the same configuration.

    Its arms and strengths are many numbers: looked up by identity they are not compared each time.
    """

    def __init__(self, configuration: Configuration) -> None:
        """Prepare the floor."""
        self.configuration = configuration
        self.weakest_kg = min((spot.max_kg for spot in configuration.floor), default=0)
        self.runs: dict[tuple[int, int], tuple[_Run, ...]] = {}

    def runs_of(self, positions: int, kg: int) -> tuple[_Run, ...]:
        """Return the runs of positions on which a piece may stand."""
        if (positions, kg) not in self.runs:
            self.runs[positions, kg] = tuple(_runs(self.configuration, Piece(positions=positions, kg=kg)))
        return self.runs[positions, kg]


_grounds: dict[int, _Ground] = {}


def _ground_of(configuration: Configuration) -> _Ground:
    """Return the ground of a configuration; they are forgotten when there are too many."""
    known = _grounds.get(id(configuration))
    if known is None or known.configuration is not configuration:
        if len(_grounds) >= _MOST_GROUNDS:
            _grounds.clear()
        known = _grounds[id(configuration)] = _Ground(configuration)
    return known


@lru_cache(maxsize=_REMEMBERED)
def _stowed(ground: _Ground, pieces: tuple[tuple[int, int], ...], seated_kg: int) -> tuple[int, ...] | None:
    """Return the first positions of (positions, kg), widest and heaviest first; ``seated_kg`` -1 = no balance."""
    configuration, limit = ground.configuration, _ANYWHERE
    kg = max(seated_kg, 0) + sum(piece[1] for piece in pieces)
    if seated_kg >= 0 and configuration.balance and kg:
        reaching = [one for one in configuration.balance if kg <= one.up_to_kg]
        if not reaching:
            return None
        limit = min(reaching, key=lambda one: one.up_to_kg)
    runs = tuple(ground.runs_of(*piece) for piece in pieces)
    if not all(runs):
        return None
    times = lcm(*(positions for positions, _ in pieces))
    search = _Search(
        pulls=tuple(kg * (times // positions) for positions, kg in pieces),
        runs=runs,
        low=limit.forward_arm_cm * kg * times,
        high=limit.aft_arm_cm * kg * times,
    )
    return search.result(max(seated_kg, 0) * configuration.seats_arm_cm * times)


def _runs(configuration: Configuration, piece: Piece) -> Iterator[_Run]:
    """Yield the runs of positions on which a piece may stand, by number."""
    floor = sorted(configuration.floor, key=lambda spot: spot.number)
    for first in range(len(floor) - piece.positions + 1):
        spots = floor[first : first + piece.positions]
        follows = all(one.row == two.row and two.number == one.number + 1 for one, two in pairwise(spots))
        if follows and all(piece.kg <= piece.positions * spot.max_kg for spot in spots):
            bits = ((1 << piece.positions) - 1) << first
            yield _Run(bits, sum(spot.arm_cm for spot in spots), spots[0].number)


@dataclass(slots=True, kw_only=True)
class _Search:
    """One search; moments are kg times cm times the multiple that makes all mean arms whole."""

    pulls: tuple[int, ...]
    runs: tuple[tuple[_Run, ...], ...]
    low: int
    high: int
    steps: int = 0
    placed: list[_Run] = field(default_factory=list)
    rest: list[tuple[int, int]] = field(default_factory=list)
    failed: set[tuple[int, int, int]] = field(default_factory=set)

    def result(self, start: int) -> tuple[int, ...] | None:
        """Return the first positions found; ``start`` is the moment of what is seated."""
        self.rest = [(0, 0)]
        for pull, runs in zip(reversed(self.pulls), reversed(self.runs), strict=True):
            arms = [run.arms_cm for run in runs]
            least, most = self.rest[-1]
            self.rest.append((least + pull * min(arms), most + pull * max(arms)))
        self.rest.reverse()
        return tuple(run.first for run in self.placed) if self._place(0, start) else None

    def _place(self, taken: int, moment: int) -> bool:
        """Place the pieces from the next one on; ``taken`` are the bits of the floor that are not free."""
        index = len(self.placed)
        least, most = self.rest[index]
        if moment + least > self.high or moment + most < self.low:
            return False
        if index == len(self.pulls):
            return True
        state = (index, taken, moment)
        if state in self.failed or not self._room(index, taken):
            return False
        for run in self._choices(index, taken, moment):
            self.steps += 1
            if self.steps > MOST_STEPS:
                return False
            self.placed.append(run)
            if self._place(taken | run.bits, moment + self.pulls[index] * run.arms_cm):
                return True
            self.placed.pop()
        self.failed.add(state)
        return False

    def _room(self, index: int, taken: int) -> bool:
        """Say whether there are free runs side by side for the pieces from here on that stand on the same ones."""
        runs = self.runs[index]
        need = sum(other == runs for other in self.runs[index:])
        for run in runs:
            if not run.bits & taken:
                taken |= run.bits
                need -= 1
        return need <= 0

    def _choices(self, index: int, taken: int, moment: int) -> list[_Run]:
        """Return the free runs of a piece, the one that balances best first."""
        pull = self.pulls[index]
        least, most = self.rest[index + 1]
        middle = (self.low + self.high - least - most) // 2 - moment
        free = [run for run in self.runs[index] if not run.bits & taken]
        return sorted(free, key=lambda run: (abs(pull * run.arms_cm - middle), run.first))
