"""Sites, fields and floors: office hours and opening hours as UTC intervals, floors as step tables."""

from datetime import date

from repli.intake.draft import Draft
from repli.intake.expand.calendar import Calendar
from repli.intake.expand.closures import Closures
from repli.intake.expand.intervals import common, without
from repli.intake.tables.places import FieldRow, SiteRow
from repli.model import Field, Floor, Site
from repli.units import MINUTES_PER_HOUR, Interval

__all__ = ["fields_of", "floors_of", "sites_of"]


def sites_of(draft: Draft, calendar: Calendar, closures: Closures) -> tuple[Site, ...]:
    """Return the sites by id."""
    return tuple(
        Site(
            site_id=row.site_id,
            name_en=row.name_en,
            name_fr=row.name_fr,
            inside=row.side == "inside",
            field_id=row.field_id,
            latitude_deg=row.latitude_deg,
            longitude_deg=row.longitude_deg,
            handed_to=row.handed_to,
            handover_minutes=row.handover_minutes or 0,
            notice_minutes=(row.notice_hours or 0) * MINUTES_PER_HOUR,
            office_intervals=without(_office_hours(row, calendar), closures.of(row.site_id)),
            act_after=bool(row.act_after),
            last_out_people=row.last_out_people or 0,
            transfer_minutes=row.transfer_minutes or 0,
            closes_after=tuple(sorted(row.closes_after or ())),
            inspection_teams=row.inspection_teams or 0,
            customs_teams=row.customs_teams or 0,
        )
        for _, row in sorted(draft.sites.good(), key=lambda pair: pair[1].site_id)
    )


def _office_hours(row: SiteRow, calendar: Calendar) -> tuple[Interval, ...]:
    if row.side != "inside" or row.office_from is None or row.office_to is None or row.office_days is None:
        return ()
    return _hours(row.office_from, row.office_to, row.office_days, calendar)


def _hours(opens: int, closes: int, days: frozenset[int], calendar: Calendar) -> tuple[Interval, ...]:
    def open_on(day: date) -> bool:
        return day.weekday() in days

    return calendar.local.hours(opens, closes, calendar.span, open_on)


def fields_of(draft: Draft, calendar: Calendar, closures: Closures) -> tuple[Field, ...]:
    """Return the fields by id."""
    return tuple(
        Field(
            field_id=row.field_id,
            name=row.name,
            inside=row.side == "inside",
            latitude_deg=row.latitude_deg,
            longitude_deg=row.longitude_deg,
            parking_spots=row.parking_spots,
            working_spots=row.working_spots,
            open_intervals=without(_opening_hours(row, calendar), closures.of(row.field_id)),
            crew_rest=row.crew_rest,
            crew_base=row.crew_base,
            handling_sets=row.handling_sets,
            fuel=bool(row.fuel),
            taken=closures.taken_at(row.field_id),
        )
        for _, row in sorted(draft.fields.good(), key=lambda pair: pair[1].field_id)
    )


def _opening_hours(row: FieldRow, calendar: Calendar) -> tuple[Interval, ...]:
    """Return the opening hours, where the field asks for it only between sunrise and sunset."""
    hours = _hours(row.opens, row.closes, row.open_days, calendar)
    if not row.daylight_only:
        return hours
    from repli.intake.expand.daylight import daylight  # noqa: PLC0415 - astral costs 30 ms that few folders need

    return common(hours, daylight(row.latitude_deg, row.longitude_deg, calendar.span))


def floors_of(draft: Draft, calendar: Calendar) -> tuple[Floor, ...]:
    """Return the floors by (site, quantity, function), each a step table ascending in time."""
    steps: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for _, row in draft.floors.good():
        step = (calendar.local.when(row.from_when), row.minimum)
        steps.setdefault((row.site_id, row.quantity, row.function or ""), []).append(step)
    return tuple(
        Floor(site_id=site_id, quantity=quantity, function=function or None, steps=tuple(sorted(table)))
        for (site_id, quantity, function), table in sorted(steps.items())
    )
