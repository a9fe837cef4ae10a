"""What bare lists ask to be moved, summed by an independent sum; what they do not say is asked for."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import InputError, UsageError
from repli.intake import ListDemand, book_bytes, list_demand, open_source, read_operation
from repli.intake.book.source import book_of
from repli.intake.merge.demand import demand_of
from repli.spreadsheet import Sheet, Written, read_book, write_book
from tests.demo_run import HOUSE

Rows = tuple[tuple[Written, ...], ...]
ITEMS: Rows = (
    ("Désignation", "Poids (t)", "Emprise"),
    ("Tentes", 2.5, "BASE"),
    ("Camion", "7,2", "FEED"),
    ("TOTAL", 9.7, ""),
)
PEOPLE: Rows = (("Unit", "Strength", "Site"), ("1st", 40, "BASE"), ("2nd", 12, "BASE"))


def a_list(path: Path, **sheets: Rows) -> Path:
    book = path / "list.xlsx"
    book.write_bytes(write_book([Sheet(name=name, rows=rows) for name, rows in sheets.items()]))
    return book


def test_people_and_items_are_added_up_by_site(tmp_path: Path) -> None:
    found = list_demand(a_list(tmp_path, items=ITEMS, people=PEOPLE), 100)
    assert found == ListDemand(people=52, items=2, kg=9700 + 5200, kg_by_site={"BASE": 2500 + 5200, "FEED": 7200})


def test_a_force_list_is_a_bare_list_too(tmp_path: Path) -> None:
    rows: Rows = (("ULN", "ORIGIN", "PAX", "STONS"), ("U1", "BASE", 10, 2.2046), ("U2", "BASE", 0, 5.5116))
    found = list_demand(a_list(tmp_path, TPFDD=rows), 100)
    assert found == ListDemand(people=10, items=2, kg=1000 + 2000 + 5000, kg_by_site={"BASE": 8000})


def test_a_list_of_two_columns_on_a_sheet_without_a_name_is_known_by_its_headers(tmp_path: Path) -> None:
    rows: Rows = (("Liste du matériel",), ("Désignation", "Masse (t)"), ("Tentes", 2.5), ("Groupes", "1,25"))
    found = list_demand(a_list(tmp_path, Feuil1=rows), None)
    assert found == ListDemand(people=0, items=2, kg=3750, kg_by_site={"": 3750})


def test_a_whole_operation_is_no_bare_list(tmp_path: Path) -> None:
    operation: Rows = (("table", "number", "key", "value"), ("", "", "format", 1))
    assert list_demand(a_list(tmp_path, operation=operation, items=ITEMS), None) is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"people": PEOPLE}, "what a person weighs"),
        ({"items": (("Item", "Description"), ("A", "tent"))}, "no column for kg"),
        ({"notes": (("a", "b"),)}, "no list of people or items"),
    ],
)
def test_what_a_list_does_not_say_is_asked_for(tmp_path: Path, rows: dict[str, Rows], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        list_demand(a_list(tmp_path, **rows), None)


def test_a_wrong_weight_is_named_by_its_cell_and_other_columns_do_not_matter(tmp_path: Path) -> None:
    rows: Rows = (("Item", "Weight (kg)", "Ready", "Colour"), ("A", "heavy", "some day", "red"), ("B", 3, "3/4/24", ""))
    with pytest.raises(InputError) as caught:
        list_demand(a_list(tmp_path, items=rows), None)
    assert [problem.cell for problem in caught.value.problems] == ["items!B2"]


@settings(max_examples=30)
@given(st.lists(st.integers(1, 99_999), min_size=1, max_size=20))
def test_the_weight_of_a_list_is_the_sum_of_its_weights(weights: list[int]) -> None:
    rows: Rows = (("Item", "Weight (kg)"), *((f"I{place}", kg) for place, kg in enumerate(weights)))
    book = book_of(read_book(write_book([Sheet(name="items", rows=rows)])), "list.xlsx", {})
    found = demand_of(book, None)
    assert (found.kg, found.items) == (sum(weights), len(weights))


def test_a_case_as_bare_lists_asks_for_what_the_case_holds(tmp_path: Path) -> None:
    case = HOUSE / "examples" / "germany-niger-2024"
    grids = read_book(book_bytes(open_source(case), language="fr"))
    sheets = {grid.name: grid.rows for grid in grids if grid.name in {"people", "items"}}
    found = list_demand(a_list(tmp_path, **sheets), None)
    operation = read_operation(case)
    assert found is not None
    people = sum(one.count * one.kg_per_person for one in operation.people)
    assert found.kg == people + sum(one.kg for one in operation.items)
