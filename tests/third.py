"""A small world of format 3: that of `tests.second`, with slots in files of their own and counts made blind.

>>> world = Third()
>>> world.force.record(world.depart("R1", 3), second=NOON)
>>> world.count("R1", 3)
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from repli.errors import RepliError
from repli.execution import (
    LogDirectory,
    exchange,
    keys_text,
    publish_figures,
    record_minutes,
    seal_count,
    seeded_entropy,
    sign_heads,
    sign_together,
)
from repli.progress import Depart, Opening
from repli.progress.change import Amend, Cancel, Dispute
from repli.progress.genesis import Genesis
from repli.progress.names import POLICY_3
from repli.progress.slotfile import SlotFile
from repli.progress.slotpolicy import SlotPolicy
from tests.cast import FORCE, HOST, NOON, officers, texts
from tests.second import DAY, HOUR, RAMP, Second, device_signer, rotate_ramp, second_genesis

__all__ = ["Third", "keys_of_third", "third_genesis", "third_log"]

BASE = "BASE-STAFF"


def third_genesis(since: str = "event", minutes: int = 2 * 1440, **changes: object) -> Genesis:
    """The genesis of format 2's world in format 3; lists are due two days after their event, unless told otherwise."""
    return replace(second_genesis(**changes), policy=POLICY_3, slots=SlotPolicy(since=since, minutes=minutes))


class Third(Second):
    """The same people and devices; all share one store of slot files."""

    def __init__(self, log: LogDirectory | None = None, genesis: Genesis | None = None) -> None:
        self.salts = seeded_entropy("third")
        super().__init__(log, genesis or third_genesis())

    def hidden(self, part: Depart) -> Depart:
        """The departure without its slots; the file that lists them lies in the store."""
        file = SlotFile(people=part.people, items=part.items, salt=self.salts(16))
        self.sidecars.put(file.data)
        return replace(part, people=(), items=(), committed=file.committed)

    def depart_of(self, movement: str, slots: Sequence[int]) -> Depart:
        return self.hidden(super().depart_of(movement, slots))

    def open(self, people: int, second: int) -> None:
        """The opening balance: the next people of BASE-STAFF had gone."""
        slots = self.slots(people)
        part = self.hidden(super().depart_of("R0", slots))
        opening = Opening(
            as_of="2030-01-06T23:00:00Z", cells=part.cells, people=(), items=(), kg=0, reason="before",
            committed=part.committed,
        )  # fmt: skip
        sign_together(self.force, self.host, opening, second=second)

    def count(self, movement: str, people: int, other: int | None = None, *, second: int = NOON) -> None:
        """Force and host count ``movement`` blind; ``other`` is what the host counted, if it is not the same."""
        numbers = (people, people if other is None else other)
        pairs = list(zip((self.force, self.host), numbers, strict=True))
        opening = []
        for recorder, number in pairs:
            opening.append(
                (recorder, seal_count(recorder, movement=movement, people=number, items=0, salt=self.salts(16),
                                      second=second))
            )  # fmt: skip
            exchange(self.force, self.host)
        for recorder, opened in opening:
            recorder.record(opened, second=second)
            exchange(self.force, self.host)

    def accept(self, *movements: str, second: int) -> None:
        """Sign the day: ``movements`` become joint."""
        state = self.force.copy.replay.state
        accepts = [one.event for one in state.movements if one.movement in movements]
        record_minutes(
            self.force, self.host, day="2030-01-07", accepts=accepts, next_meeting_second=NOON + DAY, second=second
        )


def third_log(
    root: Path,
    *,
    genesis: Genesis | None = None,
    spoil: Callable[[Third], None] = lambda _: None,
    head_second: int = NOON + 3 * DAY,
) -> Third:
    """Write a log of format 3 into ``root``, all slot files with it, and return its world.

    R1 counted blind and accepted, then amended by both; R2 from the ramp; R3 counted unequally; R4 cancelled; the
    ramp's key rotated; a publication. ``spoil`` adds what a test wants before the publication.
    """
    with LogDirectory(root) as log:
        world = Third(log, genesis)
        force, host, ramp, gate = world.force, world.host, world.ramp, world.gate
        world.open(2, NOON)
        first = force.record(world.depart("R1", 3), second=NOON + HOUR)
        ramp.record(world.depart("R2", 2), second=NOON + HOUR)
        world.meet(force, host, ramp, gate)
        world.count("R1", 3, second=NOON + HOUR)
        world.accept("R1", second=NOON + 2 * HOUR)
        body = world.depart_of("R1", world.slots(2))
        sign_together(
            force, host, Amend(replaces=first.event_hash, body=body, reason="recount"), second=NOON + 3 * HOUR
        )
        third = force.record(world.depart("R3", 2), second=NOON + 3 * HOUR)
        exchange(force, host)
        world.count("R3", 2, 1, second=NOON + 4 * HOUR)
        gone = force.record(world.depart("R4", 1), second=NOON + 4 * HOUR)
        force.record(Cancel(event=gone.event_hash, reason="did not leave"), second=NOON + 4 * HOUR)
        exchange(force, host)
        host.record(
            Dispute(event=third.event_hash, field="people", value_claimed=1, reason="one stayed"),
            second=NOON + 5 * HOUR,
        )
        exchange(force, host)
        rotate_ramp(world, device_signer(FORCE, RAMP, 2), second=NOON + 6 * HOUR)
        spoil(world)
        exchange(force, host)
        publish_figures(force, host, log.sidecars, texts, as_of_second=NOON + DAY, second=NOON + DAY)
        with suppress(RepliError):  # a spoilt log is not signed by an honest host; a test signs it all the same
            sign_heads(root, force, host, second=head_second)
            return world
        world.host.copy.check_disclosed = lambda *_: None  # type: ignore[method-assign]  # the host looks away
        sign_heads(root, force, host, second=head_second)
    return world


def keys_of_third() -> str:
    return keys_text((officers(party)["represent"] for party in (FORCE, HOST)), demonstration=True)
