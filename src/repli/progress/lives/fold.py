"""From the events of a log, in their order, to the trail of every life: one pass, and nothing is kept elsewhere.

An event without effect changes no life. What a cancelled or replaced event had said is taken back first. The lists of
slots are arguments, because they are the parties' own: `sidecars` has the slot files, ``manifests`` the lists of
manifests.

>>> trails = lives_of(events, sidecars, lambda _: None)
>>> trails.state("site", "AB101")
'closed'
"""

from collections.abc import Iterable

from repli.progress.change import Amend, Cancel, Resolve
from repli.progress.events import Depart, Event
from repli.progress.lives.clearance import live_clearances
from repli.progress.lives.figure import live_figures
from repli.progress.lives.item import live_items
from repli.progress.lives.movement import live_movements
from repli.progress.lives.person import live_people
from repli.progress.lives.scene import Manifests, Scene
from repli.progress.lives.site import live_sites
from repli.progress.lives.trail import Trails
from repli.progress.matters import Matters
from repli.progress.replay import Replay
from repli.progress.rules import Sidecars

__all__ = ["lives_of"]

_LIVES = (live_clearances, live_movements, live_people, live_items, live_sites, live_figures)


def lives_of(events: Iterable[Event], sidecars: Sidecars, manifests: Manifests) -> Trails:
    """Return the trails of all lives; raise RefusedError for an event that refuses the log, or one of format 1."""
    replay, trails = Replay(sidecars), Trails()
    for event in events:
        before = None if replay.matters is None else _replaced(replay.matters, event)
        replay.apply(event)
        matters = replay.matters
        if matters is None or event.event_hash in matters.void:
            continue
        gone = () if before is None or before[0] in matters.movements else (before[0],)
        scene = Scene(event=event, matters=matters, sidecars=sidecars, manifests=manifests, gone=gone)
        _take_back(trails, scene, before)
        for live in _LIVES:
            live(trails, scene)
    return trails


def _replaced(matters: Matters, event: Event) -> tuple[str, str] | None:
    """Return the movement, and its current version, that ``event`` may put another version in the place of, or end."""
    match event.body:
        case Amend(body=Depart()) | Cancel():
            named = event.body.replaces if isinstance(event.body, Amend) else event.body.event
            name = matters.movement_of.get(named)
        case Resolve() as resolve:
            rivals = (name for name, one in matters.movements.items() if resolve.event in one.rivals)
            name = next(rivals, None)
        case _:
            return None
    return None if name is None else (name, matters.movements[name].current.event)


def _take_back(trails: Trails, scene: Scene, before: tuple[str, str] | None) -> None:
    """Take back what is not said any more; what the version says that comes instead stays as it was."""
    if isinstance(scene.event.body, Cancel):
        trails.take_back(scene.event.body.event)
    movement = None if before is None else scene.matters.movements.get(before[0])
    if before is None or movement is None or movement.current.event == before[1]:
        return
    people, items = scene.slots(movement.current.depart.committed)
    kept = {
        ("movement", before[0]),
        *(("person", str(slot)) for slot in people),
        *(("item", str(slot)) for slot in items),
    }
    trails.take_back(before[1], kept=kept, by=movement.current.event)
