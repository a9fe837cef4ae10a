"""Which event is committed to which list of slots, and from when on everybody may see it.

A replay notes this beside the state and never looks into a list: so the state is the same for those who have the files
and for those who do not. Who judges the lists is `repli.progress.slotlists`. The law is docs/reference/log-format.md,
sections 22, 23 and 30.
"""

from dataclasses import dataclass, field

from repli.ledger.shapes import second_of_time
from repli.progress.events import Event, Opening, Publish
from repli.progress.slotfile import Committed

__all__ = ["Listed", "Lists"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list that an event is committed to: the place of the event, its number in the order, its own time."""

    place: str
    number: int
    second: int
    committed: Committed


@dataclass(slots=True)
class Lists:
    """The lists by the hash of the event that names each; ``closed_second`` is when nobody was told to remain."""

    named: dict[str, Listed] = field(default_factory=dict)
    opening: str = ""
    closed_second: int | None = None

    def name(self, event: Event, committed: Committed | None) -> None:
        """Note the list that ``event`` brings in; of formats 1 and 2 there is none."""
        if committed is not None:
            self.named[event.event_hash] = Listed(
                place=event.place,
                number=len(self.named),
                second=second_of_time(event.frame.at),
                committed=committed,
            )
        if isinstance(event.body, Opening):
            self.opening = event.event_hash

    def publish(self, event: Event, publish: Publish) -> None:
        """Note the first publication that tells that nobody remains."""
        nobody = any(figure.name == "people_remaining" and figure.value == 0 for figure in publish.figures)
        if nobody and self.closed_second is None:
            self.closed_second = second_of_time(event.frame.at)
