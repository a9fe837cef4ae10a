import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.canonical import canonical_bytes
from repli.ledger.event import EventFrame, parse_event
from repli.ledger.shapes import ZERO_HASH
from tests.ledger.cast import GENESIS, NOON, event

_FIRST = EventFrame(at=NOON, body={}, feed="demo-force", genesis=ZERO_HASH, kind="genesis", seen={"demo-host": 0})


@given(
    st.dictionaries(st.text("abc", max_size=3), st.integers(0, 9) | st.booleans(), max_size=3),
    st.dictionaries(st.sampled_from(["a", "b-1", "c"]), st.integers(0, 2**53 - 1), max_size=3),
)
def test_an_event_reads_back_from_its_bytes(body: dict[str, int | bool], seen: dict[str, int]) -> None:
    frame = EventFrame(at=NOON, body=body, feed="demo-force", genesis=GENESIS, kind="count", seen=seen)
    assert parse_event(frame.payload) == frame


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("at", "2024-06-07T12:00Z"),
        ("at", 0),
        ("body", []),
        ("feed", "Demo"),
        ("feed", True),
        ("feed", []),
        ("feed", {"a": 1}),
        ("genesis", "A" * 64),
        ("genesis", ZERO_HASH),
        ("kind", 4),
        ("kind", []),
        ("kind", "genesis"),
        ("seen", []),
        ("seen", {"demo-host": -1}),
        ("seen", {"demo-host": True}),
        ("seen", {"demo-host": "3"}),
        ("seen", {"DEMO": 1}),
        ("seen", {"demo-force": 1}),
        ("v", 5),
        ("v", True),
        ("v", "1"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_by_name(name: str, value: object) -> None:
    changed = {**json.loads(event().payload), name: value}
    with pytest.raises(CanonicalError, match=f"The {name} of|The genesis of"):
        parse_event(canonical_bytes(changed))


@pytest.mark.parametrize("name", ["at", "body", "feed", "genesis", "kind", "seen", "v"])
def test_a_missing_key_is_refused(name: str) -> None:
    changed = json.loads(event().payload)
    del changed[name]
    with pytest.raises(CanonicalError, match="exactly the keys"):
        parse_event(canonical_bytes(changed))


@pytest.mark.parametrize("payload", [b'"at"', b"[]", b"{}", canonical_bytes({**json.loads(event().payload), "x": 1})])
def test_other_keys_are_refused(payload: bytes) -> None:
    with pytest.raises(CanonicalError, match="exactly the keys"):
        parse_event(payload)


def test_the_first_event_names_no_other_and_has_seen_nothing() -> None:
    assert parse_event(_FIRST.payload).is_genesis
    assert not event().is_genesis
    changed = {**json.loads(_FIRST.payload), "seen": {"demo-host": 1}}
    with pytest.raises(CanonicalError, match="seen"):
        parse_event(canonical_bytes(changed))


def test_a_body_that_is_too_large_or_too_deep_is_not_written() -> None:
    with pytest.raises(CanonicalError, match="allowed"):
        _ = event(body={"note": "x" * 16_384}).payload
    deep: list[object] = []
    for _ in range(7):
        deep = [deep]
    with pytest.raises(CanonicalError, match="too deep"):
        _ = event(body={"deep": deep}).payload  # type: ignore[dict-item]  # only lists, but mypy sees objects


def test_in_format_2_an_event_says_its_own_place_and_counts_nothing_that_is_not_there() -> None:
    second = EventFrame(
        at="2024-06-07T12:00:00Z", body={}, feed="host", genesis="ab" * 32, kind="count", seen={"host": 3}, v=2
    )
    assert parse_event(second.payload) == second
    assert second.index == 3
    for seen, version in (({"force": 0}, 2), ({"host": 3}, 1)):
        with pytest.raises(CanonicalError, match="The seen of"):
            EventFrame(at=second.at, body={}, feed="host", genesis="ab" * 32, kind="count", seen=seen, v=version)
