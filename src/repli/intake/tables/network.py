"""Rows of legs.csv and clearances.csv: ways between places, and the permissions to use them."""

from typing import Annotated, ClassVar

from repli.intake.cells import Clock, Count, Halts, Id, Ids, OptionalCount, Text, When, YesNo, one_of
from repli.intake.row import Row, column

__all__ = ["ClearanceRow", "LegRow"]


class LegRow(Row):
    """A way between two fields (air) or two sites (road), and back if `both_ways`."""

    FILE: ClassVar[str] = "legs.csv"
    KEY: ClassVar[tuple[str, ...]] = ("leg_id",)

    leg_id: Id = column("The name of the leg; the way back is LEG.back.")
    mode: Annotated[str, one_of("air", "road", file=FILE, name="mode")] = column("How it is travelled.")
    from_place: Id = column("Where it starts: a field (air) or a site (road).")
    to_place: Id = column("Where it ends: a field (air) or a site (road).")
    distance_km: OptionalCount = column("Length; empty for air legs: the great circle is computed.", unit="km")
    opens: Clock = column("Movements leave from this time on.", unit="local time")
    closes: Clock = column("Movements leave before this time.", unit="local time")
    both_ways: YesNo = column("Whether the way back exists too.")
    halts: Halts = column(
        "Road: halts as km:minutes from the start; the way back has them mirrored.", unit="km:minutes", absent=()
    )
    escort_teams: OptionalCount = column("Road: escort teams that go with every convoy.", unit="teams", absent=None)


class ClearanceRow(Row):
    """A permission, granted or still to be requested, to leave a field or to use a leg within a window."""

    FILE: ClassVar[str] = "clearances.csv"
    KEY: ClassVar[tuple[str, ...]] = ("clearance_id",)

    clearance_id: Id = column("The number of the clearance.")
    issuer: Text = column("Who granted it.")
    scope: Annotated[str, one_of("field", "leg")] = column("What it is for.")
    scope_id: Id = column("The field or leg.")
    types: Ids = column("The vehicle types it is for.", refers_to="vehicle_types.csv")
    purposes: Text = column("What it may be used for.")
    window_from: When = column("Start of the window for off block.", unit="local day or UTC time")
    window_to: When = column("End of the window.", unit="local day or UTC time")
    tolerance_minutes: Count = column("By so much the window is widened on both sides.", unit="minutes")
    limit_per_day: Count = column("Movements per local day; 0 = no limit.", unit="movements")
    state: Annotated[str, one_of("granted", "planned", file=FILE, name="state")] = column(
        "Where the request stands: granted, or planned and not requested yet."
    )
    lead_hours: OptionalCount = column(
        "Planned: from the request to the first departure that uses it, at least.", unit="hours", absent=None
    )
    answer_hours: OptionalCount = column(
        "Planned: from the request until the answer is due; silence then means refused.", unit="hours", absent=None
    )
