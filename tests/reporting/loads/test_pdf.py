import io
from functools import cache

import pypdf
import pytest

from repli.reporting import load_sheets, load_sheets_pdf
from tests.reporting.load_samples import loaded
from tests.reporting.samples import TRUTH

SECOND = 1_893_456_000


@cache
def _pdf(language: str = "fr") -> bytes:
    operation, plan = loaded()
    return load_sheets_pdf(operation, load_sheets(operation, plan), TRUTH, language, made_at_second=SECOND)


def _pages(language: str) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(_pdf(language))).pages]


def test_each_movement_has_a_page_with_its_figures_and_its_picture() -> None:
    pages = _pages("en")
    assert [name for page in pages for name in ("R1", "C1", "R2", "C2", "R3", "R4") if f"Loadsheet{name}" in page] == [
        "R1", "C1", "R2", "C2", "R3", "R4",
    ]  # fmt: skip
    for words in (
        "14/20",
        "3,400/12,000",
        "541.2",
        "500\u2013700",
        "41.2",
        "1·I1",
        "OUT1→FLD1→OUT1",
        "2030-01-07T08:00Z",
    ):
        assert words in pages[0]
    assert "1·I2" not in pages[0]
    assert "2,000kg·1.2" in pages[4]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("RECONSTRUCTION.Real:", "notforflight", "RESTRICTED:", "[1]")),
        ("fr", ("RECONSTITUTION.Réel:", "impropreauvol", "RESTREINT:", "[1]")),
    ],
)
def test_every_page_says_what_is_real_that_it_is_restricted_and_not_for_flight(
    language: str, words: tuple[str, ...]
) -> None:
    for page in _pages(language)[:1] + _pages(language)[4:5]:
        assert [word for word in words if word not in page] == []
    assert all(words[2] in page for page in _pages(language))


def test_the_same_plan_gives_the_same_bytes() -> None:
    operation, plan = loaded()
    again = load_sheets_pdf(operation, load_sheets(operation, plan), TRUTH, "fr", made_at_second=SECOND)
    assert again == _pdf("fr")


def test_language_title_and_tags_are_set_for_readers_that_speak() -> None:
    reader = pypdf.PdfReader(io.BytesIO(_pdf("fr")))
    catalogue = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Feuilles de chargement"
    assert catalogue["/Lang"].startswith("fr")
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()
