"""The plan of the tiny operation, agreed, at a later minute, on the operation as it is or as something changed it.

R001 and R002 leave on day 0; C001 brings all of FEED on day 1, and R003 and R004 take the rest out that evening.
"""

from functools import cache

from repli.model import Operation, Plan
from repli.planning import Terms, make_plan
from repli.planning.board import board_of
from repli.planning.past import Ground, ground_of
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of
from tests.tiny import at, tiny_operation

__all__ = ["agreed_plan", "ground_at"]


@cache
def agreed_plan() -> Plan:
    """The plan that was agreed."""
    return make_plan(tiny_operation(), seed=1, version="test", thorough=False)


def ground_at(now_minute: int = at(1), operation: Operation | None = None, **terms: object) -> Ground:
    """What has begun by a minute, and what is to come."""
    made = Terms(now_minute=now_minute, **terms)  # type: ignore[arg-type]  # by name
    start = board_of(ways_of(operation or tiny_operation()))
    return ground_of(start, agreed_plan(), made, variants_of(1)[0])
