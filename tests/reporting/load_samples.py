"""A plan with floors: `tests.tiny` whose "pax" has two positions at 500 and 700 cm, seats at 600, limits 500 to 700 cm.

R1 takes 14 people of 100 kg and I1 (2,000 kg) on position 1; R3 takes I2 (ammunition, class 1.2) and I6 on both.
"""

from dataclasses import replace
from functools import cache

from repli.model import Assumption, BalanceLimit, Operation, Plan
from repli.reporting import LoadSheet, load_sheets, loads_page
from repli.reporting.voice import Voice
from tests.reporting.samples import TRUTH, sample_operation
from tests.rules.breaches_of_movements import with_floor
from tests.tiny import edit_row

__all__ = ["LIMIT", "loaded", "loads_html", "sheet_of", "voice"]

LIMIT = BalanceLimit(up_to_kg=9_000, forward_arm_cm=500, aft_arm_cm=700)
_ASSUMED = (
    Assumption(file="balance_limits.csv", row=2, subject="LIFT pax 9000", text="Made up: limits."),
    Assumption(file="items.csv", row=2, subject="I1", text="Made up: weights."),
    Assumption(file="items.csv", row=3, subject="I2", text="Made up: weights."),
    Assumption(file="items.csv", row=7, subject="I6", text="Made up: weights."),
    Assumption(file="positions.csv", row=2, subject="LIFT pax 1", text="Made up: floor."),
    Assumption(file="positions.csv", row=3, subject="LIFT pax 2", text="Made up: floor."),
)


def loaded() -> tuple[Operation, Plan]:
    """The operation and its plan."""
    operation, plan = with_floor(LIMIT)
    dangerous = edit_row(operation, "items", "I2", dangerous_class="1.2", sensitivity="ammunition")
    sample = sample_operation()
    return replace(dangerous, agreement=sample.agreement, assumptions=_ASSUMED), plan


def sheet_of(movement_id: str) -> LoadSheet:
    """The load sheet of one movement."""
    return next(sheet for sheet in load_sheets(*loaded()) if sheet.trip.name == movement_id)


def voice(language: str = "en") -> Voice:
    """A voice in the time zone of the sample."""
    return Voice(language, loaded()[0].agreement.time_zone)


@cache
def loads_html() -> str:
    """The page of load sheets, rendered once for all tests."""
    operation, plan = loaded()
    return loads_page(operation, load_sheets(operation, plan), TRUTH)
