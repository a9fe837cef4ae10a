"""How far a movement of the calendar is: cancelled, blocked, manifested, cleared, asked for, or only agreed."""

from repli.execution.entries import Standing

__all__ = ["movement_state"]

_INCIDENTS = ("blocked", "diverted", "released")
_OF_CLEARANCE = {
    "granted": "cleared",
    "amended": "cleared",
    "used": "cleared",
    "requested": "requested",
    "refused": "refused",
    "silent": "refused",
    "expired": "expired",
    "revoked": "refused",
}
_WORST = ("refused", "expired", "requested", "cleared")


def movement_state(standing: Standing, movement: str) -> str:
    """Return the state of a movement that has not departed: the last step that the log tells, or what stops it.

    A movement that needs several permissions is as far as the worst of them.
    """
    docket = standing.state.docket
    if docket is not None and movement in docket.cancelled:
        return "cancelled"
    if (incident := _incident(standing, movement)) == "blocked":
        return incident
    manifest = standing.current("manifest", movement)
    permits = {
        _OF_CLEARANCE[row.state] for row in standing.rows("clearance") if movement in _movements(standing, row.event)
    }
    worst = next((state for state in _WORST if state in permits), "")
    if worst in {"refused", "expired"}:
        return worst
    if manifest is not None:
        return "manifested" if manifest.body.value["state"] == "closed" else "manifest-open"
    return worst or "agreed"


def _incident(standing: Standing, movement: str) -> str:
    """Return the last of blocked, diverted and released that was told of a movement; empty if none was."""
    found = [standing.events[row.event] for row in standing.rows("incident")]
    mine = [
        (event.body.value["time"], str(event.body.value["class"]))
        for event in found
        if event.body.value["movement"] == movement and event.body.value["class"] in _INCIDENTS
    ]
    return max(mine, default=("", ""))[1]


def _movements(standing: Standing, event: str) -> tuple[str, ...]:
    names = standing.events[event].body.value["movements"]
    return tuple(str(name) for name in names) if isinstance(names, list) else ()
