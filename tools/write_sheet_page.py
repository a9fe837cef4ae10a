"""Write docs/reference/count-sheet.md from the boxes themselves, so that the page cannot say anything else.

python -m tools.write_sheet_page
"""

from pathlib import Path

from repli.reporting.papers.box_list import BOXES, PRINTED_KEYS
from repli.reporting.papers.box_values import EXPECTED
from repli.reporting.papers.count_sheet import FORM_NAME

__all__ = ["PAGE", "page"]

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "count-sheet.md"

_HEAD = """# The count sheet: its boxes, its form, its code

Written by `python -m tools.write_sheet_page` from the program itself. How it is used:
[the day without power](../guides/day-without-power.md).

## The code on the paper
The QR code (byte mode, correction M or better) holds six lines of UTF-8, each with a newline; a line is empty where the
sheet was printed without a log, or before the manifest was in it:

1. `{form}`
2. id of the movement
3. origin of the log
4. entries of the joint head that the sheet was printed under
5. root of that head, in base64
6. SHA-256 of the private list of the manifest, in hex: `list` of the manifest event

## The form
`repli paper count-sheet` writes it beside the PDF: TOML in UTF-8, one file a movement. What was printed on the sheet
stands in these keys: {printed}. Of them `form`, `movement`, `field`, `vehicle` and `time_zone` are always needed;
`origin`, `size` and `root` stand together or not at all. Every other key is a box with its number on the paper; an
empty box is `""`, or the key is not there. A key that is none of these is refused.

| box | key | what it is | what it holds |
|---|---|---|---|
{rows}

## What is asked of the boxes together
- One party at least counted, and a party that counted wrote both figures, people and items.
- Infants in a lap are among the people of the same party.
- The door was closed before the off block, or in the same minute.
- The local time of the off block is its UTC time in `time_zone`.
- No slot is both missing and extra; a shortage or an overage has a reason.
- The four boxes of the arrival are all filled in, or none; the arrival is after the off block.

Whether the movement, the head and the list are those of the log is asked when the sheet is entered.
"""


def page() -> str:
    """Return the whole page, in English."""
    rows = "\n".join(
        f"| {box.number} | `{box.key}` | {box.label} | {str(EXPECTED[box.shape]).removeprefix('Expected ')} |"
        for box in BOXES.values()
    )
    return _HEAD.format(form=FORM_NAME, printed=", ".join(f"`{key}`" for key in PRINTED_KEYS), rows=rows)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
