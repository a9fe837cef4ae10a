"""In which order gains are looked for: what lowers the bound of the closure day first, then what has the best price.

The certificate of the stay prices scarce things: one more of a thing is worth its price times how much more there is
of it (docs/reference/bound-meaning.md, 4). That is a hope and no gain: it orders the tries and is never reported.

>>> in_order(operation, plan, things)[0].priced_minutes  # doctest: +SKIP
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repli.model import Certificate, Operation, Plan
from repli.planning.bound import closure_bound
from repli.planning.gains_thing import Thing
from repli.planning.prices.doors import Yard
from repli.planning.prices.exact import toured
from repli.planning.prices.grid import Buckets
from repli.planning.prices.payers import weights_of
from repli.planning.prices.scarce import Scarce, Subject

__all__ = ["Hope", "in_order"]

_PRICED = {
    "fleet": ("fleet", "rounds"),
    "permits": ("permits",),
    "window": ("permits",),
    "lead": ("permits",),
    "parking": ("parking",),
    "work": ("work",),
    "sets": ("sets",),
    "hours": ("work", "sets", "parking"),
}
"""Which rows of a certificate one more of a kind of thing can change."""

_IN_BOUND = frozenset(
    {"ready-last", "ready", "window", "lead", "permits", "hours", "office", "notice", "road", "floor"}
)
"""Kinds of which one more can lower the bound that needs no prices."""

_UNPRICED_FIRST = ("fleet", "crew", "hours", "work", "parking", "sets", "team", "ready-last", "ready", "floor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hope:
    """A thing, by how many days one more of it lowers the closure bound, and what prices make of the stay."""

    thing: Thing
    bound_days: int
    priced_minutes: int


def in_order(operation: Operation, plan: Plan, things: Sequence[Thing]) -> tuple[Hope, ...]:
    """Return the things with the best hopes first."""
    day = closure_bound(operation).closure_day
    stay = next((one for one in plan.bound.certificates if one.claim == "stay"), None)
    price = None if stay is None else _Price(operation, stay)
    hopes = []
    for thing in things:
        lower = day - closure_bound(thing.more(operation)).closure_day if thing.kind in _IN_BOUND else 0
        minutes = 0 if price is None else price.of(thing)
        hopes.append(Hope(thing=thing, bound_days=max(0, lower), priced_minutes=minutes))
    return tuple(sorted(hopes, key=_best_first))


def _best_first(hope: Hope) -> tuple[int, int, int]:
    kind = hope.thing.kind
    rank = _UNPRICED_FIRST.index(kind) if kind in _UNPRICED_FIRST else len(_UNPRICED_FIRST)
    return (-hope.bound_days, -hope.priced_minutes, rank)


class _Price:
    """What one more of a thing is worth at the prices of a certificate, in minutes of stay."""

    def __init__(self, operation: Operation, certificate: Certificate) -> None:
        self.operation, self.certificate = operation, certificate
        self.buckets = Buckets(certificate.grid_minute)
        self.divisor = weights_of(operation).divisor
        self.scarce = Scarce(Yard(operation))

    def of(self, thing: Thing) -> int:
        """Return the minutes."""
        changed = thing.more(self.operation)
        if thing.kind == "floor":
            return self._scaled(self._floors(changed))
        rows = [one for one in self.certificate.rows if self._touches(thing, (one.kind, one.subject))]
        if not rows and thing.kind != "fleet":
            return 0
        more = Scarce(Yard(changed))
        total = 0
        if thing.kind == "fleet":
            total = toured(more, self.certificate) - toured(self.scarce, self.certificate)
        for row in rows:
            subject = (row.kind, row.subject)
            least = self.scarce.capacity(subject, self.buckets, row.first, row.last)
            total += row.price * (more.capacity(subject, self.buckets, row.first, row.last) - least)
        return self._scaled(total)

    def _touches(self, thing: Thing, subject: Subject) -> bool:
        kind, name = subject
        return kind in _PRICED.get(thing.kind, ()) and thing.subject in {name, name.rsplit("/", 1)[0]}

    def _floors(self, changed: Operation) -> int:
        """Return what is credited less where floors are lower."""
        total = 0
        for one in self.certificate.floors:
            before = list(_least(self.operation, one.kind, one.site_id, one.function, self.buckets))
            after = list(_least(changed, one.kind, one.site_id, one.function, self.buckets))
            total += sum(
                price * (high - low) for price, high, low in zip(one.prices, before, after, strict=True) if price
            )
        return total

    def _scaled(self, total: int) -> int:
        return max(0, total * self.certificate.scale // self.divisor)


def _least(operation: Operation, kind: str, site_id: str, function: str | None, buckets: Buckets) -> Iterator[int]:
    """Yield what a floor asks for at the last minute of each bucket."""
    floors = [
        one
        for one in operation.floors
        if (f"floor-{one.quantity}", one.site_id, one.function) == (kind, site_id, function)
    ]
    for cut in buckets.cuts[1:]:
        values = (least for one in floors for at, least in reversed(one.steps) if at < cut)
        yield next(values, 0)
