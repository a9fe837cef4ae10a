"""A tiny operation by road alone: a convoy that leaves its site on day 1 crosses the border two days later.

    HOME (outside) -- 360 min in, 2 days out, by road --> FEED (inside); deadline 24:00 of day 2, horizon day 6

FEED is handed over on day 1, 08:00 to 09:00, at the earliest, and its closing wave of three hours ends at 11:00.
"""

from dataclasses import replace
from random import Random

from repli.model import Leg, Operation, Passage
from repli.units import Interval
from tests.tiny import at, daily, tiny_operation
from tests.tiny_places import ALWAYS

__all__ = ["OUT_MINUTES", "border_like", "border_operation"]

OUT_MINUTES = 2 * 1440


def border_operation() -> Operation:
    """The operation above, with ten people and two items at FEED, and one truck that starts at HOME."""
    tiny = tiny_operation()
    legs = tuple(
        Leg(leg_id=name, mode="road", from_place=start, to_place=end, distance_km=900, open_intervals=ALWAYS)
        for name, start, end in (("OUT", "FEED", "HOME"), ("IN", "HOME", "FEED"))
    )
    cleared = replace(tiny.clearance_of["C-FEED"], clearance_id="C-OUT", scope_id="OUT", limit_per_day=0)
    truck = replace(tiny.type_of["TRUCK"], duty_max_minutes=9_000)
    home = replace(tiny.site_of["HOME"], field_id=None)
    return tiny_operation(
        sites=(replace(tiny.site_of["FEED"], office_intervals=daily(8, 16)), home),
        fields=(),
        vehicle_types=(truck,),
        vehicles=(replace(tiny.vehicle_of["T1"], start_place="HOME", available_to_minute=at(7)),),
        legs=legs,
        passages=(
            Passage(type_id="TRUCK", leg_id="OUT", block_minutes=OUT_MINUTES, payload_kg=4_000),
            Passage(type_id="TRUCK", leg_id="IN", block_minutes=360, payload_kg=4_000),
        ),
        clearances=(cleared,),
        people=tuple(one for one in tiny.people if one.site_id == "FEED"),
        items=tuple(one for one in tiny.items if one.site_id == "FEED"),
        floors=tuple(one for one in tiny.floors if one.site_id == "FEED"),
    )


def border_like(seed: int) -> Operation:
    """One like it: another drive out, clearance, notice and act, other people and trucks, and days to spare."""
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    operation, days = border_operation(), range(11)
    drive = dice.choice([60, 400, 1_000, 1_440, 2_880, 4_000])
    opens = at(dice.randint(0, 2), dice.randint(0, 20))
    feed, home = operation.sites
    return replace(
        operation,
        horizon_minute=at(9),
        agreement=replace(operation.agreement, day_starts=tuple(at(day) for day in days)),
        passages=(replace(operation.passages[0], block_minutes=drive), operation.passages[1]),
        clearances=(
            replace(
                operation.clearances[0],
                window=Interval(opens, at(6)),
                tolerance_minutes=0,
                limit_per_day=dice.choice([0, 1, 1]),
            ),
        ),
        sites=(
            replace(
                feed,
                notice_minutes=dice.choice([0, 1440, 2880]),
                handover_minutes=dice.choice([0, 60]),
                act_after=dice.random() < 1 / 3,
            ),
            home,
        ),
        people=tuple(
            replace(one, count=dice.randint(2, 9), ready_minute=at(dice.randint(0, 2), dice.randint(0, 23)))
            for one in operation.people
        ),
        vehicles=tuple(replace(operation.vehicles[0], vehicle_id=f"T{n}") for n in range(dice.randint(1, 3))),
    )
