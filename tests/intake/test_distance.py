"""Great circles on the ellipsoid: against Vincenty's formulae, a published geodesic and a table of public distances."""

from math import asin, atan, atan2, cos, radians, sin, sqrt, tan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from repli.intake.expand.distance import block_minutes, great_circle_km, great_circle_metres

PLACES = {  # airportsdata, as in the case Niger 2024
    "DRRN": (13.4815, 2.18361),
    "DRZA": (16.966, 8.00011),
    "ETAR": (49.4369, 7.60028),
    "DRRU": (14.333, 2.083),
    "DRZF": (13.3729, 12.6267),
}
PUBLISHED_KM = [  # data/legs_great_circle.csv of the project's public facts: "computed, great circle, airportsdata"
    ("DRRN", "ETAR", 4029),
    ("DRZA", "ETAR", 3611),
    ("DRRN", "DRZA", 734),
    ("DRRU", "DRRN", 95),
    ("DRZF", "DRRN", 1129),
    ("DRZF", "DRZA", 637),
]


def on_the_sphere_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The haversine formula with the mean radius of 6,371 km."""
    a, b = radians(start[0]), radians(end[0])
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(end[1] - start[1]) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def vincenty_metres(start: tuple[float, float], end: tuple[float, float]) -> float:
    """T. Vincenty, Direct and inverse solutions of geodesics on the ellipsoid, Survey Review 23 (1975), WGS84."""
    a, f = 6378137.0, 1 / 298.257223563
    b = (1 - f) * a
    u1, u2 = atan((1 - f) * tan(radians(start[0]))), atan((1 - f) * tan(radians(end[0])))
    longitude = lam = radians(end[1] - start[1])
    for _ in range(200):
        sigma_sin = sqrt((cos(u2) * sin(lam)) ** 2 + (cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lam)) ** 2)
        sigma_cos = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lam)
        sigma = atan2(sigma_sin, sigma_cos)
        alpha_sin = cos(u1) * cos(u2) * sin(lam) / sigma_sin
        alpha_cos2 = 1 - alpha_sin**2
        middle = sigma_cos - 2 * sin(u1) * sin(u2) / alpha_cos2
        c = f / 16 * alpha_cos2 * (4 + f * (4 - 3 * alpha_cos2))
        inner = sigma + c * sigma_sin * (middle + c * sigma_cos * (2 * middle**2 - 1))
        lam = longitude + (1 - c) * f * alpha_sin * inner
    u = alpha_cos2 * (a**2 - b**2) / b**2
    big_a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    big_b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    last = big_b / 6 * middle * (4 * sigma_sin**2 - 3) * (4 * middle**2 - 3)
    return b * big_a * (sigma - big_b * sigma_sin * (middle + big_b / 4 * (sigma_cos * (2 * middle**2 - 1) - last)))


@pytest.mark.parametrize(("start", "end", "km"), PUBLISHED_KM)
def test_public_distances_are_those_of_the_sphere_and_ours_those_of_the_ellipsoid(
    start: str, end: str, km: int
) -> None:
    places = PLACES[start], PLACES[end]
    assert abs(on_the_sphere_km(*places) - km) < 1  # what the public table computes
    assert abs(great_circle_metres(*places[0], *places[1]) / 1000 - km) < 0.0056 * km  # sphere against ellipsoid
    assert abs(great_circle_metres(*places[0], *places[1]) - vincenty_metres(*places)) < 0.01


@given(st.tuples(st.floats(-60, 60), st.floats(-80, 80)), st.tuples(st.floats(-60, 60), st.floats(-80, 80)))
def test_the_distance_is_that_of_vincenty(start: tuple[float, float], end: tuple[float, float]) -> None:
    assume(max(abs(start[0] - end[0]), abs(start[1] - end[1])) > 0.01)  # his formulae divide by zero where the places
    assume(max(abs(start[0]), abs(end[0])) > 0.01)  # coincide, and where both lie on the equator
    assert abs(great_circle_metres(*start, *end) - vincenty_metres(start, end)) < 0.5


def test_a_published_geodesic_is_met_to_the_millimetre() -> None:
    # GeographicLib's documentation of GeodSolve: JFK to LHR, 40.6 -73.8 to 51.6 -0.5, 5551759.400 m
    assert abs(great_circle_metres(40.6, -73.8, 51.6, -0.5) - 5_551_759.400) < 0.001


def test_distances_are_rounded_up_to_whole_km() -> None:
    assert great_circle_km(*PLACES["DRRU"], *PLACES["DRRN"]) == 95  # 94.8
    assert great_circle_km(13.5, 2.1, 13.5, 2.1) == 0


@pytest.mark.parametrize(
    ("km", "fixed", "speed", "minutes"), [(900, 30, 600, 120), (901, 30, 600, 121), (0, 30, 600, 30), (1, 0, 61, 1)]
)
def test_block_minutes_are_rounded_up(km: int, fixed: int, speed: int, minutes: int) -> None:
    assert block_minutes(km, fixed, speed) == minutes
