"""Rows of people.csv and items.csv: the force with its days, a group that goes together, people who come to help."""

from collections.abc import Iterator

from benchmarks.replibench.calendar import Days
from benchmarks.replibench.geography import HOME
from benchmarks.replibench.table import Row
from benchmarks.replibench.world import World

__all__ = ["items", "people"]

_TOO_MANY = (120, 80)
_LARGEST_GROUP = {"main": 92, "strip": 92, "camp": 40}
"""Seats of the smallest vehicle that leaves each kind of base: an aircraft fitted for people, or a convoy."""


def people(world: World, days: Days) -> Iterator[Row]:
    """Yield the people; in some instances loggers who come later, or a group that nothing carries at once."""
    luck = world.luck("people")
    group, loggers = luck.chance(0.3), luck.chance(0.3)
    base = world.geography.bases[0]
    together = _together(world) if group else 0
    for number, row in enumerate(world.force.people, start=1):
        ready, latest = float(str(row["ready"])), float(str(row["latest_share"]))
        times: Row = {"ready": days.at(ready), "latest": days.at(latest) if latest > ready + 0.2 else ""}
        cells = {name: cell for name, cell in row.items() if name != "latest_share"}
        yield {"line_id": f"P{number:04d}", **cells, **times, "together": "G1" if number == together else ""}
    if loggers:
        yield _extra("P-LOG", base.site_id, "logistic", 12, days.at(0.4)) | {"arrives": days.at(0.1)}
    if world.profile.impossible == "group":
        for number, count in enumerate(_TOO_MANY, start=1):
            yield _extra(f"P-GROUP-{number}", base.site_id, "staff", count, days.on(0)) | {"together": "TOO-MANY"}


def _together(world: World) -> int:
    """Return the number of the first line from the middle on that one vehicle from its base takes; 0 if there is none.

    A larger group would make an instance impossible that is not meant to be.
    """
    kinds = {base.site_id: base.kind for base in world.geography.bases}
    lines = list(enumerate(world.force.people, start=1))
    middle = max(0, len(lines) // 2 - 1)
    fitting = (
        number
        for number, row in (*lines[middle:], *lines[:middle])
        if int(str(row["count"])) <= _LARGEST_GROUP[kinds[str(row["site_id"])]]
    )
    return next(fitting, 0)


def items(world: World, days: Days) -> Iterator[Row]:
    """Yield the items; where that is the reason, one outsize item for which nothing is cleared at its field."""
    for number, row in enumerate(world.force.items, start=1):
        yield {"item_id": f"I{number:05d}", **row, "ready": days.at(float(str(row["ready"]))), "latest": ""}
    if world.profile.impossible == "uncleared":
        last = world.force.items[-1]
        names: Row = {"item_id": "I-OUTSIZE", "description_en": "Bridge layer", "description_fr": "Poseur de pont"}
        place: Row = {"site_id": world.geography.bases[0].site_id, "destination_id": HOME, "ready": days.on(0)}
        shape: Row = {
            "kg": 22_000,
            "class": "outsize",
            "positions": 6,
            "sensitivity": "none",
            "act_minutes": 0,
            "latest": "",
        }
        yield {**last, **names, **place, **shape, "disposition": "repatriate", "legal_lock": ""}


def _extra(line_id: str, site_id: str, function: str, count: int, ready: str) -> Row:
    """Return a line of people beside those of the force."""
    ends: Row = {"site_id": site_id, "destination_id": HOME, "count": count, "kg_per_person": 150}
    names: Row = {"line_id": line_id, "category": "military", "unit": "Unit 13", "function": function}
    return {**names, **ends, "ready": ready, "latest": "", "priority": 2}
