"""The first minute at which the closing wave of a site can start (docs/reference/bound-meaning.md, 3).

Floors stand until then, and whoever is present at the last minute before, or at the start of the handover, leaves with
the wave. So the wave waits for the steps of the floors until what stands can be lifted within ``wave_minutes``, and for
guards who leave last, and for hours in which a last off block can be. Only minutes are tried at which a "no" can turn
into a "yes".

>>> Waves(firsts).first("AB101", minute)  # doctest: +SKIP
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from repli.model import ItemLine, PeopleLine, Site
from repli.planning.hours import Hours, hours_of
from repli.planning.lines import lines_of
from repli.planning.prices.doors import Edge
from repli.planning.prices.first import Firsts, leaves
from repli.planning.prices.lift import Lift
from repli.planning.prices.need import KG, MEASURES, PEOPLE, SENSITIVE, Needs
from repli.planning.prices.passing import passing_of

__all__ = ["Kept", "Wave", "Waves", "handover_start"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What floors keep just before a wave, of one measure, and the most of it that the wave lifts."""

    measure: str
    need: int
    lift: int


def handover_start(firsts: Firsts, site: Site) -> int | None:
    """Return the earliest start of a site's handover: notice given, and long enough in office hours."""
    as_of = firsts.yard.operation.as_of_minute
    return hours_of(site.office_intervals).next_span(as_of + site.notice_minutes, site.handover_minutes)


@dataclass(frozen=True)
class Waves:
    """The closing waves of an operation; what was found once is kept."""

    firsts: Firsts
    _sites: dict[str, "Wave"] = field(default_factory=dict)

    def first(self, site_id: str, start: int) -> int | None:
        """Return the first minute from ``start`` on at which the wave of a site is possible; None if there is none."""
        return self.of(site_id).first(start)

    def of(self, site_id: str) -> "Wave":
        """Return the wave of a site."""
        if site_id not in self._sites:
            self._sites[site_id] = Wave(self.firsts, self.firsts.yard.operation.site_of[site_id], self._riders)
        return self._sites[site_id]

    @cached_property
    def passing(self) -> Mapping[str, Mapping[str, int]]:
        """For each site the others whose stock has to pass it, with the least minutes between the off blocks."""
        return passing_of(self.firsts)

    @cached_property
    def _riders(self) -> Mapping[str, frozenset[int]]:
        """The edges that take people, any item, a sensitive item."""
        yard = self.firsts.yard
        going = [line for line in lines_of(yard.operation) if leaves(yard, line)]
        items = [line for line in going if isinstance(line, ItemLine)]
        whole = any(not leaves(yard, line) for line in yard.operation.people)
        people = [line for line in going if isinstance(line, PeopleLine)]
        return {
            PEOPLE: frozenset(range(len(yard.edges))) if whole else yard.riders(people),
            KG: yard.riders(items),
            SENSITIVE: yard.riders(line for line in items if line.sensitivity != "none"),
        }


@dataclass(frozen=True)
class Wave:
    """The wave of one site."""

    firsts: Firsts
    site: Site
    riders: Mapping[str, frozenset[int]]
    _known: dict[int, bool] = field(default_factory=dict)

    def first(self, start: int) -> int | None:
        """Return the first possible minute from ``start`` on."""
        operation = self.firsts.yard.operation
        last = operation.horizon_minute - operation.wave_minutes
        later = self._turns[bisect_right(self._turns, start) :]
        return next((minute for minute in (start, *later) if minute <= last and self.possible(minute)), None)

    def possible(self, start: int) -> bool:
        """Say whether the wave can start at a minute."""
        if start not in self._known:
            end = start + self.firsts.yard.operation.wave_minutes
            self._known[start] = self._goes_off(end) and self._lifted(start, end) and self._guarded(end)
        return self._known[start]

    def _goes_off(self, minute: int) -> bool:
        """Say whether the last off block can be at a minute (a)."""
        if any(flight.departs_minute == minute for flight in self.lift.flights):
            return True
        return any(edge.hours.next_open(minute) == minute for edge in self._edges)

    def _lifted(self, start: int, end: int) -> bool:
        """Say whether what floors keep before the wave can leave with it (b)."""
        return start <= self.firsts.yard.operation.as_of_minute or next(self._left_over(start, end), None) is None

    def too_much(self, start: int) -> Kept | None:
        """Return what is too much for a wave that starts at a minute; None if floors keep nothing that is."""
        return next(self._left_over(start, start + self.firsts.yard.operation.wave_minutes), None)

    def _left_over(self, start: int, end: int) -> Iterator[Kept]:
        """Yield each measure of which floors keep more than a wave lifts."""
        need = self._needs.at(self._kept_until(start, end))
        for one in MEASURES:
            lift = self.lift.most(one, start, end, seats=True) if need[one] else 0
            if need[one] > lift:
                yield Kept(measure=one, need=need[one], lift=lift)

    def _kept_until(self, start: int, end: int) -> int:
        """Return the last minute at which all who are present leave with the wave, and floors are still kept."""
        if self.site.handover_minutes <= 0:
            return start - 1
        latest = start if self.site.act_after else min(start, end - self.site.handover_minutes)
        held = self._office.last_span(latest, self.site.handover_minutes)
        return start - 1 if held is None else min(start - 1, held)

    def _guarded(self, end: int) -> bool:
        """Say whether the guards who leave last can leave in the last formation (c)."""
        least, begins = self.site.last_out_people, end - self.firsts.yard.operation.formation_minutes
        return least <= 0 or least <= self.lift.most(PEOPLE, begins, end, seats=False)

    @cached_property
    def _office(self) -> Hours:
        return hours_of(self.site.office_intervals)

    @cached_property
    def lift(self) -> Lift:
        """What can go off block at the site."""
        return Lift(self.firsts.yard, self.site.site_id, self.riders)

    @cached_property
    def _needs(self) -> Needs:
        return Needs(self.firsts.yard, self.site.site_id)

    @cached_property
    def _edges(self) -> tuple[Edge, ...]:
        yard = self.firsts.yard
        keys = [key for place in yard.places_of(self.site.site_id) for key in yard.keys_at.get(place, ())]
        return tuple(edge for key in keys for edge in yard.edges_of[key])

    @cached_property
    def _turns(self) -> tuple[int, ...]:
        """The minutes at which the wave can become possible: its end meets something new, or a floor has fallen."""
        wave = self.firsts.yard.operation.wave_minutes
        return tuple(sorted({*(minute - wave for minute in self._news()), *self._falls()}))

    def _news(self) -> Iterator[int]:
        """Yield when hours, civil days, vehicles and flights begin to count."""
        yield from self.firsts.yard.operation.agreement.day_starts
        for edge in self._edges:
            yield from edge.hours.starts
            for _, hours in edge.grants:
                yield from hours.starts
        yield from self.lift.comes()
        yield from (flight.departs_minute for flight in self.lift.flights)

    def _falls(self) -> Iterator[int]:
        """Yield when what floors keep falls: after a step, or with the first handover from it on."""
        length, wave = self.site.handover_minutes, self.firsts.yard.operation.wave_minutes
        noticed = self.firsts.yard.operation.as_of_minute + self.site.notice_minutes
        for step in self._needs.steps():
            yield step + 1
            held = self._office.next_span(max(step, noticed), length) if length > 0 else None
            if held is not None:
                yield from (held, held + length - wave)
