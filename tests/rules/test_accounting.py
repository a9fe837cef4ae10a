"""Everyone is out exactly once: also one by one, where the sum alone would be right."""

from dataclasses import replace

from repli.model import Bound, Cargo, Movement, Operation, Plan, Stop
from repli.rules import check_plan
from repli.units import Interval
from tests.rules.judge import restated
from tests.tiny import at, tiny_operation, tiny_plan

TINY = tiny_operation()
STAFF = Cargo(line_id="BASE-STAFF", quantity=1, site_id="BASE")


def two_people() -> Operation:
    """Two people at BASE, who fly; nothing else."""
    return tiny_operation(
        agreement=replace(TINY.agreement, milestones=()),
        sites=tuple(replace(one, handover_minutes=0, last_out_people=0) for one in TINY.sites),
        people=(replace(TINY.people_of["BASE-STAFF"], count=2),),
        items=(),
        floors=(),
        clearances=tuple(replace(one, window=Interval(at(0), at(6))) for one in TINY.clearances),
    )


def stop(place: str, on: int, off: int, work: int = 0, **cells: object) -> Stop:
    minutes = {"on_block_minute": on, "work_start_minute": on, "work_end_minute": on + work, "off_block_minute": off}
    return Stop(place_id=place, **minutes, **cells)  # type: ignore[arg-type]  # loads, unloads and clearance of a stop


def there_and_back(second_load: tuple[Cargo, ...]) -> Plan:
    """L1 takes one person out, comes in again with that person aboard, and goes out once more."""
    home = tuple(replace(one, site_id="HOME") for one in (STAFF, *second_load))
    stops = (
        stop("OUT1", at(0, 6), at(0, 6)),
        stop("FLD1", at(0, 8), at(0, 9), 40, loads=(STAFF,), clearance_id="C-AIR"),
        stop("OUT1", at(0, 11), at(0, 11, 30)),
        stop("FLD1", at(0, 13, 30), at(0, 14, 30), 40 if second_load else 0, loads=second_load, clearance_id="C-AIR"),
        stop("OUT1", at(0, 16, 30), at(0, 17, 30), 30, unloads=home),
    )
    movement = Movement(movement_id="M", vehicle_id="L1", configuration_id="pax", stops=stops)
    bound = Bound(closure_day=0, method="none", proven=False, rows=())
    plan = replace(tiny_plan(two_people()), movements=(movement,), handovers=(), bound=bound)
    return restated(two_people(), plan)


def test_one_person_out_twice_does_not_count_for_another_who_stays() -> None:
    found = check_plan(two_people(), there_and_back(()))
    assert [(one.rule, one.subject, one.minute) for one in found] == [("out-once", "BASE-STAFF", at(0, 13, 30))]
    assert "BASE-STAFF is out and comes back to FLD1." in str(found[0].message)


def test_nobody_shortens_the_stay_by_going_out_early_and_coming_back() -> None:
    """Both are out in the end, and one of them twice."""
    found = check_plan(two_people(), there_and_back((STAFF,)))
    assert [(one.rule, one.minute) for one in found] == [("out-once", None), ("out-once", at(0, 13, 30))]
