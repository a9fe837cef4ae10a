import io
from pathlib import Path

import pypdf
import pytest

import repli.reporting
from repli.errors import UsageError
from repli.reporting.typeset import REGIONS, typeset_pdf

EMPTY = {
    "language": "fr",
    "region": REGIONS["fr"],
    "title": "Feuilles",
    "subtitle": "",
    "authors": ["force"],
    "restricted": "",
    "truth": "",
    "plan": "",
    "fill": "",
    "swatches": {},
    "sheets": [],
}
TEMPLATE = "loads/load_sheets.typ"


def test_a_paper_names_its_language_its_author_and_the_time_that_it_is_given() -> None:
    reader = pypdf.PdfReader(io.BytesIO(typeset_pdf(TEMPLATE, EMPTY, made_at_second=1_893_456_000)))
    assert reader.metadata is not None
    assert reader.metadata.author == "force"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.year == 2030
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"


def test_letters_that_no_embedded_font_has_are_refused_by_name() -> None:
    with pytest.raises(UsageError, match="cannot be set"):
        typeset_pdf(TEMPLATE, EMPTY | {"restricted": "\N{GRINNING FACE}"}, made_at_second=0)


def test_every_template_reads_its_content_and_no_sentence_of_its_own() -> None:
    room = Path(repli.reporting.__file__).parent
    templates = sorted(room.rglob("*.typ"))
    assert [path.relative_to(room).as_posix() for path in templates] == ["communique.typ", TEMPLATE, "papers/paper.typ"]
    assert all("sys.inputs.content" in path.read_text("utf-8") for path in templates)
