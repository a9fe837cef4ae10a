"""The window of a map, and the outlines of countries cut to it.

Projection: equirectangular, longitudes shortened by the cosine of the middle latitude (Snyder 1987, section 12): true
enough over one country and simple enough to check. Outlines are `shapes/africa.json` (source and licence stand inside
it); land that is not in the file is blank.
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["WIDTH", "XY", "Country", "Frame", "LonLat", "countries_in", "frame_around"]

WIDTH = 480
_MARGIN_DEG = 3.2
_FEWEST_DEGREES = 9.0
_HEIGHT_TO_WIDTH = 0.72

LonLat = tuple[float, float]
XY = tuple[float, float]
Ring = tuple[LonLat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The window in degrees, and how it falls on the picture."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Units of the picture per degree of longitude."""
        return WIDTH / (self.east - self.west)

    @property
    def height(self) -> int:
        """Height of the picture."""
        return round((self.north - self.south) * self.scale / self._shortening)

    @property
    def _shortening(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2))

    def xy(self, place: LonLat) -> XY:
        """Return where a place falls."""
        longitude, latitude = place
        return (longitude - self.west) * self.scale, (self.north - latitude) * self.scale / self._shortening

    def holds(self, place: LonLat) -> bool:
        """Say whether a place lies inside the window."""
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as far as it is in sight: code (ISO 3166-1), path on the picture, middle, whether a site lies in it."""

    code: str
    path: str
    middle: XY
    box: XY
    is_concerned: bool


def frame_around(places: list[LonLat]) -> Frame:
    """Return a window around the places, with a margin and never narrower than a country."""
    longitudes, latitudes = [x for x, _ in places], [y for _, y in places]
    half = max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes), _FEWEST_DEGREES) / 2 + _MARGIN_DEG
    x, y = (max(longitudes) + min(longitudes)) / 2, (max(latitudes) + min(latitudes)) / 2
    tall = half * _HEIGHT_TO_WIDTH
    return Frame(west=x - half, east=x + half, south=y - tall, north=y + tall)


def countries_in(frame: Frame, places: list[LonLat]) -> Iterator[Country]:
    """Yield the countries that the window touches."""
    for code, rings in _outlines():
        cut = [ring for ring in (_cut(ring, frame) for ring in rings) if ring]
        if cut:
            points = [frame.xy(place) for ring in cut for place in ring]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            yield Country(
                code=code,
                path="".join(_path(ring, frame) for ring in cut),
                middle=((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2),
                box=(max(xs) - min(xs), max(ys) - min(ys)),
                is_concerned=any(_contains(ring, place) for ring in rings for place in places),
            )


@cache
def _outlines() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Return (country code, outer rings) of the file; an enclave is a country of its own and drawn after its host."""
    file = resources.files("repli.reporting") / "shapes" / "africa.json"
    features = json.loads(file.read_text("utf-8"))["features"]
    return tuple(
        (one["id"], tuple(tuple((x, y) for x, y in polygon[0]) for polygon in one["geometry"]["coordinates"]))
        for one in features
    )


def _cut(ring: Ring, frame: Frame) -> Ring:
    """Cut a ring to the window, edge by edge (Sutherland and Hodgman 1974)."""
    edges: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, frame.west, float.__ge__),
        (0, frame.east, float.__le__),
        (1, frame.south, float.__ge__),
        (1, frame.north, float.__le__),
    )
    for axis, limit, keeps in edges:
        ring = tuple(_cut_edge(ring, axis, limit, keeps))
    return ring


def _cut_edge(ring: Ring, axis: int, limit: float, keeps: Callable[[float, float], bool]) -> Iterator[LonLat]:
    """Yield the part of a ring on the kept side of one edge."""
    for before, point in zip((*ring[-1:], *ring), ring, strict=False):
        if keeps(float(before[axis]), limit) != keeps(float(point[axis]), limit):
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if keeps(float(point[axis]), limit):
            yield point


def _contains(ring: Ring, place: LonLat) -> bool:
    """Say whether a place lies in a ring: a line east of it crosses the ring an odd number of times."""
    x, y = place
    crossings = sum(
        (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        for (x0, y0), (x1, y1) in zip((*ring[-1:], *ring), ring, strict=False)
    )
    return crossings % 2 == 1


def _path(ring: Ring, frame: Frame) -> str:
    """Write a ring as a path in whole units, without points that fall on the one before."""
    points = [(round(x), round(y)) for x, y in (frame.xy(place) for place in ring)]
    distinct = [point for before, point in zip([None, *points], points, strict=False) if point != before]
    return "M" + "L".join(f"{x},{y}" for x, y in distinct) + "Z"
