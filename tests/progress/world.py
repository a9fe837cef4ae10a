"""A log without signatures, for tests of what events mean: hand-made events over a baseline of ten people.

    people   slots 0-5 military at NIA, 6-9 civilian at NIA          items   slots 0-3, 1,000 kg in all

>>> world = World()
>>> world.play(*world.start(), world.event(depart("R1", people=(0, 1))))
"""

from collections.abc import Iterable
from typing import Any

import pytest

from repli.errors import RefusedError
from repli.execution import MemorySidecars
from repli.ledger.event import EventFrame, event_hash
from repli.ledger.keys import public_key_of
from repli.ledger.roster import digest_file, root_of
from repli.ledger.shapes import ZERO_HASH
from repli.progress import Declare, Depart, Event, Genesis, Minutes, Opening, Publish, Replay, figures, state_digest
from repli.progress.cells import cells_of
from repli.progress.events import Body
from repli.progress.genesis import AgreementRecord, PartyKey, PartyRecord

FORCE = "force"
HOST = "host"
BOTH = frozenset({FORCE, HOST})
SITE = "NIA"
MILITARY = range(6)
CIVILIAN = range(6, 10)


def split(people: Iterable[int]) -> Any:  # noqa: ANN401 - cells
    """The cells of slots."""
    slots = set(people)
    return cells_of({(SITE, "military"): len(slots & set(MILITARY)), (SITE, "civilian"): len(slots & set(CIVILIAN))})


def depart(movement: str, people: Iterable[int] = (), items: Iterable[int] = (), **changes: Any) -> Depart:  # noqa: ANN401 - as many types as the fields
    values: dict[str, Any] = {
        "movement": movement,
        "off_block_at": "2024-06-01T09:00:00Z",
        "field": "DRRN",
        "vehicle": "C-17",
        "cells": split(people),
        "people": tuple(sorted(people)),
        "items": tuple(sorted(items)),
        "kg": 100 * len(tuple(items)),
    }
    return Depart(**values | changes)


def opening(people: Iterable[int] = (), items: Iterable[int] = (), **changes: Any) -> Opening:  # noqa: ANN401 - as many types as the fields
    values: dict[str, Any] = {
        "as_of": "2024-05-19T00:00:00Z",
        "cells": split(people),
        "people": tuple(sorted(people)),
        "items": tuple(sorted(items)),
        "kg": 100 * len(tuple(items)),
        "reason": "gone before counting began",
    }
    return Opening(**values | changes)


def minutes(*accepts: str) -> Minutes:
    return Minutes(
        day="2024-06-01",
        accepts=tuple(sorted(accepts)),
        decisions=(),
        actions=(),
        next_meeting_at="2024-06-02T09:00:00Z",
    )


def genesis(**changes: Any) -> Genesis:  # noqa: ANN401 - the changes have as many types as the fields
    values: dict[str, Any] = {
        "agreement": AgreementRecord(
            id="tiny", title_en="T", title_fr="T", signed_on="2024-05-19", deadline="2024-09-15", sha256="ab" * 32
        ),
        "delay_to_object_minutes": 1440,
        "demonstration": True,
        "disclosure": (("people_departed", "at_least"),),
        "evidence": "the record of the commission",
        "languages": ("fr", "en"),
        "note": "",
        "origin": "test/tiny",
        "parties": tuple(_party(number, party) for number, party in enumerate((FORCE, HOST))),
        "time_zone": "Africa/Niamey",
    }
    return Genesis(**values | changes)


def _party(number: int, party: str) -> PartyRecord:
    keys = tuple(
        PartyKey(key=public_key_of(bytes([number, which]) * 16), role=role)
        for which, role in enumerate(("represent", "count"))
    )
    return PartyRecord(id=party, role=party, name_en=party, name_fr=party, keys=keys)


class World:
    """Makes events in the feed of the force, or of the host, each of which has seen all before it."""

    def __init__(self) -> None:
        self.sidecars = MemorySidecars()
        self.replay = Replay(self.sidecars.get)
        self.sizes = {FORCE: 0, HOST: 0}
        self.genesis_hash = ZERO_HASH

    def start(self) -> list[Event]:
        """Genesis and both declarations."""
        return [
            self.event(genesis(), BOTH),
            self.event(self.declare("people", 10, split(range(10)), 0), BOTH),
            self.event(self.declare("items", 4, cells_of({(SITE, "pallet"): 4}), 1000), BOTH),
        ]

    def declare(self, scope: str, slots: int, cells: Any, kg: int) -> Declare:  # noqa: ANN401 - cells
        digests = [bytes([slot]) * 32 for slot in range(slots)]
        sidecar = self.sidecars.put(digest_file(digests))
        return Declare(scope=scope, cells=cells, kg=kg, slots=slots, root=root_of(digests).hex(), sidecar=sidecar)

    def publish(self, **changes: Any) -> Publish:  # noqa: ANN401 - the changes have as many types as the fields
        """What the state now allows to publish."""
        state = self.replay.state
        values: dict[str, Any] = {
            "number": state.published + 1,
            "as_of": "2024-06-07T12:00:00Z",
            "figures": figures(state),
            "state": state_digest(state),
            "text_en": self.sidecars.put(b"Text.\n"),
            "text_fr": self.sidecars.put(b"Texte.\n"),
        }
        return Publish(**values | changes)

    def event(self, body: Body, parties: frozenset[str] = frozenset({FORCE}), **changes: Any) -> Event:  # noqa: ANN401 - as many types as the fields
        """The next event of the force, or of the host if it alone signs."""
        feed = FORCE if FORCE in parties else HOST
        other = HOST if feed == FORCE else FORCE
        values: dict[str, Any] = {
            "at": f"2024-06-01T10:{self.sizes[FORCE]:02}:{self.sizes[HOST]:02}Z",
            "body": body.value,
            "feed": feed,
            "genesis": self.genesis_hash,
            "kind": body.kind,
            "seen": {other: self.sizes[other]},
        }
        frame = EventFrame(**values | changes)
        self.sizes[feed] += 1
        made = Event(
            place=f"feed {feed} line {self.sizes[feed]}",
            event_hash=event_hash(frame.payload),
            frame=frame,
            parties=parties,
            body=body,
        )
        if body.kind == "genesis" and self.genesis_hash == ZERO_HASH:
            self.genesis_hash = made.event_hash
        return made

    def play(self, *events: Event) -> Replay:
        """Replay ``events`` after those played before."""
        for event in events:
            self.replay.apply(event)
        return self.replay

    def refusal(self, event: Event) -> RefusedError:
        """The error that ``event`` ends in; the state must be what it was."""
        before = self.replay.state
        with pytest.raises(RefusedError) as refused:
            self.replay.apply(event)
        assert self.replay.state == before
        assert refused.value.place == event.place or refused.value.place.startswith("sidecar/")
        return refused.value
