"""Two desks over the small world of format 4: what the tests of the commission's day are played with.

The force has the private roster (30 people: BASE-STAFF, FEED-STAFF and guards; 6 items), the host has none; both meet
after each act, unless a test says otherwise.

>>> bureau = Bureau()
>>> bureau.force("manifest", movement="R1", people=["BASE-STAFF:5"], items=["I1"], state="closed")
>>> bureau.accept()
"""

from collections.abc import Sequence

from repli.execution import Desk, MemoryPapers, OwnRoster, enter, enter_together, exchange, seeded_entropy
from repli.execution.entries import Standing
from repli.ledger.shapes import time_of_second
from repli.progress import Event
from repli.progress.figures import figure_of
from tests.cast import NOON
from tests.fourth import Fourth

__all__ = ["HOUR", "LATER", "Bureau"]

HOUR = 3600
LATER = time_of_second(NOON + HOUR)
Text = str | Sequence[str]


class Bureau:
    """``world`` holds the recorders; the clock moves a minute with each act."""

    def __init__(self, world: Fourth | None = None) -> None:
        self.world = world or Fourth()
        self.second = NOON
        salts = seeded_entropy("bureau")
        self.desks = {
            name: Desk(
                recorder=getattr(self.world, name),
                sidecars=self.world.sidecars,
                papers=MemoryPapers(),
                entropy=salts,
                roster=OwnRoster.of(self.world.book) if name in {"force", "ramp"} else None,
            )
            for name in ("force", "host", "ramp", "gate", "guarantor")
        }

    def alone(self, who: str, kind: str, **typed: Text) -> tuple[Event, ...]:
        """One desk records, and nobody else has it yet."""
        self.second += 60
        return enter(self.desks[who], kind, typed, second=self.second).events

    def force(self, kind: str, **typed: Text) -> tuple[Event, ...]:
        found = self.alone("force", kind, **typed)
        self.meet()
        return found

    def host(self, kind: str, **typed: Text) -> tuple[Event, ...]:
        found = self.alone("host", kind, **typed)
        self.meet()
        return found

    def both(self, kind: str, **typed: Text) -> Event:
        self.second += 60
        (event,) = enter_together(self.desks["force"], self.desks["host"], kind, typed, second=self.second)
        self.meet()
        return event

    def accept(self) -> Event:
        """The day's record, with everything that waits."""
        return self.both("minutes")

    def meet(self) -> None:
        exchange(self.world.force, self.world.host)

    def depart(self, movement: str = "R1", people: str = "BASE-STAFF:5", items: str = "") -> tuple[Event, ...]:
        """A departure without a manifest."""
        return self.force("depart", movement=movement, people=people, items=items, field="FLD1", vehicle="L1",
                          off_block_at=LATER)  # fmt: skip

    def count(self, movement: str, force: int, host: int, items: int = 0) -> None:
        """Both seal, then both open."""
        self.force("count", movement=movement, people=str(force), items=str(items))
        self.host("count", movement=movement, people=str(host), items=str(items))
        self.force("open")
        self.host("open")

    @property
    def standing(self) -> Standing:
        return Standing(self.world.force.copy)

    def figure(self, name: str) -> int:
        return figure_of(self.world.force.copy.replay.state, name).value
