"""What a filled-in count sheet says, as one value; a box that stayed empty is ``None``, ``()`` or ``""``."""

from dataclasses import dataclass

__all__ = ["SheetEntry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """One sheet. Times are UTC minutes; ``missing`` and ``extra`` are slots of the log.

    ``origin``, ``size``, ``root`` and ``list_sha256`` tie it to a log: empty where it was printed without one.
    """

    movement_id: str
    field_id: str
    vehicle_id: str
    time_zone: str
    origin: str
    size: int | None
    root: str
    list_sha256: str
    people_force: int | None
    people_host: int | None
    infants_force: int | None
    infants_host: int | None
    items_force: int | None
    items_host: int | None
    door_closed_minute: int | None
    off_block_minute: int | None
    off_block_local: str
    seals: tuple[str, ...]
    missing_people: tuple[int, ...]
    missing_items: tuple[int, ...]
    extra_people: tuple[int, ...]
    extra_items: tuple[int, ...]
    reason: str
    arrival_place: str
    arrived_minute: int | None
    arrived_people: int | None
    arrived_items: int | None
    signed_force: bool
    signed_host: bool
    signed_witness: bool
