"""The life of a site: open, drawing down, emptied, surveyed, its act signed, closed, in liquidation; or evacuated.

It is open when people or items are declared there, draws down with the first departure that both stand by (and does
not open again if that one is taken out); the act of handover tells the joint walk-through, the surveys and the act in
one; the closing ends it, with the act or without. A later act changes nothing by itself: the closing that names it
does.
"""

from repli.progress.baseline import Declare
from repli.progress.bodies import Close, Handover
from repli.progress.change import Amend
from repli.progress.lives.scene import Scene
from repli.progress.lives.table import BORN
from repli.progress.lives.trail import Trails

__all__ = ["live_sites"]

SITE = "site"
_IN_USE = (BORN, "open", "drawing_down")
_STATES = {"closed": "closed", "evacuated": "evacuated", "in-liquidation": "in_liquidation"}


def live_sites(trails: Trails, scene: Scene) -> None:
    """Let the event of ``scene`` take sites on."""
    cause = scene.cause()
    match scene.event.body:
        case (Declare() as declare) | Amend(body=Declare() as declare):
            for name in sorted({cell.site for cell in declare.cells}):
                if trails.state(SITE, name) == BORN:
                    trails.go(SITE, name, "open", cause)
        case Handover() as handover if trails.state(SITE, handover.site) in _IN_USE:
            trails.go(SITE, handover.site, "emptied", cause)
            if handover.surveys:
                trails.go(SITE, handover.site, "surveyed", cause)
            trails.go(SITE, handover.site, "act_signed", cause)
        case Close() as close:
            trails.go(SITE, close.site, _STATES[close.state], cause)
        case _:
            pass
    for movement in scene.joint_movements:
        for name in sorted({cell.site for cell in movement.current.depart.cells}):
            trails.go_from(SITE, name, "open", "drawing_down", scene.cause())
