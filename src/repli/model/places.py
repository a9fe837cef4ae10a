"""Sites (people, stock, floors, act of handover) and fields (parking, hours): two things; a site names its field."""

from dataclasses import dataclass

from repli.units import Interval

__all__ = ["Field", "Floor", "Site", "Spots"]

Spots = tuple[tuple[int, int], ...]
"""Pairs (vehicle size, number of spots of that size), ascending by size; empty = not limited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """An airfield: nested spots, and the UTC intervals in which aircraft may move and work there."""

    field_id: str
    name: str
    inside: bool
    latitude_deg: float
    longitude_deg: float
    parking_spots: Spots
    working_spots: Spots
    open_intervals: tuple[Interval, ...]
    crew_rest: bool
    crew_base: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site (*emprise*). ``office_intervals`` are the host's hours for the act of handover, in UTC.

    ``field_id`` is ``None`` where only road vehicles reach it. ``last_out_people`` guards leave in the formation at
    the very end. For sites outside the territory all handover values are zero or empty.
    """

    site_id: str
    name_en: str
    name_fr: str
    inside: bool
    field_id: str | None
    latitude_deg: float
    longitude_deg: float
    handed_to: str
    handover_minutes: int
    notice_minutes: int
    office_intervals: tuple[Interval, ...]
    act_after: bool
    last_out_people: int
    transfer_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A monotone step table: from each minute on, at least so many present.

    ``quantity`` is ``people``, ``kg`` or ``sensitive`` (items); ``function`` narrows people (``None`` = all).
    ``steps`` are (from_minute, minimum), ascending in time, minimum never rising.
    """

    site_id: str
    quantity: str
    function: str | None
    steps: tuple[tuple[int, int], ...]
