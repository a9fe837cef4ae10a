"""The vocabulary: frozen values, standard library only. No I/O, no clock, no randomness."""

from repli.model.agreement import Agreement, Milestone, Party, Wording
from repli.model.claims import CaseHistory, Claim, ReconstructedMovement, ReconstructedPart
from repli.model.fleet import Configuration, OperationTime, Vehicle, VehicleType
from repli.model.force import ItemLine, PeopleLine
from repli.model.forecast import Band, Cause, Forecast, ScenarioForecast, SiteForecast, said_percent
from repli.model.network import Clearance, Leg, Passage
from repli.model.operation import Assumption, Operation, Setting
from repli.model.places import Field, Floor, Site, Spots
from repli.model.plan import Bound, BoundRow, Cargo, HandoverAct, Movement, Objective, Plan, Stop
from repli.model.verdict import Finding, LogVerdict

__all__ = [
    "Agreement",
    "Assumption",
    "Band",
    "Bound",
    "BoundRow",
    "Cargo",
    "CaseHistory",
    "Cause",
    "Claim",
    "Clearance",
    "Configuration",
    "Field",
    "Finding",
    "Floor",
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
    "Plan",
    "ReconstructedMovement",
    "ReconstructedPart",
    "ScenarioForecast",
    "Setting",
    "Site",
    "SiteForecast",
    "Spots",
    "Stop",
    "Vehicle",
    "VehicleType",
    "Wording",
    "said_percent",
]
