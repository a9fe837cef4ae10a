"""A line is read in full or refused at its place: envelope, frame, body, signers, signatures."""

from dataclasses import replace
from typing import Any

import pytest

from repli.errors import RefusedError
from repli.ledger.envelope import seal
from repli.ledger.event import EventFrame
from repli.ledger.shapes import ZERO_HASH
from repli.progress import Charter, CountTally, read_event, read_genesis
from repli.progress.reading import read_log
from tests.cast import FORCE, HOST, OUTSIDER, cast_genesis, officers

BOTH = (officers(FORCE)["represent"], officers(HOST)["represent"])


def line(kind: str, body: Any, signers: Any, **changes: Any) -> bytes:  # noqa: ANN401 - a frame has many types
    values: dict[str, Any] = {
        "at": "2030-01-07T12:00:00Z",
        "body": body,
        "feed": FORCE,
        "genesis": ZERO_HASH,
        "kind": kind,
        "seen": {HOST: 0},
    }
    return seal(EventFrame(**values | changes).payload, signers).line


def genesis_line(**changes: Any) -> bytes:  # noqa: ANN401 - as above
    return line("genesis", cast_genesis().value, BOTH, **changes)


@pytest.fixture
def charter() -> Charter:
    return read_genesis(genesis_line(), place="feed force line 1")[0]


def count_line(charter: Charter, **changes: Any) -> bytes:  # noqa: ANN401 - as above
    signers = changes.pop("signers", [officers(FORCE)["count"]])
    body = changes.pop("body", CountTally(movement="R1", people=1, items=0).value)
    kind = changes.pop("kind", "count")
    return line(kind, body, signers, **{"genesis": charter.genesis_hash} | changes)


def refusal(charter: Charter, data: bytes, feed: str = FORCE) -> str:
    with pytest.raises(RefusedError) as refused:
        read_event(data, charter, feed=feed, place="feed force line 2")
    assert refused.value.place == "feed force line 2"
    return str(refused.value)


def test_the_genesis_event_gives_the_charter_of_the_log(charter: Charter) -> None:
    assert (charter.feeds, charter.force, charter.host) == ((FORCE, HOST), FORCE, HOST)
    assert len(charter.keys.owners) == 6


def test_an_event_is_read_with_the_parties_that_signed_it(charter: Charter) -> None:
    event = read_event(count_line(charter), charter, feed=FORCE, place="feed force line 2")
    assert event.parties == {FORCE}
    assert event.body == CountTally(movement="R1", people=1, items=0)


def test_a_genesis_event_in_the_feed_of_the_host_is_refused() -> None:
    data = genesis_line(feed=HOST, seen={FORCE: 0})
    with pytest.raises(RefusedError, match="does not stand in the feed of the force"):
        read_genesis(data, place="feed host line 1")


def test_a_first_event_of_another_kind_is_refused(charter: Charter) -> None:
    with pytest.raises(RefusedError, match="not a genesis event"):
        read_genesis(count_line(charter), place="feed force line 1")


def test_a_genesis_event_signed_by_one_party_is_refused() -> None:
    data = line("genesis", cast_genesis().value, BOTH[:1])
    with pytest.raises(RefusedError, match="not exactly the signatures"):
        read_genesis(data, place="feed force line 1")


def test_what_is_wrong_with_one_line_is_said(charter: Charter) -> None:
    assert "stands in the feed of force" in refusal(charter, count_line(charter), feed=HOST)
    assert "another log" in refusal(charter, count_line(charter, genesis="1" * 64))
    assert "count every other feed" in refusal(charter, count_line(charter, seen={}))
    assert "not a key of this log" in refusal(charter, count_line(charter, signers=[OUTSIDER]))
    assert "cannot sign" in refusal(charter, count_line(charter, signers=[officers(FORCE)["represent"]]))
    assert "not signed by that party" in refusal(charter, count_line(charter, signers=[officers(HOST)["count"]]))
    assert "exactly the keys" in refusal(charter, count_line(charter, body={}))
    assert "known, not read" in refusal(charter, count_line(charter, kind="amend"))
    assert "unknown" in refusal(charter, count_line(charter, kind="holiday"))
    assert "not JSON" in refusal(charter, b"nothing")


def test_a_signature_over_other_bytes_is_refused(charter: Charter) -> None:
    right = count_line(charter)
    other = count_line(charter, at="2030-01-07T12:00:01Z")
    mixed = right[: right.index(b'"sig":"')] + other[other.index(b'"sig":"') :]
    assert "signature" in refusal(charter, mixed)


def test_a_whole_log_is_read_feed_by_feed(charter: Charter) -> None:
    host_line = count_line(charter, feed=HOST, seen={FORCE: 1}, signers=[officers(HOST)["count"]])
    found, events = read_log({FORCE: [genesis_line()], HOST: [host_line]})
    assert found.genesis_hash == charter.genesis_hash
    assert [event.place for feed in (FORCE, HOST) for event in events[feed]] == [
        "feed force line 1",
        "feed host line 1",
    ]


def test_a_log_without_genesis_or_with_a_third_feed_is_refused(charter: Charter) -> None:
    with pytest.raises(RefusedError, match="no genesis event"):
        read_log({FORCE: [count_line(charter)]})
    with pytest.raises(RefusedError, match="names no party third"):
        read_log({FORCE: [genesis_line()], "third": []})


def test_a_key_that_stands_for_both_parties_is_refused() -> None:
    genesis = cast_genesis()
    one, two = genesis.parties
    data = line("genesis", replace(genesis, parties=(one, replace(two, keys=one.keys))).value, BOTH)
    with pytest.raises(RefusedError, match="stands twice"):
        read_genesis(data, place="feed force line 1")
