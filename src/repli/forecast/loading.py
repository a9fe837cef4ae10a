"""What a stop that loads waits for: lines that are ready and there, customs teams that attend."""

from repli.forecast.places import GateBook, joined
from repli.forecast.rooms import RoomBook, team_for
from repli.model import Cargo, Operation, Stop

__all__ = ["attended", "ready"]


def attended(operation: Operation, stop: Stop, rooms: RoomBook, gates: GateBook) -> dict[str, int]:
    """Return the customs teams that stand by while a stop loads: those of the first site that asks for some."""
    sites = sorted({cargo.site_id for cargo in stop.loads})
    for site_id in sites:
        count = operation.site_of[site_id].customs_teams
        team = team_for(operation, "customs", site_id) if count else None
        if team is not None:
            return {
                "attend_room": rooms.get(f"team {team.team_id}"),
                "attends": count,
                "attend_change": team.change_minutes,
                "attend_gate": gates.add(f"team {team.team_id}", joined(team.open_intervals)),
            }
    return {}


def ready(operation: Operation, loads: tuple[Cargo, ...]) -> tuple[int, int]:
    """Return (minute at which the last line is ready and there, 1 if some of it arrives during the operation)."""
    minute, arrives = 0, 0
    for cargo in loads:
        people = operation.people_of.get(cargo.line_id)
        line = people or operation.item_of[cargo.line_id]
        if cargo.site_id == line.site_id:
            minute = max(minute, line.ready_minute)
        if people is not None and people.arrives_minute is not None and cargo.site_id == people.site_id:
            minute, arrives = max(minute, people.arrives_minute), 1
    return minute, arrives
