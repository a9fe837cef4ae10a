"""A count sheet that was filled with a pen, entered later: one sheet becomes the forms that its boxes stand for."""

from collections.abc import Callable, Iterator
from pathlib import Path

from repli import execution
from repli.commission.officers import post_of
from repli.commission.papers import read_sheet
from repli.errors import UsageError, phrase
from repli.execution import Desk, Entered, LogCopy, News, Office, Typed
from repli.ledger.base64text import encode64
from repli.ledger.merkle import root_of_hashes
from repli.reporting import SheetEntry
from repli.units import text_of_minute

__all__ = ["enter_sheet"]


def enter_sheet(
    office: Office,
    file: Path,
    *,
    post: Path | None,
    roster: Path | None,
    second: int,
    entropy: Callable[[int], bytes],
) -> tuple[Entered, News]:
    """Record what a sheet says: the own count, the departure (by the force), the arrival, as far as boxes are filled.

    Raise InputError for a sheet that cannot be read, UsageError for one of another log or another manifest.
    """
    sheet = read_sheet(file)
    with execution.at_desk(office, entropy=entropy, roster=roster) as desk:
        _check(desk, sheet)
        forms = tuple(_forms(desk, sheet))
    if not forms:
        raise UsageError(
            phrase("The sheet of {movement} has no box filled that is not recorded yet.", movement=sheet.movement_id),
            phrase("Fill the own count, or the time off block."),
        )
    return execution.record_at(
        office, forms, post=post_of(office.log, post), entropy=entropy, second=second, place=file.name, roster=roster
    )


def _check(desk: Desk, sheet: SheetEntry) -> None:
    origin = desk.recorder.copy.charter.genesis.origin
    if sheet.origin and sheet.origin != origin:
        raise UsageError(
            phrase("The sheet was printed for the log {sheet}, and this is {log}.", sheet=sheet.origin, log=origin),
            phrase("Name the log of the sheet."),
        )
    if sheet.root and not _is_head_of(desk.recorder.copy, sheet):
        raise UsageError(
            phrase("The sheet was printed for a head that this copy of the log has not."),
            phrase("Take in the other copies with `repli log merge`, then enter it."),
        )
    found = desk.whereabouts.manifest(sheet.movement_id)
    listed = "" if found is None else found[0].list
    if sheet.list_sha256 and sheet.list_sha256 != listed:
        raise UsageError(
            phrase("The sheet was printed from another manifest of {movement} than the current one.",
                   movement=sheet.movement_id),
            phrase("Record with the current manifest: print its sheet, or use `repli record depart`."),
        )  # fmt: skip


def _is_head_of(copy: LogCopy, sheet: SheetEntry) -> bool:
    """Say whether a feed had the size and the root that the sheet was printed with."""
    size = sheet.size or 0
    return any(
        encode64(root_of_hashes(copy.leaf_hashes(feed)[:size])) == sheet.root
        for feed in copy.cut
        if 0 < size <= copy.size(feed)
    )


def _forms(desk: Desk, sheet: SheetEntry) -> Iterator[tuple[str, Typed]]:
    """Give (kind, boxes) of what the sheet says and the log does not hold yet."""
    charter, movement = desk.recorder.copy.charter, sheet.movement_id
    is_force = desk.party == charter.force
    state = desk.standing().state
    if is_force and sheet.off_block_minute is not None and movement not in {one.movement for one in state.movements}:
        yield (
            "depart",
            {
                "movement": movement,
                "field": sheet.field_id,
                "vehicle": sheet.vehicle_id,
                "off_block_at": text_of_minute(sheet.off_block_minute),
                "no_show": _slots(sheet.missing_people),
                "from_standby": _slots(sheet.extra_people),
                "items_left": _slots(sheet.missing_items),
                "items_added": _slots(sheet.extra_items),
            },
        )
    people = sheet.people_force if is_force else sheet.people_host
    items = sheet.items_force if is_force else sheet.items_host
    if people is not None and desk.party in charter.parties:
        yield "count", {"movement": movement, "people": str(people), "items": str(items or 0)}
    if sheet.arrived_minute is not None and is_force:
        yield (
            "arrive",
            {
                "movement": movement,
                "place": sheet.arrival_place,
                "time": text_of_minute(sheet.arrived_minute),
                "people": str(sheet.arrived_people or 0),
                "items": str(sheet.arrived_items or 0),
                "reason": sheet.reason,
            },
        )


def _slots(slots: tuple[int, ...]) -> list[str]:
    return [str(slot) for slot in slots]
