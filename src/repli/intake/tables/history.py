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
    OptionalWhen,
    Positive,
    Text,
    When,
    one_of,
)
from repli.intake.row import Row, column
from repli.intake.tables.force import CATEGORIES

__all__ = ["KINDS", "STATES", "ClaimRow", "ReconstructionRow"]


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
    site_ids: OptionalIds = column(
        "The sites that the figure counts; empty: all. It may be a place that a transfer of the history went to.",
        absent=None,
    )


KINDS = (
    *("opening", "depart", "transfer", "reinforce", "status"),
    *("clearance", "calendar", "obligation", "handover", "close"),
)
"""What a row of reconstruction.csv can be."""

STATES = (
    *("asylum", "died", "medevac", "no-show", "released", "retained", "returned"),
    *("requested", "granted", "amended", "refused", "silent", "used", "expired", "revoked"),
    *("accepted", "under-way", "done", "late", "breached"),
)
"""The states that a status, a clearance and an obligation can have."""


class ReconstructionRow(Row):
    """An assumed movement or act of the commission: one row for each site, people line and movement."""

    FILE: ClassVar[str] = "reconstruction.csv"
    OPTIONAL: ClassVar[bool] = True

    sequence: Positive = column("The order of the movements.")
    kind: Annotated[str, one_of(*KINDS)] = column(
        "`opening` balance, `depart`ure, or what the commission did beside: the kind of event of the log."
    )
    movement_id: Id = column(
        "The movement, whose rows agree in kind, time, field and vehicle type; or the clearance, the clause, the site, "
        "or a name of its own."
    )
    at: When = column("When it went off block, or was signed.", unit="local day or UTC time")
    site_id: OptionalId = column(
        "The site where the people and items are; it may be a place that a transfer went to.", refers_to="sites.csv"
    )
    field_id: OptionalId = column("The field of departure; empty for all else.", refers_to="fields.csv")
    vehicle_type: OptionalId = column("The type; empty for all but departures.", refers_to="vehicle_types.csv")
    people_category: Annotated[str, one_of(*CATEGORIES, "")] = column("The category; empty if no people went.")
    people: Count = column("How many people.", unit="people")
    items: OptionalIds = column("The items.", refers_to="items.csv")
    people_line: OptionalId = column(
        "The line of people.csv they belong to; for `reinforce` a name of its own.", refers_to="people.csv"
    )
    to_site: OptionalId = column(
        "Where a transfer goes; a site, or a place that no plan knows, such as an embassy.", absent=None
    )
    state: Annotated[str, one_of(*STATES, "")] = column("State of a status, a clearance or an obligation.", absent="")
    until: OptionalWhen = column(
        "When a transfer arrives, a calendar ends, or the ceremony of a handover is held.",
        unit="local day or UTC time",
        absent=None,
    )
    reason: Note = column("The reason that the event gives.", absent="")
