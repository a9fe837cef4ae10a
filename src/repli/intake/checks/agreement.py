"""operation.toml across its tables: two parties, days in order, a known time zone, an as_of before the horizon."""

from collections.abc import Iterable

from repli.errors import phrase
from repli.intake.expand.calendar import LONGEST_SPAN_DAYS, calendar_of
from repli.intake.expand.local_time import zone_of
from repli.intake.problems import Notes
from repli.intake.tables.operation_toml import FILE, AgreementTable, PlanningTable
from repli.intake.toml_file import TomlFile
from repli.units import text_of_minute

__all__ = ["check_agreement"]

_ROLES = ("force", "host")


def check_agreement(toml: TomlFile, notes: Notes, as_of_minute: int | None) -> None:
    """Note what is wrong across the tables of operation.toml."""
    _check_unique(toml, "party", ((place, party.id) for place, party in toml.parties()), notes)
    _check_unique(toml, "milestone", ((place, one.id) for place, one in toml.milestones()), notes)
    _check_roles(toml, notes)
    if toml.agreement:
        _check_days(toml, toml.agreement, notes)
    if toml.planning:
        _check_planning(toml, toml.planning, notes)
    if toml.agreement and toml.planning:
        _check_as_of(toml, toml.agreement, toml.planning, as_of_minute, notes)


def _check_unique(toml: TomlFile, table: str, ids: Iterable[tuple[int, str]], notes: Notes) -> None:
    seen: set[str] = set()
    for place, one in ids:
        if one in seen:
            toml.note(notes, table, place, "id", expected=phrase("each {columns} once", columns=f"{table}.id"))
        seen.add(one)


def _check_roles(toml: TomlFile, notes: Notes) -> None:
    """Check that there is exactly one force and one host; what is missing is said where all parties could be read."""
    hint = phrase("An agreement has one force, which withdraws, and one host.")
    seen: set[str] = set()
    for place, party in toml.parties():
        if party.role in seen:
            expected = phrase("exactly one party with the role {role}", role=party.role)
            toml.note(notes, "party", place, "role", expected=expected, hint=hint)
        seen.add(party.role)
    listed = toml.data.get("party")
    if listed == []:
        expected = phrase("exactly one party with the role {role}", role=_ROLES[0])
        toml.note(notes, "party", expected=expected, hint=hint)
    if isinstance(listed, list) and len(listed) == len(seen) == 1:
        missing = next(role for role in _ROLES if role not in seen)
        expected = phrase("exactly one party with the role {role}", role=missing)
        toml.note(notes, "party", 0, expected=expected, hint=hint)


def _check_days(toml: TomlFile, agreement: AgreementTable, notes: Notes) -> None:
    if zone_of(agreement.time_zone) is None:
        hint = phrase("For example: {example}", example="Africa/Niamey")
        expected = phrase("a time zone of the IANA database")
        toml.note(notes, "agreement", "time_zone", expected=expected, hint=hint)
    if agreement.deadline < agreement.signed_on:
        expected = phrase("a day on or after the signature, {day}", day=agreement.signed_on)
        toml.note(notes, "agreement", "deadline", expected=expected)
        return
    for place, milestone in toml.milestones():
        if not agreement.signed_on <= milestone.due <= agreement.deadline:
            ends = {"first": agreement.signed_on, "last": agreement.deadline}
            expected = phrase("a day from the signature, {first}, to the deadline, {last}", **ends)
            toml.note(notes, "milestone", place, "due", expected=expected)


def _check_planning(toml: TomlFile, planning: PlanningTable, notes: Notes) -> None:
    if planning.formation_minutes > planning.wave_minutes:
        expected = phrase("at most wave_minutes, {minutes}", minutes=planning.wave_minutes)
        hint = phrase("The last guards leave within the closing wave.")
        toml.note(notes, "planning", "formation_minutes", expected=expected, hint=hint)


def _check_as_of(
    toml: TomlFile, agreement: AgreementTable, planning: PlanningTable, as_of_minute: int | None, notes: Notes
) -> None:
    if zone_of(agreement.time_zone) is not None and calendar_of(agreement, planning, as_of_minute) is None:
        notes.add(
            FILE,
            row=toml.row("planning", "as_of"),
            column="planning.as_of",
            found=planning.as_of if as_of_minute is None else text_of_minute(as_of_minute),
            expected=phrase("a time before the horizon, and at most {days} days before it", days=LONGEST_SPAN_DAYS),
            hint=phrase("The horizon is the deadline plus overrun_days."),
        )
