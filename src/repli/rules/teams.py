"""Rules about teams (escort, driver, inspection, customs): no more in use than there are (plan-meaning.md, F).

A place is served by the first team of a kind that names it, or that names no place; where none does there are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.errors import phrase
from repli.model import Finding, Operation, Plan, Team
from repli.rules.hours import holds, joined
from repli.rules.reading import AIR, Trip, is_inside, trips_of
from repli.rules.rule import Rule, clock, found

__all__ = ["RULES"]

KEEP_HOURS = ("inspection", "customs")
"""The kinds of teams that work in their hours only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """``count`` teams of a kind at a place over ``[start, end)``, for a movement or site."""

    kind: str
    place_id: str
    count: int
    start_minute: int
    end_minute: int
    subject: str


def _uses(operation: Operation, plan: Plan) -> Iterator[_Use]:
    for trip in trips_of(operation, plan):
        yield from _escorts(operation, trip)
        yield from _customs(operation, trip)
        if trip.kind.drivers:
            yield _Use(
                kind="driver",
                place_id=_team_place(operation, trip, trip.first.place_id, trip.last.place_id),
                count=trip.kind.drivers,
                start_minute=trip.first.off_block_minute - trip.kind.report_minutes,
                end_minute=trip.last.on_block_minute + trip.kind.debrief_minutes,
                subject=trip.name,
            )
    acts = [(act.site_id, act.start_minute, act.end_minute) for act in plan.handovers]
    acts += [(act.site_id, act.start_minute, act.end_minute) for act in plan.acts]
    for site_id, start, end in acts:
        site = operation.site_of.get(site_id)
        if site is not None and site.inspection_teams:
            yield _Use(
                kind="inspection",
                place_id=site_id,
                count=site.inspection_teams,
                start_minute=start,
                end_minute=end,
                subject=site_id,
            )


def _escorts(operation: Operation, trip: Trip) -> Iterator[_Use]:
    for before, after in trip.legs:
        leg = operation.leg_of.get((trip.kind.mode, before.place_id, after.place_id))
        if trip.kind.mode != AIR and leg is not None and leg.escort_teams:
            yield _Use(
                kind="escort",
                place_id=_team_place(operation, trip, before.place_id, after.place_id),
                count=leg.escort_teams,
                start_minute=before.off_block_minute,
                end_minute=after.on_block_minute,
                subject=trip.name,
            )


def _customs(operation: Operation, trip: Trip) -> Iterator[_Use]:
    for stop in trip.movement.stops:
        for site_id in sorted({cargo.site_id for cargo in stop.loads}):
            count = operation.site_of[site_id].customs_teams
            if count:
                yield _Use(
                    kind="customs",
                    place_id=site_id,
                    count=count,
                    start_minute=stop.work_start_minute,
                    end_minute=stop.work_end_minute,
                    subject=trip.name,
                )


def _team_place(operation: Operation, trip: Trip, start: str, end: str) -> str:
    return start if is_inside(operation, trip.kind, start) else end


def _serving(operation: Operation, use: _Use) -> Team | None:
    teams = (team for team in operation.teams if team.kind == use.kind)
    return next((team for team in teams if not team.places or use.place_id in team.places), None)


def teams_enough(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """At every minute the uses of a team, each with its change, are at most its count.

    Source: docs/reference/plan-meaning.md, F.
    """
    by_team: dict[str, tuple[Team, list[_Use]]] = {}
    for use in _uses(operation, plan):
        team = _serving(operation, use)
        if team is None:
            message = phrase("No team ({kind}) serves {place}.", kind=use.kind, place=use.place_id)
            yield found("teams-enough", use.subject, use.start_minute, message)
        else:
            by_team.setdefault(team.team_id, (team, []))[1].append(use)
    for team, uses in by_team.values():
        for use in uses:
            busy = sum(
                one.count for one in uses if one.start_minute <= use.start_minute < one.end_minute + team.change_minutes
            )
            if busy > team.count:
                message = phrase(
                    "{busy} of {team} are in use, and there are {count}.",
                    busy=busy,
                    team=team.team_id,
                    count=team.count,
                )
                yield found("teams-enough", use.subject, use.start_minute, message)


def team_hours(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """An act that an inspection team attends, and a loading at customs, lies in one interval of the team's hours.

    Source: docs/reference/plan-meaning.md, F.
    """
    for use in _uses(operation, plan):
        team = _serving(operation, use)
        if use.kind not in KEEP_HOURS or team is None:
            continue
        if not holds(joined(team.open_intervals), use.start_minute, use.end_minute):
            message = phrase(
                "What starts at {start} is not within the hours of {team}.",
                start=clock(use.start_minute),
                team=team.team_id,
            )
            yield found("team-hours", use.subject, use.start_minute, message)


RULES = (
    Rule(
        name="teams-enough",
        explanation=phrase("No more escorts, drivers, inspection and customs teams are in use than there are."),
        check=teams_enough,
    ),
    Rule(
        name="team-hours",
        explanation=phrase("Inspection and customs teams work in their hours only."),
        check=team_hours,
    ),
)
