"""The count sheet on paper: one page, every box with its number, no total of the manifest, a code that can be read."""

import pytest

from repli.reporting.papers.box_list import BOXES
from repli.reporting.papers.count_sheet import code_text, count_sheet_blocks, count_sheet_pdf
from repli.reporting.papers.views import CountSheet, blank_head, blank_movement
from repli.reporting.voice import Voice
from tests.reporting.papers.paper_samples import LIST, TIE, count_sheet
from tests.reporting.papers.printed_text import pages_of, squeezed
from tests.reporting.papers.qr_reader import grid_on_page, text_of_grid

BLANK = CountSheet(head=blank_head(), movement=blank_movement(), is_blank=True)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("sheet", [count_sheet(), BLANK], ids=["filled", "blank"])
def test_it_is_one_page_so_that_one_photograph_holds_it(sheet: CountSheet, language: str) -> None:
    assert len(pages_of(count_sheet_pdf(sheet, language, made_at_second=0))) == 1


def test_the_code_on_the_page_holds_movement_origin_head_and_list() -> None:
    drawn = text_of_grid(grid_on_page(count_sheet_pdf(count_sheet(), "fr", made_at_second=0)))
    assert drawn.splitlines() == ["repli-sheet/1", "R1", "RECONSTRUCTION/tiny", "42", TIE.root, LIST]
    assert drawn == code_text(count_sheet())


def test_the_code_of_a_blank_form_says_that_it_is_tied_to_nothing() -> None:
    drawn = text_of_grid(grid_on_page(count_sheet_pdf(BLANK, "en", made_at_second=0)))
    assert drawn == "repli-sheet/1\n\n\n\n\n\n"


def test_every_box_stands_on_it_once_under_its_number() -> None:
    blocks = count_sheet_blocks(count_sheet(), Voice("en", "Africa/Niamey"))
    drawn = [cell[0] for block in blocks if block["kind"] == "boxes" for row in block["rows"] for cell in row["cells"]]  # type: ignore[attr-defined]
    signed = [cell["number"] for block in blocks if block["kind"] == "signatures" for cell in block["cells"]]  # type: ignore[attr-defined]
    assert [*drawn, *signed] == [str(box.number) for box in BOXES.values()]


def test_both_parties_and_the_witness_sign_by_role() -> None:
    (page,) = pages_of(count_sheet_pdf(count_sheet(), "en", made_at_second=0))
    for words in (
        "Force of Tinyland · demo-force · Party that withdraws",
        "Hostland · demo-host · Host party",
        "Guarantor state · demo-togo · Guarantor",
        "nobody is named on this paper",
    ):
        assert squeezed(words) in page


def test_the_local_time_is_that_of_the_agreement() -> None:
    (page,) = pages_of(count_sheet_pdf(count_sheet(), "fr", made_at_second=0))
    assert squeezed("départ du bloc, heure locale de Africa/Niamey") in page
