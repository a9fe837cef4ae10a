"""verify.py on logs of format 4 that are made to cost more than their bytes: numbers, sites, rows, files.

Nothing is timed: work is counted in calls of functions and in files read, and must grow no faster than the log.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from repli.verification import standalone
from repli.verification.standalone import Event, State, verify
from tests.verification.day_world import BODIES, BOTH, NOTHING, Day, told
from tests.verification.deep_log import FORCE, HOST, TABLET
from tests.verification.log_builder import save
from tests.verification.log_spec import cells, sha
from tests.verification.test_standalone_hostile import calls

MOST = 2**53 - 1


def line(number: int, kind: str, parties: tuple[str, ...] = ("a", "b"), /, **body: object) -> Event:
    moment = f"2024-06-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
    whole = {**BODIES.get(kind, {}), **body}
    event_hash = sha(f"{number}".encode()).hex()
    return Event("a", number, 4, moment, kind, whole, {}, None, b"", (), event_hash, b"", frozenset(parties))


def begun() -> State:
    state = State(v=4, parties=("a", "b"), delay_seconds=10**9, deadline="2024-09-15", roster=(9, ""))
    for scope in ("people", "items"):
        state.declared[scope] = line(0, "declare", slots=9, kg=0, cells=[])
    return state


def many_sites(number: int) -> Callable[[], object]:
    """Return the replay of people who come to ever new sites, and of the end of ever more other sites."""
    said = []
    for n in range(number):
        body: dict[str, Any] = {"cells": [{"category": "x", "count": 1, "site": f"s{n}"}], "people": 1}
        said.append(line(3 * n + 1, "reinforce", **body, slots=10 + n, root="", sidecar="", reason="", time=""))
        said.append(line(3 * n + 2, "close", site=f"t{n}", act=NOTHING))
        said.append(line(3 * n + 3, "obligation", ("a",), clause=f"c{n}"))
    return replay_of(said)


def many_rows(number: int) -> Callable[[], object]:
    """Return the replay of one row that grows, with a dispute of each entry, and all of them cancelled again."""
    said = [line(n, "inspect", ("a",), people=0, items=0) for n in range(1, number + 1)]
    disputes = [line(number + n, "dispute", ("b",), event=one.hash, field="kg", value=n) for n, one in enumerate(said)]
    both = [event for pair in zip(said, disputes, strict=True) for event in pair]
    gone = [line(3 * number + n, "cancel", ("a",), event=e.hash, kind="inspect") for n, e in enumerate(reversed(said))]
    return replay_of([*both, *gone])


def many_waiting(number: int) -> Callable[[], object]:
    """Return the replay of transfers of one party, all of them accepted at once."""
    body = {"cells": [], "people": 0, "items": 1, "to": "s"}
    said = [line(n, "transfer", ("a",), movement=f"T-{n}", **body) for n in range(1, number + 1)]
    return replay_of([*said, line(number + 1, "minutes", accepts=[one.hash for one in said], escalated=[])])


def replay_of(said: list[Event]) -> Callable[[], object]:
    state = begun()

    def replay() -> None:
        for event in said:
            standalone.step(state, event)
            state.order[event.hash] = event
        assert not state.void

    return replay


@pytest.mark.parametrize("make", [many_sites, many_rows, many_waiting])
def test_work_grows_as_the_log_does(make: Callable[[int], Callable[[], object]]) -> None:
    small, large = calls(make(60)), calls(make(120))
    assert small > 60
    assert large < 2.25 * small


def come(world: Day) -> dict[str, object]:
    told = {"cells": cells(soldier=MOST - 10), "people": MOST - 10, "reason": "", "time": "2024-06-03T10:00:00Z"}
    return world.roster_of(11) | told | {"slots": MOST}


HUGE: dict[str, tuple[Callable[[Day], object], str]] = {
    "people kept": (
        lambda w: w.say("status", people=MOST, items=0, cells=cells(soldier=MOST), slots=NOTHING),
        "",
    ),
    "people who come": (
        lambda w: w.add(FORCE, "reinforce", come(w), [f"{FORCE}/count"]),
        "",
    ),
    "people of a departure": (
        lambda w: w.depart(
            "M-1", [2], change={"people": MOST, "items": 0, "slots": NOTHING, "cells": cells(soldier=MOST)}, void=True
        ),
        "cell-over-baseline",
    ),
    "cells that sum to more than an integer may be": (
        lambda w: w.say(
            "status",
            people=MOST,
            items=0,
            cells=cells(civilian=MOST, soldier=MOST),
            slots=NOTHING,
            written={"void": True},
        ),
        "cells-do-not-sum",
    ),
    "weight": (lambda w: w.say("dispose", kg=MOST, items=MOST, slots=NOTHING), ""),
    "hours of an incident": (lambda w: w.say("incident", effect_hours=MOST), ""),
}


@pytest.mark.parametrize("name", HUGE)
def test_what_one_party_says_may_be_as_large_as_an_integer(name: str, tmp_path: Path) -> None:
    story, reason = HUGE[name]
    verdict = verify(save(told(story).files(), tmp_path / "log"))
    assert (verdict.exit, [one["reason"] for one in verdict.void]) == (3, [reason] if reason else []), verdict.reason


@pytest.mark.parametrize("name", ["people kept", "people who come", "weight"])
def test_what_both_accept_is_never_more_than_there_is(name: str, tmp_path: Path) -> None:
    world = Day()
    HUGE[name][0](world)
    event = world.feeds[FORCE][-1].hash
    world.minutes([event])
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, f"feed {HOST} line 1"), verdict.reason


def test_a_list_that_many_entries_name_is_read_as_often_as_it_may_be_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = Day()
    world.depart("M-1", [2], by=BOTH)
    for number in range(3):
        world.say("status", people=[2], status="returned", by=BOTH)
        world.say("status", people=[2], by=BOTH)
        world.say("status", people=[2], status="released", by=BOTH)
        world.depart(f"M-{number + 2}", [2], by=BOTH)
    for number in range(5):
        world.depart(f"N-{number}", [2], feed=TABLET)
    world.minutes([], feed=FORCE)
    read: list[str] = []
    real = standalone.SlotFiles.read
    monkeypatch.setattr(standalone.SlotFiles, "read", lambda self, name: (read.append(name), real(self, name))[1])
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert [one["reason"] for one in verdict.faults] == ["slot-taken"] * 5
    # once as a list that gives back; then once, and once more for each that gave back; and for number 6, whatever
    # number of events name it, once as what gives back and once for each status as what was taken
    assert len(read) == 1 + 7 + 3


def test_a_body_is_no_larger_than_a_payload_so_no_event_names_thousands_of_sites(tmp_path: Path) -> None:
    world = Day()
    many = [{"category": "x", "count": 1, "site": f"s{n:04}"} for n in range(1000)]
    world.say("status", people=1000, items=0, cells=many, slots=NOTHING)
    world.cuts = {path: {FORCE: 3} for path in ("checkpoint", f"feeds/{FORCE}/checkpoint", f"feeds/{HOST}/checkpoint")}
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, f"feed {FORCE} line 4")
    assert "bytes, more than the" in verdict.reason
