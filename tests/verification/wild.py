"""Stories that nobody thought out: any events by anybody, most of them void or refused; verify.py fills the states in.

`deep_world` needs a test that says what is void. Here verify.py itself judges, and writes the states into the
publications and the heads, so that the other verifier shows whether it judges the same.
"""

import base64
import json

from hypothesis import strategies as st

from repli.verification import standalone
from tests.verification.deep_spec import Said
from tests.verification.deep_world import FORCE, HOST, PARTIES, RAMP, TABLET, Deep, key_row
from tests.verification.log_builder import TEXTS
from tests.verification.log_spec import Body, cells, fingerprint

DAYS = ("01", "02", "03", "05", "20")
ALONE = ("depart", "depart", "amend", "amend", "count", "count", "dispute", "cancel")
BOTH = ("depart", "amend", "cancel", "resolve", "minutes", "publish", "correct", "keys", "declare")
STEP = st.fixed_dictionaries(
    {
        "feed": st.sampled_from([FORCE, HOST, RAMP, TABLET]),
        "both": st.sampled_from([False, False, False, True]),
        "what": st.integers(0, 71),
        "target": st.integers(0, 9),
        "movement": st.integers(0, 2),
        "people": st.integers(2, 10),
        "day": st.sampled_from(DAYS),
        "offline": st.booleans(),
        "stubborn": st.sampled_from([False] * 11 + [True]),
    }
)
STORY = st.lists(STEP, max_size=16)


def payload_of(line: bytes) -> bytes:
    return base64.b64decode(json.loads(line)["payload"])


class Wild(Deep):
    """A world whose states are those that verify.py computes; a log that it refuses has none."""

    def state(self, cut: dict[str, int]) -> standalone.State:
        files = {f"feeds/{feed}/entries/000.jsonl": self.entries(feed) for feed in self.feeds if self.lines[feed]}
        files |= {f"feeds/{party}/checkpoint": b"" for party in PARTIES}
        views = {name: memoryview(data) for name, data in files.items()}
        log = standalone.open_log(standalone.Folder(views, frozenset(files), frozenset()))
        for feed, events in log.feeds.items():
            for event, said in zip(events, self.feeds[feed], strict=True):
                event.parties = frozenset(said.parties)
        return standalone.replay(log, cut)

    def entries(self, feed: str) -> bytes:
        return b"".join(line + b"\n" for line in self.lines[feed])

    def digest(self, cut: dict[str, int]) -> str:
        try:
            return self.state(cut).digest()
        except standalone.RefusedError:
            return "0" * 64

    def told_now(self) -> tuple[str, list[Body], int]:
        """Return state, figures and number for a publication: a count that takes all devices in stands before it."""
        try:
            state = self.state(self.sizes())
        except standalone.RefusedError:
            return "0" * 64, [], 1
        return state.digest(), standalone.figures(state), len(state.publications) + 1

    def step(self, step: Body) -> None:
        """Write one event; what cannot be written in the feed of a device is written by its party."""
        kinds = BOTH if step["both"] else ALONE
        kind = kinds[step["what"] % len(kinds)]
        feed = step["feed"] if not step["both"] else {RAMP: HOST, TABLET: FORCE}.get(step["feed"], step["feed"])
        body = getattr(self, f"{kind}_of")(step)
        role = "represent" if kind not in ALONE else "count"
        role = "represent" if kind == "amend" and body["kind"] == "declare" else role
        by = [f"{party}/{role}" for party in PARTIES] if step["both"] else [f"{feed}/{role}"]
        by += [f"{FORCE}/count{body['version']}"] if kind == "keys" and body["add"] else []
        seen = self.behind(feed) if step["offline"] and feed not in PARTIES else {}
        self.add(feed, kind, body, by, at=f"2024-06-{step['day']}T{self.now.hour:02}:00:00Z", seen=seen)
        if not step["stubborn"] and not self.holds():
            self.lines[feed].pop()
            self.feeds[feed].pop()

    def holds(self) -> bool:
        try:
            return bool(self.state(self.sizes()))
        except standalone.RefusedError:
            return False

    def behind(self, feed: str) -> dict[str, int]:
        own = self.feeds[feed][-1].payload["seen"] if self.feeds[feed] else {}
        return {one: own.get(one, 0) for one in self.feeds if one != feed}

    def target(self, step: Body, *kinds: str) -> Said | None:
        found = [said for said in self.said() if said.kind in kinds and said.body.get("kind") != "declare"]
        return found[step["target"] % len(found)] if found else None

    def hash(self, step: Body, *kinds: str) -> str:
        found = self.target(step, *kinds)
        return found.hash if found else "a" * 64

    # Bodies ---------------------------------------------------------------------------------------------------------

    def depart_of(self, step: Body) -> Body:
        people = sorted({step["people"], step["people"] + step["target"] // 8})
        body = self.depart_body(f"M-{step['movement']}", people, kg=100 * step["target"])
        return body | ({"cells": cells(civilian=1)} if step["target"] == 7 else {})

    def amend_of(self, step: Body) -> Body:
        if step["both"] and step["what"] % 2:
            old = self.target(step, "declare")
            inner = self.declare_body(
                "people", 10 + step["movement"], cells(civilian=3, soldier=7 + step["movement"]), 0
            )
            return {
                "body": inner | {"version": 2},
                "kind": "declare",
                "reason": "",
                "replaces": old.hash if old else "a" * 64,
            }
        replaced = self.target(step, "depart", "amend")
        name = step["movement"] if step["target"] == 9 or replaced is None else self.movement(replaced)
        inner = self.depart_of(step) | {"movement": name if isinstance(name, str) else f"M-{name}"}
        return {
            "body": inner,
            "kind": "depart",
            "reason": "",
            "replaces": replaced.hash if replaced else "a" * 64,
        }

    @staticmethod
    def movement(said: Said) -> str:
        body = said.body["body"] if said.kind == "amend" else said.body
        return str(body.get("movement", "M-0"))

    def count_of(self, step: Body) -> Body:
        return {"items": 0, "movement": f"M-{step['movement']}", "people": 1 + step["target"] // 8}

    def dispute_of(self, step: Body) -> Body:
        what = ("people", "items", "kg")[step["movement"]]
        return {"event": self.hash(step, "depart", "amend"), "field": what, "reason": "", "value": step["target"]}

    def cancel_of(self, step: Body) -> Body:
        kinds = ("dispute",) if step["movement"] == 0 else ("depart", "amend")
        return {"event": self.hash(step, *kinds), "reason": ""}

    def resolve_of(self, step: Body) -> Body:
        return {"event": self.hash(step, "depart", "amend"), "reason": ""}

    def minutes_of(self, step: Body) -> Body:
        accepts = [self.hash(step, "depart", "amend")] if step["movement"] else []
        return {
            "accepts": accepts,
            "actions": [],
            "day": "2024-06-02",
            "decisions": [],
            "next_meeting_at": "2024-06-03T08:00:00Z",
        }

    def publish_of(self, step: Body) -> Body:
        self.add(HOST, "minutes", self.minutes_of(step | {"movement": 0}))
        digest, told, number = self.told_now()
        texts = [{"lang": lang, "sha256": self.sidecar(TEXTS[lang].encode())} for lang in ("en", "fr")]
        return {"as_of": "2024-06-07T18:00:00Z", "figures": told, "number": number, "state": digest, "texts": texts}

    def correct_of(self, step: Body) -> Body:
        """Correct what verify.py would have corrected, and now and then something else."""
        publish = self.target(step, "publish")
        body = {"number": 1, "publish": publish.hash if publish else "a" * 64, "reason": "", "values": []}
        try:
            publications = self.state(self.sizes()).publications
        except standalone.RefusedError:
            return body
        for publication in publications:
            if publish and publication.event.hash == publish.hash:
                body["number"] = publish.body["number"]
                body["values"] = self.values_of(publication)
        return body

    def values_of(self, publication: standalone.Publication) -> list[Body]:
        movements = self.state(self.sizes()).movements
        kept = [movements[name].current for name in publication.joint if name in movements]
        people, told = standalone.sizes_of(kept)["people"], publication.told
        right = told | {
            "people_counted": people,
            "people_departed": told["people_opening"] + people,
            "people_remaining": told["people_baseline"] - told["people_opening"] - people,
            "kg_departed": standalone.sizes_of(kept)["kg"],
            "movements_departed": len(kept),
        }
        names = [name for name in standalone.FIGURES if told[name] != right[name]]
        return [{"name": name, "new": max(right[name], 0), "old": told[name]} for name in names]

    def keys_of(self, step: Body) -> Body:
        version = 2 + sum(said.kind == "keys" for said in self.said())
        revoke = [f"{RAMP}/count"] if step["movement"] == 0 else [f"{TABLET}/count"] if step["movement"] == 1 else []
        add = [key_row(f"{FORCE}/count{version}")] if step["movement"] else []
        return {
            "add": add,
            "reason": "",
            "revoke": sorted(fingerprint(name)[:16] for name in revoke),
            "version": version,
        }

    def declare_of(self, step: Body) -> Body:
        return self.declare_body("items", 4, cells(vehicle=4), 1000 + step["movement"])


def told_wildly(story: list[Body], kind: type[Wild] = Wild) -> Wild:
    world = kind()
    world.depart("M-0", [2])
    world.depart("M-1", [3], feed=RAMP)
    world.depart("M-2", [4], feed=TABLET)
    for step in story:
        world.step(step)
    named = b"".join(line for lines in world.lines.values() for line in map(payload_of, lines))
    world.sidecars = {name: data for name, data in world.sidecars.items() if name.encode() in named}
    revoked = any(said.kind == "keys" and said.body["revoke"] for said in world.said())
    world.device_heads = set() if revoked or len(world.lines[RAMP]) % 2 else {RAMP}
    return world


__all__ = ["STORY", "Wild", "told_wildly"]
