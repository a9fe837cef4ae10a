import re
from dataclasses import replace

from repli.reporting.charts.figure import Table
from repli.reporting.map import MapLeg, MapSite, SmallMap, draw_map, draw_series
from repli.reporting.map_marks import SHAPES
from repli.reporting.voice import Voice
from repli.reporting.words import SITE_STATES
from tests.reporting.html_check import read

BASE = MapSite(name="Base", longitude_deg=2.1, latitude_deg=13.5, state="departing")
POST = MapSite(name="Post <1>", longitude_deg=8.0, latitude_deg=16.9, state="open")
HUB = MapSite(name="Hub", longitude_deg=7.6, latitude_deg=49.4, state="outside")
LEGS = (
    MapLeg(name="A", mode="air", start=BASE.place, end=HUB.place, kg=900_000, lines=("30 people", "900 t")),
    MapLeg(name="B", mode="road", start=POST.place, end=BASE.place, kg=9_000, lines=("8 people", "9 t")),
)
TABLE = Table(caption="Sites", head=("Site",), rows=())


def _draw(*sites: MapSite, legs: tuple[MapLeg, ...] = LEGS, language: str = "en") -> str:
    voice = Voice(language, "Africa/Niamey")
    return draw_map(sites, legs, voice, chart_id="map", title="Map", table=TABLE).svg


def test_the_picture_is_well_formed_and_says_what_it_is() -> None:
    picture = read(_draw(BASE, POST, HUB))
    assert picture.faults == []
    assert picture.of("svg")[0].attributes["role"] == "img"
    assert picture.of("svg")[0].attributes["aria-labelledby"] == "map-t map-d"
    assert picture.ids == ["map-t", "map-d", "map-land"]


def test_names_are_written_as_they_are() -> None:
    assert {"Base", "Post <1>", "\u2192 Hub"} <= set(read(_draw(BASE, POST, HUB)).texts)


def test_countries_are_named_in_the_language_of_the_page() -> None:
    assert "Algérie" in read(_draw(BASE, POST, HUB, language="fr")).texts
    assert "Algeria" in read(_draw(BASE, POST, HUB, language="en")).texts


def test_a_leg_has_its_letter_and_says_what_moves_on_it() -> None:
    assert {"A", "B", "30 people", "900 t"} <= set(read(_draw(BASE, POST, HUB)).texts)


def test_a_heavier_leg_is_thicker_and_its_arrow_points_where_most_goes() -> None:
    picture = _draw(BASE, POST, HUB)
    widths = [float(width) for width in re.findall(r'<line [^>]*stroke-width="([\d.]+)"', picture)]
    assert widths[0] == 7.0
    assert 1.5 < widths[1] < widths[0]
    back = _draw(BASE, POST, HUB, legs=(replace(LEGS[0], start=HUB.place, end=BASE.place),))
    turns = [int(turn) for turn in re.findall(r"rotate\((-?\d+)\)", picture + back)]
    assert turns[0] < 0 < turns[2]  # north is up


def test_a_short_leg_keeps_its_letter_and_no_words() -> None:
    near = replace(POST, longitude_deg=2.4, latitude_deg=13.9)
    leg = replace(LEGS[1], start=near.place)
    texts = read(_draw(BASE, near, HUB, legs=(leg,))).texts
    assert "B" in texts
    assert "9 t" not in texts


def test_a_series_is_drawn_on_the_outlines_of_its_map_with_one_legend() -> None:
    voice = Voice("en", "Africa/Niamey")
    days = (
        SmallMap(title="One", sites=(BASE, replace(POST, state="handed-over"))),
        SmallMap(title="Two", sites=(BASE, replace(POST, state="closed"))),
    )
    one, two = draw_series(days, voice, land="map", series_id="later", table=TABLE)
    assert '<use href="#map-land"/>' in one.svg
    assert "<path" not in one.svg.replace(SHAPES["departing"], "").replace(SHAPES["handed-over"], "")
    assert one.legend == two.legend
    assert [entry.swatch for entry in one.legend] == ["site-departing", "site-handed-over", "site-closed"]
    assert read(one.svg).ids == ["later-0-t", "later-0-d"]


def test_road_legs_are_dashed_and_air_legs_are_not() -> None:
    lines = re.findall(r"<line [^>]*>", _draw(BASE, POST, HUB))
    assert sum("stroke-dasharray" in line for line in lines) == 1
    assert len(lines) == 2


def test_every_state_has_a_shape_of_its_own() -> None:
    states = tuple(SITE_STATES)
    drawn = {_draw(replace(BASE, state=state), replace(POST, state="open"), legs=()) for state in states}
    assert len(drawn) == len(states)


def test_the_same_sites_give_the_same_bytes() -> None:
    assert _draw(BASE, POST, HUB) == _draw(BASE, POST, HUB)


def test_a_map_of_one_site_is_as_wide_as_a_country() -> None:
    assert "Base" in read(_draw(BASE, legs=())).texts
