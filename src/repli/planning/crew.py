"""Crew duty: when it starts, what cuts it, and how far a draft of times exceeds it.

Duty = from the first off block minus report to the last on block plus debrief, cut only where a stop lasts at least
rest + debrief + report at a field with crew rest, or at a crew base; each duty <= duty_max
(docs/reference/plan-meaning.md, H). Between two movements the crew has the same rest, unless the vehicle stands at a
crew base.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Protocol

from repli.model import VehicleType

__all__ = ["Crew", "Halt", "crew_of", "duties", "rest_choices"]

_MOST_CHOICES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The crew rules of one type, in minutes. ``rest_stay_minutes`` is the stay that cuts a duty."""

    report_minutes: int
    debrief_minutes: int
    duty_max_minutes: int
    rest_stay_minutes: int


class Halt(Protocol):
    """What crew rules need to know of a stop."""

    @property
    def ground_minutes(self) -> int:
        """Least stay."""

    @property
    def work_minutes(self) -> int:
        """Least work."""

    @property
    def block_minutes(self) -> int:
        """Block minutes of the leg that follows."""

    @property
    def rest_here(self) -> bool:
        """Whether the field has crew rest."""

    @property
    def base_here(self) -> bool:
        """Whether the field is a crew base."""


def crew_of(kind: VehicleType) -> Crew:
    """Return the crew rules of a type."""
    return Crew(
        report_minutes=kind.report_minutes,
        debrief_minutes=kind.debrief_minutes,
        duty_max_minutes=kind.duty_max_minutes,
        rest_stay_minutes=kind.rest_minutes + kind.debrief_minutes + kind.report_minutes,
    )


def duties(count: int, cuts: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield (stop where a duty starts, stop where it ends) for ``count`` stops cut at ``cuts``."""
    marks = [0, *sorted(cut for cut in cuts if 0 < cut < count - 1), count - 1]
    yield from pairwise(marks)


def rest_choices(stops: Sequence[Halt], crew: Crew) -> tuple[frozenset[int], ...]:
    """Return the sets of stops where the duty may be cut so that it fits if nothing waits; fewest rests first.

    A crew base always cuts. Only sets without a needless rest are returned, plus the set with a rest where the vehicle
    loads or unloads (it helps when opening hours force a night on the ground); empty if no set fits.
    """
    middle = range(1, len(stops) - 1)
    bases = frozenset(index for index in middle if stops[index].base_here)
    beds = [index for index in middle if stops[index].rest_here and index not in bases]
    fitting = [
        bases | frozenset(rests)
        for count in range(len(beds) + 1)
        for rests in combinations(beds, count)
        if _fits(stops, crew, bases | frozenset(rests))
    ]
    return tuple(fitting[:_MOST_CHOICES])


def _fits(stops: Sequence[Halt], crew: Crew, cuts: frozenset[int]) -> bool:
    """Say whether each duty fits when every stop takes its least time."""
    for start, end in duties(len(stops), cuts):
        flying = sum(stops[index].block_minutes for index in range(start, end))
        ground = sum(max(stops[index].ground_minutes, stops[index].work_minutes) for index in range(start + 1, end))
        if crew.report_minutes + flying + ground + crew.debrief_minutes > crew.duty_max_minutes:
            return False
    return True
