"""A process that gives made-up bytes to both verifiers, in little memory and little time; it says how it went.

    python -m tests.attacks.fuzz_me LOG SEED TRIES

Every try is a changed entry line, head or bundle, an event changed and signed again, a proof, or a log with one changed
file. A verifier that raises something of its own, takes longer than two seconds for one try, or disagrees with the
other ends the process with the bytes.
"""

import hashlib
import json
import random
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from repli.errors import LedgerError
from repli.ledger.base64text import encode64
from repli.ledger.bundle import BUNDLE
from repli.ledger.canonical import canonical_bytes
from repli.ledger.envelope import PAYLOAD_TYPE, pae, parse_entry
from repli.ledger.event import parse_event
from repli.ledger.flate import pack, unpack
from repli.ledger.merkle import verify_consistency, verify_inclusion
from repli.verification import standalone, verify_log
from tests.attacks.mutate import mutated, mutated_value
from tests.attacks.parts import Part, bundles_of, parts_of
from tests.cast import FORCE, HOST, officers

MEMORY_BYTES = 2**20 * 700  # of addresses; Python with its libraries takes 300
SECONDS_A_TRY = 2.0
WHOLE_EVERY = 25
RESIGNED = 0.6
UNFORESEEN = "cannot be checked ("
FORESEEN = ("UnicodeDecodeError", "UnicodeEncodeError")


def too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def try_part(part: Part, data: bytes) -> None:
    """Both verifiers refuse with a reason, or both believe.

    A publication on its own is judged by one of them alone: the other compares its figures and texts in the replay.
    """
    ours, theirs = part.ours(data), part.theirs(data)
    assert (ours is None) is (theirs is None) or is_publish(data), (ours, theirs)
    assert theirs is None or UNFORESEEN not in theirs or any(kind in theirs for kind in FORESEEN), theirs


def is_publish(data: bytes) -> bool:
    return bool(parse_event(parse_entry(data).payload).kind == "publish")


def signed_again(chance: random.Random, line: bytes) -> bytes:
    """Change something in an event and sign it with the same keys: what people who hold keys can make up."""
    signers = {one.keyid: one for party in (FORCE, HOST) for one in officers(party).values()}
    envelope = parse_entry(line)
    value = mutated_value(chance, json.loads(envelope.payload))
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    payload = text.encode("utf-8", "surrogatepass")
    message = pae(payload)
    signatures = [{"keyid": one, "sig": encode64(signers[one].sign(message))} for one in envelope.keyids]
    return canonical_bytes({"payload": encode64(payload), "payloadType": PAYLOAD_TYPE, "signatures": signatures})


def packed_again(chance: random.Random, data: bytes, pieces: Sequence[bytes]) -> bytes:
    """Change what is inside a packed log, and pack it as it should be."""
    stream = pack(mutated(chance, unpack(data[data.index(b"\n") + 1 :], max_bytes=2**24), pieces))
    return BUNDLE + hashlib.sha256(stream).hexdigest().encode() + b"\n" + stream


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
    bundles = bundles_of(root)
    parts = parts_of(root) + bundles
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
            try_part(bundles[1], packed_again(chance, bundles[1].data, pieces))
        part = chance.choice(parts)
        is_entry = "line" in part.name and chance.random() < RESIGNED
        data = signed_again(chance, part.data) if is_entry else mutated(chance, part.data, pieces)
        try:
            try_part(part, data)
        except BaseException:
            print(part.name, repr(data[:2000]), file=sys.stderr)  # noqa: T201 - its answer
            raise
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(f"{tries} tries")  # noqa: T201 - its answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
