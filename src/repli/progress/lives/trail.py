"""The trails of all lives: which states each has been in, by which event, when, and what is only implied.

A life goes on by the ways of the table alone. Where an event leads further than one step (a departure without a
manifest), the steps between are *implied*: nobody recorded them. Where no way leads on (who was released departs), a
new life begins in the same trail. What a cancelled or replaced event said is taken back: the trail ends before it.

>>> trails.go("movement", "R1", "cleared", cause)
>>> [step.state for step in trails.steps("movement", "R1")]
['proposed', 'requested', 'cleared']
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from repli.progress.lives.table import BORN, way

__all__ = ["Cause", "Step", "Trails"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What makes a step: the event, its own time, and ``of``, the version or entry that says it."""

    event: str
    at: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a life: from which state to which, by which event, when; ``implied`` if nobody recorded it itself."""

    old: str
    state: str
    event: str
    at: str
    of: str
    implied: bool = False


@dataclass(slots=True)
class Trails:
    """(entity, key) -> the steps so far. Slots are keys as text."""

    held: dict[tuple[str, str], list[Step]] = field(default_factory=dict)
    _told: dict[str, set[tuple[str, str]]] = field(default_factory=dict)  # what was said -> who has a step of it

    def state(self, entity: str, key: str) -> str:
        """Return the state that a life is in; empty if it has not begun."""
        steps = self.held.get((entity, key))
        return steps[-1].state if steps else BORN

    def steps(self, entity: str, key: str) -> tuple[Step, ...]:
        """Return the trail of one life."""
        return tuple(self.held.get((entity, key), ()))

    def all(self, entity: str) -> Mapping[str, tuple[Step, ...]]:
        """Return the trail of every life of ``entity``, by key."""
        return {key: tuple(steps) for (kind, key), steps in sorted(self.held.items()) if kind == entity}

    def go(self, entity: str, key: str, state: str, cause: Cause) -> None:
        """Let a life go to ``state``, by the steps between if need be; anew if no way leads there from where it is."""
        old = self.state(entity, key)
        if old == state or any((step.of, step.state) == (cause.of, state) for step in self.steps(entity, key)):
            return  # what was said once is not said again
        onward = way(entity, old, state)
        if onward is None:
            old, onward = BORN, way(entity, BORN, state)
        for step in onward or ():
            self._put(entity, key, Step(old=old, state=step, event=cause.event, at=cause.at, of=cause.of,
                                        implied=step != state))  # fmt: skip
            old = step

    def go_from(self, entity: str, key: str, old: str, state: str, cause: Cause) -> None:
        """Let a life go from ``old`` to ``state`` if it is there; else nothing is known of it that the table has."""
        if self.state(entity, key) == old:
            self.go(entity, key, state, cause)

    def take_back(self, told: str, *, kept: Collection[tuple[str, str]] = (), by: str = "") -> None:
        """End every trail before the first step that the version or entry ``told`` has made.

        Of the lives in ``kept`` the version ``by`` says the same: their trails stay, and are of it from here on.
        """
        for name in sorted(self._told.pop(told, set())):
            steps = self.held[name]
            if name in kept:
                self.held[name] = [replace(step, of=by) if step.of == told else step for step in steps]
                self._told.setdefault(by, set()).add(name)
            else:
                del steps[next((index for index, step in enumerate(steps) if step.of == told), len(steps)) :]

    def _put(self, entity: str, key: str, step: Step) -> None:
        self.held.setdefault((entity, key), []).append(step)
        self._told.setdefault(step.of, set()).add((entity, key))

    def __iter__(self) -> Iterator[tuple[str, str, Step]]:
        """Give (entity, key, step) of every step."""
        return ((entity, key, step) for (entity, key), steps in self.held.items() for step in steps)
