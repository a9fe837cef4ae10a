"""Great-circle distance on the WGS84 ellipsoid (C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 2013)."""

from math import ceil

from geographiclib.geodesic import Geodesic

from repli.units import MINUTES_PER_HOUR

__all__ = ["block_minutes", "great_circle_km", "great_circle_metres"]

_METRES_PER_KM = 1000


def great_circle_metres(from_latitude: float, from_longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return the length of the shortest way, in metres; all angles in degrees."""
    line = Geodesic.WGS84.Inverse(from_latitude, from_longitude, to_latitude, to_longitude, Geodesic.DISTANCE)
    return float(line["s12"])


def great_circle_km(from_latitude: float, from_longitude: float, to_latitude: float, to_longitude: float) -> int:
    """Return the length of the shortest way, rounded up to whole km."""
    return ceil(great_circle_metres(from_latitude, from_longitude, to_latitude, to_longitude) / _METRES_PER_KM)


def block_minutes(distance_km: int, fixed_minutes: int, speed_km_per_h: int) -> int:
    """Return off block to on block: the fixed part plus distance over speed, rounded up to whole minutes."""
    return fixed_minutes + -(-distance_km * MINUTES_PER_HOUR // speed_km_per_h)
