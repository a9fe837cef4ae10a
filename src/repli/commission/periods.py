"""A whole withdrawal replayed: what the log says at the end of each day, beside what was published.

period = replay_period(case, out, until="2024-09-15")
period.positions[-1].figures["people_remaining"]
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from repli.commission.cases import Case, write_file
from repli.commission.record import log_contents, replay
from repli.errors import InputError, UsageError, phrase
from repli.execution import ReplayedHistory
from repli.reporting import (
    ClaimCheck,
    DayPosition,
    PeriodFacts,
    check_claims,
    day_positions,
    end_of_day,
    period_page,
    period_tables,
    steps_of,
    table_csv,
)
from repli.units import datetime_of_minute

__all__ = ["Period", "replay_period"]

PAGE = "period.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What the replay made, the positions at the end of each day, and the published figures beside them."""

    replayed: ReplayedHistory
    positions: tuple[DayPosition, ...]
    checks: tuple[ClaimCheck, ...]
    files: tuple[str, ...]


def replay_period(case: Case, out: Path, *, until: str | None = None) -> Period:
    """Replay a history to the end of the local day ``until`` into ``out``, with a page and tables of the whole.

    Without ``until`` it is the first part of the history. Raise UsageError for what is no day, or before the first
    movement, InputError for a later part that does not fit the operation, and what `replay` raises.
    """
    history = case.first_part if until is None else case.history.before(_end(case, until))
    if case.later and until is not None and until > (case.history.first_day or ""):
        raise InputError(case.later)
    replayed = replay(case, out, history=history)
    contents = log_contents(out / "log")
    zone = case.operation.agreement.time_zone
    days = tuple(_days(case, replayed, until))
    positions = tuple(day_positions(contents.events, contents.sidecars.get, days, time_zone=zone))
    checks = check_claims(
        case.history.claims,
        steps_of(positions),
        baseline=positions[-1].figures["people_baseline"],
        as_of_minute=positions[-1].minute,
        time_zone=zone,
        reconstruction=case.truth.reconstruction,
    )
    files = _files(case, positions, checks)
    for name, data in files.items():
        write_file(out / name, data)
    return Period(replayed=replayed, positions=positions, checks=checks, files=tuple(files))


def _files(case: Case, positions: tuple[DayPosition, ...], checks: tuple[ClaimCheck, ...]) -> Mapping[str, bytes]:
    page = period_page(
        PeriodFacts(
            truth=case.truth,
            reader=phrase("for the two parties only"),
            operation=case.operation,
            checks=checks,
            positions=positions,
        )
    )
    tables = {f"{table.name}.csv": table_csv(table) for table in period_tables(checks, positions)}
    return {PAGE: page.encode(), **tables}


def _end(case: Case, until: str) -> int:
    """Return the minute at which a day ends; raise UsageError for what is no day, or comes before everything."""
    try:
        end = end_of_day(until, case.operation.agreement.time_zone)
    except (ValueError, OverflowError):
        raise UsageError(
            phrase("--until {text}: this is not a day.", text=until), phrase("Write it as 2024-09-15.")
        ) from None
    first = min((one.at_minute for one in case.history.movements), default=None)
    if first is not None and end <= first:
        raise UsageError(
            phrase("--until {text}: the history of this case begins later.", text=until),
            phrase("Its first movement is on {day}.", day=_local_day(case, first).isoformat()),
        )
    return end


def _days(case: Case, replayed: ReplayedHistory, until: str | None) -> Iterator[str]:
    """Yield the days from the first movement that was replayed to ``until``, or to the last thing that happened."""
    history = replayed.history
    first = _local_day(case, min(one.at_minute for one in history.movements))
    last = _local_day(case, history.last_minute or 0)
    deadline = _local_day(case, case.operation.agreement.deadline_minute - 1)
    end = last if until is None else min(date.fromisoformat(until), max(last, deadline))
    for number in range((max(end, first) - first).days + 1):
        yield (first + timedelta(days=number)).isoformat()


def _local_day(case: Case, minute: int) -> date:
    return datetime_of_minute(minute).astimezone(ZoneInfo(case.operation.agreement.time_zone)).date()
