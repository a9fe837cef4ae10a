"""What a stream pays for given prices is what the best of all its ways costs, tried one by one."""

from collections.abc import Iterator
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.planning.hours import hours_of
from repli.planning.prices.ask import Ask
from repli.planning.prices.doors import AIR, IN, LOADED, ROAD, Door
from repli.planning.prices.ends import ends_of
from repli.planning.prices.grid import Buckets
from repli.planning.prices.ground import Ground
from repli.planning.prices.network import Network
from repli.planning.prices.offers import offers_of
from repli.planning.prices.sheet import Sheet
from repli.planning.prices.streams import Source, Stream, streams_of
from repli.units import MINUTES_PER_DAY
from tests.tiny import at, tiny_operation

GROUND = Ground(tiny_operation())
BUCKETS = Buckets((at(0), at(0, 12), at(1), at(2), at(2, 9), at(6) + 1))
END = len(BUCKETS)
NEVER = hours_of(())
ENTRY, OUT = Door(ROAD, "FEED", IN, LOADED), Door(AIR, "FLD1", "OUT1", LOADED)
BACK = Door(ROAD, "BASE", IN, LOADED)
ROUND = ((BACK, "BASE"), (ENTRY, "FEED"))
WAYS = {
    "BASE": [(*ROUND * rounds, (OUT, "BASE")) for rounds in range(3)],
    "FEED": [((ENTRY, "FEED"), *ROUND * rounds, (OUT, "BASE")) for rounds in range(3)],
}
"""From each site: the doors, and the stock waited in before each; once or twice back to FEED and in again."""


@settings(max_examples=25)
@given(st.lists(st.integers(0, 3), min_size=60, max_size=60))
def test_what_is_paid_is_the_least_of_all_ways(numbers: list[int]) -> None:
    held = tuple(GROUND.held(ends_of(GROUND.waves, {}), BUCKETS))
    streams = streams_of(GROUND.families, BUCKETS, held, 1.5)
    offers = {door: some for door, some in offers_of(GROUND.scarce, BUCKETS).items() if door.kind == LOADED}
    sheet = Sheet(GROUND, Ask(claim="stay", buckets=BUCKETS, offers=offers, streams=streams, held=held))
    program = sheet.program
    for rows in (program.least, program.rows, program.columns, program.numbers):
        rows.clear()
    fixed = [float(numbers[n % len(numbers)]) / 4 for n in range(len(program.gains))]
    program.low[:], program.high[:], program.gains[:] = fixed, fixed, [0.0] * len(fixed)
    for stream in streams:
        Network(sheet, stream)
    expected = sum(
        source.units * min(costs(sheet, stream, source, fixed)) for stream in streams for source in stream.sources
    )
    assert program.worth(program.solve()) == pytest.approx(expected)


def cost(stream: Stream, minute: int) -> float:
    each = 1.0 if stream.seat else stream.tonnes * 1_000 * GROUND.weights.kg / GROUND.weights.person
    return each * (minute - at(0)) / MINUTES_PER_DAY


def costs(sheet: Sheet, stream: Stream, source: Source, fixed: list[float]) -> Iterator[float]:
    """Yield what each way costs, whatever the buckets of its doors."""
    for way in WAYS[source.site_id]:
        opened = [BUCKETS.opened(stream.yard.door_hours.get(door.key, NEVER)) for door, _ in way]
        for times in combinations_with_replacement(range(source.ready, END), len(way)):
            if any(minutes[t] is None for minutes, t in zip(opened, times, strict=True)):
                continue
            total = cost(stream, opened[-1][times[-1]] or 0)
            since = source.start
            for (door, here), t in zip(way, times, strict=True):
                prices = sheet.doors[door][t] or ()
                total += sum(size * fixed[n] for size, n in zip(stream.sizes, prices, strict=False))
                total -= earned(sheet, stream, here, range(since, t), fixed)
                since = t
            yield total - earned(sheet, stream, "", range(times[-1]), fixed)


def earned(sheet: Sheet, stream: Stream, site_id: str, waited: range, fixed: list[float]) -> float:
    """Return what floors of a site, or without one those who leave last, are credited over some buckets."""
    total = 0.0
    for held, prices in sheet.floors:
        if held.site_id == site_id if held.kind != "guards-last" else not site_id:
            ones = [prices[t] for t in waited]
            total += stream.counted(held) * sum(fixed[one] for one in ones if one is not None)
    return total
