"""A log of format 2 in memory, from docs/reference/log-format.md: two parties, two devices, any story.

`late_world` makes it one of format 3.

    world = Deep()                                            genesis and both declarations
    hash = world.depart("M-1", [2], feed=RAMP)                by a device of the host, in its feed
    world.depart("M-2", [2], void=True)                       the test says so; the state is computed accordingly
    world.count("M-1", 1, at="2024-06-09T00:00:00Z", settles=("M-1",))
    save(world.files(), folder)

Every word that a test gives is signed and hashed into heads that fit, so nothing but the lie itself is wrong.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Unpack

from repli.verification.standalone import Verdict, verify
from tests.verification.deep_log import FORCE, HOST, ORIGIN, OWNER, PARTIES, RAMP, TABLET, Feeds, How, key_row
from tests.verification.log_builder import TEXTS, save
from tests.verification.log_spec import Body, b64, canonical, cells, fingerprint, sha, tree

__all__ = [
    "FORCE",
    "HOST",
    "PARTIES",
    "RAMP",
    "TABLET",
    "Deep",
    "Story",
    "device_lines",
    "key_row",
    "told",
    "verdict_of",
]


class Deep(Feeds):
    """Two parties with a device each, and the first events of a withdrawal of 10 people and 4 items."""

    def __init__(self, *, delay_minutes: int = 1440, genesis: Callable[[Body], object] = lambda _body: None) -> None:
        super().__init__()
        body = self.genesis_body(delay_minutes)
        genesis(body)
        self.add(FORCE, "genesis", body)
        self.declare("people", 10, cells(civilian=3, soldier=7), 0)
        self.declare("items", 4, cells(vehicle=4), 1000)

    def genesis_body(self, delay_minutes: int) -> Body:
        def party(name: str, role: str) -> Body:
            rows = [key_row(key) for key in sorted(self.keys) if OWNER[key.split("/")[0]] == name]
            keys = [{key: row[key] for key in ("feed", "key", "role")} for row in rows]
            return {"id": name, "keys": keys, "name_en": name, "name_fr": name, "role": role}

        return {
            "agreement": {
                "deadline": "2024-09-15",
                "id": "DEMO-2024",
                "sha256": sha(b"agreement").hex(),
                "signed_on": "2024-05-19",
                "title_en": "Agreement",
                "title_fr": "Accord",
            },
            "delay_to_object_minutes": delay_minutes,
            "demonstration": True,
            "disclosure": {"people_disputed": "exact"},
            "evidence": "this log",
            "languages": ["fr", "en"],
            "note": "",
            "origin": ORIGIN,
            "parties": [party(FORCE, "force"), party(HOST, "host")],
            "policy": f"repli/{self.v}",
            "time_zone": "Africa/Niamey",
        }

    def declare_body(self, scope: str, slots: int, of: list[Body], kg: int, version: int = 1) -> Body:
        digests = [sha(b"repli-roster-line/1\x00" + sha(bytes([i]))[:16] + scope.encode()) for i in range(slots)]
        return {
            "cells": of,
            "kg": kg,
            "root": tree([sha(b"\x00" + digest) for digest in digests]).hex(),
            "scope": scope,
            "sidecar": self.sidecar(b"".join(b64(digest).encode() + b"\n" for digest in digests)),
            "slots": slots,
            "version": version,
        }

    def declare(self, scope: str, slots: int, of: list[Body], kg: int) -> str:
        return self.add(FORCE, "declare", self.declare_body(scope, slots, of, kg))

    @staticmethod
    def depart_body(movement: str, people: list[int], items: list[int] | None = None, kg: int = 0) -> Body:
        return {
            "cells": cells(soldier=len(people)) if people else [],
            "field": "DRRN",
            "items": items or [],
            "kg": kg,
            "movement": movement,
            "off_block_at": "2024-06-02T10:00:00Z",
            "people": people,
            "vehicle": "C-17",
        }

    def depart(
        self,
        movement: str,
        people: list[int],
        *,
        items: list[int] | None = None,
        kg: int = 0,
        feed: str = FORCE,
        by: list[str] | None = None,
        change: Body | None = None,
        **how: Unpack[How],
    ) -> str:
        """``by`` are the feeds whose key to count signs: the feed itself, or both parties."""
        body = self.depart_body(movement, people, items, kg) | (change or {})
        return self.add(feed, "depart", body, [f"{one}/count" for one in by or [feed]], **how)

    def amend(
        self,
        replaces: str,
        movement: str,
        people: list[int],
        *,
        feed: str = FORCE,
        by: list[str] | None = None,
        change: Body | None = None,
        kg: int = 0,
        **how: Unpack[How],
    ) -> str:
        inner = self.depart_body(movement, people, kg=kg) | (change or {})
        body = {"body": inner, "kind": "depart", "reason": "counted again", "replaces": replaces}
        return self.add(feed, "amend", body, [f"{one}/count" for one in by or [feed]], **how)

    def amend_declare(self, replaces: str, inner: Body, by: list[str] | None = None, **how: Unpack[How]) -> str:
        body = {"body": inner, "kind": "declare", "reason": "a line more", "replaces": replaces}
        return self.add(FORCE, "amend", body, by, **how)

    def count(self, movement: str, people: int, items: int = 0, *, feed: str = HOST, **how: Unpack[How]) -> str:
        body = {"items": items, "movement": movement, "people": people}
        return self.add(feed, "count", body, [f"{feed}/count"], **how)

    def dispute(self, event: str, *, what: str = "people", value: int = 9, feed: str = HOST, **how: Unpack[How]) -> str:
        body = {"event": event, "field": what, "reason": "another count", "value": value}
        return self.add(feed, "dispute", body, [f"{feed}/count"], **how)

    def cancel(self, event: str, *, feed: str = FORCE, by: list[str] | None = None, **how: Unpack[How]) -> str:
        body = {"event": event, "reason": "did not happen"}
        return self.add(feed, "cancel", body, [f"{one}/count" for one in by or [feed]], **how)

    def resolve(self, event: str, *, feed: str = HOST, **how: Unpack[How]) -> str:
        return self.add(feed, "resolve", {"event": event, "reason": "agreed"}, **how)

    def minutes(self, accepts: list[str], *, feed: str = HOST, **how: Unpack[How]) -> str:
        body = {
            "accepts": sorted(accepts),
            "actions": [],
            "day": "2024-06-02",
            "decisions": ["Décision n° 1"],
            "next_meeting_at": "2024-06-03T08:00:00Z",
        }
        return self.add(feed, "minutes", body, **how)

    def opening(self, people: list[int], items: list[int], kg: int, **how: Unpack[How]) -> str:
        body = {
            "as_of": "2024-06-01T00:00:00Z",
            "cells": cells(soldier=len(people)),
            "items": items,
            "kg": kg,
            "people": people,
            "reason": "before the count",
        }
        return self.add(FORCE, "opening", body, **how)

    def publish(self, *, figures: Callable[[list[Body]], object] = lambda _figures: None, **how: Unpack[How]) -> str:
        fold = self.fold_before()
        told = fold.figures()
        figures(told)
        body = {
            "as_of": "2024-06-07T18:00:00Z",
            "figures": told,
            "number": len(fold.published) + 1,
            "state": sha(canonical(fold.state())).hex(),
            "texts": [{"lang": lang, "sha256": self.sidecar(TEXTS[lang].encode())} for lang in ("en", "fr")],
        }
        return self.add(FORCE, "publish", body, **how)

    def correct(self, publish: str, values: dict[str, tuple[int, int]], *, number: int = 1, **how: Unpack[How]) -> str:
        rows = [{"name": name, "new": new, "old": old} for name, (old, new) in values.items()]
        body = {"number": number, "publish": publish, "reason": "one was counted twice", "values": rows}
        return self.add(FORCE, "correct", body, **how)

    def change_keys(
        self, add: list[str], revoke: list[str], *, by: list[str] | None = None, feed: str = FORCE, **how: Unpack[How]
    ) -> str:
        """Add and revoke keys by name; both parties and every key added sign, unless ``by`` says who."""
        version = self.fold().keys_version + 1
        body = {
            "add": sorted((key_row(name) for name in add), key=lambda row: row["keyid"]),
            "reason": "rotation",
            "revoke": sorted(fingerprint(name)[:16] for name in revoke),
            "version": version,
        }
        return self.add(feed, "keys", body, by or [f"{FORCE}/represent", f"{HOST}/represent", *add], **how)


Story = Callable[[Deep], object]


def told(story: Story) -> Deep:
    """Tell a story between an opening and a publication."""
    world = Deep()
    world.opening([0, 1], [0], 100)
    story(world)
    world.publish()
    return world


def verdict_of(world: Deep, folder: Path, as_of: str | None = None) -> Verdict:
    return verify(save(world.files(), folder / "log"), as_of=as_of)


def device_lines(world: Deep) -> None:
    world.depart("M-1", [2], feed=RAMP)
    world.depart("M-2", [3], feed=RAMP)
