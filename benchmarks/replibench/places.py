"""Rows of sites.csv, fields.csv, legs.csv and closures.csv: hours, spots, office hours, other users, closed days."""

from collections.abc import Iterator

from benchmarks.replibench.calendar import Days
from benchmarks.replibench.capacity import Capacity
from benchmarks.replibench.geography import AT, HOME, PORT, Base
from benchmarks.replibench.table import Row
from benchmarks.replibench.world import World

__all__ = ["closures", "fields", "legs", "sites", "spots_of"]

_ALL_DAYS = "Mon Tue Wed Thu Fri Sat Sun"
_HALT_KM, _HALT_MINUTES = 160, 960


def sites(world: World) -> Iterator[Row]:
    """Yield the sites inside with their acts of handover, then those outside."""
    luck = world.luck("sites")
    for base in world.geography.bases:
        main, guards = base.kind == "main", world.force.strength(base.site_id, "guard")
        fed = [one.site_id for one in world.geography.fed(base.site_id)] if main else []
        row: Row = {
            **_named(base.site_id, f"Base {base.site_id[1:]}", "inside", base.field_id),
            "latitude_deg": base.latitude_deg,
            "longitude_deg": base.longitude_deg,
            "handed_to": "host",
            "handover_minutes": luck.pick((120, 180, 240)),
            "notice_hours": luck.pick((48, 72)),
            "office_from": "08:00",
            "office_to": "17:00",
            "office_days": luck.pick((_ALL_DAYS[:19], _ALL_DAYS[:23])),
            "act_after": "yes" if luck.chance(0.3) else "no",
            "last_out_people": min(guards, luck.between(6, 24) if main else luck.between(2, 8)),
            "transfer_minutes": luck.pick((30, 60)),
            "closes_after": " ".join(fed) if world.profile.ordered else "",
            "inspection_teams": 1 if world.profile.teams else 0,
            "customs_teams": 1 if world.profile.teams and main else 0,
        }
        yield row | _impossible_act(world, base)
    for place in (HOME, *((PORT,) if world.geography.port else ())):
        at: Row = {"latitude_deg": AT[place][0], "longitude_deg": AT[place][1], "transfer_minutes": 0}
        yield {**_named(place, place.capitalize(), "outside", f"F{place}"), **at, "act_after": "no"}


def _impossible_act(world: World, base: Base) -> Row:
    """Return what makes the act of handover at the first base impossible, where that is the profile."""
    if base != world.geography.bases[0]:
        return {}
    if world.profile.impossible == "office":
        return {"office_from": "09:00", "office_to": "10:30", "handover_minutes": 240}
    return {"inspection_teams": 1} if world.profile.impossible == "inspection" else {}


def _named(site_id: str, name: str, side: str, field_id: str) -> Row:
    return {"site_id": site_id, "name_en": name, "name_fr": name, "side": side, "field_id": field_id}


def fields(world: World, capacity: Capacity) -> Iterator[Row]:
    """Yield the fields: large ones open day and night or by day, strips by daylight; outside nothing is limited."""
    luck = world.luck("fields")
    for base in world.geography.bases:
        hours = luck.pick((("00:00", "24:00"), ("05:00", "23:00"), ("06:00", "20:00")))
        if not base.field_id:
            continue
        working, parking = spots_of(world, base, capacity)
        daylight = base.kind == "strip"
        yield {
            **_field(base.field_id, "inside", (base.latitude_deg, base.longitude_deg)),
            "parking_spots": parking,
            "working_spots": working,
            "opens": "00:00" if daylight else hours[0],
            "closes": "24:00" if daylight else hours[1],
            "daylight_only": "yes" if daylight else "no",
            "crew_base": "no",
            "handling_sets": capacity.of(f"spots {base.field_id}") if luck.chance(0.3) else "",
        }
    for place in (HOME, *((PORT,) if world.geography.port else ())):
        free: Row = {"opens": "00:00", "closes": "24:00", "daylight_only": "no", "crew_base": "yes"}
        yield {**_field(f"F{place}", "outside", AT[place]), "parking_spots": "", "working_spots": "", **free}


def spots_of(world: World, base: Base, capacity: Capacity) -> tuple[str, str]:
    """Return working and parking spots of a field: nested sizes, one at least for the largest type used there."""
    count = capacity.of(f"spots {base.field_id}")
    if base.kind == "strip":
        return f"1:{count}", f"1:{count + 1}"
    if "An-124" not in world.far_fleet:
        return f"2:{count}", f"1:1 2:{count + 1}"
    smaller = f"2:{count - 1} " if count > 1 else ""
    return f"{smaller}3:1", f"1:1 2:{count} 3:1"


def _field(field_id: str, side: str, at: tuple[float, float]) -> Row:
    names: Row = {"field_id": field_id, "name": f"Field {field_id[1:]}", "side": side}
    return {**names, "latitude_deg": at[0], "longitude_deg": at[1], "open_days": _ALL_DAYS, "crew_rest": "yes"}


def legs(world: World) -> Iterator[Row]:
    """Yield the legs: by air at any time, by road by day, with a halt for the night every 160 km."""
    for leg in world.geography.legs():
        road = leg["mode"] == "road"
        hours: Row = {"opens": "06:00" if road else "00:00", "closes": "18:00" if road else "24:00"}
        length = int(str(leg["distance_km"])) if road else 0
        halts = " ".join(f"{km}:{_HALT_MINUTES}" for km in range(_HALT_KM, length, _HALT_KM)) if _far(leg) else ""
        yield {**leg, **hours, "halts": halts, "escort_teams": 1 if road and world.profile.teams else 0}


def _far(leg: Row) -> bool:
    return leg["mode"] == "road" and leg["to_place"] == PORT


def closures(world: World, days: Days, capacity: Capacity) -> Iterator[Row]:
    """Yield a closed day for each main field, days without a road, and, where fields are shared, other users' slots."""
    luck = world.luck("closures")
    for base in world.geography.of("main"):
        day = luck.between(days.days // 4, days.days // 2)
        yield {"place_id": base.field_id, "starts": days.on(day), "ends": days.on(day + 1), "reason": "national day"}
        week, hour = luck.between(0, 6), luck.between(6, 20)
        if world.profile.shared and capacity.of(f"spots {base.field_id}") > 1:
            for day in range(week, days.days, 7):
                slot: Row = {"starts": f"{days.on(day)}T{hour:02d}:00Z", "ends": f"{days.on(day)}T{hour + 3:02d}:00Z"}
                other: Row = {"reason": "another user", "parking_spots": "2:1", "working_spots": "2:1"}
                yield {"place_id": base.field_id, **slot, **other}
    roads = world.geography.driven()
    if roads and luck.chance(0.5):
        base, day = luck.pick(roads), luck.between(days.days // 5, days.days // 2)
        until = days.on(day + max(1, days.days // 30))
        yield {"place_id": f"{base.site_id}-{base.main}", "starts": days.on(day), "ends": until, "reason": "rain"}
