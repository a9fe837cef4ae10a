"""The rows of one sheet as the texts of a table: cells converted, what is no data set aside, doubts kept by cell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from repli.errors import Phrase, phrase
from repli.intake.book.convert import DoubtError, NoUnitError, Reading, text_of
from repli.intake.book.layout import Header, Layout, filled_down
from repli.intake.book.moments import order_shown
from repli.intake.book.plainly import plainly
from repli.intake.book.plan_of_sheets import PlannedSheet
from repli.intake.book.quantities import ZULU, decides, dimension_of
from repli.intake.csv_text import Record, tidy
from repli.intake.kinds import kind_of
from repli.intake.problems import shown
from repli.intake.row import Row, columns_of, optional_columns_of
from repli.spreadsheet import Grid, Value, address

__all__ = ["Doubt", "Rows", "rows_of"]

Doubt = tuple[int, str, str, Phrase, Phrase]
"""Row of the sheet, column of the table, what was found, what was expected, a hint."""

_TOTALS = (
    "total",
    "totals",
    "totaux",
    "sous total",
    "subtotal",
    "sub total",
    "grand total",
    "somme",
    "sum",
    "ensemble",
)
_FIRST_LETTERS = frozenset(letter for word in _TOTALS for letter in (word[0], word[0].upper()))
_WRITTEN = frozenset({"Count", "Positive", "Percent", "Decimal", "Latitude", "Longitude", "Day", "When"})
"""Kinds of columns whose cells show how their writer writes numbers and days."""

_FAILED = phrase("a value; the formula in this cell failed")
_FAILED_HINT = phrase("Correct the formula, or write the value.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A sheet as a table. Rows are counted as on the sheet, from 1."""

    sheet: str
    header_row: int
    names: tuple[str, ...]
    places: Mapping[str, int]
    records: tuple[Record, ...]
    doubts: tuple[Doubt, ...]
    set_aside: tuple[tuple[int, Phrase], ...]
    readings: Mapping[str, Reading]
    doubt_at: Mapping[tuple[int, str], tuple[str, Phrase, Phrase]] = field(default_factory=dict)

    def cell(self, row: int, column: str) -> str:
        """Return the address of a cell of the table; of the row's first cell for a column that the sheet lacks."""
        return address(row - 1, self.places.get(column, 0))


def rows_of(sheet: PlannedSheet) -> Rows:
    """Return the rows of a sheet that stands for a table."""
    model, grid = sheet.model, sheet.grid
    if model is None or sheet.layout is None:
        return _without_header(grid)
    headers = sheet.layout.headers
    readings = {place: _reading(sheet, model, place, header) for place, header in headers.items() if header.column}
    names = tuple(header.column or header.text for place, header in headers.items() if _is_read(sheet, header))
    places = {name: place for place, name in _named(sheet, headers)}
    reader = _Reader(sheet, model, sheet.layout, readings)
    constants = {name: value for name, value in sheet.said.constants.items() if name not in names}
    records = tuple(
        Record(record.row, (*record.cells, *constants.values())) for record in reader.records([*places.values()])
    )
    return Rows(
        sheet=grid.name,
        header_row=sheet.layout.header_row + 1,
        names=(*names, *constants),
        places=places,
        records=records,
        doubts=tuple(reader.doubts),
        set_aside=tuple(reader.set_aside),
        readings={reading.column: reading for reading in readings.values()},
        doubt_at={(row, column): (found, expected, hint) for row, column, found, expected, hint in reader.doubts},
    )


def _named(sheet: PlannedSheet, headers: Mapping[int, Header]) -> Iterator[tuple[int, str]]:
    """Yield the place and the name of every column that is read, known or not."""
    return ((place, one.column or one.text) for place, one in headers.items() if _is_read(sheet, one))


def _is_read(sheet: PlannedSheet, header: Header) -> bool:
    """Say whether a column is read: all but those that a person left out."""
    return header.column is not None or sheet.said.columns.get(header.text) != ""


def _without_header(grid: Grid) -> Rows:
    """Return a sheet on which no header was found: its first row stands as the header, and is refused as such."""
    first = next((place for place, row in enumerate(grid.rows) if any(cell != "" for cell in row)), 0)
    cells = tuple(shown(cell) for cell in grid.rows[first]) if grid.rows else ()
    return Rows(
        sheet=grid.name,
        header_row=first + 1,
        names=cells,
        places={},
        records=(),
        doubts=(),
        set_aside=(),
        readings={},
    )


def _reading(sheet: PlannedSheet, model: type[Row], place: int, header: Header) -> Reading:
    """Return how a column is read: by what a person said, by its header, by what its own cells show."""
    column = header.column or ""
    said = sheet.said
    texts: list[str] = []
    if kind_of(model, column).name in _WRITTEN:
        texts = [cell for row in sheet.grid.rows if place < len(row) and isinstance(cell := row[place], str)]
    unit = plainly(said.units.get(header.text, "")) or header.unit
    wanted = kind_of(model, column).unit
    if header.text == column and not unit:
        unit = wanted
    if dimension_of(wanted) is None and unit not in ZULU:
        unit = ""  # people, positions, degrees: there is but one way to count them
    return Reading(
        model=model,
        column=column,
        unit=unit,
        sign=said.decimal or _one_of(decides(text) for text in texts),
        order=said.days or _one_of(order_shown(text) for text in texts),
        c_day=said.c_day,
        values=said.values.get(column, {}),
    )


def _one_of(shown_by_cells: Iterator[str]) -> str:
    """Return what the cells of a column show, if they show one thing."""
    found = {word for word in shown_by_cells if word}
    return found.pop() if len(found) == 1 else ""


class _Reader:
    """Reads the data below a header once, from top to bottom."""

    def __init__(self, sheet: PlannedSheet, model: type[Row], layout: Layout, readings: Mapping[int, Reading]) -> None:
        self._grid, self._layout, self._readings = sheet.grid, layout, readings
        self._last = sheet.said.last_row or len(sheet.grid.rows)
        self._needed = set(columns_of(model)) - optional_columns_of(model) - {"source", "assumed"}
        first = model.KEY[0] if model.KEY else columns_of(model)[0]
        self._name_place = next((place for place, one in readings.items() if one.column == first), None)
        self._kept: dict[int, dict[Value, str]] = {place: {} for place in readings}
        self._header_texts = {place: plainly(header.text) for place, header in layout.headers.items()}
        self.doubts: list[Doubt] = []
        self.set_aside: list[tuple[int, Phrase]] = []
        self._no_unit: set[str] = set()

    def records(self, places: list[int]) -> Iterator[Record]:
        """Yield the rows of data, cells in the order of ``places``."""
        first = self._layout.header_row + 1
        merged = filled_down(self._grid, first)
        converts: list[tuple[int, Callable[[int, int, Value], str]]] = [
            (place, self._converted if place in self._readings else self._as_it_stands) for place in places
        ]
        for number in range(first, min(self._last, len(self._grid.rows))):
            row = self._grid.rows[number]
            if number in merged:
                row = tuple(merged[number].get(place, cell) for place, cell in enumerate(row))
            if not any(cell != "" for cell in row) and not self._has_fault(number):
                continue
            if reason := self._no_data(number, row):
                self.set_aside.append((number + 1, reason))
                continue
            yield Record(number + 1, tuple(convert(number, place, row[place]) for place, convert in converts))

    def _has_fault(self, number: int) -> bool:
        return bool(self._grid.faults) and any(row == number for row, _ in self._grid.faults)

    def _no_data(self, number: int, row: tuple[Value, ...]) -> Phrase | None:
        """Return why a row is no data; None for data."""
        filled = [place for place, cell in enumerate(row) if cell != ""]
        if not self._is_named(row) and self._says_totals(row) and self._lacks_much(row):
            return phrase("a row of totals")
        if len(filled) == 1 and self._is_merged_across(number, filled[0]):
            return phrase("a title")
        first = row[filled[0]] if filled else ""
        if isinstance(first, str) and plainly(first) == self._header_texts.get(filled[0] if filled else -1):
            same = sum(
                isinstance(row[place], str) and plainly(str(row[place])) == text
                for place, text in self._header_texts.items()
            )
            if same >= len(self._header_texts) - 1 and same > 1:
                return phrase("the header once more")
        return None

    @staticmethod
    def _says_totals(row: tuple[Value, ...]) -> bool:
        return any(_says_total(plainly(cell)) for cell in row if isinstance(cell, str) and cell)

    def _is_named(self, row: tuple[Value, ...]) -> bool:
        """Say whether a row has a name of its own, as every line of a table with names has."""
        value = row[self._name_place] if self._name_place is not None else ""
        return value != "" and not (str(value).lstrip()[:1] in _FIRST_LETTERS and _says_total(plainly(str(value))))

    def _lacks_much(self, row: tuple[Value, ...]) -> bool:
        """Say whether most of the needed columns that the sheet has are empty, or hold the word for a total."""
        needed = [place for place, one in self._readings.items() if one.column in self._needed]
        held = [place for place in needed if row[place] != "" and not _says_total(plainly(str(row[place])))]
        return len(held) * 2 < len(needed)

    def _is_merged_across(self, number: int, place: int) -> bool:
        return any(
            top == number == bottom and left <= place < right for (top, left), (bottom, right) in self._grid.merged
        )

    def _as_it_stands(self, _number: int, _place: int, value: Value) -> str:
        return tidy(value) if isinstance(value, str) else str(value)

    def _converted(self, number: int, place: int, value: Value) -> str:
        """Return a cell as its column holds it; equal cells are converted once."""
        if value == "":
            if self._grid.faults and (fault := self._grid.faults.get((number, place))):
                self.doubts.append((number + 1, self._readings[place].column, fault, _FAILED, _FAILED_HINT))
                return fault
            return ""
        kept = self._kept[place]
        if value in kept and value.__class__ is not bool:  # True equals 1
            return kept[value]
        reading = self._readings[place]
        try:
            text = text_of(value, reading)
        except NoUnitError as error:
            self._note_no_unit(place, error)
            text = _plainest(value)
        except DoubtError as error:
            self.doubts.append((number + 1, reading.column, shown(value), error.expected, error.hint))
            return _plainest(value)  # not kept: every cell of it is told
        if value.__class__ is not bool:
            kept[value] = text
        return text

    def _note_no_unit(self, place: int, error: DoubtError) -> None:
        """Note a column without unit once, at its header."""
        reading = self._readings[place]
        if reading.column not in self._no_unit:
            self._no_unit.add(reading.column)
            found = self._layout.headers[place].text
            self.doubts.append((self._layout.header_row + 1, reading.column, found, error.expected, error.hint))


def _says_total(word: str) -> bool:
    return word.startswith(_TOTALS)


def _plainest(value: Any) -> str:  # noqa: ANN401 - any kind of `Value`
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
