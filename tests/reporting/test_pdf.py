import io
from dataclasses import replace

import pypdf
import pytest

from repli.errors import UsageError
from repli.reporting import communique_pdf, communique_text
from repli.reporting.pdf import LogHead
from tests.reporting.samples import FINGERPRINTS, HEAD, TRUTH, sample_communique

SECOND = 1_893_456_000


def _pdf(language: str = "fr", head: LogHead | None = HEAD, **changes: object) -> bytes:
    return communique_pdf(
        sample_communique(**changes), language, fingerprints=FINGERPRINTS, head=head, made_at_second=SECOND
    )


def _text(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return _squeezed("".join(page.extract_text() for page in pages))


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_paragraph_of_the_signed_text_stands_in_the_pdf(language: str) -> None:
    printed = _text(_pdf(language)).upper()
    for paragraph in communique_text(sample_communique(), language).split("\n\n"):
        assert _squeezed(paragraph).upper() in printed, paragraph


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert _pdf() == _pdf()


def test_another_figure_gives_other_bytes() -> None:
    assert _pdf() != _pdf(number=2)


def test_a_reconstruction_is_watermarked_and_a_real_communique_is_not() -> None:
    real = replace(TRUTH, reconstruction=False)
    assert "RECONSTITUTION" in _text(_pdf()).replace(_squeezed("RECONSTITUTION. Réel"), "")
    assert "RECONSTITUTION" not in _text(_pdf(truth=real))


def test_language_title_and_tags_are_set_for_readers_that_speak() -> None:
    reader = pypdf.PdfReader(io.BytesIO(_pdf("fr")))
    catalogue = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Communiqué conjoint n°\u00a01"
    assert catalogue["/Lang"].startswith("fr")
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()


def test_the_foot_holds_the_fingerprints_and_the_head() -> None:
    printed = _text(_pdf("en"))
    for name, fingerprint in FINGERPRINTS:
        assert name in printed
        assert fingerprint in printed
    assert f"{HEAD.origin},42entries,root{HEAD.root}" in printed


def test_the_code_carries_the_first_lines_of_a_checkpoint() -> None:
    assert HEAD.text == f"{HEAD.origin}\n42\n{HEAD.root}\n"


def test_a_proof_is_carried_by_the_code_whole_and_the_page_says_what_to_do_with_it() -> None:
    proof = b"c2sp.org/tlog-proof@v1\n" + b"A" * 1400
    with_proof = communique_pdf(
        sample_communique(), "en", fingerprints=FINGERPRINTS, head=HEAD, made_at_second=SECOND, proof=proof
    )
    assert _squeezed("The code holds this publication with its proof") in _text(with_proof)
    assert with_proof != _pdf("en")
    assert len(pypdf.PdfReader(io.BytesIO(with_proof)).pages) in (1, 2)


def test_a_draft_says_that_no_head_stands_behind_it() -> None:
    assert _squeezed("Draft: no joint head of the log stands behind it yet.") in _text(_pdf("en", head=None))


def test_a_communique_fits_on_one_or_two_pages() -> None:
    assert len(pypdf.PdfReader(io.BytesIO(_pdf())).pages) in (1, 2)


def test_letters_that_no_embedded_font_has_are_refused_by_name() -> None:
    with pytest.raises(UsageError, match="cannot be set"):
        _pdf(place="\N{GRINNING FACE}")
