"""How an attack on a log is written down: the files it leaves, the place a verifier must name, and the reason.

"lie" = people who hold the keys sign something wrong, all else fits; "damage" = somebody changes files.
The control stands in test_standalone.py: without the attack the same files pass.
"""

import re
from collections.abc import Callable
from pathlib import Path

from repli.verification.standalone import verify
from tests.verification.log_builder import FORCE, HOST, World, save
from tests.verification.log_spec import cosignature, note_signature

Files = dict[str, bytes]
Attack = tuple[Callable[[], Files], str, str]
FORCE_LINES, HOST_LINES = f"feeds/{FORCE}/entries/000.jsonl", f"feeds/{HOST}/entries/000.jsonl"
FORCE_HEAD, HOST_HEAD = f"feeds/{FORCE}/checkpoint", f"feeds/{HOST}/checkpoint"
REP, REP_HOST, COUNT, COUNT_HOST = f"{FORCE}/represent", f"{HOST}/represent", f"{FORCE}/count", f"{HOST}/count"


def lie(place: str, reason: str, **hooks: object) -> Attack:
    return lambda: World(**hooks).files(), place, reason  # type: ignore[arg-type] # the hooks of World, by name


def edit(step: str, place: str, reason: str, **body: object) -> Attack:
    return lie(place, reason, edits={step: lambda event: event["body"].update(body)})


def then(step: str, place: str, reason: str, more: Callable[[World], object]) -> Attack:
    return lie(place, reason, after={step: more})


def head(path: str, place: str, reason: str, number: int, text: str) -> Attack:
    return lie(place, reason, heads={path: lambda lines: lines.__setitem__(number - 1, text)})


def damage(place: str, reason: str, change: Callable[[Files], object]) -> Attack:
    def files() -> Files:
        changed = World().files()
        change(changed)
        return changed

    return files, place, reason


def swap(files: Files, name: str, old: bytes, new: bytes) -> None:
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)


def at(feed: str, line: int) -> str:
    return f"feed {feed} line {line}"


def keep(name: str, *parts: int | Callable[[Files], bytes]) -> Callable[[Files], object]:
    """Rebuild a file from its lines, counted from 1, and from new bytes."""

    def change(files: Files) -> None:
        old = files[name].splitlines(keepends=True)
        files[name] = b"".join(old[part - 1] if isinstance(part, int) else part(files) for part in parts)

    return change


def put(name: str, data: bytes) -> Callable[[Files], object]:
    return lambda files: files.update({name: data})


def text_of(files: Files) -> bytes:
    return b"".join(files["checkpoint"].splitlines(keepends=True)[:6])


def signed(party: str, key: str | None = None) -> Callable[[Files], bytes]:
    return lambda files: note_signature(party, text_of(files), key).encode() + b"\n"


def cosigned(party: str, more: bytes = b"", seconds: int = 1717833600) -> Callable[[Files], bytes]:
    return lambda files: cosignature(party, text_of(files) + more, seconds).encode() + b"\n"


def assert_refused(attack: Attack, folder: Path) -> None:
    make, place, reason = attack
    verdict = verify(save(make(), folder / "log"))
    assert (verdict.verdict, verdict.exit, verdict.place) == ("no", 1, place)
    assert re.search(reason, verdict.reason), verdict.reason
