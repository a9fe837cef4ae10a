"""A cut through one replication of a forecast: what has begun by a local midnight, and what is known of the rest.

Begun is what the plan in force starts before that minute, with all it waits for (docs/reference/forecast-meaning.md,
section 5). Times before ``at_minute`` happened; later ones are expected, if from then on nothing more goes wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass

from repli.model.operation import Operation
from repli.model.plan import Booking, HandoverAct, Movement, Plan, SiteAct

__all__ = ["Begun", "Cut", "Replan", "ReplanForecast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Something that has begun, as the plan had it, and the minutes of its stops: come and gone, or expected to."""

    planned: Movement | SiteAct | HandoverAct | Booking
    came_minutes: tuple[int, ...]
    went_minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What stands where at ``at_minute``.

    ``shut_until`` are (clearance or road leg id, minute): known to be late, revoked or closed until then;
    ``crisis_until_minute`` holds every clearance. ``requested`` are (clearance id, minute) of requests that were made.
    ``promised_minute`` is closure as the plan in force had it, ``expected_minute`` as it is expected now.
    """

    at_minute: int
    begun: tuple[Begun, ...]
    shut_until: tuple[tuple[str, int], ...]
    crisis_until_minute: int
    requested: tuple[tuple[str, int], ...]
    promised_minute: int
    expected_minute: int


Replan = Callable[[Operation, Cut], Plan | None]
"""The whole operation and a cut -> a plan of what has not begun, in the names of the operation; None = go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanForecast:
    """Following the plan and replanning it every ``every_days`` under the same luck, one set of assumptions.

    ``follow`` and ``replan`` are chances of the deadline, ``difference`` with the standard error of the pairs;
    ``days_gained`` is mean closure, following less replanning (never = the horizon), ``days_error`` its standard error.
    Quantiles are (percent, minute), None beyond the horizon. ``asked`` counts calls for a new plan, ``offered`` the
    plans that came, ``adopted`` the replications and cuts at which one was better and taken.
    """

    scenario: str
    every_days: int
    seed: int
    replications: int
    follow: float
    replan: float
    difference: float
    standard_error: float
    days_gained: float
    days_error: float
    follow_quantiles_minute: tuple[tuple[int, int | None], ...]
    replan_quantiles_minute: tuple[tuple[int, int | None], ...]
    asked: int
    offered: int
    adopted: int
