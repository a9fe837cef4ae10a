"""merge as a planner types it: look, mark, accept; a folder in place, a workbook as a new one."""

import json
from pathlib import Path

from repli.spreadsheet import Sheet, read_book, write_book
from tests.cli.test_books import answer
from tests.tiny_folder import rows

ROWS = (
    ("N° colis", "Désignation en anglais", "Poids (t)", "Emprise"),
    ("I-1", "Tents on a pallet", 2.4, "BASE"),
    ("I-2", "Light vehicle", 3.2, "BASE"),
)


def test_a_list_is_compared_reviewed_marked_and_accepted(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(write_book([Sheet(name="Matériels", rows=ROWS)]))
    answer("new", "north", cwd=tmp_path)
    before = (tmp_path / "north" / "items.csv").read_bytes()
    told = answer("merge", "north", "list.xlsx", "--review", "review.xlsx", cwd=tmp_path)
    assert "0 added, 1 changed, 1 removed, 1 as before" in told
    assert "~ I-1  kg: 2500 → 2400" in told.replace("?", "→")
    assert "Nothing was changed." in told
    assert (tmp_path / "north" / "items.csv").read_bytes() == before
    review = [list(row) for row in read_book((tmp_path / "review.xlsx").read_bytes())[0].rows]
    review[1][0] = "yes"
    (tmp_path / "review.xlsx").write_bytes(write_book([Sheet(name="changes", rows=tuple(map(tuple, review)))]))
    answer("merge", "north", "list.xlsx", "--marked", "review.xlsx", cwd=tmp_path)
    assert {row["item_id"]: row["kg"] for row in rows(tmp_path / "north", "items.csv")} == {
        "I-1": "2400", "I-2": "3200", "I-3": "800",
    }  # fmt: skip


def test_a_workbook_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(write_book([Sheet(name="items", rows=ROWS)]))
    answer("new", "north.xlsx", cwd=tmp_path)
    refused = answer("merge", "north.xlsx", "list.xlsx", "--accept", "I-1", cwd=tmp_path, code=2)
    assert "not written over" in refused
    arguments = ("merge", "north.xlsx", "list.xlsx", "--accept", "I-1", "--out", "new.xlsx", "--json")
    found = json.loads(answer(*arguments, cwd=tmp_path))
    assert (found["written"], found["accepted"]) == ("new.xlsx", ["I-1"])
    assert "no error found" in answer("check", "new.xlsx", cwd=tmp_path)


def test_wrong_cells_of_a_list_are_noted_in_a_copy_of_it(tmp_path: Path) -> None:
    wrong = (*ROWS, ("I-3", "Radio sets", "heavy", "BASE"))
    (tmp_path / "list.xlsx").write_bytes(write_book([Sheet(name="items", rows=wrong)]))
    answer("new", "north", cwd=tmp_path)
    told = answer("merge", "north", "list.xlsx", "--notes", "copy.xlsx", cwd=tmp_path, code=2)
    assert "list.xlsx:items!C4:kg" in told
    assert [row[:3] for row in read_book((tmp_path / "copy.xlsx").read_bytes())[0].rows[1:]] == [
        ("items!C4", "kg", "heavy"),
    ]
