"""An instance before it is written down: its class, profile, places, force and fleet, and the luck for all the rest."""

from dataclasses import dataclass

from benchmarks.replibench.classes import SizeClass
from benchmarks.replibench.draw import Draw
from benchmarks.replibench.force import Force, force_of
from benchmarks.replibench.geography import Geography, geography_of
from benchmarks.replibench.profile import Profile
from benchmarks.replibench.types import COLUMN_DAY, COLUMN_PORT

__all__ = ["World", "world_of"]

_SMALL = (("C-17",), ("C-17", "C-130J-30"), ("A400M", "C-17"))
_BY_SEA = (("A400M",), ("C-130J-30",), ("A400M", "C-130J-30"), ("C-17", "C-130J-30"))
_LARGE = (("C-17", "A400M"), ("C-17", "C-17", "A400M"), ("C-17", "A400M", "An-124"))
_FEW_SITES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """``far_fleet`` is one unit of the fleet at home: the aircraft that are added together."""

    size: SizeClass
    seed: int
    profile: Profile
    geography: Geography
    force: Force
    far_fleet: tuple[str, ...]

    @property
    def label(self) -> str:
        """Return what the instance is called."""
        return f"RepliBench {self.size.name} {self.seed}"

    @property
    def types(self) -> frozenset[str]:
        """Return the vehicle types that it uses."""
        near = {"C-130J-30"} if self.geography.of("strip") else set()
        port = {COLUMN_PORT} if self.geography.port else set()
        day = {COLUMN_DAY} if self.geography.driven() else set()
        return frozenset(self.far_fleet) | near | port | day

    def luck(self, part: str) -> Draw:
        """Return the luck of one part: drawing one part differently changes no other."""
        return Draw(f"{self.size.name}/{self.seed}/{part}")


def world_of(size: SizeClass, seed: int, profile: Profile) -> World:
    """Draw the world of a class and seed, with a profile."""
    luck = Draw(f"{size.name}/{seed}/world")
    geography = geography_of(size, luck)
    few = _BY_SEA if geography.port else _SMALL
    far = luck.pick(few if len(geography.bases) <= _FEW_SITES else _LARGE)
    if profile.impossible == "uncleared":
        far = ("C-17", "A400M")
    force = force_of(size, profile, geography, luck)
    return World(size=size, seed=seed, profile=profile, geography=geography, force=force, far_fleet=far)
