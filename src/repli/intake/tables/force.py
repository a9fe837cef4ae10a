"""Rows of people.csv, items.csv and floors.csv: what must go, and what must still be there meanwhile."""

from typing import Annotated, ClassVar

from repli.intake.cells import (
    DISPOSITIONS,
    Count,
    Dispositions,
    Id,
    OptionalCount,
    OptionalId,
    OptionalIds,
    OptionalWhen,
    OptionalYesNo,
    Positive,
    Text,
    When,
    one_of,
)
from repli.intake.row import Row, column

__all__ = ["CATEGORIES", "FloorRow", "ItemRow", "PeopleRow"]

CATEGORIES = ("military", "police", "civilian", "contractor", "dependant", "crew")


class PeopleRow(Row):
    """People of one category, unit and function at one site, with one destination; they may be divided."""

    FILE: ClassVar[str] = "people.csv"
    KEY: ClassVar[tuple[str, ...]] = ("line_id",)

    line_id: Id = column("The name of the line in plans.")
    category: Annotated[str, one_of(*CATEGORIES)] = column("The category in the baseline.")
    unit: Text = column("The unit.")
    function: Id = column("What they do, e.g. guard, logistic, medical; floors can ask for it.")
    site_id: Id = column("Where they are: a site inside.", refers_to="sites.csv")
    destination_id: Id = column(
        "Where they go: a site outside; their own site if they are retained.", refers_to="sites.csv"
    )
    count: Positive = column("How many.", unit="people")
    kg_per_person: Positive = column("Weight of a person with bags.", unit="kg")
    ready: When = column("From when they can be loaded.", unit="local day or UTC time")
    latest: OptionalWhen = column("Until when they should be out; empty = the deadline.", unit="local day or UTC time")
    priority: Count = column("1 first.")
    together: OptionalId = column("The group of lines, people and items, that is never divided.", absent=None)
    before: OptionalIds = column("Lines of people or items that leave not earlier than this one.", absent=None)
    arrives: OptionalWhen = column(
        "When they come to the site, by means outside the plan; empty = they are there.",
        unit="local day or UTC time",
        absent=None,
    )
    retained: OptionalYesNo = column("Whether they stay by agreement, and stand outside every count.", absent=None)


class ItemRow(Row):
    """One handling unit; never divided."""

    FILE: ClassVar[str] = "items.csv"
    KEY: ClassVar[tuple[str, ...]] = ("item_id",)

    item_id: Id = column("The name of the item in plans and manifests.")
    description_en: Text = column("What it is, in English.")
    description_fr: Text = column("What it is, in French.")
    site_id: Id = column("Where it is: a site inside.", refers_to="sites.csv")
    destination_id: Id = column(
        "Where it goes: a site outside; its own site if an act on site disposes of it.", refers_to="sites.csv"
    )
    kg: Positive = column("Gross weight.", unit="kg")
    item_class: Annotated[str, one_of("pallet", "bulk", "rolling", "outsize")] = column(
        "How it is loaded; outsize needs an outsize configuration.", name="class"
    )
    positions: Count = column("Pallet positions it takes.", unit="positions")
    sensitivity: Annotated[str, one_of("none", "sensitive", "weapon", "ammunition", "crypto", "medical")] = column(
        "What is delicate about it; every value but `none` counts for floors of sensitive items."
    )
    disposition: Annotated[str, one_of(*DISPOSITIONS, file=FILE, name="disposition")] = column(
        "What becomes of it: it leaves (repatriate, redeploy), or an act on site disposes of it."
    )
    ready: When = column("From when it can be loaded.", unit="local day or UTC time")
    latest: OptionalWhen = column("Until when it should be out; empty = the deadline.", unit="local day or UTC time")
    priority: Count = column("1 first.")
    together: OptionalId = column("The group of lines, people and items, that is never divided.", absent=None)
    before: OptionalIds = column("Lines of people or items that leave not earlier than this one.", absent=None)
    legal_lock: Dispositions = column("Dispositions that the law bars for it.", absent=())
    act_minutes: OptionalCount = column("Least length of the act on site.", unit="minutes", absent=None)
    dangerous_class: OptionalId = column("Its class of dangerous goods, e.g. 1.1, 3 or 9; empty = none.", absent=None)


class FloorRow(Row):
    """From a time on, at least so much is present at a site; the minimum never rises with time."""

    FILE: ClassVar[str] = "floors.csv"
    KEY: ClassVar[tuple[str, ...]] = ("site_id", "quantity", "function", "from")

    site_id: Id = column("The site, inside.", refers_to="sites.csv")
    quantity: Annotated[str, one_of("people", "kg", "sensitive")] = column("What is counted; sensitive counts items.")
    function: OptionalId = column("Only people of this function; empty = all.")
    from_when: When = column("From when the minimum holds.", unit="local day or UTC time", name="from")
    minimum: Count = column("The least that is present.", unit="people, kg or items")
