"""The bounds of an operation with their certificates: sites first, then closure day, stay and flying minutes.

Each certificate is proposed by a linear program, made whole and worked out exactly; where no solver answers, what is
known without prices stays (docs/reference/bound-meaning.md, 6 and 7).

>>> priced_bound(operation, closure_bound(operation)).stay.minutes  # doctest: +SKIP
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from repli.model import Bound, BoundRow, Certificate, Least, Operation
from repli.planning.lines import leaving_of
from repli.planning.prices.alone import row_of
from repli.planning.prices.ask import Ask
from repli.planning.prices.certify import certificate_of
from repli.planning.prices.doors import LOADED
from repli.planning.prices.ends import Ends, ends_of, site_doors
from repli.planning.prices.exact import claimed_value, worth
from repli.planning.prices.grid import Buckets, daily
from repli.planning.prices.ground import Ground
from repli.planning.prices.offers import offers_of
from repli.planning.prices.propose import propose
from repli.planning.prices.solver import SolverError
from repli.planning.prices.streams import streams_of
from repli.planning.prices.touring import step_of
from repli.units import MINUTES_PER_DAY

__all__ = ["priced_bound"]

_MOST_ROWS = 6
_FINE = 10_000_000
"""What a price of 1 becomes in certificates of kind ``site`` and ``closure``."""
_DAY_PRICE = 2_000_000
"""What a person's day becomes, at most, in a certificate of kind ``stay``."""
_MINUTE_PRICE = 1_000_000
"""What a flight minute becomes."""
_SPARE_DAYS = 3
_STEP, _FINE_STEP, _COARSE_STEP = 1.5, 1.1, 2.25
"""How many times the least positions a tonne the items of a stream may have."""
_LOOKS = (
    (8, 1, _FINE_STEP),
    *((parts, 1, step) for parts in (4, 2) for step in (_FINE_STEP, _STEP)),
    (1, 1, _FINE_STEP),
    *((1, together, step) for together in (1, 2, 3, 5, 8) for step in (_STEP, _COARSE_STEP)),
)
"""How a stay is looked at, the finest first: a day in so many parts, or so many days as one; the step of streams."""
_STOCKS, _FINE_STOCKS = 20_500, 22_000
"""How many stocks of streams, each in each bucket, a program may have, and one that is finer than a day."""


@dataclass(slots=True)
class _Desk:
    """The work on one operation: its ground, and what was proven so far."""

    ground: Ground
    ends: Ends
    last_minute: int
    certificates: list[Certificate] = field(default_factory=list)
    claimed: dict[str, int] = field(default_factory=dict)


def priced_bound(operation: Operation, known: Bound, last_minute: int | None = None) -> Bound:
    """Return the bound with its rows, certificates and figures; ``known`` holds the rows that need no prices.

    ``last_minute`` says until when days are looked at one by one: where a plan closes, if one is known.
    """
    ground = Ground(operation)
    ends = ends_of(ground.waves, {})
    rows = list(known.rows)
    last = max([operation.as_of_minute, *ends.last_off.values()]) if last_minute is None else last_minute
    desk = _Desk(ground, ends, min(last, operation.horizon_minute))
    if ground.families and all(_gets_out(ground)):
        for site_id in sorted(ends.last_off, key=lambda one: (-ends.last_off[one], one)):
            rows += _claimed_rows(desk, "site", site_id, ends.last_off[site_id])
        rows += _claimed_rows(desk, "closure", "", _latest(operation, rows))
    stay, flying = _stay(desk), _flying(desk)
    best = sorted(set(rows), key=lambda row: (-row.value_day, row.kind, row.subject, -row.from_minute))[:_MOST_ROWS]
    kept = {row.subject for row in best if row.kind == "prices"}
    used = [one for one in desk.certificates if one.claim != "closure" or "closure" in kept]
    alone = _alone(desk)
    return Bound(
        closure_day=best[0].value_day if best else 0,
        method=best[0].kind if best else "nothing to move",
        proven=True,
        rows=tuple(best),
        stay=stay,
        flying=flying,
        alone_minutes=0 if alone is None else alone.value,
        certificates=tuple(used),
    )


def _gets_out(ground: Ground) -> Iterator[bool]:
    """Yield whether each line can leave its site and get out at all."""
    for line in leaving_of(ground.operation):
        yield ground.firsts.out(line) is not None


def _latest(operation: Operation, rows: list[BoundRow]) -> int:
    """Return a minute before which no plan closes, by the rows."""
    day_starts = operation.agreement.day_starts
    day = max((row.value_day for row in rows), default=0)
    return day_starts[min(day, len(day_starts) - 1)]


def _claimed_rows(desk: _Desk, claim: str, subject: str, known_minute: int) -> Iterator[BoundRow]:
    """Look for the latest day before which it is proven not to be over; keep its certificate."""
    operation = desk.ground.operation
    buckets = daily(operation, operation.horizon_minute)
    first = buckets.of(max(known_minute, operation.as_of_minute))
    if first is None:
        return
    best = _gallop(lambda until: _over(desk, claim, subject, buckets, until), first + 1, len(buckets) - 1)
    if best is None:
        return
    desk.certificates.append(best)
    minute = best.grid_minute[best.value]
    out = minute
    if claim == "site":
        desk.claimed[subject] = minute
        desk.ends = ends_of(desk.ground.waves, desk.claimed)
        out += desk.ground.onward[subject]
    yield row_of(operation, "prices", subject or "closure", minute, out)


def _gallop(proven: Callable[[int], Certificate | None], low: int, high: int) -> Certificate | None:
    """Return the certificate of the largest bucket that is proven, if provable ones come first; None if none is."""
    best, step = None, 1
    while low <= high:
        found = proven(low)
        if found is None:
            break
        best, low, step = found, low + step, step * 2
    high = min(high, low - 1)
    low = best.value + 1 if best is not None else high + 1
    while low <= high:
        middle = (low + high) // 2
        found = proven(middle)
        if found is None:
            high = middle - 1
        else:
            best, low = found, middle + 1
    return best


def _over(desk: _Desk, claim: str, subject: str, whole: Buckets, until: int) -> Certificate | None:
    """Return a certificate that it is not over before a bucket; None if none was found."""
    buckets = _backwards(whole, until)
    until = len(buckets) - 1
    ground, offers = desk.ground, offers_of(desk.ground.scarce, buckets)
    held = tuple(ground.held(desk.ends, buckets)) if claim == "closure" else ()
    families = [one for one in ground.families if claim != "site" or one.site_id == subject]
    doors = {door for door in offers if door.kind == LOADED}
    if claim == "site":
        doors = set(site_doors(ground.firsts, subject)) & set(offers)
        offers = {door: offers[door] for door in offers if door in doors}
    ask = Ask(
        claim=claim,
        buckets=buckets,
        offers={door: offers[door] for door in sorted(doors)},
        streams=streams_of(families, buckets, held, _STEP),
        held=held,
        until=until,
    )
    bare = Certificate(claim=claim, subject=subject, value=until, scale=1, grid_minute=buckets.cuts)
    try:
        found = certificate_of(bare, propose(ground, ask), offers, _FINE)
    except SolverError:
        return None
    total = worth(ground, found, desk.ends)
    return found if total is None or total > 0 else None


def _backwards(whole: Buckets, until: int) -> Buckets:
    """Return buckets that end before a day: a day, two, four and so on, back to the first; and one for the rest."""
    cuts, back = [until], 1
    while cuts[0] > 0:
        cuts.insert(0, max(0, cuts[0] - back))
        back *= 2
    return Buckets((*(whole.cuts[cut] for cut in cuts), whole.cuts[-1]))


def _stay(desk: _Desk) -> Least:
    """Return the least stay: by prices if they prove more than each line does alone."""
    ground, operation = desk.ground, desk.ground.operation
    alone = _alone(desk)
    if alone is None:
        return Least()
    buckets, step = _look(desk, daily(operation, desk.last_minute + _SPARE_DAYS * MINUTES_PER_DAY))
    unit = ground.weights.person * MINUTES_PER_DAY
    scale = max(1, unit // _DAY_PRICE)
    bare = Certificate(claim="stay", subject="", value=0, scale=scale, grid_minute=buckets.cuts)
    priced = _priced(desk, bare, unit / scale, step)
    if priced is None or priced.value <= alone.value:
        desk.certificates.append(alone)
        return Least(minutes=alone.value, level="alone", proven=True)
    desk.certificates.append(priced)
    return Least(minutes=priced.value, level="prices", proven=True)


def _look(desk: _Desk, days: Buckets) -> tuple[Buckets, float]:
    """Return the finest buckets with which the program stays small, and the step of its streams."""
    held = tuple(desk.ground.held(desk.ends, days))
    stocks = {
        step: sum(len(one.sites(hops=True)) for one in streams_of(desk.ground.families, days, held, step))
        for step in (_FINE_STEP, _STEP, _COARSE_STEP)
    }
    for parts, together, step in _LOOKS:
        buckets = days.finer(parts).coarser(together)
        if stocks[step] * len(buckets) <= (_STOCKS if parts == 1 else _FINE_STOCKS):
            return buckets, step
    return days.coarser(_LOOKS[-1][1]), _COARSE_STEP


def _alone(desk: _Desk) -> Certificate | None:
    """Return the certificate without prices: each line out as soon as it can be, alone."""
    operation = desk.ground.operation
    cuts = (operation.as_of_minute, operation.horizon_minute + 1)
    bare = Certificate(claim="stay", subject="", value=0, scale=1, grid_minute=cuts)
    value = claimed_value(desk.ground, bare, desk.ends)
    return None if value is None else replace(bare, value=value)


def _flying(desk: _Desk) -> Least:
    """Return the least flying minutes: one bucket is enough, since no time is counted."""
    operation = desk.ground.operation
    cuts = (operation.as_of_minute, operation.horizon_minute + 1)
    bare = Certificate(claim="flying", subject="", value=0, scale=_MINUTE_PRICE, grid_minute=cuts)
    priced = _priced(desk, bare, _MINUTE_PRICE, _STEP)
    if priced is None:
        return Least()
    desk.certificates.append(priced)
    return Least(minutes=priced.value, level="prices", proven=True)


def _priced(desk: _Desk, bare: Certificate, resolution: float, step: float) -> Certificate | None:
    """Return ``bare`` with the best prices found and what they are worth; None where no solver answers."""
    ground, buckets = desk.ground, Buckets(bare.grid_minute)
    toured = bare.claim == "stay" and step_of(ground.scarce.tours, buckets) is not None
    offers = offers_of(ground.scarce, buckets, toured=toured)
    held = tuple(ground.held(desk.ends, buckets)) if bare.claim == "stay" else ()
    ask = Ask(
        claim=bare.claim,
        buckets=buckets,
        offers={door: some for door, some in offers.items() if door.kind == LOADED},
        streams=streams_of(ground.families, buckets, held, step),
        held=held,
    )
    try:
        found = certificate_of(bare, propose(ground, ask), offers, resolution)
    except SolverError:
        return None
    value = claimed_value(ground, found, desk.ends)
    return None if value is None else replace(found, value=max(0, value))
