"""One instance: the operation of a class and a seed, and what is known of it by construction.

First it is made with one of everything, to see how long that would work; then as much as its profile wants, with the
deadline that makes its busiest resource as tight as wanted. What it says of itself is computed from the operation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from benchmarks.replibench.calendar import Days
from benchmarks.replibench.capacity import Capacity, capacity_of, days_for
from benchmarks.replibench.classes import CLASSES
from benchmarks.replibench.folder import files_of
from benchmarks.replibench.profile import Profile, profile_of
from benchmarks.replibench.tightness import busiest_of, sorties_of, tightness_of
from benchmarks.replibench.world import world_of
from repli import intake
from repli.model import Operation

__all__ = ["Instance", "instance_of"]


@dataclass(frozen=True, kw_only=True)
class Instance:
    """A made-up operation. Not slotted: the operation is read when it is first asked for."""

    class_name: str
    seed: int
    profile: Profile
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """Return class and seed, such as ``M 3``."""
        return f"{self.class_name} {self.seed}"

    @property
    def impossible(self) -> str:
        """Return why no plan can keep the rules, by construction; empty where that is not known."""
        return self.profile.impossible

    @cached_property
    def operation(self) -> Operation:
        """Return the operation, read as any other."""
        return intake.read_operation(intake.files_source(self.files))

    @cached_property
    def busiest(self) -> tuple[str, float]:
        """Return the busiest resource and how tight it is."""
        return busiest_of(self.operation)

    @cached_property
    def sorties(self) -> int:
        """Return the nominal number of movements."""
        return sorties_of(self.operation)

    def write(self, folder: Path) -> None:
        """Write the operation folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)


def instance_of(class_name: str, seed: int, profile: Profile | None = None) -> Instance:
    """Return the instance of a class and a seed, always the same; ``profile`` takes the place of the seed's own."""
    world = world_of(CLASSES[class_name], seed, profile_of(seed) if profile is None else profile)
    days = world.size.days
    possible = replace(world, profile=replace(world.profile, impossible=""))
    one = intake.read_operation(intake.files_source(files_of(possible, Days(days), Capacity(count={}))))
    needs = tightness_of(one)
    capacity = capacity_of(needs, world.profile, world.luck("capacity"))
    span = days_for(needs, capacity, world.profile, days)
    return Instance(
        class_name=class_name, seed=seed, profile=world.profile, files=files_of(world, Days(span), capacity)
    )
