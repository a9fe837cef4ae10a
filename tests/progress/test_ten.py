"""The page of the balance tells the numbers of a replay; each line of it adds up by hand."""

from pathlib import Path

from repli.progress.balance import TERMS
from tests.progress.ten import of_cells, steps_table, told

PAGE = Path("docs/reference/balance.md").read_text("utf-8")


def test_the_tables_of_the_page_are_those_of_the_story() -> None:
    lines = told()
    assert steps_table(lines) in PAGE
    assert of_cells(lines[-1]) in PAGE


def test_the_identity_adds_up_in_every_row_of_the_page_as_it_is_printed() -> None:
    told_rows = 0
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) != len(TERMS) + 2 or cells[0] in {"after", "cell", "---"}:
            continue
        told_rows += 1
        at = {name: int(cell or 0) for name, cell in zip((*TERMS, "remaining"), cells[1:], strict=True)}
        came = at["baseline"] + at["reinforced"] + at["transferred_in"]
        here = at["present"] + at["in_transit"] + at["awaiting"]
        away = at["retained"] + at["asylum"] + at["medevac"] + at["died"] + at["transferred_out"]
        assert came == here + at["departed"] - at["returned"] + away, cells[0]
        assert at["remaining"] == here, cells[0]
    assert told_rows == 13 + 3 + 2 + 1


def test_what_one_party_alone_says_of_those_who_stay_changes_no_term() -> None:
    *_, before, after = told()
    assert after.rows == before.rows
