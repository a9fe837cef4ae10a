"""Who and what leaves on which flight in the reconstruction of Niger 2024, between the published figures.

Nothing is drawn here: every cleared day has its flights, and each flight takes, in the order of priority and readiness,
what fits. Rules it keeps: nobody and nothing goes before it is ready; floors of people and guards hold until a base
closes; seats, pallet positions and payload of the configuration hold; ammunition does not fly with people.
"""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

__all__ = ["Camp", "Item", "Line", "Load", "chosen_for", "read_camps", "table"]

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "niger-2024"
KG_PER_PERSON = 150
CLOSING = {"AB101": "2024-07-04", "AB201": "2024-08-01"}
"""The day from which the closing kit and the last people of a base are ready: they go with the last two flights."""

# Type, seats, positions, payload, outsize: the configurations of the folder, smallest first.
CONFIGURATIONS = (
    ("C-130J-30", 8, 8, 14_500, False),
    ("C-130J-30", 40, 5, 14_500, False),
    ("C-130J-30", 92, 1, 14_500, False),
    ("C-17", 20, 18, 58_967, True),
    ("C-17", 54, 10, 58_967, True),
    ("C-17", 102, 4, 58_967, False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of people: how many there were, where they are now is said by the camp."""

    name: str
    category: str
    function: str
    ready: str
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item: when it is ready, how much room it takes, and whether it flies with people."""

    name: str
    ready: str
    priority: int
    kg: int
    positions: int
    outsize: bool
    ammunition: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one movement takes: (line, people) and items, and the type of vehicle that it needs."""

    people: tuple[tuple[Line, int], ...]
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """Return how many people."""
        return sum(count for _, count in self.people)

    @property
    def vehicle_type(self) -> str:
        """Return the smallest type that carries it; there is one, because loads are packed by configurations."""
        kg = self.count * KG_PER_PERSON + sum(item.kg for item in self.items)
        positions, outsize = sum(item.positions for item in self.items), any(item.outsize for item in self.items)
        return next(
            name
            for name, seats, room, payload, wide in CONFIGURATIONS
            if self.count <= seats and positions <= room and kg <= payload and (wide or not outsize)
        )


@dataclass(slots=True, kw_only=True)
class Camp:
    """One site: who and what is there, and how few may stay."""

    site: str
    people: dict[Line, int]
    items: list[Item]
    floors: tuple[tuple[str, str, int], ...]  # (function or empty, from, minimum)
    kept: set[str] = field(default_factory=set)  # lines and items that wait for the last flights

    @property
    def present(self) -> int:
        """Return how many people are there."""
        return sum(self.people.values())

    def floor(self, day: date, function: str = "") -> int:
        """Return the minimum of a day."""
        steps = [(since, low) for name, since, low in self.floors if name == function and since <= day.isoformat()]
        return max(steps)[1] if steps else 0

    def take(self, day: date, *, most: int, positions: int, only: frozenset[str] | None = None) -> Load:
        """Take a load of at most ``most`` people and ``positions``; of items only those named, if any are."""
        ready = [one for one in self.items if one.ready <= day.isoformat() and one.name not in self.kept]
        wanted = sorted(
            (one for one in ready if only is None or one.name in only),
            key=lambda one: (one.priority, one.ready, one.name),
        )
        explosive = [one for one in wanted if one.ammunition]
        due = sum(one.ammunition for one in self.items if only is None or one.name in only)
        other = [one for one in wanted if not one.ammunition]  # ammunition goes all at once, and nobody with it
        items = _packed([*explosive, *other] if len(explosive) == due else other, positions)
        people = () if any(one.ammunition for one in items) else self._people(day, most)
        load = Load(people=people, items=items)
        self.remove(load)
        return load

    def remove(self, load: Load) -> None:
        """Take a load off the camp."""
        for line, count in load.people:
            self.people[line] -= count
        self.items = [one for one in self.items if one not in load.items]

    def add(self, load: Load) -> None:
        """Take in what a convoy brought."""
        for line, count in load.people:
            self.people[line] = self.people.get(line, 0) + count
        self.items += load.items

    def all(self) -> Load:
        """Return everyone and everything that is there."""
        return Load(
            people=tuple((line, count) for line, count in self.people.items() if count), items=tuple(self.items)
        )

    def _people(self, day: date, most: int) -> tuple[tuple[Line, int], ...]:
        guards = sum(count for line, count in self.people.items() if line.function == "guard")
        spare, spare_guards = self.present - self.floor(day), guards - self.floor(day, "guard")
        taken: list[tuple[Line, int]] = []
        for line in sorted(self.people, key=lambda one: (one.ready, one.priority, one.name)):
            count = min(self.people[line], most, spare)
            if line.function == "guard":
                count = min(count, spare_guards)
            if line.ready <= day.isoformat() and line.name not in self.kept and count > 0:
                taken.append((line, count))
                most, spare = most - count, spare - count
                spare_guards -= count if line.function == "guard" else 0
        return tuple(taken)


def _packed(items: list[Item], positions: int) -> tuple[Item, ...]:
    """Return the first of ``items`` that fit into ``positions``, and 50 t that leave room for people."""
    packed, left, kg = [], positions, 50_000
    for item in items:
        if item.positions <= left and item.kg <= kg:
            packed.append(item)
            left, kg = left - item.positions, kg - item.kg
    return tuple(packed)


def chosen_for(items: list[Item], kg: int) -> frozenset[str]:
    """Return the names of items that weigh ``kg`` together, all but a few of those that are ready last."""
    ordered = sorted(items, key=lambda one: (one.ready, one.name), reverse=True)
    over = sum(one.kg for one in ordered) - kg
    ways: dict[int, tuple[str, ...]] = {0: ()}  # kg left behind -> items
    for item in ordered:
        ways = {size + item.kg: (*names, item.name) for size, names in ways.items() if size + item.kg <= over} | ways
        if over in ways:
            return frozenset(one.name for one in ordered) - frozenset(ways[over])
    message = f"no choice of items weighs {kg} kg"
    raise ValueError(message)


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_camps(gone: list[dict[str, str]]) -> dict[str, Camp]:
    """Return the sites with people, less what ``gone`` rows of the reconstruction took."""
    away = {item for row in gone for item in row["items"].split()}
    left = {row["line_id"]: int(row["count"]) for row in table("people.csv")}
    for row in gone:
        left[row["people_line"]] -= int(row["people"])
    camps: dict[str, Camp] = {}
    floors = [(row["site_id"], row["function"], row["from"], int(row["minimum"])) for row in table("floors.csv")]
    for row in table("people.csv"):
        site = row["site_id"]
        steps = tuple((function, since, low) for at, function, since, low in floors if at == site)
        camp = camps.setdefault(site, Camp(site=site, people={}, items=[], floors=steps))
        line = Line(
            name=row["line_id"],
            category=row["category"],
            function=row["function"],
            ready=row["ready"],
            priority=int(row["priority"]),
        )
        camp.people[line] = left[line.name]
        if row["ready"] == CLOSING.get(site):
            camp.kept.add(line.name)
    for row in table("items.csv"):
        if row["item_id"] not in away:
            camps[row["site_id"]].items.append(_item(row))
        if row["ready"] == CLOSING.get(row["site_id"]):
            camps[row["site_id"]].kept.add(row["item_id"])
    return camps


def _item(row: dict[str, str]) -> Item:
    return Item(
        name=row["item_id"],
        ready=row["ready"],
        priority=int(row["priority"]),
        kg=int(row["kg"]),
        positions=int(row["positions"]),
        outsize=row["class"] == "outsize",
        ammunition=row["sensitivity"] == "ammunition",
    )
