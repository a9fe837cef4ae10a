"""Rows of teams.csv and commercial_seats.csv: counted helpers, and seats that are bought."""

from typing import Annotated, ClassVar

from repli.intake.cells import Clock, Count, Days, Id, OptionalIds, Positive, When, one_of
from repli.intake.row import Row, column

__all__ = ["SeatRow", "TeamRow"]


class TeamRow(Row):
    """Teams of one kind that serve some places; each use holds one for the time it takes, and the change after it."""

    FILE: ClassVar[str] = "teams.csv"
    KEY: ClassVar[tuple[str, ...]] = ("team_id",)
    OPTIONAL: ClassVar[bool] = True
    UNHASHED_IF_EMPTY: ClassVar[bool] = True

    team_id: Id = column("The name of the team.")
    kind: Annotated[str, one_of("escort", "inspection", "driver", "customs")] = column("What it does.")
    count: Positive = column("How many there are.", unit="teams")
    places: OptionalIds = column(
        "The sites that it serves; empty = all. No site is served by two teams of one kind.", refers_to="sites.csv"
    )
    change_minutes: Count = column("Each use holds it so much longer.", unit="minutes")
    opens: Clock = column("Inspection and customs: work from this time on.", unit="local time")
    closes: Clock = column("Inspection and customs: work until this time.", unit="local time")
    open_days: Days = column("Inspection and customs: days on which they work.", unit="days of the week")


class SeatRow(Row):
    """Seats on one commercial flight from a field inside to one outside."""

    FILE: ClassVar[str] = "commercial_seats.csv"
    KEY: ClassVar[tuple[str, ...]] = ("flight_id",)
    OPTIONAL: ClassVar[bool] = True
    UNHASHED_IF_EMPTY: ClassVar[bool] = True

    flight_id: Id = column("The name of the flight in plans; no vehicle has it.")
    from_field: Id = column("Where it departs: a field inside.", refers_to="fields.csv")
    to_field: Id = column("Where it arrives: a field outside.", refers_to="fields.csv")
    departs: When = column("When it departs.", unit="local day or UTC time")
    arrives: When = column("When it arrives.", unit="local day or UTC time")
    check_in_minutes: Count = column("People are at the field so long before it departs.", unit="minutes")
    seats: Positive = column("Seats that can be had.", unit="people")
    payload_kg: Positive = column("What these people may weigh, bags included.", unit="kg")
