"""How many spots, vehicles and departures a day: enough that one kind of resource is the busiest, by as much as wanted.

First there is one of each; how often that would fill the days there are says how many are needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.replibench.draw import Draw
from benchmarks.replibench.profile import Profile

__all__ = ["Capacity", "capacity_of", "days_for"]

_SLACK = (0.35, 0.75)
_NEVER_LESS, _NEVER_MORE = {"fleet": 2}, {"spots": 8, "permits": 12}
"""One vehicle alone closes no site: a closing wave is seldom one aircraft."""
_LEAST_DAYS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """How many of each by resource name as in `benchmarks.replibench.tightness`; departures without a limit are 0."""

    count: Mapping[str, int]

    def of(self, resource: str) -> int:
        """Return how many there are; one where nothing was counted."""
        return self.count.get(resource, 1)


def capacity_of(needs: Mapping[str, float], profile: Profile, luck: Draw) -> Capacity:
    """Return how many of each: what binds near the tightness wanted, all else with room.

    ``needs``: the share of the days that one of each would work.
    """
    count = {}
    for name in sorted(needs):
        kind = name.split()[0]
        binding = _binds(name, profile)
        wanted = needs[name] / (profile.tightness if binding else profile.tightness * luck.real(*_SLACK))
        number = max(1, round(wanted) if binding else -int(-wanted // 1))
        if kind == "permits" and not binding and luck.chance(0.5):
            number = 0
        count[name] = max(_NEVER_LESS.get(kind, 0), min(number, _NEVER_MORE.get(kind, number)))
    return Capacity(count=count)


def days_for(needs: Mapping[str, float], capacity: Capacity, profile: Profile, days: int) -> int:
    """Return the days to the deadline in which the busiest of these resources is as tight as wanted."""
    busiest = max((need / capacity.of(name) for name, need in needs.items() if capacity.of(name)), default=0.0)
    return max(_LEAST_DAYS, round(days * busiest / profile.tightness))


def _binds(name: str, profile: Profile) -> bool:
    kind, subject = name.split(maxsplit=1)[0], name.split()[1]
    if profile.binds == "road":
        return kind == "fleet" and subject == "road"
    if profile.binds == "fleet":
        return kind == "fleet" and subject == "air"
    return kind == profile.binds
