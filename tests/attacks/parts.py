"""The parts of a log that somebody may change or make up: bytes, and what each of the two verifiers says of them.

A `Part` is the smallest thing with bytes of its own that a verifier reads: an entry line or a signed head. Its two
readers take any bytes and return the reason of the refusal, or None where they believe them; anything else that they
raise is a fault of theirs. A new kind of bundle becomes a part by giving its bytes and two readers.

>>> [part.name for part in parts_of(log)][:2]
['feed force line 1', 'feed force line 2']
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from repli import commission
from repli.errors import LedgerError, RefusedError
from repli.ledger.event import SECOND_FORMAT
from repli.progress.headkeys import head_keys
from repli.progress.merging import replay_cut
from repli.progress.reading import Charter, read_event, read_genesis, read_log
from repli.progress.state import State
from repli.verification import standalone
from repli.verification.files import verify_path
from repli.verification.folder import feed_lines, raw_log
from repli.verification.heads import check_seen, check_signatures, check_state, read_head_file

__all__ = ["Part", "bundles_of", "parts_of"]

Reader = Callable[[bytes], str | None]


@dataclass(frozen=True, kw_only=True)
class Part:
    """``data`` is believed by both readers."""

    name: str
    data: bytes
    ours: Reader
    theirs: Reader


def parts_of(root: Path) -> list[Part]:
    """Every entry line and every head of the log in ``root``."""
    lines = feed_lines(root)
    other = standalone.open_log(standalone.list_folder(root))
    for event in (event for held in other.feeds.values() for event in held):
        standalone.check_event(event, other.genesis, other.book)  # says who signed it, which the replay asks
    charter, _ = read_log(lines)
    entries = [
        _entry(feed, number, line, charter, other)
        for feed, held in sorted(lines.items())
        for number, line in enumerate(held, start=1)
    ]
    return [*entries, *_heads(root, charter, other)]


def bundles_of(root: Path) -> list[Part]:
    """The log in ``root`` as one file (L2), and its last publication with its proof (L1)."""
    file = root.parent / "changed"

    def ours(data: bytes) -> str | None:
        file.write_bytes(data)
        verdict = verify_path(file)
        return str(verdict.reason) if verdict.answer == "no" else None

    def theirs(data: bytes) -> str | None:
        file.write_bytes(data)
        verdict = standalone.verify(file)
        return verdict.reason or verdict.detail or "no" if verdict.verdict == "no" else None

    made = {"L1": commission.publication_proof(root), "L2": commission.bundle(root)}
    return [Part(name=name, data=data, ours=ours, theirs=theirs) for name, data in made.items()]


def _ours(read: Callable[[bytes], object]) -> Reader:
    def reader(data: bytes) -> str | None:
        try:
            read(data)
        except (LedgerError, RefusedError) as error:
            return str(error.message)
        return None

    return reader


def _theirs(read: Callable[[bytes], object]) -> Reader:
    def reader(data: bytes) -> str | None:
        try:
            with standalone.at("here"):
                read(data)
        except (standalone.RefusedError, standalone.MisuseError) as error:
            return str(error)
        return None

    return reader


def _entry(feed: str, number: int, line: bytes, charter: Charter, other: standalone.Log) -> Part:
    place = standalone.line_place(feed, number)
    is_genesis = place == other.genesis.place

    def ours(data: bytes) -> None:
        if is_genesis:
            read_genesis(data, place=place)
        else:
            read_event(data, charter, feed=feed, place=place)

    def theirs(data: bytes) -> None:
        event = standalone.read_event(data, feed, number)
        if not is_genesis:
            standalone.check_event(event, other.genesis, other.book)
            return
        standalone.need(event.kind == "genesis", "no genesis event")
        book = standalone.keys_of_genesis(event)
        roles = {party["id"]: party["role"] for party in event.body["parties"]}
        standalone.need(roles.get(feed) == "force", "not in the feed of the force")
        standalone.need(sorted(roles) == sorted(other.parties), "other parties than feeds")
        standalone.check_event(event, event, book)

    return Part(name=place, data=line, ours=_ours(ours), theirs=_theirs(theirs))


def _heads(root: Path, charter: Charter, other: standalone.Log) -> list[Part]:
    _, events = read_log(feed_lines(root))
    raw = raw_log(root, {}, devices=charter.devices)
    leaf_hashes = {feed: held.leaf_hashes for feed, held in raw.feeds.items()}
    whole = {tuple(other.sizes[party] for party in other.parties): standalone.replay(other, other.sizes)}

    def state_of(cut: Mapping[str, int]) -> State:
        return replay_cut(events, cut, raw.sidecars.get).state

    def part(path: str, owners: tuple[str, ...]) -> Part:
        def ours(data: bytes) -> None:
            file = read_head_file(
                path,
                data,
                origin=charter.genesis.origin,
                feeds=charter.feeds,
                owners=owners,
                is_second=charter.version == SECOND_FORMAT,
            )
            check_seen(file, leaf_hashes)
            check_state(file, charter.force, state_of)
            trusted = head_keys(charter.genesis, state_of(file.head.cut))
            check_signatures(file, trusted, joint=len(owners) > 1)

        def theirs(data: bytes) -> None:
            folder = standalone.Folder({path: data}, frozenset({path}), frozenset())
            log = replace(other, folder=folder)
            head = standalone.open_head(log, path, owners, len(owners))
            standalone.check_cut(log, head)
            standalone.check_head(log, head, standalone.state_at(log, head, whole))

        return Part(name=path, data=(root / path).read_bytes(), ours=_ours(ours), theirs=_theirs(theirs))

    own = [part(f"feeds/{feed}/checkpoint", (feed,)) for feed in charter.parties]
    return [part("checkpoint", charter.parties), *own]
