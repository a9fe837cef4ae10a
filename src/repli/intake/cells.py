"""The cell types as annotations of row models: how each is read (`parse`) and what JSON Schema says of it.

The schema describes the value as JSON would hold it: numbers as numbers, everything else as the text of the cell.
"""

from datetime import date
from typing import Annotated

from repli.intake import not_yet, parse
from repli.intake.row import Cell
from repli.model import ACTS_ON_SITE

__all__ = [
    "DISPOSITIONS",
    "Clock",
    "Count",
    "Day",
    "Days",
    "Decimal",
    "Dispositions",
    "Halts",
    "Id",
    "Ids",
    "Language",
    "Latitude",
    "Longitude",
    "Note",
    "OptionalClock",
    "OptionalCount",
    "OptionalDays",
    "OptionalDecimal",
    "OptionalId",
    "OptionalIds",
    "OptionalWhen",
    "OptionalYesNo",
    "Percent",
    "Positive",
    "Spots",
    "Text",
    "When",
    "YesNo",
    "one_of",
]

DISPOSITIONS = ("repatriate", "redeploy", *ACTS_ON_SITE)

_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = "(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
_DAYS = f"({'|'.join(parse.DAYS)})"


def _text(pattern: str) -> dict[str, object]:
    return {"type": "string", "pattern": f"^{pattern}$"}


def _note(cell: object) -> str:
    return str(cell)


def one_of(*values: str, file: str = "", name: str = "") -> Cell:
    """Return the cell type that holds one of ``values``; what `not_yet` lists for the place is refused by name."""
    refused = not_yet.VALUES.get((file, name), ())
    schema: dict[str, object] = {"enum": list(values)}
    if refused:
        schema["known_not_working_yet"] = list(refused)
    return Cell(parse.choice(*values, not_yet=refused), schema)


def _yes(cell: object) -> bool:
    return parse.choice("yes", "no")(cell) == "yes"


Text = Annotated[str, Cell(parse.text, {"type": "string", "minLength": 1})]
Note = Annotated[str, Cell(_note, {"type": "string"})]
Language = Annotated[str, Cell(parse.language, _text("[a-z]{2,3}"))]
Id = Annotated[str, Cell(parse.identifier, _text(_ID))]
OptionalId = Annotated[str | None, Cell(parse.optional(parse.identifier), _text(f"({_ID})?"))]
Ids = Annotated[tuple[str, ...], Cell(parse.identifiers, _text(f"{_ID}( {_ID})*"))]
OptionalIds = Annotated[tuple[str, ...] | None, Cell(parse.optional(parse.identifiers), _text(f"({_ID}( {_ID})*)?"))]
Count = Annotated[int, Cell(parse.whole, {"type": "integer", "minimum": 0})]
OptionalCount = Annotated[
    int | None, Cell(parse.optional(parse.whole), {"anyOf": [{"type": "integer", "minimum": 0}, {"const": ""}]})
]
Positive = Annotated[int, Cell(parse.positive, {"type": "integer", "minimum": 1})]
Percent = Annotated[int, Cell(parse.whole_between(1, 100), {"type": "integer", "minimum": 1, "maximum": 100})]
Decimal = Annotated[float, Cell(parse.decimal(), {"type": "number"})]
OptionalDecimal = Annotated[
    float | None, Cell(parse.optional(parse.decimal()), {"anyOf": [{"type": "number"}, {"const": ""}]})
]
Latitude = Annotated[float, Cell(parse.decimal(-90, 90), {"type": "number", "minimum": -90, "maximum": 90})]
Longitude = Annotated[float, Cell(parse.decimal(-180, 180), {"type": "number", "minimum": -180, "maximum": 180})]
YesNo = Annotated[bool, Cell(_yes, {"enum": ["yes", "no"]})]
OptionalYesNo = Annotated[bool | None, Cell(parse.optional(_yes), {"enum": ["yes", "no", ""]})]
Clock = Annotated[int, Cell(parse.clock, _text(_CLOCK))]
OptionalClock = Annotated[int | None, Cell(parse.optional(parse.clock), _text(f"{_CLOCK}?"))]
Day = Annotated[date, Cell(parse.day, {"type": "string", "format": "date"})]
When = Annotated[parse.When, Cell(parse.when, _text(f"{_DAY}(T[0-9]{{2}}:[0-9]{{2}}Z)?"))]
OptionalWhen = Annotated[
    parse.When | None, Cell(parse.optional(parse.when), _text(f"({_DAY}(T[0-9]{{2}}:[0-9]{{2}}Z)?)?"))
]
Days = Annotated[frozenset[int], Cell(parse.days, _text(f"{_DAYS}( {_DAYS})*"))]
OptionalDays = Annotated[frozenset[int] | None, Cell(parse.optional(parse.days), _text(f"({_DAYS}( {_DAYS})*)?"))]
Spots = Annotated[
    tuple[tuple[int, int], ...], Cell(parse.spots, _text("([1-9][0-9]*:[1-9][0-9]*( [1-9][0-9]*:[1-9][0-9]*)*)?"))
]
Halts = Annotated[
    tuple[tuple[int, int], ...], Cell(parse.halts, _text("([1-9][0-9]*:[1-9][0-9]*( [1-9][0-9]*:[1-9][0-9]*)*)?"))
]
_DISPOSITION = f"({'|'.join(DISPOSITIONS)})"
Dispositions = Annotated[
    tuple[str, ...], Cell(parse.choices(*DISPOSITIONS), _text(f"({_DISPOSITION}( {_DISPOSITION})*)?"))
]
