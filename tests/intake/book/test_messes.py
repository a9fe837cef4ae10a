"""Every messy list is read right or refused by its cells; and again after LibreOffice has saved it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from repli.intake.book.source import book_of
from repli.intake.draft import FILES
from repli.intake.problems import Notes
from repli.intake.row import columns_of
from repli.intake.table import read_table
from repli.intake.tables.force import ItemRow
from repli.spreadsheet import read_book
from tests.intake.book.messes import ITEMS, MESSES, Mess
from tests.office import saved_again


def outcome(data: bytes, mess: Mess) -> tuple[list[Mapping[str, str]], dict[str, str]]:
    """The items as they are read, and what is refused by cell; columns that the list lacks do not matter here."""
    grids = read_book(data)
    book = book_of(grids, "list.xlsx", {grids[0].name: mess.said})
    notes = Notes(FILES, book.retold)
    table = read_table(book, ItemRow, notes)
    lacking = set(columns_of(ItemRow)) - {name for part in book.parts["items.csv"] for name in part.names}
    found = [one for one in notes.problems if one.column not in lacking]
    asked = tuple(ITEMS[0])
    return (
        [{name: line.cells[name] for name in asked if name in line.cells} for line in table.lines],
        {str(one.cell): str(one.expected) for one in found},
    )


def assert_as_it_must(data: bytes, mess: Mess) -> None:
    items, refused = outcome(data, mess)
    if mess.refused:
        assert set(refused) == set(mess.refused)
        assert all(words in refused[cell] for cell, words in mess.refused.items()), refused
    else:
        assert refused == {}
        assert items == list(ITEMS)


@pytest.mark.parametrize("mess", MESSES, ids=lambda mess: mess.name)
def test_a_messy_list_is_read_right_or_refused_by_its_cells(mess: Mess) -> None:
    assert_as_it_must(mess.data, mess)


def test_libreoffice_saves_them_again_and_they_are_read_the_same(tmp_path: Path) -> None:
    kept = [mess for mess in MESSES if mess.office]
    assert len(kept) >= 45
    saved = saved_again({f"m{place}": mess.data for place, mess in enumerate(kept)}, tmp_path)
    wrong = {}
    for place, mess in enumerate(kept):
        try:
            assert_as_it_must(saved[f"m{place}"], mess)
        except AssertionError as error:
            wrong[mess.name] = str(error)[:300]
    assert wrong == {}
