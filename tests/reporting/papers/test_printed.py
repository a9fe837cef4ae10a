"""Head and foot of every paper: what is real, restricted, which page; tagged for readers that speak."""

import io
from dataclasses import replace

import pypdf
import pytest

from repli.errors import UsageError
from repli.reporting.papers.parts import paragraphs
from repli.reporting.papers.printed import paper_content, printed
from repli.reporting.voice import Voice
from tests.reporting.papers.paper_samples import HEAD
from tests.reporting.samples import TRUTH

VOICE = Voice("fr", "Africa/Niamey")


def _pdf(text: str = "Un texte.") -> bytes:
    return printed(HEAD, title="Titre", running="R1", blocks=[paragraphs(text)], voice=VOICE, made_at_second=60)


def test_language_title_and_tags_are_set_for_readers_that_speak() -> None:
    reader = pypdf.PdfReader(io.BytesIO(_pdf()))
    catalogue = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Titre", "demo-force, demo-host")
    assert catalogue["/Lang"] == "fr-FR"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()


def test_a_reconstruction_is_watermarked_and_a_real_paper_is_not() -> None:
    def content(reconstruction: bool) -> dict[str, object]:
        head = replace(HEAD, truth=replace(TRUTH, reconstruction=reconstruction))
        return paper_content(head, title="T", running="", blocks=[], voice=VOICE)

    assert (content(True)["watermark"], content(False)["watermark"]) == ("RECONSTITUTION", "")
    assert str(content(False)["truth"]).startswith("Réel")


def test_the_page_number_is_said_in_the_language() -> None:
    content = paper_content(HEAD, title="T", running="", blocks=[], voice=VOICE)
    assert content["page"] == ["Page ", " sur "]
    assert content["running"] == "T"


def test_letters_that_no_embedded_font_has_are_refused_by_name() -> None:
    with pytest.raises(UsageError, match="cannot be set"):
        _pdf("\N{GRINNING FACE}")
