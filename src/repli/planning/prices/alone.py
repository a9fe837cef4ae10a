"""How early lines, acts of handover and closing waves let an operation close (docs/reference/bound-meaning.md, 2, 3).

>>> [row.value_day for row in ready_rows(Ground(operation))]  # doctest: +SKIP
"""

from collections.abc import Iterator

from repli.model import BoundRow, Operation
from repli.planning.lines import Line, earliest_of, leaving_of, staying_of
from repli.planning.objective import day_of
from repli.planning.prices.ends import ends_of, last_gone
from repli.planning.prices.first import leaves
from repli.planning.prices.ground import Ground
from repli.planning.prices.waves import handover_start

__all__ = ["handover_rows", "ready_rows", "row_of", "wave_rows"]

_READY_ROWS = 2


def ready_rows(ground: Ground) -> list[BoundRow]:
    """Return rows for the lines that can be out last, or ended last by their act."""
    as_of = ground.operation.as_of_minute
    found: list[tuple[int, Line]] = [
        (max(as_of, one.ready_minute) + one.act_minutes, one) for one in staying_of(ground.operation)
    ]
    lines = [line for line in leaving_of(ground.operation) if leaves(ground.yard, line)]
    outs = [(ground.firsts.out(line), line) for line in lines]
    found += [(minute, line) for minute, line in outs if minute is not None]
    last = sorted(found, key=lambda one: (-one[0], one[1].line_id))[:_READY_ROWS]
    return [row_of(ground.operation, "ready", one.line_id, earliest_of(one), minute) for minute, one in last]


def handover_rows(ground: Ground) -> Iterator[BoundRow]:
    """Yield the row of each site whose act of handover takes time: its notice, and what follows it (3)."""
    for site in ground.operation.sites:
        start = handover_start(ground.firsts, site) if site.inside and site.handover_minutes > 0 else None
        leaving = any(one.site_id == site.site_id for one in ground.families if one.act_end_minute is None)
        last = last_gone(ground.firsts, site) if leaving else None
        if start is not None and (last is not None or not leaving):
            ends = [start + site.handover_minutes]
            on = ground.onward[site.site_id]
            ends += [] if last is None else [start + ground.operation.wave_minutes + on, last + on]
            minute = min(max(ends), ground.operation.horizon_minute + 1)
            yield row_of(ground.operation, "handover", site.site_id, minute, minute)


def wave_rows(ground: Ground) -> Iterator[BoundRow]:
    """Yield the row of each site that lines leave: how early what leaves it last is out (3)."""
    for site_id, minute in sorted(ends_of(ground.waves, {}).last_off.items()):
        out = minute + ground.onward[site_id]
        yield row_of(ground.operation, "wave", site_id, out, out)


def row_of(operation: Operation, kind: str, subject: str, from_minute: int, minute: int) -> BoundRow:
    """Return a row whose value is the civil day of a minute."""
    day = max(0, day_of(operation, min(minute, operation.agreement.day_starts[-1])))
    return BoundRow(kind=kind, subject=subject, from_minute=from_minute, demand=0, value_day=day)
