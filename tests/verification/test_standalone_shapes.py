"""verify.py looks at every single value of every kind of event: nothing that section 4 does not allow gets through."""

import copy
from collections.abc import Iterator

import pytest

from repli.verification.standalone import RefusedError, read_event
from tests.verification.deep_log import without_key_ids
from tests.verification.deep_world import Deep
from tests.verification.log_builder import FORCE, HOST, World
from tests.verification.log_spec import Body, canonical, cells, envelope


def deep_events() -> dict[str, Body]:
    """Return an event of each kind of format 2, and of each of its bodies that format 1 has not."""
    world = Deep()
    world.publish()
    event = world.depart("M-1", [2], by=[FORCE, HOST])
    world.amend(event, "M-1", [3], by=[FORCE, HOST])
    world.dispute("a" * 64, void=True)
    world.cancel("a" * 64, void=True)
    world.resolve("a" * 64, void=True)
    world.correct("a" * 64, {"people_counted": (1, 2), "people_departed": (1, 2)}, void=True)
    world.change_keys([f"{FORCE}/count2"], [f"{FORCE}/count"])
    body = world.declare_body("items", 4, cells(vehicle=4), 1000, version=2)
    amended = {"body": body, "kind": "declare", "reason": "", "replaces": "a" * 64}
    found = {said.kind: without_key_ids(said.payload) if said.kind == "keys" else said.payload for said in world.said()}
    again = {f"{kind} of format 2": found[kind] for kind in ("genesis", "publish")}
    new = {kind: found[kind] for kind in ("keys", "amend", "dispute", "cancel", "resolve", "correct")}
    return again | new | {"amend declare": found["amend"] | {"body": amended}}


EVENTS = {event["kind"]: event for event in reversed(World().events[FORCE] + World().events[HOST])} | deep_events()
KINDS = tuple(EVENTS)
FREE_TEXT = {
    "evidence",
    "languages",
    "name",
    "name_en",
    "name_fr",
    "note",
    "reason",
    "time_zone",
    "title_en",
    "title_fr",
}
FREE_TEXT |= {"actions", "decisions"}
OPEN_OBJECTS = {"disclosure", "seen"}  # their keys are not fixed; `check_event` compares those of `seen`
AT_LEAST_1 = {"count", "number", "v", "version"}
Spot = tuple[str | int, ...]

# One value away from what section 4 allows: (kind, spot in the event, value)
NEAR: list[tuple[str, Spot, object]] = [
    ("genesis", ("v",), 2),
    ("declare", ("body", "version"), 2),
    ("genesis", ("body", "disclosure"), {"people_left": "exact"}),
    ("genesis", ("body", "disclosure"), {"people_departed": "hidden"}),
    ("genesis", ("body", "disclosure"), {"people_departed": ["exact"]}),
    ("genesis", ("body", "origin"), ""),
    ("genesis", ("body", "agreement", "deadline"), "2024-02-30"),
    ("genesis", ("body", "agreement", "deadline"), "20240215"),
    ("genesis", ("body", "agreement", "id"), "x" * 65),
    ("genesis", ("body", "parties", 0, "id"), "-demo"),
    ("genesis", ("body", "parties", 0, "id"), "demo\n"),
    ("opening", ("at",), "2024-06-01T24:00:00Z"),
    ("opening", ("at",), "2024-06-01T00:00:00+00:00"),
    ("opening", ("at",), "0000-06-01T00:00:00Z"),
    ("opening", ("at",), "\u0662024-06-01T00:00:00Z"),
    ("opening", ("genesis",), "A" * 64),
    ("opening", ("genesis",), "a" * 63),
    ("opening", ("seen", HOST), True),
    ("opening", ("body", "people"), [1, 0]),
    ("opening", ("body", "people"), [0, 0]),
    ("opening", ("body", "people"), [0, True]),
    ("declare", ("body", "cells"), EVENTS["declare"]["body"]["cells"][::-1]),
    ("declare", ("body", "cells"), EVENTS["declare"]["body"]["cells"][:1] * 2),
    ("minutes", ("body", "accepts"), ["b" * 64, "a" * 64]),
    ("minutes", ("body", "accepts"), ["a" * 64] * 2),
    ("publish", ("body", "texts", 0, "lang"), "de"),
    ("publish", ("body", "figures", 0, "grade"), "unilateral"),
    ("publish of format 2", ("body", "figures", 0, "grade"), "agreed"),
    ("publish of format 2", ("v",), 1),
    ("publish of format 2", ("seen", FORCE), 0),
    ("genesis of format 2", ("v",), 1),
    ("genesis of format 2", ("v",), True),
    ("keys", ("v",), 1),
    ("keys", ("body", "version"), 1),
    ("keys", ("body", "add"), EVENTS["keys"]["body"]["add"] * 2),
    ("keys", ("body", "revoke"), ["b" * 16, "a" * 16]),
    ("amend", ("body", "kind"), "declare"),
    ("amend", ("body", "kind"), "count"),
    ("amend declare", ("body", "kind"), "depart"),
    ("amend declare", ("body", "body", "version"), 1),
    ("dispute", ("body", "field"), "vehicle"),
]


def junk_for(spot: Spot, value: object) -> Iterator[object]:
    """Yield what may never stand at this spot."""
    named = next((part for part in reversed(spot) if isinstance(part, str)), "")
    yield from (-1, "1" if not isinstance(value, str) else -2)
    if named not in OPEN_OBJECTS:
        yield {}
    if isinstance(value, int):
        yield "true" if isinstance(value, bool) else True
    if isinstance(value, int) and named in AT_LEAST_1:
        yield 0
    if isinstance(value, str) and named not in FREE_TEXT:
        yield from ("", "~", value + "\n", value + "\u0663")


def spots_of(value: object, spot: Spot = ()) -> Iterator[tuple[Spot, object]]:
    yield spot, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from spots_of(member, (*spot, key))


def with_value(event: Body, spot: Spot, value: object) -> Body:
    changed: Body = {"event": copy.deepcopy(event)}
    holder, last = changed, "event"
    for key in spot:
        holder, last = holder[last], key  # type: ignore[assignment] # walks dictionaries and lists alike
    holder[last] = value
    return changed["event"]


def read(payload: object) -> None:
    read_event(canonical(envelope(canonical(payload), [f"{FORCE}/represent"])), FORCE, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_every_kind_is_checked(kind: str) -> None:
    read(EVENTS[kind])
    spots = list(spots_of(EVENTS[kind]))
    assert len(spots) > 10
    for spot, value in spots:
        for junk in junk_for(spot, value):
            with pytest.raises(RefusedError):
                read(with_value(EVENTS[kind], spot, junk))


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_is_missing_and_none_is_added(kind: str) -> None:
    objects = [spot for spot, value in spots_of(EVENTS[kind]) if isinstance(value, dict) and spot[-1:] != ("seen",)]
    for spot in objects:
        changed = with_value(EVENTS[kind], (*spot, "zz"), 1)
        with pytest.raises(RefusedError):
            read(changed)
    for spot, value in spots_of(EVENTS[kind]):
        for key in value if isinstance(value, dict) and spot[-1:] not in {("seen",), ("disclosure",)} else ():
            with pytest.raises(RefusedError, match="has not exactly the keys"):
                read(with_value(EVENTS[kind], spot, {name: value[name] for name in value if name != key}))


@pytest.mark.parametrize("near", NEAR, ids=lambda near: f"{near[0]} {near[1]}")
def test_values_that_nearly_fit_are_refused(near: tuple[str, Spot, object]) -> None:
    kind, spot, value = near
    with pytest.raises(RefusedError):
        read(with_value(EVENTS[kind], spot, value))


def test_values_at_the_edge_of_what_is_allowed_are_read() -> None:
    read(with_value(EVENTS["genesis"], ("body", "disclosure"), {}))
    every = {figure["name"]: "withheld" for figure in EVENTS["publish"]["body"]["figures"]}
    read(with_value(EVENTS["genesis"], ("body", "disclosure"), every))
    read(with_value(EVENTS["depart"], ("body", "movement"), "x" * 64))
    read(with_value(EVENTS["depart"], ("body", "kg"), 2**53 - 1))
    read(with_value(EVENTS["depart"], ("at",), "2024-02-29T23:59:59Z"))
    read(with_value(EVENTS["opening"], ("body", "reason"), ""))
