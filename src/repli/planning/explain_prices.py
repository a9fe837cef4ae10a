"""On which days the certificate of a plan's stay has a price above 0, for each scarce thing and floor.

A row's price of a certificate counts in its buckets; where rows begin with the first bucket (spots, sets, vehicles),
what is used on a day pays all rows that end on it or later, so a price holds from as_of up to the last such day.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from repli.model import Certificate, Operation, Plan
from repli.planning.objective import day_of
from repli.planning.prices.tours import TOURS

__all__ = ["priced_days"]

_Key = tuple[str, str]


def priced_days(operation: Operation, plan: Plan) -> Mapping[_Key, frozenset[int]]:
    """Return (kind, subject) -> civil days with a price; floors as (``floor-people``, ``SITE/function``).

    Sequences of sorties are named by their type alone.
    """
    found: dict[_Key, set[int]] = defaultdict(set)
    for one in plan.bound.certificates:
        if one.claim == "stay":
            for key, days in (*_of_rows(operation, one), *_of_floors(operation, one)):
                found[key].update(days)
    return {key: frozenset(days) for key, days in found.items()}


def _of_rows(operation: Operation, certificate: Certificate) -> Iterator[tuple[_Key, range]]:
    for row in certificate.rows:
        thing = row.subject.partition("/")[0] if row.kind == TOURS else row.subject
        yield (row.kind, thing), _days(operation, certificate, row.first, row.last)


def _of_floors(operation: Operation, certificate: Certificate) -> Iterator[tuple[_Key, range]]:
    for one in certificate.floors:
        for bucket, price in enumerate(one.prices):
            if price:
                yield (one.kind, f"{one.site_id}/{one.function or ''}"), _days(operation, certificate, bucket, bucket)


def _days(operation: Operation, certificate: Certificate, first: int, last: int) -> range:
    """Return the civil days that buckets meet."""
    start, end = certificate.grid_minute[first], certificate.grid_minute[last + 1]
    return range(day_of(operation, start), day_of(operation, end - 1) + 1)
