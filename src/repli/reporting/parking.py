"""Who stands on which spot of a field, and when (docs/reference/plan-meaning.md, B).

A plan counts spots and names none; here each stay is put on one, the largest aircraft first, on the smallest spot that
takes it. Where the whole stay finds no single spot free the aircraft is moved during it: its stay is then in parts. As
long as the rule of parking holds there always is a free spot; what finds none has ``spot`` None.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from repli.model import Field, Operation, Plan, Spots, Vehicle
from repli.rules.reading import AIR

__all__ = ["Stay", "most_at_once", "stays_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A spot held in ``[start_minute, end_minute)``; ``works`` are the (start, end) minutes of loading and unloading.

    ``vehicle_id`` is empty for another user of the field, ``movement_id`` where a vehicle only stands. ``spot`` counts
    the spots from 1, smallest first.
    """

    vehicle_id: str
    movement_id: str
    size: int
    start_minute: int
    end_minute: int
    works: tuple[tuple[int, int], ...] = ()
    spot: int | None = None


def stays_at(operation: Operation, plan: Plan, field: Field, until_minute: int) -> tuple[Stay, ...]:
    """Return the stays at a field from the plan's as_of to a minute, in order of time, each on its spot."""
    mine = chain.from_iterable(
        _of_vehicle(operation, plan, vehicle, field.field_id)
        for vehicle in operation.vehicles
        if operation.type_of[vehicle.type_id].mode == AIR
    )
    whole = [
        replace(
            one, start_minute=max(one.start_minute, plan.as_of_minute), end_minute=min(one.end_minute, until_minute)
        )
        for one in (*mine, *_taken(field))
        if max(one.start_minute, plan.as_of_minute) < min(one.end_minute, until_minute)
    ]
    return tuple(sorted(_placed(field.parking_spots, whole), key=lambda one: (one.start_minute, one.spot or 0)))


def most_at_once(stays: tuple[Stay, ...]) -> int:
    """Return how many spots are held at the busiest minute."""
    return max((sum(_at(other, one.start_minute) for other in stays) for one in stays), default=0)


def _of_vehicle(operation: Operation, plan: Plan, vehicle: Vehicle, field_id: str) -> Iterator[Stay]:
    """Yield the stays of a vehicle: before, between and after its movements, and at the stops of each."""
    size = operation.type_of[vehicle.type_id].size
    movements = (movement for movement in plan.movements if movement.vehicle_id == vehicle.vehicle_id)
    place, since, name = vehicle.start_place, vehicle.available_from_minute, ""
    works: tuple[tuple[int, int], ...] = ()
    for movement in sorted(movements, key=lambda one: one.stops[0].off_block_minute):
        first, *between, last = movement.stops
        here = [(place, since, first.off_block_minute, name, works)]
        for stop in between:
            work = ((stop.work_start_minute, stop.work_end_minute),) if stop.loads or stop.unloads else ()
            here.append((stop.place_id, stop.on_block_minute, stop.off_block_minute, movement.movement_id, work))
        for at, start, end, its_name, its_works in here:
            if at == field_id:
                yield Stay(
                    vehicle_id=vehicle.vehicle_id,
                    movement_id=its_name,
                    size=size,
                    start_minute=start,
                    end_minute=end,
                    works=its_works,
                )
        place, since, name = last.place_id, last.on_block_minute, movement.movement_id
        works = ((last.work_start_minute, last.work_end_minute),) if last.loads or last.unloads else ()
    if place == field_id:
        yield Stay(
            vehicle_id=vehicle.vehicle_id,
            movement_id=name,
            size=size,
            start_minute=since,
            end_minute=vehicle.available_to_minute,
            works=works,
        )


def _taken(field: Field) -> Iterator[Stay]:
    """Yield the spots that other users hold, one of the spot's size each."""
    for one in field.taken:
        working = dict(one.working_spots)
        start, end = one.interval.start_minute, one.interval.end_minute
        for size, count in one.parking_spots:
            for number in range(count):
                works = ((start, end),) if number < working.get(size, 0) else ()
                yield Stay(vehicle_id="", movement_id="", size=size, start_minute=start, end_minute=end, works=works)


def _placed(spots: Spots, stays: list[Stay]) -> Iterator[Stay]:
    """Yield every stay, in parts where it has to move, each on a spot."""
    sizes = [size for size, count in sorted(spots) for _ in range(count)]
    if not spots:  # not limited: as many as needed
        sizes = [max((one.size for one in stays), default=0)] * len(stays)
    held: list[list[Stay]] = [[] for _ in sizes]
    for stay in sorted(stays, key=lambda one: (-one.size, one.start_minute, one.vehicle_id)):
        rest: Stay | None = stay
        while rest is not None:
            fits = [index for index, size in enumerate(sizes) if size >= rest.size]
            frees = {index: min(_free_until(held[index], rest), rest.end_minute) for index in fits}
            until = max(frees.values(), default=rest.start_minute)
            if until <= rest.start_minute:
                yield rest
                break
            index = next(one for one in fits if frees[one] == until)
            part = replace(rest, end_minute=until, spot=index + 1)
            held[index].append(part)
            yield part
            rest = None if until == rest.end_minute else replace(rest, start_minute=until)


def _free_until(held: list[Stay], stay: Stay) -> int:
    """Return until when a spot is free from the start of a stay on; its start itself where the spot is held then."""
    if any(_at(other, stay.start_minute) for other in held):
        return stay.start_minute
    return min((one.start_minute for one in held if one.start_minute > stay.start_minute), default=stay.end_minute)


def _at(stay: Stay, minute: int) -> bool:
    return stay.start_minute <= minute < stay.end_minute
