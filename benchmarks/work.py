"""What is measured: work and its peer, both as callables on the Niger 2024 case."""

import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.line import Line
from repli import commission, rules
from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.disturb import disturb
from repli.forecast.draws import draw
from repli.kernel import run_replications
from repli.kernel.timeline import _run as compiled_run
from repli.ledger.envelope import seal
from repli.ledger.event import EventFrame
from repli.ledger.keys import Signer, verify
from repli.ledger.store import FeedWriter
from repli.model import Bound
from repli.verification import standalone

__all__ = [
    "bare_append",
    "bare_signatures",
    "compiled_replications",
    "planning_and_checking",
    "standalone_and_package",
]


def planning_and_checking(case_folder: Path, _folder: Path) -> Iterator[Line]:
    """The plan of the Niger case, and the rule book's judgement of it."""
    case = commission.load_case(case_folder)
    operation = case.operation
    plan = commission.make_plan(operation, seed=1)
    yield Line(name="read and expand the folder", work=lambda: commission.load_case(case_folder))
    yield Line(
        name=f"plan, {len(plan.movements)} movements", work=lambda: commission.make_plan(operation, seed=1), runs=3
    )
    yield Line(name="rule book on that plan", work=lambda: rules.check_plan(operation, plan))
    bound = commission.make_plan(operation, seed=1, bounds=True).bound
    yield Line(name=f"its bounds re-proved, {_numbers(bound)} prices", work=lambda: rules.prove_bound(operation, bound))
    yield Line(
        name="its load sheets: two PDFs and the page", work=lambda: commission.load_pages(case, operation, plan), runs=3
    )


def _numbers(bound: Bound) -> int:
    """Return how many prices the certificates of a bound hold."""
    return sum(
        sum(len(one.kg) + len(one.seat) + len(one.position) for one in certificate.doors)
        + len(certificate.rows)
        + sum(len(one.prices) for one in certificate.floors)
        for certificate in bound.certificates
    )


def compiled_replications(case_folder: Path, _folder: Path) -> Iterator[Line]:
    """Replications of the Niger plan, against a hundred of the same code uncompiled, scaled."""
    operation = commission.load_case(case_folder).operation
    plan = commission.make_plan(operation, seed=1)
    stage, values = compile_plan(operation, plan).stage, values_of(operation, "base")
    disturbances = disturb(stage, draw(stage, 1, 1000), values)
    yield Line(
        name="1,000 replications of the timeline",
        work=lambda: run_replications(stage.timeline, disturbances),
        peer_name="drawing what goes wrong in them with numpy",
        peer=lambda: disturb(stage, draw(stage, 1, 1000), values),
    )
    if not compiled_run.signatures:
        raise RuntimeError("Expected the timeline to be compiled.")


def standalone_and_package(case_folder: Path, folder: Path) -> Iterator[Line]:
    """Verifying the Niger log: the package (OpenSSL) and the one-file verifier (plain Python)."""
    commission.replay(commission.load_case(case_folder), folder)
    log, keys = folder / "log", str(folder / "keys.txt")
    yield Line(
        name="verify the log, package",
        work=lambda: commission.verify(log, keys),
        peer_name="verify.py, plain Python, in process",
        peer=lambda: standalone.verify(log, keys),
        runs=3,
    )


def bare_signatures(_case: Path, _folder: Path) -> Iterator[Line]:
    """A strict signature check against OpenSSL's alone."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - the limit itself

    signer = Signer(party="a", role="count", seed=bytes(32))
    message = b"m" * 600
    signature = signer.sign(message)
    bare = Ed25519PublicKey.from_public_bytes(signer.public)
    yield Line(
        name="1,000 strict signature checks",
        work=lambda: [verify(signer.public, message, signature) for _ in range(1000)],
        peer_name="1,000 bare checks",
        peer=lambda: [bare.verify(signature, message) for _ in range(1000)],
    )


def bare_append(_case: Path, folder: Path) -> Iterator[Line]:
    """A durable append of 100 signed events in one commit, against the write and fsync alone."""
    runs = 20
    batches = iter(_signed_lines(100 * (2 * runs + 2)))
    bare = (folder / "bare").open("ab", buffering=0)

    def write_bare() -> None:
        bare.write(b"\n".join(next(batches)) + b"\n")
        os.fsync(bare.fileno())

    with FeedWriter.open(folder / "bench", "force") as writer, bare:
        yield Line(
            name="append 100 signed events, checked and durable",
            work=lambda: writer.append(next(batches)),
            peer_name="write and fsync alone",
            peer=write_bare,
            runs=runs,
        )


def _signed_lines(count: int) -> Iterator[list[bytes]]:
    """Yield batches of 100 signed lines; all are made before the first is asked for."""
    signer = Signer(party="force", role="count", seed=bytes(32))
    lines = [
        seal(
            EventFrame(
                at="2024-06-07T12:00:00Z",
                body={"items": 0, "movement": f"M{number}", "people": 1},
                feed="force",
                genesis="1" * 64,
                kind="count",
                seen={"host": 0},
            ).payload,
            [signer],
        ).line
        for number in range(count)
    ]
    yield from (lines[start : start + 100] for start in range(0, count, 100))
