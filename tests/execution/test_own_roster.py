"""The roster at the desk says what slots make, wherever it comes from, and grows at its end only."""

from pathlib import Path

from repli.execution import OwnRoster, RosterBook, draw_book, seeded_entropy, write_book
from repli.ledger.roster import digest_of
from tests.tiny import tiny_operation


def book() -> RosterBook:
    return draw_book(tiny_operation(), seeded_entropy("own"))


def test_from_a_file_and_from_a_book_it_is_the_same(tmp_path: Path) -> None:
    drawn = book()
    write_book(drawn, tmp_path / "roster.json", log=tmp_path / "log")
    read, made = OwnRoster.read(tmp_path / "roster.json"), OwnRoster.of(drawn)
    for scope in ("people", "items"):
        assert read.scope(scope).lines == made.scope(scope).lines
        assert read.scope(scope).by_line == made.scope(scope).by_line
    for roster in (drawn.people, drawn.items):
        assert {name: read.scope(roster.scope).slots_of(name) for name in roster.slots_of} == dict(roster.slots_of)
        assert read.scope(roster.scope).cells(range(5), {}) == roster.cells(range(5))
        assert read.scope(roster.scope).kg(range(5)) == roster.kg(range(5))


def test_people_stand_in_the_cell_of_the_site_they_were_moved_to() -> None:
    roster = OwnRoster.of(book())
    slots = roster.people.slots_of("BASE-STAFF")[:3]
    cells = roster.people.cells(slots, {slots[0]: "FEED"})
    assert {(cell.site, cell.count) for cell in cells} == {("BASE", 2), ("FEED", 1)}


def test_who_comes_stands_at_the_end_and_what_was_never_signed_is_dropped(tmp_path: Path) -> None:
    write_book(book(), tmp_path / "roster.json", log=tmp_path / "log")
    roster = OwnRoster.read(tmp_path / "roster.json")
    before = list(roster.people.lines)
    roster.add_people("LOG-1", "BASE", "military", 4, base=30, entropy=seeded_entropy("never signed"))
    digests = roster.add_people("LOG-1", "BASE", "military", 2, base=30, entropy=seeded_entropy("signed"))
    roster.write()
    again = OwnRoster.read(tmp_path / "roster.json")
    assert again.people.lines[:30] == before
    assert again.people.slots_of("LOG-1") == (30, 31)
    salts = seeded_entropy("signed")
    content = [{"category": "military", "line": "LOG-1", "number": number, "site": "BASE"} for number in (1, 2)]
    assert digests == tuple(digest_of(salts(16), one) for one in content)
    assert (tmp_path / "roster.json").stat().st_mode & 0o077 == 0
