"""Stories of format 4 that nobody thought out: as in `wild_late`, with entries of every kind, and a witness."""

from collections.abc import Callable

from tests.verification import wild
from tests.verification.day_world import BODIES, LISTED, NOTHING, ROLES, Day
from tests.verification.deep_log import FORCE, HOST, MISSION, OWNER, PARTIES
from tests.verification.log_spec import Body, cells
from tests.verification.wild_late import WildLate

__all__ = ["WildDay"]

ACCOUNTS = ("reinforce", "transfer", "arrive", "status", "dispose")
COUNTED = ("manifest", "inspect", "incident")
ALONE = (*wild.ALONE, *ACCOUNTS, *ACCOUNTS, *COUNTED, "clearance", "clearance", "obligation", "attest", "dispute")
BOTH = (*wild.BOTH, *ACCOUNTS, *COUNTED, "minutes", "minutes", "resolve", "cancel")
BOTH += ("calendar", "handover", "close", "close", "extend")
NAMED = (*ACCOUNTS, *COUNTED, "clearance", "obligation")
STATUS = ("retained", "released", "returned", "died", "no-show", "lost", "found", "held", "freed", "asylum")
CLEARANCE = ("requested", "granted", "amended", "refused", "silent", "used", "expired", "revoked")
SITES = ("niamey", "agadez", "zinder")


class WildDay(WildLate, Day):
    """A wild world whose entries are accepted, disputed, cancelled, overtaken, or wrong."""

    days = 7
    kept_back = 7

    def step(self, step: Body) -> None:
        """Write one event; what cannot be written in the feed of a device is written by its party."""
        kinds = BOTH if step["both"] else ALONE
        kind = kinds[(step["what"] * 7 + step["target"]) % len(kinds)]
        make: Callable[[Body], Body] = getattr(self, f"{kind}_of", lambda step: self.entry_of(kind, step))
        feed, body = step["feed"], make(step)
        role = self.role_of(kind, body, both=step["both"])
        if step["both"] or role != "count":
            feed = OWNER[feed]
        by = [f"{party}/{role}" for party in PARTIES] if step["both"] else [f"{feed}/{role}"]
        if kind == "attest":
            feed, by = MISSION, [f"{MISSION}/observe"]
        by += [f"{FORCE}/count{body['version']}"] if kind == "keys" and body["add"] else []
        seen = self.behind(feed) if step["offline"] and feed not in PARTIES else {}
        self.add(feed, kind, body, by, at=f"2024-06-{step['day']}T{self.now.hour:02}:00:00Z", seen=seen)
        if not step["stubborn"] and not self.holds():
            self.lines[feed].pop()
            self.feeds[feed].pop()

    @staticmethod
    def role_of(kind: str, body: Body, *, both: bool) -> str:
        if kind in {"cancel", "amend"}:
            return "represent" if body["kind"] == "declare" else ROLES.get(body["kind"], "count")
        if kind in wild.ALONE or kind in NAMED:
            return ROLES.get(kind, "count")
        return "represent" if both else ROLES.get(kind, "count")

    def live(self, step: Body, *grades: str) -> list[str]:
        """Return the entries and movements about which something can be said, from one that the step names on."""
        try:
            state = self.state(self.sizes())
        except wild.standalone.RefusedError:
            return []
        rows = [(event, state.entry(event)) for event in state.entries]
        found = [event for event, entry in rows if entry and entry.grade in grades]
        found += [one.current.hash for one in state.movements.values() if state.grade(one) in grades]
        first = step["target"] % max(len(found), 1)
        return found[first:] + found[:first]

    # Bodies ---------------------------------------------------------------------------------------------------------

    def entry_of(self, kind: str, step: Body) -> Body:
        change = getattr(self, f"{kind}_change", lambda _step: {})(step)
        body = {**BODIES[kind], **change}
        return self.numbered(kind, body) if kind in LISTED else body

    def reinforce_of(self, step: Body) -> Body:
        try:
            slots = self.state(self.sizes()).roster[0]
        except wild.standalone.RefusedError:
            slots = 10
        people = 1 + step["movement"]
        told = {"cells": self.of(people, step), "people": people, "reason": "", "time": BODIES["arrive"]["time"]}
        return self.roster_of(slots + people) | told

    @staticmethod
    def of(people: int, step: Body) -> list[Body]:
        """Return soldiers of niamey, or now and then of another site."""
        site = SITES[1] if step["target"] in {1, 2} else SITES[0]
        return [one | {"site": site} for one in cells(soldier=people)]

    def transfer_change(self, step: Body) -> Body:
        people = [step["people"]][: 1 + step["target"] % 9]
        to = SITES[1 + step["movement"] % 2]
        return {"people": people, "cells": self.of(1, step), "to": to, "movement": f"T-{step['movement'] % 2}"}

    def arrive_of(self, step: Body) -> Body:
        name = f"{'MTT'[step['target'] % 3]}-{step['movement'] % 2}"
        return BODIES["arrive"] | {"movement": name, "people": 1 + step["target"] // 9}

    def status_change(self, step: Body) -> Body:
        status = STATUS[step["what"] % len(STATUS)]
        if status in {"lost", "found", "held", "freed"}:
            return {"status": status, "items": [step["people"] % 4], "kg": 10 * step["movement"]}
        movement = "M-1" if step["target"] else ""
        status = "returned" if step["both"] and step["target"] == 5 else status
        return {"status": status, "people": [step["people"]], "cells": self.of(1, step), "movement": movement}

    @staticmethod
    def dispose_change(step: Body) -> Body:
        how = ("gift", "destroy", "sell")[step["movement"]]
        stage = "decided" if step["target"] == 0 else "done"
        return {"how": how, "items": [step["people"] % 4], "locked": step["target"] > 7, "stage": stage}

    @staticmethod
    def manifest_change(step: Body) -> Body:
        state = ("open", "closed")[step["what"] % 2]
        return {"movement": f"{'MXXT'[step['movement']]}-1", "state": state, "infants": step["target"] // 9 * 2}

    @staticmethod
    def inspect_change(step: Body) -> Body:
        return {"items": [step["people"] % 4], "inspection": f"K-{step['movement'] % 2}"}

    @staticmethod
    def incident_change(step: Body) -> Body:
        return {"incident": f"I-{step['movement'] % 2}", "severity": 1 + step["target"] % 5}

    @staticmethod
    def clearance_change(step: Body) -> Body:
        issuer = HOST if step["movement"] < 2 else ""
        return {"issuer": issuer, "state": CLEARANCE[step["target"] % (4 if step["movement"] else 8)]}

    @staticmethod
    def obligation_change(step: Body) -> Body:
        return {"clause": f"art-{step['movement'] % 2}", "state": ("accepted", "done")[step["target"] % 2]}

    def calendar_change(self, step: Body) -> Body:
        before = [said for said in self.said() if said.kind == "calendar"]
        version = len(before) + 1 + step["target"] // 9
        return {"version": version, "replaces": before[-1].hash if before else NOTHING}

    def extend_change(self, step: Body) -> Body:
        version = 2 + sum(said.kind == "extend" for said in self.said())
        return {"version": version, "deadline": f"2024-10-{version + 9 - step['target'] // 3:02}"}

    @staticmethod
    def handover_change(step: Body) -> Body:
        return {"site": SITES[step["movement"]]}

    def close_change(self, step: Body) -> Body:
        act = self.hash(step, "handover") if step["target"] % 2 and self.target(step, "handover") else NOTHING
        return {"site": SITES[step["movement"]], "act": act, "liquidation": step["target"] > 6}

    def attest_of(self, step: Body) -> Body:
        result = ("witnessed", "reserved", "refused")[step["movement"]]
        return {"event": self.hash(step, "depart", *NAMED), "result": result, "text": ""}

    def dispute_of(self, step: Body) -> Body:
        if step["what"] % 2:
            return super().dispute_of(step)
        what = ("entry", "items", "people")[step["target"] % 3]
        value = 0 if what == "entry" else step["people"]
        event = (self.live(step, "unilateral", "disputed") or [self.hash(step, *NAMED)])[0]
        return {"event": event, "field": what, "reason": "", "value": value}

    def cancel_of(self, step: Body) -> Body:
        kinds = ("dispute",) if step["movement"] == 0 else ("depart", "amend") if step["what"] % 3 == 0 else NAMED
        found = self.target(step, *kinds)
        kind = found.kind if found and found.kind != "amend" else "depart"
        kind = "status" if step["target"] == 9 else kind
        return {"event": found.hash if found else "a" * 64, "kind": kind, "reason": ""}

    def resolve_of(self, step: Body) -> Body:
        if step["what"] % 2:
            return {"event": self.hash(step, "depart", "amend"), "reason": ""}
        return {"event": (self.live(step, "disputed", "unilateral") or ["a" * 64])[0], "reason": ""}

    def minutes_of(self, step: Body) -> Body:
        named = {*self.live(step, "unilateral")[: 1 + step["movement"]]}
        if step["people"] == 2:
            named = {self.hash(step, "depart", *NAMED)}
        escalated = [self.hash(step, "clearance", "depart")] if step["target"] > 7 else []
        return {
            "accepts": sorted(named),
            "actions": [],
            "agenda": [],
            "day": "2024-06-02",
            "decisions": [],
            "escalated": [{"event": event, "reason": "", "to": "ministers"} for event in escalated],
            "next_meeting_at": "2024-06-03T08:00:00Z",
        }

    def values_of(self, publication: wild.standalone.Publication) -> list[Body]:
        state = self.state(self.sizes())
        kept = [state.movements[name].current for name in publication.joint if name in state.movements]
        told = publication.told
        counted = wild.standalone.sizes_of(kept)["people"] - publication.returned
        departed = told["people_opening"] + counted
        stay = told["people_baseline"] + told["people_reinforced"]
        right = told | {
            "people_counted": counted,
            "people_departed": departed,
            "people_remaining": stay - departed - told["people_retained"] - told["people_otherwise"],
            "kg_departed": wild.standalone.sizes_of(kept)["kg"],
            "movements_departed": len(kept),
        }
        names = [name for name in wild.standalone.FIGURES if told[name] != right[name]]
        return [{"name": name, "new": max(right[name], 0), "old": told[name]} for name in names]
