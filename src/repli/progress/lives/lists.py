"""Steps of all the slots of a list at once: people and items take them alike.

``kind`` says whose lives they are; of the two lists of an event, `slots_of` picks that of the kind.
"""

from repli.progress.bodies import Arrive
from repli.progress.lives.scene import Scene, Slots
from repli.progress.lives.trail import Trails

__all__ = ["ITEM", "PERSON", "go_all", "receive_all", "slots_of"]

PERSON, ITEM = "person", "item"


def slots_of(kind: str, lists: Slots) -> tuple[int, ...]:
    """Return the slots of people, or of items."""
    return lists[(PERSON, ITEM).index(kind)]


def go_all(trails: Trails, scene: Scene, kind: str, lists: Slots, state: str, *, of: str = "") -> None:
    """Let all the slots of a kind go to a state; ``of`` is the event that says it (default: that of the scene)."""
    for slot in slots_of(kind, lists):
        trails.go(kind, str(slot), state, scene.cause(of))


def receive_all(trails: Trails, scene: Scene, kind: str, movement: str, state: str) -> None:
    """Let what departed with a movement of which an arrival is told go to the state of what has arrived."""
    current = scene.matters.entries.register.current((Arrive.kind, movement, ""))
    departed = scene.matters.movements.get(movement)
    if current is None or departed is None:
        return
    for slot in slots_of(kind, scene.slots(departed.current.depart.committed)):
        trails.go_from(kind, str(slot), "departed", state, scene.cause(current))
