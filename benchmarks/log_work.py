"""The joint log against its raw limits, in one run: one fsync, bare signature checks, bare hashing, bare JSON.

A rate on a shared machine says little; the ratio to what the same machine does without the log in the same minute says
more. Targets (rates on a quiet core, from the design): 2,500 durable two-signature entries a second in batches, the
fsync floor for one entry alone, 1,000,000 events replayed in 6 minutes, an L1 of 1.5 KB in 5 ms, an L2 of 946 people of
80 KB in 50 ms.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from benchmarks.line import Line
from benchmarks.long_log import LongLog, long_log, two_signature_lines
from repli import commission
from repli.ledger.canonical import parse_canonical
from repli.ledger.ed25519 import public_key_of, sign
from repli.ledger.envelope import parse_entry
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.store import FeedWriter
from repli.progress.merging import merged
from repli.progress.reading import read_event, read_genesis, read_log
from repli.progress.replay import fold
from repli.verification.files import verify_path
from repli.verification.publication import verify_publication

__all__ = ["bundles", "durable_ingest", "hashing_and_parsing", "long_replay"]

INGESTED, BATCH = 4_000, 200
COMMITS = 50


def durable_ingest(case_folder: Path, folder: Path) -> Iterator[Line]:
    """Entries that both parties signed: every check of a line, then on disk; and one entry alone against one fsync."""
    log, lines = two_signature_lines(INGESTED, case_folder)
    place = "feed force line 1"
    charter, _ = read_genesis(next(held[0] for held in log.lines.values() if held), place=place)
    feed = charter.force
    folders = (folder / f"ingest{number}" for number in count())

    def ingest() -> None:
        with FeedWriter.open(next(folders), feed) as writer:
            writer.append(log.lines[feed])
            for start in range(0, len(lines), BATCH):
                batch = lines[start : start + BATCH]
                for line in batch:
                    read_event(line, charter, feed=feed, place=place)
                writer.append(batch)

    yield Line(
        name="durable two-signature ingest, batches of 200",
        work=ingest,
        per=INGESTED,
        peer_name="two bare signature checks each",
        peer=_bare_checks(2 * INGESTED),
        runs=3,
    )
    singles = iter(lines)
    with FeedWriter.open(folder / "alone", feed) as writer, (folder / "bare fsync").open("ab", buffering=0) as bare:

        def one_by_one() -> None:
            for _ in range(COMMITS):
                writer.append([next(singles)])

        def floor() -> None:
            for _ in range(COMMITS):
                bare.write(lines[0])
                os.fsync(bare.fileno())

        yield Line(
            name="durable append of one entry alone",
            work=one_by_one,
            per=COMMITS,
            peer_name="one write and fsync",
            peer=floor,
        )


def hashing_and_parsing(case_folder: Path, _folder: Path) -> Iterator[Line]:
    """The tree of 100,000 leaves against bare SHA-256, and canonical JSON against bare `json`."""
    leaves = [leaf_hash(number.to_bytes(4, "big")) for number in range(100_000)]
    node = b"\x01" + leaves[0] + leaves[1]
    yield Line(
        name="tree head over 100,000 leaves",
        work=lambda: root_of_hashes(leaves),
        per=len(leaves),
        peer_name="as many bare SHA-256",
        peer=lambda: [hashlib.sha256(node).digest() for _ in leaves],
        runs=3,
    )
    payloads = [parse_entry(line).payload for line in two_signature_lines(1_000, case_folder)[1]]
    yield Line(
        name="canonical JSON read and proven canonical",
        work=lambda: [parse_canonical(data) for data in payloads],
        per=len(payloads),
        peer_name="json.loads and sorted json.dumps",
        peer=lambda: [json.dumps(json.loads(data), sort_keys=True, separators=(",", ":")) for data in payloads],
    )


def long_replay(case_folder: Path, _folder: Path) -> Iterator[Line]:
    """Lines to state, nothing believed: 20,000 and 100,000 events; equal rates mean that the cost grows linearly."""
    for events, runs in ((20_000, 2), (100_000, 1)):
        log = long_log(events, case_folder)
        yield Line(
            name=f"replay of {events:,} events from their lines",
            work=_replay_of(log),
            per=events,
            peer_name="one bare signature check each",
            peer=_bare_checks(events),
            runs=runs,
            warm_up=False,
            scaled_to=1_000_000,
        )


def bundles(case_folder: Path, folder: Path) -> Iterator[Line]:
    """One publication with its proof (L1), and the whole log of 946 people in one file (L2)."""
    commission.replay(commission.load_case(case_folder), folder / "bundles")
    log, file = folder / "bundles/log", folder / "niger.repli-log"
    proof = commission.publication_proof(log)
    yield Line(
        name=f"verify an L1 of {len(proof):,} bytes",
        work=lambda: verify_publication(proof),
        peer_name="four bare signature checks",
        peer=_bare_checks(4),
        runs=20,
    )
    file.write_bytes(commission.bundle(log))
    signatures = sum(line.count(b'"sig":') for path in log.glob("feeds/*/entries/*") for line in [path.read_bytes()])
    yield Line(
        name=f"verify an L2 of {file.stat().st_size:,} bytes",
        work=lambda: verify_path(file),
        peer_name=f"its {signatures + 4} bare signature checks",
        peer=_bare_checks(signatures + 4),
        runs=10,
    )


def _replay_of(log: LongLog) -> Callable[[], object]:
    def replay() -> None:
        _, events = read_log(log.lines)
        fold(merged(events), log.sidecars.get)

    return replay


def _bare_checks(times: int) -> Callable[[], object]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - the limit itself

    seed, message = bytes(32), b"m" * 400
    key, signature = Ed25519PublicKey.from_public_bytes(public_key_of(seed)), sign(seed, message)

    def check() -> None:
        for _ in range(times):
            key.verify(signature, message)

    return check
