"""Which cells a row of reconstruction.csv has, by its kind: what it needs, and what it has nothing to say about."""

from collections.abc import Mapping

from repli.errors import Phrase, phrase
from repli.intake.problems import Notes
from repli.intake.table import Table
from repli.intake.tables.history import ReconstructionRow

__all__ = ["check_kind"]

_NEEDS: Mapping[str, tuple[str, ...]] = {
    "opening": ("site_id",),
    "depart": ("site_id", "field_id", "vehicle_type"),
    "transfer": ("site_id", "to_site", "until"),
    "reinforce": ("site_id", "people", "reason"),
    "status": ("site_id", "people", "state", "reason"),
    "clearance": ("state",),
    "calendar": ("until",),
    "obligation": ("state",),
    "handover": ("site_id", "until"),
    "close": ("site_id",),
}
_MOVES = frozenset({"opening", "depart", "transfer"})
_OF_PEOPLE = ("people_category", "people_line")
_OF_DEPARTURES = ("field_id", "vehicle_type")
_OF_ACTS = ("to_site", "state", "until")

_STATES: Mapping[str, frozenset[str]] = {
    "status": frozenset({"asylum", "died", "medevac", "no-show", "released", "retained", "returned"}),
    "clearance": frozenset({"requested", "granted", "amended", "refused", "silent", "used", "expired", "revoked"}),
    "obligation": frozenset({"accepted", "under-way", "done", "late", "breached"}),
}

_WANTED: Mapping[str, Phrase] = {
    "field_id": phrase("a value: a departure has a field and a vehicle type"),
    "vehicle_type": phrase("a value: a departure has a field and a vehicle type"),
}


def check_kind(table: Table[ReconstructionRow], row: int, part: ReconstructionRow, notes: Notes) -> None:
    """Note the cells that a row of its kind lacks, or has although they mean nothing there."""
    needs = _NEEDS[part.kind]
    for name in needs:
        if not getattr(part, name):
            said = phrase("a value, for a row of the kind `{kind}`", kind=part.kind)
            table.note(notes, row, name, _WANTED.get(name, said))
    for name in _OF_DEPARTURES if part.kind != "depart" else ():
        if getattr(part, name) is not None:
            nothing = phrase("nothing: an opening balance has no field and no vehicle")
            table.note(notes, row, name, nothing if part.kind == "opening" else _nothing(part))
    for name in _OF_ACTS:
        if getattr(part, name) and name not in needs:
            table.note(notes, row, name, _nothing(part))
    states = _STATES.get(part.kind)
    if part.state and states is not None and part.state not in states:
        table.note(notes, row, "state", phrase("one of: {values}", values=", ".join(sorted(states))))
    _check_load(table, row, part, notes)


def _check_load(table: Table[ReconstructionRow], row: int, part: ReconstructionRow, notes: Notes) -> None:
    """Check that a movement moves something, and that people have a category and a line, and nobody has neither."""
    for name in _OF_PEOPLE:
        if part.people and not getattr(part, name):
            table.note(notes, row, name, phrase("a value, as people departed"), phrase("Or correct `people`."))
        if not part.people and getattr(part, name):
            table.note(notes, row, name, phrase("nothing, as no people departed"), phrase("Or correct `people`."))
    if part.kind in _MOVES and not part.people and not part.items:
        table.note(notes, row, "people", phrase("people or items in every row"))
    if part.kind not in _MOVES and part.items:
        table.note(notes, row, "items", _nothing(part))
    if part.people and "people" not in _NEEDS[part.kind] and part.kind not in _MOVES:
        table.note(notes, row, "people", _nothing(part))


def _nothing(part: ReconstructionRow) -> Phrase:
    return phrase("nothing, for a row of the kind `{kind}`", kind=part.kind)
