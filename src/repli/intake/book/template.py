"""A new operation to start from: every table with example rows that check and plan, each marked as an example.

The rows are data of the package (`repli/intake/template`). No example is a fact: each says so in `assumed`, so that
every report counts it until it is replaced.
"""

from collections.abc import Mapping
from importlib import resources

from repli.errors import Phrase, phrase
from repli.intake.book.packing import book_bytes
from repli.intake.sources import FilesSource
from repli.language import speaker
from repli.spreadsheet import Sheet

__all__ = ["template_book", "template_files"]

_GUIDE: tuple[Phrase, ...] = (
    phrase("How to fill in this workbook"),
    phrase("One sheet is one table. The rows that stand here are examples: replace them, and empty assumed."),
    phrase("Point at a header to read what the column means, in which unit, and whether it may be empty."),
    phrase("Every row says in source where its values were published, or in assumed what is assumed and why."),
    phrase("Order of columns, titles above them and rows of totals do not matter. Headers may be French or English."),
    phrase("A weight may be given in kg, t, lb or short tons: write the unit into the header or into the cell."),
    phrase("Sheets whose name starts with _ are yours: they are not read."),
    phrase("Check it with: repli check FILE. Errors are named by sheet and cell; --notes puts them into a copy."),
)


def template_files(name: str, language: str) -> Mapping[str, bytes]:
    """Return the files of a new operation folder."""
    example = speaker(language)(phrase("Example, not a fact: replace this row."))
    folder = resources.files("repli.intake.template")
    texts = {one.name: one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith((".csv", ".toml"))}
    return {
        file: text.replace("{example}", example).replace("{name}", name).encode()
        for file, text in sorted(texts.items())
    }


def template_book(name: str, language: str) -> bytes:
    """Return the workbook of a new operation, with a guide as its first sheet."""
    speak = speaker(language)
    guide = Sheet(
        name="_guide",
        rows=tuple((speak(line),) for line in _GUIDE),
        head_rows=0,
        marks={(0, 0): "title"},
        widths={0: 110},
    )
    return book_bytes(FilesSource(template_files(name, language)), language=language, extra=[guide])
