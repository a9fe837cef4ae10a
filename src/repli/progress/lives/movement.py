"""The life of a movement: proposed, requested, cleared, manifested, loaded, departed, arrived, reconciled, signed.

A calendar proposes it, a clearance asks and answers, a closed manifest freezes its list, equal counts load it, its
departure departs it at once; an arrival with the same numbers, or one that both stand by, reconciles it, and it is
signed when both stand by the departure too. On the way it may be blocked, released or diverted by an incident.
"""

from repli.progress.bodies import Arrive, Calendar, Clearance, Incident, Manifest
from repli.progress.change import Cancel
from repli.progress.events import CountTally, OpenedCount
from repli.progress.lives.scene import Scene
from repli.progress.lives.table import BORN
from repli.progress.lives.trail import Cause, Trails
from repli.progress.matters import Version

__all__ = ["live_movements"]

MOVEMENT = "movement"
_ANSWERS = {"requested": "requested", "granted": "cleared", "refused": "refused", "silent": "refused"}
_ENDS = {"expired": "expired", "revoked": "cancelled"}
_INCIDENTS = {
    "blocked": ("departed", "blocked"),
    "released": ("blocked", "departed"),
    "diverted": ("departed", "diverted"),
}


def live_movements(trails: Trails, scene: Scene) -> None:
    """Let the event of ``scene`` take movements on."""
    _prepare(trails, scene)
    _go_on(trails, scene)
    if scene.departed is not None:
        _departed(trails, scene, scene.departed)
    for movement in scene.joint_movements:
        _departed(trails, scene, movement.current)
    for entry in scene.joint_entries:
        if isinstance(entry.body, Arrive):
            _arrived(trails, scene, entry.body.movement)


def _prepare(trails: Trails, scene: Scene) -> None:
    """What comes before the ramp: a calendar, a clearance, a manifest."""
    match scene.event.body:
        case Calendar() as calendar:
            _agreed(trails, scene, calendar)
        case Clearance() as clearance:
            _answered(trails, clearance, scene.cause())
        case Manifest(state="closed") as manifest:
            trails.go(MOVEMENT, manifest.movement, "manifested", scene.cause())
        case Manifest() as manifest if trails.state(MOVEMENT, manifest.movement) == BORN:
            trails.go(MOVEMENT, manifest.movement, "proposed", scene.cause())
        case _:
            pass


def _go_on(trails: Trails, scene: Scene) -> None:
    """What happens at the ramp and after it: counts, incidents, an arrival, or that it never was."""
    match scene.event.body:
        case (CountTally() | OpenedCount()) as count if _is_agreed(scene, count.movement):
            trails.go_from(MOVEMENT, count.movement, "manifested", "loaded", scene.cause())
        case Incident() as incident if incident.incident_class in _INCIDENTS:
            trails.go_from(MOVEMENT, incident.movement, *_INCIDENTS[incident.incident_class], scene.cause())
        case Arrive() as arrive:
            _arrived(trails, scene, arrive.movement)
        case Cancel(cancels="depart"):
            for name in scene.gone:
                trails.go_from(MOVEMENT, name, "cleared", "cancelled", scene.cause())
        case _:
            pass


def _agreed(trails: Trails, scene: Scene, calendar: Calendar) -> None:
    """What the calendar names is proposed; what was cleared and is in it no more is cancelled."""
    names = {one.movement for one in calendar.movements}
    for name in sorted(names):
        if trails.state(MOVEMENT, name) == BORN:
            trails.go(MOVEMENT, name, "proposed", scene.cause())
    before = scene.matters.entries.held.get(calendar.replaces)
    replaced = before.body.movements if before is not None and isinstance(before.body, Calendar) else ()
    for name in sorted({one.movement for one in replaced} - names):
        trails.go_from(MOVEMENT, name, "cleared", "cancelled", scene.cause())


def _answered(trails: Trails, clearance: Clearance, cause: Cause) -> None:
    for name in clearance.movements:
        if clearance.state in _ANSWERS:
            trails.go(MOVEMENT, name, _ANSWERS[clearance.state], cause)
        elif clearance.state in _ENDS:
            trails.go_from(MOVEMENT, name, "cleared", _ENDS[clearance.state], cause)


def _is_agreed(scene: Scene, movement: str) -> bool:
    """Say whether both parties have counted, and the same."""
    tallies = [one for (name, _), one in scene.matters.tables.tallies.items() if name == movement]
    return len(tallies) > 1 and len({(one.people, one.items) for one in tallies}) == 1


def _departed(trails: Trails, scene: Scene, version: Version) -> None:
    """The current version departs, once; an arrival that is told of its movement already, arrives it."""
    name = version.depart.movement
    trails.go(MOVEMENT, name, "departed", scene.cause(version.event))
    _arrived(trails, scene, name)


def _arrived(trails: Trails, scene: Scene, name: str) -> None:
    """What is told of its arrival: it has arrived; it is reconciled if equal, or if both stand by it; then signed."""
    entries, movement = scene.matters.entries, scene.matters.movements.get(name)
    row = (Arrive.kind, name, "")
    current = entries.register.current(row)
    if current is None or movement is None:
        return
    cause = scene.cause(current)
    trails.go_from(MOVEMENT, name, "departed", "arrived", cause)
    if entries.register.state(row) == "equal" or current in entries.joint:
        trails.go_from(MOVEMENT, name, "arrived", "reconciled", cause)
    if scene.matters.is_joint(movement):
        trails.go_from(MOVEMENT, name, "reconciled", "signed", cause)
