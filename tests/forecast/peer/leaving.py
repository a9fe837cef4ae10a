"""Rule 8 of docs/reference/forecast-meaning.md for the SimPy model: when a vehicle may go, and its crew with it."""

from repli.model import Field, Movement
from tests.forecast.peer.hours import NEVER, Ledger, out_of, within
from tests.forecast.peer.luck import Luck
from tests.forecast.peer.reading import Reading

__all__ = ["Leaving"]


class Leaving:
    """Answers for one replication."""

    def __init__(self, read: Reading, luck: Luck, ledger: Ledger) -> None:
        self.read, self.luck, self.ledger = read, luck, ledger

    def off_block(self, m: Movement, number: int, times: tuple[int, int, int]) -> tuple[int, int, str]:
        """(off block, start of duty, clearance) by rule 8; ``times`` = ready, on block, start of duty."""
        kind = self.read.kind_of(m)
        ready, on_block, duty = times
        stop = m.stops[number]
        own = self.read.stays_inside(stop.loads)
        start = max(ready, stop.off_block_minute if own else 0)
        off, clearance = self._free_to_go(m, number, start)
        pause = kind.rest_minutes + kind.debrief_minutes + kind.report_minutes
        home = self.read.crew_field(kind, stop.place_id)
        fresh = number == 0 or (home is not None and (home.crew_base or (home.crew_rest and off - on_block >= pause)))
        block = self.read.passage(m, number).block_minutes
        if not fresh and off + block + kind.debrief_minutes - duty > kind.duty_max_minutes:
            off, clearance = self._free_to_go(m, number, max(off, on_block + pause))
            fresh = True
        return off, off - kind.report_minutes if fresh else duty, clearance

    def _free_to_go(self, m: Movement, number: int, minute: int) -> tuple[int, str]:
        stop, kind = m.stops[number], self.read.kind_of(m)
        leg = self.read.operation.leg_of[kind.mode, stop.place_id, m.stops[number + 1].place_id]
        passage = self.read.passage(m, number)
        hours = passage.departure_intervals if passage.stretches else leg.open_intervals
        clearance = ""
        while minute < NEVER:
            before = minute
            minute = self.on_block(self.read.operation.field_of.get(stop.place_id), minute)
            minute = within(hours, minute)
            if kind.mode == "road":
                minute = out_of([self.luck.road[leg.leg_id]], minute)
            if stop.clearance_id is not None:
                minute = out_of([self.luck.crisis], minute)
                scope = stop.place_id if kind.mode == "air" else leg.leg_id
                minute, clearance = self.ledger.first(scope, kind.type_id, minute)
            if minute == before:
                return minute, clearance
        return NEVER, ""

    def on_block(self, field: Field | None, minute: int) -> int:
        """When a field is open and its weather lets a vehicle in or out."""
        while field is not None and minute < NEVER:
            before = minute
            minute = within(field.open_intervals, minute)
            minute = out_of(self.luck.weather[field.field_id], minute)
            if minute == before:
                break
        return minute
