"""The size classes: how many sites, people, containers, vehicles and pallets; T is for tests.

Sizes follow the class table of the planning problem: S is Niger 2024, M Barkhane, L MINUSMA (13,871 people, 5,500
containers, almost 4,000 vehicles at 13 sites), XL a research goal. How they divide over sites is assumed.
"""

from dataclasses import dataclass

__all__ = ["CLASSES", "SizeClass"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeClass:
    """One class, numbers as (least, most).

    ``mains`` are sites with a large field and the road to the port, ``strips`` small fields, ``camps`` on a road only.
    ``trucks`` make one convoy; ``days`` is the span it is made for before tightness is set. ``sorties`` is the band of
    the nominal number of movements (rotations and convoys).
    """

    name: str
    mains: tuple[int, int]
    strips: tuple[int, int]
    camps: tuple[int, int]
    people: tuple[int, int]
    containers: tuple[int, int]
    vehicles: tuple[int, int]
    pallets: tuple[int, int]
    line_people: tuple[int, int]
    trucks: int
    days: int
    sorties: tuple[int, int]


CLASSES = {
    one.name: one
    for one in (
        SizeClass(
            name="T",
            mains=(1, 1),
            strips=(0, 0),
            camps=(0, 1),
            people=(50, 90),
            containers=(0, 0),
            vehicles=(2, 5),
            pallets=(12, 24),
            line_people=(6, 16),
            trucks=10,
            days=16,
            sorties=(2, 20),
        ),
        SizeClass(
            name="S",
            mains=(1, 2),
            strips=(0, 1),
            camps=(0, 1),
            people=(850, 1_150),
            containers=(0, 30),
            vehicles=(20, 60),
            pallets=(180, 380),
            line_people=(10, 40),
            trucks=10,
            days=70,
            sorties=(25, 150),
        ),
        SizeClass(
            name="M",
            mains=(2, 2),
            strips=(2, 2),
            camps=(2, 2),
            people=(4_500, 5_500),
            containers=(5_700, 6_300),
            vehicles=(300, 600),
            pallets=(500, 900),
            line_people=(20, 80),
            trucks=14,
            days=150,
            sorties=(500, 1_000),
        ),
        SizeClass(
            name="L",
            mains=(3, 3),
            strips=(5, 5),
            camps=(5, 5),
            people=(13_871, 13_871),
            containers=(5_500, 5_500),
            vehicles=(3_800, 3_990),
            pallets=(800, 1_400),
            line_people=(20, 120),
            trucks=7,
            days=180,
            sorties=(2_000, 5_000),
        ),
        SizeClass(
            name="XL",
            mains=(5, 5),
            strips=(7, 7),
            camps=(8, 8),
            people=(30_000, 30_000),
            containers=(36_000, 36_000),
            vehicles=(10_000, 10_000),
            pallets=(4_000, 4_000),
            line_people=(40, 160),
            trucks=4,
            days=240,
            sorties=(15_000, 25_000),
        ),
    )
}
