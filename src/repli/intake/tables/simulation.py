"""Rows of assumptions.csv: the inputs of the simulation, each as a pessimistic, a base and an optimistic value."""

from typing import ClassVar

from repli.intake.cells import Decimal, Id, Text
from repli.intake.row import Row, column

__all__ = ["AssumptionRow"]


class AssumptionRow(Row):
    """One input of the simulation; `low` is the pessimistic end, whichever way the numbers run."""

    FILE: ClassVar[str] = "assumptions.csv"
    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: Id = column("The name of the input.")
    unit: Text = column("Its unit.")
    low: Decimal = column("The pessimistic value.", unit="see `unit`")
    base: Decimal = column("The base value.", unit="see `unit`")
    high: Decimal = column("The optimistic value.", unit="see `unit`")
