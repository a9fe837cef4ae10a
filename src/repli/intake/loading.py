"""The steps from a source to an operation: read every file, check everything, expand. Nothing is half-loaded."""

from repli.errors import InputError, Problem, phrase
from repli.intake.checks import check_draft
from repli.intake.checks.agreement import check_agreement
from repli.intake.checks.history import Known, check_history
from repli.intake.draft import FILES, Draft, read_draft, read_history_draft
from repli.intake.expand.agreement import agreement_of
from repli.intake.expand.assumptions import assumptions_of, settings_of
from repli.intake.expand.calendar import Calendar
from repli.intake.expand.closures import closures_of
from repli.intake.expand.fleet import vehicle_types_of, vehicles_of
from repli.intake.expand.force import items_of, people_of, retained_of
from repli.intake.expand.network import clearances_of, legs_of, passages_of
from repli.intake.expand.places import fields_of, floors_of, sites_of
from repli.intake.expand.teams import seat_blocks_of, segregation_of, teams_of
from repli.intake.hashing import agreement_hash_of, operation_hash_of
from repli.intake.history import first_of, history_of
from repli.intake.problems import Notes
from repli.intake.sources import FolderSource, Source
from repli.intake.toml_file import read_toml
from repli.model import CaseHistory, Operation

__all__ = ["load_agreement_hash", "load_history", "load_operation", "problems_of"]


def load_operation(source: Source, as_of_minute: int | None) -> Operation:
    """Return the operation of a folder; raise InputError with everything that is wrong."""
    notes = _notes(source)
    draft = read_draft(source, notes)
    calendar = check_draft(draft, notes, as_of_minute)
    notes.raise_if_any()
    return _operation(draft, calendar)


def load_history(source: Source, operation: Operation, *, first_part: bool = False) -> CaseHistory:
    """Return claims and reconstruction of a folder; raise InputError with everything that is wrong.

    With ``first_part`` nothing is looked at that happened after the day of the first figure of people departed.
    """
    notes = _notes(source)
    whole = read_history_draft(source, notes)
    history = first_of(whole, operation.agreement.time_zone) if first_part else whole
    check_history(history, Known.of_operation(operation), notes, whole=whole)
    notes.raise_if_any()
    return history_of(history, operation.agreement.time_zone)


def load_agreement_hash(source: Source) -> str:
    """Return the hash of what the parties agreed on; raise InputError if operation.toml is wrong."""
    notes = _notes(source)
    toml = read_toml(source, notes)
    check_agreement(toml, notes, None)
    notes.raise_if_any()
    return agreement_hash_of(toml.data)


def problems_of(source: Source) -> tuple[Problem, ...]:
    """Return everything that is wrong in a folder."""
    try:
        notes = _notes(source)
    except InputError as error:
        return error.problems
    draft = read_draft(source, notes)
    check_draft(draft, notes, None)
    history = read_history_draft(source, notes)
    check_history(history, Known.of_draft(draft), notes)
    return notes.problems


def _notes(source: Source) -> Notes:
    """Return an empty list of problems for a source that is there."""
    notes = Notes(FILES, source.retold)
    if isinstance(source, FolderSource) and not source.path.is_dir():
        notes.add(source.path.name, expected=phrase("a folder that holds operation.toml and its tables"))
    notes.raise_if_any()
    return notes


def _operation(draft: Draft, calendar: Calendar | None) -> Operation:
    toml = draft.toml.whole
    if toml is None or calendar is None:  # cannot be: their absence is a problem, and problems were raised
        raise InputError(())
    closures = closures_of(draft, calendar.local)
    legs = legs_of(draft, calendar, closures)
    return Operation(
        operation_id=toml.id,
        operation_hash=operation_hash_of(draft, calendar.as_of_minute),
        agreement=agreement_of(toml, calendar),
        as_of_minute=calendar.as_of_minute,
        horizon_minute=calendar.horizon_minute,
        wave_minutes=toml.planning.wave_minutes,
        formation_minutes=toml.planning.formation_minutes,
        sites=sites_of(draft, calendar, closures),
        fields=fields_of(draft, calendar, closures),
        vehicle_types=vehicle_types_of(draft),
        vehicles=vehicles_of(draft, calendar),
        legs=legs,
        passages=passages_of(draft, legs),
        clearances=clearances_of(draft, calendar),
        people=people_of(draft, calendar),
        items=items_of(draft, calendar),
        floors=floors_of(draft, calendar),
        settings=settings_of(draft),
        assumptions=assumptions_of(draft),
        teams=teams_of(draft, calendar),
        seat_blocks=seat_blocks_of(draft, calendar),
        segregation=segregation_of(draft),
        retained=retained_of(draft, calendar),
    )
