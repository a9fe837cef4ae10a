"""Tells a history to the desks of both parties: what is signed by whom, and when.

The order is that of a commission's day: what happens, as it happens, with a blind count by each side of every
departure; then the day's record, which accepts all that waits. Before a site is closed the commission sits besides, for
a site is closed when everybody's departure is signed by both. Slots are those of `Seating`; times come from the
history.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from repli.execution.blindness import count_blind, hiding
from repli.execution.commands import declare_book, publish_figures, sign_together
from repli.execution.desk import Desk
from repli.execution.forms import Typed
from repli.execution.joint_drafts import Texts
from repli.execution.recorder import exchange
from repli.execution.recording import enter, enter_together
from repli.execution.roster_book import RosterBook
from repli.execution.seating import Seating
from repli.execution.sidecars import SidecarStore
from repli.execution.told_acts import ALONE, BY_BOTH, TOGETHER, Told
from repli.ledger.shapes import time_of_second
from repli.model import CaseHistory, Operation, ReconstructedAct, ReconstructedMovement
from repli.progress.baseline import Opening
from repli.progress.genesis import Genesis
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR, SECONDS_PER_MINUTE, datetime_of_minute

__all__ = ["Happening", "Teller", "happenings"]


class Happening(NamedTuple):
    """Something of a history at its minute: a movement or an act; ``arrives`` is the end of a transfer."""

    minute: int
    what: ReconstructedMovement | ReconstructedAct
    arrives: bool = False

    @property
    def kind(self) -> str:
        """Return the kind of its first event."""
        return "arrive" if self.arrives else self.what.kind


def happenings(history: CaseHistory) -> tuple[Happening, ...]:
    """Return everything of a history in order of time; of one minute, movements first."""
    acts = [Happening(act.at_minute, act) for act in history.acts]
    ends = [
        Happening(act.until_minute, act, arrives=True)
        for act in history.acts
        if act.kind == "transfer" and act.until_minute is not None
    ]
    moved = [Happening(movement.at_minute, movement) for movement in history.movements]
    return tuple(sorted((*moved, *acts, *ends), key=lambda one: one.minute))


@dataclass(kw_only=True)
class Teller:
    """Tells a history to two desks. ``second`` is the time of the last event; it never runs back."""

    operation: Operation
    force: Desk
    host: Desk
    second: int = 0

    def __post_init__(self) -> None:
        """Take the roster of the force."""
        self.seating = Seating(self.operation, self.force.own_roster)

    def open(self, genesis: Genesis, book: RosterBook, sidecars: SidecarStore, first_minute: int) -> None:
        """Sign genesis and both declarations, when the plan begins or the history, if that is earlier."""
        self._advance(min(first_minute, self.operation.as_of_minute))
        force, host = self.force.recorder, self.host.recorder
        sign_together(force, host, genesis, second=self.second)
        declare_book(force, host, book, sidecars, second=self.second)

    def tell(self, history: CaseHistory) -> None:
        """Record what happens on each local day, and sign that day's minutes."""
        told = Told(operation=self.operation, history=history, seating=self.seating)
        for day, today in groupby(happenings(history), key=self._local_day):
            for one in today:
                if one.kind == "close":
                    self._sit(day)
                self._advance(one.minute)
                self._record(one, told)
            self._sit(day)

    def publish(self, sidecars: SidecarStore, texts: Texts, at_minute: int | None) -> None:
        """Publish the figures as of ``at_minute``, or an hour after the last event."""
        self._advance(self.second // SECONDS_PER_MINUTE + MINUTES_PER_HOUR if at_minute is None else at_minute)
        force, host = self.force.recorder, self.host.recorder
        publish_figures(force, host, sidecars, texts, as_of_second=self.second, second=self.second)

    def _record(self, one: Happening, told: Told) -> None:
        """Sign the events of something that happens."""
        if isinstance(one.what, ReconstructedMovement):
            if one.kind == "opening":
                self._opening(one.what)
            else:
                self._depart(one.what)
            return
        if one.kind in TOGETHER:
            enter_together(self.force, self.host, one.kind, TOGETHER[one.kind](told, one.what), second=self.second)
            return
        desks = (self.force, self.host) if one.kind in BY_BOTH else (told.desk(one.what, self.force, self.host),)
        for desk in desks:
            self._enter(desk, one.kind, ALONE[one.kind](told, one.what))

    def _opening(self, movement: ReconstructedMovement) -> None:
        people, items = self.seating.depart(movement.parts)
        taken = self.force.taken(people, items)
        opening = Opening(
            as_of=time_of_second(movement.at_minute * SECONDS_PER_MINUTE),
            cells=taken.cells,
            people=people,
            items=items,
            kg=taken.kg,
            reason=movement.assumed or movement.source,
        )
        force = self.force.recorder
        with hiding(force, opening, sidecars=self.force.sidecars, entropy=self.force.entropy) as hidden:
            sign_together(force, self.host.recorder, hidden, second=self.second)

    def _depart(self, movement: ReconstructedMovement) -> None:
        """Record a departure and what each side counts."""
        people, items = self.seating.depart(movement.parts)
        typed: Typed = {
            "movement": movement.movement_id,
            "field": movement.field_id,
            "vehicle": movement.vehicle_type,
            "off_block_at": time_of_second(movement.at_minute * SECONDS_PER_MINUTE),
            "people": tuple(map(str, people)),
            "items": tuple(map(str, items)),
        }
        self._enter(self.force, "depart", typed)
        count_blind(
            self.force.recorder,
            self.host.recorder,
            movement=movement.movement_id,
            people=len(people),
            items=len(items),
            entropy=self.force.entropy,
            second=self.second,
        )

    def _enter(self, desk: Desk, kind: str, typed: Typed) -> None:
        enter(desk, kind, typed, second=self.second)
        exchange(self.force.recorder, self.host.recorder)

    def _sit(self, day: str) -> None:
        """Sign the record of a day, an hour after its last event, while something waits for it."""
        while self.force.standing().acceptable():
            self._advance(self.second // SECONDS_PER_MINUTE + MINUTES_PER_HOUR)
            typed = {"day": day, "next_meeting_at": time_of_second(self.second + MINUTES_PER_DAY * SECONDS_PER_MINUTE)}
            enter_together(self.force, self.host, "minutes", typed, second=self.second)

    def _local_day(self, one: Happening) -> str:
        zone = ZoneInfo(self.operation.agreement.time_zone)
        return datetime_of_minute(one.minute).astimezone(zone).date().isoformat()

    def _advance(self, minute: int) -> None:
        """Move the time of the next event to ``minute``, never back."""
        self.second = max(self.second, minute * SECONDS_PER_MINUTE)
