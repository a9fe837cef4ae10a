"""verify.py refuses each entry line that is wrong by itself: its signers, the genesis event, envelope and payload."""

import json
from pathlib import Path

import pytest

from tests.verification.attacks import (
    COUNT,
    COUNT_HOST,
    FORCE_LINES,
    HOST_LINES,
    REP,
    REP_HOST,
    assert_refused,
    at,
    damage,
    edit,
    lie,
    put,
    then,
)
from tests.verification.log_builder import FORCE, HOST
from tests.verification.log_spec import Body, b64, canonical, public_key

SIGNATURES = {
    "a ramp officer's key publishes": lie(
        at(FORCE, 7), "needs keys to represent", signers={"publish": [COUNT, REP_HOST]}
    ),
    "one party publishes alone": lie(at(FORCE, 7), "needs 2 parties, 1 signed", signers={"publish": [REP]}),
    "one party starts the log": lie(at(FORCE, 1), "needs 2 parties, 1 signed", signers={"genesis": [REP]}),
    "nobody signs": lie(at(FORCE, 6), "1 or 2 parties, 0 signed", signers={"depart2": []}),
    "an officer who represents counts": lie(at(HOST, 1), "needs keys to count", signers={"count1": [REP_HOST]}),
    "two parties sign a count": lie(at(HOST, 1), "needs 1 parties, 2", signers={"count1": [COUNT, COUNT_HOST]}),
    "the other party fills a feed": lie(at(FORCE, 5), "not signed by demo-force", signers={"depart1": [COUNT_HOST]}),
    "a stranger signs": lie(at(FORCE, 5), "which the genesis event does not name", signers={"depart1": ["x/count"]}),
    "one key signs twice": lie(at(FORCE, 5), "strictly ascending", signers={"depart1": [COUNT, COUNT]}),
}


def second_key(event: Body) -> None:
    """Give the force a second key to count."""
    key = {"key": b64(public_key(f"{FORCE}/count2")), "role": "count"}
    event["body"]["parties"][0]["keys"].append(key)


SIGNATURES["one party plays both with two keys"] = lie(
    at(FORCE, 5),
    "a party signed with two keys",
    edits={"genesis": second_key},
    signers={"depart1": [COUNT, f"{FORCE}/count2"]},
)
GENESIS = {
    "two forces": lie(
        at(FORCE, 1), "not one force", edits={"genesis": lambda e: e["body"]["parties"][1].update(role="force")}
    ),
    "no key to count": lie(
        at(FORCE, 1), "lacks a key", edits={"genesis": lambda e: e["body"]["parties"][1]["keys"].pop(1)}
    ),
    "one key for two roles": lie(
        at(FORCE, 1),
        "stands twice",
        edits={"genesis": lambda e: e["body"]["parties"][0]["keys"][2].update(e["body"]["parties"][1]["keys"][0])},
    ),
    "a key of small order": lie(
        at(FORCE, 1),
        "keys\\[2\\].key is not",
        edits={"genesis": lambda e: e["body"]["parties"][0]["keys"][2].update(key="A" * 43 + "=")},
    ),
    "three parties": lie(
        at(FORCE, 1),
        "not one force",
        edits={"genesis": lambda e: e["body"]["parties"].append({**e["body"]["parties"][1], "id": "zzz"})},
    ),
    "parties not of these feeds": lie(
        at(FORCE, 1), "its parties are", edits={"genesis": lambda e: e["body"]["parties"][1].update(id="demo-other")}
    ),
    "genesis in the feed of the host": lie(
        at(FORCE, 1),
        "not in the feed of the force",
        edits={
            "genesis": lambda e: [
                p.update(role=r) for p, r in zip(e["body"]["parties"], ("host", "force"), strict=True)
            ]
        },
    ),
    "genesis that has seen something": lie(
        at(FORCE, 1), "genesis event has seen", edits={"genesis": lambda e: e["seen"].update({HOST: 1})}
    ),
    "genesis with a parent": lie(
        at(FORCE, 1), "another genesis", edits={"genesis": lambda e: e.update(genesis="1" * 64)}
    ),
    "a second genesis": then(
        "depart3",
        at(FORCE, 8),
        "a second genesis",
        lambda w: w.add("", FORCE, "genesis", w.events[FORCE][0]["body"]),
    ),
    "no genesis": lie(at(FORCE, 1), "unknown kind 'g", edits={"genesis": lambda e: e.update(kind="g\x07")}),
}


def borrowed_signature(lines: bytes) -> bytes:
    """Give line 3, a depart of the host, the signature of line 1, a count by the same key."""
    rows = [json.loads(line) for line in lines.splitlines()]
    rows[2]["signatures"] = rows[0]["signatures"]
    return b"".join(canonical(row) + b"\n" for row in rows)


EVENTS = {
    "replay from another agreement": lie(
        at(FORCE, 6), "another genesis", edits={"depart2": lambda e: e.update(genesis="a" * 64)}
    ),
    "written for the other feed": lie(
        at(FORCE, 6), "written for feed demo-host", edits={"depart2": lambda e: e.update(feed=HOST)}
    ),
    "seen names a third feed": lie(at(FORCE, 6), "`seen` does not", edits={"depart2": lambda e: e["seen"].update(x=0)}),
    "seen names no feed": lie(at(FORCE, 6), "`seen` does not", edits={"depart2": lambda e: e["seen"].clear()}),
    "seen falls": lie(
        at(FORCE, 7), "`seen` falls from 2 to 1", edits={"publish": lambda e: e["seen"].update({HOST: 1})}
    ),
    "seen events that do not exist": lie(
        at(FORCE, 7),
        "has seen 9 events of demo-host; there are 3",
        edits={"publish": lambda e: e["seen"].update({HOST: 9})},
    ),
    "each has seen the other's future": lie(
        at(FORCE, 5), "cannot come before it", edits={"depart1": lambda e: e["seen"].update({HOST: 1})}
    ),
    "a kind of later formats": lie(
        at(FORCE, 6), "known, not read", edits={"depart2": lambda e: e.update(kind="amend")}
    ),
    "before the genesis event": lie(
        at(HOST, 1),
        "line 4 there is joint and came before it",
        edits={"count1": lambda e: e.update(at="2020-01-01T00:00:00Z", seen={FORCE: 0})},
    ),
    "the same event twice": then(
        "depart3",
        at(FORCE, 9),
        "another event has the same hash",
        lambda w: [w.count("NIG-009", people=1, feed=FORCE) for w.clock in (50, 50)],
    ),
    "no instant": lie(at(FORCE, 6), "payload.at", edits={"depart2": lambda e: e.update(at="2024-06-31T00:00:00Z")}),
    "a leap second": lie(at(FORCE, 6), "payload.at", edits={"depart2": lambda e: e.update(at="2016-12-31T23:59:60Z")}),
    "a signature of other bytes": damage(
        at(HOST, 3),
        "the signature of demo-host \\([0-9a-f]{16}\\) does not match",
        lambda f: f.update({HOST_LINES: borrowed_signature(f[HOST_LINES])}),
    ),
    "not canonical": lie(at(FORCE, 6), "not in canonical form", raw={"depart2": lambda data: data + b" "}),
    "a payload too large": edit("minutes", at(HOST, 2), "more than the 16384 allowed", actions=["x" * 17_000]),
    "a line too large": damage(at(FORCE, 1), "more than the 32768 allowed", put(FORCE_LINES, b"x" * 40_000 + b"\n")),
}
ALL = SIGNATURES | GENESIS | EVENTS


@pytest.mark.parametrize("name", ALL)
def test_a_wrong_line_is_refused_with_its_place_and_reason(name: str, tmp_path: Path) -> None:
    assert_refused(ALL[name], tmp_path)
