"""Rows of sites.csv, fields.csv and closures.csv: where people and items are, and when one may go there."""

from typing import Annotated, ClassVar

from repli.intake.cells import (
    Clock,
    Days,
    Id,
    Latitude,
    Longitude,
    Note,
    OptionalClock,
    OptionalCount,
    OptionalDays,
    OptionalId,
    OptionalIds,
    OptionalYesNo,
    Spots,
    Text,
    When,
    YesNo,
    one_of,
)
from repli.intake.row import Row, column

__all__ = ["ClosureRow", "FieldRow", "Side", "SiteRow"]

Side = Annotated[str, one_of("inside", "outside")]


class SiteRow(Row):
    """A site (*emprise*): people, stock, floors and the act of handover. Outside sites leave the handover empty."""

    FILE: ClassVar[str] = "sites.csv"
    KEY: ClassVar[tuple[str, ...]] = ("site_id",)

    site_id: Id = column("The name of the site in all tables.")
    name_en: Text = column("Name in English.")
    name_fr: Text = column("Name in French.")
    side: Side = column("Inside or outside the territory.")
    field_id: OptionalId = column("The field that serves it; empty: reached by road only.", refers_to="fields.csv")
    latitude_deg: Latitude = column("Latitude, north positive.", unit="degrees")
    longitude_deg: Longitude = column("Longitude, east positive.", unit="degrees")
    handed_to: Note = column("Who receives the site.")
    handover_minutes: OptionalCount = column("How long the act of handover takes.", unit="minutes")
    notice_hours: OptionalCount = column("Notice given before the act starts.", unit="hours")
    office_from: OptionalClock = column("Start of the host's office hours for the act.", unit="local time")
    office_to: OptionalClock = column("End of the office hours.", unit="local time")
    office_days: OptionalDays = column("Days on which the office is open.")
    act_after: OptionalYesNo = column("Whether the act may end after the last departure.")
    last_out_people: OptionalCount = column("Guards who depart together at the very end.", unit="people")
    transfer_minutes: OptionalCount = column("From unloading until the load is in stock.", unit="minutes")
    closes_after: OptionalIds = column("Sites inside that close first.", refers_to="sites.csv", absent=None)
    inspection_teams: OptionalCount = column(
        "Inspection teams needed by its handover and by each act on site.", unit="teams", absent=None
    )
    customs_teams: OptionalCount = column(
        "Customs teams needed wherever a vehicle loads from its stock, while it loads.", unit="teams", absent=None
    )


class FieldRow(Row):
    """An airfield: nested spots, opening hours, crew rest. Shared by sites, and by operations through closures."""

    FILE: ClassVar[str] = "fields.csv"
    KEY: ClassVar[tuple[str, ...]] = ("field_id",)

    field_id: Id = column("The ICAO code.")
    name: Text = column("The name of the field.")
    side: Side = column("Inside or outside the territory.")
    latitude_deg: Latitude = column("Latitude, north positive.", unit="degrees")
    longitude_deg: Longitude = column("Longitude, east positive.", unit="degrees")
    parking_spots: Spots = column("Parking spots by vehicle size, size:count; empty = not limited (outside only).")
    working_spots: Spots = column(
        "Spots for loading and unloading by vehicle size; empty = not limited (outside only)."
    )
    opens: Clock = column("Opening time.", unit="local time")
    closes: Clock = column("Closing time.", unit="local time")
    open_days: Days = column("Days on which the field is open.")
    daylight_only: YesNo = column("Whether it is open from sunrise to sunset only.")
    crew_rest: YesNo = column("Whether a crew can rest there.")
    crew_base: YesNo = column("Whether crews can be exchanged there.")
    handling_sets: OptionalCount = column(
        "Sets of handling equipment, one for each vehicle at work; empty = not limited.", unit="sets", absent=None
    )
    fuel: OptionalYesNo = column("Whether tanks can be filled there; empty = no.", absent=None)


class ClosureRow(Row):
    """A time in which a field, a site or a leg is closed; or in which another user holds spots of a field."""

    FILE: ClassVar[str] = "closures.csv"
    OPTIONAL: ClassVar[bool] = True

    place_id: Id = column("The field, site or leg that is closed.")
    starts: When = column("From when.", unit="local day or UTC time")
    ends: When = column("Until when.", unit="local day or UTC time")
    reason: Text = column("Why.")
    parking_spots: Spots = column(
        "Parking spots that another user holds meanwhile, size:count. With spots in this column or the next the field "
        "stays open; with none it is closed.",
        absent=(),
    )
    working_spots: Spots = column("Working spots that another user holds meanwhile, size:count.", absent=())
