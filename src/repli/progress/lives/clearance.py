"""The life of a clearance: drafted, submitted, then granted, refused or silent; used, amended, expired or revoked.

Each step is an event of its own. What is asked anew after a refusal begins a new life; one that was amended and is then
used is granted anew as it was amended, which is implied.
"""

from repli.progress.bodies import Clearance
from repli.progress.lives.scene import Scene
from repli.progress.lives.trail import Trails

__all__ = ["live_clearances"]

CLEARANCE = "clearance"


def live_clearances(trails: Trails, scene: Scene) -> None:
    """Let the event of ``scene`` take a clearance on."""
    body = scene.event.body
    if not isinstance(body, Clearance):
        return
    if body.state != "requested":
        trails.go(CLEARANCE, body.reference, body.state, scene.cause())
    elif trails.state(CLEARANCE, body.reference) != "submitted":
        trails.go(CLEARANCE, body.reference, "draft", scene.cause())
        trails.go(CLEARANCE, body.reference, "submitted", scene.cause())
