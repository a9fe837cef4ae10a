"""Teams, seats on commercial flights and the pairs of dangerous goods that stay apart."""

from datetime import date

from repli.intake.draft import Draft
from repli.intake.expand.calendar import Calendar
from repli.intake.tables.teams import TeamRow
from repli.model import SeatBlock, Team
from repli.units import Interval

__all__ = ["seat_blocks_of", "segregation_of", "teams_of"]


def teams_of(draft: Draft, calendar: Calendar) -> tuple[Team, ...]:
    """Return the teams by id, with the hours in which they work."""
    return tuple(
        Team(
            team_id=row.team_id,
            kind=row.kind,
            count=row.count,
            places=frozenset(row.places or ()),
            change_minutes=row.change_minutes,
            open_intervals=_hours(row, calendar),
        )
        for _, row in sorted(draft.teams.good(), key=lambda pair: pair[1].team_id)
    )


def _hours(row: TeamRow, calendar: Calendar) -> tuple[Interval, ...]:
    def works_on(day: date) -> bool:
        return day.weekday() in row.open_days

    return calendar.local.hours(row.opens, row.closes, calendar.span, works_on)


def seat_blocks_of(draft: Draft, calendar: Calendar) -> tuple[SeatBlock, ...]:
    """Return the commercial flights by id."""
    when = calendar.local.when
    return tuple(
        SeatBlock(
            flight_id=row.flight_id,
            from_field=row.from_field,
            to_field=row.to_field,
            departs_minute=when(row.departs),
            arrives_minute=when(row.arrives),
            check_in_minutes=row.check_in_minutes,
            seats=row.seats,
            payload_kg=row.payload_kg,
        )
        for _, row in sorted(draft.seats.good(), key=lambda pair: pair[1].flight_id)
    )


def segregation_of(draft: Draft) -> frozenset[tuple[str, str]]:
    """Return the pairs, each sorted, that may not be aboard together."""
    pairs = (sorted((row.class_a, row.class_b)) for _, row in draft.segregation.good() if not row.together)
    return frozenset((first, second) for first, second in pairs)
