"""An officer's desk: the hand on the log, the lists and papers at hand, and the private roster if it is the force's.

Every act of the day takes one desk; what both sign while they sit together takes two. Randomness is an argument.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from repli.errors import UsageError, phrase
from repli.execution.demonstration import Entropy
from repli.execution.entries import Standing
from repli.execution.own_roster import OwnRoster
from repli.execution.papers import PaperStore
from repli.execution.recorder import Recorder
from repli.execution.sidecars import SidecarStore
from repli.execution.whereabouts import Whereabouts
from repli.progress.cells import Cells
from repli.progress.slotfile import SALT_BYTES, SlotFile

__all__ = ["Desk", "Taken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """People and items that an act concerns: their slots, and what the log says of them."""

    file: SlotFile
    cells: Cells
    kg: int

    @property
    def people(self) -> int:
        """Return how many people."""
        return len(self.file.people)

    @property
    def items(self) -> int:
        """Return how many items."""
        return len(self.file.items)


@dataclass(kw_only=True)
class Desk:
    """What one party has at hand. ``roster`` is None for whoever has none: the host, or a device."""

    recorder: Recorder
    sidecars: SidecarStore
    papers: PaperStore
    entropy: Entropy
    roster: OwnRoster | None = None
    whereabouts: Whereabouts = field(init=False)
    _start: int = field(init=False)

    def __post_init__(self) -> None:
        """Look at the log of the recorder."""
        self._start = self.recorder.copy.size(self.recorder.feed)
        self.whereabouts = Whereabouts(self.recorder.copy, self.sidecars.get, self.papers.get)

    @property
    def party(self) -> str:
        """Return the party that works here."""
        return self.recorder.party

    @property
    def has_written(self) -> bool:
        """Say whether a line was put into the own feed since the desk was opened."""
        return self.recorder.copy.size(self.recorder.feed) > self._start

    def standing(self) -> Standing:
        """Return what stands in the log now."""
        return Standing(self.recorder.copy)

    @property
    def own_roster(self) -> OwnRoster:
        """Return the roster; raise UsageError where there is none."""
        if self.roster is None:
            raise UsageError(
                phrase("Whose slots they are stands in the private roster, and there is none at this desk."),
                phrase("Name it with --roster, or put roster.json into the folder of the keys. Only the force has it."),
            )
        return self.roster

    def taken(self, people: Iterable[int], items: Iterable[int]) -> Taken:
        """Return what slots make; cells follow people who were transferred. Without people no cell is looked up."""
        file = SlotFile(people=tuple(sorted(people)), items=tuple(sorted(items)), salt=self.entropy(SALT_BYTES))
        if not file.people and not file.items:
            return Taken(file=file, cells=(), kg=0)
        roster = self.own_roster
        moved = self.whereabouts.moved("people") if file.people else {}
        return Taken(file=file, cells=roster.people.cells(file.people, moved), kg=roster.items.kg(file.items))
