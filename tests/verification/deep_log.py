"""Feeds of format 2 to 4 in memory: signed, ordered, hashed into tiles and heads, from docs/reference/log-format.md.

`deep_world` tells stories with it. What a test says is signed as it says it; nothing here judges.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypedDict

from tests.verification.deep_spec import Fold, Said
from tests.verification.log_builder import FORCE, HOST, ORIGIN
from tests.verification.log_spec import (
    Body,
    b64,
    canonical,
    cosignature,
    envelope,
    fingerprint,
    note_signature,
    path_of,
    public_key,
    sha,
    tile_files,
    tree,
)

RAMP, TABLET = "demo-ramp", "demo-tablet"  # devices of the host and of the force
MISSION = "demo-mission"  # a witness, in format 4
OWNER = {FORCE: FORCE, HOST: HOST, RAMP: HOST, TABLET: FORCE, "demo-drone": HOST, MISSION: MISSION}
PARTIES = (FORCE, HOST)
Lines = list[str]


class How(TypedDict, total=False):
    """How an event is written, besides its body."""

    at: str
    seen: dict[str, int]
    void: bool
    settles: tuple[str, ...]
    blind: bool
    edit: Callable[[Body], object]


def key_row(name: str, party: str | None = None) -> Body:
    """Return a key as a `keys` event adds it; ``name`` is FEED/ROLE, with anything behind to tell keys apart."""
    feed, role = name.split("/")
    role = role.rstrip("0123456789")
    return {
        "feed": feed,
        "key": b64(public_key(name)),
        "keyid": fingerprint(name)[:16],
        "party": party or OWNER.get(feed, feed),
        "role": role,
    }


class Feeds:
    """The feeds of two parties and a device of each, and of witnesses."""

    v = 2
    fold_type: type[Fold] = Fold
    witnesses: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.feeds: dict[str, list[Said]] = {feed: [] for feed in (FORCE, HOST, RAMP, TABLET, *self.witnesses)}
        self.lines: dict[str, list[bytes]] = {feed: [] for feed in self.feeds}
        self.sidecars: dict[str, bytes] = {}
        self.keys = {f"{feed}/{role}" for feed in PARTIES for role in ("represent", "count", "clear")}
        self.keys |= {f"{RAMP}/count", f"{TABLET}/count", *(f"{witness}/observe" for witness in self.witnesses)}
        self.now = datetime(2024, 6, 1, tzinfo=UTC)
        self.cuts: dict[str, dict[str, int]] = {}  # path of a head -> its cut, if it is not all there is
        self.heads: dict[str, Callable[[Lines], object]] = {}  # path -> change of the text before it is signed
        self.signers: dict[str, list[str]] = {}  # path -> keys that sign the head
        self.device_heads: set[str] = {RAMP}

    def add(
        self,
        feed: str,
        kind: str,
        body: Body,
        by: list[str] | None = None,
        *,
        at: str | None = None,
        seen: dict[str, int] | None = None,
        void: bool = False,
        settles: tuple[str, ...] = (),
        blind: bool = True,
        edit: Callable[[Body], object] = lambda _payload: None,
    ) -> str:
        """Append an event and return its hash; ``by`` are names of keys, ``seen`` is all there is but for 0s given."""
        self.now += timedelta(hours=1)
        counts = {one: len(events) for one, events in self.feeds.items()} | (seen or {})
        payload = {
            "at": at or self.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "body": body,
            "feed": feed,
            "genesis": self.feeds[FORCE][0].hash if self.feeds[FORCE] else "0" * 64,
            "kind": kind,
            "seen": {one: n for one, n in counts.items() if n},
            "v": self.v,
        }
        edit(payload)
        by = by or [f"{party}/represent" for party in PARTIES]
        added = {row["keyid"] for row in body.get("add", [])} if kind == "keys" else set()
        parties = {OWNER.get(key.split("/")[0], "?") for key in by if fingerprint(key)[:16] not in added}
        data = canonical(without_key_ids(payload) if kind == "keys" else payload)
        self.lines[feed].append(canonical(envelope(data, by)))
        said = Said(feed, payload, sha(data).hex(), tuple(sorted(parties)), void, settles, blind)
        self.feeds[feed].append(said)
        return said.hash

    def sidecar(self, data: bytes) -> str:
        self.sidecars[sha(data).hex()] = data
        return sha(data).hex()

    def said(self) -> list[Said]:
        return [said for events in self.feeds.values() for said in events]

    def sizes(self) -> dict[str, int]:
        return {feed: len(events) for feed, events in self.feeds.items()}

    def order(self, cut: dict[str, int]) -> list[Said]:
        """Return section 13's order; what can never be taken is taken anyway, for a verifier to refuse."""
        taken: list[Said] = []

        def done(feed: str) -> int:
            return sum(said.feed == feed for said in taken)

        def smallest(feeds: list[str], upto: dict[str, int]) -> Said | None:
            nexts = [self.feeds[feed][done(feed)] for feed in feeds if done(feed) < upto.get(feed, 0)]
            among = [*PARTIES] if feeds == [*PARTIES] else [*self.feeds]
            ready = [one for one in nexts if all(done(feed) >= one.payload["seen"].get(feed, 0) for feed in among)]
            return min(ready or nexts, key=lambda one: (one.payload["at"], one.feed), default=None)

        while party_line := smallest([*PARTIES], cut):
            devices = {feed: n for feed, n in party_line.payload["seen"].items() if feed not in PARTIES}
            devices = {feed: min(n, len(self.feeds.get(feed, ()))) for feed, n in devices.items()}
            while device_line := smallest(sorted(devices), devices):
                taken.append(device_line)
            taken.append(party_line)
        return taken

    def fold(self, cut: dict[str, int] | None = None) -> Fold:
        return self.fold_type(self.order(cut or self.sizes()), self.first_keys())

    def digest(self, cut: dict[str, int]) -> str:
        return sha(canonical(self.fold(cut).state())).hex()

    def first_keys(self) -> dict[str, Body]:
        rows = [key_row(name) for name in self.keys]
        return {row["keyid"]: {key: row[key] for key in ("feed", "keyid", "party", "role")} for row in rows}

    def fold_before(self) -> Fold:
        """Return the fold just before the next line of the force: it takes in the device lines that are there."""
        last = Said(FORCE, {"at": "9999-12-31T23:59:59Z", "kind": "", "seen": self.sizes()}, "", PARTIES)
        self.feeds[FORCE].append(last)
        events = self.order(self.sizes())[:-1]
        self.feeds[FORCE].pop()
        return self.fold_type(events, self.first_keys())

    # Files ----------------------------------------------------------------------------------------------------------

    def files(self) -> dict[str, bytes]:
        files = {f"sidecar/{name}": data for name, data in self.sidecars.items()}
        for feed, lines in self.lines.items():
            for n in range(0, len(lines), 256):
                data = b"".join(line + b"\n" for line in lines[n : n + 256])
                files[f"feeds/{feed}/entries/{path_of(n // 256)}.jsonl"] = data
            for path, data in tile_files(self.leaves(feed)).items():
                files[f"feeds/{feed}/tile/{path}"] = data
            if feed in PARTIES or (lines and feed in self.device_heads):
                files[f"feeds/{feed}/checkpoint"] = self.head(f"feeds/{feed}/checkpoint", feed)
        files["checkpoint"] = self.head("checkpoint", FORCE, cosigner=HOST)
        return files

    def leaves(self, feed: str) -> list[bytes]:
        return [sha(b"\x00" + line) for line in self.lines[feed]]

    def head(self, path: str, owner: str, *, cosigner: str = "", at: str = "2024-06-08T08:00:00Z") -> bytes:
        cut = self.sizes() | self.cuts.get(path, {})
        roots = {feed: b64(tree(self.leaves(feed)[:size])) for feed, size in cut.items()}
        text_lines = [
            f"{ORIGIN}/{owner}",
            str(cut[owner]),
            roots[owner],
            f"at {at}",
            f"state {self.digest(cut)}",
            *(f"seen {feed} {cut[feed]} {roots[feed]}" for feed in sorted(cut) if feed != owner and cut[feed]),
        ]
        self.heads.get(path, lambda _lines: None)(text_lines)
        text = "".join(line + "\n" for line in text_lines).encode()
        role = "represent" if owner in PARTIES else "observe" if owner in self.witnesses else "count"
        keys = self.signers.get(path, [f"{owner}/{role}", f"{cosigner}/represent"])
        signatures = [note_signature(owner, text, keys[0], role)]
        signatures += [cosignature(cosigner, text, key=keys[1])] if cosigner else []
        return text + b"\n" + b"".join(line.encode() + b"\n" for line in signatures)


def without_key_ids(payload: Body) -> Body:
    """Return a `keys` event as it is written: its rows are sorted by key id, which does not stand in them."""
    body = dict(payload["body"])
    body["add"] = [{name: value for name, value in row.items() if name != "keyid"} for row in body["add"]]
    return payload | {"body": body}
