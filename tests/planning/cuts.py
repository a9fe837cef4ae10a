"""A cut of the tiny plan by hand, at the first midnight: R1 and C1 went as planned (tests/tiny.py)."""

from repli.model import Begun, Cut
from tests.tiny import at, tiny_plan

__all__ = ["cut_after_day_0"]


def cut_after_day_0() -> Cut:
    """R1 is out and back, C1 is back at BASE; nothing is late."""
    return Cut(
        at_minute=at(1),
        begun=tuple(
            Begun(
                planned=movement,
                came_minutes=tuple(stop.on_block_minute for stop in movement.stops),
                went_minutes=tuple(stop.off_block_minute for stop in movement.stops),
            )
            for movement in tiny_plan().movements
            if movement.movement_id in {"R1", "C1"}
        ),
        shut_until=(),
        crisis_until_minute=0,
        requested=(),
        promised_minute=at(2, 13, 40),
        expected_minute=at(2, 13, 40),
    )
