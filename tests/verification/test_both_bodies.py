"""Both verifiers say the same of each kind of format 4 with any one value of its body changed, taken out or added.

The changed event is signed, and the heads are made after it: only the value is wrong, if it is.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.verification.day_world import BODIES, BOTH, JOINT, LISTED, ROLES
from tests.verification.deep_log import FORCE, HOST, MISSION
from tests.verification.log_builder import save
from tests.verification.log_spec import Body
from tests.verification.test_both import assert_same_of
from tests.verification.wild_day import WildDay

STEP: Body = {"movement": 0, "target": 0, "people": 3, "what": 0, "both": False}
CHANGES: dict[type, list[object]] = {
    str: ["", "~", "A", "demo-host", "a" * 65, "2024-02-30", "0" * 64, 1, None],
    int: [-1, 0, 1, 2, 2**53 - 1, 2**53, 1.5, "1", True],
    bool: [0, "true"],
    list: [[], {}, [1], "x"],
    dict: [{}, [], "x"],
}


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], object]]:
    """Yield the path and the value of everything inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*path, key), inner
        yield from places(inner, (*path, key))


def changed(body: Body) -> Iterator[tuple[str, Body]]:
    """Yield bodies with one change each, and its name."""
    yield "more", body | {"more": 1}
    for path, value in places(body):
        changes = [one for one in CHANGES[type(value)] if one != value]
        changes += [[*value, *value]] if isinstance(value, list) and value else []
        for number, one in enumerate(changes):
            copy = deepcopy(body)
            inner = copy
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = one
            yield f"{'.'.join(map(str, path))} {number}", copy


def bodies() -> Iterator[tuple[str, Body]]:
    """Yield a body of each kind that is new, or new in its form."""
    world = WildDay()
    for kind, body in BODIES.items():
        yield kind, world.numbered(kind, body) if kind in LISTED else body
    yield "status", world.numbered("status", BODIES["status"] | {"people": [2]})
    yield "transfer", world.numbered("transfer", BODIES["transfer"] | {"people": [2]})
    yield "reinforce", world.reinforce_of(STEP)
    yield "minutes", world.minutes_of(STEP | {"people": 2, "target": 9})
    yield "cancel", {"event": "a" * 64, "kind": "status", "reason": ""}
    yield "dispute", {"event": "a" * 64, "field": "entry", "reason": "", "value": 0}
    yield "attest", {"event": world.feeds[FORCE][0].hash, "result": "witnessed", "text": ""}


def compare(kind: str, body: Body, folder: Path) -> None:
    """Sign the body, alone or as both, and let both verifiers judge the log that ends with it."""
    world = WildDay()
    if kind == "attest":
        world.add(MISSION, kind, body, [f"{MISSION}/observe"])
        world.minutes([])  # takes the word in
    else:
        role = "represent" if kind == "minutes" else ROLES.get(kind, "count")
        world.add(HOST, kind, body, [f"{one}/{role}" for one in (BOTH if kind in {"minutes", *JOINT} else [HOST])])
    assert_same_of(save(world.files(), folder / "log"))


MADE = list(bodies())
NAMES = [f"{number} {kind}" for number, (kind, _) in enumerate(MADE)]


@pytest.mark.parametrize(("kind", "body"), MADE, ids=NAMES)
def test_both_verifiers_say_the_same_of_a_changed_value(kind: str, body: Body, tmp_path: Path) -> None:
    *_, (_, change) = changed(body)
    compare(kind, change, tmp_path)


@pytest.mark.heavy
@pytest.mark.parametrize(("kind", "body"), MADE, ids=NAMES)
def test_both_verifiers_say_the_same_of_every_changed_value(kind: str, body: Body, tmp_path: Path) -> None:
    tried = 0
    for name, change in changed(body):
        compare(kind, change, tmp_path / name.replace("/", "-"))
        tried += 1
    assert tried > 20
