"""Rows of fleet.csv: aircraft at home and at the port's field, convoys at the port and at main bases."""

from collections.abc import Iterator

from benchmarks.replibench.calendar import Days
from benchmarks.replibench.capacity import Capacity
from benchmarks.replibench.geography import HOME, PORT
from benchmarks.replibench.table import Row
from benchmarks.replibench.types import COLUMN_DAY, COLUMN_PORT
from benchmarks.replibench.world import World

__all__ = ["fleet"]

_LATER = 0.2


def fleet(world: World, days: Days, capacity: Capacity) -> Iterator[Row]:
    """Yield the vehicles: the first of a place from the start, one in five of the others some days later."""
    luck = world.luck("fleet")
    numbers: dict[str, int] = {}
    for start, unit, resource in _places(world):
        for index in range(capacity.of(resource)):
            for type_id in unit:
                numbers[type_id] = numbers.get(type_id, 0) + 1
                late = index > 0 and luck.chance(_LATER)
                yield {
                    "vehicle_id": f"{type_id}-{numbers[type_id]:03d}",
                    "type_id": type_id,
                    "start_place": start,
                    "available_from": days.at(luck.real(0.02, 0.15)) if late else days.on(0),
                    "available_to": days.end,
                }


def _places(world: World) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield where vehicles start, which ones are added together, and the resource whose count says how often."""
    yield f"F{HOME}", world.far_fleet, f"fleet air F{HOME}"
    if world.geography.of("strip"):
        yield f"F{PORT}", ("C-130J-30",), f"fleet air F{PORT}"
    if world.geography.port:
        yield PORT, (COLUMN_PORT,), f"fleet road {PORT}"
    for base in world.geography.of("main"):
        if any(one.main == base.site_id for one in world.geography.driven()):
            yield base.site_id, (COLUMN_DAY,), f"fleet road {base.site_id}"
