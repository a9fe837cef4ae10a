"""Checks across rows and tables. Each notes what is wrong and where; none stops the others."""

from zoneinfo import ZoneInfo

from repli.intake.checks.agreement import check_agreement
from repli.intake.checks.dangerous import check_dangerous_goods
from repli.intake.checks.force import check_floors, check_lines
from repli.intake.checks.groups import check_groups
from repli.intake.checks.loads import check_load_plans
from repli.intake.checks.network import check_clearances, check_legs
from repli.intake.checks.places import check_closures, check_fields, check_sites
from repli.intake.checks.references import check_places, check_references
from repli.intake.checks.settings import check_settings
from repli.intake.checks.slots import check_slots
from repli.intake.checks.teams import check_seats, check_teams
from repli.intake.checks.vehicles import check_fleet, check_payloads, check_types
from repli.intake.checks.ways import check_ways
from repli.intake.draft import Draft
from repli.intake.expand.calendar import Calendar, calendar_of
from repli.intake.expand.local_time import LocalTime
from repli.intake.problems import Notes

__all__ = ["check_draft"]


def check_draft(draft: Draft, notes: Notes, as_of_minute: int | None) -> Calendar | None:
    """Note everything wrong across the tables; return the calendar if there is one.

    Where the time zone is not known, times are compared in UTC, so that their own faults come to light as well.
    """
    agreement, planning = draft.toml.agreement, draft.toml.planning
    calendar = calendar_of(agreement, planning, as_of_minute) if agreement and planning else None
    local = calendar.local if calendar else LocalTime(ZoneInfo("UTC"))
    check_agreement(draft.toml, notes, as_of_minute)
    check_references(draft, notes)
    check_places(draft, notes)
    check_sites(draft, notes)
    check_fields(draft, notes)
    check_closures(draft, local, notes)
    check_slots(draft, local, notes)
    check_types(draft, notes)
    check_load_plans(draft, notes)
    check_payloads(draft, notes)
    check_fleet(draft, local, notes)
    check_legs(draft, notes)
    check_clearances(draft, local, notes)
    check_lines(draft, local, calendar, notes)
    check_groups(draft, notes)
    check_dangerous_goods(draft, notes)
    check_teams(draft, notes)
    check_seats(draft, local, notes)
    check_floors(draft, local, notes)
    check_settings(draft, notes)
    check_ways(draft, notes)
    return calendar
