"""What the log recorded, as a curve over time: the opening balance and each departure with its time and grade.

The state of a log (format 1) holds no times; they stand in the events. Only joint departures count towards the people
departed (docs/reference/log-format.md, section 8), so only they raise the curve.

    history = signed_history(events, state)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from repli.ledger.shapes import minute_of_time
from repli.progress import Depart, Event, Opening, State
from repli.progress.change import Amend
from repli.progress.figures import JOINT
from repli.reporting.curves import Steps

__all__ = ["SignedDeparture", "SignedHistory", "signed_history", "signed_steps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDeparture:
    """One recorded departure; ``grade`` is joint or unilateral."""

    movement_id: str
    vehicle_id: str
    field_id: str
    off_block_minute: int
    people: int
    kg: int
    grade: str

    @property
    def is_joint(self) -> bool:
        """Say whether both parties signed it."""
        return self.grade == JOINT


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHistory:
    """Opening balance as of a minute (None: there was none), then the departures in order of time."""

    opening_minute: int | None
    opening_people: int
    opening_kg: int
    departures: tuple[SignedDeparture, ...]

    @property
    def first_minute(self) -> int | None:
        """Return when the record begins: its opening balance or its first departure."""
        if self.opening_minute is not None:
            return self.opening_minute
        return self.departures[0].off_block_minute if self.departures else None


def signed_history(events: Iterable[Event], state: State) -> SignedHistory:
    """Return what ``events`` say of departures; their grades are those of ``state``."""
    grades = {movement.event: movement.grade for movement in state.movements}  # of what stands, not of what it replaced
    held = tuple(events)
    opening = next((event.body for event in held if isinstance(event.body, Opening)), None)
    departures = (
        _departure(body, grades[event.event_hash])
        for event in held
        if event.event_hash in grades
        for body in (event.body.body if isinstance(event.body, Amend) else event.body,)
        if isinstance(body, Depart)
    )
    return SignedHistory(
        opening_minute=None if opening is None else minute_of_time(opening.as_of),
        opening_people=0 if opening is None else opening.people_count,
        opening_kg=0 if opening is None else opening.kg,
        departures=tuple(sorted(departures, key=lambda one: (one.off_block_minute, one.movement_id))),
    )


def signed_steps(history: SignedHistory) -> dict[str, Steps]:
    """Return each figure that departures raise (people, kg, movements departed) over time; empty without a record."""
    joint = [one for one in history.departures if one.is_joint]
    minutes = [history.first_minute, *(one.off_block_minute for one in joint)]
    amounts = {
        "people_departed": [history.opening_people, *(one.people for one in joint)],
        "kg_departed": [history.opening_kg, *(one.kg for one in joint)],
        "movements_departed": [0, *(1 for _ in joint)],
    }
    return {
        name: tuple(
            (minute, level) for minute, level in zip(minutes, accumulate(more), strict=True) if minute is not None
        )
        for name, more in amounts.items()
    }


def _departure(body: Depart, grade: str) -> SignedDeparture:
    return SignedDeparture(
        movement_id=body.movement,
        vehicle_id=body.vehicle,
        field_id=body.field,
        off_block_minute=minute_of_time(body.off_block_at),
        people=body.people_count,
        kg=body.kg,
        grade=grade,
    )
