"""Whether a security floor keeps a unit: had it gone with an earlier departure, the floor would be broken.

The unit would be missing from that off block until the departure that takes it in the plan, or for good.

>>> held_of(operation, plan).by_floor(line, "AB101", off_block_minute)  # doctest: +SKIP
True
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.model import Operation, Plan
from repli.rules.floors import Measure, measure_of, standings, wave_start
from repli.rules.flows import departures
from repli.rules.lines import Line

__all__ = ["Held", "held_of"]

Spare = tuple[Measure, tuple[tuple[int, int], ...], int]
"""What a unit counts towards a floor; (minute, present beyond the floor) ascending; until when the floor binds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The floors of each site with what is spare over time, and when the units of each line go."""

    spare: Mapping[str, tuple[Spare, ...]]
    gone: Mapping[tuple[str, str], tuple[int, ...]]

    def by_floor(self, line: Line, site_id: str, minute: int) -> bool:
        """Say whether one unit of a line, gone from a site at ``minute`` already, would break one of its floors."""
        later = (at for at in self.gone.get((line.line_id, site_id), ()) if at > minute)
        until = min(later, default=None)
        return any(_breaks(one, line, minute, until) for one in self.spare.get(site_id, ()))


def held_of(operation: Operation, plan: Plan) -> Held:
    """Return what the floors hold over a plan that keeps the rules."""
    spare: dict[str, list[Spare]] = {}
    for floor in operation.floors:
        steps = tuple((minute, present - least) for minute, present, least in standings(operation, plan, floor))
        spare.setdefault(floor.site_id, []).append(
            (measure_of(floor), steps, wave_start(operation, plan, floor.site_id))
        )
    gone: dict[tuple[str, str], list[int]] = {}
    for one in departures(operation, plan):
        gone.setdefault((one.line.line_id, one.site_id), []).append(one.gone_minute)
    return Held(
        spare={site: tuple(rows) for site, rows in spare.items()},
        gone={key: tuple(sorted(minutes)) for key, minutes in gone.items()},
    )


def _breaks(one: Spare, line: Line, minute: int, until: int | None) -> bool:
    measure, steps, end = one
    weight = measure(line)
    ends = [*(at for at, _ in steps[1:]), end]
    last = end if until is None else min(until, end)
    return weight > 0 and any(
        left < weight for (at, left), stop in zip(steps, ends, strict=False) if at < last and stop > minute
    )
