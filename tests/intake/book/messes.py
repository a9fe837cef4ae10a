"""Lists as planners keep them: each is one kind of mess around the same three items, and what must come of it.

``RIGHT``: the three items are read; else the cells that are refused, each with the words that it is refused with.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from repli.intake.book.mapping import SheetMap

__all__ = ["ITEMS", "MESSES", "RIGHT", "Mess"]

RIGHT: Mapping[str, str] = {}
ITEMS = (
    {
        "item_id": "I-1",
        "description_en": "Tents",
        "site_id": "AB101",
        "kg": "2500",
        "class": "pallet",
        "ready": "2024-05-19",
    },
    {
        "item_id": "I-2",
        "description_en": "Truck",
        "site_id": "AB101",
        "kg": "7200",
        "class": "rolling",
        "ready": "2024-06-13",
    },
    {
        "item_id": "I-3",
        "description_en": "Radios",
        "site_id": "AB201",
        "kg": "800",
        "class": "bulk",
        "ready": "2024-06-02",
    },
)
HEAD = ("Item", "Description", "Site", "Weight (kg)", "Class", "Ready")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("I-1", "Tents", "AB101", 2500, "pallet", date(2024, 5, 19)),
    ("I-2", "Truck", "AB101", 7200, "rolling", date(2024, 6, 13)),
    ("I-3", "Radios", "AB201", 800, "bulk", date(2024, 6, 2)),
)


@dataclass(frozen=True, kw_only=True)
class Mess:
    """One messy workbook."""

    name: str
    data: bytes
    refused: Mapping[str, str] = field(default_factory=dict)
    said: SheetMap = field(default_factory=lambda: SheetMap(table="items.csv"))
    office: bool = True  # whether LibreOffice, which computes formulas again, leaves this kind of mess as it is


def column(place: int, *values: object) -> tuple[tuple[Any, ...], ...]:
    """The rows with other values in one column."""
    return tuple((*row[:place], value, *row[place + 1 :]) for row, value in zip(ROWS, values, strict=True))


def book(*rows: tuple[Any, ...], name: str = "items", more: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook with one sheet of these rows; ``more`` does what rows cannot say."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as target:
        sheet = target.add_worksheet(name)
        forms = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm", time: "hh:mm"}
        formats = {kind: target.add_format({"num_format": form}) for kind, form in forms.items()}
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, date | datetime | time):
                    sheet.write_datetime(y, x, value, formats[type(value)])
                elif isinstance(value, str) and value.startswith("=") and "|" in value:
                    formula, cached = value.split("|")
                    sheet.write_formula(y, x, formula, None, float(cached) if cached.isdigit() else cached)
                elif isinstance(value, str):
                    sheet.write_string(y, x, value)
                elif value is not None:
                    sheet.write(y, x, value)
        if more:
            more(target, sheet)
    return stream.getvalue()


def merged(*ranges: tuple[int, int, int, int, object]) -> Callable[[Any, Any], None]:
    def merge(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter carries no types
        for top, left, bottom, right, value in ranges:
            sheet.merge_range(top, left, bottom, right, value)

    return merge


SHUFFLE = (3, 0, 5, 2, 4, 1)
FRENCH = ("N° colis", "Désignation en anglais", "Emprise", "Poids brut (kg)", "Type de fret", "Date de disponibilité")
TITLE = ("LISTE DU MATERIEL - DIFFUSION RESTREINTE",)
AMBIGUOUS = "can be read in one way only"

MESSES = (
    Mess(name="tidy", data=book(HEAD, *ROWS)),
    Mess(name="any order of columns", data=book(*(tuple(row[place] for place in SHUFFLE) for row in (HEAD, *ROWS)))),
    Mess(name="French headers", data=book(FRENCH, *ROWS)),
    Mess(name="capitals, line breaks and blanks in headers", data=book(("ITEM\nNO", " Description ", "SITE:", "GROSS\nWEIGHT (KG)", "CLASS", "READY  DATE"), *ROWS)),
    Mess(name="the program's own column names", data=book(("item_id", "description_en", "site_id", "kg", "class", "ready"), *ROWS)),
    Mess(name="merged titles above", data=book((), (), HEAD, *ROWS, more=merged((0, 0, 1, 5, TITLE[0])))),
    Mess(name="a letterhead, a date and blank rows above", data=book(("Base aérienne 101",), ("Niamey, le", date(2024, 5, 20)), (), TITLE, (), HEAD, *ROWS)),
    Mess(name="blank columns before and between", data=book(*((None, *row[:2], None, *row[2:]) for row in (HEAD, *ROWS)))),
    Mess(name="blank rows between", data=book(HEAD, ROWS[0], (), (), ROWS[1], (), ROWS[2])),
    Mess(name="headers in two rows under merged groups", data=book((), ("Item", "Description", "Site", "(kg)", "Class", "Ready"), *ROWS, more=merged((0, 3, 0, 4, "Weight")))),
    Mess(name="units in a row of their own", data=book((*HEAD[:3], "Weight", *HEAD[4:]), (None, None, None, "t", None, None), *column(3, 2.5, 7.2, 0.8))),
    Mess(name="tonnes in the header", data=book((*HEAD[:3], "Masse brute en t", *HEAD[4:]), *column(3, 2.5, 7.2, 0.8))),
    Mess(name="pounds in the header", data=book((*HEAD[:3], "Gross Wt [lbs]", *HEAD[4:]), *column(3, 5511.56, 15873.28, 1763.7))),
    Mess(name="short tons in the header", data=book((*HEAD[:3], "Weight, short tons", *HEAD[4:]), *column(3, 2.7558, 7.9366, 0.8818))),
    Mess(name="units in the cells", data=book((*HEAD[:3], "Weight", *HEAD[4:]), *column(3, "2,5 t", "7 200 kg", "1763.7 lb"))),
    Mess(name="numbers as text with decimal commas and narrow blanks", data=book((*HEAD[:3], "Poids (kg)", *HEAD[4:]), *column(3, "2\u202f500,0", "7\u00a0200", "800"))),
    Mess(name="thousands with commas, settled by one cell", data=book(HEAD, *column(3, "2,500", "7,200.0", "800"))),
    Mess(name="thousands with apostrophes", data=book(HEAD, *column(3, "2'500", "7\u2019200", "800"))),
    Mess(name="days as day/month/year texts", data=book(HEAD, *column(5, "19/05/2024", "13/06/2024", "02/06/2024"))),
    Mess(name="days as month/day/year texts", data=book(HEAD, *column(5, "5/19/2024", "6/13/2024", "6/2/2024"))),
    Mess(name="days with French names of months", data=book(HEAD, *column(5, "19 mai 2024", "13 juin 24", "2 juin 2024"))),
    Mess(name="days in the military form", data=book(HEAD, *column(5, "19MAY2024", "13JUN24", "02JUN2024"))),
    Mess(name="days as bare serial numbers", data=book(HEAD, *column(5, 45431, 45456, 45445))),
    Mess(name="days as eight digits", data=book(HEAD, *column(5, 20240519, 20240613, "20240602"))),
    Mess(name="days with a midnight", data=book(HEAD, *column(5, datetime(2024, 5, 19), datetime(2024, 6, 13), datetime(2024, 6, 2)))),  # noqa: DTZ001 - spreadsheets have no zones
    Mess(name="days counted from C-day", data=book(HEAD, *column(5, "C+0", "C025", "C+14")), said=SheetMap(table="items.csv", c_day=date(2024, 5, 19))),
    Mess(name="totals and subtotals", data=book(HEAD, *ROWS[:2], ("Sous-total", None, None, 9700), ROWS[2], (None, "TOTAL GENERAL", None, 10500), ("Total",))),
    Mess(name="the header repeated on every page", data=book(HEAD, ROWS[0], HEAD, ROWS[1], HEAD, ROWS[2])),
    Mess(name="titles between the rows", data=book(HEAD, (), ROWS[0], ROWS[1], (), ROWS[2], more=merged((1, 0, 1, 5, "BA 101"), (4, 0, 4, 5, "BA 201")))),
    Mess(name="a site merged over its rows", data=book(HEAD, *((*row[:2], None, *row[3:]) for row in ROWS[:2]), ROWS[2], more=merged((1, 2, 2, 2, "AB101")))),
    Mess(name="words of both languages in closed lists", data=book(HEAD, *column(4, "Palette", "VÉHICULE", "vrac"))),
    Mess(name="formulas with their values", data=book(HEAD, *column(3, "=2000+500|2500", "=7200|7200", "=D3-6400|800"))),
    Mess(name="columns that say nothing to us", data=book((*HEAD, "Remarks", "Colour"), *((*row, "x", "green") for row in ROWS)), said=SheetMap(table="items.csv", columns={"Remarks": "", "Colour": ""})),
    Mess(name="own words for sites", data=book(HEAD, *column(2, "BA 101", "BA 101", "BA 201")), said=SheetMap(table="items.csv", values={"site_id": {"BA 101": "AB101", "BA 201": "AB201"}})),
    Mess(name="a sheet under a French name", data=book(HEAD, *ROWS, name="Matériels"), said=SheetMap()),
    Mess(name="a sheet under no name, known by its headers", data=book((*HEAD, "Positions", "Disposition", "Sensitivity", "Destination"), *((*row, 1, "repatriate", "none", "HOME") for row in ROWS), name="Feuil1"), said=SheetMap()),
    Mess(name="numbers kept as item names", data=book(HEAD, *column(0, "I-1", "I-2", "I-3")), said=SheetMap(table="items.csv", header_row=1)),
    Mess(name="signatures below, cut off by the mapping", data=book(HEAD, *ROWS, (), ("Signed: the logistics officer",)), said=SheetMap(table="items.csv", last_row=4)),
    Mess(name="a weight without any unit", data=book((*HEAD[:3], "Weight", *HEAD[4:]), *ROWS), refused={"items!D1": "whose unit is known"}),
    Mess(name="thousands or decimals", data=book(HEAD, *column(3, "2,500", "7,200", "800")), refused={"items!D2": AMBIGUOUS, "items!D3": AMBIGUOUS}),
    Mess(name="day or month first", data=book(HEAD, *column(5, "3/4/2024", "5/6/2024", "2/6/2024")), refused={"items!F2": AMBIGUOUS, "items!F3": AMBIGUOUS, "items!F4": AMBIGUOUS}),
    Mess(name="a time of day without its zone", data=book(HEAD, *column(5, datetime(2024, 5, 19, 8, 30), date(2024, 6, 13), date(2024, 6, 2))), refused={"items!F2": "whose zone is known"}),  # noqa: DTZ001 - spreadsheets have no zones
    Mess(name="a formula that failed", data=book(HEAD, *column(3, "=1/0|#DIV/0!", 7200, 800)), refused={"items!D2": "the formula in this cell failed"}),
    Mess(name="a reference that is gone, in a text", data=book(HEAD, *column(1, "Tents", "=#REF!|#REF!", "Radios")), refused={"items!B3": "the formula in this cell failed"}, office=False),
    Mess(name="a length for a weight", data=book(HEAD, *column(3, 2500, "7 m", 800)), refused={"items!D3": "a whole number"}),
    Mess(name="a word of no closed list", data=book(HEAD, *column(4, "pallet", "camel", "bulk")), refused={"items!E3": "one of: pallet, bulk"}),
    Mess(name="a day that does not exist", data=book(HEAD, *column(5, "2024-05-19", "2024-02-30", "2024-06-02")), refused={"items!F3": "a day YYYY-MM-DD"}),
    Mess(name="the same item twice", data=book(HEAD, *ROWS, ROWS[0]), refused={"items!A5": "each item_id once"}),
    Mess(name="an item without a name", data=book(HEAD, *column(0, "I-1", None, "I-3")), refused={"items!A3": "an id"}),
    Mess(name="a negative weight", data=book(HEAD, *column(3, 2500, -7200, 800)), refused={"items!D3": "a whole number, 1 or more"}),
    Mess(name="two columns for one thing", data=book((*HEAD, "Gross weight (t)"), *((*row, 1) for row in ROWS)), refused={"items!G1": "an unknown column"}),
    Mess(name="a column nobody knows", data=book((*HEAD, "Remarks"), *((*row, "x") for row in ROWS)), refused={"items!G1": "an unknown column"}),
    Mess(name="no header at all", data=book(*ROWS), refused={"items!A1": "a first line with the columns"}),
)  # fmt: skip
