"""A plan: movements with stops and minutes, acts of handover, the objective, a bound, and what they rest on.

Written as ``plan.json`` (times as ``2024-06-07T05:15Z``); same operation, same seed: same bytes.
"""

from dataclasses import dataclass

from repli.model.bound import Bound

__all__ = [
    "Booking",
    "Cargo",
    "ClearanceRequest",
    "HandoverAct",
    "Movement",
    "Objective",
    "Placement",
    "Plan",
    "SiteAct",
    "Stop",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """A load or unload at a stop: ``quantity`` people of a line, or 1 for an item; ``site_id`` is whose stock moves."""

    line_id: str
    quantity: int
    site_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stop at a field (air) or a site (road); minutes as in docs/reference/plan-meaning.md, B.

    ``clearance_id`` is the clearance used by this stop's off block: of the field for aircraft, of the leg that
    follows for road; ``None`` where none is needed. ``refuels``: the vehicle fills its tanks here.
    """

    place_id: str
    on_block_minute: int
    work_start_minute: int
    work_end_minute: int
    off_block_minute: int
    loads: tuple[Cargo, ...] = ()
    unloads: tuple[Cargo, ...] = ()
    clearance_id: str | None = None
    refuels: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an item stands while it is aboard: from position ``position`` on, as many of its row as it takes."""

    item_id: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One rotation or convoy of one vehicle: at least two stops, one configuration, and where each item stands."""

    movement_id: str
    vehicle_id: str
    configuration_id: str
    stops: tuple[Stop, ...]
    placements: tuple[Placement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAct:
    """The act for one site: when notice is given, when it starts and ends."""

    site_id: str
    notice_minute: int
    start_minute: int
    end_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAct:
    """An act on site that disposes of an item: it is present until the end, and out then."""

    item_id: str
    site_id: str
    disposition: str
    start_minute: int
    end_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """People on the seats of a commercial flight; they leave stock at check-in and the site when it departs."""

    flight_id: str
    loads: tuple[Cargo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceRequest:
    """A planned clearance that the plan uses, and the latest minute to ask for it."""

    clearance_id: str
    request_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """Lexicographic integers, in this order (docs/reference/plan-meaning.md, K)."""

    overrun_days: int
    milestone_shortfall_ppm: int
    latest_missed_days: int
    closure_day: int
    stay_minutes: int
    flying_minutes: int

    def as_tuple(self) -> tuple[int, int, int, int, int, int]:
        """Return the values in order of importance."""
        return (
            self.overrun_days,
            self.milestone_shortfall_ppm,
            self.latest_missed_days,
            self.closure_day,
            self.stay_minutes,
            self.flying_minutes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan. ``verdict`` is ``kept``, ``late-proven`` or ``late-not-proven``; ``binding``: what holds it back."""

    operation_id: str
    operation_hash: str
    as_of_minute: int
    seed: int
    version: str
    verdict: str
    movements: tuple[Movement, ...]
    handovers: tuple[HandoverAct, ...]
    objective: Objective
    bound: Bound
    binding: tuple[str, ...]
    acts: tuple[SiteAct, ...] = ()
    bookings: tuple[Booking, ...] = ()
    requests: tuple[ClearanceRequest, ...] = ()
