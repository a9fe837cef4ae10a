"""A line of a time-phased force list: not a table of the operation folder, but the list that joint planners exchange.

The columns are those that public summaries of the list name (ULN, RLD, ALD, POE, POD, EAD, LAD, RDD, people, short
tons, cargo category); see docs/reference/glossary.md for the words.
"""

import decimal
from typing import Annotated, ClassVar

from repli.intake.cells import (
    Id,
    Note,
    OptionalCount,
    OptionalDecimal,
    OptionalId,
    OptionalWhen,
    one_of,
)
from repli.intake.row import Row, column

__all__ = ["CATEGORIES", "SHORT_TON_KG", "ForceLineRow"]

SHORT_TON_KG = decimal.Decimal("907.18474")
"""2,000 international pounds of 0.45359237 kg."""

CATEGORIES = ("bulk", "oversize", "outsize")


class ForceLineRow(Row):
    """People and cargo of one unit line, with the dates between which it moves."""

    FILE: ClassVar[str] = "force_list.csv"
    KEY: ClassVar[tuple[str, ...]] = ("uln",)

    uln: Id = column("Unit line number: the name of the line.")
    description: Note = column("The unit or the cargo.", absent="")
    origin: Id = column("Where it is.")
    destination: OptionalId = column("Where it goes in the end.", absent=None)
    rld: OptionalWhen = column("Ready-to-load date at the origin.", unit="local day or UTC time", absent=None)
    ald: OptionalWhen = column(
        "Available-to-load date at the port of embarkation.", unit="local day or UTC time", absent=None
    )
    poe: OptionalId = column("Port of embarkation.", absent=None)
    pod: OptionalId = column("Port of debarkation.", absent=None)
    ead: OptionalWhen = column("Earliest arrival date at it.", unit="local day or UTC time", absent=None)
    lad: OptionalWhen = column("Latest arrival date at it.", unit="local day or UTC time", absent=None)
    rdd: OptionalWhen = column("Required delivery date.", unit="local day or UTC time", absent=None)
    people: OptionalCount = column("How many people.", unit="people", absent=None)
    short_tons: OptionalDecimal = column("Cargo in short tons.", absent=None)
    kg: OptionalCount = column("Cargo, where it is not given in short tons.", unit="kg", absent=None)
    cargo_category: Annotated[str, one_of(*CATEGORIES, "")] = column("How the cargo fits an aircraft.", absent="")
    pieces: OptionalCount = column("Handling units of equal weight; empty = one.", absent=None)
    priority: OptionalCount = column("1 first.", absent=None)
