"""When each site ends: its last off block and its closing wave (docs/reference/plan-meaning.md, F).

A movement *leaves a site* when it departs with something that it loaded from that site's stock.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.model import Operation, Plan
from repli.rules.flows import Departure, departures
from repli.rules.once import once

__all__ = ["Ending", "endings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What leaves a site inside, in order of time; ``last_off_minute`` belongs to the wave."""

    site_id: str
    departures: tuple[Departure, ...]
    last_off_minute: int
    wave_start_minute: int


@once
def endings(operation: Operation, plan: Plan) -> Mapping[str, Ending]:
    """Return the ending of every site inside that something leaves, by site."""
    leaving: dict[str, list[Departure]] = {}
    for departure in departures(operation, plan):
        if operation.site_of[departure.site_id].inside:
            leaving.setdefault(departure.site_id, []).append(departure)
    by_site: dict[str, Ending] = {}
    for site_id, rows in sorted(leaving.items()):
        last = max(row.off_block_minute for row in rows)
        by_site[site_id] = Ending(
            site_id=site_id,
            departures=tuple(sorted(rows, key=lambda row: (row.off_block_minute, row.movement_id))),
            last_off_minute=last,
            wave_start_minute=last - operation.wave_minutes,
        )
    return by_site
