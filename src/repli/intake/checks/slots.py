"""Spots that other users of a shared field hold: only fields have them, and all slots of a minute fit the field.

Docs/reference/plan-meaning.md, B: for each size, vehicles of that size or larger at once <= spots of that size or
larger; so slots that overlap are counted together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.errors import phrase
from repli.intake.checks.references import leg_ids
from repli.intake.draft import Draft
from repli.intake.expand.local_time import LocalTime
from repli.intake.problems import Notes
from repli.intake.tables.places import ClosureRow, FieldRow
from repli.model import Spots

__all__ = ["check_slots"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """The spots that one row of closures.csv holds over ``[start, end)``."""

    row: int
    start: int
    end: int
    spots: Spots


def check_slots(draft: Draft, local: LocalTime, notes: Notes) -> None:
    """Check the spots of each row alone, then those of rows that overlap together."""
    fields = {field.field_id: field for _, field in draft.fields.good()}
    for name in ("parking_spots", "working_spots"):
        alone: dict[str, list[_Slot]] = {}
        for row, closure in draft.closures.good():
            if _fits(draft, row, closure, name, fields=fields, notes=notes):
                start, end = local.when(closure.starts), local.when(closure.ends)
                slot = _Slot(row=row, start=start, end=end, spots=getattr(closure, name))
                alone.setdefault(closure.place_id, []).append(slot)
        for field_id, slots in alone.items():
            _check_together(draft, getattr(fields[field_id], name), slots, name, notes)


def _fits(
    draft: Draft, row: int, closure: ClosureRow, name: str, *, fields: Mapping[str, FieldRow], notes: Notes
) -> bool:
    """Note spots at a place that has none, or more than a field has; say whether the row holds spots it may hold."""
    spots = getattr(closure, name)
    if not spots:
        return False
    if closure.place_id not in fields:
        if closure.place_id in draft.sites.ids() | leg_ids(draft):
            hint = phrase("Only fields have spots; leave the cell empty to close a site or a leg.")
            draft.closures.note(notes, row, name, phrase("no spots"), hint)
        return False
    over = _first_over(getattr(fields[closure.place_id], name), [spots])
    if over is not None:
        hint = phrase("fields.csv says how many the field has.")
        expected = phrase("spots of size {size} or larger: at most {count}", count=over[1], size=over[0])
        draft.closures.note(notes, row, name, expected, hint)
    return over is None


def _check_together(draft: Draft, there: Spots, slots: list[_Slot], name: str, notes: Notes) -> None:
    """Note each row at whose start it and the rows before it that still run hold more than the field has."""
    ordered = sorted(slots, key=lambda slot: (slot.start, slot.row))
    for place, slot in enumerate(ordered):
        others = [one for one in ordered[:place] if one.end > slot.start and slot.end > slot.start]
        over = _first_over(there, [one.spots for one in (*others, slot)])
        if over is not None:
            expected = phrase(
                "spots of size {size} or larger: at most {count} together with row {rows}, which overlaps",
                count=over[1],
                size=over[0],
                rows=" ".join(str(row) for row in sorted(one.row for one in others)),
            )
            draft.closures.note(notes, slot.row, name, expected, phrase("fields.csv says how many the field has."))
            return


def _first_over(there: Spots, held: list[Spots]) -> tuple[int, int] | None:
    """Return (size, spots there) of the first size of which more spots are held than there are."""
    for size in sorted({size for spots in held for size, _ in spots}):
        room = _count(there, size)
        if sum(_count(spots, size) for spots in held) > room:
            return size, room
    return None


def _count(spots: Spots, size: int) -> int:
    """Return how many spots are of a size or larger."""
    return sum(count for one, count in spots if one >= size)
