"""The map: outlines of countries, sites by state as shapes, legs as lines with the number of trips. Static SVG.

State of a site by shape: full disc = no departure yet, half disc = people are departing, ring = nobody remains. A place
beyond the window is named at its edge. The countries in which sites lie are paper white, their neighbours tinted.
"""

from dataclasses import dataclass
from html import escape

from repli.errors import phrase
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import svg_open
from repli.reporting.charts.theme import INK, LAND, PAPER, PLAN, QUIET, RULE, SEA
from repli.reporting.labels import placed
from repli.reporting.outlines import WIDTH, XY, Country, Frame, LonLat, countries_in, frame_around
from repli.reporting.voice import Voice

__all__ = ["MapLeg", "MapSite", "draw_map"]

_PAD = 8
_HALO = f'stroke="{PAPER}" stroke-width="4" paint-order="stroke"'


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSite:
    """A site: where it lies, what it is called, its state (open, departing, empty, outside)."""

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
    """Trips from one place to another; ``mode`` is air or road."""

    mode: str
    start: LonLat
    end: LonLat
    trips: int


def draw_map(
    sites: tuple[MapSite, ...], legs: tuple[MapLeg, ...], voice: Voice, *, chart_id: str, title: str, table: Table
) -> Chart:
    """Draw sites and legs; ``table`` lists both."""
    inside = [site.place for site in sites if site.state != "outside"] or [site.place for site in sites]
    frame = frame_around(inside)
    description = voice.say("Map of {sites} sites; names, states and trips are in the table.", sites=len(sites))
    parts = [
        svg_open(chart_id, f"0 0 {WIDTH} {frame.height}", title, description),
        '<g font-size="13">',
        f'<rect width="{WIDTH}" height="{frame.height}" fill="{SEA}"/>',
        *_land(frame, inside, voice),
        *(_leg(leg, frame) for leg in _both_ways(legs)),
        *_sites([site for site in sites if frame.holds(site.place)], frame),
        *_beyond(sites, frame),
        f'<rect x=".5" y=".5" width="{WIDTH - 1}" height="{frame.height - 1}" fill="none" stroke="{RULE}"/></g></svg>',
    ]
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=_legend(sites, legs, voice), table=table)


def _land(frame: Frame, sites: list[LonLat], voice: Voice) -> list[str]:
    """Draw each country that the window touches, and name it where enough of it is in sight."""
    countries = list(countries_in(frame, sites))
    fills = ((False, LAND), (True, PAPER))
    paths = [
        f'<path d="{"".join(one.path for one in countries if one.is_concerned == concerned)}" fill="{fill}" '
        f'stroke="{QUIET}" stroke-width=".7"/>'
        for concerned, fill in fills
    ]
    names = "".join(_country_name(one, frame, sites, voice) for one in countries)
    return [*paths, f'<g fill="{QUIET}" font-size="12" font-style="italic" text-anchor="middle">{names}</g>']


def _country_name(country: Country, frame: Frame, sites: list[LonLat], voice: Voice) -> str:
    """Write a country's name at its middle, lower where a site stands there; nothing where too little is in sight."""
    (x, y), (wide, tall) = country.middle, country.box
    if wide < WIDTH / 6 or tall < WIDTH / 10:
        return ""
    crowded = any(abs(sx - x) < WIDTH / 8 and abs(sy - y) < WIDTH / 20 for sx, sy in map(frame.xy, sites))
    return (
        f'<text x="{x:.0f}" y="{y + (WIDTH / 10 if crowded else 0):.0f}">{escape(voice.country(country.code))}</text>'
    )


def _both_ways(legs: tuple[MapLeg, ...]) -> list[MapLeg]:
    """Keep, of a leg and its way back, the busier one: one line and one number on the map."""
    kept: dict[tuple[str, frozenset[LonLat]], MapLeg] = {}
    for leg in legs:
        key = (leg.mode, frozenset((leg.start, leg.end)))
        if key not in kept or leg.trips > kept[key].trips:
            kept[key] = leg
    return [leg for leg in kept.values() if leg.start != leg.end]


def _leg(leg: MapLeg, frame: Frame) -> str:
    """Draw a leg: air solid, road dashed; its number of trips where the line is half way in sight."""
    (x1, y1), (x2, y2) = frame.xy(leg.start), frame.xy(leg.end)
    dash = ' stroke-dasharray="6 4"' if leg.mode == "road" else ""
    x, y = _label_place((x1, y1), (x2, y2), frame)
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="{PLAN}" stroke-width="2"{dash}/>'
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" fill="{PLAN}" {_HALO} '
        f'font-weight="bold">{leg.trips}</text>'
    )


def _label_place(start: XY, end: XY, frame: Frame) -> XY:
    """Return the middle of the part of a line that is in sight (of 24 points along it)."""
    points = [
        (start[0] + (end[0] - start[0]) * step / 24, start[1] + (end[1] - start[1]) * step / 24) for step in range(25)
    ]
    seen = [(x, y) for x, y in points if _PAD < x < WIDTH - _PAD and 2 * _PAD < y < frame.height - _PAD] or points
    x, y = seen[len(seen) // 2]
    is_short = abs(end[0] - start[0]) + abs(end[1] - start[1]) < WIDTH / 7
    return x - (16 if is_short else 0), y + 4


def _sites(sites: list[MapSite], frame: Frame) -> list[str]:
    """Draw each site by its state, then the names, so that no mark covers one."""
    places = [frame.xy(site.place) for site in sites]
    marks = [
        f'<g transform="translate({x:.0f},{y:.0f})">{_SHAPES[site.state]}</g>'
        for site, (x, y) in zip(sites, places, strict=True)
    ]
    names = [
        f'<text x="{label.x:.0f}" y="{label.y:.0f}" text-anchor="{label.anchor}">{escape(label.name)}</text>'
        for label in placed(list(zip((site.name for site in sites), places, strict=True)), WIDTH, frame.height)
    ]
    return [*marks, f'<g fill="{INK}" font-weight="bold" {_HALO}>{"".join(names)}</g>']


_RING = f'<circle r="8" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'
_SHAPES = {
    "open": f'<circle r="8" fill="{INK}" stroke="{INK}" stroke-width="2"/>',
    "departing": f'{_RING}<path d="M0,-8A8,8 0 0 0 0,8Z" fill="{INK}"/>',
    "empty": _RING,
    "outside": f'<rect x="-6" y="-6" width="12" height="12" fill="{PAPER}" stroke="{QUIET}" stroke-width="2"/>',
}


def _beyond(sites: tuple[MapSite, ...], frame: Frame) -> list[str]:
    """Name the places that lie beyond the window, at its top edge."""
    names = ", ".join(site.name for site in sites if not frame.holds(site.place))
    if not names:
        return []
    x = WIDTH - _PAD
    return [
        f'<text x="{x}" y="20" text-anchor="end" font-size="11" fill="{QUIET}" {_HALO}>\u2192 {escape(names)}</text>'
    ]


def _legend(sites: tuple[MapSite, ...], legs: tuple[MapLeg, ...], voice: Voice) -> tuple[LegendEntry, ...]:
    states, modes = {site.state for site in sites}, {leg.mode for leg in legs}
    entries = (
        ("open" in states, "site-open", phrase("no departure yet")),
        ("departing" in states, "site-departing", phrase("people are departing")),
        ("empty" in states, "site-empty", phrase("nobody remains")),
        ("outside" in states, "site-outside", phrase("place outside the territory")),
        ("air" in modes, "leg-air", phrase("by air, with the number of trips planned")),
        ("road" in modes, "leg-road", phrase("by road, with the number of trips planned")),
    )
    return tuple(LegendEntry(swatch=swatch, text=voice.say(text)) for given, swatch, text in entries if given)
