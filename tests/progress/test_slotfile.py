"""Slot files: what goes in comes out, the hash binds, and nothing but the one form reads."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import LedgerError
from repli.ledger.canonical import canonical_bytes
from repli.progress.slotfile import SlotFile, parse_slot_file

slots = st.frozensets(st.integers(0, 40)).map(lambda found: tuple(sorted(found)))
files = st.builds(SlotFile, people=slots, items=slots, salt=st.binary(min_size=16, max_size=16))
FILE = SlotFile(people=(3, 7), items=(1,), salt=bytes(range(16)))


@given(files)
def test_what_is_written_reads_and_its_name_is_its_hash(file: SlotFile) -> None:
    assert parse_slot_file(file.data) == file
    assert file.committed.slots == hashlib.sha256(file.data).hexdigest()
    assert (file.committed.people, file.committed.items) == (len(file.people), len(file.items))


@given(files, files)
def test_two_files_have_one_name_only_if_they_are_the_same(one: SlotFile, two: SlotFile) -> None:
    assert (one.committed == two.committed) == (one == two)


def test_the_same_slots_under_another_salt_have_another_name() -> None:
    other = SlotFile(people=FILE.people, items=FILE.items, salt=bytes(16))
    assert other.committed.slots != FILE.committed.slots


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "repli-slots/2"},
        {"people": [7, 3]},
        {"people": [3, 3]},
        {"items": [-1]},
        {"items": "1"},
        {"salt": "AAAA"},
        {"salt": 1},
        {"more": 1},
    ],
)
def test_another_form_does_not_read(changes: dict[str, object]) -> None:
    value = {"format": "repli-slots/1", "items": [1], "people": [3, 7], "salt": "AAECAwQFBgcICQoLDA0ODw=="}
    assert parse_slot_file(canonical_bytes(value) + b"\n") == FILE  # type: ignore[arg-type]  # plain JSON
    with pytest.raises(LedgerError):
        parse_slot_file(canonical_bytes({**value, **changes}) + b"\n")  # type: ignore[dict-item]  # plain JSON


@pytest.mark.parametrize("data", [FILE.data[:-1], FILE.data + b"\n", b" " + FILE.data, b"", b"[]\n", b"\xff\n"])
def test_other_bytes_do_not_read(data: bytes) -> None:
    with pytest.raises(LedgerError):
        parse_slot_file(data)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=80).map(str.encode)), st.integers(0, 90))
def test_no_bytes_at_all_bring_the_reader_down(junk: bytes, at: int) -> None:
    for data in (junk, FILE.data[:at] + junk + FILE.data[at:], FILE.data[:at] + junk):
        try:
            assert parse_slot_file(data).data == data
        except LedgerError:
            continue
