"""Rule 8 of docs/reference/forecast-meaning.md for the SimPy model: when a vehicle may go, and its crew with it."""

from repli.model import VehicleType
from tests.forecast.peer.facts import StopFacts
from tests.forecast.peer.hours import NEVER, Ledger, out_of
from tests.forecast.peer.luck import Luck

__all__ = ["Leaving"]


class Leaving:
    """Answers for one replication."""

    def __init__(self, luck: Luck, ledger: Ledger) -> None:
        self.luck, self.ledger = luck, ledger

    def off_block(
        self, kind: VehicleType, at: StopFacts, times: tuple[int, int, int], *, first: bool
    ) -> tuple[int, int, str]:
        """(off block, start of duty, clearance) by rule 8; ``times`` = ready, on block, start of duty."""
        ready, on_block, duty = times
        start = max(ready, at.stop.off_block_minute if at.manifest else 0)
        off, clearance = self._free_to_go(kind, at, start)
        pause = kind.rest_minutes + kind.debrief_minutes + kind.report_minutes
        home = at.crew_field
        fresh = first or (home is not None and (home.crew_base or (home.crew_rest and off - on_block >= pause)))
        block = at.passage.block_minutes if at.passage else 0
        if not fresh and off + block + kind.debrief_minutes - duty > kind.duty_max_minutes:
            off, clearance = self._free_to_go(kind, at, max(off, on_block + pause))
            fresh = True
        return off, off - kind.report_minutes if fresh else duty, clearance

    def _free_to_go(self, kind: VehicleType, at: StopFacts, minute: int) -> tuple[int, str]:
        clearance, leg = "", at.leg
        while leg is not None and minute < NEVER:
            before = minute
            minute = at.hours.within(self.on_block(at, minute))
            if kind.mode == "road":
                minute = out_of([self.luck.road[leg.leg_id]], minute)
            if at.stop.clearance_id is not None:
                minute = out_of([self.luck.crisis], minute)
                scope = at.stop.place_id if kind.mode == "air" else leg.leg_id
                minute, clearance = self.ledger.first(scope, kind.type_id, minute)
            if minute == before:
                return minute, clearance
        return NEVER, ""

    def on_block(self, at: StopFacts, minute: int) -> int:
        """When a field is open and its weather lets a vehicle in or out."""
        if at.field is None:
            return minute
        storms = self.luck.weather[at.field.field_id]
        while minute < NEVER:
            before = minute
            minute = out_of(storms, at.field_hours.within(minute))
            if minute == before:
                break
        return minute
