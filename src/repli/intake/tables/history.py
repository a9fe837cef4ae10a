"""Rows of claims.csv and reconstruction.csv: what was published, and what we assume lay between. Never planned with."""

from typing import Annotated, ClassVar

from repli.intake.cells import (
    Count,
    Day,
    Id,
    Language,
    Note,
    OptionalCount,
    OptionalId,
    OptionalIds,
    Positive,
    Text,
    When,
    one_of,
)
from repli.intake.row import Row, column
from repli.intake.tables.force import CATEGORIES

__all__ = ["ClaimRow", "ReconstructionRow"]


class ClaimRow(Row):
    """A published figure, quoted."""

    FILE: ClassVar[str] = "claims.csv"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)
    OPTIONAL: ClassVar[bool] = True

    claim_id: Id = column("The name of the claim.")
    stated_on: Day = column("The day on which it was said.", unit="day")
    quantity: Id = column("What is counted, e.g. people_departed.")
    value: Count = column("The figure.")
    qualifier: Annotated[str, one_of("exact", "at_least", "about", "fewer_than")] = column("How the figure was hedged.")
    total: OptionalCount = column("Out of how many, if that was said.")
    scope_en: Text = column("Whom or what the figure counts, in English.")
    scope_fr: Text = column("The same in French.")
    stated_by: Text = column("Who said it.")
    quote: Note = column("The words; empty only if `assumed` says why none are quoted.")
    language: Language = column("The language of the quote.")


class ReconstructionRow(Row):
    """People of one line at one site, and items, that went with an assumed movement, or before counting began."""

    FILE: ClassVar[str] = "reconstruction.csv"
    OPTIONAL: ClassVar[bool] = True

    sequence: Positive = column("The order of the movements.")
    kind: Annotated[str, one_of("opening", "depart", file=FILE, name="kind")] = column("Opening balance or departure.")
    movement_id: Id = column("The movement; its rows agree in kind, time, field and vehicle type.")
    at: When = column("When it went off block.", unit="local day or UTC time")
    site_id: Id = column("The site where the people and items are listed.", refers_to="sites.csv")
    field_id: OptionalId = column("The field of departure; empty for the opening balance.", refers_to="fields.csv")
    vehicle_type: OptionalId = column("The type; empty for the opening balance.", refers_to="vehicle_types.csv")
    people_category: Annotated[str, one_of(*CATEGORIES, "")] = column("The category; empty if no people went.")
    people: Count = column("How many people.", unit="people")
    items: OptionalIds = column("The items.", refers_to="items.csv")
    people_line: OptionalId = column("The line of people.csv they belong to.", refers_to="people.csv")
