"""The minutes that everything else is measured by: as_of, deadline, horizon, and the local midnights between."""

from dataclasses import dataclass
from datetime import date, timedelta

from repli.intake.expand.local_time import LocalTime, zone_of
from repli.intake.tables.operation_toml import AgreementTable, PlanningTable
from repli.units import MINUTES_PER_DAY, Interval

__all__ = ["LONGEST_SPAN_DAYS", "Calendar", "calendar_of"]

LONGEST_SPAN_DAYS = 2000
"""From as_of to the horizon; every day in between is expanded."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """UTC minutes of the operation (docs/reference/plan-meaning.md, A)."""

    local: LocalTime
    as_of_minute: int
    deadline_minute: int
    horizon_minute: int
    horizon_day: date

    @property
    def span(self) -> Interval:
        """The time in which hours are expanded: from the local midnight at or before as_of to the horizon."""
        return Interval(self.local.midnight(self.local.day_of(self.as_of_minute)), self.horizon_minute)

    @property
    def day_starts(self) -> tuple[int, ...]:
        """Every local midnight from as_of's day to the day after the horizon."""
        first = self.local.day_of(self.as_of_minute)
        return tuple(
            self.local.midnight(first + number * _DAY) for number in range((self.horizon_day - first).days + 2)
        )

    def end_of(self, day: date) -> int:
        """Return 24:00 local of a day."""
        return self.local.midnight(day + _DAY)


def calendar_of(agreement: AgreementTable, planning: PlanningTable, as_of_minute: int | None) -> Calendar | None:
    """Return the calendar, or None if the zone is unknown or as_of does not lie before the horizon, and near it."""
    zone = zone_of(agreement.time_zone)
    if zone is None:
        return None
    local = LocalTime(zone)
    as_of = local.when(planning.as_of) if as_of_minute is None else as_of_minute
    horizon_day = agreement.deadline + (1 + planning.overrun_days) * _DAY
    horizon = local.midnight(horizon_day)
    if not 0 < horizon - as_of <= LONGEST_SPAN_DAYS * MINUTES_PER_DAY:
        return None
    return Calendar(
        local=local,
        as_of_minute=as_of,
        deadline_minute=local.midnight(agreement.deadline + _DAY),
        horizon_minute=horizon,
        horizon_day=horizon_day,
    )
