"""Prices that prove bounds: what leaves pays, what carries it pays for scarce things (docs/reference/bound-meaning.md).

>>> bounded(operation, plan).bound.stay.minutes  # doctest: +SKIP
"""

from repli.planning.prices.bounds import priced_bound

__all__ = ["priced_bound"]
