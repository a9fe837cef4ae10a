"""One aircraft that takes one item a day: an operation whose closure a reader counts on fingers.

The field is open from 08:00 to 12:00. An aircraft that leaves it at 09:00 is outside at 11:00, unloads for an hour and
would be back at 14:00, too late: one rotation a day. Each item weighs 10 t of the 12 t that go into an aircraft, so
each needs a rotation of its own; spots and clearances are not limited. Figures are made up for tests.
"""

from dataclasses import replace

from repli.model import Operation
from repli.units import Interval
from tests.tiny import at, edit_row, tiny_operation

__all__ = ["shuttle"]

_DAYS = 7


def shuttle(*ready_minutes: int) -> Operation:
    """The operation with one item for each minute at which one is ready."""
    tiny = tiny_operation()
    closing = {"handover_minutes": 0, "notice_minutes": 0, "last_out_people": 0, "office_intervals": ()}
    item = replace(tiny.item_of["I1"], kg=10_000, positions=1, latest_minute=None)
    starts = tuple(at(day) for day in range(_DAYS + 2))
    operation = tiny_operation(
        agreement=replace(tiny.agreement, milestones=(), deadline_minute=at(6), day_starts=starts),
        horizon_minute=at(_DAYS),
        sites=(replace(tiny.site_of["BASE"], **closing), tiny.site_of["HOME"]),  # type: ignore[arg-type]  # mixed values
        vehicles=(replace(tiny.vehicle_of["L1"], available_to_minute=at(_DAYS)),),
        legs=tuple(one for one in tiny.legs if one.mode == "air"),
        passages=tuple(one for one in tiny.passages if one.type_id == "LIFT"),
        clearances=(replace(tiny.clearance_of["C-AIR"], window=Interval(at(0), at(_DAYS)), limit_per_day=0),),
        people=(),
        floors=(),
        items=tuple(replace(item, line_id=f"I{n}", ready_minute=ready) for n, ready in enumerate(ready_minutes)),
    )
    hours = tuple(Interval(at(day, 8), at(day, 12)) for day in range(_DAYS))
    return edit_row(operation, "fields", "FLD1", open_intervals=hours, parking_spots=(), working_spots=())
