"""The life of an item: listed, disposed of by decision, packed, inspected, cleared, staged, loaded, departed, received.

An inspection tells how far it is; a closed manifest loads it; a departure that both stand by departs it. It may leave
the list instead, by a certificate, or be lost or held on its way. An item that is to go home needs no decision of its
own: that step is implied.
"""

from repli.progress.baseline import Declare
from repli.progress.bodies import Arrive, Dispose, Inspect, Manifest, Status
from repli.progress.change import Amend
from repli.progress.entries import Entry
from repli.progress.events import Opening
from repli.progress.lives.lists import ITEM, go_all, receive_all
from repli.progress.lives.scene import Scene
from repli.progress.lives.table import BORN
from repli.progress.lives.trail import Trails

__all__ = ["live_items"]

_DONE = {how: "destroyed" if how in {"destroy", "scrap"} else "transferred"
         for how in ("destroy", "gift", "redeploy", "scrap", "sell", "transfer")}  # fmt: skip


def live_items(trails: Trails, scene: Scene) -> None:
    """Let the event of ``scene`` take items on."""
    match scene.event.body:
        case (Declare() as declare) | Amend(body=Declare() as declare) if declare.scope == "items":
            for slot in range(declare.slots):
                if trails.state(ITEM, str(slot)) == BORN:
                    trails.go(ITEM, str(slot), "listed", scene.cause())
        case Opening() as opening:
            go_all(trails, scene, ITEM, scene.slots(opening.committed), "departed")
        case Inspect() as inspect if inspect.result != "held":  # one that is held stays where it is
            go_all(trails, scene, ITEM, scene.slots(inspect.committed), inspect.result)
        case Manifest() as manifest if manifest.state == "closed":
            go_all(trails, scene, ITEM, scene.listed(manifest.list), "loaded")
        case Arrive() as arrive:
            receive_all(trails, scene, ITEM, arrive.movement, "received")
        case _:
            pass
    for movement in scene.joint_movements:
        go_all(
            trails, scene, ITEM, scene.slots(movement.current.depart.committed), "departed", of=movement.current.event
        )
        receive_all(trails, scene, ITEM, movement.current.depart.movement, "received")
    for entry in scene.joint_entries:
        _entered(trails, scene, entry)


def _entered(trails: Trails, scene: Scene, entry: Entry) -> None:
    match entry.body:
        case Dispose() as dispose:
            state = _DONE[dispose.how] if dispose.is_done else "dispositioned"
            go_all(trails, scene, ITEM, scene.slots(dispose.committed), state, of=entry.event)
        case Status(status="lost" | "found" | "held" | "freed") as status:
            for slot in scene.slots(status.committed)[1]:
                match status.status:
                    case "lost":
                        trails.go(ITEM, str(slot), "lost", scene.cause(entry.event))
                    case "found":
                        trails.go(ITEM, str(slot), "listed", scene.cause(entry.event))
                    case "held":
                        trails.go_from(ITEM, str(slot), "departed", "held", scene.cause(entry.event))
                    case _:
                        trails.go_from(ITEM, str(slot), "held", "departed", scene.cause(entry.event))
        case _:
            pass
