"""A process that writes a log and is killed at one of its calls to the disk; it tells what was acknowledged.

python kill_me.py ROOT CALL      SIGKILL before call number CALL
python kill_me.py ROOT full N    no file may grow beyond N bytes: the system's own refusal of a write
python kill_me.py ROOT hold      take the lock of the feed, say so, and wait
"""

import random
import resource
import signal
import sys
import time
from pathlib import Path

from repli.errors import StoreError
from repli.ledger.disk import REAL
from repli.ledger.store import FeedWriter
from tests.ledger.crash import FEED, Work
from tests.ledger.faulty_disk import FaultyDisk

SEED = 75  # 191 calls, 14 lines


class TellingWork(Work):
    """Says after each step what is on disk by now."""

    def _step(self, writer: FeedWriter, disk: object, step: str, count: int) -> None:
        super()._step(writer, disk, step, count)  # type: ignore[arg-type]  # a disk
        print(self.acknowledged, self.head, flush=True)  # noqa: T201 - its answer


def work(root: Path, disk: FaultyDisk) -> None:
    """Make the day that the parent knows."""
    TellingWork(root).do(disk, random.Random(SEED))  # noqa: S311 - a die, no secret


def main(root: Path, how: str, *more: str) -> None:
    if how == "hold":
        with FeedWriter.open(root, FEED):
            print("held", flush=True)  # noqa: T201 - its answer
            time.sleep(600)
    elif how == "full":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(more[0]), resource.RLIM_INFINITY))
        try:
            work(root, FaultyDisk(REAL))
        except StoreError as error:
            print(error, flush=True)  # noqa: T201 - its answer
    else:
        work(root, FaultyDisk(REAL, fail_at=int(how), kill=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
