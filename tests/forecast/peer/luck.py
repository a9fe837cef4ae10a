"""What goes wrong in one replication, for the SimPy model: copied from the kernel's draws, or drawn here by other code.

Both answer by name: agents by the name of the movement or act, stops by (agent, number), fields, legs and clearances by
their id. `drawn_luck` follows docs/reference/forecast-meaning.md, section 3, with Python's own generator.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from statistics import NormalDist

from repli.forecast.compile import Compiled
from repli.kernel import Disturbances
from repli.model import Operation

__all__ = ["Luck", "copied_luck", "drawn_luck"]

Span = tuple[int, int]


@dataclass(frozen=True)
class Luck:
    """Minutes, factors and closures of one replication."""

    held: Callable[[str, bool, bool], int]  # (agent, needs a clearance, has items)
    unfit: Callable[[str, int], int]
    arrive_late: Callable[[str], int]
    block: Callable[[str, int], float]
    ground: Callable[[str, int], float]
    lost: Callable[[str, int, bool, bool, bool], int]  # (agent, stop, works, customs, manifest)
    weather: Mapping[str, list[Span]]
    answer: Mapping[str, int]
    revoked: Mapping[str, Span]
    road: Mapping[str, Span]
    crisis: Span


def copied_luck(operation: Operation, compiled: Compiled, d: Disturbances, r: int) -> Luck:
    """The luck of replication ``r`` of the kernel."""
    agents = {agent.name: number for number, agent in enumerate(compiled.agents)}
    starts: dict[str, int] = {}
    stop = 0
    for agent in compiled.agents:
        starts[agent.name] = stop
        stop += len(agent.stops)
    days = range(len(compiled.stage.timeline.day_starts))
    return Luck(
        held=lambda name, _cleared, _items: int(d.hold[r, agents[name]]),
        unfit=lambda name, _ppm: int(d.down[r, agents[name]]),
        arrive_late=lambda name: int(d.arrival[r, agents[name]]),
        block=lambda name, k: float(d.block_factor[r, starts[name] + k]),
        ground=lambda name, k: float(d.ground_factor[r, starts[name] + k]),
        lost=lambda name, k, _works, _customs, _manifest: int(d.lost[r, starts[name] + k]),
        weather={
            one.field_id: [(int(d.weather_start[r, f, day]), int(d.weather_end[r, f, day])) for day in days]
            for f, one in enumerate(operation.fields)
        },
        answer={one.clearance_id: int(d.answer[r, c]) for c, one in enumerate(operation.clearances)},
        revoked={
            one.clearance_id: (int(d.revoked_start[r, c]), int(d.revoked_end[r, c]))
            for c, one in enumerate(operation.clearances)
        },
        road={leg: (int(d.closed_start[r, g]), int(d.closed_end[r, g])) for g, leg in enumerate(compiled.roads)},
        crisis=(int(d.crisis_start[r]), int(d.crisis_end[r])),
    )


@cache
def _month_at_noon(start: int) -> int:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=start + 720)).month


class Dice:
    """Laws of docs/reference/forecast-meaning.md, section 3, from the base settings of an operation."""

    def __init__(self, operation: Operation, random: Random) -> None:
        self.given = {one.name: one.base for one in operation.settings}
        self.random = random
        self.politics = random.gauss(0, 1)
        self.marks: dict[str, float] = {}  # normal quantiles of chances

    def value(self, name: str) -> float:
        """A setting; one that is not given is calm."""
        ones = {"ground_time_factor_mean", "turn_in_fraction", "unfit_factor"}
        return self.given.get(name, 1.0 if name in ones else 0.0)

    def strikes(self, name: str, common: float, dependence: str) -> bool:
        """Whether something of this chance happens, tied to a common factor."""
        share = self.value(dependence)
        mixed = math.sqrt(share) * common + math.sqrt(1 - share) * self.random.gauss(0, 1)
        if name not in self.marks:
            chance = self.value(name)
            edge = math.inf if chance >= 1 else -math.inf
            self.marks[name] = NormalDist().inv_cdf(chance) if 0 < chance < 1 else edge
        return mixed < self.marks[name]

    def wait(self, mean_minutes: float) -> int:
        """Exponential, in whole minutes rounded up."""
        return math.ceil(self.random.expovariate(1 / mean_minutes)) if mean_minutes > 0 else 0

    def rare(self, chance: float, mean_minutes: float) -> int:
        """A wait, if something happens."""
        return self.wait(mean_minutes) if self.random.random() < chance else 0

    def political(self, name: str) -> int:
        """A wait, if a political event strikes."""
        if not self.strikes(f"{name}_probability", self.politics, "political_dependence"):
            return 0
        return self.wait(1440 * self.value(f"{name.removesuffix('_refusal')}{MEANS.get(name, '_days_mean')}"))

    def factors(self, mean: float, deviation: float) -> Callable[[str, int], float]:
        """Lognormal numbers with this mean and standard deviation."""
        spread = math.sqrt(math.log(1 + deviation**2 / mean**2))
        gauss, middle = self.random.gauss, math.log(mean) - spread**2 / 2
        return lambda _name, _stop: math.exp(gauss(middle, spread))

    def closure(self, operation: Operation, name: str) -> Span:
        """An interval that starts between as_of and deadline."""
        start = math.ceil(self.random.uniform(operation.as_of_minute, operation.agreement.deadline_minute))
        return start, start + self.political(name)

    def storms(self, operation: Operation, skies: list[float]) -> list[Span]:
        """Closures of one field."""
        found = []
        length = math.ceil(self.value("weather_closure_hours") * 60)
        for start, sky in zip(operation.agreement.day_starts, skies, strict=True):
            month = _month_at_noon(start)
            begins = start + int(self.random.random() * 1440)
            if self.strikes(f"weather_day_probability_{month:02d}", sky, "weather_dependence"):
                found.append((begins, begins + length))
        return found


MEANS = {"clearance_refusal": "_delay_days_mean"}


def drawn_luck(operation: Operation, random: Random) -> Luck:
    """Luck drawn from the base settings of the operation."""
    dice = Dice(operation, random)
    value, rare = dice.value, dice.rare
    skies, repair = [random.gauss(0, 1) for _ in operation.agreement.day_starts], value("repair_hours_mean") * 60
    turn_in, turn_in_mean = 1 - value("turn_in_fraction"), value("turn_in_delay_days_mean") * 1440
    unfit, late, late_mean = (
        value("unfit_factor"),
        value("arrival_late_probability"),
        value("arrival_delay_days_mean") * 1440,
    )
    broken = value("breakdown_probability")
    stopped, stopped_mean = value("customs_probability"), value("customs_days_mean") * 1440
    contested, contested_mean = value("dispute_probability"), value("dispute_hours_mean") * 60
    return Luck(
        held=lambda _n, cleared, items: max(
            dice.political("clearance_refusal") if cleared else 0,
            rare(turn_in, turn_in_mean) if items else 0,
        ),
        unfit=lambda _n, ppm: rare((1 - ppm / 1e6) * unfit, repair),
        arrive_late=lambda _n: rare(late, late_mean),
        block=dice.factors(1.0, value("block_time_factor_sd")),
        ground=dice.factors(value("ground_time_factor_mean"), value("ground_time_factor_sd")),
        lost=lambda _n, _k, works, customs, manifest: (
            (rare(broken, repair) if works else 0)
            + (rare(stopped, stopped_mean) if customs else 0)
            + (rare(contested, contested_mean) if manifest else 0)
        ),
        weather={one.field_id: dice.storms(operation, skies) for one in operation.fields},
        answer={
            one.clearance_id: dice.political("clearance_silence") if one.state == "planned" else 0
            for one in operation.clearances
        },
        revoked={one.clearance_id: dice.closure(operation, "clearance_revocation") for one in operation.clearances},
        road={one.leg_id: dice.closure(operation, "road_closure") for one in operation.legs if one.mode == "road"},
        crisis=dice.closure(operation, "crisis"),
    )
