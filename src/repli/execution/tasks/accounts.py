"""What waits to be agreed: disputes with both values, and commitments that the parties see differently."""

from collections.abc import Iterator

from repli.errors import phrase
from repli.execution.entries import Standing
from repli.execution.tasks.task import Task
from repli.progress.names import DISPUTED

__all__ = ["disputes", "tasks"]

_KEPT = "done"


def tasks(standing: Standing, party: str) -> Iterator[Task]:
    """Give the disputes, and what the agreement still asks of ``party``."""
    yield from disputes(standing)
    yield from _obligations(standing, party)


def disputes(standing: Standing) -> Iterator[Task]:
    """Give every dispute: of movements with all values, of entries with the reason."""
    yield from _movements(standing)
    yield from _entries(standing)


def _movements(standing: Standing) -> Iterator[Task]:
    tallies: dict[str, list[str]] = {}
    for one in standing.state.tallies:
        tallies.setdefault(one.movement, []).append(f"{one.party} {one.people}/{one.items}")
    docket = standing.state.docket
    claims = {} if docket is None else {one.event: f"{one.party} {one.value} {one.field}" for one in docket.disputes}
    for movement in standing.state.movements:
        if movement.grade == DISPUTED:
            claimed = [claims[movement.event]] if movement.event in claims else []
            values = [*tallies.get(movement.movement, ()), *claimed]
            yield Task(
                what="dispute",
                subject=movement.movement,
                told=phrase(
                    "Disputed: {movement}, {people} people and {items} items departed; counted or claimed: {values}.",
                    movement=movement.movement,
                    people=movement.people,
                    items=movement.items,
                    values=", ".join(values) or "-",
                ),
                event=movement.event,
            )


def _entries(standing: Standing) -> Iterator[Task]:
    docket = standing.state.docket
    why = {} if docket is None else {one.event: one for one in docket.disputes}
    for kind, event in standing.disputed():
        dispute = why.get(event)
        reason = "" if dispute is None else str(standing.events[dispute.dispute].body.value["reason"])
        yield Task(
            what="dispute",
            subject=kind,
            told=phrase("Disputed: {reason}", reason=reason),
            event=event,
        )


def _obligations(standing: Standing, party: str) -> Iterator[Task]:
    states: dict[str, dict[str, str]] = {}
    for row in standing.rows("obligation"):
        states.setdefault(row.key, {})[row.party] = row.state
    for clause, by_party in states.items():
        mine = by_party.get(party, "")
        if set(by_party.values()) != {_KEPT} or not mine:
            told = ", ".join(f"{who}: {state}" for who, state in sorted(by_party.items()))
            yield Task(
                what="obligation",
                subject=clause,
                told=phrase("Commitment {clause}: {states}.", clause=clause, states=told),
                is_late=mine in {"late", "breached"},
            )
