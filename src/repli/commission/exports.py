"""Files that planners' own tools open: of a plan (restricted), and of a log's public figures (public)."""

from collections.abc import Mapping
from pathlib import Path

from repli import intake, planning
from repli.commission.cases import Case
from repli.commission.pages import facts_for_the_public
from repli.commission.record import LogContents, truth_of
from repli.language import speaker
from repli.model import Plan
from repli.reporting import (
    CalendarEntry,
    calendar_bytes,
    geography_json,
    package_files,
    plan_tables,
    public_tables,
    table_csv,
    tables_book,
    truth_line,
)
from repli.reporting.voice import Voice
from repli.units import MINUTES_PER_DAY

__all__ = ["export_plan", "export_public"]

_ROLES = ("force", "host")


def export_plan(case: Case, plan: Plan, *, language: str) -> Mapping[str, bytes]:
    """Return the files of a plan, by name: workbooks, CSV, one calendar per role, a map, a force list. Restricted."""
    operation = case.operation
    truth = truth_line(case.truth, Voice(language, operation.agreement.time_zone))
    tables = plan_tables(operation, plan)
    return {
        "plan.xlsx": intake.plan_book(plan),
        "manifests.xlsx": tables_book(tables, truth),
        **{f"{table.name}.csv": table_csv(table) for table in tables},
        "force_list.xlsx": intake.force_list_book(operation, plan, language=language),
        "map.geojson": geography_json(operation, plan, truth),
        **{f"{role}.ics": _calendar(case, plan, role, language, truth) for role in _ROLES},
    }


def _calendar(case: Case, plan: Plan, role: str, language: str, truth: str) -> bytes:
    """Return everything that one role has to do, from as_of to the horizon."""
    operation = case.operation
    speak = speaker(language)
    days = -(-(operation.horizon_minute - operation.as_of_minute) // MINUTES_PER_DAY)
    duties = planning.next_days(operation, plan, operation.as_of_minute, days)
    party = next((one for one in operation.agreement.parties if one.role == role), None)
    name = role if party is None else party.name_fr if language == "fr" else party.name_en
    return calendar_bytes(
        (
            CalendarEntry(minute=one.minute, kind=one.kind, subject=one.subject, sentence=speak(one.sentence))
            for one in duties
            if role in one.roles
        ),
        name=name,
        operation_id=operation.operation_id,
        made_minute=operation.as_of_minute,
        truth=truth,
    )


def export_public(case: Case, contents: LogContents, keys: Path, *, language: str) -> Mapping[str, bytes]:
    """Return the public figures of a log, by name: a data package, and its tables as a workbook. The past only."""
    facts = facts_for_the_public(case, contents, keys)
    truth = truth_line(truth_of(case, contents.genesis), Voice(language, case.operation.agreement.time_zone))
    return {**package_files(facts), "figures.xlsx": tables_book(public_tables(facts), truth)}
