"""The words of planners: every label means its own column and no other, in both languages."""

import pytest

from repli.intake.book.layout import layout_of
from repli.intake.book.plainly import name_and_unit, plainly
from repli.intake.book.vocabulary import LISTS, column_called, label_of, model_of_sheet, sheet_label, value_called
from repli.intake.book.writing import header_text
from repli.intake.kinds import kind_of
from repli.intake.row import columns_of
from repli.intake.tables.force import ItemRow, PeopleRow
from repli.intake.tables.places import FieldRow
from repli.language import catalogue
from repli.spreadsheet import Grid


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("file", LISTS)
def test_the_headers_of_a_template_are_read_as_its_columns(file: str, language: str) -> None:
    model = LISTS[file]
    texts = tuple(header_text(model, column, language) for column in columns_of(model))
    layout = layout_of(Grid(name="A", rows=(texts,), faults={}), model)
    assert layout is not None
    assert [header.column for header in layout.headers.values()] == list(columns_of(model))


@pytest.mark.parametrize("file", LISTS)
def test_a_sheet_called_after_a_table_is_that_table(file: str) -> None:
    assert model_of_sheet(sheet_label(file)) is LISTS[file]


@pytest.mark.parametrize("file", LISTS)
def test_every_column_is_explained_in_french(file: str) -> None:
    model, french = LISTS[file], catalogue("fr")
    told = [
        text for column in columns_of(model) for text in (kind_of(model, column).about, kind_of(model, column).unit)
    ]
    assert [text for text in told if text and text not in french] == []


@pytest.mark.parametrize(
    ("word", "column"),
    [
        ("Poids brut", "kg"),
        ("GROSS WT", "kg"),
        ("n° colis", "item_id"),
        ("Désignation", "description_fr"),
        ("Prio", "priority"),
    ],
)
def test_headers_are_known_in_both_languages(word: str, column: str) -> None:
    assert column_called(ItemRow, plainly(word)) == column


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Poids brut (t)", "poids brut", "t"),
        ("Weight [lbs]", "weight", "lbs"),
        ("Masse en kg", "masse", "kg"),
        ("Weight, short tons", "weight", "short tons"),
        ("Poids (brut)", "poids brut", ""),
        ("kg", "kg", ""),
    ],
)
def test_a_unit_beside_a_name_is_read_apart(text: str, name: str, unit: str) -> None:
    assert name_and_unit(text) == (name, unit)


def test_values_of_closed_lists_are_known_in_both_languages() -> None:
    assert value_called(ItemRow, "class", "Palettes") == "pallet"
    assert value_called(PeopleRow, "category", "Militaires") == "military"
    assert value_called(FieldRow, "side", "extérieur") == "outside"
    assert value_called(ItemRow, "class", "camel") is None
    assert label_of(ItemRow, "kg", "fr") == "Masse brute"
