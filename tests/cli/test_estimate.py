"""estimate of a bare list, as a planner types it: with three numbers, or with the fleet of an operation."""

import json
from pathlib import Path

from repli.spreadsheet import Sheet, write_book
from tests.cli.test_books import answer

ROWS = (("Désignation", "Poids (t)", "Emprise"), ("Tentes", 40.0, "BASE"), ("Camions", "20,5", "BASE"))


def test_a_bare_list_is_estimated_in_both_ways(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(write_book([Sheet(name="Matériels", rows=ROWS)]))
    numbers = ("--aircraft", "2", "--payload-kg", "20000", "--cycle-hours", "24")
    told = answer("estimate", "list.xlsx", *numbers, cwd=tmp_path)
    assert "0 people and 2 items, 60.5 t in all" in told
    assert "4 flights at full payload; 40.0 t a day: 2 days" in told
    assert "ignores everything but weight" in told
    answer("new", "north", cwd=tmp_path)
    found = json.loads(answer("estimate", "list.xlsx", "--operation", "north", "--json", cwd=tmp_path))
    assert found["demand_kg"] == 60_500
    assert "does not say what lifts it" in answer("estimate", "list.xlsx", cwd=tmp_path, code=2)
