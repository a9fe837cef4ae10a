"""Rows of dangerous_goods.csv: which classes of dangerous goods, and people, may be aboard together."""

from typing import ClassVar

from repli.intake.cells import Id, YesNo
from repli.intake.row import Row, column

__all__ = ["SegregationRow"]


class SegregationRow(Row):
    """Two classes, in any order, and whether they may be aboard one vehicle together. `people` is a class too."""

    FILE: ClassVar[str] = "dangerous_goods.csv"
    KEY: ClassVar[tuple[str, ...]] = ("class_a", "class_b")
    OPTIONAL: ClassVar[bool] = True
    UNHASHED_IF_EMPTY: ClassVar[bool] = True

    class_a: Id = column("A class of items.csv, or `people`.")
    class_b: Id = column("Another, or the same one.")
    together: YesNo = column("Whether both may be aboard together.")
