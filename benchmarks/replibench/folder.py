"""The files of an instance: operation.toml and the tables that `docs/reference/operation-folder.md` names."""

from collections.abc import Iterator

from benchmarks.replibench.calendar import AS_OF, Days
from benchmarks.replibench.capacity import Capacity
from benchmarks.replibench.fleet import fleet
from benchmarks.replibench.lines import items, people
from benchmarks.replibench.permissions import clearances
from benchmarks.replibench.places import closures, fields, legs, sites
from benchmarks.replibench.security import floors, teams
from benchmarks.replibench.table import Row, csv_bytes, drawn
from benchmarks.replibench.types import types_of
from benchmarks.replibench.world import World

__all__ = ["files_of"]

_OPTIONAL = ("closures.csv", "teams.csv")
_FLOOR_COLUMNS = ("site_id", "quantity", "function", "from", "minimum", "source", "assumed")
_SETTING_COLUMNS = ("name", "unit", "low", "base", "high", "source", "assumed")
_MILESTONES = (("half", "people", 500_000, 0.6), ("most", "people", 800_000, 0.85), ("freight", "kg", 600_000, 0.75))

_TOML = """\
format = 1
id = "{id}"
title_en = "{label}"
title_fr = "{label}"

[agreement]
signed_on = {as_of}
deadline = {deadline}
time_zone = "Africa/Niamey"
evidence = "The record of the commission."
{truth}

[[party]]
id = "force"
role = "force"
name_en = "Force"
name_fr = "Force"
{truth}

[[party]]
id = "host"
role = "host"
name_en = "Host"
name_fr = "Hôte"
{truth}
{milestones}
[planning]
as_of = {as_of}
overrun_days = {overrun}
wave_minutes = 180
formation_minutes = 30
{truth}

[disclosure]
people_departed = "exact"
{truth}

[text]
{text}
{truth}
"""
_TEXT = ("place", "procedures", "protection", "next_phase", "cooperation")


def files_of(world: World, days: Days, capacity: Capacity) -> dict[str, bytes]:
    """Return the files by name."""
    tables = {name: [drawn(row, world.label) for row in rows] for name, rows in _drawn(world, days, capacity)}
    files = {name: csv_bytes(rows) for name, rows in tables.items() if rows or name not in _OPTIONAL}
    files |= {name: csv_bytes(rows) for name, rows in types_of(world.size.trucks, world.types).items()}
    files["floors.csv"] = csv_bytes(tables["floors.csv"], _FLOOR_COLUMNS)
    files["assumptions.csv"] = csv_bytes([], _SETTING_COLUMNS)
    files["operation.toml"] = _toml(world, days).encode()
    return dict(sorted(files.items()))


def _drawn(world: World, days: Days, capacity: Capacity) -> Iterator[tuple[str, Iterator[Row]]]:
    yield "sites.csv", sites(world)
    yield "fields.csv", fields(world, capacity)
    yield "legs.csv", legs(world)
    yield "closures.csv", closures(world, days, capacity)
    yield "fleet.csv", fleet(world, days, capacity)
    yield "clearances.csv", clearances(world, days, capacity)
    yield "people.csv", people(world, days)
    yield "items.csv", items(world, days)
    yield "floors.csv", floors(world, days)
    yield "teams.csv", teams(world)


def _toml(world: World, days: Days) -> str:
    truth = f'source = ""\nassumed = "Drawn for {world.label}: no real operation."'
    return _TOML.format(
        id=f"replibench-{world.size.name.lower()}-{world.seed}",
        label=world.label,
        as_of=AS_OF.isoformat(),
        deadline=days.deadline,
        overrun=days.overrun,
        truth=truth,
        milestones="".join(_milestone(one, days, truth) for one in _MILESTONES[: 1 + world.seed % 3]),
        text="\n".join(f'{name}_{language} = "{world.label}."' for name in _TEXT for language in ("en", "fr")),
    )


def _milestone(one: tuple[str, str, int, float], days: Days, truth: str) -> str:
    name, quantity, fraction_ppm, at = one
    cells = f'id = "{name}"\nquantity = "{quantity}"\nfraction_ppm = {fraction_ppm}\ndue = {days.at(at)}\n{truth}\n'
    return f"\n[[milestone]]\n{cells}"
