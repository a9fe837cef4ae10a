"""Rows of floors.csv and teams.csv: who must stay until when, who escorts, inspects and clears loads."""

from collections.abc import Iterator

from benchmarks.replibench.calendar import Days
from benchmarks.replibench.geography import Base
from benchmarks.replibench.table import Row
from benchmarks.replibench.world import World

__all__ = ["floors", "teams"]

_STEPS = {
    "none": (),
    "light": ((0.0, 0.25), (0.5, 0.12)),
    "binding": ((0.0, 0.75), (0.35, 0.5), (0.65, 0.28)),
}
"""(Share of the time, share of the strength) before the last step, for all people and for guards alike."""

_LAST_STEP = 0.85
_MOST_AT_LAST = {"main": 40, "strip": 20, "camp": 20}


def floors(world: World, days: Days) -> Iterator[Row]:
    """Yield the floors of every base: people, guards, and at some bases weight and sensitive items."""
    luck = world.luck("floors")
    for base in world.geography.bases:
        kg, sensitive = luck.chance(0.25), luck.chance(0.2)
        for function in ("", "guard"):
            strength = world.force.strength(base.site_id, function or None)
            for at, minimum in _people_steps(world, base, strength):
                yield _floor(base, "people", function, days.at(at), minimum)
        if world.profile.floors == "none":
            continue
        if kg:
            yield _floor(base, "kg", "", days.on(0), _there(world, base, "kg") // 5)
            yield _floor(base, "kg", "", days.at(0.6), 0)
        if sensitive:
            yield _floor(base, "sensitive", "", days.on(0), _there(world, base, "sensitive") // 4)
            yield _floor(base, "sensitive", "", days.at(0.5), min(1, _there(world, base, "sensitive") // 4))


def _people_steps(world: World, base: Base, strength: int) -> Iterator[tuple[float, int]]:
    """Yield the steps of one floor: shares of the strength, never rising, at last what one closing wave takes."""
    least = strength
    for at, share in _STEPS[world.profile.floors]:
        least = min(least, int(strength * share))
        yield at, least
    if _STEPS[world.profile.floors]:
        yield _LAST_STEP, min(least, _MOST_AT_LAST[base.kind], max(2, strength // 10))


def _there(world: World, base: Base, quantity: str) -> int:
    rows = [row for row in world.force.items if row["site_id"] == base.site_id]
    return sum(int(str(row["kg"])) if quantity == "kg" else row["sensitivity"] != "none" for row in rows)


def _floor(base: Base, quantity: str, function: str, start: str, minimum: int) -> Row:
    return {"site_id": base.site_id, "quantity": quantity, "function": function, "from": start, "minimum": minimum}


def teams(world: World) -> Iterator[Row]:
    """Yield escorts, inspectors and customs where the profile has them; inspectors at night make the act impossible."""
    bases = len(world.geography.bases)
    night = world.profile.impossible == "inspection"
    if world.profile.teams:
        yield _team("escort", 40 * bases, 60, ("00:00", "24:00"))
        yield _team("customs", 3 * bases, 15, ("05:00", "23:00"))
    if world.profile.teams or night:
        yield _team("inspection", max(2, bases // 2), 60, ("18:00", "22:00") if night else ("07:00", "19:00"))


def _team(kind: str, count: int, change: int, hours: tuple[str, str]) -> Row:
    names: Row = {"team_id": f"T-{kind}", "kind": kind, "count": count, "places": "", "change_minutes": change}
    return {**names, "opens": hours[0], "closes": hours[1], "open_days": "Mon Tue Wed Thu Fri Sat Sun"}
