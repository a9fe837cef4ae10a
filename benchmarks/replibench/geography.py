"""Where things stand: bases inside a made-up territory, a home and a port outside, and the legs between them.

A *main* base has a large field and a road to the port; a *strip* a small field, reached from the port's field, joined
to its main base by air and mostly by road; a *camp* only the road to its main base. Nothing here is a real place.
"""

from dataclasses import dataclass
from math import sqrt

from benchmarks.replibench.classes import SizeClass
from benchmarks.replibench.draw import Draw
from benchmarks.replibench.table import Row

__all__ = ["AT", "HOME", "PORT", "Base", "Geography", "geography_of"]

HOME, PORT = "HOME", "PORT"
AT = {HOME: (46.5, 4.0), PORT: (9.0, 2.0)}
_ROAD_PERCENT = 125
_ROAD_TO_STRIP = 0.6
_KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """One site inside: ``kind`` is main, strip or camp; ``main`` is the base that its road leads to (itself: main)."""

    site_id: str
    kind: str
    main: str
    latitude_deg: float
    longitude_deg: float
    road_km: int
    road: bool

    @property
    def field_id(self) -> str:
        """Return its field; empty where there is none."""
        return "" if self.kind == "camp" else f"F{self.site_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """The bases; ``port`` says whether there is a way to the sea, by road from main bases and by air."""

    bases: tuple[Base, ...]
    port: bool

    def of(self, kind: str) -> tuple[Base, ...]:
        """Return the bases of a kind."""
        return tuple(base for base in self.bases if base.kind == kind)

    def fed(self, main: str) -> tuple[Base, ...]:
        """Return the strips and camps that go through a main base."""
        return tuple(base for base in self.bases if base.main == main and base.kind != "main")

    def driven(self) -> tuple[Base, ...]:
        """Return the strips and camps with a road to their main base."""
        return tuple(base for base in self.bases if base.kind != "main" and base.road)

    def legs(self) -> tuple[Row, ...]:
        """Return the rows of legs.csv without their hours."""
        rows = []
        for base in self.bases:
            far = HOME if base.kind == "main" else base.main
            if base.kind == "main":
                rows.append(_leg("air", base.field_id, f"F{HOME}"))
            if base.kind == "main" and self.port:
                rows.append(_leg("road", base.site_id, PORT, base.road_km))
            if base.kind != "main" and base.road:
                rows.append(_leg("road", base.site_id, far, base.road_km))
            if base.kind == "strip":
                rows.append(_leg("air", base.field_id, f"F{base.main}"))
            if base.field_id and self.port:
                rows.append(_leg("air", base.field_id, f"F{PORT}"))
        return tuple(sorted(rows, key=lambda row: str(row["leg_id"])))


def geography_of(size: SizeClass, luck: Draw) -> Geography:
    """Place the bases of a class; strips and camps are divided over the main bases in turn."""
    mains = luck.between(*size.mains)
    strips, camps = luck.between(*size.strips), luck.between(*size.camps)
    if mains + strips + camps == 1 and size.camps[1]:
        camps = 1
    bases: list[Base] = []
    for index in range(mains):
        at = (round(luck.real(13.6, 16.4), 4), round(-1 + 6 * (index + luck.real(0.2, 0.8)) / mains, 4))
        bases.append(_base(len(bases), "main", "", at, towards=AT[PORT]))
    for index, kind in enumerate(("strip",) * strips + ("camp",) * camps):
        main = bases[index % mains]
        far = luck.real(0.5, 0.85) if kind == "camp" else luck.real(0.8, 1.5)
        north = 1 if luck.chance(0.5) else -1
        at = (round(main.latitude_deg + north * far * 0.6, 4), round(main.longitude_deg + far * 0.75, 4))
        road = kind == "camp" or luck.chance(_ROAD_TO_STRIP)
        towards = (main.latitude_deg, main.longitude_deg)
        bases.append(_base(len(bases), kind, main.site_id, at, towards=towards, road=road))
    return Geography(bases=tuple(bases), port=bool(size.containers[1]) and (strips > 0 or luck.chance(0.5)))


def _base(
    index: int, kind: str, main: str, at: tuple[float, float], *, towards: tuple[float, float], road: bool = True
) -> Base:
    """Return a base, with the length of its road to the main base or to the port."""
    site_id = f"B{index + 1:02d}"
    degrees = sqrt((at[0] - towards[0]) ** 2 + (at[1] - towards[1]) ** 2)
    return Base(
        site_id=site_id,
        kind=kind,
        main=main or site_id,
        latitude_deg=at[0],
        longitude_deg=at[1],
        road_km=int(degrees * _KM_A_DEGREE * _ROAD_PERCENT) // 100 + 1,
        road=road,
    )


def _leg(mode: str, start: str, end: str, km: int | None = None) -> Row:
    return {
        "leg_id": f"{start}-{end}",
        "mode": mode,
        "from_place": start,
        "to_place": end,
        "distance_km": "" if km is None else km,
        "both_ways": "yes",
    }
