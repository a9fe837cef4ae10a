"""From what a template prints to a PDF: one way for every paper that Repli makes.

Rules: tagged (PDF/UA-1) and archival (PDF/A-2a) where typst holds both; only fonts embedded in typst; the same
arguments give the same bytes, for the time is an argument (Unix seconds, as SOURCE_DATE_EPOCH). A template reads its
content as JSON from ``sys.inputs.content``; all sentences come from there.
"""

import json
from collections.abc import Mapping
from importlib import resources

import typst

from repli.errors import UsageError, phrase

__all__ = ["REGIONS", "typeset_pdf"]

REGIONS = {"fr": "FR", "en": "GB"}
"""Language -> region, as the PDF names both."""


def typeset_pdf(template: str, content: Mapping[str, object], *, made_at_second: int) -> bytes:
    """Return the PDF of ``template`` (a file of this room). Raise UsageError for text that its fonts cannot set."""
    try:
        return typst.compile(
            (resources.files("repli.reporting") / template).read_bytes(),
            sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
            timestamp=made_at_second,
        )
    except typst.TypstError as error:  # e.g. a character that the embedded fonts do not have
        raise UsageError(
            phrase("The text cannot be set: {reason}", reason=str(error).splitlines()[0]),
            phrase("Write names and sentences of the operation in letters that its fonts have."),
        ) from None
