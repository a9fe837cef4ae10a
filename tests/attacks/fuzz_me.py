"""A process that gives made-up bytes to both verifiers, in little memory and little time; it says how it went.

    python -m tests.attacks.fuzz_me LOG SEED TRIES

Every try is a changed entry line, head or proof, or a log with one changed file. A verifier that raises something of
its own, takes longer than two seconds for one try, or disagrees with the other ends the process with the bytes.
"""

import random
import resource
import signal
import sys
from pathlib import Path
from types import FrameType

from repli.errors import LedgerError
from repli.ledger.merkle import verify_consistency, verify_inclusion
from repli.verification import standalone, verify_log
from tests.attacks.mutate import mutated
from tests.attacks.parts import Part, parts_of

MEMORY_BYTES = 2**20 * 700  # of addresses; Python with its libraries takes 300
SECONDS_A_TRY = 2.0
WHOLE_EVERY = 25
UNFORESEEN = "cannot be checked ("
FORESEEN = ("UnicodeDecodeError", "UnicodeEncodeError")


def too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def try_part(part: Part, data: bytes) -> None:
    """Both verifiers refuse with a reason, or both believe."""
    ours, theirs = part.ours(data), part.theirs(data)
    assert (ours is None) is (theirs is None), (ours, theirs)
    assert theirs is None or UNFORESEEN not in theirs or any(kind in theirs for kind in FORESEEN), theirs


def try_log(root: Path, path: Path, data: bytes) -> None:
    """One file of a whole log has other bytes."""
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        ours, theirs = verify_log(root), standalone.verify(root)
        assert ours.answer == theirs.verdict, (ours, theirs)
        assert (ours.answer == "no") is (data != before)
    finally:
        path.write_bytes(before)


def try_proof(chance: random.Random) -> None:
    """Proofs of any numbers and hashes are refused, and never anything else."""
    hashes = [chance.randbytes(chance.choice([0, 31, 32, 32, 32, 33])) for _ in range(chance.randint(0, 70))]
    size, index = chance.choice([0, 1, 7, 2**53, 2**70]), chance.choice([-1, 0, 1, 6, 2**52, 2**69])
    root = chance.randbytes(32)
    for check in (
        lambda: verify_inclusion(leaf=root, index=index, size=size, proof=hashes, root=chance.randbytes(32)),
        lambda: verify_consistency(
            old_size=index, new_size=size, old_root=root, new_root=chance.randbytes(32), proof=hashes
        ),
    ):
        try:
            check()
        except LedgerError:
            continue
        raise AssertionError("believed")


def main(root: Path, seed: int, tries: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a die, no secret
    parts = parts_of(root)
    pieces = [part.data for part in parts]
    files = sorted(path for path in root.rglob("*") if path.is_file())
    signal.signal(signal.SIGALRM, too_long)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    for number in range(tries):
        signal.setitimer(signal.ITIMER_REAL, SECONDS_A_TRY * 10 if number % WHOLE_EVERY == 0 else SECONDS_A_TRY)
        if number % WHOLE_EVERY == 0:
            path = chance.choice(files)
            try_log(root, path, mutated(chance, path.read_bytes(), pieces))
            try_proof(chance)
        part = chance.choice(parts)
        data = mutated(chance, part.data, pieces)
        try:
            try_part(part, data)
        except BaseException:
            print(part.name, repr(data[:2000]), file=sys.stderr)  # noqa: T201 - its answer
            raise
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(f"{tries} tries")  # noqa: T201 - its answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
