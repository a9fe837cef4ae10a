"""A log of format 4 on disk for papers: a manifest with its private list, the departure, a sitting, an act.

The world is that of `tests.fourth`: 30 people and 6 items of `tests.tiny`, two parties and a guarantor.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from repli.commission import Case
from repli.execution import LogDirectory, sign_heads, write_book
from repli.ledger.base64text import encode64
from repli.ledger.canonical import canonical_bytes
from repli.model import CaseHistory
from repli.progress import Event
from repli.progress.bodies.carriage import Manifest
from repli.progress.bodies.conduct import Attest
from repli.progress.bodies.sites import Handover, Service, Survey
from repli.progress.sitting import Action, Escalated, Sitting
from tests.cast import NOON
from tests.fourth import Fourth
from tests.second import DAY, HOUR
from tests.tiny import tiny_operation

__all__ = ["PaperLog", "case", "paper_log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLog:
    """Where it lies: log, private list of R1's manifest, private roster; and the departure and the record in it."""

    log: Path
    listed: Path
    roster: Path
    departed: Event
    record: Event


def case() -> Case:
    """The tiny operation as a case."""
    return Case(
        folder=Path("tiny"),
        operation=tiny_operation(),
        history=CaseHistory(claims=(), movements=()),
        agreement_sha256="ab" * 32,
    )


def paper_log(root: Path) -> PaperLog:
    """Write it into ``root``."""
    with LogDirectory(root / "log") as log:
        world = Fourth(log)
        lines = world.book.people.slots_of["BASE-STAFF"]
        value = {
            "format": "repli-manifest/1",
            "items": sorted(world.book.items.slots_of["I1"]),
            "people": sorted(lines[4:7]),
            "salt": encode64(bytes(16)),
            "standby": sorted(lines[8:9]),
        }
        listed = canonical_bytes(value) + b"\n"
        (root / "list.json").write_bytes(listed)
        manifest = Manifest(
            cells=world.book.people.cells(lines[4:7]),
            closes_at="2030-01-08T02:00:00Z",
            configuration="pax",
            full="payload",
            infants=1,
            items=1,
            kg=2_000,
            list=hashlib.sha256(listed).hexdigest(),
            movement="R1",
            people=3,
            reason="",
            standby=1,
            state="closed",
        )
        world.alone(manifest)
        departed = world.alone(world.depart("R7", 2), second=NOON + HOUR)
        waits = world.alone(world.depart("R8", 1), second=NOON + HOUR)
        sitting = Sitting(
            actions=(Action(due="2030-01-09", owner="host", text="Open the north gate"),),
            agenda=("Departures of the day",),
            escalated=(Escalated(event=waits.event_hash, reason="Not counted", to="Ministers"),),
        )
        record = world.sign_day(departed, second=NOON + 2 * HOUR, sitting=sitting)
        act = world.both(
            Handover(
                ceremony_at="2030-01-08T11:00:00Z",
                condition="Clean",
                inventory="cd" * 32,
                keys_at="2030-01-08T10:00:00Z",
                notice_hours=48,
                reason="",
                recipient="Host army",
                sectors=("North", "South"),
                services=(Service(service="Water", time="2030-01-08T09:00:00Z"),),
                site="FEED",
                surveys=(Survey(result="No spill", survey="Environment"),),
                walked_at="2030-01-08T08:00:00Z",
            ),
            second=NOON + 3 * HOUR,
        )
        world.share()
        world.guarantor.record(Attest(event=act.event_hash, result="witnessed", text=""), second=NOON + 4 * HOUR)
        world.share()
        world.alone(world.depart("R9", 1), second=NOON + 5 * HOUR)  # the force has seen what the guarantor says
        sign_heads(root / "log", world.force, world.host, second=NOON + DAY)
        write_book(world.book, root / "roster.json", log=root / "log")
    return PaperLog(
        log=root / "log",
        listed=root / "list.json",
        roster=root / "roster.json",
        departed=departed,
        record=record,
    )
