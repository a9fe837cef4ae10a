"""Do two copies of a log show two histories? Then the proof of it, for each feed where they do.

Two parties compare copies by hand or by folder; what one of them signed twice comes out as a file that a third can
judge (`repli.verification.contradiction`). Where lines differ but nobody signed both, nothing is proven, and that is
said too. The law is docs/reference/log-format.md, section 19.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from repli.errors import LedgerError, RefusedError, UsageError, phrase
from repli.ledger.envelope import parse_entry
from repli.ledger.event import parse_event
from repli.ledger.files import read_file
from repli.ledger.merkle import leaf_hash
from repli.ledger.note import parse_head
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.ledger.store import feeds_of, read_lines
from repli.progress.events import Keys
from repli.progress.reading import read_genesis
from repli.verification.contradiction import contradiction_of_heads, contradiction_of_lines

__all__ = ["Discord", "discords"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discord:
    """A feed that two copies show differently from ``line`` on (0: in heads only); ``proof`` is None without one."""

    feed: str
    line: int
    proof: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """What is looked at in one copy: lines by feed, and the bytes of every head."""

    lines: Mapping[str, tuple[bytes, ...]]
    heads: tuple[bytes, ...]


def discords(one: Path, two: Path) -> tuple[Discord, ...]:
    """Return where the copies ``one`` and ``two`` of a log contradict each other; raise UsageError for two logs."""
    copies = _read(one), _read(two)
    chains = [_chain(copy) for copy in copies]
    if chains[0][0] != chains[1][0]:
        raise UsageError(
            phrase("The two folders hold two logs: their first events differ."), phrase("Compare copies of one log.")
        )
    chain = max(chains, key=len)
    feeds = sorted(copies[0].lines.keys() | copies[1].lines.keys())
    found = (_discord(feed, copies, chain) for feed in feeds)
    return tuple(discord for discord in found if discord is not None)


def _discord(feed: str, copies: tuple[_Copy, _Copy], chain: Sequence[bytes]) -> Discord | None:
    lines = [copy.lines.get(feed, ()) for copy in copies]
    pairs = enumerate(zip(*lines, strict=False), start=1)
    line, other = next(((number, pair) for number, pair in pairs if pair[0] != pair[1]), (0, None))
    proofs: list[bytes] = []
    if other is not None:
        proofs += _tried(lambda: contradiction_of_lines(chain, feed, *other))
    for mine, theirs, held in _heads_of(feed, copies, lines):
        if not proofs:
            proofs += _tried(lambda: contradiction_of_heads(chain, feed, mine, theirs, held))  # noqa: B023 - called at once
    if other is None and not proofs:
        return None
    return Discord(feed=feed, line=line, proof=proofs[0] if proofs else None)


def _heads_of(
    feed: str, copies: tuple[_Copy, _Copy], lines: list[tuple[bytes, ...]]
) -> Iterator[tuple[bytes, bytes, list[bytes]]]:
    """Give pairs of heads of ``feed``, one of each copy, with the leaf hashes below the larger one."""
    owned = [[data for data in copy.heads if parse_head(data).head.feed == feed] for copy in copies]
    for mine in owned[0]:
        for theirs in owned[1]:
            is_larger = parse_head(mine).head.size > parse_head(theirs).head.size
            yield mine, theirs, [leaf_hash(line) for line in lines[0 if is_larger else 1]]


def _tried(make: Callable[[], bytes]) -> list[bytes]:
    try:
        return [make()]
    except (LedgerError, UsageError):
        return []


def _read(root: Path) -> _Copy:
    if not (root / "feeds").is_dir():
        raise UsageError(phrase("This folder holds no log."), phrase("Name the folder of a log."))
    feeds = feeds_of(root)
    paths = [root / "checkpoint", *(root / "feeds" / feed / "checkpoint" for feed in feeds)]
    heads = tuple(read_file(path, max_bytes=MAX_NOTE_BYTES) for path in paths if path.is_file())
    return _Copy(lines={feed: read_lines(root, feed) for feed in feeds}, heads=heads)


def _chain(copy: _Copy) -> list[bytes]:
    """Return the genesis line, then the changes of keys by their version."""
    first = [line for held in copy.lines.values() for line in held[:1] if _kind(line) == "genesis"]
    if len(first) != 1:
        raise UsageError(phrase("This folder holds no log."), phrase("Name the folder of a log."))
    parties = read_genesis(first[0], place="genesis")[0].parties
    changes = [line for feed in parties for line in copy.lines.get(feed, ()) if _kind(line) == Keys.kind]
    return first + sorted(changes, key=lambda line: Keys.read(parse_event(parse_entry(line).payload).body).version)


def _kind(line: bytes) -> str:
    try:
        return parse_event(parse_entry(line).payload).kind
    except (LedgerError, RefusedError):
        return ""
