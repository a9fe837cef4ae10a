"""The manifest of a movement as a view: from a plan, or from the manifest of the log with its private list.

A plan says how many of a line go, not which: its slots are boxes to fill in. The log's manifest names a private list of
slots by its hash, and the roster of the force says which line and number each slot is. Names stand in neither.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from repli.commission.cases import Case
from repli.commission.loads import sheets_of
from repli.commission.paper_heads import last_standing, paper_head, place_name, tie_of
from repli.commission.record import LogContents
from repli.errors import LedgerError, UsageError, phrase
from repli.execution.opening import read_roster, roster_line
from repli.ledger.canonical import JsonObject, parse_canonical
from repli.ledger.files import read_file, shown
from repli.ledger.shapes import minute_of_time
from repli.model import Plan
from repli.reporting import LoadSheet
from repli.reporting.papers.views import ItemRow, Manifest, MovementHead, PersonRow, Words
from repli.units import MINUTES_PER_HOUR

__all__ = ["Named", "listed_manifest", "manifest_event", "movement_head", "planned_manifest", "unlisted_manifest"]

CLOSES_HOURS_BEFORE = 6
"""A list is closed six hours before off block, where nothing else was agreed."""
_MAX_LIST_BYTES = 4 * 2**20
_LIST_FORM = "repli-manifest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What no plan and no log knows of a movement, and ICAO Annex 9 asks for; empty = a box to fill in."""

    operator: str = ""
    marks: str = ""
    flight: str = ""
    waybill: str = ""


def movement_head(case: Case, sheet: LoadSheet, named: Named) -> MovementHead:
    """Return a planned movement: it embarks where it first loads, and disembarks where it last unloads."""
    trip = sheet.trip
    stops = trip.movement.stops
    first = next((stop for stop in stops if stop.loads), stops[0])
    last = next((stop for stop in reversed(stops) if stop.unloads), stops[-1])
    return MovementHead(
        movement_id=trip.name,
        mode=trip.kind.mode,
        vehicle_id=trip.vehicle.vehicle_id,
        type_id=trip.kind.type_id,
        operator=named.operator,
        marks=named.marks,
        flight=named.flight,
        embarkation_id=first.place_id,
        embarkation=place_name(case, first.place_id),
        disembarkation_id=last.place_id,
        disembarkation=place_name(case, last.place_id),
        off_block_minute=first.off_block_minute,
    )


def planned_manifest(case: Case, plan: Plan, movement_id: str, named: Named) -> Manifest:
    """Return the manifest of a plan's movement: one row a person, slots not known yet."""
    (sheet,) = sheets_of(case, plan, movement_id)
    movement = movement_head(case, sheet, named)
    items = tuple(_planned_items(case, sheet))
    leaves = movement.off_block_minute
    return Manifest(
        head=paper_head(case),
        movement=movement,
        people=tuple(_planned_people(case, sheet)),
        items=items,
        full=sheet.loads[0].legs[0].fullness.why if sheet.loads else (),
        closes_minute=None if leaves is None else leaves - CLOSES_HOURS_BEFORE * MINUTES_PER_HOUR,
        waybill=named.waybill,
        nature=nature_of(items),
    )


def _planned_people(case: Case, sheet: LoadSheet) -> Iterator[PersonRow]:
    for stop in sheet.trip.movement.stops:
        for cargo in stop.loads:
            line = case.operation.people_of.get(cargo.line_id)
            if line is not None:
                row = PersonRow(
                    slot=None,
                    person_id=line.line_id,
                    category=line.category,
                    function=line.function,
                    kg=line.kg_per_person,
                )
                yield from [row] * cargo.quantity


def _planned_items(case: Case, sheet: LoadSheet) -> Iterator[ItemRow]:
    places = {item_id: numbers for load in sheet.loads for item_id, numbers in load.places.items()}
    for stop in sheet.trip.movement.stops:
        for cargo in stop.loads:
            if cargo.line_id in case.operation.item_of:
                yield item_row(case, cargo.line_id, slot=None, numbers=places.get(cargo.line_id, ()))


def item_row(case: Case, item_id: str, *, slot: int | None, numbers: tuple[int, ...] = ()) -> ItemRow:
    """Return the row of an item of the operation; ``numbers`` are the positions on which it stands."""
    item = case.operation.item_of[item_id]
    position = f"{numbers[0]}\u2013{numbers[-1]}" if len(numbers) > 1 else "".join(map(str, numbers))
    return ItemRow(
        slot=slot,
        item_id=item_id,
        description=(item.description_en, item.description_fr),
        kg=item.kg,
        position=position,
        danger=item.dangerous_class or "",
    )


def nature_of(items: tuple[ItemRow, ...]) -> Words:
    """Return the nature of the goods: each description once, in the order of the items."""
    found = dict.fromkeys(item.description for item in items)
    return "; ".join(one for one, _ in found), " ; ".join(one for _, one in found)


def manifest_event(contents: LogContents, movement_id: str) -> JsonObject | None:
    """Return the body of the movement's manifest, the last that stands in the log; None if it has none."""
    found = last_standing(contents, "manifest", movement=movement_id)
    return None if found is None else found[1].frame.body


def unlisted_manifest(planned: Manifest, case: Case, contents: LogContents) -> Manifest:
    """Return the plan's manifest, tied to a log; raise UsageError if the log has one of its own: this is another."""
    if manifest_event(contents, planned.movement.movement_id) is not None:
        raise UsageError(
            phrase(
                "The log has a manifest of movement {movement}: the plan's is another.",
                movement=planned.movement.movement_id,
            ),
            phrase("Add --list and --roster, which the force keeps; or print without --log."),
        )
    return replace(planned, head=paper_head(case, contents), tie=tie_of(contents))


def listed_manifest(planned: Manifest, case: Case, contents: LogContents, listed: Path, roster: Path) -> Manifest:
    """Return the manifest of the log: ``listed`` is its private list, ``roster`` the book of the force.

    Raise UsageError where the log has no manifest of the movement, or the list is not the one that it names.
    """
    body = manifest_event(contents, planned.movement.movement_id)
    if body is None:
        raise UsageError(
            phrase("The log has no manifest of movement {movement}.", movement=planned.movement.movement_id),
            phrase("Without --list the manifest is that of the plan."),
        )
    held = _list_of(listed, str(body["list"]))
    book = read_roster(roster)
    people, standby = (tuple(_listed_people(case, book, roster, held[key])) for key in ("people", "standby"))
    places = {row.item_id: row.position for row in planned.items}
    items = tuple(
        replace(row, position=places.get(row.item_id, ""))
        for row in (item_row(case, _line(book, roster, "items", slot), slot=slot) for slot in held["items"])
    )
    return replace(
        planned,
        head=paper_head(case, contents),
        people=people,
        items=items,
        standby=standby,
        full=(phrase("{text}", text=body["full"]),) if body["full"] else planned.full,
        state=str(body["state"]),
        closes_minute=minute_of_time(str(body["closes_at"])),
        infants=int(str(body["infants"])),
        nature=nature_of(items),
        list_sha256=str(body["list"]),
        tie=tie_of(contents),
    )


def _list_of(path: Path, sha256: str) -> Mapping[str, tuple[int, ...]]:
    """Return the slots of a private list by key; raise UsageError unless its bytes have the hash of the event."""
    data = read_file(path, max_bytes=_MAX_LIST_BYTES)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UsageError(
            phrase("{path} is not the list that the manifest of the log names.", path=shown(path)),
            phrase("The log names the file with the SHA-256 {hash}.", hash=sha256),
        )
    try:
        value = parse_canonical(data.removesuffix(b"\n"), max_bytes=_MAX_LIST_BYTES)
    except LedgerError:
        value = {}
    slots = {key: _slots(value, key) for key in ("people", "items", "standby")}
    if not isinstance(value, Mapping) or value.get("format") != _LIST_FORM:
        raise UsageError(
            phrase("{path} is no list of a manifest.", path=shown(path)),
            phrase("It is the private list that was written with the manifest."),
        )
    return slots


def _slots(value: Any, key: str) -> tuple[int, ...]:  # noqa: ANN401 - JSON has any shape
    found = value.get(key, ()) if isinstance(value, Mapping) else ()
    return tuple(one for one in found if isinstance(one, int)) if isinstance(found, list | tuple) else ()


def _listed_people(
    case: Case, book: dict[str, list[dict[str, Any]]], roster: Path, slots: tuple[int, ...]
) -> Iterator[PersonRow]:
    for slot in slots:
        line = roster_line(book, roster, "people", slot)
        planned = case.operation.people_of.get(_line(book, roster, "people", slot))
        yield PersonRow(
            slot=slot,
            person_id=f"{line['line']}/{line['content']['number']}",
            category=str(line["category"]),
            function="" if planned is None else planned.function,
            kg=None if planned is None else planned.kg_per_person,
        )


def _line(book: dict[str, list[dict[str, Any]]], roster: Path, scope: str, slot: int) -> str:
    """Return the line of a slot; raise UsageError for one that was erased."""
    line = roster_line(book, roster, scope, slot)
    if not line["line"]:
        raise UsageError(
            phrase("Slot {slot} of {scope} was erased from the roster.", slot=slot, scope=phrase(scope)),
            phrase("Nobody can print its line any more."),
        )
    return str(line["line"])
