"""Cut the countries of Africa out of world-atlas into the small outline file that the map of a report draws.

Run once, by hand, when the outlines change (nothing else in the project calls it):

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/cut_map_shapes.py package/countries-50m.json src/repli/reporting/shapes/africa.json

Rules: lines are simplified *before* countries are put together, so that neighbours keep one common border; only
coordinates are rounded, no name or line is edited; the licence travels inside the file.
"""

import json
import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]

TOLERANCE_DEG = 0.06
SMALLEST_RING_DEG2 = 0.02

# ISO 3166-1: numeric code (the id in world-atlas) -> alpha-2 code (the key of babel's country names).
CODE_TABLE = """
012 DZ 024 AO 072 BW 108 BI 120 CM 140 CF 148 TD 174 KM 178 CG 180 CD 204 BJ 226 GQ 231 ET 232 ER 262 DJ 266 GA 270 GM
288 GH 324 GN 384 CI 404 KE 426 LS 430 LR 434 LY 450 MG 454 MW 466 ML 478 MR 504 MA 508 MZ 516 NA 562 NE 566 NG 624 GW
646 RW 686 SN 694 SL 706 SO 710 ZA 716 ZW 728 SS 729 SD 732 EH 748 SZ 768 TG 788 TN 800 UG 818 EG 834 TZ 854 BF 894 ZM
"""
CODES = dict(zip(CODE_TABLE.split()[::2], CODE_TABLE.split()[1::2], strict=True))
SOURCE = (
    "Natural Earth 1:50m (public domain, naturalearthdata.com) by world-atlas 2.0.2 countries-50m.json, "
    "simplified by tools/cut_map_shapes.py. Borders are those of Natural Earth; they state no legal position."
)
LICENCE = (
    "world-atlas: Copyright 2013-2019 Michael Bostock. Permission to use, copy, modify, and/or distribute this "
    "software for any purpose with or without fee is hereby granted, provided that the above copyright notice and "
    "this permission notice appear in all copies. THE SOFTWARE IS PROVIDED 'AS IS' AND THE AUTHOR DISCLAIMS ALL "
    "WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO "
    "EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES "
    "WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER "
    "TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE."
)


def main(atlas: Path, target: Path) -> None:
    """Read the TopoJSON ``atlas`` and write the outlines to ``target``."""
    topology = json.loads(atlas.read_text("utf-8"))
    arcs = [simplified(arc) for arc in decoded_arcs(topology)]
    shapes = [
        feature(CODES[country["id"]], polygons(country, arcs))
        for country in topology["objects"]["countries"]["geometries"]
        if country.get("id") in CODES
    ]
    shapes.sort(key=lambda one: str(one["id"]))
    collection = {"type": "FeatureCollection", "source": SOURCE, "licence": LICENCE, "features": shapes}
    target.write_text(json.dumps(collection, separators=(",", ":")) + "\n", "utf-8")


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Undo TopoJSON's delta coding: each arc as (longitude, latitude) in degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def simplified(line: Sequence[Point]) -> list[Point]:
    """Drop points nearer than the tolerance to the line between their neighbours (Douglas and Peucker 1973)."""
    first, last = line[0], line[-1]
    if not line[1:-1]:
        return [first, last]
    distances = [off_line(point, first, last) for point in line[1:-1]]
    worst = max(range(len(distances)), key=distances.__getitem__)
    if distances[worst] <= TOLERANCE_DEG:
        return [first, last]
    split = worst + 1
    return simplified(line[: split + 1])[:-1] + simplified(line[split:])


def off_line(point: Point, first: Point, last: Point) -> float:
    """Return the distance of ``point`` from the segment, in degrees."""
    (px, py), (ax, ay), (bx, by) = point, first, last
    length = math.hypot(bx - ax, by - ay)
    if length == 0:
        return math.hypot(px - ax, py - ay)
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length**2))
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def polygons(country: dict[str, Any], arcs: Sequence[Sequence[Point]]) -> list[list[list[Point]]]:
    """Put a country's arcs together: list of polygons, each a list of rings; specks are left out."""
    parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    joined = [[ring_of(ring, arcs) for ring in part] for part in parts]
    return [rings for rings in joined if area(rings[0]) >= SMALLEST_RING_DEG2]


def ring_of(indices: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Join arcs to one closed ring; a negative index ~i means arc i backwards (TopoJSON 2.1.4)."""
    ring: list[Point] = []
    for index in indices:
        arc = list(arcs[index]) if index >= 0 else list(reversed(arcs[~index]))
        ring += arc[1:] if ring else arc
    return [(round(x, 2), round(y, 2)) for x, y in ring]


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring in square degrees (shoelace formula)."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def feature(code: str, shape: list[list[list[Point]]]) -> dict[str, object]:
    """Return the GeoJSON feature (RFC 7946) of one country."""
    return {"type": "Feature", "id": code, "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": shape}}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
