import json
import math
from importlib import resources

import pytest

from repli.reporting.outlines import WIDTH, countries_in, frame_around

NIAMEY, AGADEZ = (2.18, 13.48), (8.0, 16.97)
FRAME = frame_around([NIAMEY, AGADEZ])


def _file() -> dict[str, object]:
    return json.loads((resources.files("repli.reporting") / "shapes" / "africa.json").read_text("utf-8"))


def test_the_outlines_name_their_source_and_carry_their_licence() -> None:
    shapes = _file()
    assert "Natural Earth" in str(shapes["source"])
    assert "Permission to use, copy, modify" in str(shapes["licence"])


def test_the_outlines_are_small_enough_to_travel() -> None:
    assert len((resources.files("repli.reporting") / "shapes" / "africa.json").read_bytes()) < 60_000


def test_every_ring_is_closed_and_on_earth() -> None:
    for feature in _file()["features"]:  # type: ignore[attr-defined]  # JSON has no types
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert all(-30 < x < 60 and -50 < y < 40 for x, y in ring)


@pytest.mark.parametrize(
    ("place", "code"),
    [(NIAMEY, "NE"), (AGADEZ, "NE"), ((-4.0, 16.3), "ML"), ((15.05, 12.11), "TD"), ((3.9, 7.4), "NG")],
)
def test_a_place_lies_in_the_country_in_which_it_lies(place: tuple[float, float], code: str) -> None:
    concerned = [country.code for country in countries_in(frame_around([place]), [place]) if country.is_concerned]
    assert concerned == [code]


def test_a_frame_holds_its_places_with_a_margin() -> None:
    assert FRAME.holds(NIAMEY)
    assert FRAME.holds(AGADEZ)
    assert not FRAME.holds((7.6, 49.4))


def test_north_is_up_and_east_is_right() -> None:
    (x1, y1), (x2, y2) = FRAME.xy(NIAMEY), FRAME.xy(AGADEZ)
    assert x1 < x2
    assert y1 > y2


def test_a_degree_of_latitude_is_longer_than_one_of_longitude_by_the_cosine() -> None:
    x0, y0 = FRAME.xy((5.0, 15.0))
    x1, y1 = FRAME.xy((6.0, 16.0))
    middle = math.radians((FRAME.south + FRAME.north) / 2)
    assert (x1 - x0) / (y0 - y1) == pytest.approx(math.cos(middle))


def test_no_line_is_drawn_outside_the_picture() -> None:
    for country in countries_in(FRAME, []):
        pairs = country.path.replace("M", " ").replace("L", " ").replace("Z", " ").split()
        for x, y in (pair.split(",") for pair in pairs):
            assert 0 <= int(x) <= WIDTH
            assert 0 <= int(y) <= FRAME.height
