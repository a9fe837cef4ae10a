"""A log of format 3 in memory: `deep_world` with lists of slots in files of their own, and with counts made blind.

world = Late(minutes=60, start="event")                   genesis and both declarations
world.depart("M-1", [2], feed=RAMP)                       written as a number, and a file of slots
world.lists["M-1"]                                        the path of that file
seal = world.seal("M-1", 1); world.seal("M-1", 1, feed=FORCE); world.open(seal)
"""

from dataclasses import dataclass
from typing import Unpack

from tests.verification.deep_log import HOST, OWNER, How
from tests.verification.deep_spec import Fold, Said
from tests.verification.deep_world import Deep
from tests.verification.log_spec import Body, b64, canonical, sha


class LateFold(Fold):
    """State and figures as section 22 changes them; whether a count is blind is said by the test."""

    def __init__(self, events: list[Said], keys: dict[str, Body]) -> None:
        self.seals: dict[tuple[str, str], str] = {}
        self.blind: dict[tuple[str, str], bool] = {}
        super().__init__(events, keys)

    def on_count(self, said: Said) -> None:
        key = said.body["movement"], said.parties[0]
        if "sealed" in said.body:
            self.seals[key] = said.hash
        else:
            self.tallies[key], self.blind[key] = said.body, said.blind
            del self.seals[key]

    def slots_of(self, scope: str) -> int:
        return sum(body[scope] for body in self.gone())

    def state(self) -> Body:
        state = super().state()
        seals = [{"event": seal, "movement": key[0], "party": key[1]} for key, seal in sorted(self.seals.items())]
        tallies = [one | {"blind": self.blind[one["movement"], one["party"]]} for one in state["tallies"]]
        return state | {"policy": "repli/3", "seals": seals, "tallies": tallies}


@dataclass(frozen=True)
class Seal:
    """A count that was sealed: what it hides, by whom, and its hash."""

    said: Body
    salt: bytes
    feed: str
    hash: str


class Late(Deep):
    """Two parties with a device each, and the first events of a withdrawal of 10 people and 4 items."""

    v = 3
    fold_type = LateFold

    def __init__(self, *, minutes: int = 1440, start: str = "event", delay_minutes: int = 1440) -> None:
        self.disclosed = {"from": start, "minutes": minutes}
        self.lists: dict[str, str] = {}  # movement, or the kind of another event -> path of its latest list
        super().__init__(delay_minutes=delay_minutes)

    def genesis_body(self, delay_minutes: int) -> Body:
        return super().genesis_body(delay_minutes) | {"slots": self.disclosed}

    def add(self, feed: str, kind: str, body: Body, by: list[str] | None = None, **how: Unpack[How]) -> str:
        if kind == "amend" and body["kind"] == "depart":
            body = body | {"body": self.numbered(kind, body["body"])}
        elif kind in {"opening", "depart"}:
            body = self.numbered(kind, body)
        return super().add(feed, kind, body, by, **how)

    def numbered(self, kind: str, body: Body) -> Body:
        """Return a body with numbers of slots and the name of their file, unless the test gave numbers itself."""
        if isinstance(body["people"], int):
            return body
        slots = self.sidecar(slot_file(body["people"], body["items"]))
        self.lists[body.get("movement", kind)] = f"sidecar/{slots}"
        return {"slots": slots, **body, "items": len(body["items"]), "people": len(body["people"])}

    def seal(self, movement: str, people: int, items: int = 0, *, feed: str = HOST, **how: Unpack[How]) -> Seal:
        said = {"items": items, "movement": movement, "people": people}
        salt = sha(f"{movement} {feed} {len(self.feeds[feed])}".encode())[:16]
        body = {"movement": movement, "sealed": self.sealed(said, salt, OWNER[feed])}
        return Seal(said, salt, feed, self.add(feed, "count", body, [f"{feed}/count"], **how))

    def sealed(self, said: Body, salt: bytes, party: str) -> str:
        whole = canonical({"genesis": self.feeds["demo-force"][0].hash, "party": party, **said})
        return sha(b"repli-count/1\x00" + salt + whole).hex()

    def open(self, seal: Seal, change: Body | None = None, *, feed: str = "", **how: Unpack[How]) -> str:
        body = {"opens": seal.hash, "salt": b64(seal.salt), **seal.said} | (change or {})
        return self.add(feed or seal.feed, "count", body, [f"{feed or seal.feed}/count"], **how)


def slot_file(people: list[int], items: list[int], **change: object) -> bytes:
    """Return a file of slots; its salt comes from what it lists, as only a test may do."""
    lists = {"format": "repli-slots/1", "items": items, "people": people}
    return canonical({**lists, "salt": b64(sha(canonical(lists))[:16]), **change}) + b"\n"
