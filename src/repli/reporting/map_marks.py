"""The marks of the map: a site by its state, a leg by what moves on it. State by shape and colour.

Full disc = no departure yet, half disc = departing, ring = nobody remains, green square with a tick = handed over,
grey ring with a cross = closed. A leg is as thick as what it carries is heavy, and its arrow points where most goes.
"""

import math
from dataclasses import dataclass
from html import escape

from repli.reporting.charts.canvas import short
from repli.reporting.charts.theme import GOOD, INK, PAPER, PLAN, QUIET
from repli.reporting.labels import Box, overlap
from repli.reporting.outlines import WIDTH, XY, LonLat

__all__ = ["HALO", "SHAPES", "MapLeg", "MapSite", "leg_line", "leg_name", "on_line"]

HALO = f'stroke="{PAPER}" stroke-width="4" paint-order="stroke"'
_RING = f'<circle r="8" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'
SHAPES = {
    "open": f'<circle r="8" fill="{INK}" stroke="{INK}" stroke-width="2"/>',
    "departing": f'{_RING}<path d="M0,-8A8,8 0 0 0 0,8Z" fill="{INK}"/>',
    "empty": _RING,
    "handed-over": f'<rect x="-8" y="-8" width="16" height="16" fill="{GOOD}"/>'
    f'<path d="M-5,0l3.5,4l6.5,-8" fill="none" stroke="{PAPER}" stroke-width="2.5"/>',
    "closed": f'<circle r="8" fill="{PAPER}" stroke="{QUIET}" stroke-width="2"/>'
    f'<path d="M-5,-5L5,5M5,-5L-5,5" stroke="{QUIET}" stroke-width="2"/>',
    "outside": f'<rect x="-6" y="-6" width="12" height="12" fill="{PAPER}" stroke="{QUIET}" stroke-width="2"/>',
}
"""State of a site -> what is drawn around (0, 0)."""
_THINNEST, _THICKEST = 1.5, 7.0
_SEEN_POINTS = 24
_LETTER, _BADGE = 7.5, 9
_SHARES = (0.45, 0.3, 0.6, 0.2, 0.85)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSite:
    """A site: where it lies, what it is called, its state (a key of `SHAPES`)."""

    name: str
    longitude_deg: float
    latitude_deg: float
    state: str

    @property
    def place(self) -> LonLat:
        """Return longitude and latitude."""
        return self.longitude_deg, self.latitude_deg


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLeg:
    """A leg with the way back, drawn as one line: ``name`` as in the table, ``lines`` what is written beside it.

    ``start`` to ``end`` is the way that most goes; ``kg`` what both ways carry; ``mode`` is air or road.
    """

    name: str
    mode: str
    start: LonLat
    end: LonLat
    kg: int
    lines: tuple[str, ...]


def leg_line(leg: MapLeg, start: XY, end: XY, heaviest_kg: int, height: int) -> str:
    """Return a leg's line: air solid, road dashed; thicker the heavier, with an arrow in sight."""
    share = math.sqrt(leg.kg / heaviest_kg) if heaviest_kg else 0.0
    width = _THINNEST + (_THICKEST - _THINNEST) * share
    dash = ' stroke-dasharray="6 4"' if leg.mode == "road" else ""
    ends = " ".join(
        f'{axis}="{short(value)}"' for axis, value in zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
    )
    x, y = on_line(start, end, height, 0.75)
    turn = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    arrow = f'<path d="M9,0L-6,-7V7Z" fill="{PLAN}" transform="translate({x:.0f},{y:.0f}) rotate({turn:.0f})"/>'
    return f'<line {ends} stroke="{PLAN}" stroke-width="{short(width)}"{dash}/>{arrow}'


def leg_name(leg: MapLeg, start: XY, end: XY, height: int, taken: list[Box]) -> tuple[str, Box]:
    """Return a leg's name in a badge on its line, what moves on it beside where the line is long, and their box.

    It stands where it hides least of what is ``taken``.
    """
    seen = [point for point in _points(start, end) if _in_sight(point, height)]
    is_short = not seen or math.dist(seen[0], seen[-1]) < WIDTH / 5
    wide = 0 if is_short else 14 + _LETTER * max(len(one) for one in leg.lines)
    deep = _BADGE if is_short else 15 * len(leg.lines)
    places = [
        (on_line(start, end, height, share), away) for share in _SHARES for away in ((-22, 22) if is_short else (0,))
    ]
    boxes = [(x + away - _BADGE, y - deep, x + away + max(_BADGE, wide), y + deep) for (x, y), away in places]
    box = min(boxes, key=lambda one: sum(overlap(one, other) for other in taken))
    x, y = box[0] + _BADGE, (box[1] + box[3]) / 2
    badge = (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_BADGE}" fill="{PAPER}" stroke="{PLAN}" stroke-width="1.5"/>'
        f'<text x="{x:.0f}" y="{y + 4.5:.0f}" text-anchor="middle" fill="{PLAN}" font-weight="bold">{leg.name}</text>'
    )
    words = "".join(
        f'<text x="{x + 14:.0f}" y="{y - 3 + 15 * number:.0f}" fill="{PLAN}" {HALO}>{escape(words)}</text>'
        for number, words in enumerate(() if is_short else leg.lines)
    )
    return badge + words, box


def on_line(start: XY, end: XY, height: int, share: float) -> XY:
    """Return the point at a share of the part of a line that is in sight."""
    seen = [point for point in _points(start, end) if _in_sight(point, height)] or list(_points(start, end))
    return seen[min(len(seen) - 1, int(len(seen) * share))]


def _points(start: XY, end: XY) -> list[XY]:
    steps = [step / _SEEN_POINTS / 4 for step in range(4 * _SEEN_POINTS + 1)]
    return [(start[0] + (end[0] - start[0]) * step, start[1] + (end[1] - start[1]) * step) for step in steps]


def _in_sight(point: XY, height: int) -> bool:
    pad = 10
    return pad < point[0] < WIDTH - pad and 2 * pad < point[1] < height - pad
