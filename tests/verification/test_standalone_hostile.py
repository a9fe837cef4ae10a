"""verify.py on logs that are made to cost more than their bytes, or to speak to a terminal.

Nothing is timed: work is counted in calls of functions and in files read, and must grow no faster than the log.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.verification import standalone
from repli.verification.standalone import Event, Log, RefusedError, State, report, verify
from tests.verification.deep_world import FORCE, TABLET, Deep
from tests.verification.late_world import Late, slot_file
from tests.verification.log_builder import save
from tests.verification.log_spec import b64, canonical, cells, sha, tree


def calls(work: Callable[[], object]) -> int:
    """Return how often Python entered a function or resumed a generator."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def line(feed: str, number: int, kind: str, seen: dict[str, int], **body: object) -> Event:
    party = {"a": "a", "b": "b"}.get(feed, "a")
    moment = f"2024-06-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
    event_hash = sha(f"{feed} {number}".encode()).hex()
    whole = {"movement": f"{feed}-{number}", "people": 0, "items": 0, **body}
    return Event(feed, number, 2, moment, kind, whole, seen, None, b"", (), event_hash, b"", frozenset({party}))


def many_departures(number: int) -> Callable[[], object]:
    """Return the replay of departures by one party, and of as many lines of the other, before any delay ends."""
    nothing: dict[str, Any] = {"people": [], "items": [], "cells": [], "kg": 0}
    state = State(v=2, parties=("a", "b"), delay_seconds=10**9)
    declared = Event("a", 1, 2, "", "declare", {"slots": 9, "kg": 0, "cells": []}, {}, None, b"", (), "", b"")
    state.declared = {"people": declared, "items": declared}
    said = [line("a", n, "depart", {}, **nothing) for n in range(1, number + 1)]
    said += [line("b", n, "count", {"a": number}) for n in range(1, number + 1)]
    return lambda: [standalone.step(state, event) for event in said]


def many_devices(number: int) -> Callable[[], object]:
    """Return the merge of devices of which each second line has seen every first one."""
    devices = [f"d{n}" for n in range(number)]
    feeds = {"a": [line("a", 1, "minutes", dict.fromkeys(devices, 2))], "b": list[Event]()}
    for device in devices:
        feeds[device] = [line(device, 1, "count", {}), line(device, 2, "count", dict.fromkeys(devices, 1))]
    log = SimpleNamespace(feeds=feeds, parties=("a", "b"))
    return lambda: list(standalone.merge(log, {"a": 1}))  # type: ignore[arg-type] # no more of a log is looked at


@pytest.mark.parametrize(("make", "growth", "size"), [(many_departures, 2, 100), (many_devices, 4, 30)])
def test_work_grows_as_the_log_does(make: Callable[[int], Callable[[], object]], growth: int, size: int) -> None:
    small, large = calls(make(size)), calls(make(2 * size))
    assert small > size
    assert large < 1.25 * growth * small


def test_thousands_of_events_that_name_one_file_do_not_read_it_thousands_of_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = Deep()
    digests = [sha(bytes([n])) for n in range(12)]
    first = world.declare_body("people", 10, cells(civilian=3, soldier=7), 0)
    kept = world.sidecars[first["sidecar"]].splitlines() + [b64(one).encode() for one in digests[10:]]
    raw = [standalone.from_base64(one.decode()) for one in kept]
    body = first | {
        "cells": cells(civilian=3, soldier=9),
        "root": tree([sha(b"\x00" + one) for one in raw]).hex(),
        "sidecar": world.sidecar(b"".join(one + b"\n" for one in kept)),
        "slots": 12,
    }
    replaced = world.feeds[FORCE][1].hash
    for version in range(2, 12):
        replaced = world.amend_declare(replaced, body | {"version": version})
    for _ in range(10):
        world.publish()
    read: list[str] = []
    real = standalone.check_sidecar
    monkeypatch.setattr(standalone, "check_sidecar", lambda *a: (read.append(a[2]), real(*a)))  # type: ignore[func-returns-value]
    assert verify(save(world.files(), tmp_path / "log")).verdict == "consistent"
    # people and items as declared, people as first amended and as amended again, and two texts
    assert len(read) == 6
    assert read.count(body["sidecar"]) == 2


def test_a_list_that_many_departures_name_is_read_twice_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = Late()
    slots = world.sidecar(slot_file([5, 6], []))
    for number, people in enumerate((1, 1, 2, 2)):
        change = {"people": people, "items": 0, "slots": slots, "cells": cells(soldier=people)}
        world.depart(f"M-{number}", [], feed=TABLET, change=change)
    world.minutes([], feed=FORCE)
    read: list[str] = []
    real = standalone.SlotFiles.read
    monkeypatch.setattr(standalone.SlotFiles, "read", lambda self, name: (read.append(name), real(self, name))[1])
    faults = verify(save(world.files(), tmp_path / "log")).faults
    assert [one["reason"] for one in faults] == ["slots-count", "slots-count", "slot-taken"]
    assert len(read) == 2


def test_names_that_a_log_makes_up_do_not_reach_the_terminal(tmp_path: Path) -> None:
    world = Deep()
    world.depart("M-1", [2], edit=lambda event: event["seen"].update({"\x1b[2J" + "x" * 5000: 3}))
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, f"feed {FORCE} line 4")
    assert "\\x1b[2Jx" in verdict.reason
    assert all(text.isprintable() and len(text) < 800 for text in report(verdict, "en"))


def test_a_reason_is_the_same_in_every_run(tmp_path: Path) -> None:
    world = Deep()
    world.depart("M-1", [2], feed=TABLET)
    world.count("M-1", 1, seen={FORCE: 0})
    verdicts = [verify(save(world.files(), tmp_path / name)) for name in ("one", "two")]
    assert verdicts[0] == verdicts[1]
    assert f"has seen less of {FORCE} than what it has seen of {TABLET}" in verdicts[0].reason


def test_equal_slots_of_many_lines_are_one_object_in_memory() -> None:
    first, second = (standalone.parse_canonical(canonical([70_001, n]), 100) for n in (1, 2))
    assert first[0] is second[0]


@given(st.text(alphabet="ae\u0301\u00e9\n\r\ufeff\u1100\u1161", max_size=12), st.booleans())
def test_a_text_is_one_exactly_if_each_line_of_it_is(text: str, newline: bool) -> None:
    data = text.encode() + (b"\n" if newline else b"")
    try:
        lines = list(standalone.read_lines(data, standalone.check_text_line, "sidecar/x", ""))
    except RefusedError:
        lines = None
    assert standalone.is_text(data) == (lines is not None)


@given(st.data())
def test_the_order_is_that_of_the_obvious_definition(data: st.DataObject) -> None:
    feeds: dict[str, list[Event]] = {"a": [], "b": [], "d": [], "e": []}
    told: list[Event] = []
    for _ in range(data.draw(st.integers(0, 12))):
        feed = data.draw(st.sampled_from(sorted(feeds)))
        before = feeds[feed][-1].seen if feeds[feed] else {}
        counts = {one: data.draw(st.integers(before.get(one, 0), len(feeds[one]))) for one in feeds if one != feed}
        for one in list(counts):  # who has seen a line has seen what that line has seen
            for other, n in (feeds[one][counts[one] - 1].seen if counts[one] else {}).items():
                counts[other] = max(counts.get(other, 0), n)
        counts[feed] = len(feeds[feed])
        event = line(feed, len(feeds[feed]) + 1, "count", {one: n for one, n in counts.items() if n})
        event.at = f"2024-06-0{data.draw(st.integers(1, 3))}T00:00:00Z"
        feeds[feed].append(event)
        told.append(event)
    log: Log = SimpleNamespace(feeds=feeds, parties=("a", "b"))  # type: ignore[assignment] # no more is looked at
    assert list(standalone.merge(log, {feed: len(lines) for feed, lines in feeds.items()})) == obvious(feeds)


def obvious(feeds: dict[str, list[Event]]) -> list[Event]:
    """Return the order as section 13 says it: again and again, the smallest of those that are ready."""
    taken: list[Event] = []

    def done(event: Event, looked_at: str) -> bool:
        return all(sum(one.feed == feed for one in taken) >= n for feed, n in event.seen.items() if feed in looked_at)

    def least(events: list[Event], looked_at: str) -> Event:
        nexts = [event for event in events if event.line == sum(one.feed == event.feed for one in taken) + 1]
        return min((one for one in nexts if done(one, looked_at)), key=lambda one: (one.at, one.feed))

    def left(names: str) -> list[Event]:
        return [event for feed in names for event in feeds[feed] if event not in taken]

    while left("ab"):
        party_line = least(left("ab"), "ab")
        while device := [one for one in left("de") if one.line <= party_line.seen.get(one.feed, 0)]:
            taken.append(least(device, "abde"))
        taken.append(party_line)
    return taken
