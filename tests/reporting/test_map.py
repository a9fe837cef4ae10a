import re
from dataclasses import replace

from repli.reporting.charts.figure import Table
from repli.reporting.map import MapLeg, MapSite, draw_map
from repli.reporting.voice import Voice
from tests.reporting.html_check import read

BASE = MapSite(name="Base", longitude_deg=2.1, latitude_deg=13.5, state="departing")
POST = MapSite(name="Post <1>", longitude_deg=8.0, latitude_deg=16.9, state="open")
HUB = MapSite(name="Hub", longitude_deg=7.6, latitude_deg=49.4, state="outside")
LEGS = (
    MapLeg(mode="air", start=BASE.place, end=HUB.place, trips=31),
    MapLeg(mode="air", start=HUB.place, end=BASE.place, trips=33),
    MapLeg(mode="road", start=POST.place, end=BASE.place, trips=2),
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
    assert picture.ids == ["map-t", "map-d"]


def test_names_are_written_as_they_are() -> None:
    assert {"Base", "Post <1>", "\u2192 Hub"} <= set(read(_draw(BASE, POST, HUB)).texts)


def test_countries_are_named_in_the_language_of_the_page() -> None:
    assert "Algérie" in read(_draw(BASE, POST, HUB, language="fr")).texts
    assert "Algeria" in read(_draw(BASE, POST, HUB, language="en")).texts


def test_a_leg_and_its_way_back_are_one_line_with_the_larger_number() -> None:
    texts = read(_draw(BASE, POST, HUB)).texts
    assert "33" in texts
    assert "31" not in texts


def test_road_legs_are_dashed_and_air_legs_are_not() -> None:
    lines = re.findall(r"<line [^>]*>", _draw(BASE, POST, HUB))
    assert sum("stroke-dasharray" in line for line in lines) == 1
    assert len(lines) == 2


def test_every_state_has_a_shape_of_its_own() -> None:
    states = ("open", "departing", "empty", "outside")
    drawn = {_draw(replace(BASE, state=state), replace(POST, state="open"), legs=()) for state in states}
    assert len(drawn) == len(states)


def test_the_same_sites_give_the_same_bytes() -> None:
    assert _draw(BASE, POST, HUB) == _draw(BASE, POST, HUB)


def test_a_map_of_one_site_is_as_wide_as_a_country() -> None:
    assert "Base" in read(_draw(BASE, legs=())).texts
