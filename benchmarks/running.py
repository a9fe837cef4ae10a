"""Running a large withdrawal: a log of 10,000 people, 20,000 items and 500 movements, looked at and written to.

Every movement departs, is counted blind by both parties and accepted in the record of its day. Measured: the whole
command `repli status`, and one more departure at an open desk, its processor time apart from waiting for the disk.
"""

import itertools
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.line import Line
from repli import commission
from repli.execution import (
    Desk,
    LogDirectory,
    MemoryPapers,
    OwnRoster,
    declare_book,
    demo_signers,
    draw_book,
    enter,
    enter_together,
    exchange,
    seeded_entropy,
    sign_heads,
    sign_together,
)
from repli.execution.founding import reconstruction_genesis
from repli.execution.replay import SLOTS_AFTER_A_WEEK
from repli.ledger.shapes import time_of_second
from repli.model import Operation

__all__ = ["LargeRun", "running"]

PEOPLE, ITEMS, MOVEMENTS, A_DAY = 10_000, 20_000, 500, 10
START = 1_716_076_800  # 19 May 2024, a day like any other
_LINES = 100
_ABOARD, _CARRIED = 16, 36  # a movement's people and items: some stay for the departures that are measured


def _operation(case_folder: Path) -> Operation:
    """The operation of a case with as many people and items as are asked for, all at its first site."""
    operation = commission.load_case(case_folder).operation
    people, item = operation.people[0], operation.items[0]
    return replace(
        operation,
        people=tuple(
            replace(people, line_id=f"P{number}", count=PEOPLE // _LINES, arrives_minute=None)
            for number in range(_LINES)
        ),
        items=tuple(replace(item, line_id=f"I{number}", kg=100) for number in range(ITEMS)),
    )


class LargeRun:
    """A log and the desks of both parties, open; ``depart`` records one more departure."""

    def __init__(self, case_folder: Path, log: LogDirectory) -> None:
        """Found the log and declare everybody and everything."""
        operation = _operation(case_folder)
        parties = {party.role: party.party_id for party in operation.agreement.parties}
        signers = {party: demo_signers("running", party) for party in parties.values()}
        self.log = log
        entropy = seeded_entropy("running")
        book = draw_book(operation, entropy)
        self.force, self.host = (
            Desk(
                recorder=self.log.recorder(parties[role], signers[parties[role]]),
                sidecars=self.log.sidecars,
                papers=MemoryPapers(),
                entropy=entropy,
                roster=OwnRoster.of(book) if role == "force" else None,
            )
            for role in ("force", "host")
        )
        genesis = reconstruction_genesis(
            operation, signers, agreement_sha256="ab" * 32, seed="running", delay_to_object_minutes=1440,
            slots=SLOTS_AFTER_A_WEEK,
        )  # fmt: skip
        self.second = START
        sign_together(self.force.recorder, self.host.recorder, genesis, second=self.second)
        declare_book(self.force.recorder, self.host.recorder, book, self.log.sidecars, second=self.second)
        self.number = itertools.count()

    def depart(self) -> str:
        """Let the next people and items depart; return the movement."""
        number = next(self.number)
        self.second += 600
        typed = {
            "movement": f"M{number}",
            "field": "FIELD",
            "vehicle": "V1",
            "off_block_at": time_of_second(self.second),
            "people": f"P{number % _LINES}:{_ABOARD}",
            "items": [f"I{item}" for item in range(_CARRIED * number, _CARRIED * (number + 1))],
        }
        enter(self.force, "depart", typed, second=self.second)
        return f"M{number}"

    def day(self) -> None:
        """Ten movements, each counted by both, and the record of the day."""
        for _ in range(A_DAY):
            movement = self.depart()
            exchange(self.force.recorder, self.host.recorder)
            counted = {"movement": movement, "people": str(_ABOARD), "items": str(_CARRIED)}
            for kind in ("count", "open"):
                for desk in (self.force, self.host):
                    typed = counted if kind == "count" else {}
                    enter(desk, kind, typed, second=self.second)
                    exchange(self.force.recorder, self.host.recorder)
        enter_together(self.force, self.host, "minutes", {}, second=self.second)

    def whole(self, root: Path) -> None:
        """All days but one movement, then the heads."""
        while len(self.force.recorder.copy.replay.state.movements) < MOVEMENTS:
            self.day()
        sign_heads(root, self.force.recorder, self.host.recorder, second=self.second)


def running(case_folder: Path, folder: Path) -> Iterator[Line]:
    """Yield the lines of this file; each is followed by the processor time, which a busy machine changes less."""
    root = folder / "running"
    command = [str(Path(sys.executable).with_name("repli")), "status", str(root)]
    environment = {**os.environ, "REPLI_LANG": "en"}

    def status() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own command

    with LogDirectory(root) as log:
        run = LargeRun(case_folder, log)
        run.whole(root)
        yield Line(name="repli status, 10,000 people, 500 movements", work=status, runs=5)
        _say_worst(status, lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))
        yield Line(name="one more departure recorded, with its fsyncs", work=run.depart, runs=9)
        _say_worst(run.depart, time.process_time)


def _say_worst(work: Callable[[], object], clock: Callable[[], float]) -> None:
    took = []
    for _ in range(5):
        start = clock()
        work()
        took.append(clock() - start)
    print(f"  of it processor time, worst of 5: {1000 * max(took):.1f} ms")  # noqa: T201 - its answer
