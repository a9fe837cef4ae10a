"""People and items of every base: units of people, containers, vehicles and pallets, each with the day it is ready.

Days are shares of the time to the deadline until that is known. People and pallets go home; containers and vehicles
to the port where there is a way to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.replibench.classes import SizeClass
from benchmarks.replibench.draw import Draw
from benchmarks.replibench.geography import HOME, PORT, Base, Geography
from benchmarks.replibench.profile import Profile
from benchmarks.replibench.table import Row

__all__ = ["Force", "force_of"]

_SHARE = {"main": (4.0, 6.0), "strip": (1.2, 2.0), "camp": (0.8, 1.2)}
_Kind = tuple[str, str, str, int, tuple[int, int]]
"""English, French, class, positions, (least, most) kg."""

_CONTAINER = ("20-foot container", "Conteneur de 20 pieds", "bulk", 4, (4_000, 14_000))
_VEHICLES = (
    ("Light vehicle", "Véhicule léger", "rolling", 2, (2_500, 5_000)),
    ("Light vehicle", "Véhicule léger", "rolling", 2, (2_500, 5_000)),
    ("Truck", "Camion", "rolling", 4, (8_000, 14_000)),
    ("Armoured vehicle", "Véhicule blindé", "outsize", 5, (16_000, 24_000)),
)
_PALLETS = (
    ("Stores on pallet", "Matériel sur palette", "none"),
    ("Stores on pallet", "Matériel sur palette", "none"),
    ("Communications equipment on pallet", "Matériel de transmissions sur palette", "sensitive"),
    ("Weapons in racks on pallet", "Armes en râteliers sur palette", "weapon"),
)
_PALLET_KG = (500, 4_500)
_FUNCTIONS = (("logistic", "military"), ("staff", "military"), ("signals", "military"), ("medical", "civilian"))
_BOXES_BY_AIR = 0.15
_GUARD_SHARE, _SCRAP_SHARE, _LATE, _LAST = 0.3, 0.02, 0.9, 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Rows of people.csv and items.csv; ``ready`` is a share of the days to the deadline."""

    people: tuple[Row, ...]
    items: tuple[Row, ...]

    def strength(self, site_id: str, function: str | None = None) -> int:
        """Return how many people a base has, of a function or in all."""
        return sum(
            int(str(row["count"]))
            for row in self.people
            if row["site_id"] == site_id and function in {None, row["function"]}
        )


def force_of(size: SizeClass, profile: Profile, geography: Geography, luck: Draw) -> Force:
    """Draw the force of an instance."""
    weights = [luck.real(*_SHARE[base.kind]) for base in geography.bases]
    boxed = [
        weight * (1 if base.road else _BOXES_BY_AIR) for base, weight in zip(geography.bases, weights, strict=True)
    ]
    heads = luck.split(luck.between(*size.people), weights)
    boxes = luck.split(luck.between(*size.containers) if geography.port else 0, boxed)
    wheels, pallets = (luck.split(luck.between(*some), weights) for some in (size.vehicles, size.pallets))
    people: list[Row] = []
    items: list[Row] = []
    for base, count, numbers in zip(geography.bases, heads, zip(boxes, wheels, pallets, strict=True), strict=True):
        people += _people(base, count, size, profile, luck)
        items += _items(base, numbers, geography, profile, luck)
    if profile.late:
        people[-1]["ready"] = _LAST
    return Force(people=tuple(people), items=tuple(items))


def _people(base: Base, heads: int, size: SizeClass, profile: Profile, luck: Draw) -> Iterator[Row]:
    """Yield lines of guards, who get ready last, then of everybody else."""
    guards = max(2, int(heads * _GUARD_SHARE))
    for total, guard in ((guards, True), (heads - guards, False)):
        left = total
        while left > 0:
            count = min(left, luck.between(*size.line_people))
            left -= count
            function, category = ("guard", "military") if guard else luck.pick(_FUNCTIONS)
            yield {
                "category": category,
                "unit": f"Unit {luck.between(1, 12)}",
                "function": function,
                "site_id": base.site_id,
                "destination_id": HOME,
                "count": count,
                "kg_per_person": luck.pick((130, 150)),
                "ready": _ready(profile, luck, scale=1.2 if guard else 1.0),
                "priority": luck.between(1, 3),
                "latest_share": luck.real(0.75, 0.98) if profile.latest and luck.chance(0.1) else 0,
            }


def _items(
    base: Base, numbers: tuple[int, int, int], geography: Geography, profile: Profile, luck: Draw
) -> Iterator[Row]:
    boxes, wheels, pallets = numbers
    far = PORT if geography.port else HOME
    for _ in range(boxes):
        yield _item((base.site_id, far), _CONTAINER, "none", profile, luck)
    for _ in range(wheels):
        yield _item((base.site_id, far), luck.pick(_VEHICLES if base.road else _VEHICLES[:-1]), "none", profile, luck)
    for _ in range(pallets):
        english, french, sensitivity = luck.pick(_PALLETS)
        yield _item((base.site_id, HOME), (english, french, "pallet", 1, _PALLET_KG), sensitivity, profile, luck)


def _item(ends: tuple[str, str], kind: _Kind, sensitivity: str, profile: Profile, luck: Draw) -> Row:
    """Return one handling unit; a few are scrapped where they are."""
    english, french, item_class, positions, kg = kind
    scrap = sensitivity == "none" and luck.chance(_SCRAP_SHARE)
    return {
        "description_en": english,
        "description_fr": french,
        "site_id": ends[0],
        "destination_id": ends[0] if scrap else ends[1],
        "kg": luck.between(kg[0] // 50, kg[1] // 50) * 50,
        "class": item_class,
        "positions": positions,
        "sensitivity": sensitivity,
        "disposition": "scrap" if scrap else "repatriate",
        "legal_lock": "transfer sell gift" if sensitivity == "weapon" else "",
        "act_minutes": 60 if scrap else 0,
        "ready": _ready(profile, luck),
        "priority": luck.between(1, 3),
    }


def _ready(profile: Profile, luck: Draw, scale: float = 1.0) -> float:
    """Return when something is ready: at once for a third, else evenly up to the profile's share of the time."""
    return 0.0 if luck.chance(1 / 3) else min(_LATE, luck.share() * profile.ready_share * scale)
