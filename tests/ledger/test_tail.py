"""What an interrupted write leaves is cut and reported; everything else that is wrong is refused and left alone."""

from itertools import product

import pytest

from repli.errors import SignatureError, StoreError
from repli.ledger.disk import Disk
from repli.ledger.envelope import parse_entry
from repli.ledger.files import append_durably, replace_locked
from repli.ledger.note import sign_head
from repli.ledger.store import FeedWriter, TornTail, read_lines, survey, write_head
from tests.ledger.cast import FORCE, FORCE_COUNT, NONE_SEEN, head, lines
from tests.ledger.crash import FEED, ROOT
from tests.ledger.disk_model import SimDisk, mounted

SECTOR = 512
LINES = lines(4)
WHOLE = b"".join(line + b"\n" for line in LINES)
LAST = len(WHOLE) - len(LINES[-1]) - 1  # where the last line begins
TAIL = range(LAST, len(WHOLE))
FILE = ROOT / "feeds" / FEED / "entries/000.jsonl"


def holding(data: bytes) -> SimDisk:
    """A disk on which ``data`` stands where the entries are."""
    disk = mounted(FILE.parent)
    append_durably(FILE, data, at_byte=0, disk=disk)
    return disk


def content(disk: SimDisk) -> bytes:
    return disk.files()[str(FILE)[1:]]


def opened(disk: Disk) -> tuple[int, list[tuple[int, bytes]]]:
    """Open the feed for writing; return its size and what was cut where."""
    cuts: list[TornTail] = []
    with FeedWriter.open(ROOT, FEED, on_cut=cuts.append, disk=disk) as writer:
        return writer.size, [(torn.at_byte, torn.data) for torn in cuts]


def assert_damage(disk: SimDisk, data: bytes, reason: str) -> None:
    """The feed is refused by name and its file left alone."""
    with pytest.raises(StoreError, match=reason):
        opened(disk)
    assert content(disk) == data


def changed(byte: int, value: int) -> bytes:
    return WHOLE[:byte] + bytes([value]) + WHOLE[byte + 1 :]


def test_a_tail_cut_at_any_byte_is_reported_cut_and_written_over() -> None:
    for kept in TAIL[1:]:
        disk = holding(WHOLE[:kept])
        with pytest.raises(StoreError, match="middle of a write"):
            read_lines(ROOT, FEED, disk)
        with pytest.raises(StoreError, match=f"{kept - LAST} bytes after byte {LAST} were never acknowledged"):
            FeedWriter.open(ROOT, FEED, disk=disk)
        assert content(disk) == WHOLE[:kept]
        assert opened(disk) == (3, [(LAST, WHOLE[LAST:kept])])
        assert content(disk) == WHOLE[:LAST]
        with FeedWriter.open(ROOT, FEED, disk=disk) as writer:
            writer.append(LINES[3:])
        assert content(disk) == WHOLE


def test_a_byte_of_the_tail_that_is_zeroed_is_damage_and_not_cut() -> None:
    """Only the last byte of a sector or of the file could be what a lost sector leaves."""
    for byte in TAIL:
        data = changed(byte, 0)
        disk = holding(data)
        if (byte + 1) % SECTOR and byte + 1 < len(data):
            assert_damage(disk, data, f"byte {byte} is zero, and no interrupted write does that")
        else:
            assert opened(disk) == (3, [(LAST, data[LAST:])])


def test_a_tail_zeroed_from_any_byte_to_the_end_is_reported_and_cut() -> None:
    for byte in TAIL:
        data = WHOLE[:byte].ljust(len(WHOLE), b"\0")
        disk = holding(data)
        assert opened(disk) == (3, [(LAST, data[LAST:])])
        assert content(disk) == WHOLE[:LAST]


def test_a_flipped_bit_anywhere_in_the_tail_is_never_taken_for_a_torn_write() -> None:
    """But for the newline at the very end, without which the line is cut off. Then the signature is looked at."""
    accepted = 0
    refused = []
    for byte, bit in product(TAIL[:-1], range(8)):
        data = changed(byte, WHOLE[byte] ^ 1 << bit)
        disk = holding(data)
        found = survey(ROOT, FEED, disk)
        assert found.torn is None
        try:
            with FeedWriter.open(ROOT, FEED, disk=disk):
                accepted += 1
        except StoreError as refusal:
            refused.append(str(refusal))
            assert content(disk) == data
        else:
            with pytest.raises(SignatureError):
                parse_entry(found.lines[3]).verify_signatures({FORCE_COUNT.keyid: FORCE_COUNT.public})
    assert accepted > 100
    assert all("line 4" in reason or "line 5" in reason or "wrong length" in reason for reason in refused)


def test_lost_sectors_in_the_middle_of_a_batch_take_the_lines_behind_them_with_them() -> None:
    long = [*LINES[:1], *lines(6, start=10)]
    data = b"".join(line + b"\n" for line in long)
    begin = len(LINES[0]) + 1
    for first in range(begin // SECTOR + 1, len(data) // SECTOR):
        lost = bytearray(data)
        lost[first * SECTOR : (first + 1) * SECTOR] = bytes(SECTOR)
        size, cuts = opened(holding(bytes(lost)))
        kept = data[: first * SECTOR].rfind(b"\n") + 1
        assert size == data[:kept].count(b"\n")
        assert cuts == [(kept, lost[kept:])]


def test_a_name_without_bytes_is_removed_and_the_feed_keeps_its_lock() -> None:
    disk = holding(b"")
    with pytest.raises(StoreError, match="is empty"):
        FeedWriter.open(ROOT, FEED, disk=disk)
    cuts: list[TornTail] = []
    with FeedWriter.open(ROOT, FEED, on_cut=cuts.append, disk=disk) as writer:
        assert cuts == [TornTail(path=FILE, at_byte=0, data=b"")]
        with pytest.raises(StoreError, match="Another program writes"):
            FeedWriter.open(ROOT, FEED, disk=disk)
        writer.append(LINES)
    assert content(disk) == WHOLE


def test_what_the_report_raises_stops_the_cut() -> None:
    disk = holding(WHOLE[:-1])

    def refuse(torn: TornTail) -> None:
        raise torn.error

    with pytest.raises(StoreError, match="never acknowledged"):
        FeedWriter.open(ROOT, FEED, on_cut=refuse, disk=disk)
    assert content(disk) == WHOLE[:-1]


def test_a_torn_file_before_another_is_damage() -> None:
    data = b"".join(line + b"\n" for line in lines(256))[:-1]
    disk = holding(data)
    append_durably(FILE.with_name("001.jsonl"), WHOLE, at_byte=0, disk=disk)
    assert_damage(disk, data, "does not hold 256 entries")


def test_what_a_head_covers_is_never_cut() -> None:
    disk = holding(WHOLE)
    with FeedWriter.open(ROOT, FEED, disk=disk) as writer:
        write_head(ROOT, sign_head(head(4, writer.root(), seen=NONE_SEEN), FORCE), disk)
    held = {
        "a cut": WHOLE[:-1],
        "a line gone": WHOLE[:LAST],
        "another line": WHOLE[:LAST] + lines(1, start=9)[0] + b"\n",
    }
    for data in held.values():
        replace_locked(FILE.parent, {FILE.name: data}, disk)
        assert_damage(disk, data, "covers 4 entries of demo-force; the . entries here are fewer, or others")
    replace_locked(FILE.parent, {FILE.name: WHOLE + lines(1, start=9)[0] + b"\n{"}, disk)
    assert opened(disk)[0] == 5
