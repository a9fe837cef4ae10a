"""A small world of format 4: that of `tests.third`, with a guarantor who looks on, and what a commission does each day.

>>> world = Fourth()
>>> world.both(extend)
>>> world.force.record(retained, second=NOON)
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from repli.execution import LogCopy, LogDirectory, Recorder, sign_together
from repli.ledger.keys import Signer
from repli.ledger.shapes import time_of_second
from repli.progress import Event
from repli.progress.events import Body, Minutes
from repli.progress.genesis import Genesis
from repli.progress.names import OBSERVE, POLICY_4
from repli.progress.sitting import Sitting
from repli.progress.slotfile import SlotFile
from repli.progress.witness import WitnessRecord
from tests.cast import NOON
from tests.second import DAY
from tests.third import BASE, Third, third_genesis

__all__ = ["BASE", "GUARANTOR", "Fourth", "fourth_genesis", "witness_signer"]

GUARANTOR = "togo"
"""A third state that attends, in tests only."""


def witness_signer(number: int = 1) -> Signer:
    seed = hashlib.sha256(f"fourth/{GUARANTOR}/{number}".encode()).digest()
    return Signer(party=GUARANTOR, role=OBSERVE, seed=seed, device=GUARANTOR)


def fourth_genesis(**changes: object) -> Genesis:
    """The genesis of format 3's world in format 4, with a guarantor."""
    witness = WitnessRecord(
        id=GUARANTOR,
        role="guarantor",
        name_en="Guarantor",
        name_fr="Garant",
        keys=(witness_signer().public,),
        asked=("close", "handover"),
    )
    values = {"policy": POLICY_4, "witnesses": (witness,), **changes}
    return replace(third_genesis(), **values)  # type: ignore[arg-type]  # as many types as the fields


class Fourth(Third):
    """The same people, devices and slot files; the ``guarantor`` has a feed of its own."""

    def __init__(self, log: LogDirectory | None = None, genesis: Genesis | None = None) -> None:
        super().__init__(log, genesis or fourth_genesis())
        self.guarantor = self.witness()
        self.share()

    def witness(self) -> Recorder:
        signers = {OBSERVE: witness_signer()}
        if self._log is not None:
            return self._log.recorder(GUARANTOR, signers)
        append = self.written.setdefault(GUARANTOR, []).extend
        return Recorder(party=GUARANTOR, signers=signers, copy=LogCopy(self.sidecars.get), append=append)

    def share(self) -> None:
        """Bring everybody to the same events."""
        self.meet(self.force, self.host, self.ramp, self.gate, self.guarantor)

    def both(self, body: Body, *, second: int = NOON) -> Event:
        """Both parties sign."""
        return sign_together(self.force, self.host, body, second=second)

    def alone(self, body: Body, *, second: int = NOON, of: str = "force") -> Event:
        """One party signs, and the other has it."""
        event: Event = getattr(self, of).record(body, second=second)
        self.meet(self.force, self.host)
        return event

    def listed(self, people: Sequence[int] = (), items: Sequence[int] = ()) -> str:
        """The name of a new slot file."""
        file = SlotFile(people=tuple(sorted(people)), items=tuple(sorted(items)), salt=self.salts(16))
        return self.sidecars.put(file.data)

    def sign_day(self, *accepts: Event | str, second: int = NOON, sitting: Sitting = Sitting()) -> Event:  # noqa: B008 - frozen
        """Sign the day: what is in ``accepts`` becomes joint."""
        hashes = sorted(one if isinstance(one, str) else one.event_hash for one in accepts)
        minutes = Minutes(
            day="2030-01-07",
            accepts=tuple(hashes),
            decisions=(),
            actions=(),
            next_meeting_at=time_of_second(NOON + DAY),
            sitting=sitting,
        )
        return self.both(minutes, second=second)
