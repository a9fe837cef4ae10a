"""Where arms and rows of a floor fall in its picture: along the floor to scale, across it row beside row.

A box is as long as the narrowest gap between two positions of a row allows.
"""

from dataclasses import dataclass
from itertools import pairwise

from repli.model import Configuration, FloorPosition
from repli.rules.stowage import Gravity

__all__ = ["LEFT", "RIGHT", "TOP", "HoldFrame"]

LEFT, RIGHT, TOP = 46.0, 262.0, 44.0
"""The sides of the floor and the place of its first arm, in units of the picture."""

_BOX = 35.0
_TALLEST = 1100.0
_LONE_GAP_CM = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFrame:
    """Where arms and rows fall in the picture."""

    first_cm: float
    scale: float
    length: float
    rows: tuple[str, ...]
    foot: float
    arms_cm: tuple[int, ...]

    @classmethod
    def around(cls, fit: Configuration, gravity: Gravity | None) -> "HoldFrame":
        """Return the frame that holds the floor of a configuration, its seats, and the limits of balance."""
        floor = fit.floor
        rows = tuple(sorted({spot.row for spot in floor}))
        gap = _narrowest_gap(floor)
        arms = tuple(sorted({spot.arm_cm for spot in floor}))
        ends = [arms[0] - gap / 2, arms[-1] + gap / 2, fit.seats_arm_cm]
        if gravity is not None:
            ends.append(float(gravity.arm_cm))
            if gravity.limit is not None:
                ends += [gravity.limit.forward_arm_cm, gravity.limit.aft_arm_cm]
        first, last = min(0, *ends), max(ends)
        scale = min(_BOX / gap, _TALLEST / (last - first))
        foot = TOP + (last - first) * scale + 14
        return cls(first_cm=first, scale=scale, length=gap * scale * 0.93, rows=rows, foot=foot, arms_cm=arms)

    def y(self, arm_cm: float) -> float:
        """Return where an arm falls."""
        return TOP + (arm_cm - self.first_cm) * self.scale

    def column(self, row: str) -> tuple[float, float]:
        """Return left edge and width of a row."""
        wide = (RIGHT - LEFT - 14) / len(self.rows)
        return LEFT + 7 + self.rows.index(row) * wide + 2, wide - 4


def _narrowest_gap(floor: tuple[FloorPosition, ...]) -> int:
    """Return the least distance in cm between two positions of a row; a usual one where there is only one each."""
    by_row: dict[str, list[int]] = {}
    for spot in floor:
        by_row.setdefault(spot.row, []).append(spot.arm_cm)
    gaps = [two - one for arms in by_row.values() for one, two in pairwise(sorted(arms)) if two > one]
    return min(gaps, default=_LONE_GAP_CM)
