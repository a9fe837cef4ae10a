"""Load sheets as files: which there are, for all movements or one, and what is refused."""

import io
from functools import cache

import pypdf
import pytest

from repli.commission import Case, load_case, load_files, load_pages, make_plan, sheets_of
from repli.errors import UsageError
from repli.model import Plan
from tests.demo_run import HOUSE


@cache
def german() -> tuple[Case, Plan]:
    """Four flights with a floor, and the last people without one."""
    case = load_case(HOUSE / "examples" / "germany-niger-2024")
    return case, make_plan(case.operation, seed=1)


def test_all_sheets_are_one_pdf_a_language_and_each_floor_is_a_picture() -> None:
    files = load_files(*german())
    pictures = [f"pictures/R00{number}_{language}.svg" for number in range(1, 5) for language in ("en", "fr")]
    assert sorted(files) == ["loads_en.pdf", "loads_fr.pdf", *pictures]
    assert len(pypdf.PdfReader(io.BytesIO(files["loads_en.pdf"])).pages) == 5


def test_one_movement_is_one_pdf_a_language_with_its_picture() -> None:
    files = load_files(*german(), "R003")
    assert sorted(files) == [
        "load_R003_en.pdf",
        "load_R003_fr.pdf",
        "pictures/R003_en.svg",
        "pictures/R003_fr.svg",
    ]
    (page,) = pypdf.PdfReader(io.BytesIO(files["load_R003_en.pdf"])).pages
    text = "".join(page.extract_text().split())
    for words in ("66,000/68,000", "26/26", "1,801.0", "249.0", "5-8·V-01", "full:positions"):
        assert words in text


def test_a_movement_that_the_plan_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(UsageError, match="no movement R009") as refused:
        sheets_of(*german(), "R009")
    assert str(refused.value.hint) == "Its movements: R001, R002, R003, R004, R005."


def test_beside_the_page_of_the_commission_stand_the_page_and_the_printed_sheets() -> None:
    case, plan = german()
    files = load_pages(case, case.operation, plan)
    assert sorted(files) == ["loads.html", "loads_en.pdf", "loads_fr.pdf"]
    assert files["loads_fr.pdf"] == load_files(case, plan)["loads_fr.pdf"]
    assert b'id="fr-R003"' in files["loads.html"]
