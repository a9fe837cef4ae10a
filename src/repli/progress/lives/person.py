"""The life of a person, who is a slot of the roster: listed, planned, called, checked in, aboard, departed, arrived.

A manifest that is open plans, one that is closed calls; the first party's count checks in, the other's equal count is
the door; a departure that both stand by departs. Who stays, returns or leaves otherwise says a `status` that both
stand by. Of the dead the table has no state: their trail keeps the last one.
"""

from repli.progress.baseline import Declare
from repli.progress.bodies import Arrive, Manifest, Reinforce, Status
from repli.progress.change import Amend
from repli.progress.entries import Entry
from repli.progress.events import CountTally, OpenedCount, Opening
from repli.progress.lives.lists import PERSON, go_all, receive_all
from repli.progress.lives.scene import Scene
from repli.progress.lives.table import BORN
from repli.progress.lives.trail import Trails

__all__ = ["live_people"]

_STATUS = {
    "asylum": "asylum",
    "medevac": "medevac",
    "no-show": "no_show",
    "released": "listed",
    "retained": "retained",
    "returned": "returned",
}


def live_people(trails: Trails, scene: Scene) -> None:
    """Let the event of ``scene`` take people on."""
    match scene.event.body:
        case (Declare() as declare) | Amend(body=Declare() as declare) if declare.scope == "people":
            for slot in range(declare.slots):
                if trails.state(PERSON, str(slot)) == BORN:
                    trails.go(PERSON, str(slot), "listed", scene.cause())
        case Opening() as opening:
            go_all(trails, scene, PERSON, scene.slots(opening.committed), "departed")
        case Manifest() as manifest:
            state = "planned" if manifest.state == "open" else "called"
            go_all(trails, scene, PERSON, scene.listed(manifest.list), state)
        case (CountTally() | OpenedCount()) as count:
            _counted(trails, scene, count.movement)
        case Arrive() as arrive:
            receive_all(trails, scene, PERSON, arrive.movement, "arrived")
        case _:
            pass
    for movement in scene.joint_movements:
        go_all(
            trails, scene, PERSON, scene.slots(movement.current.depart.committed), "departed", of=movement.current.event
        )
        receive_all(trails, scene, PERSON, movement.current.depart.movement, "arrived")
    for entry in scene.joint_entries:
        _entered(trails, scene, entry)


def _counted(trails: Trails, scene: Scene, movement: str) -> None:
    """The people of a closed manifest are checked in by one party's count, and aboard by two that are equal."""
    tallies = [one for (name, _), one in scene.matters.tables.tallies.items() if name == movement]
    current = scene.matters.entries.register.current((Manifest.kind, movement, ""))
    manifest = None if current is None else scene.matters.entries.held[current].body
    if not isinstance(manifest, Manifest) or manifest.state != "closed":
        return
    both = len(tallies) > 1 and len({(one.people, one.items) for one in tallies}) == 1
    before, after = ("checked_in", "aboard") if both else ("called", "checked_in")
    for slot in scene.listed(manifest.list)[0]:
        trails.go_from(PERSON, str(slot), before, after, scene.cause())


def _entered(trails: Trails, scene: Scene, entry: Entry) -> None:
    match entry.body:
        case Reinforce() as reinforce:
            for slot in range(reinforce.slots - reinforce.people, reinforce.slots):
                trails.go(PERSON, str(slot), "arrived_late", scene.cause(entry.event))
        case Status() as status if status.status in _STATUS:
            go_all(trails, scene, PERSON, scene.slots(status.committed), _STATUS[status.status], of=entry.event)
        case _:
            pass
