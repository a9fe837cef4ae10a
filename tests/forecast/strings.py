"""Long plans for speed: the tiny places, many sorties one after another, a handover at the end. Figures are made up.

Not judged by the rule book: stock and floors do not matter to the timeline.
"""

from dataclasses import replace

from repli.model import Cargo, HandoverAct, Movement, Operation, Plan, Stop
from repli.units import Interval
from tests.tiny import DAY_0, at, edit_row, tiny_operation, tiny_plan

__all__ = ["string_of_sorties"]

_A_DAY = 4
_BLOCK, _GROUND = 120, 60


def string_of_sorties(count: int) -> tuple[Operation, Plan]:
    """An operation of as many days as it takes at four sorties a day, and its plan."""
    days = count // _A_DAY + 12

    def daily(start: int, end: int) -> tuple[Interval, ...]:
        return tuple(Interval(at(day, start), at(day, end)) for day in range(days))

    base = tiny_operation()
    last = count // _A_DAY + 1
    operation = replace(
        base,
        agreement=replace(
            base.agreement, deadline_minute=at(last + 4), day_starts=tuple(at(day) for day in range(days + 1))
        ),
        horizon_minute=at(days - 1),
        fields=tuple(
            replace(one, open_intervals=daily(6, 20) if one.inside else (Interval(DAY_0, at(days)),))
            for one in base.fields
        ),
        legs=tuple(replace(one, open_intervals=(Interval(DAY_0, at(days)),)) for one in base.legs),
        vehicles=tuple(replace(one, available_to_minute=at(days)) for one in base.vehicles),
        clearances=tuple(replace(one, window=Interval(at(0), at(days)), limit_per_day=6) for one in base.clearances),
        sites=tuple(replace(one, office_intervals=daily(8, 16) if one.inside else ()) for one in base.sites),
    )
    operation = edit_row(operation, "fields", "FLD1", crew_rest=True)
    movements = tuple(_sortie(number) for number in range(count))
    act = HandoverAct(site_id="BASE", notice_minute=at(0), start_minute=at(last, 8), end_minute=at(last, 10))
    plan = replace(tiny_plan(operation), movements=movements, handovers=(act,))
    return operation, plan


def _sortie(number: int) -> Movement:
    """OUT1 -> FLD1 -> OUT1, the n-th of its day."""
    off = at(number // _A_DAY, 5 + 3 * (number % _A_DAY))
    on = off + _BLOCK
    home = on + _GROUND + _BLOCK
    load = (Cargo(line_id="BASE-STAFF", quantity=1, site_id="BASE"), Cargo(line_id="I1", quantity=1, site_id="BASE"))
    brought = tuple(replace(one, site_id="HOME") for one in load)
    return Movement(
        movement_id=f"R{number:04d}",
        vehicle_id=("L1", "L2")[number % 2],
        configuration_id="pax",
        stops=(
            _stop("OUT1", off, off, off, off),
            replace(_stop("FLD1", on, on + 10, on + 50, on + _GROUND), loads=load, clearance_id="C-AIR"),
            replace(_stop("OUT1", home, home + 10, home + 40, home + 60), unloads=brought),
        ),
    )


def _stop(place: str, on: int, start: int, end: int, off: int) -> Stop:
    return Stop(place_id=place, on_block_minute=on, work_start_minute=start, work_end_minute=end, off_block_minute=off)
