"""Every id that names a row of another table does name one. Where the other table could not be read whole, silence."""

from collections.abc import Mapping
from typing import Any

from repli.errors import phrase
from repli.intake.draft import Draft
from repli.intake.expand.network import BACK
from repli.intake.parse import CellError, identifiers
from repli.intake.problems import Notes
from repli.intake.row import references_of
from repli.intake.table import Line, Table, nearest

__all__ = ["check_places", "check_references", "leg_ids", "note_dangling"]


def check_references(draft: Draft, notes: Notes) -> None:
    """Check the columns that name rows of one other table."""
    by_file = {table.file: table for table in draft.tables()}
    for table in by_file.values():
        for name, file in references_of(table.model).items():
            if by_file[file].whole:
                _check_column(table, name, by_file[file], notes)


def _check_column(table: Table[Any], name: str, target: Table[Any], notes: Notes) -> None:
    known = target.ids()
    for line in table.lines:
        for word in _words(line.cells.get(name, "")):
            if word not in known:
                note_dangling(notes, table.file, line.row, column=name, found=word, known=known, target=target.file)


def note_dangling(
    notes: Notes, file: str, row: int, *, column: str, found: str, known: frozenset[str], target: str
) -> None:
    """Note an id that names no row of ``target``."""
    hint = nearest(found, tuple(sorted(known))) if known else None
    notes.add(file, row=row, column=column, found=found, expected=phrase("an id of {file}", file=target), hint=hint)


def _words(cell: str) -> tuple[str, ...]:
    """Return the ids of a cell; none where it was noted as wrong already, or is empty."""
    try:
        return identifiers(cell)
    except CellError:
        return ()


def leg_ids(draft: Draft) -> frozenset[str]:
    """Return the ids of all legs, ways back included."""
    back = {line.cells.get("leg_id", "") + BACK for line in draft.legs.lines if line.cells.get("both_ways") == "yes"}
    return draft.legs.ids() | back


def check_places(draft: Draft, notes: Notes) -> None:
    """Check the columns that name a field, a site or a leg, whichever the row means."""
    places: tuple[Table[Any], ...] = (draft.fields, draft.sites)
    by_mode: Mapping[str, tuple[Table[Any], ...]] = {"air": (draft.fields,), "road": (draft.sites,)}
    by_scope: Mapping[str, tuple[Table[Any], ...]] = {"field": (draft.fields,), "leg": (draft.legs,)}
    modes = {line.cells.get("type_id"): line.cells.get("mode", "") for line in draft.vehicle_types.lines}
    for leg in draft.legs.lines:
        for name in ("from_place", "to_place"):
            _check_place(draft, draft.legs, leg, name, by_mode.get(leg.cells.get("mode", ""), places), notes=notes)
    for one in draft.fleet.lines:
        targets = by_mode.get(modes.get(one.cells.get("type_id"), ""), places)
        _check_place(draft, draft.fleet, one, "start_place", targets, notes=notes)
    for granted in draft.clearances.lines:
        targets = by_scope.get(granted.cells.get("scope", ""), (draft.fields, draft.legs))
        _check_place(draft, draft.clearances, granted, "scope_id", targets, notes=notes)
    for closure in draft.closures.lines:
        _check_place(draft, draft.closures, closure, "place_id", (*places, draft.legs), notes=notes)


def _check_place(
    draft: Draft, table: Table[Any], line: Line[Any], name: str, targets: tuple[Table[Any], ...], *, notes: Notes
) -> None:
    """Check that a cell names a row of one of ``targets``."""
    known = frozenset[str]().union(*(leg_ids(draft) if one is draft.legs else one.ids() for one in targets))
    for word in _words(line.cells.get(name, "")):
        if word not in known and all(one.whole for one in targets):
            target = ", ".join(one.file for one in targets)
            note_dangling(notes, table.file, line.row, column=name, found=word, known=known, target=target)
