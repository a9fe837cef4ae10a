"""What waits around movements: manifests to open and close, departures to record, counts to make and to open."""

from collections.abc import Iterator

from repli.errors import phrase
from repli.execution.entries import Standing
from repli.execution.making.movements import CLOSES_BEFORE_SECONDS
from repli.execution.tasks.task import Task
from repli.ledger.shapes import second_of_time, time_of_second
from repli.units import MINUTES_PER_DAY, SECONDS_PER_MINUTE

__all__ = ["AHEAD_SECONDS", "tasks"]

AHEAD_SECONDS = MINUTES_PER_DAY * SECONDS_PER_MINUTE
"""How far ahead a manifest is asked for."""


def tasks(standing: Standing, party: str, second: int) -> Iterator[Task]:
    """Give the tasks of ``party``."""
    departed = {one.movement for one in standing.state.movements}
    if party == standing.copy.charter.force:
        yield from _manifests(standing, departed, second)
        yield from _to_depart(standing, departed, second)
    yield from _counts(standing, party)
    yield from _arrivals(standing)


def _manifests(standing: Standing, departed: set[str], second: int) -> Iterator[Task]:
    """Manifests that are open, and movements of the calendar that have none."""
    held = {row.key: row for row in standing.rows("manifest")}
    for movement, row in held.items():
        closes = str(standing.events[row.event].body.value["closes_at"])
        if row.state == "open" and movement not in departed and second_of_time(closes) <= second + AHEAD_SECONDS:
            yield Task(
                what="close-manifest",
                subject=movement,
                told=phrase("Close the manifest of {movement}.", movement=movement),
                event=row.event,
                due=closes,
                is_late=second_of_time(closes) < second,
            )
    for movement, planned in standing.calendar().items():
        off_block = second_of_time(str(planned["off_block_at"]))
        closes_second = off_block - CLOSES_BEFORE_SECONDS
        is_near = closes_second <= second + AHEAD_SECONDS and second <= off_block
        if movement not in held and movement not in departed and is_near and not _cancelled(standing, movement):
            yield Task(
                what="manifest",
                subject=movement,
                told=phrase("Open the manifest of {movement}.", movement=movement),
                due=time_of_second(closes_second),
                is_late=closes_second < second,
            )


def _to_depart(standing: Standing, departed: set[str], second: int) -> Iterator[Task]:
    """Movements of the calendar whose time is over and of which nothing is recorded."""
    for movement, planned in standing.calendar().items():
        off_block = str(planned["off_block_at"])
        if second_of_time(off_block) < second and movement not in departed and not _cancelled(standing, movement):
            yield Task(
                what="depart",
                subject=movement,
                told=phrase("Record the departure of {movement}, or take it out of the calendar.", movement=movement),
                due=off_block,
                is_late=True,
            )


def _counts(standing: Standing, party: str) -> Iterator[Task]:
    """Movements that this party has not counted, and seals that it may open."""
    matters = standing.replay.matters
    if matters is None:
        return
    seals = matters.seals.seals
    counted = {one.movement for one in standing.state.tallies if one.party == party}
    for one in standing.state.movements:
        if one.grade != "joint" and one.movement not in counted and party not in seals.get(one.movement, {}):
            yield Task(
                what="count",
                subject=one.movement,
                told=phrase("Count {movement}: this party has not.", movement=one.movement),
                event=one.event,
            )
    for movement, owner, event in matters.seals.unopened:
        if owner == party:
            is_ready = len(seals[movement]) > 1
            told = (
                phrase("Open the count of {movement}: both parties have sealed theirs.", movement=movement)
                if is_ready
                else phrase("The other party has not sealed its count of {movement} yet.", movement=movement)
            )
            yield Task(what="open" if is_ready else "wait", subject=movement, told=told, event=event)


def _arrivals(standing: Standing) -> Iterator[Task]:
    """Arrivals that differ from what departed, until both accept one with its reason."""
    for row in standing.rows("arrive"):
        value = standing.events[row.event].body.value
        if row.state == "unequal" and not (row.grade == "joint" and value["reason"]):
            yield Task(
                what="arrival",
                subject=row.key,
                told=phrase(
                    "Close the difference of {movement}: {people} people and {items} items arrived, others departed.",
                    movement=row.key,
                    people=str(value["people"]),
                    items=str(value["items"]),
                ),
                event=row.event,
            )


def _cancelled(standing: Standing, movement: str) -> bool:
    docket = standing.state.docket
    return docket is not None and movement in docket.cancelled
