"""A log taken apart, to be put together again by somebody who holds keys and lies.

`Forge` reads the log of `tests.cast`, lets a test change what it wants, and writes it back with everything that
follows from the change made right again: hashes that events name, figures, state digests, signatures, tiles, heads. So
what a test changed is the only thing wrong, and only the defence against it can refuse the log.

>>> forge = Forge(log)
>>> forge.entry("force", 10).body["figures"][3]["value"] += 1
>>> forge.write(pin={"figures"})
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import Any

from repli.ledger.canonical import canonical_bytes
from repli.ledger.envelope import parse_entry, seal
from repli.ledger.event import EventFrame, parse_event
from repli.ledger.keys import Signer
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import Head, Seen, SignedHead, cosign_head, parse_head, sign_head
from repli.ledger.order import merge
from repli.ledger.shapes import second_of_time
from repli.ledger.tiles import entry_files, tile_files
from repli.progress import Event, Replay, figures, state_digest
from repli.progress.events import read_body
from repli.progress.figures import figure_value
from tests.cast import FORCE, HOST, officers

__all__ = ["Entry", "Forge"]


class Lenient(Replay):
    """A replay without rules: what a liar computes."""

    def check(self, event: Event) -> None:
        """Let everything pass."""


@dataclass
class Entry:
    """One event: its payload as a dict, who signs it, and what it was called before the forgery."""

    frame: dict[str, Any]
    signers: list[Signer]
    old_hash: str = ""
    order: float = 0.0
    payload: bytes | None = None  # signed instead of the frame
    line: bytes | None = None  # written instead of the envelope
    hash: str = field(default="", init=False)

    @property
    def body(self) -> dict[str, Any]:
        """The body, to be changed."""
        body: dict[str, Any] = self.frame["body"]
        return body


class Forge:
    """The log in ``root``, whose keys are those of ``play``."""

    def __init__(self, root: Path, play: str = "cast") -> None:
        self.root = root
        self.keys = {party: officers(party, play) for party in (FORCE, HOST)}
        known = {signer.keyid: signer for roles in self.keys.values() for signer in roles.values()}
        self.feeds = {feed: [_entry(line, known) for line in _lines(root, feed)] for feed in (FORCE, HOST)}
        frames = {feed: [EventFrame(**entry.frame) for entry in entries] for feed, entries in self.feeds.items()}
        for number, position in enumerate(merge(frames)):
            self.feeds[position.feed][position.index].order = number
        self.head: Head = parse_head((root / "checkpoint").read_bytes()).head

    def entry(self, feed: str, line: int) -> Entry:
        """The entry at ``line``, counted from 1."""
        return self.feeds[feed][line - 1]

    def add(self, feed: str, kind: str, body: dict[str, Any], signers: Iterable[Signer], **changes: Any) -> Entry:  # noqa: ANN401 - as many types as keys
        """Append an event that has seen everything."""
        last = max(entry.order for entries in self.feeds.values() for entry in entries)
        frame = {
            "at": "2030-01-07T16:30:00Z",
            "body": body,
            "feed": feed,
            "genesis": self.entry(FORCE, 1).old_hash,
            "kind": kind,
            "seen": {other: len(entries) for other, entries in self.feeds.items() if other != feed},
            "v": 1,
        }
        entry = Entry(frame=frame | changes, signers=list(signers), order=last + 1)
        self.feeds[feed].append(entry)
        return entry

    def write(
        self,
        *,
        pin: Collection[str] = (),
        own: Collection[str] = (FORCE, HOST),
        joint: bool = True,
        head_changes: dict[str, Any] | None = None,
    ) -> None:
        """Put the log together again. ``pin`` names keys of publish bodies that stay as they are.

        Heads are signed anew for the feeds in ``own``, and the checkpoint if ``joint``; the rest stays on disk.
        """
        state = self._seal(pin)
        for feed in self.feeds:
            self._write_feed(feed)
        for feed in own:
            head = self._head(feed, state, head_changes or {})
            (self.root / "feeds" / feed / "checkpoint").write_bytes(head.data)
        if joint:
            self.write_joint(self._head(self.head.feed, state, head_changes or {}))

    def write_joint(self, signed: SignedHead) -> None:
        """Let the other party cosign ``signed`` and put it down as the joint checkpoint."""
        other = HOST if signed.head.feed == FORCE else FORCE
        cosigned = cosign_head(signed, self.keys[other]["represent"], second=second_of_time(signed.head.at))
        (self.root / "checkpoint").write_bytes(cosigned.data)

    def head_now(self, feed: str) -> SignedHead:
        """The head of ``feed`` over the entries here, which must be unchanged but for dropped ones at the end."""
        state = self._seal(())
        return self._head(feed, state, {})

    def hashes(self, feed: str) -> list[bytes]:
        """The leaf hashes of what `write` wrote; empty before it."""
        return [leaf_hash(line) for line in self._lines_of(feed)]

    def _seal(self, pin: Collection[str]) -> str:
        """Give every entry its new hash, in order; return the digest of the state that follows."""
        renamed: dict[str, str] = {}
        replay = Lenient(lambda _: b"")
        entries = sorted((entry for entries in self.feeds.values() for entry in entries), key=lambda one: one.order)
        for entry in entries:
            self._follow(entry, renamed, replay, pin)
            payload = canonical_bytes(entry.frame) if entry.payload is None else entry.payload
            envelope = seal(payload, entry.signers)
            entry.hash = envelope.event_hash
            entry.line = envelope.line if entry.line is None else entry.line
            renamed[entry.old_hash] = entry.hash
            self._apply(replay, entry)
        return state_digest(replay.state)

    def _follow(self, entry: Entry, renamed: dict[str, str], replay: Replay, pin: Collection[str]) -> None:
        """Make right what follows from changes of earlier events."""
        frame, body = entry.frame, entry.frame["body"]
        frame["genesis"] = renamed.get(frame["genesis"], frame["genesis"])
        if frame["kind"] == "minutes":
            body["accepts"] = sorted(renamed.get(one, one) for one in body["accepts"])
        if frame["kind"] == "publish":
            if "state" not in pin:
                body["state"] = state_digest(replay.state)
            if "figures" not in pin:
                body["figures"] = [dict(figure_value(figure)) for figure in figures(replay.state)]

    def _apply(self, replay: Replay, entry: Entry) -> None:
        frame = EventFrame(**entry.frame)
        replay.apply(
            Event(
                place="",
                event_hash=entry.hash,
                frame=frame,
                parties=frozenset(signer.party for signer in entry.signers),
                body=read_body(frame.kind, frame.body),
            )
        )

    def _lines_of(self, feed: str) -> list[bytes]:
        return [entry.line for entry in self.feeds[feed] if entry.line is not None]

    def _write_feed(self, feed: str) -> None:
        folder = self.root / "feeds" / feed
        for name in ("entries", "tile"):
            rmtree(folder / name, ignore_errors=True)
        for name, data in {**entry_files(self._lines_of(feed)), **tile_files(self.hashes(feed))}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)

    def _head(self, feed: str, state: str, changes: dict[str, Any]) -> SignedHead:
        values: dict[str, Any] = {
            "origin": self.entry(FORCE, 1).body["origin"],
            "feed": feed,
            "size": len(self.feeds[feed]),
            "root": root_of_hashes(self.hashes(feed)),
            "at": self.head.at,
            "state": state,
            "seen": tuple(
                Seen(feed=other, size=len(self.feeds[other]), root=root_of_hashes(self.hashes(other)))
                for other in sorted(self.feeds)
                if other != feed
            ),
        }
        return sign_head(Head(**values | changes), self.keys[feed]["represent"])


def _lines(root: Path, feed: str) -> list[bytes]:
    return (root / "feeds" / feed / "entries" / "000.jsonl").read_bytes().splitlines()


def _entry(line: bytes, known: dict[str, Signer]) -> Entry:
    envelope = parse_entry(line)
    frame = parse_event(envelope.payload)
    values: dict[str, Any] = {
        name: getattr(frame, name) for name in ("at", "body", "feed", "genesis", "kind", "seen", "v")
    }
    return Entry(frame=values, signers=[known[keyid] for keyid in envelope.keyids], old_hash=envelope.event_hash)
