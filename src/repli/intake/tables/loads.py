"""Rows of positions.csv, balance_limits.csv and dangerous_goods.csv: what stands where aboard, and beside what."""

from typing import ClassVar

from repli.intake.cells import Count, Id, Positive, YesNo
from repli.intake.row import Row, column

__all__ = ["BalanceRow", "PositionRow", "SegregationRow"]


class PositionRow(Row):
    """One pallet position of a configuration; all of its positions are listed, or none."""

    FILE: ClassVar[str] = "positions.csv"
    KEY: ClassVar[tuple[str, ...]] = ("type_id", "configuration_id", "position")
    OPTIONAL: ClassVar[bool] = True
    UNHASHED_IF_EMPTY: ClassVar[bool] = True

    type_id: Id = column("The vehicle type.", refers_to="vehicle_types.csv")
    configuration_id: Id = column("Its configuration, as in configurations.csv.")
    position: Positive = column("The number of the position, from 1 on.", unit="position")
    row: Id = column("Its row; an item stands on positions of one row that follow each other by number.")
    arm_cm: Count = column("Its centre, behind the datum of the type.", unit="cm")
    max_kg: Positive = column("What it carries.", unit="kg")


class BalanceRow(Row):
    """For a load up to a weight: between which arms its centre of gravity lies."""

    FILE: ClassVar[str] = "balance_limits.csv"
    KEY: ClassVar[tuple[str, ...]] = ("type_id", "configuration_id", "up_to_kg")
    OPTIONAL: ClassVar[bool] = True
    UNHASHED_IF_EMPTY: ClassVar[bool] = True

    type_id: Id = column("The vehicle type.", refers_to="vehicle_types.csv")
    configuration_id: Id = column("Its configuration, as in configurations.csv.")
    up_to_kg: Positive = column("Weight of the load up to which the limits hold.", unit="kg")
    forward_arm_cm: Count = column("Least arm of the centre of gravity, behind the datum.", unit="cm")
    aft_arm_cm: Count = column("Greatest arm of the centre of gravity.", unit="cm")


class SegregationRow(Row):
    """Two classes, in any order, and whether they may be aboard one vehicle together. `people` is a class too."""

    FILE: ClassVar[str] = "dangerous_goods.csv"
    KEY: ClassVar[tuple[str, ...]] = ("class_a", "class_b")
    OPTIONAL: ClassVar[bool] = True
    UNHASHED_IF_EMPTY: ClassVar[bool] = True

    class_a: Id = column("A class of items.csv, or `people`.")
    class_b: Id = column("Another, or the same one.")
    together: YesNo = column("Whether both may be aboard together.")
