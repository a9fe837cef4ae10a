"""A body comes in as JSON and goes out as the same JSON; anything but its exact shape is refused."""

from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError, LedgerError
from repli.ledger.canonical import canonical_bytes, parse_canonical
from repli.ledger.ed25519 import public_key_of
from repli.ledger.policy import KeyOwner
from repli.progress import Cell, CountTally, Depart, Minutes, Opening
from repli.progress.change import Amend, Cancel, Correct, Dispute, NewValue, Resolve
from repli.progress.events import KINDS, Body, read_body
from repli.progress.keychange import Keys
from repli.progress.policy import KNOWN_UNREAD, REPLI_1, REPLI_2, REPLI_4
from tests.progress.bodies.samples import DAILY
from tests.progress.world import World, depart, genesis, minutes, opening

HASH = "ab" * 32


def samples() -> dict[str, Body]:
    """One body of each kind."""
    world = World()
    world.play(*world.start())
    bodies: list[Body] = [
        genesis(),
        world.declare("people", 0, (), 0),
        opening((0, 6), (1,)),
        CountTally(movement="R1", people=1, items=2),
        depart("R1", (0,), (0,)),
        minutes(HASH),
        world.publish(),
        Keys(
            version=2,
            add=(KeyOwner(party="force", role="count", public=public_key_of(bytes(32)), device="ramp"),),
            revoke=("ab" * 8,),
            reason="lost",
        ),
        Amend(replaces=HASH, body=depart("R1", (0,)), reason="recount"),
        Dispute(event=HASH, field="people", value_claimed=3, reason="one stayed"),
        Resolve(event=HASH, reason="agreed"),
        Cancel(event=HASH, reason="did not leave"),
        Correct(number=1, publish=HASH, values=(NewValue(name="people_departed", old=3, new=2),), reason="recount"),
    ]
    return {body.kind: body for body in bodies}


SAMPLES = samples() | {body.kind: body for body in DAILY}


def test_every_kind_that_is_read_has_a_rule_and_no_other() -> None:
    first, second, fourth = ({name.split(" ")[0] for name in table.rules} for table in (REPLI_1, REPLI_2, REPLI_4))
    assert set(KINDS) == fourth == set(SAMPLES)
    assert first < second < fourth
    assert KNOWN_UNREAD.isdisjoint(first)
    assert len(KNOWN_UNREAD) == 21
    assert KNOWN_UNREAD - second == REPLI_2.known_unread
    assert KNOWN_UNREAD - fourth == REPLI_4.known_unread == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_comes_back_as_it_went_out(kind: str) -> None:
    body = SAMPLES[kind]
    assert read_body(kind, parse_canonical(canonical_bytes(body.value))) == body


ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
counts = st.integers(0, 2**53 - 1)
slots = st.lists(st.integers(0, 10**6), unique=True, max_size=20).map(lambda found: tuple(sorted(found)))
cells = st.dictionaries(st.tuples(ids, ids), st.integers(1, 10**6), max_size=4).map(
    lambda found: tuple(Cell(site=site, category=kind, count=n) for (site, kind), n in sorted(found.items()))
)
TIME = "2024-06-07T12:00:00Z"


departures = st.builds(
    Depart,
    movement=ids,
    off_block_at=st.just(TIME),
    field=ids,
    vehicle=ids,
    cells=cells,
    people=slots,
    items=slots,
    kg=counts,
)
openings = st.builds(
    Opening,
    as_of=st.just(TIME),
    cells=cells,
    people=slots,
    items=slots,
    kg=counts,
    reason=st.text(st.characters(codec="ascii"), max_size=20),
)


@given(st.one_of(departures, openings))
def test_any_list_of_slots_comes_back_as_it_went_out(body: Depart | Opening) -> None:
    assert read_body(body.kind, parse_canonical(canonical_bytes(body.value), max_bytes=10**6)) == body


@given(st.sets(st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=5), st.lists(ids, max_size=3))
def test_any_minutes_come_back_as_they_went_out(accepts: set[str], sentences: list[str]) -> None:
    body = Minutes(
        day="2024-06-07",
        accepts=tuple(sorted(accepts)),
        decisions=tuple(sentences),
        actions=tuple(sentences[1:]),
        next_meeting_at=TIME,
    )
    assert read_body("minutes", parse_canonical(canonical_bytes(body.value))) == body


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_too_many_or_too_few_is_refused(kind: str) -> None:
    value = dict(SAMPLES[kind].value)
    with pytest.raises(CanonicalError, match="exactly the keys"):
        read_body(kind, value | {"more": 1})
    for key in value:
        with pytest.raises(CanonicalError, match="exactly the keys"):
            read_body(kind, {name: one for name, one in value.items() if name != key})


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_another_type_is_refused_under_every_key(kind: str) -> None:
    value = dict(SAMPLES[kind].value)
    for key, one in value.items():
        wrong: Any = {"no": "value"} if not isinstance(one, dict) or key in {"disclosure", "body"} else 1
        with pytest.raises(CanonicalError):
            read_body(kind, value | {key: wrong})


KEY = {"key": "", "role": "count"}


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("count", {"people": -1}),
        ("count", {"people": True}),
        ("count", {"movement": "R 1"}),
        ("declare", {"version": 2}),
        ("declare", {"version": True}),
        ("declare", {"scope": "animals"}),
        ("declare", {"root": HASH.upper()}),
        ("depart", {"people": [1, 1]}),
        ("depart", {"people": [2, 1]}),
        ("depart", {"people": [-1]}),
        ("depart", {"off_block_at": "2024-02-30T00:00:00Z"}),
        ("depart", {"cells": [{"category": "a", "count": 0, "site": "S"}]}),
        ("depart", {"cells": [{"category": "a", "count": 1, "site": "S"}] * 2}),
        ("depart", {"cells": [{"category": "a", "count": 1, "site": s} for s in "TS"]}),
        ("minutes", {"accepts": [HASH, HASH]}),
        ("minutes", {"accepts": ["ff" * 32, "00" * 32]}),
        ("minutes", {"day": "2024-06-31"}),
        ("minutes", {"actions": [1]}),
        ("publish", {"number": 0}),
        ("publish", {"texts": [{"lang": "fr", "sha256": HASH}, {"lang": "en", "sha256": HASH}]}),
        ("publish", {"texts": [{"lang": "en", "sha256": HASH}]}),
        ("genesis", {"policy": "repli/2"}),  # whose keys name their feeds
        ("genesis", {"policy": "repli/3"}),
        ("keys", {"version": 1}),
        ("keys", {"revoke": ["ab" * 8] * 2}),
        ("keys", {"revoke": ["AB" * 8]}),
        ("amend", {"kind": "count"}),
        ("amend", {"kind": "declare"}),  # the body is a departure
        ("dispute", {"field": "colour"}),
        ("correct", {"number": 0}),
        ("correct", {"values": [{"name": "people_left", "new": 1, "old": 2}]}),
        ("genesis", {"origin": "two words"}),
        ("genesis", {"disclosure": {"people_left": "exact"}}),
        ("genesis", {"disclosure": {"people_departed": "whispered"}}),
        ("genesis", {"parties": []}),
        ("genesis", {"parties": list(reversed(SAMPLES["genesis"].value["parties"]))}),  # type: ignore[call-overload]  # a list
        ("genesis", {"parties": [SAMPLES["genesis"].value["parties"][0]] * 2}),  # type: ignore[index]  # a list
    ],
)
def test_a_value_that_the_format_does_not_allow_is_refused(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(CanonicalError):
        read_body(kind, dict(SAMPLES[kind].value) | changes)


def parties_with(keys: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The parties of the sample, the second one with other keys."""
    one, two = parse_canonical(canonical_bytes(SAMPLES["genesis"].value))["parties"]  # type: ignore[index,call-overload]  # read
    return [one, dict(two) | {"keys": keys}]


def key_of(number: int, role: str) -> dict[str, str]:
    return {"key": b64encode(public_key_of(bytes([number]) * 32)).decode(), "role": role}


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [key_of(7, "count")],
        [key_of(7, "represent")],
        [key_of(7, "represent"), key_of(8, "cook")],
        [key_of(7, "represent"), key_of(7, "count")],
        [key_of(0, "represent"), key_of(8, "count")],
        [{"key": "AAAA", "role": "represent"}, key_of(8, "count")],
        [{"key": "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "role": "represent"}, key_of(8, "count")],
    ],
    ids=["none", "no represent", "no count", "role", "twice", "of the other", "short", "small order"],
)
def test_keys_that_cannot_stand_in_a_genesis_event_are_refused(keys: list[dict[str, str]]) -> None:
    value = dict(SAMPLES["genesis"].value)
    read_body("genesis", value | {"parties": parties_with([key_of(7, "represent"), key_of(8, "count")])})
    with pytest.raises(LedgerError):
        read_body("genesis", value | {"parties": parties_with(keys)})


def test_a_kind_that_no_format_reads_is_refused() -> None:
    with pytest.raises(CanonicalError, match="No format reads events of kind invent"):
        read_body("invent", {})
