"""A changed list: what it adds, changes and removes is found, shown, marked and accepted; nothing changes before."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import InputError, UsageError
from repli.intake import (
    ListMerge,
    check_folder,
    compare_list,
    marked_changes,
    merged_files,
    open_source,
    read_operation,
    review_book,
)
from repli.intake.merge.match import matched
from repli.intake.tables.force import ItemRow
from repli.language import speaker
from repli.spreadsheet import Sheet, Written, read_book, write_book
from tests.office import said_by, saved_again
from tests.tiny_folder import rows, write_tiny_folder

COLUMNS = {
    "Item": "item_id", "Description": "description_en", "Désignation": "description_fr", "Site": "site_id",
    "Destination": "destination_id", "Weight (t)": "kg", "Class": "class", "Positions": "positions",
    "Sensitivity": "sensitivity", "Disposition": "disposition", "Ready": "ready", "Priority": "priority",
}  # fmt: skip
HEAD, NAMES = tuple(COLUMNS), tuple(COLUMNS.values())


def a_list(
    path: Path,
    changes: dict[str, dict[str, str]],
    *,
    without: tuple[str, ...] = (),
    more: tuple[tuple[Written, ...], ...] = (),
    drop: tuple[str, ...] = (),
) -> Path:
    """The items of the tiny folder as a planner's list in tonnes, with changed cells, without items, with more rows."""
    lines: list[tuple[Written, ...]] = []
    for row in rows(path / "folder", "items.csv"):
        if row["item_id"] not in without:
            new = {**row, **changes.get(row["item_id"], {})}
            lines.append(tuple(int(new[name]) / 1000 if name == "kg" else new[name] for name in NAMES))
    kept = [place for place, name in enumerate(NAMES) if name not in drop]
    cut = [tuple(row[place] for place in kept) for row in (HEAD, *lines, *more)]
    book = path / "list.xlsx"
    book.write_bytes(write_book([Sheet(name="items", rows=(("Changed list of the base",), (), *cut))]))
    return book


@pytest.fixture
def base(tmp_path: Path) -> Path:
    write_tiny_folder(tmp_path / "folder")
    return tmp_path


NEW = ("I9", "Pump", "Pompe", "BASE", "HOME", 0.9, "pallet", 1, "none", "repatriate", "2030-01-07", 2)


def compared(base: Path, book: Path) -> ListMerge:
    return compare_list(open_source(base / "folder"), book)


def told(merge: ListMerge) -> list[tuple[str, str]]:
    return [(change.kind, change.name) for change in merge.difference.changes]


def test_the_same_list_changes_nothing(base: Path) -> None:
    merge = compared(base, a_list(base, {}))
    assert told(merge) == []
    assert merge.difference.unchanged == 6


def test_added_changed_and_removed_lines_are_told_with_their_cells(base: Path) -> None:
    merge = compared(base, a_list(base, {"I1": {"kg": "2400"}}, without=("I3",), more=(NEW,)))
    assert told(merge) == [("changed", "I1"), ("added", "I9"), ("removed", "I3")]
    changed, added, _ = merge.difference.changes
    assert (changed.columns, changed.old["kg"], changed.new["kg"]) == (("kg",), "2000", "2400")
    assert added.new["kg"] == "900"
    assert added.where == "items!9"


def test_nothing_changes_before_it_is_accepted_and_then_only_what_was(base: Path) -> None:
    before = {path.name: path.read_bytes() for path in (base / "folder").iterdir()}
    merge = compared(base, a_list(base, {"I1": {"kg": "2400"}, "I2": {"kg": "2100"}}, more=(NEW,)))
    review_book(merge, speaker("en"))
    assert {path.name: path.read_bytes() for path in (base / "folder").iterdir()} == before
    files = merged_files(merge, ["I1", "I9"])
    (base / "folder" / "items.csv").write_bytes(files["items.csv"])
    kg = {row["item_id"]: row["kg"] for row in rows(base / "folder", "items.csv")}
    assert kg == {"I2": "2000", "I1": "2400", "I3": "3000", "I4": "8000", "I5": "1000", "I6": "1500", "I9": "900"}
    assert check_folder(base / "folder") == ()


def test_a_changed_line_names_the_list_beside_its_source(base: Path) -> None:
    merge = compared(base, a_list(base, {"I1": {"kg": "2400"}}, more=(NEW,)))
    changed, added = merge.difference.changes
    assert changed.new["source"] == added.new["source"] == "list.xlsx"
    assert changed.new["assumed"] == "invented for tests"


def test_accepting_all_makes_the_operation_what_the_list_says(base: Path) -> None:
    book = a_list(base, {"I1": {"kg": "2400"}, "I4": {"kg": "7900"}}, without=("I6",), more=(NEW,))
    (base / "folder" / "items.csv").write_bytes(merged_files(compared(base, book), ["all"])["items.csv"])
    assert {item.line_id: item.kg for item in read_operation(base / "folder").items} == {
        "I1": 2400, "I2": 2000, "I3": 3000, "I4": 7900, "I5": 1000, "I9": 900,
    }  # fmt: skip
    assert told(compared(base, book)) == []


def test_a_list_of_one_site_removes_nothing_at_another(base: Path) -> None:
    merge = compared(base, a_list(base, {}, without=("I5", "I6")))
    assert told(merge) == []


def test_lines_without_identifiers_are_matched_by_likeness_and_keep_their_names(base: Path) -> None:
    book = a_list(base, {"I4": {"kg": "7900"}}, drop=("item_id",))
    (change,) = compared(base, book).difference.changes
    assert (change.kind, change.name, change.by_name, change.columns) == ("changed", "I4", False, ("kg",))


def test_a_new_line_without_a_name_is_called_after_the_list(base: Path) -> None:
    book = a_list(
        base, {}, drop=("item_id",), more=(("", "Water tank", "Citerne", *NEW[3:5], 4.4, "outsize", 6, *NEW[8:]),)
    )
    (change,) = compared(base, book).difference.changes
    assert (change.kind, change.name) == ("added", "list-10")


def test_what_would_make_the_operation_wrong_is_refused_and_says_why(base: Path) -> None:
    merge = compared(base, a_list(base, {"I1": {"site_id": "NOWHERE"}}))
    with pytest.raises(InputError) as caught:
        merged_files(merge, ["I1"])
    assert [problem.place for problem in caught.value.problems] == ["items.csv:3:site_id", "reconstruction.csv:3:items"]


def test_a_wrong_cell_of_the_list_is_named_before_anything_is_compared(base: Path) -> None:
    book = a_list(base, {"I1": {"class": "camel"}})
    with pytest.raises(InputError) as caught:
        compared(base, book)
    assert [problem.place for problem in caught.value.problems] == ["list.xlsx:items!G5:class"]


def test_a_name_that_no_change_has_is_refused(base: Path) -> None:
    with pytest.raises(UsageError, match="No change is called I77"):
        merged_files(compared(base, a_list(base, {})), ["I77"])


def test_the_review_is_yellow_and_gives_back_what_was_marked(base: Path) -> None:
    merge = compared(base, a_list(base, {"I1": {"kg": "2400"}}, without=("I3",), more=(NEW,)))
    grid = read_book(review_book(merge, speaker("fr")))[0]
    assert [row[1:4] for row in grid.rows[1:]] == [
        ("I1", "changée", "identifiant"), ("I9", "ajoutée", ""), ("I3", "retirée", ""),
    ]  # fmt: skip
    marked = [list(row) for row in grid.rows]
    marked[1][0], marked[2][0], marked[3][0] = "oui", "non", "X"
    assert marked_changes(write_book([Sheet(name="changes", rows=tuple(map(tuple, marked)))])) == ("I1", "I3")
    with pytest.raises(UsageError):
        marked_changes(write_book([Sheet(name="other", rows=(("a",),))]))


def test_a_list_without_a_source_column_of_a_table_that_is_missing_is_all_added(base: Path) -> None:
    (base / "folder" / "claims.csv").unlink()
    book = base / "claims.xlsx"
    book.write_bytes(
        write_book([Sheet(name="claims", rows=(("claim_id", "value", "quantity"), ("C1", 5, "people_departed")))])
    )
    assert told(compare_list(open_source(base / "folder"), book)) == [("added", "C1")]


ITEM = st.fixed_dictionaries(
    {"description_en": st.sampled_from(["pump", "tent", "truck"]), "kg": st.integers(1, 5).map(str)}
)


@settings(max_examples=60)
@given(st.lists(ITEM, max_size=12), st.randoms(use_true_random=False))
def test_a_shuffled_list_without_names_is_matched_one_for_one(
    items: list[dict[str, str]], order: random.Random
) -> None:
    shuffled = [dict(item) for item in items]
    order.shuffle(shuffled)
    old = [{"item_id": f"I{place}", **item} for place, item in enumerate(items)]
    pairs = matched(ItemRow, old, shuffled, ("description_en", "kg"))
    assert sorted(pair.old for pair in pairs) == sorted(pair.new for pair in pairs) == list(range(len(items)))
    assert all(items[pair.old] == shuffled[pair.new] for pair in pairs)


@pytest.mark.heavy
def test_a_review_that_libreoffice_saved_says_the_same(base: Path, tmp_path: Path) -> None:
    review = review_book(
        compared(base, a_list(base, {"I1": {"kg": "2400"}}, without=("I3",), more=(NEW,))), speaker("fr")
    )
    assert said_by(saved_again({"review": review}, tmp_path)["review"]) == said_by(review)
