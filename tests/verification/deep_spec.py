"""State and figures of format 2, added up as sections 14 and 15 of docs/reference/log-format.md say, without rules.

Nothing is judged here: whether an event is void, or makes a movement unopposed, is said by the test that wrote it
(`Said.void`, `Said.settles`). So a verifier that judges otherwise computes another state, and refuses the log.
"""

from dataclasses import dataclass, field

from tests.verification.log_spec import Body, sum_cells

GRADES = ("unopposed", "unilateral", "disputed")
NINE = (
    "people_baseline",
    "people_opening",
    "people_counted",
    "people_departed",
    "people_remaining",
    "items_baseline",
    "items_departed",
    "kg_departed",
    "movements_departed",
)


@dataclass(frozen=True, slots=True)
class Said:
    """An event as it was written, and what the author of the test says about its effect."""

    feed: str
    payload: Body
    hash: str
    parties: tuple[str, ...]
    void: bool = False
    settles: tuple[str, ...] = ()  # the movements that it makes unopposed
    blind: bool = True  # of a count of format 3 that is opened

    @property
    def kind(self) -> str:
        return str(self.payload["kind"])

    @property
    def body(self) -> Body:
        return dict(self.payload["body"])


@dataclass(slots=True)
class Flight:
    """A movement: its current version and what stands against it."""

    event: str
    body: Body
    party: str
    joint: bool
    version: int = 1
    unopposed: bool = False
    disputes: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    rivals: dict[str, Said] = field(default_factory=dict)

    def become(self, said: Said) -> None:
        """Put a new version in the place of this one."""
        self.event, self.body, self.party = said.hash, said.body["body"], alone(said)
        self.version, self.unopposed, self.disputes = self.version + 1, False, {}


def how_many(slots: list[int] | int) -> int:
    """Return the number of slots: format 3 says it itself."""
    return slots if isinstance(slots, int) else len(slots)


def alone(said: Said) -> str:
    return said.parties[0] if len(said.parties) == 1 else ""


class Fold:
    """Everything that the events say together."""

    def __init__(self, events: list[Said], keys: dict[str, Body]) -> None:
        self.flights: dict[str, Flight] = {}
        self.cancelled: list[str] = []
        self.tallies: dict[tuple[str, str], Body] = {}
        self.declared: dict[str, Body] = {}
        self.opening: list[Body] = []
        self.published: list[Said] = []
        self.void: list[str] = []
        self.keys, self.keys_version, self.agreement = dict(keys), 1, ""
        self.events = len(events)
        for said in events:
            for name in said.settles:
                self.flights[name].unopposed = True
            if said.void:
                self.void.append(said.hash)
            else:
                getattr(self, f"on_{said.kind}")(said)

    def on_genesis(self, said: Said) -> None:
        self.agreement = said.body["agreement"]["id"]

    def on_declare(self, said: Said) -> None:
        self.declared[said.body["scope"]] = said.body

    def on_opening(self, said: Said) -> None:
        self.opening.append(said.body)

    def on_count(self, said: Said) -> None:
        self.tallies[said.body["movement"], said.parties[0]] = said.body

    def on_depart(self, said: Said) -> None:
        self.flights[said.body["movement"]] = Flight(said.hash, said.body, alone(said), joint=not alone(said))

    def on_amend(self, said: Said) -> None:
        inner = said.body["body"]
        if said.body["kind"] == "declare":
            self.declared[inner["scope"]] = inner
            return
        flight = self.flights[inner["movement"]]
        if said.body["replaces"] == flight.event:
            flight.become(said)
            flight.joint = flight.joint or not alone(said)
        else:
            flight.rivals[said.hash], flight.unopposed = said, False

    def on_dispute(self, said: Said) -> None:
        flight = next(one for one in self.flights.values() if one.event == said.body["event"])
        flight.disputes[said.parties[0], said.body["field"]] = (said.hash, said.body["value"])

    def on_cancel(self, said: Said) -> None:
        for name, flight in list(self.flights.items()):
            if flight.event == said.body["event"]:
                del self.flights[name]
                self.cancelled.append(name)
            for key, (dispute, _) in list(flight.disputes.items()):
                if dispute == said.body["event"]:
                    del flight.disputes[key]

    def on_resolve(self, said: Said) -> None:
        for flight in self.flights.values():
            if said.body["event"] in flight.rivals:
                flight.become(flight.rivals[said.body["event"]])
            if said.body["event"] == flight.event:
                flight.joint, flight.disputes, flight.rivals = True, {}, {}

    def on_minutes(self, said: Said) -> None:
        for flight in self.flights.values():
            flight.joint = flight.joint or flight.event in said.body["accepts"]

    def on_publish(self, said: Said) -> None:
        self.published.append(said)

    def on_correct(self, said: Said) -> None:
        """A correction changes no state."""

    def on_keys(self, said: Said) -> None:
        for row in said.body["add"]:
            self.keys[row["keyid"]] = {key: row[key] for key in ("feed", "keyid", "party", "role")}
        for keyid in said.body["revoke"]:
            del self.keys[keyid]
        self.keys_version = said.body["version"]

    def grade(self, name: str) -> str:
        flight = self.flights[name]
        if flight.joint or flight.unopposed:
            return "joint" if flight.joint else "unopposed"
        told = [tally for (movement, _), tally in self.tallies.items() if movement == name]
        differs = any(how_many(flight.body[key]) != tally[key] for tally in told for key in ("people", "items"))
        return "disputed" if flight.disputes or flight.rivals or differs else "unilateral"

    def gone(self) -> list[Body]:
        return self.opening + [flight.body for flight in self.flights.values() if flight.joint]

    def slots_of(self, scope: str) -> list[int] | int:
        """Return the slots that have departed, as the state lists them."""
        return sorted(slot for body in self.gone() for slot in body[scope])

    def state(self) -> Body:
        flights = sorted(self.flights.items())
        of_cells = ("cells", "kg", "root", "slots", "version")
        disputes = [
            {"dispute": dispute, "event": flight.event, "field": what, "party": party, "value": value}
            for _, flight in flights
            for (party, what), (dispute, value) in flight.disputes.items()
        ]
        return {
            "agreement": self.agreement,
            "baseline": {
                scope: {key: self.declared[scope][key] for key in of_cells} if scope in self.declared else {}
                for scope in ("items", "people")
            },
            "cancelled": sorted(self.cancelled),
            "departed": {
                "cells": sum_cells(self.gone()),
                "items": self.slots_of("items"),
                "kg": sum(body["kg"] for body in self.gone()),
                "movements": sum(flight.joint for _, flight in flights),
                "people": self.slots_of("people"),
            },
            "disputes": sorted(disputes, key=lambda one: (one["event"], one["party"], one["field"])),
            "events": self.events,
            "keys": [self.keys[keyid] for keyid in sorted(self.keys)],
            "keys_version": self.keys_version,
            "movements": [
                {
                    "event": flight.event,
                    "grade": self.grade(name),
                    "items": how_many(flight.body["items"]),
                    "kg": flight.body["kg"],
                    "movement": name,
                    "party": flight.party,
                    "people": how_many(flight.body["people"]),
                    "version": flight.version,
                }
                for name, flight in flights
            ],
            "opening": {
                "items": sum(how_many(body["items"]) for body in self.opening),
                "kg": sum(body["kg"] for body in self.opening),
                "people": sum(how_many(body["people"]) for body in self.opening),
            },
            "policy": "repli/2",
            "published": len(self.published),
            "rivals": sorted(
                ({"event": flight.event, "rival": rival} for _, flight in flights for rival in flight.rivals),
                key=lambda one: (one["event"], one["rival"]),
            ),
            "tallies": [
                {"items": tally["items"], "movement": movement, "party": party, "people": tally["people"]}
                for (movement, party), tally in sorted(self.tallies.items())
            ],
            "void": sorted(self.void),
        }

    def figures(self) -> list[Body]:
        """Return the twelve figures of section 15."""
        state = self.state()
        opening, gone = state["opening"], state["departed"]
        people, items = (state["baseline"][scope].get("slots", 0) for scope in ("people", "items"))
        departed, of_people = how_many(gone["people"]), "declared" if opening["people"] else "joint"
        rows = [
            (people, "joint"),
            (opening["people"], "declared"),
            (departed - opening["people"], "joint"),
            (departed, of_people),
            (people - departed, of_people),
            (items, "joint"),
            (how_many(gone["items"]), "declared" if opening["items"] else "joint"),
            (gone["kg"], "declared" if opening["kg"] else "joint"),
            (gone["movements"], "joint"),
        ]
        nine = [{"grade": g, "name": name, "value": n} for name, (n, g) in zip(NINE, rows, strict=True)]
        movements = state["movements"]
        sums = {grade: sum(one["people"] for one in movements if one["grade"] == grade) for grade in GRADES}
        return nine + [{"grade": grade, "name": f"people_{grade}", "value": sums[grade]} for grade in GRADES]
