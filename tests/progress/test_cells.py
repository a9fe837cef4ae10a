"""Cells are sorted, unique, at least 1 each; their sum is what they split."""

from hypothesis import given
from hypothesis import strategies as st

from repli.progress import Cell, cells_of
from repli.progress.cells import cells_value, counts_of, read_cells, total

keys = st.tuples(st.sampled_from("AB"), st.sampled_from(["civilian", "military"]))


@given(st.dictionaries(keys, st.integers(0, 9)))
def test_counts_become_cells_and_cells_become_counts(counts: dict[tuple[str, str], int]) -> None:
    cells = cells_of(counts)
    assert counts_of(cells) == {key: count for key, count in counts.items() if count}
    assert total(cells) == sum(counts.values())
    assert read_cells({"cells": cells_value(cells)}, "cells") == cells


def test_cells_are_written_with_category_count_and_site() -> None:
    assert cells_value((Cell(site="NIA", category="military", count=3),)) == [
        {"category": "military", "count": 3, "site": "NIA"}
    ]
