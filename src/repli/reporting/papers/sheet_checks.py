"""What the boxes of one sheet must not say against each other: each rule one function, found without any log."""

from collections.abc import Callable, Iterator

from repli.errors import Phrase, phrase
from repli.reporting.papers.sheet_entry import SheetEntry
from repli.units import civil_time, text_of_minute

__all__ = ["sheet_contradictions"]

Contradiction = tuple[str, str, Phrase]
"""Key of the box, what stands in it, what was expected."""


def sheet_contradictions(entry: SheetEntry) -> tuple[Contradiction, ...]:
    """Return every contradiction, in the order of the boxes."""
    return tuple(found for rule in _RULES for found in rule(entry))


def _somebody_counted(entry: SheetEntry) -> Iterator[Contradiction]:
    counts = (entry.people_force, entry.people_host, entry.items_force, entry.items_host)
    if all(one is None for one in counts):
        yield "people_force", "", phrase("Expected the count of one party at least.")
    for people, items, key in (
        (entry.people_force, entry.items_force, "items_force"),
        (entry.people_host, entry.items_host, "items_host"),
    ):
        if (people is None) != (items is None):
            yield key, "", phrase("Expected both figures of a party that counted, people and items (0 for none).")


def _infants_are_among_the_people(entry: SheetEntry) -> Iterator[Contradiction]:
    for infants, people, key in (
        (entry.infants_force, entry.people_force, "infants_force"),
        (entry.infants_host, entry.people_host, "infants_host"),
    ):
        if infants is not None and (people is None or infants > people):
            yield (
                key,
                str(infants),
                phrase("Expected at most the people that this party counted: infants are among them."),
            )


def _door_before_off_block(entry: SheetEntry) -> Iterator[Contradiction]:
    door, off = entry.door_closed_minute, entry.off_block_minute
    if door is not None and off is not None and door > off:
        yield "off_block_at", text_of_minute(off), phrase("Expected a time not before the door was closed.")


def _local_time_agrees(entry: SheetEntry) -> Iterator[Contradiction]:
    if not entry.off_block_local or entry.off_block_minute is None:
        return
    local = f"{civil_time(entry.off_block_minute, entry.time_zone):%H:%M}"
    if local != entry.off_block_local:
        yield (
            "off_block_local",
            entry.off_block_local,
            phrase("Expected {local}: that is the off block in {zone}.", local=local, zone=entry.time_zone),
        )


def _no_slot_is_missing_and_extra(entry: SheetEntry) -> Iterator[Contradiction]:
    for missing, extra, key in (
        (entry.missing_people, entry.extra_people, "extra_people"),
        (entry.missing_items, entry.extra_items, "extra_items"),
    ):
        if both := sorted(set(missing) & set(extra)):
            found = " ".join(map(str, both))
            yield key, found, phrase("Expected no slot that stands in the box of the shortage too.")


def _differences_have_a_reason(entry: SheetEntry) -> Iterator[Contradiction]:
    slots = (*entry.missing_people, *entry.missing_items, *entry.extra_people, *entry.extra_items)
    if slots and not entry.reason:
        yield "reason", "", phrase("Expected the reason of the shortage or the overage.")


def _arrival_is_whole(entry: SheetEntry) -> Iterator[Contradiction]:
    boxes = {
        "arrival_place": entry.arrival_place or None,
        "arrived_at": entry.arrived_minute,
        "arrived_people": entry.arrived_people,
        "arrived_items": entry.arrived_items,
    }
    if any(one is not None for one in boxes.values()):
        for key in (key for key, one in boxes.items() if one is None):
            yield key, "", phrase("Expected all four boxes of the arrival, or none.")
    off, arrived = entry.off_block_minute, entry.arrived_minute
    if off is not None and arrived is not None and arrived <= off:
        yield "arrived_at", text_of_minute(arrived), phrase("Expected a time after the off block.")


_RULES: tuple[Callable[[SheetEntry], Iterator[Contradiction]], ...] = (
    _somebody_counted,
    _infants_are_among_the_people,
    _door_before_off_block,
    _local_time_agrees,
    _no_slot_is_missing_and_extra,
    _differences_have_a_reason,
    _arrival_is_whole,
)
