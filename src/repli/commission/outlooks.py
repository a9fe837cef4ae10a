"""From the signed past to what is to come: what is left after the departures of a log, planned and run again.

outlook = outlook_at(case, minute_from_text("2024-06-17T00:00Z"), out, seed=1)
outlook.forecast.scenario("base").chance
position, outlook = outlook_from(case, out / "log", out / "restricted" / "roster.json", at="12", seed=1)
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from repli import planning
from repli.commission.cases import Case
from repli.commission.forecasts import forecast
from repli.commission.pages import Outlook
from repli.commission.plans import Advance, make_plan, remaining
from repli.commission.record import log_contents, replay
from repli.errors import UsageError, phrase
from repli.execution import ReplayedHistory, StandingLines, standing_lines
from repli.ledger.shapes import second_of_time
from repli.progress import Figure, figures, fold
from repli.units import SECONDS_PER_MINUTE, minute_from_text

__all__ = [
    "Position",
    "first_midnight",
    "outlook_after",
    "outlook_at",
    "outlook_from",
    "position_until",
    "standing_case",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A position of a log: its first ``events``, signed until a minute, and the ``figures`` that follow from them."""

    events: int
    signed_until_minute: int
    figures: tuple[Figure, ...]


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def first_midnight(case: Case, from_minute: int) -> int:
    """Return the first local midnight at or after a minute; raise UsageError if the horizon comes first."""
    horizon = case.operation.horizon_minute
    days = [start for start in case.operation.agreement.day_starts if from_minute <= start < horizon]
    if not days:
        raise UsageError(
            phrase("The history ends after the horizon of the operation."),
            phrase("Correct the times in reconstruction.csv, or the deadline."),
        )
    return days[0]


def _outlook(
    case: Case,
    people: Mapping[str, int],
    items: tuple[str, ...],
    from_minute: int,
    *,
    seed: int,
    advance: Advance,
    replications: int = 10_000,
    policy: str = "dispatch",
    workers: int | None = None,
) -> Outlook:
    operation = remaining(case.operation, people, items, first_midnight(case, from_minute))
    plan = make_plan(operation, seed=seed, progress=advance)
    found = forecast(
        operation, plan, seed=seed, replications=replications, policy=policy, workers=workers, progress=advance
    )
    return Outlook(operation=operation, plan=plan, forecast=found)


def outlook_after(case: Case, replayed: ReplayedHistory, from_minute: int, *, seed: int, advance: Advance) -> Outlook:
    """Plan what is left from the first local midnight at or after ``from_minute``, and forecast that plan."""
    return _outlook(case, replayed.departed_people, replayed.departed_items, from_minute, seed=seed, advance=advance)


def outlook_at(case: Case, at_minute: int, out: Path, *, seed: int, advance: Advance | None = None) -> Outlook:
    """Return the outlook from what was signed before a minute: the log up to there is written into ``out``.

    It knows the first part of a history, whose departures are all from where the plan has people.
    Raise UsageError if nothing had been signed by then.
    """
    known = replace(case, history=case.first_part.before(at_minute))
    return outlook_after(case, replay(known, out), at_minute, seed=seed, advance=advance or _silent)


def outlook_from(
    case: Case,
    log: Path,
    roster: Path,
    *,
    at: str | None = None,
    seed: int,
    replications: int = 10_000,
    policy: str = "dispatch",
    workers: int | None = None,
    advance: Advance = _silent,
) -> tuple[Position, Outlook]:
    """Return a position of a log, and the outlook from there: the last one, the N-th event, or all signed by a time.

    The log is read and replayed, every rule of it; whose keys signed it is for `verify` to say. Raise UsageError for a
    position that the log has not, LedgerError or RefusedError for a log that cannot be read or replayed.
    """
    contents = log_contents(log)
    times = [-(-second_of_time(event.frame.at) // SECONDS_PER_MINUTE) for event in contents.events]
    count = len(times) if at is None else _events_until(at, times)
    replayed = fold(contents.events[:count], contents.sidecars.get)
    standing = standing_lines(roster, replayed, contents.sidecars.get)
    position = Position(events=count, signed_until_minute=times[count - 1], figures=figures(replayed.state))
    asked = None if at is None or at.isdecimal() else minute_from_text(at)
    from_minute = max(asked or times[count - 1], case.operation.as_of_minute)
    case, people = standing_case(case, standing)
    return position, _outlook(
        case,
        people,
        standing.items,
        from_minute,
        seed=seed,
        advance=advance,
        replications=replications,
        policy=policy,
        workers=workers,
    )


def standing_case(case: Case, standing: StandingLines) -> tuple[Case, Mapping[str, int]]:
    """Return a case whose people and items stand where a log says, and who of each line is no more to depart.

    Raise UsageError for people that it cannot place.
    """
    where = standing.people, standing.came, standing.elsewhere, standing.item_sites
    operation = planning.standing_operation(case.operation, *where)
    later = {name for name, _, _ in standing.came} - set(operation.people_of)
    return replace(case, operation=operation), {k: n for k, n in standing.people.items() if k not in later}


def position_until(log: Path, roster: Path, minute: int) -> StandingLines:
    """Return what departed, and where all else stands, by what was signed up to a minute; nothing if nothing was."""
    contents = log_contents(log)
    times = [-(-second_of_time(event.frame.at) // SECONDS_PER_MINUTE) for event in contents.events]
    count = next((n for n, one in enumerate(times) if one > minute), len(times))
    held = contents.sidecars.get
    return standing_lines(roster, fold(contents.events[:count], held), held)


def _events_until(at: str, times: list[int]) -> int:
    """Return how many events a position holds: a number of them, or all before the first one signed after a time."""
    try:
        last = 0 if at.isdecimal() else minute_from_text(at)
        count = int(at) if at.isdecimal() else next((n for n, one in enumerate(times) if one > last), len(times))
    except ValueError:
        raise UsageError(
            phrase("--at {text}: this is neither a number of events nor a time.", text=at),
            phrase("Write it as 12, or as 2024-06-07T12:00Z (UTC)."),
        ) from None
    if not 0 < count <= len(times):
        raise UsageError(
            phrase("The log has no position {at}: it holds {count} events.", at=at, count=len(times)),
            phrase("The first event founds the log; nothing was signed before it."),
        )
    return count
