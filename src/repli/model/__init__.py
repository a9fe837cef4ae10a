"""The vocabulary: frozen values, standard library only. No I/O, no clock, no randomness."""

from repli.model.agreement import Agreement, Milestone, Party, Wording
from repli.model.claims import CaseHistory, Claim, ReconstructedMovement, ReconstructedPart
from repli.model.fleet import (
    BalanceLimit,
    Configuration,
    FloorPosition,
    OperationTime,
    SeatBlock,
    Team,
    Vehicle,
    VehicleType,
)
from repli.model.force import ACTS_ON_SITE, ItemLine, PeopleLine
from repli.model.forecast import Band, Cause, Forecast, ScenarioForecast, SiteForecast, said_percent
from repli.model.network import Clearance, Leg, Passage
from repli.model.operation import Assumption, Operation, Setting
from repli.model.places import Field, Floor, Site, Spots, TakenSpots
from repli.model.plan import (
    Booking,
    Bound,
    BoundRow,
    Cargo,
    ClearanceRequest,
    HandoverAct,
    Movement,
    Objective,
    Placement,
    Plan,
    SiteAct,
    Stop,
)
from repli.model.verdict import Finding, LogVerdict

__all__ = [
    "ACTS_ON_SITE",
    "Agreement",
    "Assumption",
    "BalanceLimit",
    "Band",
    "Booking",
    "Bound",
    "BoundRow",
    "Cargo",
    "CaseHistory",
    "Cause",
    "Claim",
    "Clearance",
    "ClearanceRequest",
    "Configuration",
    "Field",
    "Finding",
    "Floor",
    "FloorPosition",
    "Forecast",
    "HandoverAct",
    "ItemLine",
    "Leg",
    "LogVerdict",
    "Milestone",
    "Movement",
    "Objective",
    "Operation",
    "OperationTime",
    "Party",
    "Passage",
    "PeopleLine",
    "Placement",
    "Plan",
    "ReconstructedMovement",
    "ReconstructedPart",
    "ScenarioForecast",
    "SeatBlock",
    "Setting",
    "Site",
    "SiteAct",
    "SiteForecast",
    "Spots",
    "Stop",
    "TakenSpots",
    "Team",
    "Vehicle",
    "VehicleType",
    "Wording",
    "said_percent",
]
