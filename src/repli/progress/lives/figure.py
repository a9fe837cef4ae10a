"""The life of a figure, which is how many went with one movement: derived, proposed, agreed or disputed, published.

A departure derives it from its list and proposes it; both agree by the day's record, by signing together or by a
resolution; a dispute, or a count that differs, disputes it. A publication publishes it, and a correction that counts
the movement otherwise corrects it.
"""

from repli.progress.change import Correct, Dispute
from repli.progress.events import CountTally, OpenedCount, Publish
from repli.progress.lives.scene import Scene
from repli.progress.lives.trail import Trails

__all__ = ["live_figures"]

FIGURE = "figure"
_BOTH = frozenset(["agreed", "published", "corrected"])
"""States of a figure by which both parties stand: they are corrected, and not proposed anew."""


def live_figures(trails: Trails, scene: Scene) -> None:
    """Let the event of ``scene`` take figures on."""
    cause = scene.cause(_told(scene.event.event_hash))
    if scene.departed is not None:
        name = scene.departed.depart.movement
        if trails.state(FIGURE, name) not in _BOTH:
            trails.go(FIGURE, name, "derived", cause)
            trails.go(FIGURE, name, "proposed", cause)
    for movement in scene.joint_movements:
        name = movement.current.depart.movement
        if trails.state(FIGURE, name) not in _BOTH:
            trails.go(FIGURE, name, "agreed", cause)
    _said(trails, scene)


def _said(trails: Trails, scene: Scene) -> None:
    """What is said of figures that are there: an objection, another count, a publication, its correction."""
    matters = scene.matters
    match scene.event.body:
        case Dispute() as dispute if dispute.event in matters.movement_of:
            trails.go_from(FIGURE, matters.movement_of[dispute.event], "proposed", "disputed", scene.cause())
        case (CountTally() | OpenedCount()) as count if count.movement in matters.movements:
            movement = matters.movements[count.movement]
            if matters.is_disputed(movement) and not matters.is_joint(movement):
                trails.go_from(FIGURE, count.movement, "proposed", "disputed", scene.cause())
        case Publish():
            for name, movement in sorted(matters.movements.items()):
                if matters.is_joint(movement):
                    trails.go_from(FIGURE, name, "agreed", "published", scene.cause(_told(movement.current.event)))
        case Correct() as correct:
            _corrected(trails, scene, matters.told[correct.number].movements)
        case _:
            pass


def _corrected(trails: Trails, scene: Scene, told: frozenset[str]) -> None:
    """The movements that were told otherwise, or that are there no more, are corrected."""
    for name in sorted(told):
        steps = trails.steps(FIGURE, name)
        movement = scene.matters.movements.get(name)
        if (
            steps
            and steps[-1].state == "published"
            and (movement is None or _told(movement.current.event) != steps[-1].of)
        ):
            trails.go(FIGURE, name, "corrected", scene.cause())


def _told(version: str) -> str:
    """Return the mark of what was told of a version; it is never taken back, because it was told."""
    return f"told {version}"
