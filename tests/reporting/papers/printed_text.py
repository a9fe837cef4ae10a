"""The text of a printed paper, page by page, without any space: how lines are broken says nothing."""

import io

import pypdf

__all__ = ["pages_of", "squeezed"]


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """The text without spaces."""
    return "".join(text.split())
