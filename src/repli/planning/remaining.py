"""From progress to a new planning problem: the same operation without what is out, seen at a later minute.

Milestones are fractions of the *original* whole. If of T a fraction f must be out and D are, then n = ceil(f x T) - D
of the R = T - D that remain must be out, and the milestone becomes floor(n / R) in ppm: with the shortfall measured as
``fraction - floor(out / R)`` it is met exactly when n more are out (R < 1,000,000), and a plan of the rest is late by
it exactly when the whole is. A milestone that is met already is dropped.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from repli.errors import UsageError, phrase
from repli.model import Agreement, Milestone, Operation, Site
from repli.planning.objective import day_of
from repli.units import PPM, text_of_minute

__all__ = ["remaining_operation"]


def remaining_operation(
    operation: Operation,
    departed_people: Mapping[str, int],
    departed_items: Collection[str],
    as_of_minute: int,
    closed_sites: Collection[str] = (),
) -> Operation:
    """Return what is still to do at ``as_of_minute``, when so many people of each line and these items are out.

    ``closed_sites`` were handed over already: they need no act any more and keep no floor. Vehicles are where the fleet
    table says, from as_of at the earliest. Raise UsageError for figures that the operation does not hold.
    """
    _refuse_unknown(operation, departed_people, departed_items, as_of_minute)
    people = tuple(
        replace(line, count=remaining)
        for line in operation.people
        if (remaining := line.count - departed_people.get(line.line_id, 0)) > 0
    )
    items = tuple(line for line in operation.items if line.line_id not in departed_items)
    return replace(
        operation,
        agreement=_agreement_from(operation, departed_people, departed_items, as_of_minute),
        as_of_minute=as_of_minute,
        sites=tuple(_closed(site) if site.site_id in closed_sites else site for site in operation.sites),
        vehicles=tuple(
            replace(vehicle, available_from_minute=max(vehicle.available_from_minute, as_of_minute))
            for vehicle in operation.vehicles
            if vehicle.available_to_minute > as_of_minute
        ),
        people=people,
        items=items,
        floors=tuple(floor for floor in operation.floors if floor.site_id not in closed_sites),
    )


def _refuse_unknown(
    operation: Operation, departed_people: Mapping[str, int], departed_items: Collection[str], as_of_minute: int
) -> None:
    """Raise UsageError where the figures contradict the operation."""
    if not operation.as_of_minute <= as_of_minute < operation.horizon_minute:
        raise UsageError(
            phrase("No plan can start at {minute}: it is outside the operation.", minute=text_of_minute(as_of_minute))
        )
    for line_id, count in departed_people.items():
        line = operation.people_of.get(line_id)
        if line is None or not 0 <= count <= line.count:
            raise UsageError(phrase("{count} people of line {line} cannot be out.", count=count, line=line_id))
    for line_id in sorted(departed_items):
        if line_id not in operation.item_of:
            raise UsageError(phrase("Item {line} is not part of the operation.", line=line_id))


def _agreement_from(
    operation: Operation, departed_people: Mapping[str, int], departed_items: Collection[str], as_of_minute: int
) -> Agreement:
    """Return the agreement with days from as_of's day on, and milestones as fractions of what remains."""
    people = sum(line.count for line in operation.people), sum(departed_people.values())
    kg = sum(line.kg for line in operation.items), sum(operation.item_of[one].kg for one in departed_items)
    milestones = (
        _rebased(milestone, *(people if milestone.quantity == "people" else kg))
        for milestone in operation.agreement.milestones
    )
    return replace(
        operation.agreement,
        milestones=tuple(milestone for milestone in milestones if milestone is not None),
        day_starts=operation.agreement.day_starts[day_of(operation, as_of_minute) :],
    )


def _rebased(milestone: Milestone, whole: int, departed: int) -> Milestone | None:
    """Return a milestone as a fraction of what remains; None if it is met."""
    needed = -(-milestone.fraction_ppm * whole // PPM) - departed
    if needed <= 0:
        return None
    return replace(milestone, fraction_ppm=min(PPM, needed * PPM // (whole - departed)))


def _closed(site: Site) -> Site:
    """Return a site that was handed over: nothing more to agree on."""
    return replace(site, handover_minutes=0, notice_minutes=0, office_intervals=(), last_out_people=0)
