"""verify.py refuses what the rules of replay, the figures and the sidecars forbid, at the line that breaks them.

All heads, states and figures of these logs are computed for the lie: nothing but the rule is broken.
"""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.verification.attacks import COUNT_HOST, assert_refused, at, damage, edit, lie, then
from tests.verification.log_builder import FORCE, HOST, World
from tests.verification.log_spec import Body, cells

DIGESTS = next(name for name, data in World().files().items() if name.startswith("sidecar/") and len(data) == 450)
TEXT = next(name for name, data in World().files().items() if name.startswith("sidecar/") and b"\xc3\xa9" in data)
COUNTED = {"items": 0, "movement": "NIG-009", "people": 1}


def figure(number: int, **changes: object) -> Callable[[Body], object]:
    return lambda event: event["body"]["figures"][number].update(changes)


def slip_in(world: World) -> None:
    """Backdate an event of the host: concurrent with the communique by `seen`, before it by `at`."""
    world.add("", HOST, "count", COUNTED, [COUNT_HOST], at="2024-06-01T08:30:00Z", seen={FORCE: 6})


def more_cells(**counts: int) -> Body:
    return {"cells": cells(**counts), "people": list(range(2, 2 + sum(counts.values())))}


DECLARE_OPENING = {
    "one scope declared twice": then(
        "opening", at(FORCE, 5), "declare people: this scope was declared before", lambda w: w.step_people()
    ),
    "cells that do not sum to the slots": edit("people", at(FORCE, 2), "cells sum to 10, not to 11", slots=11),
    "kg of people": edit("people", at(FORCE, 2), "people have no kg", kg=1),
    "more slots than digests": edit(
        "people", at(FORCE, 2), "declare people: 11 slots, but 10 digests", slots=11, cells=cells(civilian=3, soldier=8)
    ),
    "a root of other digests": edit("people", at(FORCE, 2), "declare people: `root` is not", root="0" * 64),
    "a second opening": then("depart1", at(FORCE, 6), "opening: a second opening", lambda w: w.step_opening()),
    "an opening before both declares": lie(at(FORCE, 3), "opening: people and items are not", skip=("items",)),
    "an opening after a departure": lie(
        at(FORCE, 5),
        "opening: a departure stands before",
        skip=("opening",),
        after={"depart1": lambda w: w.step_opening()},
    ),
    "an opening out of range": edit("opening", at(FORCE, 4), "slot 10 of people is out of range", people=[0, 10]),
    "an opening of more than its cells": edit("opening", at(FORCE, 4), "cells sum to 2, not to 3", people=[0, 1, 2]),
    "an opening of more than a cell": edit(
        "opening", at(FORCE, 4), "4 people of niamey/civilian; 3 were", **more_cells(civilian=4)
    ),
    "an opening heavier than the baseline": edit("opening", at(FORCE, 4), "1001 kg; 1000 were", kg=1001),
}
DEPART = {
    "a departure before both declares": lie(at(FORCE, 3), "depart NIG-001: people and", skip=("items", "opening")),
    "one movement twice": edit("depart2", at(FORCE, 6), "depart NIG-001: this movement departed", movement="NIG-001"),
    "a slot out of range": edit("depart1", at(FORCE, 5), "slot 4 of items is out of range: 4 slots", items=[1, 4]),
    "a slot of the opening": edit(
        "depart1", at(FORCE, 5), r"depart NIG-001: slot 1 of people is already in opening \(feed", people=[1]
    ),
    "a person counted twice": edit(
        "depart2", at(FORCE, 6), r"slot 2 of people is already in depart NIG-001 \(feed demo-force line 5\)", people=[2]
    ),
    "a person counted twice, by each party": edit(
        "depart3", at(HOST, 3), r"depart NIG-003: slot 2 of people is already in depart NIG-001 \(feed", people=[2]
    ),
    "an item counted twice": edit("depart2", at(FORCE, 6), "slot 1 of items is already in depart NIG-001", items=[1]),
    "fewer cells than people": edit("depart2", at(FORCE, 6), "cells sum to 1, not to 2", people=[3, 5]),
    "more of a cell than declared": edit(
        "depart1", at(FORCE, 5), "4 people of niamey/civilian; 3 were declared", **more_cells(civilian=4)
    ),
    "a cell that was not declared": edit(
        "depart1", at(FORCE, 5), "1 people of niamey/pilot; 0 were declared", **more_cells(pilot=1)
    ),
    "together more of a cell than declared": edit(
        "depart1", at(FORCE, 5), "8 people of niamey/soldier; 7 were declared", **more_cells(soldier=6)
    ),
    "together heavier than the baseline": edit("depart2", at(FORCE, 6), "1001 kg; 1000 were declared", kg=701),
}
MINUTES = {
    "minutes that accept nothing known": edit("minutes", at(HOST, 2), "not a unilateral departure", accepts=["a" * 64]),
    "minutes that accept twice": then(
        "minutes",
        at(HOST, 3),
        "minutes 2024-06-02: [0-9a-f]{64} is not a unilateral",
        lambda w: w.minutes([w.hash_of("NIG-001")]),
    ),
    "minutes that accept a joint departure": then(
        "depart2", at(HOST, 3), "not a unilateral departure", lambda w: w.minutes([w.hash_of("NIG-002")])
    ),
    "minutes that accept a later departure": lie(
        at(FORCE, 5),
        "line 1 there is joint and came before it",
        skip=("count1",),
        edits={"minutes": lambda event: event.update(at="2024-06-01T04:30:00Z", seen={FORCE: 4})},
    ),
    "a count of people that differs": edit("count1", at(HOST, 2), "the count of demo-host for NIG-001 is", people=2),
    "a count of items that differs": edit("count1", at(HOST, 2), "the count of demo-host for NIG-001 is", items=0),
    "a count of the force that differs": then(
        "depart1", at(HOST, 2), "the count of demo-force", lambda w: w.count("NIG-001", people=9, feed=FORCE)
    ),
}
PUBLISH = {
    "a number left out": edit("publish", at(FORCE, 7), "publish 2: number 1 is next", number=2),
    "another state": edit(
        "publish", at(FORCE, 7), "`state` is not the digest of the events before it$", state="0" * 64
    ),
    "an inflated figure": lie(
        at(FORCE, 7),
        r"figure people_departed 5 \(declared\) was published; the events give people_departed 4 \(declared\)",
        edits={"publish": figure(3, value=5)},
    ),
    "a better grade": lie(
        at(FORCE, 7), r"people_departed 4 \(joint\) was", edits={"publish": figure(3, grade="joint")}
    ),
    "a figure with another name": lie(at(FORCE, 7), r"figure '\\x1b' 10", edits={"publish": figure(0, name="\x1b")}),
    "figures in another order": lie(
        at(FORCE, 7), "figure movements_departed", edits={"publish": lambda e: e["body"]["figures"].reverse()}
    ),
    "a figure missing": lie(at(FORCE, 7), "8 figures, not 9", edits={"publish": lambda e: e["body"]["figures"].pop()}),
    "a figure more": lie(
        at(FORCE, 7),
        "10 figures, not 9",
        edits={"publish": lambda e: e["body"]["figures"].append(copy.deepcopy(e["body"]["figures"][0]))},
    ),
    "a language missing": lie(
        at(FORCE, 7), "not one `en` and one `fr`", edits={"publish": lambda e: e["body"]["texts"].pop()}
    ),
    "the languages exchanged": lie(
        at(FORCE, 7), "not strictly ascending", edits={"publish": lambda e: e["body"]["texts"].reverse()}
    ),
    "figures without a baseline": lie(
        at(FORCE, 3), "publish 1: people and items are", skip=("items", "opening", "depart1", "minutes", "depart2")
    ),
    "an event slipped in before a communique": lie(
        at(HOST, 3),
        "has seen 6 events of demo-force; line 7 there is joint and came before it",
        after={"publish": slip_in},
    ),
}
SIDECARS = {
    "a digest file missing": damage(at(FORCE, 2), "declare people: .* is missing", lambda f: f.pop(DIGESTS)),
    "a text missing": damage(at(FORCE, 7), "publish 1: .* is missing", lambda f: f.pop(TEXT)),
    "a digest that is not base64": damage(
        f"{DIGESTS} line 3",
        f"named by declare people, {at(FORCE, 2)}: .*malformed base64",
        lambda f: f.update({DIGESTS: f[DIGESTS][:100] + b"~" + f[DIGESTS][101:]}),
    ),
    "a digest of 31 bytes": damage(
        f"{DIGESTS} line 1",
        f"named by declare people, {at(FORCE, 2)}: .*not a digest of 32 bytes",
        lambda f: f.update({DIGESTS: b"A" * 40 + b"AA==\n" + f[DIGESTS][45:]}),
    ),
    "another digest": damage(
        f"{DIGESTS}",
        f"named by declare people, {at(FORCE, 2)}: .*not those that its name says",
        lambda f: f.update({DIGESTS: b"A" * 43 + b"=\n" + f[DIGESTS][45:]}),
    ),
    "a digest file without its last newline": damage(
        f"{DIGESTS} line 10",
        "newline",
        lambda f: f.update({DIGESTS: f[DIGESTS][:-1]}),
    ),
    "a text in another normal form": damage(
        f"{TEXT} line 1",
        f"named by publish 1, {at(FORCE, 7)}: .*normal form",
        lambda f: f.update({TEXT: f[TEXT].replace(b"\xc3\xa9", b"e\xcc\x81")}),
    ),
    "a text with carriage returns": damage(
        f"{TEXT} line 1",
        "carriage",
        lambda f: f.update({TEXT: f[TEXT].replace(b"\n", b"\r\n")}),
    ),
    "a text with a byte order mark": damage(
        f"{TEXT} line 1",
        "byte order mark",
        lambda f: f.update({TEXT: b"\xef\xbb\xbf" + f[TEXT]}),
    ),
    "a text that is not UTF-8": damage(
        f"{TEXT} line 1",
        "UnicodeDecodeError",
        lambda f: f.update({TEXT: f[TEXT].decode().encode("latin-1")}),
    ),
}


ALL = DECLARE_OPENING | DEPART | MINUTES | PUBLISH | SIDECARS


@pytest.mark.parametrize("name", ALL)
def test_what_breaks_a_rule_is_refused_with_its_place_and_reason(name: str, tmp_path: Path) -> None:
    assert_refused(ALL[name], tmp_path)
