"""A log of format 4 in memory: `late_world` with what a commission does each day, and a witness.

world = Day()                                              genesis with a witness, and both declarations
event = world.say("status", feed=HOST, status="retained", people=[2])    by one party; `people` and `items` are slots
world.say("transfer", by=[FORCE, HOST], movement="T-1", people=[3], to="agadez")
world.minutes([event])                                     both accept it
world.attest(event, "reserved")
"""

from collections.abc import Callable
from typing import Unpack

from tests.verification.day_spec import DayFold
from tests.verification.deep_log import FORCE, HOST, MISSION, How, key_row
from tests.verification.late_world import Late, slot_file
from tests.verification.log_spec import Body, cells, sha

__all__ = ["BOTH", "NOTHING", "TIME", "Day", "Story", "told"]

BOTH = [FORCE, HOST]
NOTHING, TIME, DAY = "0" * 64, "2024-06-03T10:00:00Z", "2024-06-03"
ROLES = dict.fromkeys(("calendar", "handover", "close", "extend", "dispose", "obligation"), "represent")
ROLES |= {"clearance": "clear"}
JOINT = ("calendar", "handover", "close", "extend")
PAPER = sha(b"a paper").hex()
BODIES: dict[str, Body] = {
    "arrive": {"items": 0, "movement": "M-1", "people": 1, "place": "ETNY", "reason": "", "time": TIME},
    "calendar": {"from": DAY, "movements": [], "replaces": NOTHING, "to": "2024-06-05", "version": 1},
    "clearance": {
        "issuer": HOST,
        "movements": ["M-1"],
        "number": "",
        "purposes": ["overflight"],
        "reason": "",
        "reference": "C-1",
        "scope": "DRRN",
        "state": "requested",
        "valid_from": TIME,
        "valid_to": TIME,
    },
    "close": {"act": NOTHING, "last_off_block_at": TIME, "liquidation": False, "reason": "", "site": "niamey"},
    "dispose": {
        "authority": "the ministry",
        "certificate": PAPER,
        "due": DAY,
        "how": "destroy",
        "items": [1],
        "kg": 100,
        "locked": False,
        "recipient": "",
        "site": "niamey",
        "stage": "done",
        "time": TIME,
    },
    "extend": {"cause": "rain", "clause": "art-4", "deadline": "2024-10-01", "version": 2},
    "handover": {
        "ceremony_at": TIME,
        "condition": "swept",
        "inventory": PAPER,
        "keys_at": TIME,
        "notice_hours": 48,
        "reason": "",
        "recipient": "the host",
        "sectors": ["north"],
        "services": [{"service": "water", "time": TIME}],
        "site": "niamey",
        "surveys": [{"result": "clean", "survey": "fuel"}],
        "walked_at": TIME,
    },
    "incident": {
        "class": "road",
        "effect_hours": 12,
        "incident": "I-1",
        "items": 0,
        "movement": "",
        "people": 0,
        "place": "niamey",
        "severity": 2,
        "text": PAPER,
        "time": TIME,
    },
    "inspect": {
        "customs": "",
        "inspection": "K-1",
        "items": [1],
        "kg": 100,
        "result": "packed",
        "seals": ["s-1"],
        "site": "niamey",
        "time": TIME,
    },
    "manifest": {
        "cells": cells(soldier=1),
        "closes_at": TIME,
        "configuration": "C-17/pax",
        "full": "",
        "infants": 0,
        "items": 0,
        "kg": 0,
        "list": PAPER,
        "movement": "M-1",
        "people": 1,
        "reason": "",
        "standby": 0,
        "state": "open",
    },
    "obligation": {"clause": "art-7", "evidence": PAPER, "note": "", "state": "accepted"},
    "status": {
        "items": [],
        "kg": 0,
        "movement": "",
        "people": [],
        "reason": "",
        "status": "retained",
        "time": TIME,
    },
    "transfer": {"items": [], "kg": 0, "movement": "T-1", "off_block_at": TIME, "people": [], "to": "agadez"},
}
LISTED = ("dispose", "inspect", "status", "transfer")


class Day(Late):
    """Two parties with a device each and a witness, and the first events of a withdrawal of 10 people and 4 items."""

    v = 4
    fold_type = DayFold
    witnesses = (MISSION,)

    def genesis_body(self, delay_minutes: int) -> Body:
        keys = [{key: key_row(f"{MISSION}/observe")[key] for key in ("feed", "key", "role")}]
        witness = {
            "asked": ["close"],
            "id": MISSION,
            "keys": keys,
            "name_en": MISSION,
            "name_fr": MISSION,
            "role": "observer",
        }
        return super().genesis_body(delay_minutes) | {"witnesses": [witness]}

    def numbered(self, kind: str, body: Body) -> Body:
        """As in `late_world`; people of a status or a transfer are soldiers of niamey unless the test says cells."""
        if kind not in LISTED:
            return super().numbered(kind, body)
        if isinstance(body["items"], int):
            return body
        people, items = body.get("people", []), body["items"]
        slots = self.sidecar(slot_file(people, items))
        self.lists[body.get("movement") or body.get("status", kind)] = f"sidecar/{slots}"
        told = {"slots": slots, **body, "items": len(items)}
        if kind in {"status", "transfer"}:
            told = {"cells": cells(soldier=len(people)) if people else [], **told, "people": len(people)}
        return told

    def say(
        self, kind: str, *, feed: str = FORCE, by: list[str] | None = None, written: How | None = None, **change: object
    ) -> str:
        """Write an entry; what ``change`` does not say is as in `BODIES`."""
        body = {**BODIES[kind], **change}
        if kind in LISTED:
            body = self.numbered(kind, body)
        role = ROLES.get(kind, "count")
        keys = [f"{one}/{role}" for one in by or (BOTH if kind in JOINT else [feed])]
        return self.add(feed, kind, body, keys, **(written or {}))

    def reinforce(
        self,
        people: int,
        *,
        feed: str = FORCE,
        by: list[str] | None = None,
        written: How | None = None,
        **change: object,
    ) -> str:
        """Append people to the roster as it is when the test says so."""
        slots = self.fold().roster[0] + people
        body = self.roster_of(slots) | {"cells": cells(soldier=people), "people": people, "reason": "", "time": TIME}
        return self.add(feed, "reinforce", body | change, [f"{one}/count" for one in by or [feed]], **(written or {}))

    def roster_of(self, slots: int) -> Body:
        declared = self.declare_body("people", slots, [], 0)
        return {key: declared[key] for key in ("root", "sidecar", "slots")}

    def attest(
        self,
        event: str,
        result: str = "witnessed",
        *,
        feed: str = MISSION,
        key: str = f"{MISSION}/observe",
        **how: Unpack[How],
    ) -> str:
        return self.add(feed, "attest", {"event": event, "result": result, "text": "seen"}, [key], **how)

    def cancel(
        self, event: str, *, feed: str = FORCE, by: list[str] | None = None, kind: str = "", **how: Unpack[How]
    ) -> str:
        kinds = {said.hash: said.kind for said in self.said()}
        named = kind or {"amend": "depart"}.get(kinds.get(event, "depart"), kinds.get(event, "depart"))
        body = {"event": event, "kind": named, "reason": "did not happen"}
        return self.add(feed, "cancel", body, [f"{one}/{ROLES.get(named, 'count')}" for one in by or [feed]], **how)

    def minutes(self, accepts: list[str], *, feed: str = HOST, **how: Unpack[How]) -> str:
        return self.sit(accepts, [], feed=feed, **how)

    def sit(self, accepts: list[str], escalated: list[str], *, feed: str = HOST, **how: Unpack[How]) -> str:
        body = {
            "accepts": sorted(accepts),
            "actions": [{"due": DAY, "owner": FORCE, "text": "fuel"}],
            "agenda": ["Décision n° 1"],
            "day": "2024-06-02",
            "decisions": [],
            "escalated": [{"event": event, "reason": "no agreement", "to": "ministers"} for event in escalated],
            "next_meeting_at": "2024-06-03T08:00:00Z",
        }
        return self.add(feed, "minutes", body, **how)


Story = Callable[[Day], object]


def told(story: Story) -> Day:
    """Tell a story between an opening of two and a publication."""
    world = Day()
    world.opening([0, 1], [0], 100)
    story(world)
    world.publish()
    return world
