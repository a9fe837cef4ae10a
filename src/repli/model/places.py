"""Sites (people, stock, floors, act of handover) and fields (parking, hours): two things; a site names its field."""

from dataclasses import dataclass

from repli.units import Interval

__all__ = ["Field", "Floor", "Site", "Spots", "TakenSpots"]

Spots = tuple[tuple[int, int], ...]
"""Pairs (vehicle size, number of spots of that size), ascending by size; empty = not limited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSpots:
    """Spots of a shared field that another user holds over ``interval``; one stand per spot."""

    interval: Interval
    parking_spots: Spots
    working_spots: Spots


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """An airfield: nested spots, and the UTC intervals in which aircraft may move and work there.

    ``handling_sets`` serve one working vehicle each (``None`` = not limited); ``taken`` are other users' slots.
    """

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
    handling_sets: int | None = None
    taken: tuple[TakenSpots, ...] = ()
    fuel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site (*emprise*). ``office_intervals`` are the host's hours for the act of handover, in UTC.

    ``field_id`` is ``None`` where only road vehicles reach it. ``last_out_people`` guards leave in the formation at
    the very end. For sites outside the territory all handover values are zero or empty. ``closes_after`` names sites
    that close first; ``inspection_teams`` are needed by its handover and by each act on site, ``customs_teams`` by each
    loading from its stock.
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
    closes_after: tuple[str, ...] = ()
    inspection_teams: int = 0
    customs_teams: int = 0


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
