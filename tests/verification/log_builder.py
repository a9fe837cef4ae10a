"""A log in memory, written from docs/reference/log-format.md, so that an attack on a verifier is one line.

``World().files()`` is a valid tiny log: path -> bytes. Hooks make the lies of people who hold the keys,
because everything after them (signatures, tiles, roots, states, figures, heads) is computed again:

    World(edits={"depart1": lambda event: event["body"].update(kg=9999)})        a payload, before it is signed
    World(signers={"publish": ["demo-force/represent"]})                         who signs it
    World(raw={"count1": lambda data: data + b" "})                              its bytes, before they are signed
    World(heads={"checkpoint": lambda lines: lines.pop()})                       the text of a head, before it is signed
    World(after={"depart2": lambda world: world.depart("NIG-001", people=[9])})  further events

Change the dictionary of files for what people do who hold no key.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.verification.log_spec import (
    Body,
    b64,
    canonical,
    cells,
    cosignature,
    envelope,
    figures_of,
    note_signature,
    path_of,
    public_key,
    sha,
    state_of,
    tile_files,
    tree,
)

FORCE, HOST = "demo-force", "demo-host"
ORIGIN = "repli.example/demo-2024"
ROLES = ("represent", "count", "clear")
TEXTS = {"en": "4 of 10 departed.\n", "fr": "4 désengagés sur 10.\n"}
Hook = Callable[[Body], object]


class World:
    """Two parties, two feeds, and the steps of a tiny withdrawal of 10 people and 4 items."""

    def __init__(
        self,
        *,
        edits: dict[str, Hook] | None = None,
        signers: dict[str, list[str]] | None = None,
        after: dict[str, Callable[["World"], object]] | None = None,
        raw: dict[str, Callable[[bytes], bytes]] | None = None,
        heads: dict[str, Callable[[list[str]], object]] | None = None,
        joint: dict[str, int] | None = None,
        skip: tuple[str, ...] = (),
    ) -> None:
        self.edits, self.signers, self.after = edits or {}, signers or {}, after or {}
        self.raw, self.heads = raw or {}, heads or {}
        self.lines: dict[str, list[bytes]] = {FORCE: [], HOST: []}
        self.events: dict[str, list[Body]] = {FORCE: [], HOST: []}
        self.sidecars: dict[str, bytes] = {}
        self.both: set[str] = set()  # hashes of the events that two keys signed
        self.clock = 0
        for step in (self.step_genesis, *self.steps()):
            name = step.__name__.removeprefix("step_")
            if name not in skip:
                step()
                self.after.get(name, lambda _world: None)(self)
        self.joint = joint or {FORCE: 7, HOST: 2}

    def steps(self) -> list[Callable[[], object]]:
        return [
            self.step_people,
            self.step_items,
            self.step_opening,
            self.step_depart1,
            self.step_count1,
            self.step_minutes,
            self.step_depart2,
            self.step_publish,
            self.step_depart3,
        ]

    def step_genesis(self) -> None:
        agreement = {
            "deadline": "2024-09-15",
            "id": "DEMO-2024",
            "sha256": sha(b"agreement").hex(),
            "signed_on": "2024-05-19",
            "title_en": "Agreement",
            "title_fr": "Accord signé",
        }
        parties = [
            {
                "id": party,
                "keys": [{"key": b64(public_key(f"{party}/{role}")), "role": role} for role in ROLES],
                "name_en": party,
                "name_fr": party,
                "role": role_of_party,
            }
            for party, role_of_party in ((FORCE, "force"), (HOST, "host"))
        ]
        body = {
            "agreement": agreement,
            "delay_to_object_minutes": 1440,
            "demonstration": True,
            "disclosure": {"people_departed": "exact"},
            "evidence": "this log",
            "languages": ["fr", "en"],
            "note": "",
            "origin": ORIGIN,
            "parties": parties,
            "policy": "repli/1",
            "time_zone": "Africa/Niamey",
        }
        self.add("genesis", FORCE, "genesis", body)

    def step_people(self) -> None:
        self.declare("people", 10, cells(civilian=3, soldier=7), 0)

    def step_items(self) -> None:
        self.declare("items", 4, cells(vehicle=4), 1000)

    def step_opening(self) -> None:
        body = self.claim(people=[0, 1], items=[0], kg=100)
        self.add("opening", FORCE, "opening", {**body, "as_of": "2024-06-01T00:00:00Z", "reason": "before the count"})

    def step_depart1(self) -> None:
        self.depart("NIG-001", people=[2], items=[1], kg=200, name="depart1")

    def step_count1(self) -> None:
        self.count("NIG-001", people=1, items=1, name="count1")

    def step_minutes(self) -> None:
        self.minutes([self.hash_of("NIG-001")], name="minutes")

    def step_depart2(self) -> None:
        self.depart("NIG-002", people=[3], kg=0, by=[FORCE, HOST], name="depart2")

    def step_publish(self) -> None:
        self.publish(name="publish")

    def step_depart3(self) -> None:
        self.depart("NIG-003", people=[4], feed=HOST, by=[HOST], name="depart3")

    def add(self, name: str, feed: str, kind: str, body: Body, by: list[str] | None = None, **changes: object) -> str:
        """Append an event; ``by`` are names of keys, PARTY/role. Return its hash."""
        self.clock += 1
        other = HOST if feed == FORCE else FORCE
        payload = {
            "at": f"2024-06-{self.clock // 24 + 1:02}T{self.clock % 24:02}:00:00Z",
            "body": body,
            "feed": feed,
            "genesis": self.genesis,
            "kind": kind,
            "seen": {other: len(self.events[other])},
            "v": 1,
            **changes,
        }
        self.edits.get(name, lambda _payload: None)(payload)
        by = self.signers.get(name, by or [f"{FORCE}/represent", f"{HOST}/represent"])
        data = self.raw.get(name, lambda same: same)(canonical(payload))
        self.lines[feed].append(canonical(envelope(data, by)))
        self.events[feed].append(payload)
        if len(by) == 2:
            self.both.add(sha(data).hex())
        return sha(data).hex()

    @property
    def genesis(self) -> str:
        return sha(canonical(self.events[FORCE][0])).hex() if self.events[FORCE] else "0" * 64

    def declare(self, scope: str, slots: int, of: list[Body], kg: int) -> None:
        digests = [sha(b"repli-roster-line/1\x00" + sha(bytes([i]))[:16] + scope.encode()) for i in range(slots)]
        data = b"".join(b64(digest).encode() + b"\n" for digest in digests)
        body = {
            "cells": of,
            "kg": kg,
            "root": tree([sha(b"\x00" + digest) for digest in digests]).hex(),
            "scope": scope,
            "sidecar": self.sidecar(data),
            "slots": slots,
            "version": 1,
        }
        self.add(scope, FORCE, "declare", body)

    def sidecar(self, data: bytes) -> str:
        self.sidecars[sha(data).hex()] = data
        return sha(data).hex()

    @staticmethod
    def claim(*, people: list[int], items: list[int], kg: int) -> Body:
        return {"cells": cells(soldier=len(people)) if people else [], "items": items, "kg": kg, "people": people}

    def depart(
        self,
        movement: str,
        *,
        people: list[int],
        items: list[int] | None = None,
        kg: int = 0,
        feed: str = FORCE,
        by: list[str] | None = None,
        name: str = "",
        **changes: object,
    ) -> str:
        body = {
            **self.claim(people=people, items=items or [], kg=kg),
            "field": "DRRN",
            "movement": movement,
            "off_block_at": "2024-06-02T10:00:00Z",
            "vehicle": "C-17",
        }
        keys = [f"{party}/count" for party in by or [feed]]
        return self.add(name, feed, "depart", body, keys, **changes)

    def count(self, movement: str, *, people: int, items: int = 0, feed: str = HOST, name: str = "") -> str:
        return self.add(
            name, feed, "count", {"items": items, "movement": movement, "people": people}, [f"{feed}/count"]
        )

    def minutes(self, accepts: list[str], *, feed: str = HOST, name: str = "") -> str:
        body = {
            "accepts": accepts,
            "actions": [],
            "day": "2024-06-02",
            "decisions": ["Décision n° 1"],
            "next_meeting_at": "2024-06-03T08:00:00Z",
        }
        return self.add(name, feed, "minutes", body)

    def publish(self, *, name: str = "") -> str:
        before = self.merged({feed: len(events) for feed, events in self.events.items()})
        state = state_of(before, self.both)
        body = {
            "as_of": "2024-06-07T18:00:00Z",
            "figures": figures_of(state),
            "number": state["published"] + 1,
            "state": sha(canonical(state)).hex(),
            "texts": [{"lang": lang, "sha256": self.sidecar(TEXTS[lang].encode())} for lang in ("en", "fr")],
        }
        return self.add(name, FORCE, "publish", body)

    def hash_of(self, movement: str) -> str:
        events = [*self.events[FORCE], *self.events[HOST]]
        return next(sha(canonical(e)).hex() for e in events if e["body"].get("movement") == movement)

    def merged(self, cut: dict[str, int]) -> list[Body]:
        """Return section 7's order; what can never be taken is put last, for a verifier to refuse."""
        queues = {feed: self.events[feed][: cut[feed]] for feed in cut}
        order: list[Body] = []
        while any(queues.values()):
            taken = Counter(event["feed"] for event in order)
            nexts = [queue[0] for queue in queues.values() if queue]
            ready = [e for e in nexts if all(taken[feed] >= n for feed, n in e["seen"].items())] or nexts
            event = min(ready, key=lambda e: (e["at"], e["feed"]))
            order.append(event)
            next(queue for queue in queues.values() if queue and queue[0] is event).pop(0)
        return order

    def files(self) -> dict[str, bytes]:
        files = {f"sidecar/{name}": data for name, data in self.sidecars.items()}
        sizes = {feed: len(lines) for feed, lines in self.lines.items()}
        for feed, lines in self.lines.items():
            for n in range(0, len(lines), 256):
                data = b"".join(line + b"\n" for line in lines[n : n + 256])
                files[f"feeds/{feed}/entries/{path_of(n // 256)}.jsonl"] = data
            for path, data in tile_files(self.leaves(feed)).items():
                files[f"feeds/{feed}/tile/{path}"] = data
            files[f"feeds/{feed}/checkpoint"] = self.head(f"feeds/{feed}/checkpoint", feed, sizes)
        files["checkpoint"] = self.head("checkpoint", FORCE, self.joint, cosigned=True)
        return files

    def leaves(self, feed: str) -> list[bytes]:
        return [sha(b"\x00" + line) for line in self.lines[feed]]

    def head(self, path: str, owner: str, cut: dict[str, int], *, cosigned: bool = False) -> bytes:
        """Return a signed head; the hook in ``heads`` changes its text lines before they are signed."""
        other = HOST if owner == FORCE else FORCE
        roots = {feed: b64(tree(self.leaves(feed)[:size])) for feed, size in cut.items()}
        text_lines = [
            f"{ORIGIN}/{owner}",
            str(cut[owner]),
            roots[owner],
            "at 2024-06-08T08:00:00Z",
            f"state {sha(canonical(state_of(self.merged(cut), self.both))).hex()}",
            f"seen {other} {cut[other]} {roots[other]}",
        ]
        self.heads.get(path, lambda _lines: None)(text_lines)
        text = "".join(line + "\n" for line in text_lines).encode()
        signatures = [note_signature(owner, text)] + ([cosignature(other, text)] if cosigned else [])
        return text + b"\n" + b"".join(line.encode() + b"\n" for line in signatures)


def save(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
