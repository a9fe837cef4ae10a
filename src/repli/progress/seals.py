"""Which counts are sealed, which are opened, and which of them were blind.

A seal is opened only when both parties are bound: whoever opens has seen the seal of the other. So nobody learns a
number before it has sealed its own; who seals anew afterwards counts again, and everybody sees that it was not blind.
The law is docs/reference/log-format.md, section 22.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from repli.errors import Phrase, RefusedError, phrase
from repli.progress.blind import OpenedCount, SealedCount
from repli.progress.events import Event

__all__ = ["Seal", "Seals"]


@dataclass(slots=True, kw_only=True)
class Seal:
    """A sealed count: its event, where it stands, its digest, and whether it was opened."""

    event: str
    feed: str
    line: int
    sealed: str
    is_opened: bool = False


@dataclass(slots=True)
class Seals:
    """Movement -> party -> its seal, what its openings had seen, and whether its count was blind."""

    seals: dict[str, dict[str, Seal]] = field(default_factory=dict)
    openings: dict[str, list[tuple[str, Mapping[str, int]]]] = field(default_factory=dict)
    blind: dict[tuple[str, str], bool] = field(default_factory=dict)  # (movement, party)

    @property
    def unopened(self) -> tuple[tuple[str, str, str], ...]:
        """Return (movement, party, event) of each seal that waits to be opened, sorted."""
        found = (
            (movement, party, seal.event)
            for movement, seals in self.seals.items()
            for party, seal in seals.items()
            if not seal.is_opened
        )
        return tuple(sorted(found))

    def seal(self, event: Event, body: SealedCount) -> None:
        """Take in a sealed count, in place of an older one of its party."""
        (party,) = event.parties
        self.seals.setdefault(body.movement, {})[party] = Seal(
            event=event.event_hash, feed=event.frame.feed, line=event.frame.index + 1, sealed=body.sealed
        )

    def check(self, event: Event, body: OpenedCount) -> None:
        """Raise RefusedError, with the reason, if ``event`` opens nothing."""
        (party,) = event.parties
        seals = self.seals.get(body.movement, {})
        seal = seals.get(party)
        if seal is None or seal.event != body.opens or seal.is_opened:
            _refuse(event, phrase("The count opens no seal of its party."), "not-a-seal")
        if body.seal(party, event.frame.genesis) != seal.sealed:
            _refuse(event, phrase("The count is not what its party sealed."), "seal-differs")
        if not any(_has_seen(event.frame.seen, seals[other]) for other in seals if other != party):
            _refuse(event, phrase("The count is opened before the other party was seen to seal its own."),
                    "not-both-sealed")  # fmt: skip

    def open(self, event: Event, body: OpenedCount) -> None:
        """Take in an opened count that `check` has let through."""
        (party,) = event.parties
        seal = self.seals[body.movement][party]
        seal.is_opened = True
        openings = self.openings.setdefault(body.movement, [])
        self.blind[body.movement, party] = all(_has_seen(seen, seal) for other, seen in openings if other != party)
        openings.append((party, event.frame.seen))


def _has_seen(seen: Mapping[str, int], seal: Seal) -> bool:
    return seen.get(seal.feed, 0) >= seal.line


def _refuse(event: Event, message: Phrase, reason: str) -> NoReturn:
    raise RefusedError(event.place, message, phrase("See section 22 of the log format."), reason=reason)
