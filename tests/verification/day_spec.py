"""State and figures of format 4, added up as sections 28 to 30 of docs/reference/log-format.md say, without rules.

Nothing is judged, and nothing is kept between two events that can be counted anew: the accounts are a sum over all
entries that are joint at the end.
"""

from collections import Counter
from collections.abc import Iterator

from tests.verification.deep_spec import Said, alone, how_many
from tests.verification.late_world import LateFold
from tests.verification.log_spec import Body

__all__ = ["DayFold"]

KEYS = {
    "arrive": "movement",
    "calendar": "",
    "clearance": "reference",
    "close": "site",
    "extend": "",
    "handover": "site",
    "incident": "incident",
    "inspect": "inspection",
    "manifest": "movement",
    "obligation": "clause",
}
ACCOUNTS = ("reinforce", "transfer", "status", "dispose")
PEOPLE = ("asylum", "died", "in_transit", "medevac", "reinforced", "retained", "returned")
PEOPLE += ("transferred_in", "transferred_out")
ITEMS = ("items_disposed", "items_held", "items_lost", "kg_disposed", "kg_lost")
Count = Counter[tuple[str, str, str]]


class DayFold(LateFold):
    """Everything that the events say together."""

    def __init__(self, events: list[Said], keys: dict[str, Body]) -> None:
        self.said: dict[str, Said] = {}  # entries that are not cancelled
        self.joint: set[str] = set()
        self.states: dict[str, str] = {}
        self.objections: dict[tuple[str, str, str], tuple[str, int]] = {}
        self.attests: dict[tuple[str, str], str] = {}
        self.ends: dict[str, str] = {}  # a joint `arrive` -> the transfer that it ended
        self.roster: tuple[int, str] = (0, "")
        super().__init__(events, keys)

    def __getattr__(self, name: str) -> object:
        if name.removeprefix("on_") in {*KEYS, *ACCOUNTS}:
            return self.enter
        raise AttributeError(name)

    def enter(self, said: Said) -> None:
        if said.kind in KEYS:
            for key in list(self.objections):
                if key[0] in self.said and self.row(self.said[key[0]]) == self.row(said):
                    del self.objections[key]
            self.states[said.hash] = self.state_of(said)
        self.said[said.hash] = said
        if len(said.parties) > 1:
            self.become_joint(said.hash)

    def become_joint(self, event: str) -> None:
        said = self.said[event]
        for one in self.transfers() if said.kind == "arrive" else ():
            if one.body["movement"] == said.body["movement"]:
                self.ends[event] = one.hash
        self.joint.add(event)
        for key in [key for key in self.objections if key[0] == event]:
            del self.objections[key]
        if said.kind == "reinforce":
            self.roster = said.body["slots"], said.body["root"]

    def on_declare(self, said: Said) -> None:
        super().on_declare(said)
        self.declared_people(said.body)

    def declared_people(self, body: Body) -> None:
        if body["scope"] == "people":
            self.roster = body["slots"], body["root"]

    def on_amend(self, said: Said) -> None:
        super().on_amend(said)
        if said.body["kind"] == "declare":
            self.declared_people(said.body["body"])

    def on_minutes(self, said: Said) -> None:
        super().on_minutes(said)
        for event in [event for event in self.said if event in said.body["accepts"]]:
            self.become_joint(event)

    def on_resolve(self, said: Said) -> None:
        super().on_resolve(said)
        if said.body["event"] in self.said:
            self.become_joint(said.body["event"])

    def on_dispute(self, said: Said) -> None:
        if said.body["event"] in self.said:
            key = said.body["event"], said.parties[0], said.body["field"]
            self.objections[key] = said.hash, said.body["value"]
        else:
            super().on_dispute(said)

    def on_cancel(self, said: Said) -> None:
        super().on_cancel(said)
        event = said.body["event"]
        self.said.pop(event, None)
        self.ends.pop(event, None)
        self.joint.discard(event)
        for key, (dispute, _) in list(self.objections.items()):
            if event in {key[0], dispute}:
                del self.objections[key]

    def on_attest(self, said: Said) -> None:
        self.attests[said.body["event"], said.feed] = said.body["result"]

    # What is counted ------------------------------------------------------------------------------------------------

    @staticmethod
    def row(said: Said) -> tuple[str, str, str]:
        key = {"calendar": "calendar", "extend": "deadline"}.get(said.kind) or said.body[KEYS[said.kind]]
        return said.kind, key, alone(said) if said.kind in {"incident", "obligation"} else ""

    def state_of(self, said: Said) -> str:
        body = said.body
        if said.kind == "arrive":
            told = [flight.body for name, flight in self.flights.items() if name == body["movement"]]
            told += [one.body for one in self.transfers() if one.body["movement"] == body["movement"]]
            return "equal" if told and all(told[0][key] == body[key] for key in ("people", "items")) else "unequal"
        if said.kind == "close":
            return "in-liquidation" if body["liquidation"] else "closed" if body["act"].strip("0") else "evacuated"
        if said.kind == "incident":
            return "account" if alone(said) else "agreed"
        names = {"calendar": "version", "extend": "deadline", "inspect": "result"}
        return "act" if said.kind == "handover" else str(body[names.get(said.kind, "state")])

    def transfers(self) -> list[Said]:
        return [said for event, said in self.said.items() if said.kind == "transfer" and event in self.joint]

    def grade_of(self, event: str) -> str:
        if event in self.joint:
            return "joint"
        return "disputed" if any(key[0] == event for key in self.objections) else "unilateral"

    def current(self) -> dict[tuple[str, str, str], Said]:
        return {self.row(said): said for said in self.said.values() if said.kind in KEYS}

    def effects(self) -> Iterator[tuple[str, Body, int]]:
        """Yield account, cell and people of all joint entries."""
        bodies = {kind: [s.body for e, s in self.said.items() if s.kind == kind and e in self.joint] for kind in STORY}
        for body in bodies["reinforce"]:
            yield from (("reinforced", cell, cell["count"]) for cell in body["cells"])
        for said in self.transfers():
            body = said.body
            for cell in body["cells"]:
                if said.hash in self.ends.values():
                    yield "transferred_out", cell, cell["count"]
                    yield "transferred_in", cell | {"site": body["to"]}, cell["count"]
                else:
                    yield "in_transit", cell, cell["count"]
        for body in bodies["status"]:
            account, sign = ("retained", -1) if body["status"] == "released" else (body["status"], 1)
            yield from ((account, cell, sign * cell["count"]) for cell in body["cells"])

    def accounts(self) -> Body:
        total: Count = Counter()
        for account, cell, people in self.effects():
            total[account, cell["site"], cell["category"]] += people
        items: Counter[str] = Counter()
        for event, said in self.said.items():
            status = said.body.get("status") or said.body.get("stage")
            if event in self.joint and status in ITEM_WORDS:
                account, sign = ITEM_WORDS[status]
                items[f"items_{account}"] += sign * said.body["items"]
                items[f"kg_{account}"] += sign * said.body["kg"]
        return {
            account: [
                {"category": category, "count": people, "site": site}
                for (of, site, category), people in sorted(total.items())
                if of == account and people
            ]
            for account in PEOPLE
        } | {account: items[account] for account in ITEMS}

    def people_of(self, *accounts: str) -> int:
        told = self.accounts()
        return sum(cell["count"] for account in accounts for cell in told[account])

    def state(self) -> Body:
        state = super().state()
        if state["baseline"]["people"]:
            state["baseline"]["people"] |= {"slots": self.roster[0], "root": self.roster[1]}
        disputes = state["disputes"] + [
            {"dispute": dispute, "event": event, "field": what, "party": party, "value": value}
            for (event, party, what), (dispute, value) in self.objections.items()
        ]
        register = [
            {
                "event": said.hash,
                "grade": self.grade_of(said.hash),
                "key": row[1],
                "kind": row[0],
                "party": row[2],
                "state": self.states[said.hash],
            }
            for row, said in sorted(self.current().items())
        ]
        waiting = [
            {"event": event, "grade": self.grade_of(event), "kind": said.kind, "party": alone(said)}
            for event, said in sorted(self.said.items())
            if said.kind in ACCOUNTS and event not in self.joint
        ]
        return state | {
            "accounts": self.accounts(),
            "attests": [
                {"event": event, "result": result, "witness": witness}
                for (event, witness), result in sorted(self.attests.items())
            ],
            "disputes": sorted(disputes, key=lambda one: (one["event"], one["party"], one["field"])),
            "policy": "repli/4",
            "register": register,
            "waiting": waiting,
        }

    def figures(self) -> list[Body]:
        """Return the seventeen figures of section 30."""
        told = {one["name"]: one for one in super().figures()}
        come, kept = self.people_of("reinforced"), self.people_of("retained")
        lost, back = self.people_of("asylum", "medevac", "died"), self.people_of("returned")
        gone = how_many(self.slots_of("people")) - back
        values = {
            "people_baseline": self.roster[0] - come,
            "people_counted": gone - told["people_opening"]["value"],
            "people_departed": gone,
            "people_remaining": self.roster[0] - gone - kept - lost,
            "people_reinforced": come,
            "people_retained": kept,
            "people_otherwise": lost,
            "items_disposed": self.accounts()["items_disposed"],
            "sites_closed": sum(row[0] == "close" for row in self.current()),
        }
        for name, value in values.items():
            told[name] = {"grade": "joint", "name": name, **told.get(name, {}), "value": value}
        return list(told.values())


STORY = ("reinforce", "status")
ITEM_WORDS = {
    "done": ("disposed", 1),
    "lost": ("lost", 1),
    "found": ("lost", -1),
    "held": ("held", 1),
    "freed": ("held", -1),
}
