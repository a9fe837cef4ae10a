"""The private roster: everybody has one slot, in an order that tells nothing, and it never lies in the log."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import UsageError
from repli.execution import RosterBook, choose_slots, draw_book, seeded_entropy, write_book
from repli.ledger.base64text import decode64
from repli.ledger.roster import digest_of
from tests.tiny import tiny_operation


@pytest.fixture(scope="module")
def book() -> RosterBook:
    return draw_book(tiny_operation(), seeded_entropy("book"))


@given(st.text(max_size=8))
def test_every_person_and_item_has_one_slot(seed: str) -> None:
    operation = tiny_operation()
    book = draw_book(operation, seeded_entropy(seed))
    for roster, counts in (
        (book.people, {line.line_id: line.count for line in operation.people}),
        (book.items, {line.line_id: 1 for line in operation.items}),
    ):
        assert {line_id: len(slots) for line_id, slots in roster.slots_of.items()} == counts
        slots = sorted(slot for found in roster.slots_of.values() for slot in found)
        assert slots == list(range(sum(counts.values())))
        assert all(
            roster.lines[slot].line_id == line_id for line_id, found in roster.slots_of.items() for slot in found
        )


def test_slots_do_not_follow_the_order_of_the_lines(book: RosterBook) -> None:
    assert any(list(slots) != sorted(slots) for slots in book.people.slots_of.values())
    assert len({line.salt for line in (*book.people.lines, *book.items.lines)}) == 36


def test_another_seed_gives_other_slots_and_digests(book: RosterBook) -> None:
    other = draw_book(tiny_operation(), seeded_entropy("other"))
    assert other.people.slots_of != book.people.slots_of
    assert set(other.people.digests).isdisjoint(book.people.digests)


def test_the_declaration_counts_cells_kg_and_slots(book: RosterBook) -> None:
    people, items = book.people.declare("0" * 64), book.items.declare("0" * 64)
    assert [(cell.site, cell.category, cell.count) for cell in people.cells] == [
        ("BASE", "military", 20),
        ("FEED", "military", 10),
    ]
    assert (people.slots, people.kg, items.slots, items.kg) == (30, 0, 6, 17_500)
    assert [(cell.site, cell.category, cell.count) for cell in items.cells] == [
        ("BASE", "outsize", 1),
        ("BASE", "pallet", 2),
        ("BASE", "rolling", 1),
        ("FEED", "bulk", 1),
        ("FEED", "pallet", 1),
    ]


def test_slots_are_chosen_among_those_that_have_not_gone(book: RosterBook) -> None:
    first = choose_slots(book.people, "BASE-STAFF", 5, ())
    second = choose_slots(book.people, "BASE-STAFF", 9, first)
    assert set(first).isdisjoint(second)
    assert set(first) | set(second) == set(book.people.slots_of["BASE-STAFF"])
    with pytest.raises(UsageError, match="1 of line BASE-STAFF should depart, but 0 remain"):
        choose_slots(book.people, "BASE-STAFF", 1, {*first, *second})


def test_an_unknown_line_has_nobody(book: RosterBook) -> None:
    with pytest.raises(UsageError, match="but 0 remain"):
        choose_slots(book.people, "NOBODY", 1, ())


def test_the_private_file_opens_every_digest_and_is_its_owners_alone(book: RosterBook, tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    path.touch(mode=0o644)
    write_book(book, path, log=tmp_path / "log")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = json.loads(path.read_text(encoding="utf-8"))
    for roster in (book.people, book.items):
        digests = [digest_of(decode64(line["salt"]), line["content"]) for line in found[roster.scope]]
        assert tuple(digests) == roster.digests


def test_a_private_file_inside_the_log_is_refused(book: RosterBook, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="which is public"):
        write_book(book, tmp_path / "log" / "sidecar" / "roster.json", log=tmp_path / "log")


def test_people_who_arrive_later_are_not_on_the_baseline() -> None:
    operation = tiny_operation()
    late = replace(operation.people[0], arrives_minute=operation.as_of_minute + 60)
    changed = replace(operation, people=(late, *operation.people[1:]))
    assert set(draw_book(changed, seeded_entropy("book")).people.slots_of) == {
        line.line_id for line in operation.people[1:]
    }
