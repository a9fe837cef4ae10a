"""People, items and floors: from inside to outside, in time, and no floor above what is there."""

from itertools import pairwise
from typing import Any

from repli.errors import phrase
from repli.intake.draft import Draft
from repli.intake.expand.calendar import Calendar
from repli.intake.expand.local_time import LocalTime
from repli.intake.problems import Notes
from repli.intake.table import Table
from repli.intake.tables.force import FloorRow, ItemRow, PeopleRow
from repli.model import ACTS_ON_SITE
from repli.units import text_of_minute

__all__ = ["check_floors", "check_lines"]


def check_lines(draft: Draft, local: LocalTime, calendar: Calendar | None, notes: Notes) -> None:
    """Check people and items: where from, where to, when; acts on site; no item called as a people line is."""
    sides = {site.site_id: site.side for _, site in draft.sites.good()}
    for table in (draft.people, draft.items):
        _check_ends(table, sides, notes)
        _check_times(table, local, calendar, notes)
    _check_arrivals(draft, local, notes)
    _check_dispositions(draft, notes)
    lines = draft.people.ids()
    for row, item in draft.items.good():
        if item.item_id in lines:
            draft.items.note(notes, row, "item_id", phrase("an id that no line of people.csv has"))


def _check_ends(table: Table[Any], sides: dict[str, str], notes: Notes) -> None:
    for row, line in table.good():
        if sides.get(line.site_id) == "outside":
            hint = phrase("What is outside already does not have to leave.")
            table.note(notes, row, "site_id", phrase("a site inside"), hint)
        if sides.get(line.destination_id) == "inside" and not _ends_there(line):
            table.note(notes, row, "destination_id", phrase("a site outside"), phrase("Inside is not out."))


def _ends_there(line: PeopleRow | ItemRow) -> bool:
    """Say whether nothing carries the line anywhere: people who are retained, items that an act disposes of."""
    return bool(line.retained) if isinstance(line, PeopleRow) else line.disposition in ACTS_ON_SITE


def _check_arrivals(draft: Draft, local: LocalTime, notes: Notes) -> None:
    for row, line in draft.people.good():
        if line.arrives is not None and local.when(line.ready) < local.when(line.arrives):
            hint = phrase("Nobody is ready to depart before they are there.")
            draft.people.note(notes, row, "ready", phrase("a time not before {column}", column="arrives"), hint)


def _check_dispositions(draft: Draft, notes: Notes) -> None:
    """Check what ends where, and that the law does not bar it (docs/reference/plan-meaning.md, D)."""
    for row, item in draft.items.good():
        if item.disposition in item.legal_lock:
            expected = phrase("a disposition that legal_lock does not name")
            draft.items.note(notes, row, "disposition", expected, phrase("The law bars it."))
        if _ends_there(item) and item.destination_id != item.site_id:
            expected = phrase("{site}, its own site: an act there disposes of it", site=item.site_id)
            draft.items.note(notes, row, "destination_id", expected)
        if item.act_minutes and not _ends_there(item):
            expected = phrase("nothing, or 0: the item leaves")
            draft.items.note(notes, row, "act_minutes", expected, phrase("Only acts on site take time."))


def _check_times(table: Table[Any], local: LocalTime, calendar: Calendar | None, notes: Notes) -> None:
    for row, line in table.good():
        ready = local.when(line.ready)
        if calendar and ready >= calendar.horizon_minute:
            horizon = text_of_minute(calendar.horizon_minute)
            hint = phrase("The horizon is the deadline plus overrun_days.")
            table.note(notes, row, "ready", phrase("a time before the horizon, {horizon}", horizon=horizon), hint)
        if line.latest is not None and local.when(line.latest) <= ready:
            table.note(notes, row, "latest", phrase("a time later than {column}", column="ready"))


def check_floors(draft: Draft, local: LocalTime, notes: Notes) -> None:
    """Check each floor: a site inside, a minimum that never rises and never exceeds what is there."""
    sides = {site.site_id: site.side for _, site in draft.sites.good()}
    tables: dict[tuple[str, str, str], list[tuple[int, int, int]]] = {}
    for row, floor in draft.floors.good():
        if sides.get(floor.site_id) == "outside":
            draft.floors.note(notes, row, "site_id", phrase("a site inside"), phrase("Only sites inside are guarded."))
        if floor.function and floor.quantity != "people":
            expected = phrase("nothing: only people have a function")
            draft.floors.note(notes, row, "function", expected)
        _check_strength(draft, row, floor, notes)
        step = (local.when(floor.from_when), row, floor.minimum)
        tables.setdefault((floor.site_id, floor.quantity, floor.function or ""), []).append(step)
    for steps in tables.values():
        for (before, _, higher), (at, row, minimum) in pairwise(sorted(steps)):
            if at == before:
                draft.floors.note(notes, row, "from", phrase("one minimum for one time"))
            if minimum > higher:
                expected = phrase("at most {minimum}, the minimum before it", minimum=higher)
                draft.floors.note(notes, row, "minimum", expected, phrase("A floor never rises with time."))


def _check_strength(draft: Draft, row: int, floor: FloorRow, notes: Notes) -> None:
    table: Table[Any] = draft.people if floor.quantity == "people" else draft.items
    strength = _strength(draft, floor)
    if draft.places_all(table) and floor.site_id in draft.sites.ids() and floor.minimum > strength:
        expected = phrase("at most {strength}, what is at {site}", strength=strength, site=floor.site_id)
        hint = phrase("A floor cannot ask for more than people.csv and items.csv place there.")
        draft.floors.note(notes, row, "minimum", expected, hint)


def _strength(draft: Draft, floor: FloorRow) -> int:
    """Return how much of the floor's quantity is at its site before anything leaves."""
    if floor.quantity == "people":
        lines = (line for _, line in draft.people.good() if line.site_id == floor.site_id and not line.retained)
        return sum(line.count for line in lines if floor.function in (None, line.function))
    items = (item for _, item in draft.items.good() if item.site_id == floor.site_id)
    if floor.quantity == "kg":
        return sum(item.kg for item in items)
    return sum(item.sensitivity != "none" for item in items)
