"""Write docs/reference/log-cases.jsonl: files about a log and the verdict on each, for who writes another verifier.

    python -m tests.verification.cases

A line holds a name, the bytes of an L1, an L2 or a contradiction, and what verify.py says of them without keys. The
logs are those of verify.py's own tests, a choice of every family, and some of format 4 that the package's recorders
have written.
"""

import base64
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from repli.verification.standalone import verify
from tests.verification import test_both, test_both_day
from tests.verification.deep_files import archive_of, bundle_of
from tests.verification.fourth_cases import FOURTH

CASES = Path(__file__).parents[2] / "docs/reference/log-cases.jsonl"
TOLD = (
    "exit",
    "place",
    "grades",
    "pending",
    "void",
    "disclosed",
    "undisclosed",
    "faults",
    "published",
    "published_state",
    "accused",
    "feed",
    "entries",
    "attests",
    "sites",
)
EVERY = {"void": 4, "grades": 4, "proven": 3, "L1": 1, "L2": 1, "joint": 7, "seen": 5, "keys": 6}
EVERY |= {"proof": 5, "bundle": 7, "contradiction": 9}
EVERY |= {"seals": 5, "third": 6, "list of one": 11, "list of both": 8, "gone": 19}
EVERY |= {"lie": 20, "day": 12}  # of format 4


def chosen() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Of each family every n-th case: whole logs as L2, other files as they are."""
    counted: dict[str, int] = {}
    logs = test_both.CORPUS | test_both_day.CORPUS
    whole = {name: lambda make=make: bundle_of(archive_of(make())) for name, make in logs.items()}
    for name, make in (whole | test_both.FILES).items():
        family = name.split(":")[0]
        counted[family] = counted.get(family, -1) + 1
        if family in EVERY and counted[family] % EVERY[family] == 0:
            yield name, make


def said_of(path: Path) -> dict[str, object]:
    """Return what verify.py says of a file and the law fixes; a reason only where it is a name."""
    verdict = verify(path)
    said = {key: getattr(verdict, key) for key in TOLD if getattr(verdict, key)}
    return said | ({"reason": verdict.reason} if verdict.detail else {})


def case_of(name: str, data: bytes, folder: Path) -> str:
    path = folder / "file"
    path.write_bytes(data)
    value = {"name": name, "file": base64.b64encode(data).decode(), **said_of(path)}
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        lines = [case_of(name, make(), Path(folder)) for name, make in (*chosen(), *FOURTH.items())]
    CASES.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
