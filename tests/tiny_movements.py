"""The plan by hand of `tests.tiny`: two convoys, four flights, two handovers."""

from repli.model import Bound, BoundRow, Cargo, HandoverAct, Movement, Objective, Operation, Plan, Stop
from tests.tiny_places import at

__all__ = ["plan_for"]


def _cargo(site_id: str, *lines: tuple[str, int]) -> tuple[Cargo, ...]:
    return tuple(Cargo(line_id=line_id, quantity=quantity, site_id=site_id) for line_id, quantity in lines)


def _start(place_id: str, off: int, clearance_id: str | None = None) -> Stop:
    """The first stop: the vehicle stands there, on block = off block."""
    return Stop(
        place_id=place_id,
        on_block_minute=off,
        work_start_minute=off,
        work_end_minute=off,
        off_block_minute=off,
        clearance_id=clearance_id,
    )


def _flight(movement_id: str, vehicle_id: str, configuration_id: str, off: int, *lines: tuple[str, int]) -> Movement:
    """OUT1 -> FLD1 -> OUT1: load for 40 of 60 minutes, unload for 30 of 60, 120 minutes each way."""
    on, back = off + 120, off + 300
    return Movement(
        movement_id=movement_id,
        vehicle_id=vehicle_id,
        configuration_id=configuration_id,
        stops=(
            _start("OUT1", off),
            Stop(
                place_id="FLD1",
                on_block_minute=on,
                work_start_minute=on + 10,
                work_end_minute=on + 50,
                off_block_minute=on + 60,
                loads=_cargo("BASE", *lines),
                clearance_id="C-AIR",
            ),
            Stop(
                place_id="OUT1",
                on_block_minute=back,
                work_start_minute=back + 10,
                work_end_minute=back + 40,
                off_block_minute=back + 60,
                unloads=_cargo("HOME", *lines),
            ),
        ),
    )


def _convoy(movement_id: str, off: int, *lines: tuple[str, int]) -> Movement:
    """BASE -> FEED -> BASE with T1: load for 40 of 60 minutes, unload for 30 of 45, 90 minutes each way."""
    on, back = off + 90, off + 240
    return Movement(
        movement_id=movement_id,
        vehicle_id="T1",
        configuration_id="column",
        stops=(
            _start("BASE", off, "C-FEED"),
            Stop(
                place_id="FEED",
                on_block_minute=on,
                work_start_minute=on + 10,
                work_end_minute=on + 50,
                off_block_minute=on + 60,
                loads=_cargo("FEED", *lines),
                clearance_id="C-FEED.back",
            ),
            Stop(
                place_id="BASE",
                on_block_minute=back,
                work_start_minute=back + 5,
                work_end_minute=back + 35,
                off_block_minute=back + 45,
                unloads=_cargo("BASE", *lines),
            ),
        ),
    )


def _movements() -> tuple[Movement, ...]:
    return (
        # off FEED 09:30, on block at BASE 11:00, in BASE's stock at 11:35 + 30 = 12:05; 1,600 kg, 6 people, 1 position
        _convoy("C1", at(0, 7), ("FEED-STAFF", 6), ("I5", 1)),
        # off FEED 12:30 (its last), in BASE's stock on day 1 at 15:05; 1,900 kg, 4 people, 1 position
        _convoy("C2", at(1, 10), ("FEED-GUARD", 4), ("I6", 1)),
        # off FLD1 day 0 09:00 = 540 minutes from as_of; 3,400 kg
        _flight("R1", "L1", "pax", at(0, 6), ("BASE-STAFF", 14), ("I1", 1)),
        # off FLD1 day 1 09:00 = 1,980 minutes; 600 + 3,000 + 8,000 = 11,600 kg of 12,000; 6 positions of 6
        _flight("R2", "L2", "cargo", at(1, 6), ("FEED-STAFF", 6), ("I3", 1), ("I4", 1)),
        # off FLD1 day 2 13:00 = 3,660 minutes; works 12:10-12:50, parks 12:00-13:00
        _flight("R3", "L1", "pax", at(2, 10), ("BASE-GUARD", 2), ("FEED-GUARD", 4), ("I2", 1), ("I6", 1)),
        # off FLD1 day 2 13:40 = 3,700 minutes; works 12:50-13:30 on the same working spot, parks 12:40-13:40
        _flight("R4", "L2", "pax", at(2, 10, 40), ("BASE-GUARD", 4), ("I5", 1)),
    )


def plan_for(operation: Operation) -> Plan:
    """The plan above. Only the identity (id, hash, as_of) follows ``operation``; the rest is by hand.

    Stay: people 14 x 540 + 6 x 1,980 + 6 x 3,660 + 4 x 3,700 = 56,200 over 30; kg 2,000 x 540 + 11,000 x 1,980
    + 3,500 x 3,660 + 1,000 x 3,700 = 39,370,000 over 17,500; half of 1,873.33 + half of 2,249.71 = 2,061.52.
    Milestone: 20 of 30 people are out before the end of day 1. Flying: 8 legs of 120 minutes.
    Bound: I6 is ready on day 1 00:00, so nothing can close before day 1.
    """
    return Plan(
        operation_id=operation.operation_id,
        operation_hash=operation.operation_hash,
        as_of_minute=operation.as_of_minute,
        seed=1,
        version="0.1.0",
        verdict="kept",
        movements=_movements(),
        handovers=(
            # before the wave of day 2 (13:40 - 180 minutes = 10:40), notice 24.5 hours ahead
            HandoverAct(site_id="BASE", notice_minute=at(1, 8), start_minute=at(2, 8, 30), end_minute=at(2, 10, 30)),
            # before the wave of day 1 (12:30 - 180 minutes = 09:30)
            HandoverAct(site_id="FEED", notice_minute=at(0, 8), start_minute=at(1, 8, 30), end_minute=at(1, 9, 30)),
        ),
        objective=Objective(
            overrun_days=0,
            milestone_shortfall_ppm=0,
            latest_missed_days=0,
            closure_day=2,
            stay_minutes=2_061,
            flying_minutes=960,
        ),
        bound=Bound(
            closure_day=1,
            method="ready",
            proven=True,
            rows=(BoundRow(kind="ready", subject="I6", from_minute=at(1), demand=0, value_day=1),),
        ),
        binding=("ready",),
    )
