"""Blind counts: the seal binds the number, the party and the log, and hides the number."""

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import LedgerError
from repli.progress.blind import OpenedCount, SealedCount, read_count
from repli.progress.movement import CountTally

GENESIS = "ab" * 32
COUNT = OpenedCount(movement="R1", people=94, items=3, opens="cd" * 32, salt=bytes(range(16)))
counts = st.builds(
    OpenedCount,
    movement=st.sampled_from(["R1", "R2"]),
    people=st.integers(0, 3),
    items=st.integers(0, 3),
    opens=st.just("cd" * 32),
    salt=st.binary(min_size=16, max_size=16),
)


def test_the_seal_is_the_digest_that_the_page_names() -> None:
    said = {"genesis": GENESIS, "items": 3, "movement": "R1", "party": "host", "people": 94}
    text = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    expected = hashlib.sha256(b"repli-count/1\x00" + bytes(range(16)) + text).hexdigest()
    assert COUNT.seal("host", GENESIS) == expected


@given(counts, counts, st.sampled_from(["force", "host"]), st.sampled_from(["force", "host"]))
def test_two_counts_have_one_seal_only_if_they_say_the_same(
    one: OpenedCount, two: OpenedCount, first: str, second: str
) -> None:
    assert (one.seal(first, GENESIS) == two.seal(second, GENESIS)) == ((one, first) == (two, second))


def test_a_seal_belongs_to_one_log() -> None:
    assert COUNT.seal("host", GENESIS) != COUNT.seal("host", "ef" * 32)


@pytest.mark.parametrize(
    "count",
    [COUNT, SealedCount(movement="R1", sealed="ab" * 32), CountTally(movement="R1", people=1, items=0)],
)
def test_what_is_written_reads(count: OpenedCount | SealedCount | CountTally) -> None:
    assert read_count(count.value) == count


@pytest.mark.parametrize(
    "value",
    [
        {"movement": "R1", "sealed": "x"},
        {"movement": "R1", "people": 1, "sealed": "ab" * 32},
        {**COUNT.value, "salt": base64.b64encode(bytes(15)).decode()},
        {**COUNT.value, "opens": "x"},
        {**COUNT.value, "people": -1},
        {**COUNT.value, "more": 1},
    ],
)
def test_another_form_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(LedgerError):
        read_count(value)  # type: ignore[arg-type]  # what a log could say
