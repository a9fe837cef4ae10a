"""The map: outlines of countries, sites by state as shapes, legs as lines with what moves on them. Static SVG.

A place beyond the window is named at its edge. The countries in which sites lie are paper white, their neighbours
tinted. `draw_series` repeats a map in small, on its outlines, with the states of later moments and one legend for all.
"""

from dataclasses import dataclass
from html import escape

from repli.errors import phrase
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import svg_open
from repli.reporting.charts.theme import INK, LAND, PAPER, QUIET, RULE, SEA
from repli.reporting.labels import Label, placed
from repli.reporting.map_marks import HALO, SHAPES, MapLeg, MapSite, leg_line, leg_name
from repli.reporting.outlines import WIDTH, Country, Frame, LonLat, countries_in, frame_around
from repli.reporting.voice import Voice
from repli.reporting.words import SITE_STATES

__all__ = ["MapLeg", "MapSite", "SmallMap", "draw_map", "draw_series"]

_PAD = 8
_SMALL = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMap:
    """One picture of a series: what it is called, and the sites with their names and states then."""

    title: str
    sites: tuple[MapSite, ...]


def draw_map(
    sites: tuple[MapSite, ...], legs: tuple[MapLeg, ...], voice: Voice, *, chart_id: str, title: str, table: Table
) -> Chart:
    """Draw sites and legs; ``table`` lists the sites."""
    frame = _frame(sites)
    description = voice.say("Map of {sites} sites; names, states and trips are in the table.", sites=len(sites))
    ends = [(leg, frame.xy(leg.start), frame.xy(leg.end)) for leg in legs]
    heaviest = max((leg.kg for leg in legs), default=0)
    marks, names = _sites([site for site in sites if frame.holds(site.place)], frame)
    taken = [label.box for label in names]
    legs_named = []
    for leg, start, end in ends:
        drawn, box = leg_name(leg, start, end, frame.height, taken)
        legs_named.append(drawn)
        taken.append(box)
    parts = [
        svg_open(chart_id, f"0 0 {WIDTH} {frame.height}", title, description),
        f'<g font-size="14"><g id="{chart_id}-land">{_land(frame, sites)}</g>',
        _country_names(frame, sites, voice),
        *(leg_line(leg, start, end, heaviest, frame.height) for leg, start, end in ends),
        *legs_named,
        *marks,
        _written(names),
        *_beyond(sites, frame),
        "</g></svg>",
    ]
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=_legend(sites, legs, voice), table=table)


def draw_series(
    maps: tuple[SmallMap, ...], voice: Voice, *, land: str, series_id: str, table: Table
) -> tuple[Chart, ...]:
    """Draw small maps on the outlines of the map ``land``, which stands on the same page; ``table`` is that of all."""
    charts = []
    for number, one in enumerate(maps):
        frame = _frame(one.sites)
        chart_id = f"{series_id}-{number}"
        marks, names = _sites([site for site in one.sites if frame.holds(site.place)], frame, size=_SMALL)
        description = voice.say("Map of {sites} sites; names, states and trips are in the table.", sites=len(one.sites))
        parts = [
            svg_open(chart_id, f"0 0 {WIDTH} {frame.height}", one.title, description),
            f'<g font-size="{14 * _SMALL:.0f}"><use href="#{land}-land"/>',
            *marks,
            _written(names),
            "</g></svg>",
        ]
        legend = _legend(tuple(site for each in maps for site in each.sites), (), voice)
        charts.append(Chart(chart_id=chart_id, title=one.title, svg="".join(parts), legend=legend, table=table))
    return tuple(charts)


def _frame(sites: tuple[MapSite, ...]) -> Frame:
    return frame_around(_inside(sites))


def _inside(sites: tuple[MapSite, ...]) -> list[LonLat]:
    return [site.place for site in sites if site.state != "outside"] or [site.place for site in sites]


def _land(frame: Frame, sites: tuple[MapSite, ...]) -> str:
    """Draw the sea, each country that the window touches, and the edge of the picture."""
    countries = list(countries_in(frame, _inside(sites)))
    paths = [
        f'<path d="{"".join(one.path for one in countries if one.is_concerned == concerned)}" fill="{fill}" '
        f'stroke="{QUIET}" stroke-width=".7"/>'
        for concerned, fill in ((False, LAND), (True, PAPER))
    ]
    sea = f'<rect width="{WIDTH}" height="{frame.height}" fill="{SEA}"/>'
    edge = f'<rect x=".5" y=".5" width="{WIDTH - 1}" height="{frame.height - 1}" fill="none" stroke="{RULE}"/>'
    return "".join((sea, *paths, edge))


def _country_names(frame: Frame, sites: tuple[MapSite, ...], voice: Voice) -> str:
    """Name each country where enough of it is in sight."""
    places = _inside(sites)
    names = "".join(_country_name(one, frame, places, voice) for one in countries_in(frame, places))
    return f'<g fill="{QUIET}" font-size="12" font-style="italic" text-anchor="middle">{names}</g>'


def _country_name(country: Country, frame: Frame, sites: list[LonLat], voice: Voice) -> str:
    """Write a country's name at its middle, lower where a site stands there; nothing where too little is in sight."""
    (x, y), (wide, tall) = country.middle, country.box
    if wide < WIDTH / 6 or tall < WIDTH / 10:
        return ""
    crowded = any(abs(sx - x) < WIDTH / 8 and abs(sy - y) < WIDTH / 20 for sx, sy in map(frame.xy, sites))
    return (
        f'<text x="{x:.0f}" y="{y + (WIDTH / 10 if crowded else 0):.0f}">{escape(voice.country(country.code))}</text>'
    )


def _sites(sites: list[MapSite], frame: Frame, *, size: float = 1.0) -> tuple[list[str], list[Label]]:
    """Draw each site by its state, and place the names."""
    places = [frame.xy(site.place) for site in sites]
    scale = "" if size == 1.0 else f" scale({size})"
    marks = [
        f'<g transform="translate({x:.0f},{y:.0f}){scale}">{SHAPES[site.state]}</g>'
        for site, (x, y) in zip(sites, places, strict=True)
    ]
    named = list(zip((site.name for site in sites), places, strict=True))
    return marks, placed(named, WIDTH, frame.height, size=size)


def _written(labels: list[Label]) -> str:
    """Write the names: last of all, so that no mark covers one."""
    names = "".join(
        f'<text x="{label.x:.0f}" y="{label.y:.0f}" text-anchor="{label.anchor}">{escape(label.name)}</text>'
        for label in labels
    )
    return f'<g fill="{INK}" font-weight="bold" {HALO}>{names}</g>'


def _beyond(sites: tuple[MapSite, ...], frame: Frame) -> list[str]:
    """Name the places that lie beyond the window, at its top edge."""
    names = ", ".join(site.name for site in sites if not frame.holds(site.place))
    if not names:
        return []
    x = WIDTH - _PAD
    return [
        f'<text x="{x}" y="20" text-anchor="end" font-size="11" fill="{QUIET}" {HALO}>\u2192 {escape(names)}</text>'
    ]


def _legend(sites: tuple[MapSite, ...], legs: tuple[MapLeg, ...], voice: Voice) -> tuple[LegendEntry, ...]:
    states, modes = {site.state for site in sites}, {leg.mode for leg in legs}
    entries = (
        *((state in states, f"site-{state}", words) for state, words in SITE_STATES.items()),
        ("air" in modes, "leg-air", phrase("by air; thicker is heavier")),
        ("road" in modes, "leg-road", phrase("by road; thicker is heavier")),
    )
    return tuple(LegendEntry(swatch=swatch, text=voice.say(words)) for given, swatch, words in entries if given)
