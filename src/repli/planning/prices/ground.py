"""What every certificate of an operation stands on: its edges, earliest minutes, scarce things, payers and floors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from repli.model import Operation
from repli.planning.prices.doors import Yard
from repli.planning.prices.ends import Ends
from repli.planning.prices.first import Firsts
from repli.planning.prices.grid import Buckets
from repli.planning.prices.onward import onward
from repli.planning.prices.payers import Family, Weights, families_of, weights_of
from repli.planning.prices.scarce import Scarce
from repli.planning.prices.walk import Crowd, crowds_of
from repli.planning.prices.waves import Waves

__all__ = ["Ground", "Held"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a floor, or the guards who leave last, keep there at the end of each bucket; None = not counted then."""

    kind: str
    site_id: str
    function: str | None
    least: tuple[int | None, ...]


@dataclass(frozen=True)
class Ground:
    """An operation, prepared once for all of its certificates."""

    operation: Operation

    @cached_property
    def yard(self) -> Yard:
        """Its edges and doors."""
        return Yard(self.operation)

    @cached_property
    def firsts(self) -> Firsts:
        """Its earliest minutes."""
        return Firsts(self.yard)

    @cached_property
    def waves(self) -> Waves:
        """Its closing waves."""
        return Waves(self.firsts)

    @cached_property
    def onward(self) -> Mapping[str, int]:
        """How long what leaves each site last is under way until it is out."""
        return onward(self.yard)

    @cached_property
    def scarce(self) -> Scarce:
        """Its scarce things."""
        return Scarce(self.yard)

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Everything that must be out."""
        return families_of(self.firsts)

    @cached_property
    def crowds(self) -> tuple[Crowd, ...]:
        """What leaves, by site and doors."""
        return crowds_of(self.families)

    @cached_property
    def weights(self) -> Weights:
        """What a minute weighs."""
        return weights_of(self.operation)

    def held(self, ends: Ends, buckets: Buckets) -> Iterator[Held]:
        """Yield the floors and the guards who leave last, where they hold something (3, 4)."""
        floors = {(f"floor-{one.quantity}", one.site_id, one.function) for one in self.operation.floors}
        for kind, site_id, function in sorted(floors, key=lambda key: (key[0], key[1], key[2] or "")):
            wave = ends.wave.get(site_id, 0)
            least = tuple(
                self._minimum(kind, site_id, function, cut - 1) if cut <= wave else None for cut in buckets.cuts[1:]
            )
            yield Held(kind=kind, site_id=site_id, function=function, least=least)
        for site in self.operation.sites:
            if site.last_out_people > 0 and site.site_id in ends.last_off:
                until = ends.last_off[site.site_id] - self.operation.formation_minutes
                least = tuple(site.last_out_people if cut <= until else None for cut in buckets.cuts[1:])
                yield Held(kind="guards-last", site_id=site.site_id, function=None, least=least)

    def _minimum(self, kind: str, site_id: str, function: str | None, minute: int) -> int:
        """Return what a floor asks for at a minute: the largest step value, where it stands twice."""
        found = 0
        for one in self.operation.floors:
            if (f"floor-{one.quantity}", one.site_id, one.function) == (kind, site_id, function):
                found = max(found, next((least for start, least in reversed(one.steps) if start <= minute), 0))
        return found
