"""From the signed past to what is to come: what is left after the departures of a log, planned and run again.

outlook = outlook_at(case, minute_from_text("2024-06-17T00:00Z"), out, seed=1)
outlook.forecast.scenario("base").chance
"""

from dataclasses import replace
from pathlib import Path

from repli.commission.cases import Case
from repli.commission.forecasts import forecast
from repli.commission.pages import Outlook
from repli.commission.plans import Advance, make_plan, remaining
from repli.commission.record import replay
from repli.errors import UsageError, phrase
from repli.execution import ReplayedHistory

__all__ = ["outlook_after", "outlook_at"]


def outlook_after(case: Case, replayed: ReplayedHistory, from_minute: int, *, seed: int, advance: Advance) -> Outlook:
    """Plan what is left from the first local midnight at or after ``from_minute``, and forecast that plan."""
    horizon = case.operation.horizon_minute
    days = [start for start in case.operation.agreement.day_starts if from_minute <= start < horizon]
    if not days:
        raise UsageError(
            phrase("The history ends after the horizon of the operation."),
            phrase("Correct the times in reconstruction.csv, or the deadline."),
        )
    operation = remaining(case.operation, replayed.departed_people, replayed.departed_items, days[0])
    plan = make_plan(operation, seed=seed, progress=advance)
    return Outlook(operation=operation, plan=plan, forecast=forecast(operation, plan, seed=seed, progress=advance))


def outlook_at(case: Case, at_minute: int, out: Path, *, seed: int, advance: Advance | None = None) -> Outlook:
    """Return the outlook from what was signed before a minute: the log up to there is written into ``out``.

    Raise UsageError if nothing had been signed by then.
    """
    movements = tuple(one for one in case.history.movements if one.at_minute < at_minute)
    known = replace(case, history=replace(case.history, movements=movements))
    return outlook_after(
        case, replay(known, out), at_minute, seed=seed, advance=advance or (lambda _done, _total: None)
    )
