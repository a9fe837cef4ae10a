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
from repli.ledger.roster import digest_file, root_of
from repli.ledger.shapes import ZERO_HASH, time_of_second
from repli.progress import Cell, Depart, Event
from repli.progress.bodies import (
    Arrive,
    Clearance,
    Close,
    Dispose,
    Handover,
    Manifest,
    Reinforce,
    Status,
    Survey,
    Transfer,
)
from repli.progress.events import Body, Minutes
from repli.progress.genesis import Genesis
from repli.progress.names import OBSERVE, POLICY_4
from repli.progress.sitting import Sitting
from repli.progress.slotfile import SlotFile
from repli.progress.witness import WitnessRecord
from tests.cast import HOST, NOON
from tests.second import DAY, Second
from tests.third import BASE, Third, third_genesis

__all__ = ["BASE", "BASE_SITE", "FEEDER", "GUARANTOR", "HASH", "TIME", "Fourth", "arrive", "clearance", "close"]
__all__ += ["fourth_genesis", "handover", "manifest", "witness_signer"]

HASH = "ab" * 32
TIME = "2030-01-07T12:30:00Z"
BASE_SITE, FEEDER = "BASE", "FEED"
"""20 and 10 military people; 4 and 2 items, 17,500 kg."""
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
        self.came: list[bytes] = []
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

    def free(self, site: str, people: int) -> tuple[int, ...]:
        """The next people of a site, of whom nothing was said yet."""
        lines = self.book.people.lines
        found = [slot for slot, line in enumerate(lines) if line.cell[0] == site and slot not in self.gone][:people]
        self.gone.update(found)
        return tuple(found)

    def leave(self, movement: str, site: str, people: int, *, items: Sequence[int] = ()) -> Depart:
        """A departure of people of ``site``, and of items."""
        part = Second.depart_of(self, movement, self.free(site, people))
        return self.hidden(replace(part, items=tuple(items), kg=self.book.items.kg(items)))

    def status(self, name: str, slots: Sequence[int], **changes: object) -> Status:
        """What became of the people in ``slots``."""
        cells = () if "cells" in changes else self.book.people.cells(slots)
        values = {"cells": cells, "people": len(slots), "items": 0, "kg": 0, "movement": "R1"}
        body = {"reason": "", "slots": self.listed(slots), "status": name, "time": TIME}
        return Status(**{**values, **body, **changes})  # type: ignore[arg-type]  # as many types as the fields

    def item_status(self, name: str, slots: Sequence[int], **changes: object) -> Status:
        """What became of the items in ``slots``."""
        values = {"cells": (), "people": 0, "items": len(slots), "kg": self.book.items.kg(slots), "movement": ""}
        body = {"reason": "", "slots": self.listed(items=slots), "status": name, "time": TIME}
        return Status(**{**values, **body, **changes})  # type: ignore[arg-type]  # as many types as the fields

    def transfer(self, movement: str, slots: Sequence[int], to: str, **changes: object) -> Transfer:
        """The people in ``slots`` leave for another site of the operation."""
        values = {"cells": self.book.people.cells(slots), "people": len(slots), "items": 0, "kg": 0}
        body = {"movement": movement, "off_block_at": TIME, "slots": self.listed(slots), "to": to}
        return Transfer(**{**values, **body, **changes})  # type: ignore[arg-type]  # as many types as the fields

    def dispose(self, slots: Sequence[int], **changes: object) -> Dispose:
        """The items in ``slots`` are destroyed."""
        values = {"authority": "board", "certificate": HASH, "due": "2030-02-01", "how": "destroy", "locked": False}
        body = {"items": len(slots), "kg": self.book.items.kg(slots), "recipient": "", "site": "BASE", "time": TIME}
        listed = {"slots": self.listed(items=slots), "stage": "done"}
        return Dispose(**{**values, **body, **listed, **changes})  # type: ignore[arg-type]  # as many types as the fields

    def reinforce(self, people: int, site: str = BASE_SITE, **changes: object) -> Reinforce:
        """People come: the roster of the force goes on with their digests."""
        self.came += [hashlib.sha256(f"came/{len(self.came) + number}".encode()).digest() for number in range(people)]
        digests = (*self.book.people.digests, *self.came)
        values = {"cells": (Cell(site=site, category="military", count=people),), "people": people, "reason": "guard"}
        roster = {"root": root_of(digests).hex(), "sidecar": self.sidecars.put(digest_file(digests))}
        body = {**values, **roster, "slots": len(digests), "time": TIME}
        return Reinforce(**{**body, **changes})  # type: ignore[arg-type]  # as many types as the fields


def arrive(movement: str, people: int, items: int = 0, **changes: object) -> Arrive:
    values = {"movement": movement, "people": people, "items": items, "place": "HOME", "reason": "", "time": TIME}
    return Arrive(**{**values, **changes})  # type: ignore[arg-type]  # as many types as the fields


def clearance(state: str, **changes: object) -> Clearance:
    values = {"issuer": HOST, "movements": ("R7",), "number": "", "purposes": (), "reason": "", "reference": "C-1"}
    body = {"scope": "overflight", "state": state, "valid_from": TIME, "valid_to": TIME}
    return Clearance(**{**values, **body, **changes})  # type: ignore[arg-type]  # as many types as the fields


def manifest(movement: str, people: int, state: str = "open", **changes: object) -> Manifest:
    cells = (Cell(site=BASE_SITE, category="military", count=people),) if people else ()
    values = {
        "cells": cells,
        "closes_at": TIME,
        "configuration": "seats",
        "full": "",
        "infants": 0,
        "items": 0,
        "kg": 0,
    }
    body = {"list": HASH, "movement": movement, "people": people, "reason": "", "standby": 0, "state": state}
    return Manifest(**{**values, **body, **changes})  # type: ignore[arg-type]  # as many types as the fields


def handover(site: str, **changes: object) -> Handover:
    values = {"ceremony_at": TIME, "condition": "swept", "inventory": HASH, "keys_at": TIME, "notice_hours": 48}
    body = {"reason": "", "recipient": HOST, "sectors": ("all",), "services": (), "site": site, "walked_at": TIME}
    surveys = {"surveys": (Survey(result="none found", survey="explosives"),)}
    return Handover(**{**values, **body, **surveys, **changes})  # type: ignore[arg-type]  # as many types as the fields


def close(site: str, act: str = ZERO_HASH, **changes: object) -> Close:
    values = {"act": act, "last_off_block_at": TIME, "liquidation": False, "reason": "", "site": site}
    return Close(**{**values, **changes})  # type: ignore[arg-type]  # as many types as the fields
